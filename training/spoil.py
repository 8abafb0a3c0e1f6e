"""True claims made false by one step, and sentences as claims of their own passage: pairs that cost nobody's hand."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from onrecord.sentences import sentences
from onrecord.spans import flat, paragraphs
from training.marks import LabelledArticle
from training.pairs import Pair

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_HELPING = re.compile(
    r"\b(will|would|can|could|should|must|may|might|is|are|was|were|has|have|had|did|does|do)\b(?! not\b)"
)
_DENIED = re.compile(r"\b(?:not|never|no longer) ")
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "by",
        "with",
        "and",
        "or",
        "but",
        "that",
        "this",
        "it",
        "its",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
    ]
)
_ENDINGS = ("ed", "ing", "ly", "tion", "s")


class Spoiler:
    """Exchanges words for others of the same shape in the corpus, denies what is said, and says what is denied."""

    def __init__(self, articles: Iterable[LabelledArticle]) -> None:
        self._by_shape: dict[str, list[str]] = defaultdict(list)
        self.sentences: list[tuple[str, str]] = []
        for article in articles:
            text = flat(article.text)
            for word in sorted({w for w in _WORD.findall(text) if w.lower() not in _SMALL}):
                self._by_shape[_shape(word)].append(word)
            rows = [s.cut(text) for place in paragraphs(article.text) for s in sentences(text, place)]
            self.sentences += [(article.id, s) for s in rows if 8 <= len(s.split()) <= 40]

    def exchanged(self, pair: Pair, chance: random.Random) -> Pair:
        """Return a true pair with one or two of its claim's words exchanged for words that the passage lacks."""
        claim, marked = pair.claim, []
        found = [m for m in _WORD.finditer(claim) if m.group().lower() not in _SMALL and len(m.group()) > 1]
        for m in sorted(
            chance.sample(found, min(len(found), chance.choice((1, 1, 2)))), key=lambda m: -m.start()
        ):
            other = chance.choice(self._by_shape[_shape(m.group())] or ["nothing"])
            if other.lower() in pair.passage.lower() or other.lower() in claim.lower():
                continue
            claim = claim[: m.start()] + other + claim[m.end() :]
            shift = len(other) - len(m.group())
            marked = [(a + shift, b + shift) for a, b in marked] + [(m.start(), m.start() + len(other))]
        return replace(pair, claim=claim, marked=tuple(marked), whole=2 if marked else 0, kind="exchanged")

    def denied(self, pair: Pair, chance: random.Random) -> Pair | None:
        """Return a true pair whose claim is denied, or no longer is; None where it has no verb for that."""
        claim = pair.claim
        if m := _DENIED.search(claim):
            made = claim[: m.start()] + claim[m.end() :]
            end = re.compile(r"\W|$").search(made, m.start() + 1)
            return replace(
                pair,
                claim=made,
                marked=((max(0, m.start() - 4), end.start() if end else len(made)),),
                whole=1,
                kind="denied",
            )
        found = list(_HELPING.finditer(claim))
        if not found:
            return None
        m = chance.choice(found)
        word = chance.choice((" not", " not", " never"))
        return replace(
            pair,
            claim=claim[: m.end()] + word + claim[m.end() :],
            marked=((m.start(), m.end() + len(word)),),
            whole=1,
            kind="denied",
        )

    def itself(self, chance: random.Random) -> Pair:
        """Return a sentence of the corpus as a claim of itself."""
        article, words = chance.choice(self.sentences)
        return Pair(article, words, words, 0, (), "itself")


def _shape(word: str) -> str:
    if word[0].isdigit():
        return "1"
    if word[0].isupper():
        return "A"
    return next((e for e in _ENDINGS if word.endswith(e)), "a")
