"""When and where a thing was said, from the words around it, with the words that gave it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.dates import Interval, count_of, find_dates
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


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a cue stands: ``around``, the stretches of its sentence that are not content, and the sentences beside it."""

    cue: Span
    around: list[Span]
    before: Span | None = None
    after: Span | None = None


def find_when(text: str, place: Surroundings, published: date | None) -> When:
    """Return when the words attributed by a cue were said.

    Dates inside what was said belong to it, not to the saying, nor do those of another clause after a semicolon. Of
    several dates the one nearest to the cue counts. "Then", "that day" and "four days later" are counted from the date
    before them; a sentence beside that tells when the words were recorded ("it was taped on 2 May") goes before all.
    """
    clause, earlier = _clause(text, place)
    occasion = find_occasion(text, place.around)
    if taped := _taped(text, place, published):
        return When(*taped, occasion)
    if counted := _counted(text, clause, [*earlier, *([place.before] if place.before else [])], published):
        return When(*counted, occasion)
    found = _dates(text, clause, place.cue, published)
    if not found and place.before and _THEN.search(" ".join(s.cut(text) for s in clause)):
        found = _dates(text, [place.before], place.cue, published)
    if not found:
        return When(None, "", occasion)
    recorded = [row for row in found if _RECORDED.search(text[max(0, row[1].start - 30) : row[1].start])]
    _, at, when = min(recorded or found, key=lambda row: (row[0], row[1]))
    return When(when, squeeze(at.cut(text)), occasion)


def _clause(text: str, place: Surroundings) -> tuple[list[Span], list[Span]]:
    """Return the stretches around a cue up to the semicolons beside it, and those before, the nearest first."""
    whole = (
        Span(min(s.start for s in place.around), max(s.end for s in place.around))
        if place.around
        else place.cue
    )
    start = text.rfind(";", whole.start, place.cue.start) + 1 or whole.start
    end = text.find(";", place.cue.end, whole.end)
    end = end if end >= 0 else whole.end
    inside = [
        Span(max(s.start, start), min(s.end, end)) for s in place.around if s.start < end and s.end > start
    ]
    before = [Span(s.start, min(s.end, start)) for s in place.around if s.start < start]
    return inside, before[::-1]


def _taped(text: str, place: Surroundings, published: date | None) -> tuple[Interval, str] | None:
    """Return when an interview was recorded, by the sentence beside that tells of it."""
    for beside, pattern in ((place.after, _TAPED_AFTER), (place.before, _TAPED_BEFORE)):
        tells = pattern.search(beside.cut(text)) if beside else None
        if beside is None or tells is None:
            continue
        if beside == place.before and not _IN_IT.search(" ".join(s.cut(text) for s in place.around)):
            continue
        for when, start, end in find_dates(beside.cut(text), published):
            if start >= tells.start("how"):
                return when, squeeze(beside.cut(text)[start:end])
    return None


def _counted(
    text: str, clause: list[Span], earlier: list[Span], published: date | None
) -> tuple[Interval, str] | None:
    """Return the day that words like "four days later" give, counted from the last date before them."""
    for span in clause:
        m = _LATER.search(text, span.start, span.end)
        if m is None:
            continue
        here = Span(span.start, m.start())
        for place in (here, *[s for s in clause if s.end <= span.start][::-1], *earlier):
            dates = find_dates(place.cut(text), published)
            if dates and dates[-1][0].exact:
                count = _count(m)
                day = dates[-1][0].first + timedelta(days=count)
                if published is None or day <= published:
                    return Interval(day, day), squeeze(m.group())
    return None


def _count(m: re.Match[str]) -> int:
    """Return how many days "the following day", "on its eve", "two weeks later" lie off."""
    words = m.group().lower()
    if m["number"]:
        size = {"day": 1, "week": 7}[m["unit"].lower().rstrip("s")]
        number = count_of(m["number"]) * size
        return -number if m["way"].lower() in ("earlier", "before") else number
    if re.search(r"eve|before|previous", words) and not re.search(r"hours?|minutes?", words):
        return -1
    return 1 if re.search(r"following|next|after", words) and not re.search(r"hours?|minutes?", words) else 0


def _dates(
    text: str, around: list[Span], cue: Span, published: date | None
) -> list[tuple[int, Span, Interval]]:
    """Return the dates of the saying in *around*, each with its distance from the cue."""
    found = []
    for span in around:
        for when, start, end in find_dates(span.cut(text), published):
            at = Span(span.start + start, span.start + end)
            if (published is None or when.first <= published) and _about_saying(text, span, at, cue):
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
# "It dates from January", "He was interviewed for it in February": when the words beside were said
_TAPED_AFTER = re.compile(
    r"^[\"“]?(?:It|They|He|She|The (?:interview|clip|talk|conversation|recording|speech|remarks?|words|film))\b[^.;]{0,40}"
    r"\b(?P<how>recorded|taped|filmed|interviewed|conducted|dates?|date back to|was given|were made|took place)\b"
)
_TAPED_BEFORE = re.compile(
    r"\b(?:interview|talk|clip|conversation|recording|film|profile|podcast)\b[^;]{0,80}"
    r"\b(?P<how>recorded|taped|filmed|conducted|dates?|was given|took place)\b",
    re.I,
)
_IN_IT = re.compile(
    r"\b(?:in it|there(?:in)?|on (?:it|the tape|film)|in the (?:interview|clip|recording|film|talk))\b", re.I
)
_OF_WHAT = r"(?!\s+(?:the|his|her|their|its|a|he|she|they|it)\b)"
_LATER = re.compile(
    r"\b(?:(?P<number>a|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+(?P<unit>days?|weeks?)\s+"
    rf"(?P<way>later|earlier|after{_OF_WHAT}|before{_OF_WHAT})"
    rf"|the (?:following|next|same|previous) (?:day|morning|afternoon|evening|night)|the (?:day|night|evening) (?:after|before){_OF_WHAT}"
    rf"|on (?:its|their|the) eve(?!\s+of)|(?:an hour|hours|minutes|shortly) (?:later|earlier|before{_OF_WHAT}|after{_OF_WHAT})"
    r"|later (?:that|the same) (?:day|evening|night))\b",
    re.I,
)
_EVENT = re.compile(r"\b(?:told|at|in|during|of)\s+$", re.I)
_NAMED = re.compile(r"\s+[A-ZÀ-Ý]\w+")
_THEN = re.compile(r"\b(?:then|that day|the same day|at the time|on that occasion)\b", re.I)


def _about_saying(text: str, span: Span, at: Span, cue: Span) -> bool:
    """Say whether a date may date the saying: not one that belongs to a noun ("the 14 June conditions")."""
    before = text[max(span.start, at.start - 12) : at.start].lower()
    if _AHEAD.search(text[max(span.start, at.start - 50) : at.start]):
        return False
    if re.search(r"\bthe\s+$", before) and at.cut(text)[-3:] == "day" and _NAMED.match(text, at.end):
        return False  # "the Friday Courier"
    after = text[at.end : at.end + 2]
    if after in ("'s", "’s"):  # "Yesterday's appeal by ...", "told Monday's cabinet"
        return 0 <= cue.start - at.end <= 4 or bool(_EVENT.search(before))
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
