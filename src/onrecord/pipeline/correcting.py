"""A reader's corrections and an article taken back: what is appended after the reading."""

from __future__ import annotations

import json
from dataclasses import dataclass

from onrecord.document import Brief
from onrecord.errors import UnknownId, UsageError
from onrecord.model import (
    Act,
    Correction,
    KeptBrief,
    Stance,
    Withdrawal,
    content_id,
)
from onrecord.pipeline.asking import negotiation_of
from onrecord.render.tables import to_json
from onrecord.store.corrections import FIELDS
from onrecord.store.store import RecordReader, RecordWriter


@dataclass(frozen=True, slots=True)
class Touched:
    """A sentence of a kept brief that rests on a withdrawn article; ``alone`` when on nothing else."""

    brief: str
    as_of: str
    text: str
    alone: bool


def correct(record: RecordWriter, correction: Correction) -> None:
    """Append a correction after checking that it names what is there.

    Raises ``UnknownId`` for an unknown statement, actor or issue, ``UsageError`` for an unknown field or
    a stance or act that is none.
    """
    talks = negotiation_of(record)
    rows = record.statements(talks.digest)
    if all(s.id != correction.statement for s in rows):
        raise UnknownId(
            f"no statement {correction.statement} in {record.path}",
            todo="list them with `onrecord statements RECORD`",
        )
    allowed = {
        "actor": talks.actor_by_id,
        "about": talks.actor_by_id,
        "issue": talks.issue_by_id,
        "stance": [s.value for s in Stance],
        "act": [a.value for a in Act],
        "reject": ("yes", "no"),
    }
    if correction.field not in FIELDS:
        raise UsageError(f"no field '{correction.field}'", expected="one of " + ", ".join(FIELDS))
    empty = not correction.value and correction.field in ("actor", "about", "issue")
    if not empty and correction.value not in allowed[correction.field]:
        raise UnknownId(
            f"'{correction.value}' is no {correction.field} of this negotiation",
            expected="one of " + ", ".join(allowed[correction.field]),
            found=correction.value,
        )
    if not correction.why.strip():
        raise UsageError("a correction needs a reason", expected="--why WORDS")
    record.add_correction(correction)


def keep_brief(record: RecordWriter, brief: Brief, at: str) -> None:
    """Keep a brief that is handed out, so that a withdrawal can name its sentences; the same one is kept once."""
    value = to_json(brief)
    record.add_brief(KeptBrief(content_id("b", value), brief.as_of.isoformat(), at, value))


def withdraw(record: RecordWriter, withdrawal: Withdrawal) -> list[Touched]:
    """Append that an article is taken back; return the sentences of briefs kept so far that rest on it.

    Raises ``UnknownId`` when the record has no such article, ``UsageError`` without a reason or when it is withdrawn already.
    """
    if all(a.id != withdrawal.article for a in record.articles()):
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
