from datetime import date

import pytest

from onrecord.analyse.everything import known_by
from onrecord.analyse.position_map import MapOptions
from onrecord.pipeline.inquiring import Inquiry
from tests.factories import stand, stands, talks

DAY = date(2025, 2, 10)


def camps(*pairs):
    return Inquiry(talks(), known_by(stands(*pairs), DAY), DAY, MapOptions(draws=0)).camps


def row(day, actor, truce, dam, **words):
    return stand(day, actor, truce, "truce", **words), stand(day, actor, dam, "dam", **words)


TWO_AGAINST_ONE = (
    *row("2025-02-08", "berg", "supports", "opposes"),
    *row("2025-02-08", "wessia", "supports", "opposes"),
    *row("2025-02-08", "costas", "opposes", "supports"),
)


def test_who_says_the_same_stands_together():
    assert [c.sides for c in camps(*TWO_AGAINST_ONE).clusters] == [("norland", "wessia"), ("sudria",)]


def test_a_tie_names_the_issues_of_agreement_and_opposition():
    ties = {(t.one, t.other): t for t in camps(*TWO_AGAINST_ONE).ties}
    assert ties["norland", "wessia"].agree == ("dam", "truce")
    assert ties["norland", "sudria"].oppose == ("dam", "truce")
    assert ties["norland", "sudria"].weight == -1.0


def test_a_place_that_hangs_on_one_article_is_less_stable():
    more = row("2025-02-09", "berg", "supports", "opposes", outlet="second.example")
    found = camps(*TWO_AGAINST_ONE, *more)
    first = found.clusters[0]
    assert 0 < first.by_article["wessia"] < 1
    assert 0 < first.by_outlet["norland"] < 1


def test_a_split_of_a_declared_camp_is_found_with_both_cells():
    found = camps(*TWO_AGAINST_ONE)  # Wessia and Sudria are declared one camp
    assert {(s.camp, s.issue, s.one.side, s.other.side) for s in found.splits} == {
        ("south", "truce", "wessia", "sudria"),
        ("south", "dam", "sudria", "wessia"),
    }


def test_polarisation_is_the_share_of_opposition_week_by_week():
    weeks = camps(*TWO_AGAINST_ONE).polarisation
    assert weeks[-1][0] == DAY
    assert weeks[-1][1] == pytest.approx(4 / 6, abs=1e-3)


@pytest.mark.parametrize("pairs", [(), (stand("2025-02-08", "berg", "supports"),)])
def test_one_side_or_none_has_no_camps(pairs):
    found = camps(*pairs)
    assert found.clusters == () and found.ties == () and found.splits == ()
    assert found.loose == (("norland",) if pairs else ())
