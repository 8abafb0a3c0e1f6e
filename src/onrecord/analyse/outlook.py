"""What may happen, in the actors' own words: their forecasts and their unless-conditions."""

from __future__ import annotations

import re
from datetime import date

from onrecord.model import Evidence, Outlook, Statement
from onrecord.spans import Span, flat

_UNLESS = re.compile(r"\b(?:unless|if|only|without|until|provided|as long as|once)\b", re.I)


def find_outlook(evidence: Evidence, as_of: date) -> tuple[Outlook, ...]:
    """Return forecasts and conditions of named speakers up to *as_of*, newest first, one a speaker and kind."""
    known = evidence.until(as_of)
    found: list[Outlook] = []
    for statement in known.statements:
        if not statement.actor or statement.hedged:
            continue
        if statement.forecast:
            found.append(Outlook("forecast", statement, _words(statement)))
        elif statement.condition is not None and statement.own and statement.issue:
            text = flat(known.article_by_id[statement.attribution.article].text)
            if _UNLESS.match(statement.condition.cut(text)):
                found.append(Outlook("unless", statement, statement.condition))
    return tuple(
        sorted(
            found,
            key=lambda o: (
                o.kind,
                -known.day_of(o.statement).toordinal(),
                -o.statement.confidence,
                o.statement.id,
            ),
        )
    )


def _words(statement: Statement) -> Span:
    return statement.focus or statement.attribution.content[0]
