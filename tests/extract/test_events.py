import pytest

from onrecord.analyse.timeline import find_happenings
from onrecord.extract.events import EventFinder
from onrecord.extract.names import Names
from onrecord.model import Evidence
from tests.factories import article, talks


def events(text, **words):
    made = article(text, **words)
    return [(e.kind, e.actors, e.when.first.isoformat()) for e in EventFinder(Names(talks())).find(made)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Anna Berg met Petros Costas in Sudtown on Saturday.",
            ("meeting", ("berg", "costas", "sudria"), "2025-02-01"),
        ),
        ("On 30 January Berg spoke by phone with Costas.", ("call", ("berg", "costas"), "2025-01-30")),
        ("Costas arrived in Norville on Friday.", ("visit", ("costas", "norland"), "2025-01-31")),
        ("Norland paused its deliveries on Friday.", ("decision", ("norland",), "2025-01-31")),
        (
            "Norlandic and Sudrian envoys held talks on Friday.",
            ("meeting", ("norland", "sudria"), "2025-01-31"),
        ),
        ("It began on Friday. Berg met Costas for an hour.", ("meeting", ("berg", "costas"), "2025-01-31")),
    ],
)
def test_what_happened_is_found_with_who_and_when(text, found):
    assert events(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Berg will meet Costas on Saturday.",
        "Berg refused on Friday to sit down with Costas.",
        "Berg met Costas.",  # no day
        "Berg met an old friend on Friday.",  # one listed actor
        "“On Friday I met Costas,” Berg told Norville radio.",  # said, not told as a fact
        "Berg had met Costas in March 2022, aides said on Friday.",  # the nearest date is too vague
    ],
)
def test_what_is_planned_denied_claimed_or_undated_is_none(text):
    assert events(text) == []


def test_reports_of_one_event_are_one():
    finder, texts = (
        EventFinder(Names(talks())),
        ("Anna Berg met Petros Costas on Saturday.", "On Saturday Costas sat down with Berg."),
    )
    articles = [article(t) for t in texts]
    (one,) = find_happenings(
        Evidence(tuple(articles), events=tuple(e for a in articles for e in finder.find(a)))
    )
    assert len(one.reports) == 2 and one.origins == 2
