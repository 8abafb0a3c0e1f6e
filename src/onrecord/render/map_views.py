"""The map of positions as text for a terminal, as CSV, and as tables for JSON."""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Mapping
from typing import Any

from onrecord.findings import Camps, Cell, Changes, Dispute, Path, PositionMap, Utterance
from onrecord.model import Stance

SIGNS = {Stance.SUPPORTS: "+", Stance.OPPOSES: "−", Stance.CONDITIONAL: "±", Stance.UNCLEAR: "?"}
LEGEND = (
    "+ supports   − opposes   ± on a condition   (…) newest words over 21 days old   "
    "number: independent utterances   ↑ ↓ moved within a half-life"
)
MOVED = 0.15  # least change of the score that is shown as a move


def map_text(made: PositionMap, names: Mapping[str, str], width: int = 100) -> str:
    """Return the map as lines of at most *width* columns: issues down, sides across in as many blocks as it takes.

    *names* gives the words for sides and issues.
    """
    if not made.cells:
        return f"As of {made.as_of}: no position found in {made.articles} articles.\n"
    left = min(28, max(len(names.get(i, i)) for i in made.issues)) + 1
    wide = 9
    per = max(1, (width - left) // wide)
    out = [f"Positions as of {made.as_of}; order: {made.order}; {made.articles} articles read."]
    for at in range(0, len(made.sides), per):
        sides = made.sides[at : at + per]
        out += ["", " " * left + "".join(f"{_short(names.get(s, s)):<{wide}}" for s in sides)]
        for issue in made.issues:
            row = "".join(f"{_mark(made.cells.get((s, issue))):<{wide}}" for s in sides)
            out.append(f"{names.get(issue, issue)[: left - 1]:<{left}}{row}".rstrip())
    out += [*_key([names.get(s, s) for s in made.sides]), "", *textwrap.wrap(LEGEND, width)]
    return "\n".join([*out, f"An empty cell: no statement found in {made.articles} articles."]) + "\n"


def _short(name: str) -> str:
    """Return a name cut to a column: its word with a number, its initials, or its first letters."""
    words = [w for w in re.split(r"[\s-]+", name) if w[:1].isupper()] or [name]
    numbered = next((w for w in words if any(c.isdigit() for c in w)), "")
    return numbered or (words[0][:8] if len(words) == 1 else "".join(w[0] for w in words)[:8])


def _key(names: list[str]) -> list[str]:
    """Return the line that says what the short names stand for."""
    cut = [f"{_short(n)} {n}" for n in names if _short(n) not in n[:8]]
    return ["", *textwrap.wrap("; ".join(cut), 100)] if cut else []


def _mark(cell: Cell | None) -> str:
    if cell is None:
        return "·"
    moved = "" if cell.trend is None or abs(cell.trend) < MOVED else "↑" if cell.trend > 0 else "↓"
    words = f"{SIGNS[cell.stance]}{cell.origins}{moved}"
    return f"({words})" if cell.stale else words


_COLUMNS = (
    "side", "issue", "stance", "score", "low", "high", "strength", "statements", "origins", "newest", "age_days",
    "spread", "trend",
)  # fmt: skip


def map_csv(made: PositionMap) -> str:
    """Return the map as CSV, one line a cell, sides and issues in the map's order; empty cells have no stance."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for side in made.sides:
        for issue in made.issues:
            cell = made.cells.get((side, issue))
            table = cell_table(cell) if cell else {"side": side, "issue": issue}
            writer.writerow([table.get(c, "") if table.get(c) is not None else "" for c in _COLUMNS])
    return out.getvalue()


def map_table(made: PositionMap) -> dict[str, Any]:
    """Return the map as a table for JSON."""
    return {
        "format": "onrecord-map/1",
        "as_of": made.as_of.isoformat(),
        "half_life_days": made.half_life,
        "order": made.order,
        "articles": made.articles,
        "sides": list(made.sides),
        "issues": list(made.issues),
        "cells": [cell_table(c) for s in made.sides for i in made.issues if (c := made.cells.get((s, i)))],
    }


def cell_table(cell: Cell) -> dict[str, Any]:
    """Return one cell as a table, its statements by id."""
    return {
        "side": cell.side,
        "issue": cell.issue,
        "stance": cell.stance.value,
        "score": cell.score,
        "low": cell.low,
        "high": cell.high,
        "strength": cell.strength,
        "statements": cell.statements,
        "origins": cell.origins,
        "newest": cell.newest.isoformat(),
        "age_days": cell.age,
        "spread": cell.spread,
        "trend": cell.trend,
        "utterances": [utterance_table(u) for u in cell.utterances],
    }


def utterance_table(said: Utterance) -> dict[str, Any]:
    """Return one utterance as a table, the statements that report it by id."""
    return {
        "day": said.day.isoformat(),
        "side": said.side,
        "issue": said.issue,
        "stance": said.stance.value,
        "speakers": sorted(said.speakers),
        "statements": [s.id for s in said.statements],
    }


def changes_table(found: Changes) -> dict[str, Any]:
    """Return what changed as a table for JSON."""
    return {
        "format": "onrecord-changes/1",
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "changes": [
            {
                "kind": c.kind.value,
                "side": c.side,
                "issue": c.issue,
                "day": c.day.isoformat(),
                "times": c.times,
                "before": utterance_table(c.before) if c.before else None,
                "after": utterance_table(c.after) if c.after else None,
            }
            for c in found.changes
        ],
        "contradictions": [
            {
                "kind": c.kind,
                "side": c.side,
                "issue": c.issue,
                "day": c.day.isoformat(),
                "one": utterance_table(c.one),
                "other": utterance_table(c.other),
            }
            for c in found.contradictions
        ],
        "only_now_reported": [utterance_table(u) for u in found.late],
    }


def path_table(path: Path) -> dict[str, Any]:
    """Return one path as a table for JSON."""
    return {
        "side": path.side,
        "issue": path.issue,
        "steps": [
            {
                "day": s.day.isoformat(),
                "stance": s.stance.value,
                "change": s.change.kind.value if s.change else None,
                "utterances": [utterance_table(u) for u in s.utterances],
            }
            for s in path.steps
        ],
    }


def dispute_table(dispute: Dispute) -> dict[str, Any]:
    """Return one dispute as a table for JSON."""
    return {
        "issue": dispute.issue,
        "distance": dispute.distance,
        "salience": dispute.salience,
        "rank": dispute.rank,
        "supporters": [c.side for c in dispute.supporters],
        "opponents": [c.side for c in dispute.opponents],
    }


def camps_table(camps: Camps) -> dict[str, Any]:
    """Return the camps as a table for JSON."""
    return {
        "format": "onrecord-camps/1",
        "clusters": [
            {
                "sides": list(c.sides),
                "holds_without_an_article": dict(c.by_article),
                "holds_without_an_outlet": dict(c.by_outlet),
            }
            for c in camps.clusters
        ],
        "too_little_said": list(camps.loose),
        "ties": [
            {
                "one": t.one,
                "other": t.other,
                "agree": list(t.agree),
                "oppose": list(t.oppose),
                "weight": t.weight,
            }
            for t in camps.ties
        ],
        "splits": [
            {"camp": s.camp, "issue": s.issue, "supports": s.one.side, "opposes": s.other.side}
            for s in camps.splits
        ],
        "polarisation": [
            {"day": day.isoformat(), "opposed": opposed, "modularity": cut}
            for day, opposed, cut in camps.polarisation
        ],
    }
