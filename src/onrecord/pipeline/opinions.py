"""A second opinion on an audit from a program of the user's choosing: any entailment or language model behind a pipe.

The program is given one JSON object a line, ``{"claim": ..., "evidence": ...}``, and answers each with one line,
``{"says": "supports" | "contradicts" | "neither", "confidence": 0.93}``. What it says is shown beside the verdict and changes none.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from dataclasses import replace
from typing import Any

from onrecord.errors import UsageError
from onrecord.spans import squeeze
from onrecord.verdicts import Audit, Finding, Opinion

LONGEST = 600.0  # seconds for one brief
SAYS = ("supports", "contradicts", "neither")


def with_opinions(audit: Audit, command: str, longest: float = LONGEST) -> Audit:
    """Return *audit* with what the program *command* says of every finding that has evidence.

    Raises ``UsageError`` when the program cannot be run, takes longer than *longest* seconds, or answers otherwise than asked.
    """
    asked = [f for f in audit.findings if f.evidence]
    if not asked:
        return audit
    lines = "".join(json.dumps(_question(f), ensure_ascii=False) + "\n" for f in asked)
    words = shlex.split(command)
    if not words:
        raise UsageError("no program is named for the second opinion", expected="a command")
    try:
        done = subprocess.run(
            words, input=lines, capture_output=True, encoding="utf-8", errors="replace", timeout=longest
        )
    except subprocess.TimeoutExpired as error:
        raise UsageError(
            f"the second opinion took longer than {longest:.0f} seconds",
            expected="an answer to every sentence",
            todo="try the program on one line by hand",
        ) from error
    except OSError as error:
        raise UsageError(
            f"the second opinion cannot be asked: {words[0]}",
            expected="a program that can be run",
            found=error.strerror or str(error),
        ) from error
    rows = done.stdout.splitlines()
    if done.returncode or len(rows) != len(asked):
        said = done.stderr.strip().splitlines()
        raise UsageError(
            "the second opinion did not answer as asked",
            expected=f"{len(asked)} lines, one for each sentence with evidence",
            found=f"{len(rows)} lines, exit code {done.returncode}" + (f": {said[-1][:200]}" if said else ""),
        )
    by_claim = {id(f): _opinion(row, words[0]) for f, row in zip(asked, rows, strict=True)}
    return replace(
        audit,
        findings=tuple(
            replace(f, second=by_claim[id(f)]) if id(f) in by_claim else f for f in audit.findings
        ),
    )


def _question(f: Finding) -> dict[str, str]:
    return {"claim": squeeze(f.claim.text), "evidence": " … ".join(squeeze(c.exact) for c in f.evidence)}


def _opinion(row: str, program: str) -> Opinion:
    try:
        table: Any = json.loads(row)
        says, sure = table["says"], float(table.get("confidence", 1.0))
        good = says in SAYS and 0.0 <= sure <= 1.0
    except (ValueError, KeyError, TypeError, AttributeError):
        good = False
    if not good:
        raise UsageError(
            "the second opinion did not answer as asked",
            expected='{"says": "supports", "contradicts" or "neither", "confidence": 0 to 1}',
            found=row[:120] or "an empty line",
        )
    return Opinion(program.rpartition("/")[2], says, sure)
