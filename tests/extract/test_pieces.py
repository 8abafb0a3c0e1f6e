"""Paragraphs as word pieces: places, shapes, quotation marks, windows."""

import pytest

from onrecord.extract.pieces import LONGEST, cut_pieces, load_tokenizer
from onrecord.extract.reader import FOLDER
from onrecord.spans import Span


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(FOLDER / "tokenizer.json")


def test_pieces_know_their_places_in_the_article(tokenizer):
    text = "Berg said. Costas agreed."
    made = cut_pieces(tokenizer, text, Span(11, 25))[0]
    assert text[made.starts[0] : made.ends[0]].startswith("Cost")
    assert made.starts[0] == 11 and made.ends[-1] == 25


def test_marks_and_capitals_are_told(tokenizer):
    text = "“No,” NATO said"
    made = cut_pieces(tokenizer, text, Span(0, len(text)))[0]
    told = {text[a:b]: int(f) for a, b, f in zip(made.starts, made.ends, made.features[1:], strict=False)}
    assert told["“"] // 4 == 3 and told["No"] // 4 == 1 and told["said"] // 4 == 0
    assert told["said"] % 4 == 0 and told["No"] % 4 == 1


def test_a_long_paragraph_is_cut_after_a_sentence(tokenizer):
    text = "The envoy left the room at noon. " * 60
    windows = cut_pieces(tokenizer, text, Span(0, len(text)))
    assert len(windows) > 1
    assert all(len(w.ids) <= LONGEST + 2 for w in windows)
    assert all(text[w.starts[0] : w.starts[0] + 3] == "The" for w in windows)


def test_nothing_makes_no_window(tokenizer):
    assert cut_pieces(tokenizer, "   ", Span(0, 3)) == []


def test_accents_keep_their_places(tokenizer):
    text = "Zelenský said: café"
    made = cut_pieces(tokenizer, text, Span(0, len(text)))[0]
    assert made.ends[-1] == len(text)
