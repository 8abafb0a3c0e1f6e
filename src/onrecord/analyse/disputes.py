"""Issues ranked by how far sides stand apart and how much is said of them, both measured from the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from onrecord.analyse.kernel import HALF_LIFE
from onrecord.analyse.utterances import side_of
from onrecord.findings import Cell, Dispute, PositionMap
from onrecord.model import Evidence, Stance

FEW = 3  # statements from which on an outlet's share of a side's words counts in full
APART = 0.2  # least distance that is called a dispute


def find_disputes(made: PositionMap, salience: Mapping[str, float]) -> tuple[Dispute, ...]:
    """Return the issues on which somebody supports and somebody opposes or sets conditions, the weightiest first.

    A side's reach on an issue is its score times ``strength / (strength + 1)``, so that one old remark does not
    stand as firm as ten fresh ones; the distance is half the gap between the furthest reaches.
    """
    out = []
    for issue in made.issues:
        cells = [c for (_, i), c in made.cells.items() if i == issue]
        supporters = _ranked(c for c in cells if c.stance is Stance.SUPPORTS)
        opponents = _ranked(c for c in cells if c.stance is Stance.OPPOSES)
        opponents = opponents or _ranked(c for c in cells if c.stance is Stance.CONDITIONAL)
        if supporters and opponents:
            distance = (max(map(reach, supporters)) - min(map(reach, opponents))) / 2
            share = salience.get(issue, 0.0)
            if distance >= APART:
                out.append(
                    Dispute(
                        issue, round(distance, 4), share, round(distance * share, 4), supporters, opponents
                    )
                )
    return tuple(sorted(out, key=lambda d: (-d.rank, -d.distance, d.issue)))


def reach(cell: Cell) -> float:
    """Return a cell's score drawn towards 0 where little evidence, or only old, is behind it."""
    return cell.score * cell.strength / (cell.strength + 1)


def _ranked(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple(sorted(cells, key=lambda c: (-abs(reach(c)), -c.strength, c.side)))


def find_salience(known: Evidence, as_of: date, half_life: float = HALF_LIFE) -> dict[str, float]:
    """Return each issue's share of attention (0 to 1, together 1), corrected for who is covered how much.

    For every outlet and side the share of each issue among its statements is taken, newer ones weighing more, and
    these shares are averaged: an outlet that quotes one president a hundred times counts once. Shares out of fewer than
    ``FEW`` statements count in proportion.
    """
    told: dict[tuple[str, str], dict[str, float]] = {}
    number: dict[tuple[str, str], int] = {}
    for s in known.statements:
        if s.issue and s.actor:
            pair = (known.article_by_id[s.attribution.article].outlet, side_of(s))
            age = max(0, (as_of - known.day_of(s)).days)
            row = told.setdefault(pair, {})
            row[s.issue] = row.get(s.issue, 0.0) + 0.5 ** (age / half_life)
            number[pair] = number.get(pair, 0) + 1
    shares: dict[str, float] = {}
    for pair in sorted(told):
        row, whole = told[pair], sum(told[pair].values())
        if not whole:
            continue  # so long past that nothing is left of its weight
        weight = min(1.0, number[pair] / FEW) * min(1.0, whole)  # what is long past is no attention of today
        for issue, part in row.items():
            shares[issue] = shares.get(issue, 0.0) + weight * part / whole
    total = sum(shares[i] for i in sorted(shares))
    return {i: round(shares[i] / total, 4) for i in sorted(shares)} if total else {}
