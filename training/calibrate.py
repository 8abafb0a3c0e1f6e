"""Fits the chance that a statement is right: ``python -m training.calibrate``, after ``make train``.

The weights are fitted on the real texts looked at while tuning and every other article of the corpus that is set aside; the
limits of "sure" and "likely" are the least chances at which 97 and 85 per cent are right of the other half and of the
real texts not looked at (``benchmarks/sureness.py``), which no weight was fitted on.
"""

from __future__ import annotations

import json
import sys

import numpy as np
from benchmarks import sureness

from onrecord.extract.confidence import Calibration
from onrecord.extract.reader import FOLDER
from training.export import seal

SURE, LIKELY = 0.97, 0.85
_LEAST = 25  # statements that a limit must rest on
_HOLD = 0.5  # strength of the pull towards zero (ridge)


def main() -> int:
    """Fit, write the weights, and print what was fitted."""
    rows = [*list(sureness.of_corpus())[::2], *sureness.of_real(unseen=False)]
    values = np.array([c.values() for c, _ in rows])
    right = np.array([float(r) for _, r in rows])
    weights = fit(values, right)
    made = Calibration(tuple(round(float(w), 4) for w in weights), 1.0, 1.0)
    aside = sureness.set_aside()
    chances = np.array([made.chance(c) for c, _ in aside])
    held = np.array([float(r) for _, r in aside])
    table = {
        "weights": made.weights,
        "sure": limit(chances, held, SURE),
        "likely": limit(chances, held, LIKELY),
    }
    (FOLDER / "confidence.json").write_text(json.dumps(table) + "\n", encoding="utf-8")
    seal(FOLDER)
    print(f"{len(rows)} statements, {right.mean():.1%} right; {table}")
    return 0


def fit(values: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the weights of a ridge logistic regression, by Newton's method."""
    weights = np.zeros(values.shape[1])
    pull = _HOLD * np.eye(values.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (right - chance) - pull @ weights
        bend = (values * (chance * (1 - chance))[:, None]).T @ values + pull
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def limit(chances: np.ndarray, right: np.ndarray, share: float) -> float:
    """Return the least chance at and above which that share is right, 1.0 where none is."""
    for least in sorted(set(chances.tolist())):
        above = right[chances >= least]
        if len(above) < _LEAST:
            break
        if above.mean() >= share:
            return float(least)
    return 1.0


if __name__ == "__main__":
    sys.exit(main())
