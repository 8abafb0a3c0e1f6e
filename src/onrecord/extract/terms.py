"""The words of a stretch that count when two texts are compared: stems, actors by any of their names, numbers."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from onrecord.extract.issues import IssueFinder
from onrecord.extract.lexicon import load_lexicon, read_table
from onrecord.extract.names import Names
from onrecord.spans import Span
from onrecord.verdicts import Term

_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’](?=s\b))?")
_STEM = 5  # letters: enough to tell "negotiate" and "negotiations" alike, few enough to keep both
_NUMBERS = {
    w: str(n)
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "hundred": "100",
    "thousand": "1000",
    "dozen": "12",
}
_DAY = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}(?:st|nd|rd|th)?)(?:,?\s+(?:19|20)\d\d)?\b"
)


def stem(word: str) -> str:
    """Return the first five letters of *word*, its plural's s dropped.

    >>> stem("negotiations") == stem("negotiate")
    True
    """
    word = word.lower()
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:_STEM]


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], dict[str, str]]:
    table = read_table("audit")
    same = {stem(w): f"={stem(group[0])}" for group in table["same"] for w in group}
    return frozenset(table["stop"]) | frozenset(table["telling"]), same


def probes(key: str) -> tuple[str, ...]:
    """Return the beginnings of words, lower case, one of which a text must hold that has a term of this key; none for names and issues."""
    if key.startswith(("@", "!")):
        return ()
    if key.startswith("="):
        return tuple(sorted(s for s, group in _tables()[1].items() if group == key))
    return (key.lstrip("#"),)


class Terms:
    """Finds the terms of a text with the names of one negotiation."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._issues = IssueFinder(names.negotiation)
        lexicon = load_lexicon()
        reports = {w for w, e in lexicon.verbs.items() if "clause" in e.frames and e.act == "assess"}
        self._drop = _tables()[0] | reports
        self._same = _tables()[1]

    def of(self, text: str, place: Span, day: date | None) -> tuple[Term, ...]:
        """Return the terms of ``text[place]`` in order; a title is whoever holds it on *day*."""
        words = place.cut(text)
        found = [*self._names.mentions(words), *self._names.titled(words, day)]
        taken: list[Span] = []
        out: list[Term] = []
        for named in sorted(found, key=lambda m: (-len(m.span), m.span)):
            if not any(named.span.overlaps(t) for t in taken):
                taken.append(named.span)
                out.append(Term(f"@{named.actor}", "name", named.span.shift(place.start)))
        for m in _WORD.finditer(words):
            span = Span(*m.span())
            if any(span.overlaps(t) for t in taken):
                continue
            if (term := self._term(m.group().rstrip("'’"), span.shift(place.start))) is not None:
                out.append(term)
        for issue, hit in {h.issue: h for h in self._issues.find(text, place)}.items():
            out.append(Term(f"!{issue}", "issue", hit.span))
        days = [Span(*m.span()).shift(place.start) for m in _DAY.finditer(words)]
        kept = (
            t for t in out if not (t.kind in ("word", "number") and any(d.overlaps(t.span) for d in days))
        )
        return tuple(sorted(kept, key=lambda t: t.span))

    def _term(self, word: str, span: Span) -> Term | None:
        lower = word.lower()
        if word[0].isdigit():
            return Term("#" + word.replace(",", "").rstrip("."), "number", span)
        if lower in _NUMBERS and lower != "one":
            return Term("#" + _NUMBERS[lower], "number", span)
        if lower in self._drop or len(lower) < 2:
            return None
        if (body := self._names.body_words.get(lower)) and word[0].isupper():
            return Term(f"@{body}", "name", span)
        key = stem(lower)
        return Term(self._same.get(key, key), "word", span)
