"""The map of positions as a picture (SVG): colour and sign, so that it reads in grey and by ear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.dates import show_day
from onrecord.findings import Cell, PositionMap
from onrecord.model import Stance
from onrecord.render.env import TEMPLATES
from onrecord.render.map_views import MOVED, SIGNS

LEFT, TOP, WIDE, HIGH = 190, 150, 46, 30
# blue and orange keep apart for every kind of colour blindness, and in grey by their lightness (Okabe and Ito 2008)
FILL = {
    Stance.SUPPORTS: "#0072b2",
    Stance.OPPOSES: "#d55e00",
    Stance.CONDITIONAL: "#f0e442",
    Stance.UNCLEAR: "#bbbbbb",
}


@dataclass(frozen=True, slots=True)
class Box:
    """One drawn cell."""

    x: int
    y: int
    fill: str
    ink: str
    sign: str
    count: str
    stale: bool
    title: str


def map_svg(made: PositionMap, names: Mapping[str, str], title: str) -> str:
    """Return the map as SVG with a title and a description for screen readers; *names* gives the words for ids."""
    boxes = [
        _box(cell, (x, y), names)
        for y, issue in enumerate(made.issues)
        for x, side in enumerate(made.sides)
        if (cell := made.cells.get((side, issue)))
    ]
    return TEMPLATES.get_template("map.svg").render(
        title=title,
        made=made,
        day=show_day(made.as_of, year=True),
        boxes=boxes,
        sides=[(LEFT + x * WIDE + WIDE // 2, names.get(s, s)) for x, s in enumerate(made.sides)],
        issues=[(TOP + y * HIGH + HIGH // 2, names.get(i, i)) for y, i in enumerate(made.issues)],
        left=LEFT,
        top=TOP,
        wide=WIDE,
        high=HIGH,
        width=LEFT + max(len(made.sides) * WIDE, 460) + 40,
        height=TOP + len(made.issues) * HIGH + 90,
        legend=[(FILL[s], SIGNS[s], s.value, "#ffffff" if s is Stance.SUPPORTS else "#111111") for s in FILL],
    )


def _box(cell: Cell, at: tuple[int, int], names: Mapping[str, str]) -> Box:
    moved = "" if cell.trend is None or abs(cell.trend) < MOVED else "↑" if cell.trend > 0 else "↓"
    words = (
        f"{names.get(cell.side, cell.side)}, {names.get(cell.issue, cell.issue)}: {cell.stance}; "
        f"{cell.origins} utterances in {cell.statements} reports, newest {show_day(cell.newest, year=True)}"
    )
    return Box(
        LEFT + at[0] * WIDE,
        TOP + at[1] * HIGH,
        FILL[cell.stance],
        "#ffffff" if cell.stance is Stance.SUPPORTS else "#111111",
        SIGNS[cell.stance],
        f"{cell.origins}{moved}",
        cell.stale,
        words,
    )
