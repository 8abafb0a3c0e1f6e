"""Statements to JSON and back, the same bytes for the same value."""

from __future__ import annotations

import json
from datetime import date
from sys import intern
from typing import Any

from onrecord.dates import Interval
from onrecord.model import Act, Attribution, Event, Kind, Stance, Statement
from onrecord.spans import Span


def to_json(statement: Statement) -> str:
    """Return *statement* as compact JSON with sorted keys."""
    a = statement.attribution
    row = {
        "id": statement.id,
        "article": a.article,
        "source": _pair(a.source),
        "cue": _pair(a.cue),
        "content": [_pair(s) for s in a.content],
        "quoted": [_pair(s) for s in a.quoted],
        "kind": a.kind.value,
        "found_by": a.found_by,
        "if": _pair(a.condition),
        "layer": a.layer,
        "hold": a.hold,
        "read_as": a.act,
        "sure": a.sure,
        "named_as": statement.named_as,
        "actor": statement.actor,
        "on_behalf_of": statement.on_behalf_of,
        "about": statement.about,
        "issue": statement.issue,
        "act": statement.act.value,
        "stance": statement.stance.value,
        "condition": _pair(statement.condition),
        "said_on": days(statement.said_on),
        "said_words": statement.said_words,
        "occasion": statement.occasion,
        "forecast": _pair(statement.forecast),
        "says": statement.says,
        "unnamed": statement.unnamed,
        "hedged": statement.hedged,
        "focus": _pair(statement.focus),
        "confidence": statement.confidence,
        "why": statement.why,
        "level": statement.level,
    }
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(words: str) -> Statement:
    """Return the statement that :func:`to_json` wrote."""
    # the same few words come in every row: each is kept in memory once
    row: dict[str, Any] = {k: intern(v) if type(v) is str else v for k, v in json.loads(words).items()}
    attribution = Attribution(
        row["article"],
        _span(row["source"]),
        Span(*row["cue"]),
        tuple(Span(*s) for s in row["content"]),
        Kind(row["kind"]),
        tuple(Span(*s) for s in row["quoted"]),
        row["found_by"],
        _span(row.get("if")),
        row.get("layer", 0),
        row.get("hold", ""),
        row.get("read_as", ""),
        row.get("sure", 1.0),
    )
    said = row["said_on"]
    return Statement(
        row["id"],
        attribution,
        row["named_as"],
        row["actor"],
        row["on_behalf_of"],
        row["about"],
        row["issue"],
        Act(row["act"]),
        Stance(row["stance"]),
        _span(row["condition"]),
        Interval(date.fromisoformat(said[0]), date.fromisoformat(said[1])) if said else None,
        row["said_words"],
        row["occasion"],
        _span(row["forecast"]),
        row["says"],
        row["unnamed"],
        row["hedged"],
        _span(row["focus"]),
        row["confidence"],
        row["why"],
        "",
        row.get("level", ""),
    )


def event_to_json(event: Event) -> str:
    """Return *event* as compact JSON with sorted keys."""
    row = {
        "id": event.id,
        "article": event.article,
        "kind": event.kind,
        "span": _pair(event.span),
        "cue": _pair(event.cue),
        "actors": list(event.actors),
        "when": days(event.when),
    }
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def event_from_json(words: str) -> Event:
    """Return the event that :func:`event_to_json` wrote."""
    row: dict[str, Any] = json.loads(words)
    first, last = (date.fromisoformat(d) for d in row["when"])
    return Event(
        row["id"],
        row["article"],
        row["kind"],
        Span(*row["span"]),
        Span(*row["cue"]),
        tuple(row["actors"]),
        Interval(first, last),
    )


def days(when: Interval | None) -> list[str] | None:
    """Return an interval as two ISO days, None for none."""
    return [when.first.isoformat(), when.last.isoformat()] if when else None


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _span(pair: list[int] | None) -> Span | None:
    return Span(*pair) if pair else None
