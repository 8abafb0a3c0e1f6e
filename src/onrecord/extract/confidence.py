"""How sure a statement is: the chance that its speaker and stance are right, fitted on labelled data set aside.

Logistic regression over what the reading knows of itself (Platt 1999); the weights and the two limits that make a
statement "sure" or "likely" are in the reader's data, written by ``python -m training.calibrate``.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from onrecord.extract.reader import FOLDER


@dataclass(frozen=True, slots=True)
class Clues:
    """What bears on the chance that a statement is right.

    Probabilities: ``read`` of the weakest span or link, ``named`` of the speaker, ``stance`` of the stance (None
    without an issue). The rest are yes or no: an attitude that a reporter sums up, one inside another's content, an issue's
    own words for or against, rules and model of one mind, a clear stance, an issue meant and not named.
    """

    read: float
    named: float
    summary: bool = False
    inner: bool = False
    stance: float | None = None
    signed: bool = False
    agree: bool = False
    clear: bool = False
    meant: bool = False

    def values(self) -> tuple[float, ...]:
        """Return the clues as numbers, a constant first."""
        issue = self.stance is not None
        return (
            1.0,
            _logit(self.read),
            _logit(self.named),
            float(self.summary),
            float(self.inner),
            float(issue),
            _logit(self.stance) if self.stance is not None else 0.0,
            float(self.signed),
            float(self.agree and issue),
            float(self.clear),
            float(self.meant),
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the clues, and the least chance of a "sure" and of a "likely" statement."""

    weights: tuple[float, ...]
    sure: float
    likely: float

    def chance(self, clues: Clues) -> float:
        """Return the chance, from 0 to 1, that speaker and stance are right."""
        total = sum(w * v for w, v in zip(self.weights, clues.values(), strict=True))
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)

    def level(self, chance: float) -> str:
        """Return "sure", "likely" or "unsure"."""
        return "sure" if chance >= self.sure else "likely" if chance >= self.likely else "unsure"


@lru_cache(maxsize=2)
def load_calibration(folder: Path = FOLDER) -> Calibration:
    """Return the calibration of *folder*; where it cannot be read, one that goes by the speaker alone."""
    try:
        table = json.loads((folder / "confidence.json").read_text("utf-8"))
        return Calibration(tuple(map(float, table["weights"])), float(table["sure"]), float(table["likely"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Calibration((0.0, 0.0, 1.0, -1.0, -0.5, -0.3, 0.3, 0.2, 0.2, 0.0, -0.5), 1.0, 0.6)


def _logit(share: float) -> float:
    held = min(0.999, max(0.001, share))
    return math.log(held / (1 - held))
