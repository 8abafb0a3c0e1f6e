from onrecord.gather.origins import group_origins
from tests.factories import article

WORDS = [
    f"Sentence number {i} tells of the {w} on the river and of what the parties said."
    for i, w in enumerate(["truce", "dam", "bridge", "boat", "mill", "ferry", "lock", "weir"])
]
TEXT = "\n\n".join(WORDS)


def test_a_shortened_copy_is_grouped_with_its_origin():
    copy = "\n\n".join(["Another beginning of the story.", *WORDS[2:6]])
    (origin,) = group_origins([article(TEXT, "2025-02-01"), article(copy, "2025-02-02")])
    assert origin.articles[0] == article(TEXT).id
    assert "%" in origin.reason


def test_reports_of_one_event_in_other_words_are_not_copies():
    other = "\n\n".join(
        f"What {w} means to the valley nobody knows, people say in house {i}."
        for i, w in enumerate(["peace", "water", "fish", "grain"])
    )
    assert group_origins([article(TEXT), article(other)]) == ()


def test_ten_thousand_copies_take_no_quadratic_time():
    copies = [article(f"{TEXT}\n\nCopy {i}.") for i in range(2000)]
    (origin,) = group_origins(copies)
    assert len(origin.articles) == 2000
