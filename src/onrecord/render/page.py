"""A brief as one HTML file that works offline: each line beside the words it rests on."""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from onrecord.dates import show_day
from onrecord.document import Brief, Citation, Reference, Remark, Sentence
from onrecord.render.env import TEMPLATES
from onrecord.spans import Span, head, paragraphs, squeeze


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an article's text; ``marks`` are the ids of the citations that cover it, "" for none.

    ``anchor`` is the id of the citation that begins here, "" for none.
    """

    text: str
    marks: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A cited article, cut into paragraphs of pieces, and the words cited from it."""

    number: int
    id: str
    outlet: str
    about: str
    title: str
    day: str
    url: str
    file: str
    also: tuple[str, ...]
    quotes: tuple[str, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the brief as the page needs it.

    ``cites`` are the id of a mark, the number of its article and the words; ``who`` names the sides, ``facts`` are age and origins,
    ``statement`` is the one whose words come first.
    """

    line: Sentence | Remark
    cites: tuple[tuple[str, int, str], ...] = ()
    who: str = ""
    age: int | None = None
    facts: tuple[str, ...] = ()
    statement: str = ""

    @property
    def is_claim(self) -> bool:
        """Whether the line is a cited sentence (else a remark about the record)."""
        return isinstance(self.line, Sentence)


@dataclass(frozen=True, slots=True)
class PageView:
    """A brief cut and named for its page: lines, cited articles, and what the lines can be filtered by."""

    brief: Brief
    lede: tuple[Line, ...]
    sections: tuple[tuple[object, list[tuple[str, list[Line]]]], ...]
    sources: tuple[Source, ...]
    parties: tuple[tuple[str, str], ...]
    issues: tuple[tuple[str, str], ...]


def to_page(brief: Brief) -> str:
    """Return *brief* as one self-contained HTML page; article text is escaped, never markup."""
    style, script = asset("onrecord.css"), asset("brief.js")
    return TEMPLATES.get_template("brief.html").render(
        page=view_of(brief),
        style=Markup(
            style
        ),  # our own files, and nothing but these: the policy of the page holds their digests
        script=Markup(script),
        style_hash=digest(style),
        script_hash=digest(script),
    )


@cache
def asset(name: str) -> str:
    """Return one of the style sheets and scripts that pages share."""
    return (files("onrecord.render") / "static" / name).read_text(encoding="utf-8").strip()


def digest(words: str) -> str:
    """Return the source expression by which a Content-Security-Policy allows exactly these words."""
    return "sha256-" + base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()


def view_of(brief: Brief) -> PageView:
    """Return what a page shows of *brief*."""
    ids = {
        (c.article, c.span): f"c{r.number}-{i}"
        for r in brief.references
        for i, c in enumerate(r.citations, 1)
    }
    numbers = {r.article.id: r.number for r in brief.references}

    def line(made: Sentence | Remark) -> Line:
        return _line(made, brief, ids, numbers) if isinstance(made, Sentence) else Line(made)

    told = list(brief.sentences())
    return PageView(
        brief,
        tuple(line(s) for s in brief.lede),
        tuple(
            (s, [(g.title, [line(x) for x in g.lines]) for g in s.groups if g.lines]) for s in brief.sections
        ),
        tuple(_source(r, ids) for r in brief.references),
        _named(brief, (x for s in told for x in s.sides)),
        _named(brief, (s.issue for s in told if s.issue)),
    )


def _named(brief: Brief, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((x, brief.names.get(x, x)) for x in set(ids)), key=lambda row: row[1]))


def _line(made: Sentence, brief: Brief, ids: dict[tuple[str, Span], str], numbers: dict[str, int]) -> Line:
    cites: dict[int, tuple[str, int, str]] = {}
    for c in made.citations:  # one number an article; its further words are marked there too
        number = numbers[c.article]
        cites.setdefault(number, (ids[c.article, c.span], number, squeeze(c.exact)))
    age = (brief.as_of - made.day).days if made.day else None
    who = ", ".join(brief.names.get(s, s) for s in made.sides[:3]) + (
        " and others" if len(made.sides) > 3 else ""
    )
    statement = next((c.statement for c in made.citations if c.statement), "")
    return Line(made, tuple(cites.values()), who, age, tuple(_facts(made, brief.as_of)), statement)


def _facts(made: Sentence, as_of: date) -> Iterable[str]:
    if made.day:
        days = (as_of - made.day).days
        day = "" if show_day(made.day) in made.note else f"{show_day(made.day)}, "
        yield day + ("today" if days == 0 else "a day old" if days == 1 else f"{days} days old")
    if made.origins and "origin" not in made.note:
        yield "1 origin" if made.origins == 1 else f"{made.origins} origins"


def _source(reference: Reference, ids: dict[tuple[str, Span], str]) -> Source:
    article, outlet = reference.article, reference.outlet
    url = article.url if article.url.startswith(("https://", "http://")) else ""
    seen: set[str] = set()
    return Source(
        reference.number,
        article.id,
        outlet.name,
        ", ".join(x for x in (outlet.country, outlet.ownership, outlet.kind) if x and x != "news"),
        article.title,
        show_day(article.day, year=True) if article.day else "undated",
        url,
        article.file,
        tuple(sorted({s.url or s.file for s in article.sightings} - {article.url or article.file})),
        tuple(dict.fromkeys(squeeze(c.exact) for c in reference.citations)),
        tuple(tuple(_pieces(article.text, p, reference.citations, ids, seen)) for p in body(article.text)),
    )


def body(text: str) -> list[Span]:
    """Return the paragraphs of a text, the head of a plain one ("Title: ...") left out: it is shown above."""
    first = head(text)[1]
    return [p for p in paragraphs(text) if p.start >= first]


def _pieces(
    text: str,
    paragraph: Span,
    citations: tuple[Citation, ...],
    ids: dict[tuple[str, Span], str],
    seen: set[str],
) -> Iterable[Piece]:
    """Cut a paragraph at every edge of a citation, so that overlapping ones can both be marked."""
    mine = [c for c in citations if c.span.overlaps(paragraph)]
    edges = {paragraph.start, paragraph.end}
    for c in mine:
        edges |= {max(paragraph.start, c.span.start), min(paragraph.end, c.span.end)}
    for a, b in itertools.pairwise(sorted(edges)):
        marks = [ids[c.article, c.span] for c in mine if c.span.start <= a and b <= c.span.end]
        anchor = next((m for m in marks if m not in seen), "")
        seen.add(anchor)
        yield Piece(text[a:b], " ".join(marks), anchor)
