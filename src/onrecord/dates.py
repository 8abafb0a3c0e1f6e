"""Dates as reported: published stamps, and the day a thing was said as an interval."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ABSOLUTE = (
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}{_YEAR}(?!\w)", re.I),
    re.compile(rf"\b{_MONTH}\s+{_DAY}{_YEAR}(?!\w)", re.I),
)
_MONTH_ONLY = re.compile(
    rf"\b(?:in|since|of|from|last|early|late|mid-?)\s+{_MONTH}(?:\s+(?P<year>(?:19|20)\d\d))?(?!\w)", re.I
)
_RANGE = re.compile(
    rf"\b(?:between\s+|from\s+)?(?P<from>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:[-–]|to\b|and\b(?:\s+again)?(?:\s+on)?)\s*{_DAY}\s+{_MONTH}{_YEAR}(?!\w)",
    re.I,
)
_PART = re.compile(
    rf"\b(?P<part>first|second|third|last|final|closing|opening)\s+(?P<unit>week|days)\s+of\s+{_MONTH}(?:\s+(?P<year>(?:19|20)\d\d))?(?!\w)",
    re.I,
)
_SEASON = re.compile(
    r"\b(?P<which>in|since|last|this|of|during)\s+(?:the\s+)?(?:early\s+|late\s+)?(?P<season>spring|summer|autumn|fall|winter)"
    r"(?:\s+of)?(?:\s+(?P<year>(?:19|20)\d\d))?(?!\w)",
    re.I,
)
_FEAST = re.compile(
    rf"\b(?P<feast>Christmas Eve|Christmas Day|Boxing Day|New Year['’]s Eve|New Year['’]s Day){_YEAR}(?!\w)",
    re.I,
)
# "on the 27th", not "on the 27th floor"
_BARE = re.compile(
    r"\b(?:[Oo]n|[Oo]f|[Ss]ince)\s+the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?=\s*(?:[.,;:)—–]|$)|\s+(?:he|she|it|they|and|but|to be|[A-ZÀ-Ý]))"
)
_YEAR_ONLY = re.compile(
    r"\b(?:[Bb]ack )?[Ii]n (?P<year>(?:19|20)\d\d)\b(?![-–/]|\s*(?:percent|dollars|people))"
)
_EVE = re.compile(r"\bon the eve of\s+(?:[^\s.,;]+\s+){0,5}$", re.I)
_FEASTS = {"christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26)}
_FEASTS |= {"new year's eve": (12, 31), "new year's day": (1, 1)}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # its first month, in the north
_RELATIVE = re.compile(
    rf"\b(?:(?P<last>last|previous|the previous)\s+)?(?P<weekday>{_WEEKDAY})\b"
    r"|\b(?P<word>yesterday|today|tonight|this morning|this evening|this afternoon|earlier in the day)\b"
    r"|\b(?P<span>earlier this week|this week|last week|earlier this month|this month|last month|last year"
    r"|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|\d+)\s+(?:days?|weeks?|months?|years?)\s+(?:ago|earlier)(?:\s+to the day)?)\b",
    re.I,
)
_COUNTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER = {word: count for count, word in enumerate(_COUNTS, 1)} | {"a": 1, "several": 3}
_AHEAD = 120  # days within which a day and month without a year lie ahead rather than in the year before
_UNIT = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, order=True, slots=True)
class Interval:
    """The days, first and last included, within which a thing happened."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an interval that ends before it begins: {self.first} to {self.last}")

    @property
    def exact(self) -> bool:
        """Whether the interval is one day."""
        return self.first == self.last


def show_day(day: date, year: bool = False) -> str:
    """Return *day* as an editor writes it: ``1 Feb``, with *year* ``1 Feb 2025``."""
    return f"{day.day} {day.strftime('%b')}" + (f" {day.year}" if year else "")


def show_interval(when: Interval, year: bool = False) -> str:
    """Return an interval as ``1 Feb`` or ``27 Jan-2 Feb`` or ``Jun 2024``.

    >>> show_interval(Interval(date(2024, 6, 1), date(2024, 6, 30)), year=True)
    'Jun 2024'
    """
    if when.exact:
        return show_day(when.first, year)
    month_end = (when.last + timedelta(days=1)).day == 1
    if when.first.day == 1 and month_end and (when.last - when.first).days < 31:
        return when.first.strftime("%b %Y")
    if (when.first.year, when.first.month) == (when.last.year, when.last.month):
        return f"{when.first.day}–{show_day(when.last, year)}"
    return f"{show_day(when.first)}–{show_day(when.last, year)}"


def parse_stamp(raw: object) -> str:
    """Return a publication stamp as ISO 8601, a date or a time with its zone as given; "" if none.

    Takes what pages, feeds and YAML heads hold: ISO 8601, RFC 5322, ``date`` and ``datetime``
    values, or "1 February 2025". Nothing is guessed: words that hold no full date give "".

    >>> parse_stamp("2025-02-01 21:15:00+02:00"), parse_stamp("1 February 2025"), parse_stamp("soon")
    ('2025-02-01T21:15:00+02:00', '2025-02-01', '')
    """
    if isinstance(raw, datetime):
        return raw.isoformat(timespec="seconds")
    if isinstance(raw, date):
        return raw.isoformat()
    words = str(raw or "").strip()
    if re.match(r"0\d{3}-", words):
        return ""  # before the year 1000: a broken stamp
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        return words if _is_date(words) else ""
    try:
        return datetime.fromisoformat(words.replace("Z", "+00:00")).isoformat(timespec="seconds")
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(words).isoformat(timespec="seconds")
    except (TypeError, ValueError, IndexError):
        pass
    found = _absolute(words)
    return found[0].first.isoformat() if found and re.search(r"(?:19|20)\d\d", words) else ""


def _is_date(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def day_of(stamp: str) -> date | None:
    """Return the local day of an ISO stamp, or None for an empty one."""
    return date.fromisoformat(stamp[:10]) if stamp else None


def find_dates(words: str, published: date | None) -> list[tuple[Interval, int, int]]:
    """Return every date named in *words* with its place, read against the day of publication.

    A bare weekday is the last such day up to and including the day of publication; a day and month
    without a year is the nearest one not after it. Without *published* only full dates are read.

    >>> [i.first.isoformat() for i, _, _ in find_dates("on Saturday", date(2025, 2, 2))]
    ['2025-02-01']
    """
    found: list[tuple[Interval, int, int]] = []

    def free(m: re.Match[str]) -> bool:
        return not any(s < m.end() and m.start() < e for _, s, e in found)

    for pattern, read in _FORMS:
        for m in pattern.finditer(words):
            when = read(m, published) if free(m) else None
            if when:
                found.append((_eve(words, m.start(), when), m.start(), m.end()))
    for m in _BARE.finditer(words):
        when = _bare_day(
            int(m["day"]), [i for i, s, _ in sorted(found, key=lambda r: r[1]) if s < m.start()], published
        )
        if when and free(m):
            found = [row for row in found if not row[0].first <= when.first <= row[0].last or row[0].exact]
            found.append((when, m.start(), m.end()))
    if published:
        for m in _RELATIVE.finditer(words):
            if not any(s <= m.end() + 2 and m.start() - 2 <= e for _, s, e in found):
                try:
                    found.append((_relative(m, published), m.start(), m.end()))
                except (OverflowError, ValueError):
                    continue  # "400 years ago" of a day there is no calendar for
    return sorted(found, key=lambda row: row[1])


def _absolute(words: str) -> tuple[Interval, int, int] | None:
    rows = find_dates(words, None)
    return rows[0] if rows else None


def _from_match(m: re.Match[str], published: date | None) -> Interval | None:
    month = _month_number(m["month"])
    if m["year"]:
        years = [int(m["year"])]
    elif published:
        years = [published.year, published.year - 1]
    else:
        return None
    for year in years:
        try:
            day = date(year, month, int(m["day"]))
        except ValueError:
            continue
        if m["year"] or (published and day <= published):
            return Interval(day, day)
        if published and (day - published).days <= _AHEAD:
            return None  # a day still to come ("after he is sworn in on January 20")
    return None


def _month_number(word: str) -> int:
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def _month(m: re.Match[str], published: date | None) -> Interval | None:
    month = _month_number(m["month"])
    if m["year"]:
        year = int(m["year"])
    elif published:
        year = published.year if month <= published.month else published.year - 1
    else:
        return None
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return Interval(first, after - timedelta(days=1))


def _range(m: re.Match[str], published: date | None) -> Interval | None:
    """Return the days of "between 2 and 5 May"."""
    last = _from_match(m, published)
    first = int(m["from"])
    return Interval(last.last.replace(day=first), last.last) if last and 0 < first <= last.last.day else None


def _part(m: re.Match[str], published: date | None) -> Interval | None:
    """Return the days of "the first week of April"; "the last days" are as many as a week has."""
    month = _month(m, published)
    if month is None:
        return None
    at = {"first": 0, "opening": 0, "second": 1, "third": 2}.get(m["part"].lower())
    first = month.first + timedelta(days=7 * at) if at is not None else month.last - timedelta(days=6)
    return Interval(first, first + timedelta(days=6))


def _season(m: re.Match[str], published: date | None) -> Interval | None:
    """Return the three months of a season of the northern half; without a year the last that had begun."""
    which, begins = m["which"].lower(), _SEASONS[m["season"].lower()]
    if m["year"]:
        year = int(m["year"])
    elif published is None or (m["season"].lower() == "fall" and which != "last"):
        return None  # "since the fall" may be a city's
    else:
        year = published.year
        while date(year, begins, 1) > published or (
            which == "last" and _three(year, begins).last >= published
        ):
            year -= 1
    return _three(year, begins)


def _three(year: int, month: int) -> Interval:
    after = date(year + (month + 2) // 12, (month + 2) % 12 + 1, 1)
    return Interval(date(year, month, 1), after - timedelta(days=1))


def _feast(m: re.Match[str], published: date | None) -> Interval | None:
    month, day = _FEASTS[m["feast"].lower().replace("’", "'")]
    if m["year"]:
        return Interval(date(int(m["year"]), month, day), date(int(m["year"]), month, day))
    if published is None:
        return None
    when = date(published.year, month, day)
    when = when if when <= published else when.replace(year=published.year - 1)
    return Interval(when, when)


def _bare_day(day: int, earlier: list[Interval], published: date | None) -> Interval | None:
    """Return the day of "on the 27th": of the month named before, else the last such day up to publication."""
    if not published and not earlier:
        return None
    near = earlier[-1].first if earlier else published
    assert near is not None
    for month in (near, near.replace(day=1) - timedelta(days=1)):
        try:
            when = month.replace(day=day)
        except ValueError:
            continue
        if earlier or when <= near:
            return Interval(when, when)
    return None


def _eve(words: str, at: int, when: Interval) -> Interval:
    """Return the day before for "on the eve of the talks of 10 May"."""
    if not when.exact or not _EVE.search(words[:at]):
        return when
    return Interval(when.first - timedelta(days=1), when.first - timedelta(days=1))


def _year(m: re.Match[str], _published: date | None) -> Interval | None:
    return Interval(date(int(m["year"]), 1, 1), date(int(m["year"]), 12, 31))


_FORMS = (
    (_RANGE, _range),
    (_PART, _part),
    *((pattern, _from_match) for pattern in _ABSOLUTE),
    (_FEAST, _feast),
    (_SEASON, _season),
    (_MONTH_ONLY, _month),
    (_YEAR_ONLY, _year),
)


def _relative(m: re.Match[str], published: date) -> Interval:
    if m["weekday"]:
        back = (published.weekday() - WEEKDAYS.index(m["weekday"].lower())) % 7
        if m["last"] and back == 0:
            back = 7
        day = published - timedelta(days=back)
        return Interval(day, day)
    if m["word"]:
        day = published - timedelta(days=1 if m["word"].lower() == "yesterday" else 0)
        return Interval(day, day)
    return _stretch(m["span"].lower(), published)


def count_of(number: str) -> int:
    """Return the number that a word ("a", "two", "several") or figures name, at most 400."""
    return _NUMBER.get(number.lower()) or min(int(number), 400)


def _stretch(words: str, published: date) -> Interval:
    monday = published - timedelta(days=published.weekday())
    month = published.replace(day=1)
    last_month = (month - timedelta(days=1)).replace(day=1)
    fixed = {
        "this week": (monday, published),
        "earlier this week": (monday, published),
        "last week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "this month": (month, published),
        "earlier this month": (month, published),
        "last month": (last_month, month - timedelta(days=1)),
        "last year": (date(published.year - 1, 1, 1), date(published.year - 1, 12, 31)),
    }
    if words in fixed:
        return Interval(*fixed[words])
    exactly = words.endswith(" to the day")
    words = words.removesuffix(" to the day")
    number, unit = words.split()[:2]
    size = _UNIT[unit.rstrip("s")]
    count = count_of(number)
    middle = published - timedelta(days=count * size)
    slack = 0 if exactly or (size == 1 and number != "several") else size // 2
    if words.endswith("earlier"):
        slack = max(slack, 1)  # earlier than what the report tells of, which may be a day before it appears
    return Interval(middle - timedelta(days=slack), middle + timedelta(days=slack))
