"""Marked-up copies of public texts to offsets and hashes: ``python -m benchmarks.standoff NAME FOLDER OUT.json``.

The sentences stay where they are; what is stored is where the labels stand, and the hash of the text they stand in.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from training.examples import find_layers
from training.marks import LabelledArticle, read_labelled


def main(argv: list[str]) -> int:
    """Write the labels of a folder as one JSON file."""
    name, folder, out = argv
    files = {
        a.head["id"]: table_of(a) for a in (read_labelled(f) for f in sorted(Path(folder).glob("*.txt")))
    }
    words = json.dumps({"labeller": name, "files": files}, ensure_ascii=False, indent=0, sort_keys=True)
    Path(out).write_text(words + "\n", encoding="utf-8")
    print(len(files), sum(len(t["statements"]) for t in files.values()))
    return 0


def table_of(article: LabelledArticle) -> dict:
    """Return the labels of one text without its words: the names of speakers are kept, they are facts."""
    layers = find_layers(article.statements)
    return {
        "sha256": hashlib.sha256(article.text.encode()).hexdigest(),
        "actors": [] if article.propositions else article.actors,
        "statements": [
            {
                "source": s.source[:1],
                "cue": s.cue,
                "content": s.content,
                "condition": s.condition,
                "layer": layers[s.number],
                "speaker": s.label.speaker,
                "behalf": s.label.on_behalf_of,
                "about": s.label.about,
                "hold": s.label.hold,
                "act": s.label.act,
                "issues": s.label.issues,
                "said_on": s.label.said_on,
            }
            for s in article.statements
            if s.label
        ],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
