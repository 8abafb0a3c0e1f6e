"""Lists that several pages show: turns of paths, stands with their words, changes, days of the timeline."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.analyse.changes import find_changes
from onrecord.dates import show_day, show_interval
from onrecord.findings import Cell, Change, Happening, Path, Step
from onrecord.model import Statement
from onrecord.pipeline.inquiring import Inquiry
from onrecord.spans import squeeze
from onrecord.web.shelf import State
from onrecord.web.views import Card, Move, Page, card, move

MOST_TURNS = 80  # days of paths that one table shows


def moves_of(look: Inquiry, state: State, since: date) -> list[Move]:
    """Return what changed from a day to the day of the look, what was only said again left out."""
    found = find_changes(look.paths, look.contradictions, look.utterances, look.known, (since, look.as_of))
    return [move(c, look, state) for c in found.changes if c.kind != "reaffirmed"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One day of a path as a table shows it."""

    day: str
    stance: str
    change: str
    card: Card | None
    side: str
    issue: str


def steps_of(paths: Iterable[Path], look: Inquiry, state: State, most: int = MOST_TURNS) -> list[Turn]:
    """Return the newest days of some paths, newest first."""
    rows: list[tuple[Path, Step]] = [(p, s) for p in paths for s in p.steps]
    rows = heapq.nlargest(most, rows, key=lambda row: (row[1].day, row[0].side, row[0].issue))
    return [
        Turn(
            show_day(s.day, year=True),
            s.stance.value,
            s.change.kind.value if s.change else "changes nothing",
            card(s.utterances[0].statements[0], look, state) if s.utterances else None,
            p.side,
            p.issue,
        )
        for p, s in rows
    ]


def cards_of(page: Page[Statement], look: Inquiry, state: State) -> Page[Card]:
    """Return a page of statements as a page of cards."""
    return Page([card(s, look, state) for s in page.rows], page.number, page.pages, page.total)


@dataclass(frozen=True, slots=True)
class Stand:
    """A cell with the words that bear it and the day since which it stands."""

    side: str
    issue: str
    stance: str
    stale: bool
    count: int
    since: str
    card: Card


def stand(found: Cell, path: Path, look: Inquiry, state: State) -> Stand:
    """Return a cell as lists of stands show it: since when, in which words, the newest of its stance."""
    since = path.steps[-1].day
    for step in reversed(path.steps):
        if step.stance is not found.stance:
            break
        since = step.day
    said = next((u for u in found.utterances if u.stance is found.stance), found.utterances[0])
    shown = card(said.statements[0], look, state)
    return Stand(
        found.side,
        found.issue,
        found.stance.value,
        found.stale,
        found.origins,
        show_day(since, year=True),
        shown,
    )


def stands_of(look: Inquiry, state: State, side: str = "", issue: str = "") -> list[Stand]:
    """Return the stands of one side, or on one issue, the most spoken first."""
    paths = state.once(("paths", look.as_of, look.by), lambda: {(p.side, p.issue): p for p in look.paths})
    cells = [
        c for c in look.map.cells.values() if (not side or c.side == side) and (not issue or c.issue == issue)
    ]
    cells.sort(key=lambda c: (c.stale, -c.strength, c.side, c.issue))
    return [stand(c, paths[c.side, c.issue], look, state) for c in cells]


def everybody(state: State) -> list[tuple[str, str]]:
    """Return every actor to choose from, by name."""
    return sorted(((a.id, a.name) for a in state.negotiation.actors), key=lambda row: row[1])


def days_of(look: Inquiry) -> list[tuple[date, list[Happening], list[Change], int]]:
    """Return every day with an event, a turn or a statement: the day, its events, its turns, how many statements."""
    counts = Counter(look.known.day_of(s) for s in look.known.statements)
    events: dict[date, list[Happening]] = {}
    for h in look.happenings:
        events.setdefault(h.when.last, []).append(h)
    turns: dict[date, list[Change]] = {}
    for p in look.paths:
        for s in p.steps:
            if s.change and s.change.kind != "reaffirmed":
                turns.setdefault(s.day, []).append(s.change)
    days = sorted({*events, *turns, *(d for d in counts if d != date.min)}, reverse=True)
    return [(d, events.get(d, []), turns.get(d, []), counts.get(d, 0)) for d in days]


def event_of(found: Happening, look: Inquiry, state: State) -> dict[str, Any]:
    """Return an event as the timeline shows it: kind, who, the words of its first report."""
    first = found.reports[0]
    article = look.known.article_by_id[first.article]
    return {
        "kind": found.kind,
        "who": ", ".join(state.names.get(a, a) for a in found.actors),
        "when": show_interval(found.when),
        "article": first.article,
        "words": squeeze(first.span.cut(article.text))[:300],
        "outlet": state.negotiation.outlet(article.outlet).name,
        "origins": found.origins,
    }
