"""Numbers the articles a brief cites, in order of use."""

from __future__ import annotations

from onrecord.document import Brief, Citation, Reference
from onrecord.model import Evidence
from onrecord.negotiation import Negotiation


def number_references(brief: Brief, negotiation: Negotiation, evidence: Evidence) -> tuple[Reference, ...]:
    """Return the references of *brief*: one an article, with the words cited from it in order of use."""
    cited: dict[str, list[Citation]] = {}
    for sentence in brief.sentences():
        for citation in sentence.citations:
            rows = cited.setdefault(citation.article, [])
            if all(c.span != citation.span for c in rows):
                rows.append(citation)
    out = []
    for number, (ident, rows) in enumerate(cited.items(), 1):
        article = evidence.article_by_id[ident].until(brief.as_of) or evidence.article_by_id[ident]
        out.append(Reference(number, article, negotiation.outlet(article.outlet), tuple(rows)))
    return tuple(out)
