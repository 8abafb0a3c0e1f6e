"""Paths, timeline and camps as pictures (SVG) by Vega-Lite, with title and description for screen readers; pure.

Sides are told apart by shape and name as well as colour; the colours keep apart for every kind of colour blindness, and in grey by
their lightness (Okabe and Ito 2008).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import networkx as nx
import vl_convert

from onrecord.findings import Camps, Happening, Path
from onrecord.model import Stance
from onrecord.render.atom import NOT_XML

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#666666", "#a39000")
SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "cross",
    "triangle-down",
    "triangle-right",
    "triangle-left",
)
LEVELS = {
    Stance.UNCLEAR: "both ways",  # on one day for and against
    Stance.OPPOSES: "opposes",
    Stance.CONDITIONAL: "on a condition",
    Stance.SUPPORTS: "supports",
}
MOST_LINES = 8  # more cannot be told apart
_INK = {
    "light": ("#1b1a18", "#5a564f", "#ffffff", "#d8d3c8"),
    "dark": ("#ece8df", "#aba498", "#1e1d1a", "#3b3833"),
}


def paths_svg(
    paths: Sequence[Path], names: Mapping[str, str], title: str, by: str, until: date, theme: str = "light"
) -> str:
    """Return the stances of some paths over time as steps; *by* is "side" or "issue", what the lines are told apart by.

    At most ``MOST_LINES`` lines are drawn, those with most days; the rest stands in the table beside the picture.
    """
    chosen = sorted(paths, key=lambda p: (-len(p.steps), p.side, p.issue))[:MOST_LINES]
    rows = []
    for p in chosen:
        key = p.side if by == "side" else p.issue
        for s in p.steps:
            rows.append({"day": s.day.isoformat(), "stance": LEVELS[s.stance], "line": names.get(key, key)})
        rows.append({"day": until.isoformat(), "stance": LEVELS[p.stance], "line": names.get(key, key)})
    levels = [w for w in reversed(LEVELS.values()) if w != "both ways" or any(r["stance"] == w for r in rows)]
    order = list(dict.fromkeys(r["line"] for r in rows))
    colour = {
        "field": "line",
        "type": "nominal",
        "sort": order,
        "title": None,
        "scale": {"domain": order, "range": list(COLOURS[: len(order)])},
    }
    shape = colour | {"scale": {"domain": order, "range": list(SHAPES[: len(order)])}}
    # each line a little above or below the level, so that lines of one stance lie side by side
    offset = {"field": "line", "type": "nominal", "sort": order}
    axes = {
        "x": {"field": "day", "type": "temporal", "title": None, "axis": {"format": "%-d %b %Y", "labelOverlap": True}},
        "y": {"field": "stance", "type": "nominal", "title": None, "sort": levels,
              "scale": {"domain": levels}},
        "yOffset": offset,
    }  # fmt: skip
    spec = {
        "data": {"values": rows},
        "encoding": axes,
        "layer": [
            {
                "mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2},
                "encoding": {"color": colour},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 46, "opacity": 1},
                "encoding": {"color": colour, "shape": shape},
            },
        ],
    }
    told = "; ".join(f"{r['line']} {r['stance']} {r['day']}" for r in rows[:60])
    return _svg(
        spec,
        (680, max(180, len(levels) * (14 * len(order) + 22))),
        title,
        f"{len(chosen)} lines. {told}",
        theme,
    )


def timeline_svg(
    weeks: Sequence[tuple[date, int]], events: Sequence[Happening], title: str, theme: str = "light"
) -> str:
    """Return statements a week as bars, with the events as marks under them; *weeks* are Mondays with their counts."""
    bars = [{"day": d.isoformat(), "count": n} for d, n in weeks]
    marks: list[dict[str, Any]] = [
        {"day": e.when.last.isoformat(), "kind": e.kind, "count": 0} for e in events
    ]
    kinds = sorted({m["kind"] for m in marks})
    day = {
        "field": "day",
        "type": "temporal",
        "title": None,
        "axis": {"format": "%-d %b %Y", "labelOverlap": True},
    }
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": bars},
            "mark": {"type": "rule", "strokeWidth": 9, "color": COLOURS[0]},
            "encoding": {
                "x": day,
                "y": {"field": "count", "type": "quantitative", "title": "statements a week"},
                "y2": {"datum": 0},
            },
        }
    ]
    if marks:
        layers.append(
            {
                "data": {"values": marks},
                "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1, "yOffset": 0},
                "encoding": {
                    "x": day,
                    "y": {"datum": 0},
                    "shape": {
                        "field": "kind",
                        "type": "nominal",
                        "title": "events",
                        "scale": {"domain": kinds, "range": [SHAPES[1 + i % 7] for i in range(len(kinds))]},
                    },
                    "color": {
                        "field": "kind",
                        "type": "nominal",
                        "title": "events",
                        "scale": {"domain": kinds, "range": [COLOURS[1 + i % 7] for i in range(len(kinds))]},
                    },
                },
            }
        )
    told = "; ".join(f"week of {b['day']}: {b['count']}" for b in bars[-60:])
    return _svg({"layer": layers}, (720, 200), title, f"{len(events)} events. {told}", theme)


def camps_svg(camps: Camps, names: Mapping[str, str], title: str, theme: str = "light") -> str:
    """Return the sides as points, near whom they agree with; full lines for agreement, dashed ones for opposition.

    Groups differ in colour and shape. The layout (Fruchterman and Reingold 1991) is the same for the same ties.
    """
    group = {s: i for i, c in enumerate(camps.clusters) for s in c.sides}
    loose = set(camps.loose)
    ties = [t for t in camps.ties if t.weight and not {t.one, t.other} & loose]
    ties = sorted(ties, key=lambda t: (-abs(t.weight), t.one, t.other))[:200]
    places = _places(
        tuple(sorted({s for t in ties for s in (t.one, t.other)})),
        tuple((t.one, t.other, t.weight) for t in ties),
    )
    points: list[dict[str, Any]] = [
        {
            "x": x,
            "y": y,
            "name": names.get(s, s),
            "group": f"group {group[s] + 1}" if s in group else "no group",
        }
        for s, (x, y) in places.items()
    ]
    lines = [
        {"x": places[t.one][0], "y": places[t.one][1], "x2": places[t.other][0], "y2": places[t.other][1],
         "tie": "agree" if t.weight > 0 else "opposed", "weight": min(3.0, 0.6 + 2 * abs(t.weight))}
        for t in ties
    ]  # fmt: skip
    groups = sorted({p["group"] for p in points})
    bare: dict[str, Any] = {"type": "quantitative", "axis": None, "scale": {"padding": 46, "zero": False}}
    spec = {
        "layer": [
            {
                "data": {"values": lines},
                "mark": {"type": "rule", "opacity": 0.75},
                "encoding": {
                    "x": bare | {"field": "x"},
                    "y": bare | {"field": "y"},
                    "x2": {"field": "x2"},
                    "y2": {"field": "y2"},
                    "strokeWidth": {"field": "weight", "type": "quantitative", "scale": None},
                    "strokeDash": {"field": "tie", "type": "nominal", "title": None,
                                   "scale": {"domain": ["agree", "opposed"], "range": [[1, 0], [5, 4]]}},
                    "color": {"field": "tie", "type": "nominal", "legend": None,
                              "scale": {"domain": ["agree", "opposed"], "range": [COLOURS[0], COLOURS[1]]}},
                },
            },
            {
                "data": {"values": points},
                "mark": {"type": "point", "filled": True, "size": 170, "opacity": 1},
                "encoding": {
                    "x": bare | {"field": "x"},
                    "y": bare | {"field": "y"},
                    "shape": {"field": "group", "type": "nominal", "title": None,
                              "scale": {"domain": groups, "range": [SHAPES[i % 8] for i in range(len(groups))]}},
                    "fill": {"value": _INK[theme][0]},
                },
            },
            {
                "data": {"values": points},
                "mark": {"type": "text", "dy": -15, "fontSize": 12, "fontWeight": "bold", "stroke": _INK[theme][2], "strokeWidth": 4, "strokeJoin": "round"},
                "encoding": {"x": bare | {"field": "x"}, "y": bare | {"field": "y"}, "text": {"field": "name"}},
            },
            {
                "data": {"values": points},
                "mark": {"type": "text", "dy": -15, "fontSize": 12, "fontWeight": "bold"},
                "encoding": {"x": bare | {"field": "x"}, "y": bare | {"field": "y"}, "text": {"field": "name"}},
            },
        ],
        "resolve": {"scale": {"color": "independent"}},
    }  # fmt: skip
    told = "; ".join(
        f"{names.get(t.one, t.one)} and {names.get(t.other, t.other)} {'agree' if t.weight > 0 else 'are opposed'} ({t.weight:+.2f})"
        for t in ties[:60]
    )
    return _svg(spec, (720, 460), title, told, theme)


def _places(
    sides: tuple[str, ...], ties: tuple[tuple[str, str, float], ...]
) -> dict[str, tuple[float, float]]:
    """Return a place for each side: the more two agree, the nearer they lie."""
    if not sides:
        return {}
    graph: Any = nx.Graph()
    graph.add_nodes_from(sides)
    for one, other, weight in ties:  # opposition draws two sides together hardly at all
        graph.add_edge(one, other, near=1 + 3 * weight if weight > 0 else 0.15)
    turn = 2 * math.pi / len(sides)
    start = {s: (math.cos(i * turn), math.sin(i * turn)) for i, s in enumerate(sides)}
    placed = nx.spring_layout(
        graph, weight="near", pos=start, seed=0, k=1.8 / math.sqrt(len(sides)), iterations=200
    )
    return {s: (round(float(x), 2), round(float(y), 2)) for s, (x, y) in placed.items()}


@lru_cache(maxsize=1)
def _config() -> dict[str, Any]:
    return {
        "font": "Helvetica, Arial, sans-serif",
        "view": {"stroke": None},
        "legend": {
            "labelFontSize": 12,
            "symbolSize": 80,
            "labelLimit": 240,
            "orient": "bottom",
            "columns": 4,
        },
        "title": {"anchor": "start", "fontSize": 16},
    }


def _svg(spec: dict[str, Any], size: tuple[int, int], title: str, told: str, theme: str) -> str:
    ink, soft, paper, rule = _INK[theme]
    whole = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": size[0],
        "height": size[1],
        "background": paper,
        "title": {"text": title, "color": ink},
        "config": _config()
        | {
            "axis": {
                "labelColor": ink,
                "titleColor": soft,
                "gridColor": rule,
                "domainColor": soft,
                "tickColor": soft,
                "labelFontSize": 12,
            },
            "text": {"color": ink},
        },
        **spec,
    }
    whole["config"]["legend"] = whole["config"]["legend"] | {"labelColor": ink, "titleColor": soft}
    made: str = vl_convert.vegalite_to_svg(_clean(whole))
    return _described(made, title, told)


def _clean(value: Any) -> Any:
    """Return a specification whose words XML can hold: what it cannot would end the whole process in the engine."""
    if isinstance(value, str):
        return NOT_XML.sub("\ufffd", value)
    if isinstance(value, dict):
        return {k: _clean(v) for k, v in value.items()}
    return [_clean(v) for v in value] if isinstance(value, list) else value


def _described(svg: str, title: str, told: str) -> str:
    """Return *svg* with a title and a description, which Vega leaves to the page around it."""
    head, bracket, rest = svg.partition(">")
    return f'{head} role="img" aria-labelledby="t d"{bracket}<title id="t">{_text(title)}</title><desc id="d">{_text(told)}</desc>{rest}'


def _text(words: str) -> str:
    return NOT_XML.sub("\ufffd", words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
