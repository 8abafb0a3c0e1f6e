import pytest

from onrecord.analyse.notices import find_notices
from onrecord.model import Evidence
from tests.factories import article


def touched(notice, *earlier):
    made = [article(text, published="2025-02-01", title=title) for title, text in earlier]
    late = article(notice, published="2025-02-03")
    found = find_notices(Evidence((*made, late)))
    return [[made.index(a) for a in made if a.id in n.touches] for n in found]


OLD = ("A truce on the river is near", "Berg said that a truce was near.")


@pytest.mark.parametrize(
    ("notice", "about"),
    [
        ("Correction: our report “A truce on the river is near” gave a wrong name.", [[0]]),
        ("Costas spoke.\n\nAn earlier version of this article gave a wrong name.", [[]]),
        ("Berg said that the correction of the border will take time.", []),
    ],
)
def test_a_notice_and_the_article_it_names(notice, about):
    assert touched(notice, OLD) == about


def test_another_outlets_article_is_not_touched():
    one = article("Berg said that a truce was near.", outlet="other.example", title=OLD[0])
    late = article("Correction: our report “A truce on the river is near” was wrong.", published="2025-02-03")
    assert find_notices(Evidence((one, late)))[0].touches == ()
