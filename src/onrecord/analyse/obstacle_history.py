"""An obstacle in time: since when it stands, whether it grows, and what would remove it in the parties' own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from onrecord.findings import ChangeKind, Obstacle, Path, Position
from onrecord.model import Evidence, Stance, Statement

RECENT = 14  # days that are held against as many before
TERMS = 60  # days after which a party's condition is history
_WIDENS = (ChangeKind.HARDENED, ChangeKind.REVERSED, ChangeKind.NEWLY_CONDITIONAL)
_NARROWS = (ChangeKind.SOFTENED, ChangeKind.CONDITION_DROPPED)


def date_obstacles(
    obstacles: Iterable[Obstacle], paths: Iterable[Path], known: Evidence, as_of: date
) -> tuple[Obstacle, ...]:
    """Return *obstacles* with the day since when they stand, their trend and the conditions that would remove them.

    An obstacle stands since the later of the days on which its sides took the stands they hold. It is "growing" when a
    side hardened its words in the last ``RECENT`` days, or when both together said at least twice as much on it as in the days
    before; "easing" when a side softened, or when half as much or less is said; else "steady".
    """
    by_cell = {(p.side, p.issue): p for p in paths}
    terms = _terms(known, as_of)
    return tuple(_dated(o, by_cell, terms, as_of) for o in obstacles)


def _dated(
    obstacle: Obstacle,
    paths: Mapping[tuple[str, str], Path],
    terms: Mapping[tuple[str, str], Statement],
    as_of: date,
) -> Obstacle:
    keys = [(p.party or p.actor, p.issue) for p in obstacle.sides]
    mine = [paths[k] for k in keys if k in paths]
    since = [
        d
        for k, p in zip(keys, obstacle.sides, strict=True)
        if k in paths and (d := _stands_since(paths[k], p))
    ]
    removes = [terms[k] for k in dict.fromkeys(keys) if k in terms]
    return replace(
        obstacle,
        since=max(since) if since else obstacle.since,
        trend=_trend(mine, as_of),
        removes=tuple(removes),
    )


def _stands_since(path: Path, position: Position) -> date | None:
    """Return the first day of the run of days, up to the last, on which the position's stance stood."""
    first = None
    for step in reversed(path.steps):
        if step.stance is not position.stance:
            break
        first = step.day
    return first


def _trend(paths: Iterable[Path], as_of: date) -> str:
    turn, half = as_of - timedelta(days=RECENT), as_of - timedelta(days=2 * RECENT)
    now = before = 0
    kinds = set()
    for path in paths:
        for step in path.steps:
            if step.day > turn:
                now += len(step.utterances)
                kinds |= {step.change.kind} if step.change else set()
            elif step.day > half:
                before += len(step.utterances)
    if kinds & set(_WIDENS) and not kinds & set(_NARROWS):
        return "growing"
    if kinds & set(_NARROWS) and not kinds & set(_WIDENS):
        return "easing"
    if now >= 2 and now >= 2 * before:
        return "growing"
    return "easing" if before >= 2 and now * 2 <= before else "steady"


def _terms(known: Evidence, as_of: date) -> dict[tuple[str, str], Statement]:
    """Return the newest condition that each side set on each issue, in its own statement."""
    out: dict[tuple[str, str], Statement] = {}
    rows = [
        s
        for s in known.statements
        if s.own
        and s.issue
        and s.condition
        and s.stance is Stance.CONDITIONAL
        and s.level != "unsure"
        and (as_of - known.day_of(s)).days <= TERMS
    ]
    for s in sorted(rows, key=lambda s: (-known.day_of(s).toordinal(), -s.confidence, s.id)):
        out.setdefault((s.on_behalf_of or s.actor, s.issue), s)
    return out
