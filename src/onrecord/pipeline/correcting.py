"""A reader's corrections and an article taken back: what is appended after the reading."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.document import Brief
from onrecord.errors import UnknownId, UsageError
from onrecord.model import (
    Act,
    Correction,
    Evidence,
    KeptBrief,
    Stance,
    Statement,
    Withdrawal,
    content_id,
)
from onrecord.negotiation import Negotiation
from onrecord.pipeline.asking import amended, given_negotiation, kept_in, settle
from onrecord.render.label_table import label_table
from onrecord.render.tables import to_json
from onrecord.store.corrections import ACTOR_FIELDS, FIELDS, UNDO, plain_name, standing
from onrecord.store.store import RecordReader, RecordWriter

LONGEST_ALIAS = 120  # characters


@dataclass(frozen=True, slots=True)
class Touched:
    """A sentence of a kept brief that rests on a withdrawn article; ``alone`` when on nothing else."""

    brief: str
    as_of: str
    text: str
    alone: bool


def correct(record: RecordWriter, correction: Correction) -> None:
    """Append a correction; raises what :func:`check_correction` does."""
    check_correction(record, correction)
    record.add_correction(correction)


def check_correction(record: RecordReader, correction: Correction) -> None:
    """Check that a correction names what is there.

    Raises ``UnknownId`` for an unknown statement, actor, issue or correction, ``UsageError`` for an unknown field, a stance or
    act that is none, a missing reason, an alias that another actor has.
    """
    talks = given_negotiation(record)
    if not correction.why.strip():
        raise UsageError("a correction needs a reason", expected="--why WORDS")
    if correction.field in FIELDS:
        _check_statement(record, talks, correction)
    elif correction.field in ACTOR_FIELDS:
        _check_actor(amended(talks, record.corrections()), correction)
    elif correction.field == UNDO:
        _check_undo(record, correction)
    else:
        raise UsageError(
            f"no field '{correction.field}'", expected="one of " + ", ".join((*FIELDS, *ACTOR_FIELDS, UNDO))
        )


def _check_statement(record: RecordReader, talks: Negotiation, correction: Correction) -> None:
    if not record.has_statement(correction.target, talks.digest):
        raise UnknownId(
            f"no statement {correction.target} in {record.path}",
            todo="list them with `onrecord statements RECORD`",
        )
    allowed: dict[str, Iterable[str]] = {
        "actor": talks.actor_by_id,
        "about": talks.actor_by_id,
        "issue": talks.issue_by_id,
        "stance": [s.value for s in Stance],
        "act": [a.value for a in Act],
        "reject": ("yes", "no"),
    }
    empty = not correction.value and correction.field in ("actor", "about", "issue")
    if not empty and correction.value not in allowed[correction.field]:
        raise UnknownId(
            f"'{correction.value}' is no {correction.field} of this negotiation",
            expected="one of " + ", ".join(allowed[correction.field]),
            found=correction.value,
        )


def _check_actor(talks: Negotiation, correction: Correction) -> None:
    names = (correction.target, correction.value) if correction.field == "merge" else (correction.target,)
    for name in names:
        if name not in talks.actor_by_id:
            raise UnknownId(
                f"'{name}' is no actor of this negotiation",
                expected="an actor's id that was not merged into another",
                found=name,
            )
    if correction.field == "merge" and correction.target == correction.value:
        raise UsageError("an actor cannot be merged into itself", found=correction.target)
    if correction.field == "alias":
        wanted = plain_name(correction.value)
        if not wanted or len(wanted) > LONGEST_ALIAS:
            raise UsageError(
                "an alias must be a name",
                expected=f"1 to {LONGEST_ALIAS} characters",
                found=correction.value[:80],
            )
        for actor in talks.actors:
            if wanted in {plain_name(n) for n in (actor.name, *actor.aliases)}:
                raise UsageError(
                    f"'{correction.value}' is a name of {actor.name} already", todo="merge the two actors"
                )


def _check_undo(record: RecordReader, correction: Correction) -> None:
    rows = record.corrections()
    if all(c.id != correction.target for c in rows):
        raise UnknownId(
            f"no correction {correction.target} in {record.path}",
            expected="a correction's id (c-...)",
            todo="list them with `onrecord corrections RECORD`",
        )
    if correction.target not in {c.id for c in standing(rows)}:
        raise UsageError(f"{correction.target} is undone already, or undoes another")


def corrected_labels(record: RecordReader) -> Iterator[dict[str, Any]]:
    """Yield a table for every statement that readers corrected: its words, the labels before and after, the reasons."""
    kept = kept_in(record)
    rows = record.corrections()
    _, evidence = settle(kept, rows, record.withdrawals())
    yield from labels_of(kept.statements, evidence, rows)


def labels_of(
    as_read: Iterable[Statement], evidence: Evidence, corrections: Iterable[Correction]
) -> Iterator[dict[str, Any]]:
    """Yield the labels of corrected statements, from what was read and what stands."""
    by_target: dict[str, list[Correction]] = {}
    for row in standing(corrections):
        if row.field in FIELDS:
            by_target.setdefault(row.target, []).append(row)
    if not by_target:
        return
    before = {s.id: s for s in as_read if s.id in by_target}
    after = {s.id: s for s in evidence.statements if s.id in by_target}
    for ident in before:
        article = evidence.article_by_id[before[ident].attribution.article]
        yield label_table(before[ident], after.get(ident), article, by_target[ident])


def keep_brief(record: RecordWriter, brief: Brief, at: str) -> None:
    """Keep a brief that is handed out, so that a withdrawal can name its sentences; the same one is kept once."""
    value = to_json(brief)
    record.add_brief(KeptBrief(content_id("b", value), brief.as_of.isoformat(), at, value))


def withdraw(record: RecordWriter, withdrawal: Withdrawal) -> list[Touched]:
    """Append that an article is taken back; return the sentences of briefs kept so far that rest on it.

    Raises ``UnknownId`` when the record has no such article, ``UsageError`` without a reason or when it is withdrawn already.
    """
    if not record.has_article(withdrawal.article):
        raise UnknownId(
            f"no article {withdrawal.article} in {record.path}",
            expected="an article's id (a-...)",
            todo="find it with `onrecord statements RECORD --json`, or in a brief's citations",
        )
    if not withdrawal.why.strip():
        raise UsageError("a withdrawal needs a reason", expected="--why WORDS")
    if any(w.article == withdrawal.article for w in record.withdrawals()):
        raise UsageError(f"{withdrawal.article} is withdrawn already")
    record.add_withdrawal(withdrawal)
    return touched_by(record, {withdrawal.article})


def touched_by(record: RecordReader, articles: set[str]) -> list[Touched]:
    """Return the sentences of kept briefs that cite one of *articles*, the oldest brief first."""
    out = []
    for kept in record.briefs():
        table = json.loads(kept.value)
        lines = table["lede"] + [x for s in table["sections"] for g in s["groups"] for x in g["lines"]]
        for line in lines:
            cited = {c["article"] for c in line.get("citations", ())}
            if cited & articles:
                out.append(Touched(kept.id, kept.as_of, line["text"], not cited - articles))
    return out
