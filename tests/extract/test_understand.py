import pytest

from tests.factories import one, read


@pytest.mark.parametrize(
    "text",
    [
        "Berg said that Sudria does not want a truce.",
        "Costas, Berg said, wants no truce.",
        "Berg said Costas is ready for a truce.",
    ],
)
def test_a_claim_about_the_other_side_is_not_ones_own_position(text):
    assert not one(text).own


def test_what_the_other_side_must_do_is_ones_own_demand():
    made = one("Berg said that Sudria must accept a truce.")
    assert made.own
    assert made.stance == "supports"


def test_what_they_are_ready_for_is_not_the_speakers_stance():
    assert not one("Berg said: “They are ready for a truce, we hear.”").own


@pytest.mark.parametrize(
    "text",
    [
        "Berg asked whether a truce was possible.",
        "Berg did not say whether Norland was ready for a truce.",
        "“Are we ready for a truce?” Berg asked.",
    ],
)
def test_questions_and_words_withheld_are_no_position(text):
    assert not one(text).own


def test_words_quoted_inside_a_quotation_are_somebody_elses():
    made = one("Berg said: “And then Costas told me, ‘We are ready for a truce’, and left.”", issue="truce")
    assert made.stance == "unclear"


def test_what_was_read_stays_beside_what_was_understood():
    made = one("The Norlandic president said that a truce must come.")
    assert (made.named_as, made.actor, made.on_behalf_of) == ("The Norlandic president", "berg", "norland")


def test_one_statement_an_issue():
    _, rows = read("Berg called for a truce and said that Norland would not open the dam.")
    assert {"truce"} <= {s.issue for s in rows}


def test_ids_do_not_depend_on_the_run():
    text = "Berg called for a truce."
    assert one(text).id == one(text).id


def test_what_is_only_supposed_is_nobodys_position():
    _, rows = read("If Norland wants a truce, it should think again. Berg said that a truce must come.")
    assert [s.own for s in rows if s.actor == "norland"] in ([], [False])


def test_the_sentence_that_bears_the_stance_is_kept_for_the_brief_to_quote():
    text = "Berg said: “It was a long day. We are ready for a truce. Tomorrow it will rain.”"
    made = one(text)
    assert made.focus.cut(text) == "We are ready for a truce."
