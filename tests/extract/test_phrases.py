"""What a noun phrase names by itself, and who speaks for whom."""

import pytest

from tests.factories import read


@pytest.mark.parametrize(
    ("source", "actor"),
    [
        ("A spokesman for Norland", "norland"),
        ("NORLAND", "norland"),
        ("A former spokesman for Norland", ""),
        ("A spokesman for Berg", ""),
        ("Two officials from Norland", ""),
    ],
)
def test_who_speaks(source, actor):
    _, rows = read(f"{source} said that the plan was fair.")
    assert [s.actor for s in rows] == [actor]


def test_one_who_speaks_for_another_says_so():
    _, rows = read("Norland, on behalf of Sudria, said that the plan was fair.")
    assert {(s.actor, s.on_behalf_of) for s in rows} == {("norland", "sudria")}


def test_the_role_is_the_one_held_on_the_day_the_words_were_said():
    text = "On 3 August 2025 the Norlandic president said that the plan was fair."
    _, rows = read(text, published="2026-01-05")
    assert [s.actor for s in rows] == ["lund"]
    _, rows = read(text.replace("August", "March"), published="2026-01-05")
    assert [s.actor for s in rows] == ["berg"]
