"""An archive is sifted by names and words before anything is read."""

import pytest

from onrecord.extract.sift import Sift
from onrecord.negotiation import parse_negotiation
from tests.factories import TALKS, talks

SIFT = Sift(talks())


@pytest.mark.parametrize(
    "text",
    [
        "Norland wants a truce.",
        "Berg spoke of the truce at length.",
        "the Castle is ready for a ceasefire",
        "NORLAND AGREES TO CEASEFIRE, SAYS BERG",
        "Sudria will open the\ndam.",
    ],
)
def test_what_names_an_actor_and_an_issue_is_read(text):
    assert SIFT.may_matter(text)


@pytest.mark.parametrize(
    "text",
    [
        "The truce between the two clubs holds.",
        "Norland won the cup.",
        "berg is a mountain; the truce of God was a custom",
        "",
    ],
)
def test_what_names_neither_is_not(text):
    assert not SIFT.may_matter(text)


def test_issues_without_vocabulary_leave_nothing_to_sift_by():
    words = TALKS.replace(b'terms = ["dam"]', b"").replace(b'supports = ["open* .. dam"]', b"")
    words = words.replace(b'opposes = ["keep* .. dam .. closed"]', b"")
    assert Sift(parse_negotiation(words)).may_matter("nothing at all")
