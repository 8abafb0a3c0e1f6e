"""What a model doubts about labels."""

from training.doubts import find_doubts

from onrecord.extract.by_tagger import TaggerExtractor
from tests.training.test_marks import article

READER = TaggerExtractor()


def test_a_statement_without_a_label_is_doubted():
    made = article(
        "<s1>Reyes</s1> <c1>said</c1> <q1>that it was over</q1>.\n\nThe union rejected the offer on Monday."
    )
    found = [words for _, words in find_doubts(made, READER)]
    assert len(found) == 1
    assert found[0].startswith("no label: The union | rejected | the offer")


def test_a_label_that_the_model_shares_is_not():
    made = article("<s1>The union</s1> <c1>rejected</c1> <q1>the offer</q1>.")
    assert find_doubts(made, READER) == []


def test_contents_cut_otherwise_are_doubted():
    made = article(
        "<s1>The ministry</s1> <c1>said</c1> that the border would stay shut until <q1>the spring</q1>."
    )
    (_, words) = find_doubts(made, READER)[0]
    assert "content “the spring”" in words
