"""Titles that an article itself gives to persons: "Energy Minister Casper Iwu", "Reyes, the fleet's negotiator".

A bare title later in the article ("the minister") may mean one of these, also one whom the negotiation does not
know: then the only minister it does know is not meant, and nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from onrecord.extract.lexicon import read_table
from onrecord.spans import Span

UNKNOWN = ""  # stands for a person the negotiation does not list
_NAME = re.compile(
    r"[A-ZÀ-Ý][\w’'-]+(?:\s+(?:[A-ZÀ-Ý]\.|(?:van|von|de|der|al|el|bin|da|di)(?=\s)))*\s+[A-ZÀ-Ý][\w’'-]+"
)


@dataclass(frozen=True, slots=True)
class Titled:
    """A title, in lower case, given to a person at a place; ``actor`` is "" for one who is not listed."""

    title: str
    actor: str
    at: int


def learn_titles(text: str, people: Iterable[tuple[Span, str]]) -> list[Titled]:
    """Return the titles that *text* gives to persons; *people* are the mentions of listed ones, with their ids."""
    known = dict(people)
    places = dict(known)
    for m in _NAME.finditer(text):
        span = Span(m.start(), m.end())
        if not any(span.overlaps(k) for k in known):
            places[span] = UNKNOWN
    out = []
    for span, actor in sorted(places.items()):
        before = _before().search(text[max(0, span.start - 60) : span.start])
        after = _after().match(text[span.end : span.end + 80])
        out += [Titled(m["title"].lower(), actor, span.start) for m in (before, after) if m]
    return out


def find_titled(learned: list[Titled], words: str, before: int) -> list[str] | None:
    """Return who may be meant by a bare title at a place: ids, "" for one not listed; None if the title was given to nobody."""
    bare = re.sub(r"^(?:the|this|that|his|her|their|our)\s+", "", words.lower())
    found = [t.actor for t in learned if t.at < before and (t.title == bare or t.title.endswith(" " + bare))]
    return list(dict.fromkeys(found)) or None


@lru_cache(maxsize=1)
def _heads() -> str:
    return "|".join(sorted(read_table("naming")["words"]["title_heads"], key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=\W))(?P<title>(?:[\w’-]+\s+){{0,2}}(?:{_heads()}))\s+$", re.I)


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    return re.compile(
        rf",\s+(?:the\s+|an?\s+)?(?:[\w’'-]+['’]s\s+)?(?P<title>(?:[\w’-]+\s+){{0,2}}(?:{_heads()}))(?=\s+(?:of|for|at|in)\b|\s*[,.;)])",
        re.I,
    )
