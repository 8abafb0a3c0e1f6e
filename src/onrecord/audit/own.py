"""Checks our own finished brief before it is handed out, as any other is: every citation resolves, every quotation is verbatim."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.audit.quotations import places_of
from onrecord.document import Brief, Citation, Sentence, Voice
from onrecord.errors import AuditFailed
from onrecord.model import Evidence


def audit_brief(brief: Brief, evidence: Evidence) -> None:
    """Raise :class:`~onrecord.errors.AuditFailed` unless *brief* stands on *evidence* wholly.

    Every citation must cut out its exact words from an article published by the brief's day, and every
    stretch in quotation marks must stand, word for word, in an article that its sentence cites.
    """
    faults = list(find_faults(brief, evidence))
    if faults:
        raise AuditFailed(
            "the brief did not pass its own audit and is not handed out",
            expected="every citation exact, every quotation verbatim",
            found="; ".join(faults[:5]),
            todo="run `onrecord check` on the record, and report this",
        )


def find_faults(brief: Brief, evidence: Evidence) -> Iterator[str]:
    """Yield what is wrong with *brief*, in words."""
    numbered = {r.article.id for r in brief.references}
    for sentence in brief.sentences():
        for citation in sentence.citations:
            yield from _citation_faults(citation, brief, evidence)
            if citation.article not in numbered:
                yield f"no number for the article of “{citation.exact[:40]}”"
        yield from _quotation_faults(sentence, evidence)


def _citation_faults(citation: Citation, brief: Brief, evidence: Evidence) -> Iterator[str]:
    article = evidence.article_by_id.get(citation.article)
    if article is None:
        yield f"an article that is not in the record: {citation.article}"
    elif citation.span.cut(article.text) != citation.exact:
        yield f"words that do not stand where cited: “{citation.exact[:60]}”"
    elif article.until(brief.as_of) is None:
        yield f"an article published after {brief.as_of} or undated: {article.title}"


def _quotation_faults(sentence: Sentence, evidence: Evidence) -> Iterator[str]:
    articles = [
        evidence.article_by_id[c.article] for c in sentence.citations if c.article in evidence.article_by_id
    ]
    for part in sentence.parts:
        if part.voice is Voice.VERBATIM:
            if not places_of(part.text.strip(" ,.;:!?"), articles):
                yield f"not verbatim: {part.text[:80]}"
        elif any(mark in part.text for mark in '“”"'):
            yield f"quotation marks around words that are not the speaker's: {part.text[:80]}"
