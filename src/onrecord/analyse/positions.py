"""Where each actor stands on each issue as of a day, newest words first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from onrecord.analyse.origins import count_origins
from onrecord.analyse.utterances import counts
from onrecord.findings import Position
from onrecord.model import Evidence, Stance, Statement

SURE = 0.55  # a reporter's summary is less sure; it counts only where no better words do
_SIGN = {Stance.SUPPORTS: 1.0, Stance.OPPOSES: -1.0, Stance.CONDITIONAL: 0.0}


def analyse_positions(evidence: Evidence, as_of: date) -> tuple[Position, ...]:
    """Return the positions of every actor on every issue, from evidence known by *as_of*.

    Only statements of one's own count: no claims about others, questions, or unnamed speakers. The
    stance is that of the newest day with a clear one; ``spread`` is the standard deviation of the
    stances (supports 1, conditional 0, opposes -1), 0 when all agree; ``age`` is in days.
    """
    groups: dict[tuple[str, str], list[Statement]] = {}
    for statement in evidence.statements:
        if counts(statement):
            groups.setdefault((statement.actor, statement.issue), []).append(statement)
    return tuple(_position(evidence, rows, as_of) for _, rows in sorted(groups.items()))


def _position(known: Evidence, rows: list[Statement], as_of: date) -> Position:
    rows = sorted(rows, key=lambda s: (-known.day_of(s).toordinal(), -s.confidence, s.id))
    stance = _stance(known, rows)
    clear = [s for s in rows if s.stance is stance] or rows
    clear = [s for s in clear if s.confidence >= SURE] or clear
    newest = known.day_of(clear[0])
    return Position(
        rows[0].actor,
        clear[0].on_behalf_of,
        rows[0].issue,
        stance,
        tuple(clear + [s for s in rows if s not in clear]),
        count_origins(clear, known),
        len({s.attribution.article for s in clear}),
        _spread(rows),
        newest,
        (as_of - newest).days,
    )


def _stance(known: Evidence, rows: list[Statement]) -> Stance:
    """Return the stance of the newest day with a clear one; unclear where that day's words disagree."""
    clear = [s for s in rows if s.stance is not Stance.UNCLEAR]
    if not clear:
        return Stance.UNCLEAR
    newest = known.day_of(clear[0])
    today = {s.stance for s in clear if known.day_of(s) == newest}
    if len(today) == 1:
        return today.pop()
    if today == {Stance.SUPPORTS, Stance.CONDITIONAL} or today == {Stance.OPPOSES, Stance.CONDITIONAL}:
        return Stance.CONDITIONAL
    return Stance.UNCLEAR


def _spread(rows: Iterable[Statement]) -> float:
    signs = [_SIGN[s.stance] for s in rows if s.stance in _SIGN]
    if not signs:
        return 0.0
    mean = sum(signs) / len(signs)
    return float(round((sum((s - mean) ** 2 for s in signs) / len(signs)) ** 0.5, 3))
