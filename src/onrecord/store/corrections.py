"""A reader's corrections, applied to statements when they are read; the evidence itself stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.model import Act, Correction, Stance, Statement

FIELDS = ("actor", "issue", "stance", "about", "act", "reject")


def apply_corrections(
    statements: Iterable[Statement], corrections: Iterable[Correction]
) -> tuple[Statement, ...]:
    """Return *statements* with *corrections* applied in order of time; rejected ones are left out.

    The newest correction of a field wins. ``reject`` with the value "no" takes a rejection back.
    """
    by_id: dict[str, list[Correction]] = {}
    for correction in sorted(corrections, key=lambda c: c.at):
        by_id.setdefault(correction.statement, []).append(correction)
    out = []
    for statement in statements:
        made: Statement | None = statement
        for correction in by_id.get(statement.id, ()):
            made = _apply(made or statement, correction)
        if made is not None:
            out.append(made)
    return tuple(out)


def _apply(statement: Statement, correction: Correction) -> Statement | None:
    note = f"{correction.field} corrected by {correction.who} on {correction.at[:10]}: {correction.why}"
    value = correction.value
    if correction.field == "reject":
        return statement if value == "no" else None
    if correction.field == "actor":
        # whom the old actor spoke for says nothing of the new one: the pipeline works it out again
        return replace(statement, actor=value, on_behalf_of="", corrected=note)
    if correction.field == "issue":
        return replace(statement, issue=value, corrected=note)
    if correction.field == "stance":
        return replace(statement, stance=Stance(value), corrected=note)
    if correction.field == "act":
        return replace(statement, act=Act(value), corrected=note)
    return replace(statement, about=value, corrected=note)
