from datetime import date

from onrecord.analyse.everything import analyse
from tests.factories import stand, stands, talks

DAY = date(2025, 2, 28)


def obstacle(*pairs):
    return next(o for o in analyse(talks(), stands(*pairs), DAY).obstacles if o.issue == "truce")


def test_it_stands_since_the_later_side_took_its_stand():
    rows = (
        stand("2025-01-10", "berg", "supports"),
        stand("2025-02-25", "berg", "supports"),
        stand("2025-02-20", "costas", "opposes"),
    )
    assert obstacle(*rows).since == date(2025, 2, 20)


def test_a_side_that_hardens_makes_it_grow_and_one_that_softens_eases_it():
    asks = stand("2025-02-25", "berg", "supports")
    hard = stand("2025-02-01", "costas", "conditional"), stand("2025-02-24", "costas", "opposes")
    soft = stand("2025-02-01", "costas", "opposes"), stand("2025-02-24", "costas", "conditional")
    assert obstacle(asks, *hard).trend == "growing"
    assert obstacle(asks, *soft).trend == "easing"


def test_nothing_new_on_it_is_steady():
    rows = stand("2025-02-05", "berg", "supports"), stand("2025-02-06", "costas", "opposes")
    more = stand("2025-02-26", "berg", "supports"), stand("2025-02-26", "costas", "opposes")
    assert obstacle(*rows, *more).trend == "steady"


def test_what_would_remove_it_is_told_in_a_sides_own_condition():
    text = "We stop shooting if the bridge is given back."
    rows = (
        stand("2025-02-25", "berg", "supports"),
        stand("2025-02-25", "costas", "conditional", text=text, condition="if the bridge is given back"),
    )
    (said,) = obstacle(*rows).removes
    assert said.condition.cut(text) == "if the bridge is given back"
