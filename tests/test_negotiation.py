from datetime import date

import pytest

from onrecord.errors import NegotiationError
from onrecord.negotiation import load_negotiation, parse_negotiation
from tests.factories import EXAMPLE, TALKS, talks


def refused(raw: bytes) -> str:
    with pytest.raises(NegotiationError) as caught:
        parse_negotiation(raw)
    return "\n".join(caught.value.lines())


def test_a_misspelt_key_is_named_with_what_was_meant():
    assert "did you mean 'aliases'" in refused(TALKS.replace(b"aliases", b"alliases", 1))


def test_an_unknown_actor_in_a_role_is_named():
    assert "did you mean 'norland'" in refused(TALKS.replace(b'of = "norland"', b'of = "norlnd"', 1))


def test_two_actors_cannot_share_an_alias():
    assert "share the alias 'Berg'" in refused(TALKS.replace(b'"Lund"]', b'"Lund", "Berg"]'))


def test_broken_toml_says_where():
    assert "line" in refused(b"id = 'x'\nname = \n")


def test_a_wrong_type_is_named():
    assert "expected: bool" in refused(TALKS.replace(b"party = true", b'party = "yes"', 1))


@pytest.mark.parametrize("key", [b"supports", b"opposes", b"terms"])
def test_a_pattern_of_an_unknown_actor_is_refused(key):
    raw = TALKS + b'[[issues]]\nid = "x"\nlabel = "X"\nproposition = "X"\n' + key + b' = ["@nobody"]\n'
    assert "nobody" in refused(raw)


def test_a_missing_file_says_what_to_do(tmp_path):
    with pytest.raises(NegotiationError) as caught:
        load_negotiation(tmp_path / "none.toml")
    assert "onrecord init" in caught.value.todo


def test_who_speaks_for_a_party_depends_on_the_day():
    assert talks().party_of("berg", date(2025, 2, 2)) == "norland"
    assert talks().party_of("berg", date(2025, 8, 1)) == ""


def test_the_example_has_at_least_fourteen_issues():
    assert len(load_negotiation(EXAMPLE / "negotiation.toml").issues) >= 14


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'opposes = ["no .. truce"]', b"opposes = [5]"),
        (b'opposes = ["no .. truce"]', b'opposes = ["*"]'),
        (b'label = "Truce"', b'label = "  "'),
        (b'name = "Norland"', b'name = "The \\"Norland\\""'),
        (b"from = 2024-01-01, to = 2025-06-30", b"from = 2024-01-01T00:00:00Z"),
        (b"from = 2024-01-01, to = 2025-06-30", b"from = 2025-01-01, to = 2024-06-30"),
        (b'camp = "north"', b'camp = "nrth"'),
    ],
)
def test_what_would_break_later_is_refused_at_once(old, new):
    assert refused(TALKS.replace(old, new, 1))
