"""Known names made alike for the trained tagger, so that who somebody is cannot change how his words are cut.

Each name of a negotiation's actors is shown to the tagger as one stand-in piece that tells its kind and nothing else
(entity masking, Zhang et al. 2017, doi:10.18653/v1/D17-1004). The same sentence about the other side reads the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.negotiation import Negotiation
from onrecord.spans import Span

PERSON, STATE, BODY, ADJECTIVE = 1, 2, 3, 4  # unused pieces of the encoder's vocabulary
UNUSED = 100  # pieces below are words of no language
_PIECES = {"person": PERSON, "state": STATE, "adjective": ADJECTIVE}
_NOTHING = re.compile(r"(?!)")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Mask:
    """A known name in a text: whose, and the stand-in piece of its kind."""

    span: Span
    actor: str
    piece: int


class Masker:
    """Finds known names; *known* are words, whose name they are, and a kind (person, state, adjective, any other)."""

    def __init__(self, known: Iterable[tuple[str, str, str]] = ()) -> None:
        self._owner: dict[str, tuple[str, int]] = {}
        for words, actor, kind in known:
            words = _ARTICLE.sub("", words).strip()
            if not words[:1].isupper():
                continue  # "the rebels" is no name
            for form in (words, words.upper()):
                self._owner.setdefault(form, (actor, _PIECES.get(kind, BODY)))
        names = sorted(self._owner, key=lambda w: (-len(w), w))
        self._pattern = (
            re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)") if names else _NOTHING
        )

    def __bool__(self) -> bool:
        return bool(self._owner)

    def find(self, text: str) -> list[Mask]:
        """Return the known names in *text*, in order, the longest where two begin together."""
        return [Mask(Span(*m.span()), *self._owner[m.group()]) for m in self._pattern.finditer(text)]


def mask_names(negotiation: Negotiation) -> Masker:
    """Return the masker of all names and adjectives of a negotiation's actors."""
    return Masker(
        (words, actor.id, kind)
        for actor in negotiation.actors
        for group, kind in (((actor.name, *actor.aliases), actor.kind), (actor.adjectives, "adjective"))
        for words in group
    )


def merge_pieces(
    ids: Sequence[int], offsets: Sequence[tuple[int, int]], masks: Sequence[Mask]
) -> tuple[list[int], list[tuple[int, int]]]:
    """Return pieces and their places with all pieces of a masked name made its one stand-in piece."""
    out_ids: list[int] = []
    out_offsets: list[tuple[int, int]] = []
    at = bisect_right(masks, offsets[0][0], key=lambda m: m.span.end) if offsets else 0
    merged = -1
    for piece, (start, end) in zip(ids, offsets, strict=True):
        while at < len(masks) and masks[at].span.end <= start:
            at += 1
        if at < len(masks) and masks[at].span.start < end:
            if merged == at:
                out_offsets[-1] = (out_offsets[-1][0], max(end, out_offsets[-1][1]))
                continue
            merged = at
            piece = masks[at].piece
        out_ids.append(piece)
        out_offsets.append((start, end))
    return out_ids, out_offsets
