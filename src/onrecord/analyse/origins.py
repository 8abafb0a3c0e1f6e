"""How many independent origins stand behind some statements of one speaker: copies count once.

Two reports are of one origin when their articles are near-copies, when they quote five words in a row
that are the same, or when they name the same occasion on the same day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.model import Evidence, Statement

_RUN = 5
_WORD = re.compile(r"\w+")


def count_origins(statements: Iterable[Statement], evidence: Evidence) -> int:
    """Return the number of independent origins of *statements*, which are of one speaker."""
    rows = list(statements)
    group = list(range(len(rows)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    first_with: dict[object, int] = {}
    for i, statement in enumerate(rows):
        for mark in _marks(statement, evidence):
            other = first_with.setdefault(mark, i)
            group[root(i)] = root(other)
    return len({root(i) for i in range(len(rows))})


def _marks(statement: Statement, evidence: Evidence) -> Iterable[object]:
    article = evidence.article_by_id[statement.attribution.article]
    yield "origin", evidence.origin_of[article.id]
    if statement.occasion and statement.said_on and statement.said_on.exact:
        yield "occasion", statement.occasion.lower(), statement.said_on
    for span in statement.attribution.quoted:
        words = [w.lower() for w in _WORD.findall(span.cut(article.text))]
        for at in range(len(words) - _RUN + 1):
            yield "words", tuple(words[at : at + _RUN])
