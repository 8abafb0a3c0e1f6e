"""The chance that a statement is right, and the word for it."""

import json

from onrecord.extract.confidence import Calibration, Clues, load_calibration


def test_better_clues_make_a_better_chance():
    made = load_calibration()
    assert made.chance(Clues(0.99, 0.97)) > made.chance(Clues(0.4, 0.97))


def test_a_chance_lies_between_nothing_and_certainty():
    made = Calibration((50.0,) * 11, 0.9, 0.5)
    assert 0 <= made.chance(Clues(1, 1, stance=0.0)) <= made.chance(Clues(1, 1)) <= 1


def test_levels_are_set_by_their_limits():
    made = Calibration((0.0,) * 11, 0.9, 0.5)
    assert [made.level(c) for c in (0.95, 0.9, 0.6, 0.1)] == ["sure", "sure", "likely", "unsure"]


def test_a_broken_file_calls_nothing_sure(tmp_path):
    (tmp_path / "confidence.json").write_text(json.dumps({"weights": "no"}), encoding="utf-8")
    made = load_calibration(tmp_path)
    assert made.level(made.chance(Clues(0.99, 0.97))) != "sure"
