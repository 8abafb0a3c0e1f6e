"""Prints every figure of the README and the accuracy page; --check holds them to their floors.

    python -m benchmarks              accuracy, brief, speed
    python -m benchmarks accuracy     only that
    python -m benchmarks accuracy --polnear=DIR   with PolNeAR's dev split, where it was fetched
    python -m benchmarks changes      what changed against changes written down by hand, the map under noise, a large record
    python -m benchmarks claims       the auditor of briefs on claims made by one stated edit each
    python -m benchmarks web          the web app under twenty readers; only when asked for, needs `make bench-web`
    python -m benchmarks memory --articles=10000
    python -m benchmarks --check      exit 1 when a figure is below its floor in floors.json

Floors only go up. Public texts and PolNeAR are measured where they have been fetched, and said to be
absent where not.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from benchmarks import (
    accuracy,
    changes,
    claims,
    corpus,
    hard,
    large,
    memory,
    polnear,
    real,
    robustness,
    speed,
    sureness,
    swap,
)
from onrecord import pipeline
from onrecord.model import Evidence
from onrecord.negotiation import Negotiation
from onrecord.store.store import RecordWriter

FLOORS = Path(__file__).parent / "floors.json"


def brief_figures() -> dict[str, float]:
    """Return what the example's brief gives: sentences, citations that resolve, seconds from record to brief."""
    with tempfile.TemporaryDirectory() as folder, RecordWriter(Path(folder, "r.db"), create=True) as record:
        pipeline.add(record, [accuracy.EXAMPLE / "articles"], accuracy.EXAMPLE / "negotiation.toml")
        begin = time.perf_counter()
        brief = pipeline.brief_of(record, date(2025, 2, 2))
        seconds = time.perf_counter() - begin
        evidence = pipeline.evidence_of(record)
    cited = [c for s in brief.sentences() for c in s.citations]
    exact = sum(c.span.cut(evidence.article_by_id[c.article].text) == c.exact for c in cited)
    return {
        "sentences": len(list(brief.sentences())),
        "sentences with citations": sum(bool(s.citations) for s in brief.sentences())
        / max(1, len(list(brief.sentences()))),
        "citations that resolve": exact / max(1, len(cited)),
        "seconds from record to brief": round(seconds, 2),
    }


def web_figures() -> dict[str, float]:
    """Return how soon the web app answers on a record sampled from the example."""
    from benchmarks import web  # its libraries are installed for it alone

    with tempfile.TemporaryDirectory() as folder, RecordWriter(Path(folder, "r.db"), create=True) as record:
        pipeline.add(record, [accuracy.EXAMPLE / "articles"], accuracy.EXAMPLE / "negotiation.toml")
        evidence = pipeline.evidence_of(record)
    return web.measure(evidence, accuracy.EXAMPLE / "negotiation.toml", 100_000)


def changes_figures() -> dict[str, Callable[[], dict]]:
    """Return what measures changes and map on the example, its record read once."""

    @cache
    def example() -> tuple[Evidence, Negotiation]:
        with (
            tempfile.TemporaryDirectory() as folder,
            RecordWriter(Path(folder, "r.db"), create=True) as record,
        ):
            pipeline.add(record, [accuracy.EXAMPLE / "articles"], accuracy.EXAMPLE / "negotiation.toml")
            return pipeline.evidence_of(record), pipeline.negotiation_of(record)

    return {
        "changes, method": lambda: changes.of_method(*example()),
        "changes, end to end": lambda: changes.end_to_end(*example()),
        "map under noise": lambda: robustness.measure(*example(), date(2025, 3, 14)),
        "100,000 statements": lambda: large.measure(*example(), 100_000),
        "100,000 statements, each takes a stand": lambda: large.measure(*example(), 100_000, hard=True),
    }


def groups(wanted: list[str]) -> dict[str, dict]:
    """Return the figures of each group asked for, all of them by default."""
    every = {
        "accuracy": {
            "sample": lambda: accuracy.own_labels("sample"),
            "sample, second labeller": lambda: accuracy.agreement("sample"),
            "white house": lambda: accuracy.own_labels("white-house-2025"),
            "white house, second labeller": lambda: accuracy.agreement("white-house-2025"),
            "gum news": accuracy.gum,
            "polnear dev": lambda: polnear.measure(_polnear()),
            "corpus, set aside": corpus.measure,
            "corpus, second labeller": corpus.agreement,
            "real texts, looked at": lambda: real.measure(unseen=False),
            "real texts, not looked at": lambda: real.measure(unseen=True),
            "real texts, second labeller": real.agreement,
            "how sure": sureness.measure,
            "hard list": hard.measure,
            "parties exchanged": swap.measure,
        },
        "claims": {
            "claims, looked at": lambda: claims.measure(aside=False),
            "claims, set aside": lambda: claims.measure(aside=True),
        },
        "brief": {"brief": brief_figures},
        "changes": changes_figures(),
        "web": {"web app, 100,000 statements": web_figures} if "web" in wanted else {},
        "speed": {"speed": speed.measure},
        "memory": {"memory": lambda: memory.measure(_articles())},
    }
    return {
        name: make()
        for group, rows in every.items()
        if group in wanted or not wanted
        for name, make in rows.items()
    }


def _polnear() -> Path | None:
    """Return the folder after --polnear=, of one split: text/ and attributions/."""
    return next((Path(w.partition("=")[2]) for w in sys.argv if w.startswith("--polnear=")), None)


def _articles() -> int:
    """Return the number after --articles=, 500 by default."""
    return next((int(w.partition("=")[2]) for w in sys.argv if w.startswith("--articles=")), 500)


def below(found: dict[str, dict]) -> list[str]:
    """Return what is below its floor."""
    floors = json.loads(FLOORS.read_text("utf-8"))
    return [
        f"{name}: {figure} is {found[name][figure]}, below its floor {floor}"
        for name, rows in floors.items()
        for figure, floor in rows.items()
        if found.get(name) and found[name][figure] < floor
    ]


def main() -> None:
    """Run the command line."""
    words = [w for w in sys.argv[1:] if not w.startswith("-")]
    found = groups(words)
    for name, rows in found.items():
        print(f"\n{name}")
        for figure, value in rows.items():
            print(f"  {figure:32} {value}")
        if not rows:
            print("  not measured: the public texts are not there")
    if "--check" in sys.argv:
        faults = below(found)
        print("\n".join(faults) or "\nno figure is below its floor")
        sys.exit(bool(faults))


if __name__ == "__main__":
    main()
