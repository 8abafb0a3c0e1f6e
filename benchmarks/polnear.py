"""PolNeAR `dev`, where the reader of this has fetched it: scored by the outside scorer, never committed, never learned from.

PolNeAR (Newell, Margolin, Ruths 2018) carries no licence, so nobody may train on it here; its `test` split stays unopened.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.accuracy import ROOT
from onrecord.extract.by_tagger import TaggerExtractor
from onrecord.model import Article, Sighting

SCORER = ROOT.parent / "shared" / "tools" / "score_attribution.py"


def measure(folder: Path | None) -> dict[str, float]:
    """Return the outside scorer's figures on a PolNeAR split's folder; {} without it or the scorer."""
    if folder is None or not folder.is_dir() or not SCORER.is_file():
        return {}
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "found.jsonl")
        file.write_text("".join(predictions(folder)), encoding="utf-8")
        words = [sys.executable, str(SCORER), "--gold-brat", str(folder), str(file), "--json"]
        found = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return _named(found)


def predictions(folder: Path) -> list[str]:
    """Return one line of JSON a text: the outermost statements, as PolNeAR annotates."""
    extractor = TaggerExtractor()
    out = []
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        article = Article(Article.id_of(text), text, "en", (Sighting("", path.name, "", "", ""),))
        rows = [
            {
                "source": [p.source.start, p.source.end] if p.source else None,
                "cue": [p.cue.start, p.cue.end],
                "content": [[c.start, c.end] for c in p.content],
            }
            for p in extractor.propose(article)
            if not p.layer
        ]
        out.append(json.dumps({"id": path.stem, "statements": rows}) + "\n")
    return out


def _named(found: dict) -> dict[str, float]:
    out = {
        f"{role} exact F1": round(found["roles"][role]["exact"]["f1"], 1)
        for role in ("source", "cue", "content")
    }
    for key, name in (("p", "precision"), ("r", "recall"), ("f1", "F1")):
        out[f"linked {name}"] = round(found["linked"][key], 1)
    for group, rows in found["recall_by_group"].items():
        out[f"linked recall, {group}"] = round(rows["linked"], 1)
    return out
