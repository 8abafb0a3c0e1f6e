"""Known names as stand-ins."""

from onrecord.extract.masking import (
    BODY,
    PERSON,
    STATE,
    Mask,
    Masker,
    mask_names,
    merge_pieces,
)
from onrecord.spans import Span
from tests.factories import talks

MASKER = Masker(
    [
        ("Ana Reyes", "reyes", "person"),
        ("Reyes", "reyes", "person"),
        ("the Velmoran Bank", "bank", "body"),
        ("the rebels", "front", "group"),
    ]
)


def cut(text, masks):
    return [(m.span.cut(text), m.actor, m.piece) for m in masks]


def test_the_longest_name_is_found_without_its_article():
    text = "Ana Reyes told the Velmoran Bank and Reyes's aide."
    assert cut(text, MASKER.find(text)) == [
        ("Ana Reyes", "reyes", PERSON),
        ("Velmoran Bank", "bank", BODY),
        ("Reyes", "reyes", PERSON),
    ]


def test_headlines_in_capitals_are_masked():
    assert cut("REYES: NO DEAL", MASKER.find("REYES: NO DEAL")) == [("REYES", "reyes", PERSON)]


def test_common_words_are_no_names():
    assert MASKER.find("The rebels, the reyes and Reyesville") == []


def test_a_negotiations_names_and_adjectives_are_known():
    text = "Berg and Norland's Norlandic ministers"
    assert [m.span.cut(text) for m in mask_names(talks()).find(text)] == ["Berg", "Norland", "Norlandic"]


def test_pieces_of_a_name_become_one():
    masks = [Mask(Span(4, 13), "reyes", PERSON)]
    ids, places = merge_pieces([7, 8, 9, 10], [(0, 3), (4, 7), (8, 13), (14, 18)], masks)
    assert (ids, places) == ([7, PERSON, 10], [(0, 3), (4, 13), (14, 18)])


def test_a_later_paragraph_does_not_see_the_names_before_it():
    masks = [Mask(Span(0, 3), "a", STATE), Mask(Span(20, 23), "b", PERSON)]
    assert merge_pieces([7, 8], [(20, 23), (24, 26)], masks)[0] == [PERSON, 8]
