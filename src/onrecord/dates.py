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
    re.compile(rf"\b{_DAY}\s+{_MONTH}{_YEAR}(?!\w)", re.I),
    re.compile(rf"\b{_MONTH}\s+{_DAY}{_YEAR}(?!\w)", re.I),
)
_MONTH_ONLY = re.compile(
    rf"\b(?:in|since|of|last|early|late|mid-?)\s+{_MONTH}(?:\s+(?P<year>(?:19|20)\d\d))?(?!\w)", re.I
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<last>last|previous|the previous)\s+)?(?P<weekday>{_WEEKDAY})\b"
    r"|\b(?P<word>yesterday|today|tonight|this morning|this evening|this afternoon|earlier in the day)\b"
    r"|\b(?P<span>earlier this week|this week|last week|earlier this month|this month|last month|last year"
    r"|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|\d+)\s+(?:days?|weeks?|months?|years?)\s+(?:ago|earlier))\b",
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
    for pattern in _ABSOLUTE:
        for m in pattern.finditer(words):
            when = _from_match(m, published)
            if when and not any(s < m.end() and m.start() < e for _, s, e in found):
                found.append((when, m.start(), m.end()))
    for m in _MONTH_ONLY.finditer(words):
        when = _month(m, published)
        if when and not any(s < m.end() and m.start() < e for _, s, e in found):
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
    number, unit = words.split()[:2]
    size = _UNIT[unit.rstrip("s")]
    count = _NUMBER.get(number) or min(int(number), 400)
    middle = published - timedelta(days=count * size)
    slack = 0 if size == 1 and number != "several" else size // 2
    if words.endswith("earlier"):
        slack = max(slack, 1)  # earlier than what the report tells of, which may be a day before it appears
    return Interval(middle - timedelta(days=slack), middle + timedelta(days=slack))
