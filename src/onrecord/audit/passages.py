"""The sentences of a record that may bear a claim, found by the words they share with it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property

from onrecord.model import Article, Evidence, Statement
from onrecord.sentences import sentences
from onrecord.spans import Span, flat, paragraphs
from onrecord.verdicts import Claim, Passage, Term

TermsOf = Callable[[str, Span, date | None], tuple[Term, ...]]
KeysOf = Callable[[str], frozenset[str]]
ARTICLES = 400  # read in full for one audit; more are first ranked by the words they share with the claims
BEST = 12  # passages held against one claim
BESIDE = 0.6  # what a word counts that stands only in the sentence before or after


class Passages:
    """The passages of the evidence that share words with some claims."""

    def __init__(self, known: Evidence, claims: Iterable[Claim], terms_of: TermsOf, keys_of: KeysOf) -> None:
        wanted = [frozenset(t.key for t in c.terms) for c in claims]
        self._known = known
        self.all: list[Passage] = []
        by_article: dict[str, list[Statement]] = defaultdict(list)
        for s in known.statements:
            by_article[s.attribution.article].append(s)
        for article in _likely(known.articles, wanted, keys_of):
            self.all += _cut(article, by_article[article.id], terms_of)

    @cached_property
    def _where(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for n, passage in enumerate(self.all):
            for key in passage.keys:
                found[key].append(n)
        return found

    def weight(self, term: Term) -> float:
        """Return how much a term tells: rare words most (inverse document frequency), names half, numbers fully."""
        seen = len(self._where.get(term.key, ()))
        rarity = math.log(1 + (len(self.all) + 1) / (seen + 1))
        return rarity * (0.5 if term.kind == "name" else 1.0)

    def near(self, claim: Claim) -> list[tuple[float, Passage]]:
        """Return the passages that share most with *claim*, best first, each with the weight shared."""
        score: Counter[int] = Counter()
        for term in {t.key: t for t in claim.terms}.values():
            weight = self.weight(term)
            for n in self._where.get(term.key, ()):
                score[n] += weight  # type: ignore[assignment]
        best = sorted(score.items(), key=lambda row: (-row[1], row[0]))[: 3 * BEST]
        return [(weight, self.all[n]) for n, weight in best]


def shared(claim: Claim, passage: Passage, weight: Callable[[Term], float]) -> float:
    """Return the share of *claim*'s words, by weight, that stand in *passage* or, counting less, beside it."""
    keys, total, found = passage.keys, 0.0, 0.0
    for term in claim.terms:
        w = weight(term)
        total += w
        found += w if term.key in keys else BESIDE * w if term.key in passage.around else 0
    return found / total if total else 0.0


def _likely(articles: tuple[Article, ...], wanted: list[frozenset[str]], keys_of: KeysOf) -> list[Article]:
    if len(articles) <= ARTICLES:
        return list(articles)
    every = frozenset().union(*wanted)
    held = [(keys_of(a.text) & every, a) for a in articles]
    seen = Counter(k for keys, _ in held for k in keys)
    worth = {k: math.log(1 + len(articles) / n) for k, n in seen.items()}
    chosen: dict[str, Article] = {}
    for keys in wanted:
        ranked = sorted(held, key=lambda row: (-sum(worth[k] for k in row[0] & keys), row[1].id))
        chosen.update({a.id: a for _, a in ranked[: max(BEST, ARTICLES // max(1, len(wanted)))]})
    return sorted(chosen.values(), key=lambda a: a.id)


def _cut(article: Article, statements: list[Statement], terms_of: TermsOf) -> list[Passage]:
    text = flat(article.text)
    out: list[Passage] = []
    for place in paragraphs(article.text):
        rows = [
            (span, terms_of(text, span, article.day))
            for span in sentences(text, place)
            if re.search(r"\w", span.cut(text))
        ]
        for n, (span, terms) in enumerate(rows):
            beside = (*(rows[n - 1][1] if n else ()), *(rows[n + 1][1] if n + 1 < len(rows) else ()))
            mine = tuple(s for s in statements if any(c.overlaps(span) for c in s.attribution.content))
            out.append(Passage(article.id, span, terms, frozenset(t.key for t in beside), mine))
    return out
