"""What pages show of the record's values: names in place of ids, days in words, texts cut at the edges of what was found."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from markupsafe import Markup, escape

from onrecord.dates import show_day
from onrecord.findings import Cell, Change
from onrecord.model import Article, Kind, Refusal, Statement
from onrecord.pipeline.inquiring import Inquiry
from onrecord.render.page import body
from onrecord.spans import Span, squeeze
from onrecord.store.search import BEGIN, END
from onrecord.web.shelf import State

MOST = 700  # characters of a statement's words in a list
PER_PAGE = 30
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Card:
    """A statement as lists show it; ``parts`` are its words, each run with its voice (verbatim, paraphrase)."""

    id: str
    actor: str
    who: str
    side: str
    behalf: str
    about: str
    issue: str
    label: str
    stance: str
    act: str
    parts: tuple[tuple[str, str], ...]
    day: str
    iso: str
    age: str
    article: str
    outlet: str
    title: str
    level: str
    hedged: str
    corrected: str
    inner: bool


def card(statement: Statement, look: Inquiry, state: State) -> Card:
    """Return a statement as lists show it."""
    s, names = statement, state.names
    article = look.known.article_by_id[s.attribution.article]
    day = look.known.day_of(s)
    dated = day != date.min
    return Card(
        s.id,
        s.actor,
        names.get(s.actor) or (f"“{s.named_as}”" if s.named_as else "nobody named"),
        s.on_behalf_of,
        names.get(s.on_behalf_of, "") if s.on_behalf_of != s.actor else "",
        names.get(s.about, ""),
        s.issue,
        names.get(s.issue, ""),
        s.stance.value if s.issue else "",
        s.act.value,
        words(s, article),
        show_day(day, year=True) if dated else "undated",
        day.isoformat() if dated else "",
        age((look.as_of - day).days) if dated else "",
        article.id,
        state.negotiation.outlet(article.outlet).name,
        article.title or article.file,
        s.level,
        s.hedged,
        s.corrected,
        s.attribution.layer > 0,
    )


def words(statement: Statement, article: Article, most: int = MOST) -> tuple[tuple[str, str], ...]:
    """Return a statement's words in runs, each with its voice; long ones end in an ellipsis."""
    out: list[tuple[str, str]] = []
    left = most
    for number, content in enumerate(statement.attribution.content):
        if number:
            out.append((" … ", "frame"))
        quoted = [q for q in statement.attribution.quoted if q.overlaps(content)]
        for run, inside in _runs(content, quoted):
            verbatim = inside or (statement.attribution.kind is Kind.DIRECT and not quoted)
            text = " ".join(run.cut(article.text)[: left + 1].split("\n"))
            out.append(
                (text if len(text) <= left else text[:left] + "…", "verbatim" if verbatim else "paraphrase")
            )
            left -= len(text)
            if left <= 0:
                return tuple(out)
    return tuple(out)


def _runs(content: Span, quoted: Sequence[Span]) -> Iterable[tuple[Span, bool]]:
    edges = {content.start, content.end}
    for q in quoted:
        edges |= {max(content.start, q.start), min(content.end, q.end)}
    for a, b in itertools.pairwise(sorted(edges)):
        yield Span(a, b), any(q.start <= a and b <= q.end for q in quoted)


def age(days: int) -> str:
    """Return how old something is, in words.

    >>> age(0), age(1), age(12)
    ('today', 'a day old', '12 days old')
    """
    return "today" if days == 0 else "a day old" if days == 1 else f"{days} days old"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of an article's text: the ids of the statements it belongs to, and as what (source, cue, content)."""

    text: str
    ids: str
    roles: str
    anchor: str = ""


def marked(article: Article, statements: Sequence[Statement]) -> list[list[Run]]:
    """Return an article's paragraphs cut at the edges of every source, cue and content found in it."""
    spans = [
        (span, role, s.id)
        for s in statements
        for role, group in (
            ("source", [s.attribution.source] if s.attribution.source else []),
            ("cue", [s.attribution.cue]),
            ("content", list(s.attribution.content)),
        )
        for span in group
    ]
    spans.sort(key=lambda row: (row[0].start, row[0].end))
    seen: set[str] = set()
    return [list(_cut(article.text, p, spans, seen)) for p in body(article.text)]


def _cut(text: str, paragraph: Span, spans: Sequence[tuple[Span, str, str]], seen: set[str]) -> Iterable[Run]:
    mine = [row for row in spans if row[0].overlaps(paragraph)]
    edges = {paragraph.start, paragraph.end}
    for span, _, _ in mine:
        edges |= {max(paragraph.start, span.start), min(paragraph.end, span.end)}
    for a, b in itertools.pairwise(sorted(edges)):
        over = [row for row in mine if row[0].start <= a and b <= row[0].end]
        ids = list(dict.fromkeys(ident for _, _, ident in over))
        roles = " ".join(sorted({role for _, role, _ in over}))
        anchor = next((i for i in ids if i not in seen), "")
        seen.add(anchor)
        yield Run(text[a:b], " ".join(ids), roles, anchor)


def refused(article: Article, refusals: Iterable[Refusal]) -> list[tuple[str, str]]:
    """Return what grounding refused in an article: the words proposed, and why."""
    return [(squeeze(r.words)[:MOST], r.reason) for r in refusals if r.article == article.id]


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of rows, its number (from 1), how many pages and rows there are."""

    rows: Sequence[Row]
    number: int
    pages: int
    total: int


def page_of(rows: Sequence[Row], number: int, size: int = PER_PAGE) -> Page[Row]:
    """Return the page with this number, the last when there are not so many."""
    pages = max(1, -(-len(rows) // size))
    at = min(max(1, number), pages)
    return Page(rows[(at - 1) * size : at * size], at, pages, len(rows))


def found(shown: str) -> Markup:
    """Return the words of a hit with what was found marked; all else is text."""
    escaped = str(escape(shown))
    return (
        Markup(escaped.replace(BEGIN, "<mark>").replace(END, "</mark>"))
        if _paired(escaped)
        else escape(shown.replace(BEGIN, "").replace(END, ""))
    )


def _paired(words: str) -> bool:
    """Say whether every beginning mark is followed by its end before the next: an article might hold such characters itself."""
    marks = [c for c in words if c in (BEGIN, END)]
    return len(marks) % 2 == 0 and all(c == (END if i % 2 else BEGIN) for i, c in enumerate(marks))


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of the map as a page shows it."""

    side: str
    issue: str
    stance: str
    count: int
    moved: str
    stale: bool
    title: str


def square(cell: Cell, state: State, moved: float) -> Square:
    """Return a cell as the map's table shows it; *moved* is the least change of the score that counts as a move."""
    trend = "" if cell.trend is None or abs(cell.trend) < moved else "↑" if cell.trend > 0 else "↓"
    side, issue = state.names.get(cell.side, cell.side), state.names.get(cell.issue, cell.issue)
    count = "1 utterance" if cell.origins == 1 else f"{cell.origins} utterances"
    old = ", old" if cell.stale else ""
    title = f"{side} on {issue}: {cell.stance}, {count}, newest {show_day(cell.newest, year=True)}{old}"
    return Square(cell.side, cell.issue, cell.stance.value, cell.origins, trend, cell.stale, title)


@dataclass(frozen=True, slots=True)
class Move:
    """A change as lists show it: what, whose, on what, when, the stances before and after, the words after."""

    kind: str
    side: str
    who: str
    issue: str
    label: str
    day: str
    iso: str
    before: str
    after: str
    card: Card | None


def move(change: Change, look: Inquiry, state: State) -> Move:
    """Return a change as lists show it."""
    said = change.after or change.before
    return Move(
        change.kind.value,
        change.side,
        state.names.get(change.side, change.side),
        change.issue,
        state.names.get(change.issue, change.issue),
        show_day(change.day, year=True),
        change.day.isoformat(),
        change.before.stance.value if change.before else "",
        change.after.stance.value if change.after else "",
        card(said.statements[0], look, state) if said else None,
    )
