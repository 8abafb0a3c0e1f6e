from datetime import date

import pytest

from onrecord.dates import Interval, find_dates, parse_stamp, show_interval

PUBLISHED = date(2025, 2, 2)  # a Sunday


def days(words, published=PUBLISHED):
    return [(i.first.isoformat(), i.last.isoformat()) for i, _, _ in find_dates(words, published)]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on Saturday", "2025-02-01", "2025-02-01"),
        ("on Sunday", "2025-02-02", "2025-02-02"),
        ("last Sunday", "2025-01-26", "2025-01-26"),
        ("yesterday", "2025-02-01", "2025-02-01"),
        ("on 28 January", "2025-01-28", "2025-01-28"),
        ("on Jan. 28", "2025-01-28", "2025-01-28"),
        ("on June 14, 2024", "2024-06-14", "2024-06-14"),
        ("in December", "2024-12-01", "2024-12-31"),
        ("last week", "2025-01-20", "2025-01-26"),
        ("two days ago", "2025-01-31", "2025-01-31"),
        ("ten days earlier", "2025-01-22", "2025-01-24"),
        ("a week ago to the day", "2025-01-26", "2025-01-26"),
        ("between 20 and 23 January", "2025-01-20", "2025-01-23"),
        ("on 20 and again on 28 January", "2025-01-20", "2025-01-28"),
        ("in the first week of January", "2025-01-01", "2025-01-07"),
        ("in the last week of January", "2025-01-25", "2025-01-31"),
        ("in the spring of 2024", "2024-03-01", "2024-05-31"),
        ("last autumn", "2024-09-01", "2024-11-30"),
        ("on Christmas Day", "2024-12-25", "2024-12-25"),
        ("on the 27th", "2025-01-27", "2025-01-27"),
        ("on the 27th of December", "2024-12-27", "2024-12-27"),
        ("on the eve of the talks of 20 January", "2025-01-19", "2025-01-19"),
    ],
)
def test_dates_are_read_against_the_day_of_publication(words, first, last):
    assert days(words) == [(first, last)]


def test_a_bare_day_belongs_to_the_month_named_before():
    assert days("In the last days of November, on the 27th, she") == [("2024-11-27", "2024-11-27")]


@pytest.mark.parametrize("words", ["on the 27th floor", "of the 19th century", "since the 18th amendment"])
def test_not_every_ordinal_is_a_day(words):
    assert days(words) == []


@pytest.mark.parametrize("words", ["since the fall of the city", "this time in the fall"])
def test_a_fall_is_no_autumn_by_itself(words):
    assert days(words) == []


def test_a_day_still_to_come_is_not_put_a_year_back():
    assert days("after he is sworn in on January 20", date(2025, 1, 8)) == []


def test_without_publication_only_full_dates_are_read():
    assert days("on Saturday, 28 January, and on 1 March 2025", None) == [("2025-03-01", "2025-03-01")]


@pytest.mark.parametrize("words", ["soon", "", "2025-13-45", "31 February 2025"])
def test_no_stamp_is_guessed(words):
    assert parse_stamp(words) == ""


def test_a_stamp_keeps_its_zone():
    assert parse_stamp("Sat, 01 Feb 2025 21:15:00 +0200") == "2025-02-01T21:15:00+02:00"


def test_an_interval_within_a_month_names_it_once():
    assert show_interval(Interval(date(2025, 1, 22), date(2025, 1, 24))) == "22–24 Jan"
