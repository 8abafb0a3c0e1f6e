"""How many independent origins stand behind some statements of one speaker: copies count once.

Two reports are of one origin when their articles are near-copies, when they quote five words in a row
that are the same, or when they name the same occasion on the same day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from onrecord.model import Evidence, Statement

_RUN = 5
_WORD = re.compile(r"\w+")


def date_utterances(known: Evidence) -> Evidence:
    """Return *known* with undated words dated by other reports of the same words of the same speaker.

    A statement without a day takes that of a report that quotes the same five words in a row and gives
    one; failing that it is filed under the day the words were first reported, not under a later copy's.
    What tells that two reports are of one utterance is kept in ``marks``.
    """
    dated: dict[object, Statement] = {}
    first: dict[object, date] = {}
    quoted = {s.id: _runs(s, known) for s in known.statements}
    runs = {s.id: [(s.actor, r) for r in quoted[s.id]] if s.actor else [] for s in known.statements}
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
    marks = {s.id: (*_marks(s, known), *quoted[s.id]) for s in out}
    return replace(known, statements=tuple(out), first_reported=days, marks=marks)


def _runs(statement: Statement, evidence: Evidence) -> tuple[str, ...]:
    text = evidence.article_by_id[statement.attribution.article].text
    out = []
    for span in statement.attribution.quoted:
        words = [w.lower() for w in _WORD.findall(span.cut(text))]
        out += [" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
    return tuple(out)


def _marks(statement: Statement, evidence: Evidence) -> Iterable[object]:
    yield "origin", evidence.origin_of[statement.attribution.article]
    if statement.occasion and statement.said_on and statement.said_on.exact:
        yield "occasion", statement.occasion.lower(), statement.said_on


def count_origins(statements: Iterable[Statement], evidence: Evidence) -> int:
    """Return the number of independent origins of *statements*, which are of one speaker."""
    return len(group_reports(list(statements), evidence))


def group_reports(rows: Sequence[Statement], evidence: Evidence) -> list[list[Statement]]:
    """Return *rows*, which are of one speaker, in groups that go back to one origin each; order is kept."""
    if len(rows) == 1:
        return [list(rows)]
    group = list(range(len(rows)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    first_with: dict[object, int] = {}
    for i, statement in enumerate(rows):
        for mark in evidence.marks.get(statement.id) or _marks(statement, evidence):
            other = first_with.setdefault(mark, i)
            one, two = sorted((root(i), root(other)))
            group[two] = one
    out: dict[int, list[Statement]] = {}
    for i, statement in enumerate(rows):
        out.setdefault(root(i), []).append(statement)
    return list(out.values())
