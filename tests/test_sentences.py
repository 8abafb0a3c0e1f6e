from onrecord.sentences import sentences
from onrecord.spans import Span


def cut(text, whole=()):
    return [s.cut(text) for s in sentences(text, Span(0, len(text)), whole)]


def test_abbreviations_end_no_sentence():
    assert cut("Mr. Smith met Gen. Kellogg. They spoke.") == ["Mr. Smith met Gen. Kellogg.", "They spoke."]


def test_no_sentence_ends_inside_a_quotation():
    text = '"One. Two," he said. Three.'
    assert cut(text, [Span(0, 11)]) == ['"One. Two," he said.', "Three."]
