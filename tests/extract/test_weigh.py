"""A statement and a proposition as the second model sees them."""

import pytest

from onrecord.extract.pieces import load_tokenizer
from onrecord.extract.reader import FOLDER
from onrecord.extract.weigh import TOWARDS, Question, load_weigher, question_pieces


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(FOLDER / "tokenizer.json")


def test_each_part_is_told_apart(tokenizer):
    ids, features, kinds = question_pieces(
        tokenizer, Question("Before.", "Berg", "wants", "a truce", "Guns rest.")
    )
    assert len(ids) == len(features) == len(kinds)
    assert sorted(set(features.tolist())) == [0, 1, 2, 3, 4, 5]
    assert kinds[features == 5].tolist() == [1] * int((features == 5).sum())
    assert kinds[features == 4].sum() == 0


def test_parts_beyond_measure_are_cut(tokenizer):
    ids, _, _ = question_pieces(
        tokenizer, Question("a " * 999, "b " * 999, "c " * 999, "d " * 999, "e " * 999)
    )
    assert len(ids) <= 512


def test_shares_sum_to_one():
    made = load_weigher().weigh(Question("", "Berg", "rejected", "the truce", "There is a truce."))
    assert made.towards.shape == (len(TOWARDS),)
    assert made.towards.sum() == pytest.approx(1)
    assert made.holds.sum() == pytest.approx(1)
