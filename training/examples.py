"""Labelled articles to training examples: paragraphs as word pieces, with tags and links."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

from onrecord.extract.decode import ACTS, HOLDS, TAGS
from onrecord.extract.masking import Masker
from onrecord.extract.pieces import Pieces, cut_pieces
from onrecord.spans import paragraphs
from training.marks import LabelledArticle, Marked, read_labelled

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus" / "articles"
DRILLS = ROOT / "corpus" / "drills"
STANCES = ROOT / "corpus" / "stances"
NOWHERE = -100  # no loss is counted there


@dataclass
class Linked:
    """One statement in a window: pieces of its cue, its source (or none), its content fragments; its labels."""

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: list[tuple[int, int]]
    layer: int
    hold: int
    act: int


@dataclass
class Example:
    """One window with the tags of its two layers, its conditions and its statements; pieces count the first mark."""

    pieces: Pieces
    tags: tuple[list[int], list[int]]
    conditions: list[int]
    linked: list[Linked] = field(default_factory=list)
    loose: list[tuple[int, int]] = field(default_factory=list)  # content whose cue stands elsewhere


def make_examples(
    article: LabelledArticle, tokenizer: Tokenizer, masker: Masker | None = None
) -> list[Example]:
    """Return the windows of an article, in order, without the names that *masker* knows."""
    layers = find_layers(article.statements)
    masks = masker.find(article.text) if masker else []
    out = []
    for block in paragraphs(article.text):
        for pieces in cut_pieces(tokenizer, article.text, block, masks):
            out.append(_example(pieces, article.statements, layers))
    return out


def find_layers(statements: list[Marked]) -> dict[int, int]:
    """Return each statement's layer: 0 for the outermost, 1 for one inside another's content, 2 beyond that."""
    out = {}
    for s in statements:
        inside = [
            o
            for o in statements
            if o is not s and s.cue and any(a <= s.cue[0][0] and s.cue[0][1] <= b for a, b in o.content)
        ]
        out[s.number] = min(2, len({o.cue[0] for o in inside if o.cue}))
    return out


def _example(pieces: Pieces, statements: list[Marked], layers: dict[int, int]) -> Example:
    size = len(pieces.ids)
    tags = ([0] * size, [0] * size)
    conditions = [0] * size
    example = Example(pieces, tags, conditions)
    for s in statements:
        layer = layers[s.number]
        if layer > 1:
            continue
        cue = _place(pieces, s.cue[0]) if s.cue else None
        source = _place(pieces, s.source[0]) if s.source else None
        content = [p for c in s.content if (p := _place(pieces, c))]
        for role, spans in (("q", content), ("s", [source]), ("c", [cue])):
            for span in spans:
                if span:
                    _tag(tags[layer], span, role)
        for c in s.condition:
            if span := _place(pieces, c):
                conditions[span[0]] = 1
                conditions[span[0] + 1 : span[1]] = [2] * (span[1] - span[0] - 1)
        if cue and s.label:
            hold, act = HOLDS.index(s.label.hold), ACTS.index(s.label.act)
            example.linked.append(Linked(cue, source, content, layer, hold, act))
        elif not cue:
            example.loose += content
    return example


def _tag(tags: list[int], span: tuple[int, int], role: str) -> None:
    tags[span[0]] = TAGS.index("B" + role)
    for i in range(span[0] + 1, span[1]):
        tags[i] = TAGS.index("I" + role)


def _place(pieces: Pieces, span: tuple[int, int]) -> tuple[int, int] | None:
    """Return the half-open run of pieces that *span* (characters) covers, the first mark counted."""
    inside = [
        i
        for i, (a, b) in enumerate(zip(pieces.starts, pieces.ends, strict=True))
        if a < span[1] and span[0] < b
    ]
    return (inside[0] + 1, inside[-1] + 2) if inside else None


def is_aside(name: str) -> bool:
    """Say whether an article (its id) or a contrast set (its proposition) is one of the tenth no trial may learn from."""
    return zlib.crc32(name.encode()) % 10 == 0


def read_corpus(*folders: Path) -> list[LabelledArticle]:
    """Return the labelled articles of *folders* (``CORPUS`` by default), sorted by name."""
    return [read_labelled(f) for folder in folders or (CORPUS,) for f in sorted(folder.glob("*.txt"))]
