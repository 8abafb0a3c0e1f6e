"""What could not be established: empty cells that matter, words nobody stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from onrecord.findings import EmptyCell, Position
from onrecord.model import Evidence, Statement


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
