from onrecord.analyse.everything import analyse
from tests.factories import DAY, evidence, talks

FOR = ("Berg said that a truce must come first.", {})
AGAINST = ("Costas rejected a truce.", {})


def kinds(*articles):
    return [(o.kind, o.issue, len(o.sides)) for o in analyse(talks(), evidence(*articles), DAY).obstacles]


def test_opposite_stances_of_two_camps_are_a_dispute_cited_from_both_sides():
    assert kinds(FOR, AGAINST) == [("dispute", "truce", 2)]


def test_agreement_is_no_obstacle():
    assert kinds(FOR, ("Costas wants a truce.", {})) == []


def test_an_unanswered_precondition_stands_alone():
    assert kinds(("Costas said that Norland must open the dam.", {})) == [("precondition", "dam", 1)]


def test_a_condition_against_support_weighs_less_than_a_dispute():
    strong = analyse(talks(), evidence(FOR, AGAINST), DAY).obstacles[0].weight
    tied = ("Costas said that Sudria was ready for a truce if the dam stays closed.", {})
    weak = [o for o in analyse(talks(), evidence(FOR, tied), DAY).obstacles if o.issue == "truce"]
    assert weak[0].weight < strong


def test_one_article_or_none_does_no_harm():
    assert kinds(FOR) == []
    assert kinds() == []
