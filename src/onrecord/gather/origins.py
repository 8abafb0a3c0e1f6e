"""Near-copies under one origin, so that a wire report in three outlets corroborates nothing.

Texts are compared by the word 5-grams they share (Broder 1997, containment), found through a sample of
their fingerprints (Schleimer et al. 2003, winnowing's modulo variant). Containment, not resemblance: an
edited copy that lost half of its paragraphs is still a copy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from zlib import crc32

from onrecord.model import Article, Origin, content_id

SHARED = 0.5  # of the shorter text's 5-grams
_SIZE, _SAMPLE, _OWNERS = 5, 4, 24
_NAME = re.compile(r"\b[A-Z]\w+")
_WORD = re.compile(r"\w+")


def group_origins(articles: Iterable[Article]) -> tuple[Origin, ...]:
    """Return the groups of two or more near-copies among *articles*, with the share they have in common."""
    groups: dict[str, list[str]] = {}
    leader: dict[str, str] = {}
    sizes: dict[str, int] = {}
    owners: dict[int, list[str]] = {}
    lowest: dict[str, float] = {}
    by_id = {a.id: a for a in articles}
    alike = _Forms(by_id.values())
    for article in sorted(by_id.values(), key=lambda a: (a.published or "9999", a.id)):
        mine = fingerprints(article.text)
        sizes[article.id] = len(mine)
        shared = Counter(other for mark in mine for other in owners.get(mark, ()))
        best, share = _closest(mine, sizes, {o: n for o, n in shared.items() if not alike(article, by_id[o])})
        head = leader[best] if share >= SHARED else article.id
        leader[article.id] = head
        groups.setdefault(head, []).append(article.id)
        if head != article.id:
            lowest[head] = min(share, lowest.get(head, 1.0))
        for mark in mine:
            held = owners.setdefault(mark, [])
            if len(held) < _OWNERS:
                held.append(article.id)
    return tuple(
        Origin(
            content_id("o", head),
            tuple(members),
            f"near-copies: at least {lowest[head]:.0%} of the shorter text's five-word runs shared",
        )
        for head, members in groups.items()
        if len(members) > 1
    )


class _Forms:
    """Tells articles that cannot be copies of each other: two statements of one outlet made on one form
    ("... and Russia ...", "... and Ukraine ...") are two, however alike."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._names = {a.id: frozenset(_NAME.findall(a.title)) for a in articles}

    def __call__(self, a: Article, b: Article) -> bool:
        return a.outlet == b.outlet and bool(a.outlet) and self._names[a.id] != self._names[b.id]


def fingerprints(text: str) -> set[int]:
    """Return a quarter of the hashes of the word 5-grams of *text*; all of them for a short text."""
    words = [w.lower() for w in _WORD.findall(text)]
    grams = (" ".join(words[i : i + _SIZE]) for i in range(max(1, len(words) - _SIZE + 1)))
    every = {crc32(g.encode()) for g in grams}
    return {mark for mark in every if mark % _SAMPLE == 0} or every


def _closest(mine: set[int], sizes: dict[str, int], shared: dict[str, int]) -> tuple[str, float]:
    best, share = "", 0.0
    for other, count in sorted(shared.items()):
        part = count / max(1, min(len(mine), sizes[other]))
        if part > share and count >= 4:
            best, share = other, part
    return best, share
