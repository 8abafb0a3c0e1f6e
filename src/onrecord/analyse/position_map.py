"""The map: sides by issues, each cell computed from the utterances behind it, with what shakes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from onrecord.analyse.bootstrap import DRAWS, band
from onrecord.analyse.kernel import HALF_LIFE, Columns
from onrecord.analyse.seriation import seriate
from onrecord.analyse.utterances import by_cell
from onrecord.findings import Cell, Path, PositionMap, Utterance

ORDERS = ("pattern", "activity", "name")


@dataclass(frozen=True, slots=True)
class MapOptions:
    """How a map is made: half-life in days, order of rows and columns, bootstrap draws, least utterances of a side."""

    half_life: float = HALF_LIFE
    order: str = "pattern"
    draws: int = DRAWS
    least: int = 1


def make_map(
    utterances: tuple[Utterance, ...],
    paths: Iterable[Path],
    as_of: date,
    articles: int,
    options: MapOptions = MapOptions(),
) -> PositionMap:
    """Return the map as of a day from utterances and paths known by then; *articles* is how many were read.

    Without utterances the map is empty. Numbers are rounded to four digits.
    """
    count: dict[str, int] = {}
    for u in utterances:
        count[u.side] = count.get(u.side, 0) + 1
    kept = tuple(u for u in utterances if count[u.side] >= options.least)
    if not kept:
        return PositionMap(as_of, options.half_life, (), (), {}, articles, options.order)
    columns = Columns.of(kept)
    stances = {(p.side, p.issue): p for p in paths}
    tables = _Tables(columns, as_of, options)
    cells = {key: _cell(rows, stances[key], tables, as_of) for key, rows in by_cell(kept).items()}
    sides, issues = _ordered(tables.score, columns, cells, options.order)
    return PositionMap(as_of, options.half_life, sides, issues, cells, articles, options.order)


class _Tables:
    """The numbers of all cells at once, sides by issues."""

    def __init__(self, columns: Columns, as_of: date, options: MapOptions) -> None:
        weights = columns.weights(as_of, options.half_life)
        before = columns.weights(as_of - timedelta(days=round(options.half_life)), options.half_life)
        self.row = {name: i for i, name in enumerate(columns.sides)}
        self.column = {name: i for i, name in enumerate(columns.issues)}
        self.score = columns.scores(weights)
        self.strength = columns.cells(weights)
        self.trend = self.score - columns.scores(before)
        square = columns.cells(weights * columns.sign**2)
        with np.errstate(invalid="ignore", divide="ignore"):
            self.spread = np.sqrt(np.maximum(square / self.strength - self.score**2, 0))
        self.low, self.high = band(columns, weights, options.draws)

    def at(self, table: np.ndarray, key: tuple[str, str]) -> float | None:
        """Return a cell's number, None for nan."""
        value = float(table[self.row[key[0]], self.column[key[1]]])
        return None if np.isnan(value) else round(value, 4) + 0.0


def _cell(rows: list[Utterance], path: Path, tables: _Tables, as_of: date) -> Cell:
    key = (path.side, path.issue)
    newest = max(u.day for u in rows)
    return Cell(
        *key,
        path.stance,
        tables.at(tables.score, key) or 0.0,
        tables.at(tables.strength, key) or 0.0,
        sum(len(u.statements) for u in rows),
        len(rows),
        newest,
        (as_of - newest).days,
        tables.at(tables.spread, key) or 0.0,
        tables.at(tables.trend, key),
        tables.at(tables.low, key),
        tables.at(tables.high, key),
        tuple(
            sorted(rows, key=lambda u: (-u.day.toordinal(), -u.statements[0].confidence, u.statements[0].id))
        ),
    )


def _ordered(
    scores: np.ndarray, columns: Columns, cells: Mapping[tuple[str, str], Cell], order: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return sides and issues in the order asked for: like beside like, the most spoken first, or by name."""
    if order == "pattern":
        return (
            tuple(columns.sides[i] for i in seriate(scores, columns.sides)),
            tuple(columns.issues[i] for i in seriate(scores.T, columns.issues)),
        )
    if order == "name":
        return columns.sides, columns.issues
    made = []
    for axis, names in ((0, columns.sides), (1, columns.issues)):
        told = {name: sum(c.origins for key, c in cells.items() if key[axis] == name) for name in names}
        made.append(tuple(sorted(names, key=lambda n: (-told[n], n))))
    return made[0], made[1]
