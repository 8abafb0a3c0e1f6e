"""A reader's corrections, applied when the record is read; the evidence itself stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.model import Act, Correction, Event, Stance, Statement
from onrecord.spans import squeeze

FIELDS = ("actor", "issue", "stance", "about", "act", "reject")  # of a statement
ACTOR_FIELDS = ("merge", "alias")  # of an actor: into whom it goes up, how it is also called
UNDO = "undo"  # of another correction


def standing(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return the corrections that count, in order of time: none that was undone, no undoing itself."""
    rows = sorted(corrections, key=lambda c: c.at)
    gone = {c.target for c in rows if c.field == UNDO}
    return tuple(c for c in rows if c.field != UNDO and c.id not in gone)


def apply_corrections(
    statements: Iterable[Statement], corrections: Iterable[Correction]
) -> tuple[Statement, ...]:
    """Return *statements* with *corrections* applied in order of time; rejected ones are left out.

    The newest correction of a field wins. ``reject`` with the value "no" takes a rejection back. An alias names the actor of
    statements whose speaker was not known; a merge comes last, and takes the place of its actor everywhere. A statement that
    a reader has corrected counts as sure.
    """
    rows = standing(corrections)
    by_id: dict[str, list[Correction]] = {}
    for row in rows:
        by_id.setdefault(row.target, []).append(row)
    named = {plain_name(c.value): c for c in rows if c.field == "alias"}
    merged = merges(rows)
    why = {c.target: c for c in rows if c.field == "merge"}
    out = []
    for statement in statements:
        made: Statement | None = statement
        if named and not statement.actor and (alias := named.get(plain_name(statement.named_as))):
            made = replace(statement, actor=alias.target, unnamed=False, corrected=_note(alias))
        for row in by_id.get(statement.id, ()):
            made = _apply(made or statement, row)
        if made is not None:
            out.append(_moved(made, merged, why) if merged else made)
    return tuple(out)


def merge_events(events: Iterable[Event], merged: Mapping[str, str]) -> tuple[Event, ...]:
    """Return *events* with every merged actor under the one it went up in."""
    return tuple(
        replace(e, actors=tuple(dict.fromkeys(merged.get(a, a) for a in e.actors)))
        if merged.keys() & set(e.actors)
        else e
        for e in events
    )


def merges(rows: Iterable[Correction]) -> dict[str, str]:
    """Return for each merged actor the one it went up in at last; a merge that would close a ring counts for nothing."""
    into: dict[str, str] = {}
    for row in rows:
        if row.field == "merge" and _end(into, row.value) != row.target:
            into[row.target] = row.value
    return {a: _end(into, a) for a in into}


def _end(into: Mapping[str, str], actor: str) -> str:
    while actor in into:
        actor = into[actor]
    return actor


def _moved(statement: Statement, merged: Mapping[str, str], why: Mapping[str, Correction]) -> Statement:
    if not {statement.actor, statement.on_behalf_of, statement.about} & merged.keys():
        return statement
    note = _note(why[statement.actor]) if statement.actor in why else statement.corrected
    return replace(
        statement,
        actor=merged.get(statement.actor, statement.actor),
        on_behalf_of=merged.get(statement.on_behalf_of, statement.on_behalf_of),
        about=merged.get(statement.about, statement.about),
        corrected=note,
    )


def plain_name(words: str) -> str:
    """Return a name as names are compared: in small letters, without "the"."""
    return re.sub(r"^the ", "", squeeze(words).casefold())


def _note(row: Correction) -> str:
    return f"{row.field} corrected by {row.who} on {row.at[:10]}: {row.why}"


def _apply(statement: Statement, row: Correction) -> Statement | None:
    value = row.value
    if row.field == "reject":
        return statement if value == "no" else None
    made = replace(statement, corrected=_note(row), confidence=1.0, level="sure", why="corrected by a reader")
    if row.field == "actor":
        # whom the old actor spoke for says nothing of the new one: the pipeline works it out again
        return replace(made, actor=value, on_behalf_of="")
    if row.field == "issue":
        return replace(made, issue=value)
    if row.field == "stance":
        return replace(made, stance=Stance(value))
    if row.field == "act":
        return replace(made, act=Act(value))
    return replace(made, about=value)
