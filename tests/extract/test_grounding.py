from onrecord.extract.grounding import Proposal, ground
from onrecord.model import Attribution, Kind, Refusal
from onrecord.spans import Span
from tests.factories import article

TEXT = "Berg said “we will not sign” today."
ART = article(TEXT)


def propose(source, cue, *content, words=()):
    def span(w):
        return Span(TEXT.index(w), TEXT.index(w) + len(w))

    return ground(
        ART,
        Proposal(span(source) if source else None, span(cue), tuple(map(span, content)), "test", words=words),
    )


def test_words_that_stand_in_the_text_become_an_attribution():
    made = propose("Berg", "said", "“we will not sign”")
    assert isinstance(made, Attribution)
    assert made.kind is Kind.DIRECT
    assert made.quoted[0].cut(TEXT) == "we will not sign"


def test_words_that_differ_by_a_negation_are_refused():
    made = propose("Berg", "said", "“we will not sign”", words=("we will sign",))
    assert isinstance(made, Refusal)
    assert "not the words of the text" in made.reason


def test_a_span_that_cuts_a_word_is_refused():
    made = ground(ART, Proposal(None, Span(5, 9), (Span(11, 13), Span(14, 17)), "test"))
    assert isinstance(made, Refusal)


def test_a_span_outside_the_text_is_refused():
    assert isinstance(ground(ART, Proposal(None, Span(0, 4), (Span(5, 900),), "test")), Refusal)


def test_a_source_inside_the_content_is_refused():
    assert isinstance(propose("we", "said", "“we will not sign”"), Refusal)
