"""Which issues of the negotiation a stretch of words touches, by the negotiation's own vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.negotiation import Issue, Negotiation, pattern_names
from onrecord.patterns import compile_patterns
from onrecord.spans import Span, flat

NEAR = 300  # characters around a content in which an issue's ``near`` words may stand


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that names an issue: ``sign`` 1 or -1 as it affirms or denies the proposition, 0 neutral."""

    issue: str
    span: Span
    sign: int


class IssueFinder:
    """The compiled vocabulary of one negotiation."""

    def __init__(self, negotiation: Negotiation) -> None:
        names = pattern_names(negotiation)
        self._quick = self._any(negotiation, names)
        self._rows: list[tuple[str, list[re.Pattern[str] | None]]] = [
            (issue.id, self._compiled(issue, names)) for issue in negotiation.issues
        ]

    @staticmethod
    def _any(negotiation: Negotiation, names: dict[str, tuple[str, ...]]) -> re.Pattern[str] | None:
        """Return one expression for every first word of every pattern: most stretches hold none."""
        firsts = {
            p.split()[0] for i in negotiation.issues for p in (*i.supports, *i.opposes, *i.terms) if p.split()
        }
        return compile_patterns(firsts, names)

    @staticmethod
    def _compiled(issue: Issue, names: dict[str, tuple[str, ...]]) -> list[re.Pattern[str] | None]:
        return [
            compile_patterns(words, names)
            for words in (issue.near, issue.supports, issue.opposes, issue.terms)
        ]

    def find(self, text: str, place: Span) -> list[Hit]:
        """Return the hits inside ``text[place]``, a longer one over a shorter one of the same issue."""
        even = flat(text)
        if self._quick is None or not self._quick.search(even, place.start, place.end):
            return []
        out: list[Hit] = []
        for issue, (near, supports, opposes, terms) in self._rows:
            mine: list[Hit] = []
            if near is not None and not near.search(even, max(0, place.start - NEAR), place.end + NEAR):
                continue
            for pattern, sign in ((supports, 1), (opposes, -1), (terms, 0)):
                if pattern is not None:
                    mine += [
                        Hit(issue, Span(*m.span()), sign)
                        for m in pattern.finditer(even, place.start, place.end)
                    ]
            out += _longest(mine)
        return sorted(out, key=lambda h: (h.span, h.issue))


def _longest(hits: list[Hit]) -> list[Hit]:
    """Keep of overlapping hits the longest with a sign; a neutral one yields to any with a sign."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.sign == 0, -len(h.span), h.span)):
        if not any(hit.span.overlaps(k.span) for k in kept):
            kept.append(hit)
    return kept
