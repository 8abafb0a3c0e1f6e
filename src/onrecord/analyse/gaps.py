"""What could not be established: empty cells that matter, reports that differ, words nobody stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from onrecord.findings import Difference, EmptyCell, Position
from onrecord.model import Evidence, Stance, Statement


def find_empty_cells(
    positions: Iterable[Position], parties: Iterable[str], known: Evidence, most: int = 3
) -> tuple[EmptyCell, ...]:
    """Return the issues most spoken about on which one of *parties* says nothing at all, at most *most*."""
    rows = list(positions)
    talk = Counter(p.issue for p in rows for _ in p.statements)
    held = {(s.on_behalf_of, s.issue) for s in known.statements}  # unclear words are words too
    cells = [
        EmptyCell(party, issue, len(known.articles))
        for issue, _ in sorted(talk.items(), key=lambda row: (-row[1], row[0]))
        for party in parties
        if (party, issue) not in held
    ]
    return tuple(cells[:most])


def find_differences(known: Evidence, within: int = 2) -> tuple[Difference, ...]:
    """Return pairs of opposite stances reported of one speaker on one issue within so many days.

    They must come from different origins: one report may well tell both halves of a thought.
    """
    groups: dict[tuple[str, str], list[Statement]] = {}
    for s in known.statements:
        clear = s.stance in (Stance.SUPPORTS, Stance.OPPOSES) and s.level != "unsure"
        if s.own and s.issue and clear:  # a reading that is not sure of itself contradicts nobody
            groups.setdefault((s.actor, s.issue), []).append(s)
    found = []
    for rows in groups.values():
        for one in (s for s in rows if s.stance is Stance.SUPPORTS):
            for other in (s for s in rows if s.stance is Stance.OPPOSES):
                near = abs(known.day_of(one) - known.day_of(other)) <= timedelta(days=within)
                apart = known.origin_of[one.attribution.article] != known.origin_of[other.attribution.article]
                if near and apart:
                    found.append(Difference(one, other))
    best: dict[tuple[str, str], Difference] = {}
    for pair in sorted(
        found, key=lambda d: (-min(d.one.confidence, d.other.confidence), d.one.id, d.other.id)
    ):
        best.setdefault((pair.one.actor, pair.one.issue), pair)
    return tuple(best.values())


def find_unnamed(known: Evidence, as_of: date, days: int = 7) -> tuple[Statement, ...]:
    """Return what only unnamed speakers say on an issue in the last *days*, newest first, one an origin."""
    since = as_of - timedelta(days=days)
    rows = [
        s
        for s in known.statements
        if not s.actor and s.issue and s.named_as and s.unnamed and known.day_of(s) >= since
    ]
    rows.sort(key=lambda s: (-known.day_of(s).toordinal(), -s.confidence, s.id))
    seen: set[str] = set()
    out = []
    for s in rows:
        origin = known.origin_of[s.attribution.article]
        if origin not in seen:
            seen.add(origin)
            out.append(s)
    return tuple(out)
