"""The corpus' labels as questions to the second model: a statement, a proposition, and the answer."""

from __future__ import annotations

import random
from dataclasses import dataclass

from onrecord.extract.decode import ACTS, HOLDS
from onrecord.extract.weigh import TOWARDS, Question
from onrecord.sentences import sentences
from onrecord.spans import Span, flat
from training.marks import LabelledArticle, Marked

CONTEXT = 300  # characters before a statement
_BESIDE = (
    0.5  # share of statements with a stance that are also held against a proposition they do not bear on
)


@dataclass(frozen=True)
class Asked:
    """A question with its answers, as numbers."""

    question: Question
    towards: int
    hold: int
    act: int


def words_before(text: str, at: int) -> str:
    """Return the last sentence or two before a place, which say what "that" or "the idea" is."""
    start = max(0, at - CONTEXT)
    found = sentences(text, Span(start, at)) if at > start else []
    return " ".join(s.cut(text) for s in found[-2:])


def question_of(text: str, s: Marked, proposition: str) -> Question:
    """Return a labelled statement held against *proposition*."""
    even = flat(text)
    first = min(a for a, _ in s.source + s.cue + s.content)

    def words(spans: list[tuple[int, int]]) -> str:
        return " … ".join(even[a:b] for a, b in spans)

    return Question(words_before(even, first), words(s.source), words(s.cue), words(s.content), proposition)


def ask(article: LabelledArticle, chance: random.Random, others: list[str]) -> list[Asked]:
    """Return an article's questions: every stance labelled, often one it says nothing of, sometimes a strange one."""
    out = []
    for s in article.statements:
        if s.label is None or not s.cue or not s.content:
            continue
        hold, act = HOLDS.index(s.label.hold), ACTS.index(s.label.act)
        asked = [(article.propositions[p], TOWARDS.index(v)) for p, v in s.label.issues.items()]
        free = [w for p, w in article.propositions.items() if p not in s.label.issues]
        if not asked or chance.random() < _BESIDE:
            asked += [(w, 4) for w in chance.sample(free, min(len(free), 1))]
        if chance.random() < 0.1:
            asked.append((chance.choice(others), 4))
        out += [Asked(question_of(article.text, s, w), t, hold, act) for w, t in asked]
    return out
