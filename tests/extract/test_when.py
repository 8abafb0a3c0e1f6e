import pytest

from tests.factories import one


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Berg said on Saturday that a truce must come.", "2025-02-01"),
        ("On 28 January Berg said that a truce must come.", "2025-01-28"),
        ("Berg told reporters in June 2024 that a truce must come.", "2024-06-01"),
        ("The port was hit on 28 January. Two days later Berg said that a truce must come.", "2025-01-30"),
        ("Talks opened on 30 January. On their eve Berg said that a truce must come.", "2025-01-29"),
        ("Berg said that a truce must come. He was interviewed for it in June 2024.", "2024-06-01"),
        ("Berg told Friday's cabinet that a truce must come.", "2025-01-31"),
    ],
)
def test_the_day_said(text, first):
    assert one(text).said_on.first.isoformat() == first


def test_a_date_inside_what_was_said_dates_nothing():
    assert one("Berg said that the truce of 28 January must hold.").said_on is None


@pytest.mark.parametrize(
    "text",
    [
        "Berg said that a truce must come; the hall was painted on 28 January.",
        "Berg told the Friday Courier that a truce must come.",
    ],
)
def test_the_date_of_something_else_dates_nothing(text):
    assert one(text).said_on is None


def test_no_date_stays_unknown():
    assert one("Berg said that a truce must come.").said_on is None


def test_a_rerun_page_carries_the_day_it_tells():
    text = "Berg said that a truce must come.\n\nFrom the archive: the interview dates from 18 July 2024."
    assert one(text).said_on.first.isoformat() == "2024-07-18"


def test_then_takes_up_the_date_before():
    text = "The terms were named on June 14, 2024. A truce must come first, Berg said then."
    assert one(text).said_on.first.isoformat() == "2024-06-14"


@pytest.mark.parametrize(
    ("words", "occasion"),
    [
        ("in an interview with Reuters", "interview with Reuters"),
        ("on Telegram", "on Telegram"),
    ],
)
def test_the_occasion_is_kept(words, occasion):
    assert one(f"Berg said {words} that a truce must come.").occasion == occasion
