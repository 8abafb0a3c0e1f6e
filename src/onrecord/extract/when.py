"""When and where a thing was said, from the words around it, with the words that gave it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.dates import Interval, find_dates
from onrecord.spans import Span, squeeze

_OUTLET = r"(?:the\s+)?(?:[A-Z][\w.&’'-]*)(?:\s+(?:[A-Z][\w.&’'-]*|of|the|and|für))*"
_OCCASION = (
    (re.compile(rf"\b(?i:interview\s+(?:with|to|given to|for))\s+({_OUTLET})"), "interview with {}"),
    (
        re.compile(
            r"\b(?i:(?:in|during|after)\s+(?:an?|his|her|the|their)\s+(?:\w+\s+){0,3}?(interview|press conference|news conference|speech|phone call|call|briefing|evening address|nightly address|video address|address|statement|meeting))\b"
        ),
        "{}",
    ),
    (
        re.compile(r"\b(?i:on|post on|posted on|wrote on)\s+(X|Telegram|Truth Social|Facebook|Twitter)\b"),
        "on {}",
    ),
    (re.compile(r"\b(?i:told)\s+(reporters|journalists)\b"), "to {}"),
    (
        re.compile(
            r"\b(?i:told|telling)\s+((?:the\s+)?(?:AP|Associated Press|Reuters|CNN|BBC|AFP|TASS|Bild|Fox News|Axios|Bloomberg|ITV News|Financial Times|Guardian|NBC|CBS|Newsmax))\b"
        ),
        "to {}",
    ),
    (re.compile(r"\b(?i:state television|state TV|Russian television)\b"), "state television"),
)


@dataclass(frozen=True, slots=True)
class When:
    """The days a thing was said within, the words that gave them, and the occasion ("" if none)."""

    said_on: Interval | None
    words: str
    occasion: str


def find_when(
    text: str, around: list[Span], cue: Span, published: date | None, before: Span | None = None
) -> When:
    """Return when the words attributed by *cue* were said.

    *around* are the stretches of the cue's sentence that are not content: dates inside what was said
    belong to it, not to the saying. Of several dates the one nearest to the cue counts. *before* is the
    sentence before, whose date a "then" or "that day" takes up.
    """
    occasion = find_occasion(text, around)
    found = _dates(text, around, cue, published)
    if not found and before is not None and _THEN.search(" ".join(s.cut(text) for s in around)):
        found = _dates(text, [before], cue, published)
    if not found:
        return When(None, "", occasion)
    recorded = [row for row in found if _RECORDED.search(text[max(0, row[1].start - 30) : row[1].start])]
    _, at, when = min(recorded or found, key=lambda row: (row[0], row[1]))
    return When(when, squeeze(at.cut(text)), occasion)


def _dates(
    text: str, around: list[Span], cue: Span, published: date | None
) -> list[tuple[int, Span, Interval]]:
    """Return the dates of the saying in *around*, each with its distance from the cue."""
    found = []
    for span in around:
        for when, start, end in find_dates(span.cut(text), published):
            at = Span(span.start + start, span.start + end)
            if (published is None or when.first <= published) and _about_saying(text, span, at):
                found.append((min(abs(at.start - cue.end), abs(cue.start - at.end)), at, when))
    return found


_ARCHIVE = re.compile(
    r"\b(?:from the archives?|dates? from|dated from|first (?:published|appeared|broadcast)|originally (?:published|appeared)"
    r"|was (?:recorded|given|conducted|broadcast) (?:on|in))\b",
    re.I,
)
_OLD = 14  # days between the words and the page that make it a re-run
# "Starmer, due in Washington on Thursday": the day of something else
_AHEAD = re.compile(
    r"\b(?:due|scheduled|planned|expected|arriv\w+|travel\w+|visit\w*|meet\w*|flies|flew|held)\b[^.;]{0,40}$",
    re.I,
)
# "an interview recorded on 2 May and aired on Monday": said when it was recorded
_RECORDED = re.compile(
    r"\b(?:recorded|taped|filmed|given|conducted|written|signed)\s+(?:\w+\s+)?(?:on|in|at)?\s*(?:the\s+)?$",
    re.I,
)
_THEN = re.compile(r"\b(?:then|that day|the same day|at the time|on that occasion)\b", re.I)


def _about_saying(text: str, span: Span, at: Span) -> bool:
    """Say whether a date may date the saying: not one that belongs to a noun ("the 14 June conditions")."""
    before = text[max(span.start, at.start - 12) : at.start].lower()
    if _AHEAD.search(text[max(span.start, at.start - 50) : at.start]):
        return False
    after = text[at.end : at.end + 2]
    return not re.search(r"\b(?:since|until|before|after|from|by)\s+(?:the\s+)?$", before) and after[
        :2
    ] not in ("'s", "’s")


def find_archive_day(text: str, blocks: list[Span], published: date | None) -> When | None:
    """Return the day a re-run page says its words are really from, None when it says nothing of the kind.

    Old stories resurface with one line that tells their age ("the interview dates from 18 July 2024");
    what they report was said then, whatever the day of publication.
    """
    for block in blocks:
        words = block.cut(text)
        if len(words) < 240 and _ARCHIVE.search(words):
            for when, start, end in find_dates(words, published):
                if published is None or (published - when.last).days > _OLD:
                    return When(when, squeeze(words[start:end]), "")
    return None


def find_occasion(text: str, around: list[Span]) -> str:
    """Return where the words were said, "" when the sentence does not tell."""
    for span in around:
        words = squeeze(span.cut(text))
        for pattern, form in _OCCASION:
            m = pattern.search(words)
            if m:
                inner = m.group(1) if m.groups() else ""
                return form.format(re.sub(r"^[Tt]he\s+|['’]s$", "", inner).strip()) if inner else form
    return ""
