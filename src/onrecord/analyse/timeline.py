"""One line of time: what was said and what happened, each under the day it was said or happened, reports of one event together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from onrecord.findings import Happening, Path
from onrecord.model import Event, Evidence


def find_happenings(known: Evidence) -> tuple[Happening, ...]:
    """Return the events, reports of one and the same together, oldest first.

    Two reports are of one event when kind and day are the same and they share two actors, or the only one named.
    """
    groups: list[list[Event]] = []
    by_day: dict[tuple[str, date], list[list[Event]]] = {}
    for event in sorted(known.events, key=lambda e: (e.when, e.kind, -len(e.actors), e.id)):
        there = by_day.setdefault((event.kind, event.when.last), [])
        group = next((g for g in there if _same(g[0], event)), None)
        if group is None:
            group = []
            there.append(group)
            groups.append(group)
        group.append(event)
    return tuple(_happening(g, known) for g in groups)


def _same(one: Event, other: Event) -> bool:
    shared = set(one.actors) & set(other.actors)
    return len(shared) >= min(2, len(one.actors), len(other.actors))


def _happening(events: list[Event], known: Evidence) -> Happening:
    rows = sorted(events, key=lambda e: (known.article_by_id[e.article].published, e.id))
    origins = {known.origin_of[e.article] for e in events}
    actors = tuple(dict.fromkeys(a for e in rows for a in e.actors))
    return Happening(rows[0].kind, rows[0].when, actors, tuple(rows), len(origins))


def turning_days(paths: Iterable[Path]) -> dict[date, list[tuple[str, str]]]:
    """Return the days on which somebody took or changed a stand, with side and issue."""
    out: dict[date, list[tuple[str, str]]] = {}
    for path in paths:
        for step in path.steps:
            if step.change and step.change.kind != "reaffirmed":
                out.setdefault(step.day, []).append((path.side, path.issue))
    return out
