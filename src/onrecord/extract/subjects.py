"""Which of the people mentioned a pronoun may mean: those who open a sentence, outside of what somebody said."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.extract.phrases import POSSESSIVE
from onrecord.spans import MARKS, Span

# what may stand between the beginning of a sentence and its subject: titles, "In an interview with Bild, "
_LEADS = re.compile(
    r"(?:^|[.!?:][\"”’]?\s+)(?:(?:In|On|At|After|Before|During|As|With|Speaking|Asked|For)\b[^.;!?]{0,90},\s+)?"
    r"(?:(?:On|In|By|Last|This|Earlier)\s+\w+(?:\s+\d+)?,?\s+)?(?:But |And |Then |the |The )?(?:[A-Z][\w.’'-]+\s+){0,4}$"
)
_TITLE = 20  # characters that a title adds to a name


@dataclass(frozen=True, slots=True)
class Subjects:
    """A text with where its paragraphs begin and what is said in it."""

    text: str
    starts: tuple[int, ...]
    said: tuple[Span, ...]

    def lead(self, mention: Span) -> bool:
        """Say whether a mention opens a sentence, so that a pronoun may mean it."""
        aside = self.text[mention.end : mention.end + 1] == ","  # "Putin, he recalled, had said ..."
        if any(s.covers(mention) and (len(s) > len(mention) + _TITLE or aside) for s in self.said):
            return False  # named inside what somebody said; a fragment of its own is the subject of a passive
        here = max((s for s in self.starts if s <= mention.start), default=0)
        return bool(_LEADS.search(self.text[max(here, mention.start - 140) : mention.start]))

    def plain(self, mention: Span) -> bool:
        """Say whether a mention names a person himself, outside of what somebody said: not "Trump's envoy"."""
        owned = POSSESSIVE.match(self.text[mention.end : mention.end + 4])
        quoted = (s for s in self.said if self.text[s.start] in MARKS)
        return not owned and not any(s.covers(mention) for s in quoted)
