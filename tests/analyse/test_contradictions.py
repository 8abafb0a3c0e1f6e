from datetime import date

from onrecord.analyse.contradictions import find_contradictions
from onrecord.analyse.everything import changes_of, known_by
from onrecord.analyse.utterances import find_utterances
from tests.factories import stand, stands, talks

DAY = date(2025, 3, 1)


def found(*pairs):
    known = known_by(stands(*pairs), DAY)
    return [
        (c.kind, c.one.stance.value, c.other.stance.value)
        for c in find_contradictions(find_utterances(known), known)
    ]


def test_two_reports_of_one_day_that_differ():
    rows = (
        stand("2025-02-10", "berg", "supports"),
        stand("2025-02-10", "berg", "opposes", outlet="other.example"),
    )
    assert found(*rows) == [("reports", "supports", "opposes")]


def test_a_report_that_drops_the_condition():
    rows = (
        stand("2025-02-10", "berg", "supports"),
        stand("2025-02-10", "berg", "conditional", outlet="other.example"),
    )
    assert found(*rows) == [("reports", "supports", "conditional")]


def test_two_dated_days_are_a_change_and_no_contradiction():
    rows = (
        stand("2025-02-10", "berg", "supports"),
        stand("2025-02-11", "berg", "opposes", outlet="other.example"),
    )
    assert found(*rows) == []


def test_both_halves_of_a_thought_in_one_report_contradict_nothing():
    text = "Yes to a truce, no to this one."
    rows = (
        stand("2025-02-10", "berg", "supports", text=text),
        stand("2025-02-10", "berg", "opposes", text=text),
    )
    assert found(*rows) == []


def test_an_unsure_reading_contradicts_nobody():
    rows = stand("2025-02-10", "berg", "supports"), stand("2025-02-10", "berg", "opposes", level="unsure")
    assert found(*rows) == []


def test_who_says_both_in_one_report_is_listed_once():
    text = "Yes to a truce, no to this one."
    rows = (
        stand("2025-02-10", "berg", "supports", text=text),
        stand("2025-02-10", "berg", "opposes", text=text),
    )
    made = changes_of(talks(), known_by(stands(*rows), DAY), (date(2025, 2, 1), DAY))
    assert [c.kind for c in made.contradictions] == ["speaker"]
    apart = (
        stand("2025-02-10", "berg", "supports"),
        stand("2025-02-10", "berg", "opposes", outlet="o.example"),
    )
    made = changes_of(talks(), known_by(stands(*apart), DAY), (date(2025, 2, 1), DAY))
    assert [c.kind for c in made.contradictions] == ["reports"]
