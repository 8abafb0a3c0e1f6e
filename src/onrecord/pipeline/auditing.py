"""Anybody's brief held against a record, claim by claim."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from onrecord.analyse.everything import known_by
from onrecord.audit.citations import articles_of, check_citations
from onrecord.audit.fits import Align, Bench
from onrecord.audit.judge import judge
from onrecord.audit.mend import mend
from onrecord.audit.passages import Passages
from onrecord.audit.turns import Turns
from onrecord.errors import ModelMissing, NoArticleText
from onrecord.extract.align import load_aligner
from onrecord.extract.claims import BriefRead, ClaimReader, brief_day
from onrecord.extract.lexicon import read_table
from onrecord.extract.names import Names
from onrecord.extract.reading import make_reader
from onrecord.extract.terms import Terms, probes
from onrecord.extract.vectors import load_vectors
from onrecord.gather.draft import Draft, check, language_of, to_article
from onrecord.gather.folder import LIMIT, read_file
from onrecord.gather.plain import read_text
from onrecord.model import Article, Evidence, Skipped
from onrecord.negotiation import Negotiation
from onrecord.pipeline.asking import evidence_of, negotiation_of, newest_day
from onrecord.store.store import RecordReader
from onrecord.verdicts import Audit, Claim

_BY = re.compile(r"(?:joint\s+)?(?:statement|remarks|address|letter)\b.{0,30}?\b(?:from|by)\b", re.I)
LONGEST = 100_000  # characters of a brief that are read: thirty pages
LANGUAGE = "en"
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "to",
        "and",
        "in",
        "a",
        "that",
        "is",
        "for",
        "on",
        "with",
        "as",
        "by",
        "has",
        "have",
        "will",
        "not",
        "said",
        "be",
        "it",
        "he",
        "from",
        "his",
        "are",
        "at",
    ]
)
_TELLING = 40  # words that tell a language
_SHARE = 0.1  # of the words of an English text, how many at least are among those


def read_brief(path: Path) -> Article:
    """Return the text of a brief's file (text, Markdown, HTML, PDF, DOCX) as an article; "-" is what is pasted into standard input.

    Raises the :class:`~onrecord.errors.Skip` kinds of a file that cannot be read.
    """
    found = read_text(sys.stdin.buffer.read(LIMIT), "pasted.txt") if str(path) == "-" else read_file(path)
    drafts = [d for d in found if not isinstance(d, Skipped)]
    if not drafts:
        raise NoArticleText(f"{path}: no text", expected="a brief", found="nothing readable")
    return brief_article(drafts[0])


def brief_article(draft: Draft) -> Article:
    """Return a pasted or read brief as an article.

    Raises what :func:`~onrecord.gather.draft.check` raises; ``ForeignLanguage`` only where hardly a word is English too, since a few
    names alone can pass for any language.
    """
    words = re.findall(r"[^\W\d_]+", draft.text.lower())
    english = sum(w in _ENGLISH for w in words) >= _SHARE * len(words)
    english = english or (len(words) < _TELLING and draft.text.isascii())
    return to_article(check(draft, language_of(draft.text) if english else LANGUAGE, 1), "")


def brief_day_of(brief: Article) -> date | None:
    """Return the day a brief gives itself, None where it gives none."""
    return brief_day(brief.text)


def audit_of(record: RecordReader, brief: Article, as_of: date | None = None) -> Audit:
    """Return the verdict on every claim of *brief* by what *record* knew on its day.

    The day is *as_of*, else the one the brief gives itself, else that of the newest article.
    """
    return audit_by(negotiation_of(record), evidence_of(record), brief, as_of)


def audit_by(talks: Negotiation, evidence: Evidence, brief: Article, as_of: date | None = None) -> Audit:
    """Return the verdict on every claim of *brief* by *evidence* as it stood on its day."""
    day = as_of or brief_day(brief.text) or newest_day(evidence)
    bench_of = Court(talks, evidence, day)
    read = bench_of.read(brief)
    return bench_of.audit(brief, read)


def _aligner() -> Align | None:
    """Return the trained aligner, None where it is not to be had: then words alone are compared, and less is found."""
    try:
        return load_aligner().align
    except ModelMissing:
        return None


def readable(brief: Article) -> int:
    """Return how many characters of a brief are read: all, or up to the last paragraph that ends within ``LONGEST``."""
    if len(brief.text) <= LONGEST:
        return len(brief.text)
    return max(brief.text.rfind("\n", 0, LONGEST), LONGEST // 2)


class Court:
    """One record as known on a day, ready to judge briefs."""

    def __init__(self, talks: Negotiation, evidence: Evidence, day: date) -> None:
        self.talks, self.day = talks, day
        self.known = known_by(evidence, day)
        self._said = {s.id: s for s in self.known.statements}
        self._names = Names(talks)
        self._terms = Terms(self._names)
        reader = make_reader(talks)
        self._claims = ClaimReader(self._names, lambda article: reader.read_safely(article).statements)

    def read(self, brief: Article) -> BriefRead:
        """Return the claims of *brief*, of its first ``LONGEST`` characters."""
        return self._claims.read(replace(brief, text=brief.text[: readable(brief)]), self.day)

    def bench(self, claims: Iterable[Claim], cited: Iterable[str] = ()) -> Bench:
        """Return what *claims* are judged by; *cited* are articles that must be looked into."""
        return Bench(
            self.known,
            self.day,
            Passages(self.known, tuple(claims), self._terms.of, probes, load_vectors().likeness, cited),
            {a.id: a.name for a in self.talks.actors} | {i.id: i.label for i in self.talks.issues},
            self.talks.party_of,
            Turns.of(read_table("audit")),
            self._authors,
            _aligner(),
        )

    def _authors(self, title: str) -> frozenset[str]:
        opening = _BY.match(title)
        named = self._names.mentions(title[opening.end() :]) if opening else ()
        return frozenset(m.actor for m in named)

    def audit(self, brief: Article, read: BriefRead) -> Audit:
        """Return the findings on a brief that was read."""
        by_address = articles_of(read.addresses, self.known)
        bench = self.bench(read.claims, filter(None, by_address.values()))
        found = tuple(judge(claim, bench) for claim in read.claims)
        found = check_citations(found, read.addresses, by_address, bench)
        cited = {c.article for f in found for c in f.evidence} | set(by_address.values()) - {""}
        articles = {a: self.known.article_by_id[a] for a in sorted(cited)}
        outlets = {a.outlet: self.talks.outlet(a.outlet) for a in articles.values()}
        made = Audit(
            brief,
            self.day,
            found,
            len(self.known.articles),
            articles,
            outlets,
            read.addresses,
            by_address,
            bench.names,
            {s: self._said[s] for f in found for c in f.evidence if (s := c.statement)},
            read.headings,
            readable(brief),
        )
        return replace(made, mended=mend(made))
