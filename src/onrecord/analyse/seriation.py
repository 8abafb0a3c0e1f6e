"""An order of rows and columns in which the pattern shows: like beside like.

Seriation as the shortest path through all rows (Hubert 1974; Hahsler, Hornik and Buchta 2008, J. Stat. Software 25): rows are put in one
after the other where the path grows least, then stretches are turned round while that shortens it (2-opt). Distances are rounded and ties go by
name, so that every machine finds the same order.
"""

from __future__ import annotations

import numpy as np


def seriate(scores: np.ndarray, names: tuple[str, ...]) -> list[int]:
    """Return the order of rows of *scores* (nan: empty), the end that supports more first.

    The same table gives the same order, whatever order its rows come in.
    """
    apart = _distances(scores)
    filled = (~np.isnan(scores)).sum(axis=1)
    path: list[int] = []
    for row in sorted(range(len(names)), key=lambda i: (-filled[i], names[i])):
        path.insert(min(range(len(path) + 1), key=lambda at: (_growth(apart, path, at, row), at)), row)
    path = _turn_stretches(apart, path)
    ends = [(-float(np.nansum(scores[part])), names[part[0]]) for part in _halves(path) if part]
    return path[::-1] if len(ends) == 2 and ends[1] < ends[0] else path


def _distances(scores: np.ndarray) -> np.ndarray:
    """Return 0 for rows with the same scores in the same columns, 2 for opposite ones; a column only one has counts 1."""
    filled = ~np.isnan(scores)
    values = np.where(filled, scores, 0.0)
    out = np.zeros((len(scores), len(scores)))
    for i in range(len(scores)):
        both, either = filled & filled[i], filled | filled[i]
        gap = (np.abs(values - values[i]) * both).sum(axis=1) + (either & ~both).sum(axis=1)
        out[i] = gap / np.maximum(either.sum(axis=1), 1)
    return np.round(out, 6)


def _growth(apart: np.ndarray, path: list[int], at: int, row: int) -> float:
    """Return by how much *path* grows with *row* put in before place *at*."""
    before = apart[path[at - 1], row] if at > 0 else 0.0
    after = apart[row, path[at]] if at < len(path) else 0.0
    cut = apart[path[at - 1], path[at]] if 0 < at < len(path) else 0.0
    return float(round(before + after - cut, 6))


def _turn_stretches(apart: np.ndarray, path: list[int]) -> list[int]:
    better = True
    while better:
        better = False
        for i in range(len(path) - 1):
            for j in range(i + 1, len(path)):
                if _saved(apart, path, i, j) > 0:
                    path[i : j + 1] = path[i : j + 1][::-1]
                    better = True
    return path


def _saved(apart: np.ndarray, path: list[int], i: int, j: int) -> float:
    """Return how much shorter the path gets when the stretch from *i* to *j* is turned round."""
    old = new = 0.0
    if i > 0:
        old, new = old + apart[path[i - 1], path[i]], new + apart[path[i - 1], path[j]]
    if j + 1 < len(path):
        old, new = old + apart[path[j], path[j + 1]], new + apart[path[i], path[j + 1]]
    return float(round(old - new, 6))


def _halves(path: list[int]) -> tuple[list[int], list[int]]:
    half = len(path) // 2
    return path[:half], path[len(path) - half :][::-1]
