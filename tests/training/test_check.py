"""Faults in labelled articles are found and said in words."""

import pytest
from training.check import find_faults, main
from training.marks import parse_labelled

from tests.training.test_marks import HEAD

LABEL = "1 | Ana Reyes | Velmora | - | demand | own | - | -"


def faults(body, label=LABEL):
    return " / ".join(find_faults(parse_labelled(f"# genre: g\n# field: f\n{HEAD}\n{body}\n---\n{label}\n")))


def test_a_sound_article_has_no_faults():
    assert faults("<s1>Reyes</s1> <c1>said</c1> <q1>“no”</q1>.") == ""


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("<s1>Rey</s1>es <c1>wants</c1> <q1>peace</q1>.", "cuts a word"),
        ("<s1>Reyes</s1> <c1>wants</c1> <q1>peace.</q1>", "the sentence's own “.”"),
        ("<s1>Reyes</s1> <c1>said</c1> “<q1>peace”</q1>.", "leaves out a quotation mark"),
        ("<s1>Reyes</s1> <c1>wants</c1> peace.", "no content"),
        ("<c1>wants <q1>peace</q1></c1>.", "the cue overlaps"),
        ("<c1>wants</c1> <q1><s1>Reyes</s1> home</q1>.", "the source lies inside"),
        ("<c1>wants</c1> <q1>peace\n\nnow</q1>.", "runs over paragraphs"),
        ("<c1>wants</c1> <q1>peace </q1>.", "white space"),
    ],
)
def test_faults_of_spans(body, says):
    assert says in faults(body)


def test_a_speaker_who_is_not_in_the_head_is_a_fault():
    assert "is no actor" in faults("<c1>wants</c1> <q1>it</q1>", LABEL.replace("Ana Reyes", "Ann Reyes"))


def test_a_file_with_faults_makes_the_command_fail(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(f"{HEAD}\nNothing here.\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert "no line ---" in capsys.readouterr().out
