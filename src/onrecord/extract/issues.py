"""Which issues of the negotiation a stretch of words touches, by the negotiation's own vocabulary."""

from __future__ import annotations

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
        issues = negotiation.issues
        self._quick = compile_patterns({w for i in issues for w in _firsts(i)}, names)
        self._rows = [_Row(issue, names) for issue in issues]

    def find(self, text: str, place: Span) -> list[Hit]:
        """Return the hits inside ``text[place]``, a longer one over a shorter one of the same issue."""
        even = flat(text)
        out: list[Hit] = []
        for row in self._likely(even, place):
            near = row.near
            mine = [
                Hit(row.issue, Span(*m.span()), sign)
                for pattern, sign in row.signed
                if pattern is not None
                for m in pattern.finditer(even, place.start, place.end)
            ]
            if mine and (near is None or near.search(even, max(0, place.start - NEAR), place.end + NEAR)):
                out += _longest(mine)
        return sorted(out, key=lambda h: (h.span, h.issue))

    def _likely(self, even: str, place: Span) -> list[_Row]:
        """Return the issues of which some pattern's first word stands in the place: most stretches hold none."""
        found: set[int] = set()
        m = self._quick.search(even, place.start, place.end) if self._quick else None
        while m is not None and self._quick is not None:
            at = m.start()
            found |= {
                n
                for n, row in enumerate(self._rows)
                if n not in found and row.firsts is not None and row.firsts.match(even, at, place.end)
            }
            m = self._quick.search(even, at + 1, place.end)
        return [self._rows[n] for n in sorted(found)]


class _Row:
    """One issue's compiled vocabulary."""

    def __init__(self, issue: Issue, names: dict[str, tuple[str, ...]]) -> None:
        self.issue = issue.id
        self.firsts = compile_patterns(_firsts(issue), names)
        self.near = compile_patterns(issue.near, names)
        patterns = ((issue.supports, 1), (issue.opposes, -1), (issue.terms, 0))
        self.signed = [(compile_patterns(words, names), sign) for words, sign in patterns]


def _firsts(issue: Issue) -> set[str]:
    """Return the first word of every pattern of an issue."""
    return {p.split()[0] for p in (*issue.supports, *issue.opposes, *issue.terms) if p.split()}


def _longest(hits: list[Hit]) -> list[Hit]:
    """Keep of overlapping hits the longest with a sign; a neutral one yields to any with a sign."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.sign == 0, -len(h.span), h.span)):
        if not any(hit.span.overlaps(k.span) for k in kept):
            kept.append(hit)
    return kept
