from datetime import date

from onrecord.analyse.everything import known_by
from onrecord.analyse.position_map import MapOptions
from onrecord.pipeline.inquiring import Inquiry
from tests.factories import stand, stands, talks

DAY = date(2025, 2, 10)


def look(*pairs):
    return Inquiry(talks(), known_by(stands(*pairs), DAY), DAY, MapOptions(draws=0))


def test_the_wider_and_the_more_spoken_of_comes_first():
    rows = [stand(f"2025-02-0{d}", "berg", "supports") for d in range(1, 7)]
    rows += [stand(f"2025-02-0{d}", "costas", "opposes") for d in range(1, 7)]
    rows += [stand("2025-02-01", "berg", "supports", "dam"), stand("2025-02-01", "costas", "opposes", "dam")]
    found = look(*rows).disputes
    assert [d.issue for d in found] == ["truce", "dam"]
    assert found[0].rank > found[1].rank
    assert (found[0].supporters[0].side, found[0].opponents[0].side) == ("norland", "sudria")


def test_agreement_is_no_dispute():
    assert (
        look(stand("2025-02-09", "berg", "supports"), stand("2025-02-09", "costas", "supports")).disputes
        == ()
    )


def test_a_condition_stands_against_a_yes_where_nobody_says_no():
    rows = [stand("2025-02-09", "berg", "supports"), stand("2025-02-09", "costas", "conditional")]
    (found,) = look(*rows).disputes
    assert found.opponents[0].stance.value == "conditional"


def test_an_outlet_that_quotes_one_side_a_hundred_times_counts_once():
    few = [stand(f"2025-02-0{d}", "costas", "opposes", "dam", outlet="south.example") for d in range(1, 5)]
    many = [
        stand(f"2025-02-0{1 + d % 9}", "berg", "supports", text=f"A truce, number {d}.") for d in range(100)
    ]
    share = look(*few, *many).salience
    assert abs(share["truce"] - share["dam"]) < 0.1
    assert abs(sum(share.values()) - 1) < 1e-3


def test_nothing_said_is_no_attention():
    assert look().salience == {}
    assert look().disputes == ()
