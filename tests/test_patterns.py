import pytest

from onrecord.patterns import compile_patterns


@pytest.mark.parametrize(
    ("pattern", "words", "hit"),
    [
        ("rule* out", "They ruled out a deal", True),
        ("rule* out", "They ruled it out", False),
        ("no .. talks", "There will be no direct talks", True),
        ("no .. talks", "No one of the many people there had talks", False),
        ("truce|ceasefire", "a cease fire, a truce", True),
        ("without us", "talks without US help", False),
        ("EU", "the eu", False),
        ("@kyiv must", "Kyiv must", True),
    ],
)
def test_patterns(pattern, words, hit):
    found = compile_patterns([pattern], {"kyiv": ("Kyiv", "Ukraine")})
    assert bool(found.search(words)) is hit


def test_an_unknown_actor_is_refused():
    with pytest.raises(ValueError, match="unknown actor"):
        compile_patterns(["@nobody"], {})
