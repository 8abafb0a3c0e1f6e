"""Statements to utterances: one side on one issue on one day from one origin, however many reports tell of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from onrecord.analyse.origins import group_reports
from onrecord.findings import Utterance
from onrecord.model import READ, Evidence, Stance, Statement

LEAST = 0.3  # a statement less sure than this is shown in lists and makes no position
SideOf = Callable[[Statement], str]


def side_of(statement: Statement) -> str:
    """Return the party a statement is made for, else its speaker."""
    return statement.on_behalf_of or statement.actor


def actor_of(statement: Statement) -> str:
    """Return the speaker, whomever he speaks for."""
    return statement.actor


def counts(statement: Statement) -> bool:
    """Say whether a statement may make a position: its speaker's own, on an issue, and read surely enough, or by a reader."""
    return (
        statement.own
        and bool(statement.issue)
        and statement.confidence >= LEAST
        and (statement.attribution.sure >= READ or bool(statement.corrected))
    )


def find_utterances(known: Evidence, by: SideOf = side_of) -> tuple[Utterance, ...]:
    """Return the utterances that take a stand, by side, issue and day.

    Statements that differ in stance are two utterances, even in one report. An utterance is unsure when every
    report of it is.
    """
    groups: dict[tuple[str, str, date, Stance], list[Statement]] = {}
    for s in known.statements:
        if s.stance is not Stance.UNCLEAR and counts(s):
            groups.setdefault((by(s), s.issue, known.day_of(s), s.stance), []).append(s)
    out = []
    for key in sorted(groups):
        rows = groups[key]
        if len(rows) == 1:
            out.append(_utterance(key, rows))
        else:
            out += [_utterance(key, reports) for reports in group_reports(sorted(rows, key=_best), known)]
    return tuple(out)


def _best(statement: Statement) -> tuple[float, str]:
    return (-statement.confidence, statement.id)


def _utterance(key: tuple[str, str, date, Stance], rows: list[Statement]) -> Utterance:
    side, issue, day, stance = key
    speakers = frozenset([s.actor for s in rows])
    return Utterance(side, issue, day, stance, tuple(rows), speakers, all(s.level == "unsure" for s in rows))


def by_cell(utterances: Iterable[Utterance]) -> dict[tuple[str, str], list[Utterance]]:
    """Return the utterances of each side and issue, oldest first."""
    cells: dict[tuple[str, str], list[Utterance]] = {}
    for u in utterances:
        cells.setdefault((u.side, u.issue), []).append(u)
    return cells
