"""The corpus's pairs of passage and claim: their form, and true claims made false by a step."""

import random

import pytest
from training.examples import ROOT, read_corpus
from training.pairs import Pair, from_stances, read_pairs
from training.spoil import Spoiler
from training.stances import read_stances

PAIRS = sorted((ROOT / "corpus" / "pairs").glob("*.txt"))
TRUE = Pair("a-001", "Berg will not sign before the gates are opened.", "Berg will not sign yet.", 0, (), "P")


def test_braces_mark_what_a_claim_adds_or_turns(tmp_path):
    file = tmp_path / "p.txt"
    file.write_text(
        "# a-001\nBerg signed on Monday.\nP: Berg put her name to it.\nF: Berg {refused to sign}.\nA: Berg signed {in Rome}.\n"
    )
    true, flawed, added = read_pairs(file)
    assert (true.whole, true.marked) == (0, ())
    assert (
        flawed.claim == "Berg refused to sign."
        and flawed.claim[slice(*flawed.marked[0])] == "refused to sign"
    )
    assert (flawed.whole, added.whole) == (1, 2)


@pytest.mark.parametrize("line", ["P: Berg {signed}.", "F: Berg did not sign.", "A: Berg {signed."])
def test_a_line_of_another_form_is_named(tmp_path, line):
    file = tmp_path / "p.txt"
    file.write_text(f"# a-001\nBerg signed.\n{line}\n")
    with pytest.raises(ValueError, match=r"p\.txt:3"):
        read_pairs(file)


def test_every_pair_of_the_corpus_is_of_an_article_that_is_there():
    known = {a.id for a in read_corpus()}
    rows = [p for f in PAIRS for p in read_pairs(f)]
    assert rows and {p.article for p in rows} <= known


def test_no_passage_is_taken_from_the_shipped_examples():
    shipped = " ".join(f.read_text("utf-8") for f in (ROOT / "examples").rglob("*.txt"))
    assert not [p for f in PAIRS for p in read_pairs(f) if p.passage in shipped]


def test_a_contrast_line_bears_turns_or_lacks_its_proposition():
    rows = read_stances(sorted((ROOT / "corpus" / "stances").glob("*.txt"))[0])
    made = from_stances(rows, random.Random(1))
    assert {p.kind: p.whole for p in made} == {
        "supports": 0,
        "opposes": 1,
        "conditional": 1,
        "unclear": 2,
        "unrelated": 2,
    }


def test_an_exchanged_word_is_marked_and_stands_in_no_passage():
    spoiler = Spoiler(read_corpus()[:6])
    made = spoiler.exchanged(TRUE, random.Random(3))
    words = [made.claim[a:b] for a, b in made.marked]
    assert made.whole == 2 and words and not any(w in TRUE.passage for w in words)


def test_a_denied_claim_says_what_was_denied_and_denies_what_was_said():
    spoiler = Spoiler(read_corpus()[:2])
    said = spoiler.denied(TRUE, random.Random(1))
    back = spoiler.denied(Pair("a", "x", "Berg will sign.", 0, (), "P"), random.Random(1))
    assert said.claim == "Berg will sign yet." and said.whole == 1
    assert back.claim in ("Berg will not sign.", "Berg will never sign.")
