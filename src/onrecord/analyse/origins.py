"""How many independent origins stand behind some statements of one speaker: copies count once.

Two reports are of one origin when their articles are near-copies, when they quote five words in a row
that are the same, or when they name the same occasion on the same day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from onrecord.model import Evidence, Statement

_RUN = 5
_WORD = re.compile(r"\w+")


def date_utterances(known: Evidence) -> Evidence:
    """Return *known* with undated words dated by other reports of the same words of the same speaker.

    A statement without a day takes that of a report that quotes the same five words in a row and gives
    one; failing that it is filed under the day the words were first reported, not under a later copy's.
    """
    dated: dict[object, Statement] = {}
    first: dict[object, date] = {}
    runs = {s.id: [(s.actor, r) for r in _runs(s, known)] if s.actor else [] for s in known.statements}
    for s in sorted(known.statements, key=lambda s: (known.day_of(s), s.id)):
        for run in runs[s.id]:
            first.setdefault(run, known.day_of(s))
            if s.said_on and s.said_on.exact:
                dated.setdefault(run, s)
    out, days = [], {}
    for s in known.statements:
        source = next((dated[r] for r in runs[s.id] if r in dated), None) if not s.said_on else None
        published = known.article_by_id[s.attribution.article].day
        if source and source.said_on and published and source.said_on.last <= published:
            why = f"{s.why}; dated by the same words in {source.attribution.article}"
            s = replace(s, said_on=source.said_on, said_words=source.said_words, why=why)
        elif not s.said_on and runs[s.id]:
            days[s.id] = min(first[r] for r in runs[s.id])
        out.append(s)
    return replace(known, statements=tuple(out), first_reported=days)


def _runs(statement: Statement, evidence: Evidence) -> Iterable[tuple[str, ...]]:
    text = evidence.article_by_id[statement.attribution.article].text
    for span in statement.attribution.quoted:
        words = [w.lower() for w in _WORD.findall(span.cut(text))]
        for at in range(len(words) - _RUN + 1):
            yield tuple(words[at : at + _RUN])


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
    for run in _runs(statement, evidence):
        yield "words", run
