"""How much a number hangs on single articles: bands by a bootstrap over articles.

Articles are what is sampled, not statements, for what one reporter hears or mishears comes together. Each draw weighs every article with a
Poisson(1) count (the Poisson bootstrap, Hanley and MacGibbon 2006), so that a draw is one pass over the columns. Seeded: the same record gives the same bands.
"""

from __future__ import annotations

import numpy as np

from onrecord.analyse.kernel import Columns

DRAWS = 100
SEED = 20250202
BAND = (0.05, 0.95)


def band(columns: Columns, weights: np.ndarray, draws: int = DRAWS) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and upper end of each cell's score between which nine draws in ten lie.

    Without draws, and for a cell of a single article, there is no band: both ends are nan, as nothing
    is known of its scatter.
    """
    if draws < 1:
        nothing = np.full((len(columns.sides), len(columns.issues)), np.nan)
        return nothing, nothing
    chance = np.random.default_rng(SEED)
    made = np.full((draws, len(columns.sides), len(columns.issues)), np.nan)
    for i in range(draws):
        counts = chance.poisson(1.0, len(columns.articles))
        made[i] = columns.scores(weights * counts[columns.article])
    low, high = _quantiles(made)
    alone = _articles(columns) < 2
    low[alone] = high[alone] = np.nan
    return low, high


def _quantiles(made: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the two ends over the draws, each cell's own; draws in which a cell is empty do not count."""
    ordered = np.sort(made, axis=0)  # nan last
    filled = (~np.isnan(made)).sum(axis=0)
    ends = []
    for share in BAND:
        at = np.clip((share * (filled - 1)).round().astype(int), 0, made.shape[0] - 1)
        ends.append(np.take_along_axis(ordered, at[None], axis=0)[0])
    return ends[0], ends[1]


def _articles(columns: Columns) -> np.ndarray:
    """Return the number of different articles behind each cell."""
    width = len(columns.issues)
    cell = columns.side * width + columns.issue
    pairs = np.unique(np.stack([cell, columns.article]), axis=1)
    return np.bincount(pairs[0], minlength=len(columns.sides) * width).reshape(-1, width)
