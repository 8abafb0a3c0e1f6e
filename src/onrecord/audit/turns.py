"""Words that turn, bind or date a sentence: negations, conditions, "now"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from onrecord.dates import Interval, find_dates
from onrecord.spans import Span


def _any(words: Iterable[str]) -> re.Pattern[str]:
    rows = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, rows)) + r")(?!\w)", re.I)


_BREAK = re.compile(r"[,;:.!?“”\"()—–]|\b(?:but|and|while|although|because|that|if)\b")
_REACH = 4  # words before another in which a negation bears on it


@dataclass(frozen=True)
class Turns:
    """The compiled words; :meth:`of` makes them of the lexicon's table."""

    negating: re.Pattern[str]
    denying: re.Pattern[str]
    binding: re.Pattern[str]
    present: re.Pattern[str]
    dates: Callable[[str, date | None], list[Interval]]

    @classmethod
    def of(cls, table: dict[str, list[str]]) -> Turns:
        """Return the words of the lexicon ``audit``."""
        return cls(
            _any(table["negating"]),
            _any(table["denying"]),
            _any(table["binding"]),
            _any(table["latest"]),
            lambda words, day: [when for when, _, _ in find_dates(words, day)],
        )

    def denied(self, words: str, place: Span) -> bool:
        """Say whether what stands at ``words[place]`` is denied: "not", "no" or "refuses" just before it, in its clause."""
        before = _BREAK.split(words[max(0, place.start - 60) : place.start])[-1]
        near = " ".join(re.sub(r"n['’]t\b", " not", before).split()[-_REACH:])
        count = len(self.negating.findall(near)) + len(self.denying.findall(near))
        return count % 2 == 1

    def bound(self, words: str) -> str:
        """Return the first condition of *words* up to the next stop, "" without one."""
        m = self.binding.search(words)
        return re.split(r"[.;:!?”\"]", words[m.start() :])[0].strip() if m else ""

    def latest(self, words: str) -> bool:
        """Say whether *words* tell of the present: now, latest, still."""
        return bool(self.present.search(words))
