"""Reads files into a record in a process of its own and tells how far it is, one JSON line a step."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from onrecord import pipeline
from onrecord.errors import OnrecordError
from onrecord.store.store import RecordWriter


def main(record: str, files: list[str]) -> int:
    """Read *files* into *record*; return the exit code."""

    def say(what: str, done: int, of: int) -> None:
        print(json.dumps({"what": what, "done": done, "of": of}), flush=True)

    try:
        with RecordWriter(Path(record)) as writer:
            before = {a.id for a in writer.articles()}
            added = pipeline.add(writer, [Path(f) for f in files], None, say, workers=1)
            articles = writer.articles()
    except OnrecordError as error:
        print("\n".join(error.lines()), file=sys.stderr)
        return error.exit_code
    notes = [f"skipped {s.file}: {s.reason} ({s.detail})" for s in added.skipped]
    if added.fallback:
        notes.append(f"read by the rules, which find less: {added.fallback}")
    undated = [a.title or a.file for a in articles if a.id not in before and a.day is None]
    notes += [f"undated, so shown and not used: {name}" for name in undated]
    sifted = f", {added.sifted} not about these talks" if added.sifted else ""
    notes.append(f"files looked at: {added.files}; new articles: {added.new}; read: {added.read}{sifted}")
    for note in notes:
        print(json.dumps({"note": note}), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2:]))
