"""A paragraph as the reader model sees it: word pieces, their places, and what their marks and capitals tell.

The encoder knows no capitals and pairs no quotation marks, so both are given to it: each piece carries its
shape and whether it stands inside a quotation of its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onrecord.extract.masking import UNUSED, Mask, merge_pieces
from onrecord.extract.quotes import find_quotes
from onrecord.sentences import sentences
from onrecord.spans import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

USUAL = 110  # word pieces of a window that ends after a sentence: beyond that contents run into the next speaker's words
LONGEST = 254  # word pieces of one window; the encoder also takes one mark at each end
FEATURES = 16  # four shapes times four places
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BEGIN, _END = 101, 102  # [CLS] and [SEP] of the encoder's vocabulary


@dataclass(frozen=True, slots=True)
class Pieces:
    """One window: ``ids`` and ``features`` with the two marks at the ends, ``starts`` and ``ends`` (characters) without."""

    ids: np.ndarray
    features: np.ndarray
    starts: list[int]
    ends: list[int]


@lru_cache(maxsize=2)
def load_tokenizer(path: Path) -> Tokenizer:
    """Return the word-piece tokenizer stored at *path*."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def cut_pieces(tokenizer: Tokenizer, text: str, block: Span, masks: Sequence[Mask] = ()) -> list[Pieces]:
    """Return the windows of one paragraph; a window ends after a sentence where it can.

    *masks* are the known names of the paragraph or of the whole text, in order.
    """
    made = tokenizer.encode(block.cut(text), add_special_tokens=False)
    places = [(a + block.start, b + block.start) for a, b in made.offsets]
    ids, offsets = merge_pieces(made.ids, places, masks)
    features = _features(text, block, offsets, ids)
    out = []
    for first, last in _windows(text, block, offsets):
        window = np.array([_BEGIN, *ids[first:last], _END], dtype=np.int64)
        marks = np.array([0, *features[first:last], 0], dtype=np.int64)
        out.append(
            Pieces(window, marks, [a for a, _ in offsets[first:last]], [b for _, b in offsets[first:last]])
        )
    return out


def _windows(text: str, block: Span, offsets: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(offsets) <= USUAL:
        return [(0, len(offsets))] if offsets else []
    breaks = {s.start for s in sentences(text, block, [q.span for q in find_quotes(text, block)])}
    out, first = [], 0
    while first < len(offsets):
        last = min(first + LONGEST, len(offsets))
        if len(offsets) - first > USUAL:
            good = [i for i in range(first + 1, last) if offsets[i][0] in breaks]
            near = [i for i in good if i - first <= USUAL]
            last = near[-1] if near else good[0] if good else last
        out.append((first, last))
        first = last
    return out


def _features(text: str, block: Span, offsets: list[tuple[int, int]], ids: list[int]) -> list[int]:
    quotes = find_quotes(text, block)
    out, at = [], 0
    for (start, end), piece in zip(offsets, ids, strict=True):
        while at < len(quotes) and quotes[at].span.end <= start:
            at += 1
        place = 0
        if at < len(quotes) and quotes[at].span.start <= start:
            inner = quotes[at].inside(text)
            place = (
                3
                if start < inner.start or start >= inner.end
                else 2
                if text[quotes[at].span.start] in "‘'"
                else 1
            )
        shape = 1 if piece < UNUSED else _shape(text[start:end], text[start - 1 : start])
        out.append(shape + 4 * place)
    return out


def _shape(words: str, before: str) -> int:
    if words.isupper():
        return 2 if len(words) > 1 else 1
    if words[:1].isupper():
        return 1
    return 3 if before.isalnum() else 0
