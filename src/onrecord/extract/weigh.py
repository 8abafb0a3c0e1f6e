"""What a statement says towards a stated proposition, by the second trained model.

It reads the words of the proposition, so a new negotiation's issues work without training. The sentence before is
read too, for contents like "that" and "the idea".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onrecord.extract.decode import ACTS, HOLDS
from onrecord.extract.pieces import load_tokenizer
from onrecord.extract.reader import FOLDER, load_session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

TOWARDS = ("supports", "opposes", "conditional", "unclear", "unrelated")
PARTS = 6  # marks, context, source, cue, content, proposition
_MOST = (48, 24, 16, 128, 48)  # word pieces kept of each part; of the context its end
_BEGIN, _END = 101, 102


@dataclass(frozen=True, slots=True)
class Question:
    """A statement's words and the proposition it is held against; ``context`` is what stands before it."""

    context: str
    source: str
    cue: str
    content: str
    proposition: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """Probabilities of each of ``TOWARDS``, of each hold and of each act."""

    towards: np.ndarray
    holds: np.ndarray
    acts: np.ndarray


@dataclass(frozen=True)
class Weigher:
    """The loaded model; one question at a time, so that what stands beside it changes nothing."""

    session: InferenceSession
    tokenizer: Tokenizer

    def weigh(self, question: Question) -> Weighed:
        """Return how the statement stands towards the proposition."""
        ids, features, kinds = question_pieces(self.tokenizer, question)
        inputs = {"ids": ids[None], "features": features[None], "kinds": kinds[None]}
        row = self.session.run(None, inputs)[0][0]
        towards, holds, acts = np.split(row, [len(TOWARDS), len(TOWARDS) + len(HOLDS)])
        assert len(acts) == len(ACTS)
        return Weighed(_shares(towards), _shares(holds), _shares(acts))


@lru_cache(maxsize=2)
def load_weigher(folder: Path = FOLDER) -> Weigher:
    """Return the model of *folder*; raises :class:`~onrecord.errors.ModelMissing` when it is not the released one."""
    return Weigher(load_session(folder, "stance.onnx"), load_tokenizer(folder / "tokenizer.json"))


def question_pieces(tokenizer: Tokenizer, question: Question) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return word pieces, the part each belongs to, and 0 for the statement and 1 for the proposition."""
    parts = (question.context, question.source, question.cue, question.content, question.proposition)
    made = [tokenizer.encode(p, add_special_tokens=False).ids for p in parts]  # a batch would start threads
    rows = [made[0][-_MOST[0] :], *(m[:most] for m, most in zip(made[1:], _MOST[1:], strict=True))]
    ids, features = [_BEGIN], [0]
    for number, row in enumerate(rows, 1):
        ids += row
        features += [number] * len(row)
        if number in (1, 4, 5):
            ids.append(_END)
            features.append(0)
    first = len(ids) - len(rows[4]) - 1
    kinds = [0] * first + [1] * (len(ids) - first)
    return np.array(ids), np.array(features), np.array(kinds)


def _shares(scores: np.ndarray) -> np.ndarray:
    values = np.exp(scores - scores.max())
    return np.asarray(values / values.sum())
