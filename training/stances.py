"""Contrast sets for stance: propositions, each with statements for, against, on condition, neither, and beside it.

``python -m training.stances FILE ...`` finds what is out of order.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from onrecord.extract.weigh import TOWARDS, Question
from training.marks import MarkError

_SIGNS = {"+": "supports", "-": "opposes", "?": "conditional", "~": "unclear", "x": "unrelated"}
_LINE = re.compile(r"(?P<sign>[-+?~x]) (?:\[(?P<context>[^\]]*)\] ?)?(?P<rest>.+)")


def read_stances(file: Path) -> list[tuple[Question, int]]:
    """Return the questions of a file with the number of their answer among ``TOWARDS``.

    Raises :class:`~training.marks.MarkError` with the line's number and what is wrong.
    """
    out = []
    proposition = ""
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("# "):
            proposition = line[2:].strip()
        elif line.strip():
            m = _LINE.fullmatch(line.strip())
            parts = [p.strip() for p in m["rest"].split("|")] if m else []
            if m is None or len(parts) != 3 or not parts[2] or not proposition:
                raise MarkError(
                    f"{file.name}, line {number}: expected sign, source | cue | content: {line[:60]}"
                )
            out.append((Question(m["context"] or "", *parts, proposition), TOWARDS.index(_SIGNS[m["sign"]])))
    return out


def main(argv: list[str]) -> int:
    """Print what is wrong in the files; return 1 when anything is."""
    wrong, seen, counts = 0, set(), dict.fromkeys(TOWARDS, 0)
    for name in argv:
        try:
            rows = read_stances(Path(name))
        except MarkError as error:
            wrong += 1
            print(error)
            continue
        for question, answer in rows:
            counts[TOWARDS[answer]] += 1
            if question in seen:
                wrong += 1
                print(f"{name}: twice: {question.source} {question.cue} {question.content[:40]}")
            seen.add(question)
    print(f"{sum(counts.values())} lines, {counts}, {wrong} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
