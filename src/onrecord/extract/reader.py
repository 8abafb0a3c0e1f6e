"""The reader's trained models as the package ships them: int8 ONNX, checked against their digests before use."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onrecord.errors import ModelMissing
from onrecord.extract.decode import CONDITION_TAGS, HOLDS, LINK, TAGS, Biases, Scores
from onrecord.extract.pieces import WORD, Pieces, load_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FOLDER = Path(str(files("onrecord"))) / "data" / "reader"
_MARK = re.compile(r"[\"“”„«»‘:―—–]|''|``|--")
_CUTS = np.cumsum([len(TAGS), len(TAGS), len(CONDITION_TAGS), LINK, LINK, LINK, len(HOLDS)])


@dataclass(frozen=True)
class TaggerModel:
    """The loaded tagger; :meth:`score` reads one window, alone, so that what stands beside it changes nothing."""

    session: InferenceSession
    tokenizer: Tokenizer
    biases: Biases
    cue_words: frozenset[str]

    def may_speak(self, words: str) -> bool:
        """Say whether a paragraph can hold a statement: it has a quotation mark, a colon, or a word that cues hold."""
        if _MARK.search(words):
            return True
        return not self.cue_words.isdisjoint(WORD.findall(words.lower()))

    def score(self, pieces: Pieces) -> Scores:
        """Return the model's scores of one window."""
        inputs = {"ids": pieces.ids[None], "features": pieces.features[None]}
        row = self.session.run(None, inputs)[0][0]
        first, second, conditions, cues, sources, contents, holds, acts = np.split(row, _CUTS, axis=1)
        return Scores(np.stack([first, second]), conditions, np.stack([cues, sources, contents]), holds, acts)


@lru_cache(maxsize=2)
def load_tagger(folder: Path = FOLDER) -> TaggerModel:
    """Return the tagger of *folder*.

    Raises :class:`~onrecord.errors.ModelMissing` when a file is absent or is not the one that was released.
    """
    rows = json.loads(_checked(folder, "links.json"))
    biases = Biases(*(np.array(rows[n]) for n in ("source_bias", "content_bias", "no_source", "no_cue")))
    _checked(folder, "tokenizer.json")
    words = frozenset(json.loads(_checked(folder, "cues.json")))
    return TaggerModel(
        load_session(folder, "tagger.onnx"), load_tokenizer(folder / "tokenizer.json"), biases, words
    )


def load_session(folder: Path, name: str) -> InferenceSession:
    """Return one model's session, on one thread: two processes read faster than two threads.

    Raises :class:`~onrecord.errors.ModelMissing` as :func:`load_tagger` does.
    """
    words = _checked(folder, name)
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as error:
        raise ModelMissing(
            "onnxruntime, which runs the reader's models, is not installed",
            expected="the package onnxruntime",
            found=str(error),
            todo="install onrecord's requirements again: make demo, or pip install onrecord",
        ) from error
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(words, options, providers=["CPUExecutionProvider"])


def load_numbers(folder: Path, name: str) -> np.ndarray:
    """Return an array of numbers; raises :class:`~onrecord.errors.ModelMissing` as :func:`load_tagger` does."""
    return np.asarray(np.load(io.BytesIO(_checked(folder, name)), allow_pickle=False))


@lru_cache(maxsize=4)
def digests(folder: Path = FOLDER) -> dict[str, str]:
    """Return the released SHA-256 of each model file of *folder*, by its name, and the release's own name."""
    try:
        table = tomllib.loads((folder / "reader.toml").read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _missing(folder / "reader.toml", str(error)) from error
    return {str(k): str(v) for k, v in table.items()}


def _checked(folder: Path, name: str) -> bytes:
    released = digests(folder).get(name, "")
    try:
        words = (folder / name).read_bytes()
    except OSError as error:
        raise _missing(folder / name, error.strerror or "unreadable") from error
    found = hashlib.sha256(words).hexdigest()
    if found != released:
        raise ModelMissing(
            f"the reader's model file {name} is not the one that was released",
            expected=f"SHA-256 {released[:12] or '(none named)'}…",
            found=f"{found[:12]}…, {len(words)} bytes",
            todo="install onrecord again",
        )
    return words


def _missing(path: Path, found: str) -> ModelMissing:
    return ModelMissing(
        f"the reader's model file {path.name} cannot be read",
        expected=f"it in {path.parent.name}/ of the package's data",
        found=found,
        todo="install onrecord again",
    )
