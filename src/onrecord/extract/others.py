"""Whose will the words describe: another party's than the speaker's, which is never filed as a position."""

from __future__ import annotations

import re

from onrecord.extract.issues import Hit
from onrecord.extract.lexicon import read_table
from onrecord.extract.names import Names
from onrecord.extract.stance import clause_at
from onrecord.model import Attribution, Kind, Statement
from onrecord.patterns import compile_patterns
from onrecord.spans import Span

_THIRD = re.compile(r"\b(they|he|she)\b(?:['’]re|['’]s)?(?:\s+\w+){0,3}\s*$", re.I)


class Others:
    """Finds in a speaker's words what he says that others want, think, refuse or do."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._negotiation = names.negotiation
        table = read_table("stance")
        self._will = compile_patterns(table["other_will"])
        self._should = compile_patterns(table["should"])

    def will_after(self, text: str, start: int, end: int) -> bool:
        """Say whether a verb of will or doing stands in that stretch."""
        return bool(self._will and self._will.search(text, start, end))

    def about(self, base: Statement, text: str, focus: Span, hits: list[Hit]) -> str:
        """Return whose will the words describe when it is another party's than the speaker's."""
        last = max(h.span.end for h in hits if focus.covers(h.span))
        found = self._described(base, text[focus.start : focus.end], last - focus.start)
        content = base.attribution.content
        if found or len(content) == 1 or base.attribution.kind is Kind.DIRECT:
            return found
        # "Putin, he claims, does not want ...": the sentence without the words that attribute it
        whole = re.sub(r"\s*,\s+", " ", " ".join(c.cut(text) for c in content))
        return self._described(base, whole, len(whole))

    def of_others(self, text: str, attribution: Attribution, hit: Hit) -> bool:
        """Say whether a hit in the speaker's own words tells what "they" or "he" will: never the speaker."""
        if not any(q.covers(hit.span) for q in attribution.quoted):
            return False
        m = _THIRD.search(text, max(0, hit.span.start - 30), hit.span.start)
        return bool(m and self._will and self._will.search(text, m.end(1), hit.span.end))

    def _described(self, base: Statement, words: str, last: int) -> str:
        mine = base.on_behalf_of or self._negotiation.camp_of(base.actor)
        camp = self._negotiation.camp_of(base.actor)
        for mention in self._names.mentions(words):
            at = mention.span
            if at.start >= last:
                break
            party = self._negotiation.party_of(mention.actor, None) or mention.actor
            other = self._negotiation.camp_of(mention.actor) or party
            if not base.actor or party == mine or mention.actor == base.actor or other == camp:
                continue
            end = min(clause_at(words, Span(0, len(words)), at).end, at.end + 60)
            will = self._will.search(words, at.end, end) if self._will else None
            owes = self._should.search(words, at.end, end) if self._should else None
            if not will or owes or words[: will.start()].rstrip().endswith(" to"):
                continue  # "should want" is a demand, "asked them to support it" an appeal
            between = words[at.end : will.start()]
            if len(between.split()) <= 4 and "," not in between:
                return mention.actor
        return ""
