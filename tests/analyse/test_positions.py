from datetime import date

from onrecord.analyse.everything import analyse
from onrecord.model import Stance
from tests.factories import DAY, evidence, talks

FOR = "Berg said on Saturday that a truce must come first, whatever the cost."
AGAINST = "Berg rejected a truce on Friday."
OTHER = "Costas rejected a truce on Saturday."


def position(actor, issue, *articles, as_of=DAY):
    found = analyse(talks(), evidence(*articles), as_of)
    return next((p for p in found.positions if (p.actor, p.issue) == (actor, issue)), None)


def test_the_newest_day_with_a_clear_stance_counts():
    made = position("berg", "truce", (FOR, {}), (AGAINST, {}))
    assert made.stance is Stance.SUPPORTS
    assert made.newest == date(2025, 2, 1)
    assert made.spread > 0


def test_contradictory_words_of_one_day_are_unclear():
    made = position("berg", "truce", (FOR, {}), ("Berg rejected a truce on Saturday.", {}))
    assert made.stance is Stance.UNCLEAR


def test_nothing_published_later_is_used():
    later = ("Berg rejected a truce on Monday.", {"published": "2025-02-03"})
    assert position("berg", "truce", (FOR, {}), later) == position("berg", "truce", (FOR, {}))


def test_an_undated_article_makes_no_position():
    assert position("berg", "truce", (FOR, {"published": ""})) is None


def test_a_claim_about_another_makes_no_position_of_his():
    assert position("costas", "truce", ("Berg said that Costas does not want a truce.", {})) is None


def test_old_words_are_marked_stale():
    assert position("berg", "truce", (FOR, {}), as_of=date(2025, 3, 30)).stale
    assert not position("berg", "truce", (FOR, {})).stale


def test_copies_and_shared_quotations_are_one_origin():
    words = "Berg said: “We are ready for a truce on the whole river.”"
    made = position("berg", "truce", (words, {}), (f"In Norville nothing else was heard. {words}", {}))
    assert (made.articles, made.origins) == (2, 1)


def test_words_told_in_two_ways_are_two_origins():
    assert position("berg", "truce", (FOR, {}), ("Berg wants a truce.", {})).origins == 2


def test_old_words_that_resurface_keep_their_day():
    first = ("Berg said on 14 June 2024: “We are ready for a truce on the whole river.”", {})
    again = ("Berg said: “We are ready for a truce on the whole river.”", {"published": "2025-02-01"})
    assert position("berg", "truce", first, again).newest == date(2024, 6, 14)
