"""Texts as numbers, by the mean of their word pieces' vectors: they find passages that say a thing in other words, and decide nothing.

One vector a piece, taken once from the encoder (Tulkens and van Dongen 2024, Model2Vec), so that a text costs a look-up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onrecord.extract.pieces import load_tokenizer
from onrecord.extract.reader import FOLDER, load_numbers

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True)
class Vectors:
    """The pieces' vectors, int8 with a scale a row."""

    rows: np.ndarray
    tokenizer: Tokenizer

    def likeness(self, texts: Sequence[str], asked: Sequence[str]) -> np.ndarray:
        """Return the cosines of *asked* (rows) and *texts* (columns); a piece counts by how rare it is among *texts*."""
        pieces = [self.tokenizer.encode(t, add_special_tokens=False).ids for t in texts]
        seen = Counter(i for ids in pieces for i in set(ids))
        more = [self.tokenizer.encode(t, add_special_tokens=False).ids for t in asked]
        made = np.array([self._vector(ids, seen, len(texts)) for ids in (*more, *pieces)])
        return np.asarray(made[: len(asked)] @ made[len(asked) :].T)

    def _vector(self, ids: list[int], seen: Counter[int], count: int) -> np.ndarray:
        if not ids:
            return np.zeros(self.rows.shape[1], dtype=np.float32)
        weights = np.log1p(np.array([(count + 1) / (seen[i] + 1) for i in ids], dtype=np.float32))
        made = (self.rows[ids].astype(np.float32) * weights[:, None]).sum(0)
        return np.asarray(made / (np.linalg.norm(made) + 1e-9))


@lru_cache(maxsize=2)
def load_vectors(folder: Path = FOLDER) -> Vectors:
    """Return the vectors of *folder*; raises :class:`~onrecord.errors.ModelMissing` when they are not the released ones."""
    return Vectors(load_numbers(folder, "vectors.npy"), load_tokenizer(folder / "tokenizer.json"))
