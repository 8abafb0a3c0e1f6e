"""The map of positions as one HTML file that works offline: every cell opens to the formula and the words behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from onrecord.dates import show_day
from onrecord.findings import Cell, PositionMap
from onrecord.render.env import TEMPLATES
from onrecord.render.map_svg import FILL
from onrecord.render.map_views import MOVED, SIGNS


@dataclass(frozen=True, slots=True)
class Told:
    """A cell as the page shows it: its anchor, sign and count, the words of its title, and why."""

    id: str
    stance: str
    words: str
    stale: bool
    title: str
    why: str


def map_page(made: PositionMap, names: Mapping[str, str], title: str, why: Callable[[Cell], str]) -> str:
    """Return the map as a page; *names* gives the words for ids, *why* the text that explains a cell."""
    rows = []
    for issue in made.issues:
        cells = [made.cells.get((side, issue)) for side in made.sides]
        rows.append((names.get(issue, issue), [_told(c, names, why) if c else None for c in cells]))
    return TEMPLATES.get_template("map.html").render(
        title=title,
        made=made,
        sides=[names.get(s, s) for s in made.sides],
        rows=rows,
        told=[c for _, row in rows for c in row if c],
        legend=[(s.value, SIGNS[s]) for s in FILL],
    )


def _told(cell: Cell, names: Mapping[str, str], why: Callable[[Cell], str]) -> Told:
    moved = "" if cell.trend is None or abs(cell.trend) < MOVED else "↑" if cell.trend > 0 else "↓"
    side, issue = names.get(cell.side, cell.side), names.get(cell.issue, cell.issue)
    return Told(
        f"{cell.side}--{cell.issue}",
        cell.stance.value,
        f"{SIGNS[cell.stance]} {cell.origins}{moved}",
        cell.stale,
        f"{side} on {issue}: {cell.stance}, {cell.origins} utterances, newest {show_day(cell.newest, year=True)}",
        why(cell),
    )
