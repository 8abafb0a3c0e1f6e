import csv
import io
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from onrecord.analyse.everything import known_by
from onrecord.analyse.position_map import MapOptions
from onrecord.analyse.seriation import seriate
from onrecord.pipeline.inquiring import Inquiry
from onrecord.render.map_views import map_csv, map_text
from tests.factories import stand, stands, talks

DAY = date(2025, 2, 10)


def look(*pairs, as_of=DAY, **options):
    return Inquiry(talks(), known_by(stands(*pairs), as_of), as_of, MapOptions(**options))


def cell(*pairs, **options):
    return look(*pairs, **options).map.cells["norland", "truce"]


def test_newer_words_weigh_more_halved_every_half_life():
    made = cell(stand("2025-01-27", "berg", "opposes"), stand("2025-02-10", "berg", "supports"))
    assert made.score == pytest.approx((1 - 0.5) / 1.5, abs=1e-4)
    assert made.strength == pytest.approx(1.5)
    slower = cell(
        stand("2025-01-27", "berg", "opposes"), stand("2025-02-10", "berg", "supports"), half_life=28
    )
    assert slower.score < made.score


def test_the_stance_is_the_one_that_stands_whatever_the_mean():
    rows = [stand(f"2025-02-0{d}", "berg", "supports") for d in range(1, 7)]
    made = cell(*rows, stand("2025-02-09", "berg", "opposes"))
    assert made.stance.value == "opposes"
    assert made.score > 0


def test_the_trend_is_the_score_less_that_of_one_half_life_before():
    made = cell(stand("2025-01-20", "berg", "opposes"), stand("2025-02-10", "berg", "supports"))
    assert made.trend == pytest.approx(made.score + 1, abs=1e-4)
    assert cell(stand("2025-02-10", "berg", "supports")).trend is None


def test_one_article_has_no_band_and_more_have_one():
    assert cell(stand("2025-02-10", "berg", "supports")).low is None
    made = cell(*(stand(f"2025-02-0{d}", "berg", s) for d, s in enumerate(("supports", "opposes") * 4, 1)))
    assert made.low < made.score < made.high


def test_the_order_of_the_evidence_changes_nothing():
    rows = [
        stand(f"2025-02-0{d}", a, s)
        for d, (a, s) in enumerate((("berg", "supports"), ("costas", "opposes")) * 3, 1)
    ]
    assert look(*rows).map == look(*rows[::-1]).map


def test_an_empty_cell_says_in_how_many_articles_nothing_was_found():
    shown = map_text(look(stand("2025-02-10", "berg", "supports")).map, {})
    assert "no statement found in 1 articles" in shown
    assert "no position found in 0 articles" in map_text(look().map, {})


def test_the_csv_has_a_line_for_every_cell_and_its_numbers():
    made = look(stand("2025-02-10", "berg", "supports"), stand("2025-02-10", "costas", "opposes", "dam")).map
    rows = list(csv.DictReader(io.StringIO(map_csv(made))))
    assert len(rows) == 4
    assert {(r["side"], r["issue"]): r["stance"] for r in rows if r["stance"]} == {
        ("norland", "truce"): "supports",
        ("sudria", "dam"): "opposes",
    }


@pytest.mark.parametrize("order", ["pattern", "activity", "name"])
def test_every_order_holds_every_side_once(order):
    rows = [
        stand("2025-02-10", a, "supports", i) for a in ("berg", "costas", "wessia") for i in ("truce", "dam")
    ]
    made = look(*rows, order=order).map
    assert sorted(made.sides) == ["norland", "sudria", "wessia"]
    assert sorted(made.issues) == ["dam", "truce"]


def test_like_stands_beside_like():
    nan = np.nan
    table = np.array([[1, 1, nan, 1], [-1, -1, 1, -1], [1, 1, nan, 0.9], [-1, -1, 1, nan], [1, nan, nan, 1]])
    names = ("a", "b", "c", "d", "e")
    order = "".join(names[i] for i in seriate(table, names))
    assert set(order[:3]) == set("ace")
    shuffled = [3, 0, 4, 2, 1]
    again = "".join(names[shuffled[i]] for i in seriate(table[shuffled], tuple(names[i] for i in shuffled)))
    assert again == order


def test_a_party_that_says_little_can_be_left_out():
    rows = (
        stand("2025-02-09", "berg", "supports"),
        stand("2025-02-10", "berg", "supports"),
        stand("2025-02-10", "costas", "opposes"),
    )
    assert look(*rows, least=2).map.sides == ("norland",)


def test_what_lies_ahead_of_the_day_does_not_weigh():
    rows = stand("2025-02-01", "berg", "supports"), stand("2025-02-09", "berg", "opposes")
    later = Inquiry(talks(), known_by(stands(*rows), DAY), DAY, MapOptions())
    assert replace(later).map.cells["norland", "truce"].stance.value == "opposes"
    assert look(*rows, as_of=date(2025, 2, 2)).map.cells["norland", "truce"].stance.value == "supports"
