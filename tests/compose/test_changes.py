from datetime import date

from onrecord.analyse.everything import changes_of, known_by
from onrecord.audit.own import find_faults
from onrecord.compose.changes import compose_changes
from onrecord.document import Sentence
from tests.factories import stand, stands, talks

WINDOW = (date(2025, 2, 1), date(2025, 3, 1))
YES = "We are ready for a truce on the whole river."
NO = "There will be no truce while I am in office."


def document(*pairs):
    evidence = stands(*pairs)
    known = known_by(evidence, WINDOW[1])
    made = compose_changes(talks(), evidence, changes_of(talks(), known, WINDOW), known)
    assert list(find_faults(made, evidence)) == []
    return made


def lines(*pairs):
    groups = document(*pairs).sections[0].groups
    return {g.title: [x.text for x in g.lines] for g in groups}


def test_a_turn_is_told_with_the_words_and_days_before_and_after():
    rows = stand("2025-01-10", "berg", "supports", text=YES), stand("2025-02-10", "berg", "opposes", text=NO)
    assert lines(*rows) == {
        "Turned": [
            "Norland now does not want a truce (Anna Berg: “There will be no truce while I am in office”, "
            "10 Feb); before: wants a truce (Anna Berg: “We are ready for a truce on the whole river”, 10 Jan)."
        ]
    }


def test_every_line_is_cited():
    rows = [
        stand("2025-02-05", "berg", "supports", text=YES),
        stand("2025-02-08", "costas", "opposes", text=NO),
    ]
    rows += [
        stand("2025-02-10", "berg", "supports"),
        stand("2025-02-10", "falk", "opposes"),
        stand("2024-12-01", "costas", "supports", "dam", published="2025-02-11"),
    ]
    made = document(*rows)
    told = [x for g in made.sections[0].groups for x in g.lines]
    assert all(isinstance(x, Sentence) and x.citations for x in told)
    assert [g.title for g in made.sections[0].groups] == [
        "New",
        "Fell silent",
        "Reaffirmed",
        "Contradict each other",
        "Only now reported",
    ]


def test_nothing_changed_is_said():
    (line,) = document(stand("2025-01-10", "berg", "supports")).sections[0].groups[0].lines
    assert line.text == "No change in 1 articles known by then."
