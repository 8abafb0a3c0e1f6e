"""The shipped corpus holds to its own rules."""

from pathlib import Path

import pytest
from training.check import find_faults
from training.check_hard import FOLDER as HARD
from training.check_hard import main as check_hard
from training.examples import CORPUS, DRILLS, STANCES, read_corpus
from training.stances import main as check_stances


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(CORPUS, DRILLS)


def test_no_article_has_a_fault(corpus):
    assert [f"{a.id}: {f}" for a in corpus for f in find_faults(a)] == []


def test_the_corpus_has_the_size_it_is_said_to_have(corpus):
    assert len(corpus) >= 450
    assert sum(len(a.statements) for a in corpus) >= 10000


def test_ids_are_file_names_and_no_text_comes_twice(corpus):
    files = [f for folder in (CORPUS, DRILLS) for f in Path(folder).glob("*.txt")]
    assert {a.id for a in corpus} == {f.stem for f in files}
    assert len({a.text for a in corpus}) == len(corpus)


def test_no_contrast_set_has_a_fault(capsys):
    assert check_stances([str(f) for f in sorted(STANCES.glob("*.txt"))]) == 0, capsys.readouterr().out


def test_no_hard_item_has_a_fault(capsys):
    assert check_hard([]) == 0, capsys.readouterr().out
    assert list(HARD.glob("*.txt"))
