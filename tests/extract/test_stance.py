import pytest

from tests.factories import one


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Berg said that a truce must come first.", "supports"),
        ("Berg said that Norland was ready for a truce.", "supports"),
        ("Berg called for a truce.", "supports"),
        ("Berg welcomed the truce.", "supports"),
        ("Berg said that Norland was not ready for a truce.", "opposes"),
        ("Berg said there would be no truce.", "opposes"),
        ("Berg rejected a truce.", "opposes"),
        ("Berg said a truce was unacceptable.", "opposes"),
        ("Berg said: “A truce — it is dangerous for everyone.”", "opposes"),
        ("Berg ruled out a truce.", "opposes"),
        ("Berg does not want a truce.", "opposes"),
        ("Berg said: “If they offer a truce, it is a failed plan.”", "opposes"),
        # open, not opposed
        ("Berg did not rule out a truce.", "unclear"),
        ("Berg spoke about the truce on Monday.", "unclear"),
        ("Berg said the truce was two years old.", "unclear"),
        ("Berg said that the alliance was clearly not about a truce.", "unclear"),
        # on a condition
        ("Berg said that Norland was ready for a truce if the dam stays closed.", "conditional"),
        ("Berg said that Norland was ready for a truce only after the vote.", "conditional"),
        ("Berg said that Norland was ready for a truce, provided the dam stays closed.", "conditional"),
        ("Berg wants no truce without firm guarantees.", "conditional"),
        ("Berg said that a truce should lead to lasting peace.", "conditional"),
        ("Berg said that a truce would need the backing of the army.", "conditional"),
        ("Berg said the truce depends on the other side.", "conditional"),
        ("Berg said: “If it is just a truce, it is a failed plan.”", "conditional"),
    ],
)
def test_stance_towards_the_proposition(text, stance):
    assert one(text).stance == stance


def test_nobody_wants_it_more():
    assert one("Berg said that no one wants a truce more than Norland does.").stance == "supports"


def test_the_condition_has_its_own_span():
    text = "Berg said that Norland was ready for a truce if Sudria leaves the bridge."
    made = one(text)
    assert made.condition.cut(text) == "if Sudria leaves the bridge"


def test_swapping_the_parties_swaps_nothing_else():
    one_way = one("Berg said that Norland was ready for a truce.")
    other = one("Costas said that Sudria was ready for a truce.")
    assert (one_way.stance, one_way.act, one_way.about) == (other.stance, other.act, other.about)
