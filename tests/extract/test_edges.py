"""The edges of what the tagger found."""

import pytest

from onrecord.extract.blocks import lay_out
from onrecord.extract.edges import Found, clean, run_out, torn
from onrecord.spans import Span
from tests.factories import article


def span(text, words):
    at = text.index(words)
    return Span(at, at + len(words))


def cleaned(text, source, cue, *content):
    found = Found(span(text, source), span(text, cue), [span(text, c) for c in content])
    laid = lay_out(article(text))
    made = clean(found, laid, laid.left[0])
    return made.source.cut(text), made.cue.cut(text), [c.cut(text) for c in made.content]


def test_the_to_of_an_infinitive_belongs_to_the_content():
    text = "Kyiv has refused to give up its land."
    assert cleaned(text, "Kyiv", "has refused to", "give up its land") == (
        "Kyiv",
        "has refused",
        ["to give up its land"],
    )


def test_a_source_ends_after_the_bracket_it_opens():
    text = "Rep. Ana Reyes (D-Wis.) said that it was over."
    assert cleaned(text, "Rep. Ana Reyes (D-Wis", "said", "that it was over")[0] == "Rep. Ana Reyes (D-Wis.)"


def test_an_article_alone_is_no_fragment():
    text = "The votes, long suspended, “need to be done,” Reyes said."
    assert cleaned(text, "Reyes", "said", "The", "“need to be done,”")[2] == ["“need to be done,”"]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "runs_to"),
    [
        (
            "Reyes said that the border would stay shut.",
            "Reyes",
            "said",
            "that the border",
            "that the border would stay shut",
        ),
        (
            "Reyes fears a vote in the autumn; others sleep.",
            "Reyes",
            "fears",
            "a vote in the",
            "a vote in the autumn",
        ),
        ("Reyes's refusal to talk has cost her friends.", "Reyes's", "refusal", "to talk", "to talk"),
        ("Her promise to talk wins her friends.", "Her", "promise", "to talk", "to talk"),
    ],
)
def test_a_clause_runs_to_its_end_but_not_into_the_sentences_verb(text, source, cue, content, runs_to):
    f = Found(span(text, source), span(text, cue), [span(text, content)])
    run_out(f, [f], text, Span(0, len(text)))
    assert f.content[0].cut(text) == runs_to


def test_how_it_was_said_is_not_what_was_said():
    text = "More sanctions were likely, Peskov said, without going into detail."
    content = cleaned(text, "Peskov", "said", "More sanctions were likely", "without going into detail")[2]
    assert content == ["More sanctions were likely"]


@pytest.mark.parametrize(
    ("text", "subject", "cue", "said", "kept"),
    [
        (
            "The parents were accused of neglect.",
            "The parents",
            "were accused of",
            "neglect",
            ["The parents", "neglect"],
        ),
        ("Reyes was told that it was over.", "Reyes", "was told", "that it was over", ["that it was over"]),
    ],
)
def test_the_subject_of_a_passive_is_not_who_speaks(text, subject, cue, said, kept):
    found = Found(span(text, subject), span(text, cue), [span(text, said)])
    laid = lay_out(article(text))
    made = clean(found, laid, laid.left[0])
    assert made.source is None
    assert [c.cut(text) for c in made.content] == kept


def test_a_cue_inside_a_quotation_has_no_source_outside_it():
    text = "“It was written in stone,” Berg told reporters. “Then Lund said no.”"
    quotes = lay_out(article(text)).quotes
    inner = Found(span(text, "Berg"), span(text, "said"), [span(text, "no")])
    outer = Found(span(text, "Berg"), span(text, "told"), [span(text, "“It was written in stone,”")])
    (found,) = quotes.values()
    assert torn(inner, found)
    assert not torn(outer, found)


def test_above_all_is_not_torn_between_cue_and_content():
    text = "Norville has in mind above all the case in which the truce holds."
    made = Found(
        span(text, "Norville"),
        span(text, "has in mind above"),
        [span(text, "all the case in which the truce holds")],
    )
    made = clean(made, lay_out(article(text)), Span(0, len(text)))
    assert made.cue.cut(text) == "has in mind"
    assert [c.cut(text) for c in made.content] == ["the case in which the truce holds"]
