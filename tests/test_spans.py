import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.spans import Span, flat, head, join, paragraphs, trim, without


def test_a_span_cannot_end_before_it_begins():
    with pytest.raises(ValueError):
        Span(3, 2)


@given(st.text(max_size=300))
def test_flat_text_keeps_its_length(text):
    assert len(flat(text)) == len(text)


@given(st.text(alphabet="ab \n.\t", max_size=200))
def test_paragraphs_are_in_order_and_lose_no_word(text):
    found = paragraphs(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert "".join(text.split()) == "".join("".join(p.cut(text).split()) for p in found)


def test_hard_wrapped_lines_are_one_paragraph():
    text = "THE PRESIDENT: I want to thank the people of this great city\nwho came here today in numbers that nobody expected to see\nand I mean it.\n\nNext one."
    assert [p.cut(text)[:9] for p in paragraphs(text)] == ["THE PRESI", "Next one."]


def test_long_lines_are_paragraphs_of_their_own():
    text = "a" * 120 + "\n" + "b" * 120
    assert len(paragraphs(text)) == 2


def test_trim_takes_marks_off_the_edges():
    assert trim(Span(0, 7), ' "a b",', '",').cut(' "a b",') == "a b"


def test_join_closes_gaps_of_white_space_only():
    assert join([Span(0, 2), Span(3, 5)], "ab cd") == (Span(0, 5),)


def test_without_cuts_holes():
    assert without(Span(0, 10), [Span(2, 4), Span(8, 12)]) == [Span(0, 2), Span(4, 8)]


def test_a_transcript_that_opens_with_a_label_has_no_head():
    assert head("MR. SMITH: Hello\n\nbody") == ({}, 0)


def test_a_head_ends_at_the_blank_line():
    text = "Title: Talks\nPublished: 2025-02-01\n\nBody"
    known, body = head(text)
    assert known["title"] == "Talks"
    assert text[body:].strip() == "Body"
