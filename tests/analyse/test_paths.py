from datetime import date

import pytest

from onrecord.analyse.everything import changes_of, known_by
from onrecord.analyse.paths import find_paths
from onrecord.analyse.utterances import actor_of, find_utterances
from tests.factories import stand, stands, talks

FIRST, LAST = date(2025, 1, 1), date(2025, 3, 31)


def kinds(*pairs, side="norland"):
    known = known_by(stands(*pairs), LAST)
    found = changes_of(talks(), known, (FIRST, LAST))
    rows = [c for c in found.changes if c.side == side and c.kind != "silent"]
    return [f"{c.day:%m-%d} {c.kind}" for c in reversed(rows)]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("supports", "supports", "reaffirmed"),
        ("supports", "opposes", "reversed"),
        ("opposes", "supports", "reversed"),
        ("supports", "conditional", "newly conditional"),
        ("conditional", "supports", "condition dropped"),
        ("opposes", "conditional", "softened"),
        ("conditional", "opposes", "hardened"),
    ],
)
def test_what_two_days_of_one_speaker_make(before, after, kind):
    rows = stand("2025-01-10", "berg", before), stand("2025-02-01", "berg", after)
    assert kinds(*rows) == ["01-10 new", f"02-01 {kind}"]


def test_yes_and_only_if_on_one_day_is_only_if():
    rows = [stand("2025-01-10", "berg", s) for s in ("supports", "conditional", "opposes")[:2]]
    assert kinds(*rows, stand("2025-01-12", "berg", "conditional")) == ["01-10 new", "01-12 reaffirmed"]


def test_a_day_that_contradicts_itself_changes_nothing():
    rows = [stand("2025-01-12", "berg", s) for s in ("supports", "opposes")]
    assert kinds(stand("2025-01-10", "berg", "supports"), *rows) == ["01-10 new"]


def test_a_voice_against_the_leader_is_a_contradiction_and_no_change():
    rows = stand("2025-01-10", "berg", "supports"), stand("2025-01-12", "falk", "opposes")
    assert kinds(*rows) == ["01-10 new"]
    found = changes_of(talks(), known_by(stands(*rows), LAST), (FIRST, LAST))
    assert [(c.kind, c.one.speakers, c.other.speakers) for c in found.contradictions] == [
        ("voices", frozenset(("berg",)), frozenset(("falk",)))
    ]


def test_the_leader_against_a_voice_has_the_last_word():
    rows = stand("2025-01-10", "falk", "supports"), stand("2025-01-12", "berg", "opposes")
    assert kinds(*rows) == ["01-10 new", "01-12 reversed"]


def test_the_leaders_word_is_the_days_when_a_voice_contradicts_it():
    rows = stand("2025-01-10", "falk", "supports"), stand("2025-01-10", "berg", "opposes")
    assert kinds(*rows, stand("2025-01-12", "berg", "opposes")) == ["01-10 new", "01-12 reaffirmed"]


def test_a_voice_long_after_the_leader_is_a_change():
    rows = stand("2025-01-10", "berg", "supports"), stand("2025-01-20", "falk", "opposes")
    assert kinds(*rows) == ["01-10 new", "01-20 reversed"]


def test_two_who_do_not_lead_need_a_second_day():
    rows = stand("2025-01-10", "costas", "supports"), stand("2025-01-12", "sudria", "opposes")
    assert kinds(*rows, side="sudria") == ["01-10 new"]
    again = stand("2025-01-14", "sudria", "opposes")
    assert kinds(*rows, again, side="sudria") == ["01-10 new", "01-14 reversed"]


def test_an_unsure_reading_makes_no_turn():
    rows = stand("2025-01-10", "berg", "supports"), stand("2025-02-01", "berg", "opposes", level="unsure")
    assert kinds(*rows) == ["01-10 new"]


def test_speakers_alone_contradict_nobody():
    known = known_by(
        stands(stand("2025-01-10", "berg", "supports"), stand("2025-01-12", "falk", "opposes")), LAST
    )
    paths, apart = find_paths(find_utterances(known, actor_of), talks().leads)
    assert [(p.side, p.stance.value) for p in paths] == [("berg", "supports"), ("falk", "opposes")]
    assert apart == ()
