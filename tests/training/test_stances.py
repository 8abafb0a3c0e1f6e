"""Contrast sets: a proposition and the statements held against it."""

import pytest
from training.marks import MarkError
from training.stances import main, read_stances

SET = """# Monitors watch the border.
+ Reyes | wants | observers there
- [She proposed monitors.] Sel | rejected | that
"""


def test_each_line_is_a_question_with_its_answer(tmp_path):
    (tmp_path / "s.txt").write_text(SET, encoding="utf-8")
    (first, supports), (second, opposes) = read_stances(tmp_path / "s.txt")
    assert (first.content, first.proposition, supports) == (
        "observers there",
        "Monitors watch the border.",
        0,
    )
    assert (second.context, second.source, opposes) == ("She proposed monitors.", "Sel", 1)


def test_a_broken_line_is_named(tmp_path):
    (tmp_path / "s.txt").write_text(SET + "+ Reyes wants it\n", encoding="utf-8")
    with pytest.raises(MarkError, match="line 4"):
        read_stances(tmp_path / "s.txt")


def test_a_line_twice_is_a_fault(tmp_path, capsys):
    (tmp_path / "s.txt").write_text(SET + "+ Reyes | wants | observers there\n", encoding="utf-8")
    assert main([str(tmp_path / "s.txt")]) == 1
    assert "twice" in capsys.readouterr().out
