"""The sentences of a record that may bear a claim, found by the words they share with it."""

from __future__ import annotations

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from onrecord.model import Article, Evidence, Statement
from onrecord.sentences import sentences
from onrecord.spans import Span, flat, paragraphs
from onrecord.verdicts import Claim, Passage, Term

TermsOf = Callable[[str, Span, date | None], tuple[Term, ...]]
Probes = Callable[[str], tuple[str, ...]]
Likeness = Callable[
    [Sequence[str], Sequence[str]], Any
]  # cosines: a row for each asked, a column for each text
ARTICLES = 400  # read in full for one audit; more are first ranked by the words they share with the claims
_ASKED = re.compile(r"^Q\s|\?\W*$")  # a question bears nothing
BEST = 12  # passages held against one claim
BESIDE = 0.6  # what a word counts that stands only in the sentence before or after


class Passages:
    """The passages of the evidence that share words with some claims."""

    def __init__(
        self,
        known: Evidence,
        claims: Sequence[Claim],
        terms_of: TermsOf,
        probes: Probes,
        likeness: Likeness | None = None,
        cited: Iterable[str] = (),
    ) -> None:
        wanted = [frozenset(t.key for t in c.content) for c in claims]
        self._known = known
        self.all: list[Passage] = []
        by_article: dict[str, list[Statement]] = defaultdict(list)
        for s in known.statements:
            by_article[s.attribution.article].append(s)
        self.statements = {a: tuple(rows) for a, rows in by_article.items()}
        chosen = {a.id: a for a in _likely(known.articles, wanted, probes)}
        chosen |= {a: known.article_by_id[a] for a in cited if a in known.article_by_id}
        for _, article in sorted(chosen.items()):
            self.all += _cut(article, by_article[article.id], terms_of)
        self._alike = self._likeness(claims, likeness) if likeness and self.all else {}

    @cached_property
    def _where(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for n, passage in enumerate(self.all):
            for key in passage.keys:
                found[key].append(n)
        return found

    @cached_property
    def _beside(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for n, passage in enumerate(self.all):
            for key in passage.around - passage.keys:
                found[key].append(n)
        return found

    def weight(self, term: Term) -> float:
        """Return how much a term tells: rare words most (inverse document frequency), names half, numbers fully."""
        seen = len(self._where.get(term.key, ()))
        rarity = math.log(1 + (len(self.all) + 1) / (seen + 1))
        return rarity * (0.5 if term.kind == "name" else 1.0)

    def _likeness(self, claims: Sequence[Claim], likeness: Likeness) -> dict[Span, Sequence[float]]:
        texts = [p.span.cut(flat(self._known.article_by_id[p.article].text)) for p in self.all]
        rows = likeness(texts, [c.text for c in claims])
        return {c.span: row for c, row in zip(claims, rows, strict=True)}

    def of_article(self, article: str) -> list[Passage]:
        """Return the passages of an article."""
        return self._of.get(article, [])

    @cached_property
    def _of(self) -> Mapping[str, list[Passage]]:
        found: dict[str, list[Passage]] = defaultdict(list)
        for passage in self.all:
            found[passage.article].append(passage)
        return found

    def near(self, claim: Claim) -> list[Passage]:
        """Return the passages nearest to *claim*: by the words shared, by weight, and by likeness where that is known."""
        score: dict[int, float] = defaultdict(float)
        terms = {t.key: t for t in claim.content}.values()
        total = sum(map(self.weight, terms)) or 1.0
        for term in terms:
            weight = self.weight(term) / total
            for n in self._where.get(term.key, ()):
                score[n] += weight
            for n in self._beside.get(term.key, ()):
                score[n] += BESIDE * weight
        if claim.span in self._alike:
            for n, likeness in enumerate(self._alike[claim.span]):
                score[n] += float(likeness)
        best = heapq.nsmallest(3 * BEST, score.items(), key=lambda row: (-row[1], row[0]))
        return [self.all[n] for n, _ in best]


def shared(claim: Claim, passage: Passage, weight: Callable[[Term], float]) -> float:
    """Return the share of *claim*'s words, by weight, that stand in *passage* or, counting less, beside it."""
    keys, total, found = passage.keys, 0.0, 0.0
    for term in claim.content:
        w = weight(term)
        total += w
        found += w if term.key in keys else BESIDE * w if term.key in passage.around else 0
    return found / total if total else 0.0


def _likely(articles: tuple[Article, ...], wanted: list[frozenset[str]], probes: Probes) -> list[Article]:
    """Return the articles that hold most of what each claim's words begin with, by weight: found by looking for strings, not by reading."""
    if len(articles) <= ARTICLES:
        return list(articles)
    every = {key: found for keys in wanted for key in keys if (found := probes(key))}
    texts = [a.text.lower() for a in articles]
    held = {key: _holding(texts, found) for key, found in every.items()}
    worth = {key: math.log(1 + len(articles) / (1 + len(rows))) for key, rows in held.items()}
    chosen: dict[str, Article] = {}
    most = max(BEST, ARTICLES // max(1, len(wanted)))
    for keys in wanted:
        score: dict[int, float] = defaultdict(float)
        for key in sorted(keys & every.keys()):
            for n in held[key]:
                score[n] += worth[key]
        for n, _ in heapq.nsmallest(most, score.items(), key=lambda row: (-row[1], articles[row[0]].id)):
            chosen[articles[n].id] = articles[n]
    return sorted(chosen.values(), key=lambda a: a.id)


def _holding(texts: list[str], probes: tuple[str, ...]) -> list[int]:
    """Return the numbers of the texts that hold one of *probes*."""
    if len(probes) == 1:
        (only,) = probes
        return [n for n, text in enumerate(texts) if only in text]
    return [n for n, text in enumerate(texts) if any(p in text for p in probes)]


def _cut(article: Article, statements: list[Statement], terms_of: TermsOf) -> list[Passage]:
    text = flat(article.text)
    out: list[Passage] = []
    for place in paragraphs(article.text):
        rows = [
            (span, terms_of(text, span, article.day))
            for span in sentences(text, place)
            if re.search(r"\w", span.cut(text)) and not _ASKED.search(span.cut(text))
        ]
        last: frozenset[str] = frozenset()
        for n, (span, terms) in enumerate(rows):
            beside = (*(rows[n - 1][1] if n else ()), *(rows[n + 1][1] if n + 1 < len(rows) else ()))
            mine = tuple(s for s in statements if any(c.overlaps(span) for c in s.attribution.content))
            voices = {f"@{a}" for s in mine for a in (s.actor, s.on_behalf_of) if a}
            around = frozenset(t.key for t in beside) | voices
            window = Span(
                rows[n - 1][0].start if n else span.start,
                rows[n + 1][0].end if n + 1 < len(rows) else span.end,
            )
            out.append(Passage(article.id, span, terms, around, mine, window, last))
            last = frozenset(a for s in mine for a in (s.actor, s.on_behalf_of) if a) or (
                last if mine else frozenset()
            )
    return out
