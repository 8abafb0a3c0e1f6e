import pytest

from onrecord.store.search import BEGIN, END, SearchIndex, Wanted
from tests.factories import evidence, talks

NAMES = {a.id: a.name for a in talks().actors}


@pytest.fixture
def index():
    held = evidence(
        ("Anna Berg said on Friday that the truce on the river must hold for a month.", {}),
        (
            "Petros Costas said on Friday that Sudria rejects any truce.",
            {"outlet": "other.example", "published": "2025-02-03"},
        ),
    )
    made = SearchIndex(held, NAMES)
    made.held = held
    yield made
    made.close()


def test_words_are_found_and_marked(index):
    hits = index.statements(Wanted("truce"))
    assert hits.total == 2
    assert all(f"{BEGIN}truce{END}" in h.shown for h in hits.hits)


def test_a_begun_word_is_found_and_a_whole_phrase(index):
    assert index.statements(Wanted("riv")).total == 1
    assert index.statements(Wanted('"any truce"')).total == 1
    assert index.statements(Wanted('"truce any"')).total == 0


def test_a_speaker_is_found_by_name(index):
    assert index.statements(Wanted("Costas truce")).total == 1


@pytest.mark.parametrize(
    ("words", "count"),
    [({"side": "norland"}, 1), ({"side": "berg"}, 1), ({"outlet": "other.example"}, 1), ({"since": "2025-02-03"}, 0),
     ({"issue": "truce"}, 2), ({"issue": "dam"}, 0), ({"stance": "opposes"}, 1)],
)  # fmt: skip
def test_what_is_found_can_be_kept_to(index, words, count):
    assert index.statements(Wanted("truce", **words)).total == count


def test_articles_are_found_by_their_text(index):
    assert index.articles(Wanted("river month")).total == 1


@pytest.mark.parametrize(
    "words", ['"', "NEAR(", "a AND", "col:x", "*", "--", "'; DROP TABLE said;", "(((", "^", "x" * 500]
)
def test_no_syntax_is_syntax(index, words):
    index.statements(Wanted(words))
    index.articles(Wanted(words))


def test_corrections_are_taken_up(index):
    from dataclasses import replace

    held = index.held
    moved = replace(held, statements=tuple(replace(s, issue="dam") for s in held.statements))
    index.refresh(moved, NAMES)
    assert index.statements(Wanted("truce", issue="dam")).total == 2
