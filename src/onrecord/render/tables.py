"""Briefs and statements as JSON: plain tables with every span and selector."""

from __future__ import annotations

import json
from typing import Any

from onrecord.document import Brief, Citation, Remark, Sentence
from onrecord.findings import Obstacle, Position
from onrecord.model import Article, Event, Statement
from onrecord.spans import Span

FORMAT = "onrecord-brief/1"


def to_json(brief: Brief) -> str:
    """Return *brief* as JSON, the same bytes for the same brief."""
    numbers = {r.article.id: r.number for r in brief.references}
    table = {
        "format": FORMAT,
        "negotiation": brief.negotiation,
        "title": brief.title,
        "as_of": brief.as_of.isoformat(),
        "lede": [_line(s, numbers) for s in brief.lede],
        "sections": [
            {
                "id": s.id,
                "title": s.title,
                "groups": [
                    {"title": g.title, "lines": [_line(x, numbers) for x in g.lines]} for g in s.groups
                ],
            }
            for s in brief.sections
        ],
        "references": [
            {
                "number": r.number,
                "article": r.article.id,
                "outlet": r.outlet.name,
                "title": r.article.title,
                "published": r.article.published,
                "url": r.article.url,
                "file": r.article.file,
                "also_at": [s.url or s.file for s in r.article.sightings if s != r.article.first],
            }
            for r in brief.references
        ],
    }
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def _line(line: Sentence | Remark, numbers: dict[str, int]) -> dict[str, Any]:
    if isinstance(line, Remark):
        return {"label": line.label, "text": line.text, "items": list(line.items)}
    return {
        "label": line.label,
        "text": line.text,
        "parts": [{"text": p.text, "voice": p.voice.value} for p in line.parts],
        "note": line.note,
        "actor": line.actor or None,
        "issue": line.issue or None,
        "stance": line.stance or None,
        "id": line.id,
        "sides": list(line.sides),
        "day": line.day.isoformat() if line.day else None,
        "articles": line.articles,
        "origins": line.origins,
        "citations": [selector(c) | {"number": numbers[c.article]} for c in line.citations],
    }


def selector(citation: Citation) -> dict[str, Any]:
    """Return a citation with its W3C Web Annotation text-quote and text-position selectors."""
    return {
        "statement": citation.statement,
        "article": citation.article,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": citation.exact,
                "prefix": citation.prefix,
                "suffix": citation.suffix,
            },
            {"type": "TextPositionSelector", "start": citation.span.start, "end": citation.span.end},
        ],
    }


def statement_table(statement: Statement, article: Article | None = None) -> dict[str, Any]:
    """Return one statement as a table; with its *article* the words stand beside the spans."""
    a = statement.attribution
    table: dict[str, Any] = {
        "id": statement.id,
        "source": pair(a.source),
        "cue": pair(a.cue),
        "content": [pair(s) for s in a.content],
        "kind": a.kind.value,
        "actor": statement.actor or None,
        "named_as": statement.named_as,
        "on_behalf_of": statement.on_behalf_of or None,
        "about": statement.about or None,
        "issue": [statement.issue] if statement.issue else [],
        "stance": statement.stance.value if statement.issue else None,
        "condition": pair(statement.condition),
        "act": statement.act.value,
        "said_on": _days(statement),
        "occasion": statement.occasion or None,
        "forecast": pair(statement.forecast),
        "hedged": statement.hedged or None,
        "hold": a.hold or None,
        "inner": a.layer > 0,
        "confidence": statement.confidence,
        "level": statement.level or None,
        "why": statement.why,
        "found_by": a.found_by,
    }
    if article is not None:
        text = article.text
        table["article"] = article.id
        table["published"] = article.published or None
        table["words"] = {
            "source": a.source.cut(text) if a.source else None,
            "cue": a.cue.cut(text),
            "content": [s.cut(text) for s in a.content],
        }
    if statement.corrected:
        table["corrected"] = statement.corrected
    return table


def event_table(event: Event) -> dict[str, Any]:
    """Return one event as a table."""
    return {
        "id": event.id,
        "kind": event.kind,
        "actors": list(event.actors),
        "when": [event.when.first.isoformat(), event.when.last.isoformat()],
        "span": pair(event.span),
        "cue": pair(event.cue),
    }


def _days(statement: Statement) -> list[str] | None:
    when = statement.said_on
    return [when.first.isoformat(), when.last.isoformat()] if when else None


def pair(span: Span | None) -> list[int] | None:
    """Return a span as ``[start, end]``, None for none."""
    return [span.start, span.end] if span else None


def position_table(position: Position) -> dict[str, Any]:
    """Return one position as a table, its statements by id, newest first."""
    return {
        "actor": position.actor,
        "party": position.party or None,
        "issue": position.issue,
        "stance": position.stance.value,
        "newest": position.newest.isoformat(),
        "age_days": position.age,
        "stale": position.stale,
        "origins": position.origins,
        "articles": position.articles,
        "spread": position.spread,
        "statements": [s.id for s in position.statements],
    }


def obstacle_table(obstacle: Obstacle) -> dict[str, Any]:
    """Return one obstacle as a table: its sides' positions, and the statements that say what would remove it."""
    return {
        "kind": obstacle.kind,
        "issue": obstacle.issue,
        "since": obstacle.since.isoformat(),
        "trend": obstacle.trend or None,
        "weight": obstacle.weight,
        "sides": [position_table(p) for p in obstacle.sides],
        "removed_by": [s.id for s in obstacle.removes],
    }
