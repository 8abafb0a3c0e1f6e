"""Which words of a claim a passage bears, by the third trained model: a word is borne, turned into something else, or absent.

The model reads both texts together, so that it sees what likeness of words cannot: who does what to whom, a negation, a synonym.
What follows from its words is decided by rules elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onrecord.extract.pieces import load_tokenizer
from onrecord.extract.reader import FOLDER, load_session
from onrecord.spans import Span
from onrecord.verdicts import Alignment

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WORDS = ("borne", "turned", "absent")
WHOLE = ("borne", "turned", "not all")
_MOST = (150, 72)  # word pieces kept of passage and claim
_BEGIN, _END = 101, 102


@dataclass(frozen=True)
class Aligner:
    """The loaded model; one pair at a time, so that what stands beside it changes nothing."""

    session: InferenceSession
    tokenizer: Tokenizer

    def align(self, passage: str, claim: str) -> Alignment:
        """Return how *passage* bears *claim*."""
        ids, kinds, spans = pair_pieces(self.tokenizer, passage, claim)
        scores = self.session.run(None, {"ids": ids[None], "features": kinds[None], "kinds": kinds[None]})[0][
            0
        ]
        whole = _shares(scores[0, len(WORDS) :])
        first = len(ids) - len(spans) - 1
        rows = [_shares(row) for row in scores[first:-1, : len(WORDS)]]
        pieces = tuple((s, float(r[0]), float(r[1])) for s, r in zip(spans, rows, strict=True))
        return Alignment(float(whole[0]), float(whole[1]), pieces)


@lru_cache(maxsize=2)
def load_aligner(folder: Path = FOLDER) -> Aligner:
    """Return the model of *folder*; raises :class:`~onrecord.errors.ModelMissing` when it is not the released one."""
    return Aligner(load_session(folder, "align.onnx"), load_tokenizer(folder / "tokenizer.json"))


def pair_pieces(tokenizer: Tokenizer, passage: str, claim: str) -> tuple[np.ndarray, np.ndarray, list[Span]]:
    """Return word pieces, 0 for the passage's and 1 for the claim's, and the place of each of the claim's in it."""
    theirs = tokenizer.encode(passage, add_special_tokens=False).ids[: _MOST[0]]
    made = tokenizer.encode(claim, add_special_tokens=False)
    ours = made.ids[: _MOST[1]]
    spans = [Span(*o) for o in made.offsets[: _MOST[1]]]
    ids = [_BEGIN, *theirs, _END, *ours, _END]
    kinds = [0] * (len(theirs) + 2) + [1] * (len(ours) + 1)
    return np.array(ids), np.array(kinds), spans


def _shares(scores: np.ndarray) -> np.ndarray:
    values = np.exp(scores - scores.max())
    return np.asarray(values / values.sum())
