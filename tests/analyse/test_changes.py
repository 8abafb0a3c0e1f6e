from datetime import date, timedelta

import pytest

from onrecord.analyse.everything import analyse, changes_of, known_by
from tests.factories import evidence, stand, stands, talks

WINDOW = (date(2025, 2, 1), date(2025, 3, 1))


def changes(*pairs, window=WINDOW):
    return changes_of(talks(), known_by(stands(*pairs), window[1]), window)


def told(*pairs, window=WINDOW):
    return [(c.kind.value, c.day) for c in changes(*pairs, window=window).changes]


def test_only_the_window_is_told_and_the_past_is_known():
    rows = stand("2025-01-10", "berg", "supports"), stand("2025-02-10", "berg", "opposes")
    assert told(*rows) == [("reversed", date(2025, 2, 10))]


def test_words_before_and_after_stand_in_a_change():
    (made,) = changes(stand("2025-01-10", "berg", "supports"), stand("2025-02-10", "berg", "opposes")).changes
    assert (made.before.day, made.after.day) == (date(2025, 1, 10), date(2025, 2, 10))
    assert made.before.statements and made.after.statements


def test_a_copy_is_no_change():
    words = "We are ready for a truce on the whole river, said the president."
    one = stand("2025-02-10", "berg", "supports", text=words)
    two = stand(
        "2025-02-10", "berg", "supports", text=f"{words} Nothing else was heard.", published="2025-02-12"
    )
    assert told(one, two) == [("new", date(2025, 2, 10))]
    (made,) = changes(one, two).changes
    assert len(made.after.statements) == 2


def test_old_words_that_only_now_surface_are_no_news():
    late = stand("2024-12-01", "berg", "opposes", published="2025-02-20")
    found = changes(stand("2025-01-10", "berg", "supports"), late)
    assert found.changes == ()
    assert [u.day for u in found.late] == [date(2024, 12, 1)]


def test_an_active_side_that_says_nothing_falls_silent_once():
    rows = [stand(d, "berg", "supports") for d in ("2025-01-20", "2025-01-25")]
    assert told(*rows) == [("silent", date(2025, 2, 8))]


def test_one_remark_makes_no_silence():
    assert told(stand("2025-01-25", "berg", "supports")) == []


def test_who_speaks_again_in_time_was_not_silent():
    rows = [stand(d, "berg", "supports") for d in ("2025-01-20", "2025-01-25", "2025-02-07", "2025-02-20")]
    assert [k for k, _ in told(*rows)] == ["reaffirmed", "reaffirmed"]


@pytest.mark.parametrize("pairs", [(), (stand("2025-02-10", "berg", "supports"),)])
def test_little_or_nothing_is_told_as_it_is(pairs):
    assert [k for k, _ in told(*pairs)] == ["new"] * len(pairs)


def test_the_future_moves_nothing():
    past = [stand("2025-01-10", "berg", "supports"), stand("2025-02-10", "berg", "opposes")]
    future = [
        stand("2025-03-02", "berg", "supports"),
        stand("2025-02-20", "berg", "supports", published="2025-03-02"),
    ]
    assert changes(*past) == changes(*past, *future)
    one, two = (analyse(talks(), stands(*rows), WINDOW[1]) for rows in (past, past + future))
    assert one == two


def test_ten_thousand_copies_are_one_utterance():
    made, said = stand("2025-02-10", "berg", "supports", text="We are ready for a truce on the whole river.")
    rows = []
    for number in range(10_000):
        copy, again = stand(
            "2025-02-10", "berg", "supports", text=f"We are ready for a truce on the whole river. {number}"
        )
        rows.append((copy, again))
    found = changes((made, said), *rows)
    assert [c.kind for c in found.changes] == ["new"]


def test_undated_words_are_not_told():
    assert (
        changes_of(
            talks(), known_by(evidence(("Berg wants a truce.", {"published": ""})), WINDOW[1]), WINDOW
        ).changes
        == ()
    )


def test_a_window_of_one_day():
    day = date(2025, 2, 10)
    assert told(stand("2025-02-10", "berg", "supports"), window=(day, day)) == [("new", day)]
    assert (
        told(stand("2025-02-10", "berg", "supports"), window=(day + timedelta(1), day + timedelta(1))) == []
    )
