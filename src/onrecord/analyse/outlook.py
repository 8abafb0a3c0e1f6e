"""What may happen, in the actors' own words: their forecasts and their unless-conditions."""

from __future__ import annotations

import re

from onrecord.findings import Outlook
from onrecord.model import Evidence
from onrecord.spans import flat

_UNLESS = re.compile(r"\b(?:unless|if|only|without|until|provided|as long as|once)\b", re.I)


def find_outlook(known: Evidence) -> tuple[Outlook, ...]:
    """Return forecasts and conditions of named speakers, newest first, one a speaker and kind."""
    found: list[Outlook] = []
    for statement in known.statements:
        if not statement.actor or statement.hedged or statement.level == "unsure":
            continue
        if statement.forecast is not None:
            found.append(Outlook("forecast", statement, statement.forecast))
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
