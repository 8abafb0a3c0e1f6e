"""Weights by age: newer words weigh more, halved every half-life; nothing from after the day asked about weighs at all.

Discourse network analysis smooths over time with kernels (Leifeld 2017; rDNA's time windows); ours is the one-sided exponential, for
a brief as of a day may not lean on the days after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from onrecord.findings import Utterance
from onrecord.model import Stance

HALF_LIFE = 14.0  # days
LEAST = 1e-200  # weight of what was said ages ago
SIGN = {Stance.SUPPORTS: 1.0, Stance.CONDITIONAL: 0.0, Stance.OPPOSES: -1.0}


@dataclass(frozen=True)
class Columns:
    """Utterances as columns: the number of side, issue and first article, the sign, and the day as an ordinal."""

    sides: tuple[str, ...]
    issues: tuple[str, ...]
    articles: tuple[str, ...]
    side: np.ndarray
    issue: np.ndarray
    article: np.ndarray
    sign: np.ndarray
    day: np.ndarray

    @cached_property
    def _flat(self) -> np.ndarray:
        return np.asarray(self.side * len(self.issues) + self.issue)

    @classmethod
    def of(cls, utterances: tuple[Utterance, ...]) -> Columns:
        """Return *utterances* as columns, names in alphabetical order."""
        articles = [u.statements[0].attribution.article for u in utterances]
        sides, side = _numbered([u.side for u in utterances])
        issues, issue = _numbered([u.issue for u in utterances])
        names, article = _numbered(articles)
        sign = np.array([SIGN[u.stance] for u in utterances], dtype=float)
        day = np.array([u.day.toordinal() for u in utterances], dtype=np.int64)
        return cls(sides, issues, names, side, issue, article, sign, day)

    def weights(self, as_of: date, half_life: float = HALF_LIFE) -> np.ndarray:
        """Return each utterance's weight on a day: ``2 ** (-age / half_life)``, 0 for what is still to come."""
        age = as_of.toordinal() - self.day
        # never nothing, however old: a mean of weights that are all nothing is no number
        return np.where(age >= 0, np.maximum(0.5 ** (np.maximum(age, 0) / half_life), LEAST), 0.0)

    def cells(self, values: np.ndarray) -> np.ndarray:
        """Return the sums of *values* by side (row) and issue (column)."""
        shape = (len(self.sides), len(self.issues))
        return np.bincount(self._flat, values, minlength=shape[0] * shape[1]).reshape(shape)

    def scores(self, weights: np.ndarray) -> np.ndarray:
        """Return the weighted mean sign of each cell, from -1 (opposes) to 1 (supports); nan where nothing weighs."""
        total = self.cells(weights)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(total > 0, self.cells(weights * self.sign) / total, np.nan)


def _numbered(words: list[str]) -> tuple[tuple[str, ...], np.ndarray]:
    names = tuple(sorted(set(words)))
    number = {name: i for i, name in enumerate(names)}
    return names, np.array([number[w] for w in words], dtype=np.int64)
