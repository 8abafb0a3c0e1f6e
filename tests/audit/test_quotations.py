from onrecord.audit.quotations import is_spliced, nearest, places_of
from onrecord.model import Article, Sighting

TEXT = "Berg said: “We will not sign a truce without the dam.” Later she added: “The gates stay open to all boats.”"
ARTICLE = Article(Article.id_of(TEXT), TEXT, "en", (Sighting("2030-05-01", "a.txt", "", "", ""),))


def test_quoted_words_are_found_whatever_the_style_of_marks_and_commas():
    (place,) = places_of("we will not sign a truce, without the dam", [ARTICLE])
    assert place.span.cut(TEXT) == "We will not sign a truce without the dam"


def test_words_parted_by_an_ellipsis_must_stand_in_order():
    assert places_of("We will not sign … without the dam", [ARTICLE])
    assert not places_of("without the dam … We will not sign", [ARTICLE])


def test_a_changed_word_is_no_quotation_and_the_nearest_words_are_told():
    assert not places_of("We will never sign a truce without the dam", [ARTICLE])
    near = nearest("We will never sign a truce without the dam", [ARTICLE])
    assert near.span.cut(TEXT) == "We will not sign a truce without the dam"


def test_two_quotations_in_one_are_spliced():
    assert is_spliced("We will not sign a truce, the gates stay open to all boats", [ARTICLE])
    assert not is_spliced("We will never sign anything", [ARTICLE])


def test_an_apostrophe_of_either_style_is_the_same_word():
    text = "“We’re trying to get it ended,” he said of the $20 billion."
    article = Article(Article.id_of(text), text, "en", (Sighting("2030-05-01", "b.txt", "", "", ""),))
    assert places_of("We're trying to get it ended", [article])
