"""A brief as one HTML file that works offline: each line beside the words it rests on."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from onrecord.dates import show_day
from onrecord.document import Brief, Citation, Reference, Remark, Sentence
from onrecord.render.env import TEMPLATES
from onrecord.spans import Span, paragraphs, squeeze


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an article's text; ``marks`` are the ids of the citations that cover it, "" for none."""

    text: str
    marks: str


@dataclass(frozen=True, slots=True)
class Source:
    """A cited article, cut into paragraphs of pieces."""

    number: int
    outlet: str
    about: str
    title: str
    day: str
    url: str
    file: str
    also: tuple[str, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the brief as the page needs it."""

    line: Sentence | Remark
    cites: tuple[tuple[str, int, str], ...]  # id of the mark, number of the article, the words

    @property
    def is_claim(self) -> bool:
        """Whether the line is a cited sentence (else a remark about the record)."""
        return isinstance(self.line, Sentence)


def to_page(brief: Brief) -> str:
    """Return *brief* as one self-contained HTML page; article text is escaped, never markup."""
    ids = {
        (c.article, c.span): f"c{r.number}-{i}"
        for r in brief.references
        for i, c in enumerate(r.citations, 1)
    }
    numbers = {r.article.id: r.number for r in brief.references}

    def line(made: Sentence | Remark) -> Line:
        if isinstance(made, Remark):
            return Line(made, ())
        cites: dict[int, tuple[str, int, str]] = {}
        for c in made.citations:  # one number an article; its further words are marked there too
            number = numbers[c.article]
            cites.setdefault(number, (ids[c.article, c.span], number, squeeze(c.exact)))
        return Line(made, tuple(cites.values()))

    sections = [
        (s, [(g.title, [line(x) for x in g.lines]) for g in s.groups if g.lines]) for s in brief.sections
    ]
    return TEMPLATES.get_template("brief.html").render(
        brief=brief,
        lede=[line(s) for s in brief.lede],
        sections=sections,
        sources=[_source(r, ids) for r in brief.references],
    )


def _source(reference: Reference, ids: dict[tuple[str, Span], str]) -> Source:
    article, outlet = reference.article, reference.outlet
    url = article.url if article.url.startswith(("https://", "http://")) else ""
    return Source(
        reference.number,
        outlet.name,
        ", ".join(x for x in (outlet.country, outlet.ownership, outlet.kind) if x and x != "news"),
        article.title or article.file,
        show_day(article.day, year=True) if article.day else "undated",
        url,
        article.file,
        tuple(sorted({s.url or s.file for s in article.sightings} - {article.url or article.file})),
        tuple(tuple(_pieces(article.text, p, reference.citations, ids)) for p in paragraphs(article.text)),
    )


def _pieces(
    text: str, paragraph: Span, citations: tuple[Citation, ...], ids: dict[tuple[str, Span], str]
) -> list[Piece]:
    """Cut a paragraph at every edge of a citation, so that overlapping ones can both be marked."""
    mine = [c for c in citations if c.span.overlaps(paragraph)]
    edges = {paragraph.start, paragraph.end}
    for c in mine:
        edges |= {max(paragraph.start, c.span.start), min(paragraph.end, c.span.end)}
    cuts = sorted(edges)
    return [
        Piece(
            text[a:b],
            " ".join(ids[c.article, c.span] for c in mine if c.span.start <= a and b <= c.span.end),
        )
        for a, b in itertools.pairwise(cuts)
    ]
