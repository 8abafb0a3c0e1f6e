"""Events that an article reports: who met, called, visited, voted, decided, struck, and on which day.

Only what is told as having happened, with a day the text gives, and with enough of the listed actors in the sentence; what is planned,
denied, wished for or said in quotation marks is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from onrecord.dates import Interval, find_dates
from onrecord.extract.lexicon import read_table
from onrecord.extract.names import Names
from onrecord.extract.quotes import find_quotes
from onrecord.model import Article, Event, content_id
from onrecord.patterns import compile_patterns
from onrecord.sentences import sentences
from onrecord.spans import Span, flat, paragraphs

_BEFORE = 60  # characters before a cue in which a word may say that it is not, or not yet
_CLAUSE = re.compile(r"[;:]|,\s+(?:but|while|and|which|who|where|after|before)\s")
_ANOTHER_TIME = re.compile(r"\b(?:had|earlier|later|last|since|ago|next|after|before|in \d{4})\b", re.I)
_CAPITAL_WORD = re.compile(r"\b[A-ZÀ-Ý][\w-]+")
_SOME = 2  # longest interval, in days, within which an event can be placed


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    words: re.Pattern[str]
    actors: int


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[_Kind, ...], re.Pattern[str]]:
    table = read_table("events")
    still_open = compile_patterns(table.pop("open"))
    made = [(name, compile_patterns(row["words"]), int(row["actors"])) for name, row in table.items()]
    assert still_open is not None
    return tuple(_Kind(name, words, n) for name, words, n in made if words is not None), still_open


class EventFinder:
    """Finds the events of one negotiation's actors."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._adjectives = {w: a.id for a in names.negotiation.actors for w in a.adjectives}

    def find(self, article: Article, said: Iterable[Span] = ()) -> list[Event]:
        """Return the events of *article* in reading order; none when it has no date to count from.

        *said* are the contents of its attributions: what somebody says has happened is his claim, not an event.
        """
        if article.day is None:
            return []
        text = flat(article.text)
        out: list[Event] = []
        claimed = list(said)
        for block in paragraphs(article.text):
            quoted = [q.span for q in find_quotes(text, block)] + [s for s in claimed if s.overlaps(block)]
            for sentence in sentences(text, block, [q.span for q in find_quotes(text, block)]):
                out += self._in_sentence(article, text, (block, sentence), quoted)
        return out

    def _in_sentence(
        self, article: Article, text: str, where: tuple[Span, Span], quoted: list[Span]
    ) -> list[Event]:
        block, place = where
        kinds, still_open = _kinds()
        found: list[Event] = []
        for kind in kinds:
            cue = next(
                (
                    Span(*m.span())
                    for m in kind.words.finditer(text, place.start, place.end)
                    if not any(q.overlaps(Span(*m.span())) for q in quoted)
                ),
                None,
            )
            if cue is None or any(e.cue.overlaps(cue) for e in found):
                continue
            if still_open.search(text, max(place.start, cue.start - _BEFORE), cue.start):
                continue
            when = _when(text, place, cue, article) or _told_before(text, block, place, article)
            actors = self._actors(text, place, quoted)
            if when and len(actors) >= kind.actors:
                ident = content_id("e", article.id, kind.name, place.start, cue.start)
                found.append(Event(ident, article.id, kind.name, place, cue, actors, when))
        return found

    def _actors(self, text: str, place: Span, quoted: list[Span]) -> tuple[str, ...]:
        words = place.cut(text)
        spans = [(m.actor, m.span) for m in self._names.mentions(words)]
        spans += [
            (self._adjectives[m.group()], Span(*m.span()))
            for m in _CAPITAL_WORD.finditer(words)
            if m.group() in self._adjectives
        ]
        spans = [(a, Span(s.start + place.start, s.end + place.start)) for a, s in spans]
        spans.sort(key=lambda row: row[1])
        return tuple(dict.fromkeys(a for a, s in spans if not any(q.covers(s) for q in quoted)))


def _when(text: str, place: Span, cue: Span, article: Article) -> Interval | None:
    """Return the day nearest to the cue in its sentence, None where the sentence gives none that has come."""
    rows = find_dates(place.cut(text), article.day)
    near = sorted(rows, key=lambda r: max(place.start + r[1] - cue.end, cue.start - place.start - r[2], 0))
    for when, start, end in near[:1]:  # a nearer date that is too vague to place the event hides the rest
        between = text[min(cue.end, place.start + end) : max(cue.start, place.start + start)]
        short = (when.last - when.first).days <= _SOME
        if short and article.day and when.last <= article.day and not _CLAUSE.search(between):
            return when
    return None


def _told_before(text: str, block: Span, place: Span, article: Article) -> Interval | None:
    """Return the last day named in the paragraph before a sentence that goes on telling of it."""
    rows = find_dates(text[block.start : place.start], article.day)
    if not rows or article.day is None or _ANOTHER_TIME.search(place.cut(text)):
        return None
    when = rows[-1][0]
    return when if (when.last - when.first).days <= _SOME and when.last <= article.day else None
