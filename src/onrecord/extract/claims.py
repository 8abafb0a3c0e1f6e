"""Somebody's brief to claims: its headings, bullets and sentences, who is said to say what in each, what each cites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from onrecord.dates import Interval, find_dates
from onrecord.extract.lexicon import load_lexicon
from onrecord.extract.names import Mention, Names
from onrecord.extract.phrases import Phrases
from onrecord.extract.quotes import find_quotes
from onrecord.extract.terms import Terms
from onrecord.model import Article, Statement
from onrecord.sentences import sentences
from onrecord.spans import Span, flat, paragraphs, trim
from onrecord.verdicts import Claim, surname

_SOURCES = re.compile(
    r"\W*(?:citations?|sources?|references?|links?|notes|footnotes|bibliography|read more)\W*$", re.I
)
_ADDRESS = re.compile(r"https?://[^\s<>\"“”\])]+[^\s<>\"“”\]).,;:!?]")
_MARK = re.compile(r"\[\^?(\d{1,3})\](?!\()|【(\d{1,3})[^】]*】")
_ONLY_MARKS = re.compile(r"(?:\s*(?:\[\^?\d{1,3}\]|【[^】]*】)[\s,;.]*)+")
_LEADING_MARKS = re.compile(r"(?:\[\^?\d{1,3}\][\s,;]*)+(?=\S)")
_LISTED = re.compile(r"\W*(?:\[\^?(\d{1,3})\]:?|(\d{1,3})[.)])\s")
_BULLET = re.compile(r"\s*(?:[-*•–→▪‣►]|\d{1,2}[.)]|#{1,6})\s+")
_LABEL = re.compile(r"\**(?P<label>[A-Z][\w’' /&-]{2,48})\**:\**\s+(?=[A-Z“\"])")
_NOTE = re.compile(
    r"(?:Said|Reported|Published|Updated|As of)\s(?:on\s)?\d{1,2}\s\w+\b[^.]{0,80}\.?$"
)  # says when, claims nothing
_HEAD_WORDS = 12  # a line longer than this is no heading
_BESIDE = re.compile(
    r"\b(?:at|in|on|of|to|from|after|before|during|with|for|against|between|by|near)\s+(?:the\s+)?$", re.I
)
_ASIDE = re.compile(
    r",\s+(?P<who>(?:the\s+)?[A-Z][^,.]{2,50}?)\s+(?:[a-z]+ed|says?|said|told\s\w+|thinks?|thought|holds?|held)(?:[.,]|$)"
)
_VIEW = re.compile(
    r"(?:(?:For|To|According to)\s+(?P<who>(?:the\s+)?[A-Z][^,]{2,50}),|In\s+(?P<whose>(?:the\s+)?[A-Z][^,]{2,50}?)['’]s?\s+(?:view|eyes|account|words|opinion|telling|judge?ment|reading),?)\s"
)
_FEW = 4  # a sentence of fewer words says nothing that can be checked
_VERB_NEAR = 90  # characters after a subject in which its verb of speech or will may stand


@dataclass(frozen=True, slots=True)
class BriefRead:
    """A brief's claims in order, its addresses by mark, the day it gives itself, if any, and its headings."""

    claims: tuple[Claim, ...]
    addresses: dict[str, str]
    day: date | None
    headings: tuple[Span, ...] = ()


def brief_day(text: str) -> date | None:
    """Return the day a brief gives itself: the first whole date in its first 400 characters; None without one."""
    found = (when for when, _, _ in find_dates(flat(text[:400]), None) if when.exact)
    return next((when.last for when in found), None)


class ClaimReader:
    """Reads briefs with the names of one negotiation; *read* finds the statements in a text."""

    def __init__(self, names: Names, read: Callable[[Article], tuple[Statement, ...]]) -> None:
        self._names = names
        self._phrases = Phrases(names)
        self._terms = Terms(names)
        self._read = read

    def read(self, brief: Article, day: date) -> BriefRead:
        """Return the claims of *brief*, whose relative dates count from *day*."""
        text = flat(brief.text)
        stated = self._read(brief)
        claims: list[Claim] = []
        addresses: dict[str, str] = {}
        headings: list[Span] = []
        heading, sources = "", False
        for place in paragraphs(brief.text):
            words = place.cut(text)
            if _SOURCES.match(words):
                sources = True
                headings.append(place)
                continue
            if sources or _only_addresses(words):
                addresses.update(_listed(words, len(addresses)))
                continue
            if self._is_heading(words):
                heading = self._party(words)
                headings.append(place)
                continue
            last, mine = "", []
            for sentence in _sentences(text, place):
                claim = self._claim(text, sentence, stated, (heading, last), day)
                if claim is not None:
                    mine.append(claim)
                    last = claim.speakers[0] if len(claim.speakers) == 1 else last
                    addresses.update({a: a for a in claim.marks if "://" in a})
                elif mine and not mine[-1].marks:  # "Said 1 Feb; 5 articles. [3][6]"
                    mine[-1] = replace(mine[-1], marks=_marks(sentence.cut(text)))
            claims += _shared_marks(mine)
        return BriefRead(tuple(claims), addresses, brief_day(brief.text), tuple(headings))

    def _is_heading(self, words: str) -> bool:
        if _BULLET.match(words) and not words.lstrip().startswith("#"):
            return False
        bare = re.sub(r"(?:\s*\[\^?\d{1,3}\])+$", "", _BULLET.sub("", words).strip("*_ "))
        if re.search(r"[.!?]\s+\S", bare) and len(bare.split()) > _HEAD_WORDS:
            return False  # "Efforts have gained momentum. Here is the latest:"
        return (len(bare.split()) <= _HEAD_WORDS and bare[-1:] not in '.!?”"') or bare.endswith(":")

    def _party(self, words: str) -> str:
        bare = _BULLET.sub("", words).strip("*_:# ")
        named = self._phrases.bodies(bare) or self._phrases.body(bare)
        if named and len(named.actors) == 1:
            return named.actors[0]
        people = self._names.mentions(bare)
        return people[0].actor if len({m.actor for m in people}) == 1 and len(bare.split()) < 6 else ""

    def _claim(
        self, text: str, place: Span, stated: tuple[Statement, ...], above: tuple[str, str], day: date
    ) -> Claim | None:
        bare = _without_marks(text, place)
        if len(bare.cut(text).split()) < _FEW or bare.cut(text).endswith(":") or _NOTE.match(bare.cut(text)):
            return None
        mine = tuple(
            s
            for s in stated
            if bare.covers(s.attribution.cue) or any(map(bare.overlaps, s.attribution.content))
        )
        speakers = tuple(dict.fromkeys(s.actor for s in mine if s.actor and not s.attribution.layer))
        attributed = any(not s.attribution.layer for s in mine)
        if not speakers and (subject := self._subject(text, bare, above, day)):
            speakers, attributed = (subject,), True
        frame = [
            p for s in mine if not s.attribution.layer for p in (s.attribution.source, s.attribution.cue) if p
        ]
        return Claim(
            bare,
            bare.cut(text),
            self._terms.of(text, bare, day),
            speakers,
            attributed,
            above[0],
            mine,
            tuple(q.inside(text) for q in find_quotes(text, bare)),
            self._dates(text, bare, day),
            _marks(place.cut(text)),
            frozenset(
                n for s in mine if not s.actor and not s.attribution.layer and (n := surname(s.named_as))
            ),
            tuple(frame),
        )

    def _dates(self, text: str, place: Span, day: date) -> tuple[Interval, ...]:
        """Return the days a sentence names itself; "this week" in a quotation is the speaker's week."""
        words = list(place.cut(text))
        for q in find_quotes(text, place):
            for i in range(max(0, q.span.start - place.start), min(len(words), q.span.end - place.start)):
                words[i] = " "
        return tuple(when for when, _, _ in find_dates("".join(words), day))

    def _subject(self, text: str, place: Span, above: tuple[str, str], day: date) -> str:
        """Return whom a sentence is about that opens with a name or "he" and goes on with a verb of speech or will, or closes so."""
        opening = text[place.start : place.start + 110]
        verbs = load_lexicon().verbs
        if (aside := _ASIDE.search(place.cut(text))) and (who := self._named(aside["who"], day)):
            return who[-1].actor  # "..., Trump judged."
        if (view := _VIEW.match(opening)) and (who := self._named(view["who"] or view["whose"], day)):
            return who[0].actor  # "For Patrushev, ...", "In Scholz's view, ..."
        found = [
            m
            for m in self._named(opening, day)
            if not _BESIDE.search(opening[: m.span.start])
            and not re.match(r"['’]s?\b", opening[m.span.end :])
        ]
        if found and found[0].span.start < 70:
            after = text[place.start + found[0].span.end : place.start + found[0].span.end + _VERB_NEAR]
            if any(w in verbs for w in re.findall(r"[a-z]+", after.split(".")[0].lower())[:9]):
                return found[0].actor
        if re.match(r"(?:He|She|They|It)\b", opening) and any(
            w in verbs for w in re.findall(r"[a-z]+", opening.lower())[:5]
        ):
            return above[1] or above[0]
        return ""

    def _named(self, words: str, day: date) -> list[Mention]:
        """Return the actors that words name, in order; a title is whoever holds it on *day*."""
        return sorted([*self._names.mentions(words), *self._names.titled(words, day)], key=lambda m: m.span)


def _sentences(text: str, place: Span) -> Iterator[Span]:
    """Yield the sentences of a paragraph without bullet and label ("Territorial Disputes: Russia demands ...")."""
    bullet = _BULLET.match(text, place.start, place.end)
    start = bullet.end() if bullet else place.start
    label = _LABEL.match(text, start, place.end)
    start = label.end() if label and len(label["label"].split()) <= 5 else start
    if start >= place.end:
        return
    last: Span | None = None
    for span in sentences(text, Span(start, place.end), [q.span for q in find_quotes(text, place)]):
        if last is not None and _ONLY_MARKS.fullmatch(span.cut(text)):  # "... ended. [3]"
            last = Span(last.start, span.end)
            continue
        lead = _LEADING_MARKS.match(text, span.start, span.end) if last is not None else None
        if last is not None and lead:  # "... ended. [3] He added"
            last, span = Span(last.start, lead.end()), Span(lead.end(), span.end)
        if last is not None:
            yield trim(last, text)
        last = span
    if last is not None:
        yield trim(last, text)


def _marks(words: str) -> tuple[str, ...]:
    """Return the numbers and addresses that a sentence cites."""
    found = [m[1] or m[2] for m in _MARK.finditer(words)]
    return tuple(dict.fromkeys([*found, *_ADDRESS.findall(words)]))


def _shared_marks(claims: list[Claim]) -> list[Claim]:
    """Return the claims of a paragraph, those that cite nothing with what the next one cites: marks close several sentences."""
    out: list[Claim] = []
    marks: tuple[str, ...] = ()
    for claim in reversed(claims):
        marks = claim.marks or marks
        out.append(replace(claim, marks=marks))
    return out[::-1]


def _without_marks(text: str, place: Span) -> Span:
    """Return a sentence without the citation marks and addresses at its end."""
    end = place.end
    while True:
        tail = re.search(
            r"(?:\s*\(?(?:\[\^?\d{1,3}\]|【[^】]*】|https?://\S+)[\s,;.)]*)$", text[place.start : end]
        )
        if not tail or not tail.group().strip():
            break
        end = place.start + tail.start()
        dot = re.match(r"[.!?]", tail.group()[::-1])
        if dot:
            break
    return trim(Span(place.start, max(end, place.start)), text, "*_")


def _only_addresses(words: str) -> bool:
    return bool(_ADDRESS.search(words)) and len(_ADDRESS.sub("", words).split()) <= 2


def _listed(words: str, so_far: int) -> dict[str, str]:
    """Return the addresses of a line of the list of sources, each by its number."""
    found = _ADDRESS.findall(words)
    number = _LISTED.match(words)
    first = (number[1] or number[2]) if number else str(so_far + 1)
    return {first if not n else f"{first}.{n}": address for n, address in enumerate(found)}
