"""Titles an article gives, and who is meant by them later."""

import pytest

from onrecord.extract.learned import UNKNOWN, find_titled, learn_titles
from tests.factories import read


def titles(text):
    return {(t.title.split()[-1], t.actor) for t in learn_titles(text, [])}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Energy Minister Casper Iwu left.", "minister"),
        ("Casper Iwu, the fleet's negotiator, left.", "negotiator"),
        ("Casper Iwu, a former judge of the court, left.", "judge"),
    ],
)
def test_a_title_beside_a_name_is_learned(text, title):
    assert (title, UNKNOWN) in titles(text)


def test_a_title_given_to_nobody_is_nobodys():
    assert find_titled(learn_titles("The minister left early.", []), "the minister", 99) is None


def test_a_title_given_to_a_stranger_names_no_actor():
    _, rows = read(
        "Energy Minister Casper Iwu arrived at noon. The energy minister said that a truce was near."
    )
    assert [s.actor for s in rows] == [""]


def test_a_title_given_to_a_listed_person_names_him():
    _, rows = read(
        "Karl Lund, the fleet's negotiator, arrived at noon. The negotiator said that a truce was near."
    )
    assert [s.actor for s in rows] == ["lund"]
