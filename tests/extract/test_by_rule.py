import pytest

from onrecord.extract.by_rule import RuleExtractor
from onrecord.model import Kind
from tests.factories import article
from tests.marked import marked

READER = RuleExtractor()

SENTENCES = [
    "<s>Lavrov</s> <c>said</c> on Tuesday <q>that talks may resume</q>.",
    "<q>Talks may resume</q>, <s>Lavrov</s> <c>said</c>.",
    "<q>“We agree,”</q> <s>Ann Berg</s> <c>said</c> on Tuesday, <q>“and the others do too.”</q>",
    "<q>“Talks may resume. We are ready,”</q> <s>the minister</s> <c>said</c>.",
    "<c>According to</c> <s>the Kremlin</s>, <q>nothing has been agreed</q>.",
    "<s>Dmitry Peskov, the Kremlin's spokesman,</s> <c>told</c> reporters <q>that nothing had been agreed</q>.",
    "<s>Kyiv</s> <c>rejected</c> <q>the plan</q>.",
    "<s>The president</s> <c>did not rule out</c> <q>a meeting</q>.",
    "<s>She</s> <c>called for</c> <q>an immediate ceasefire</q>.",
    "<s>Moscow</s> <c>wants</c> <q>to keep the land</q>.",
]


def found(text):
    return READER.extract(article(text))[0]


@pytest.mark.parametrize("words", SENTENCES)
def test_marked_sentences(words):
    want = marked(words)
    rows = found(want.text)
    assert len(rows) == 1, rows
    a = rows[0]
    assert a.source is not None and a.source.cut(want.text).strip(",") == want.source.strip(",")
    assert a.cue.cut(want.text) == want.cue
    assert tuple(c.cut(want.text) for c in a.content) == want.content


def test_a_quotation_that_goes_on_after_the_cue_is_one_statement():
    text = "“We are ready,” Berg said. “But not at any price.”"
    (a,) = found(text)
    assert [c.cut(text) for c in a.content] == ["“We are ready,”", "“But not at any price.”"]
    assert a.kind is Kind.DIRECT


def test_words_of_a_quoted_agency_belong_to_who_spoke():
    text = "Peskov was quoted by TASS as saying that nothing was agreed."
    (a,) = found(text)
    assert a.source.cut(text) == "Peskov"


def test_what_is_only_supposed_is_no_statement():
    assert not found("Nothing will move unless Kyiv accepts the plan.")


def test_a_relative_clause_tells_of_no_deed():
    assert not found("The case in which Kyiv agrees a truce is far away.")


def test_speech_inside_speech_is_the_outer_speakers():
    (a,) = found("Berg said that Costas wants a truce.")
    assert a.cue.cut("Berg said that Costas wants a truce.") == "said"


def test_a_dateline_is_no_part_of_the_speaker():
    text = "KYIV (Harbour Wire) — President Berg said on Monday that talks may resume."
    (a,) = found(text)
    assert a.source.cut(text) == "President Berg"


def test_the_title_repeated_as_first_line_is_not_read():
    made = article("Berg says no\n\nThe sky is blue over the river today.", title="Berg says no")
    assert READER.extract(made)[0] == []


def test_a_stray_quotation_mark_spoils_its_paragraph_only():
    text = '"We agree, Berg said.\n\nCostas said that talks may resume.'
    assert "Costas" in [a.source.cut(text) for a in found(text) if a.source]


def test_the_same_article_gives_the_same_result_beside_others():
    text = marked(SENTENCES[0]).text
    alone = found(text)
    RuleExtractor().extract(article("Costas said no. " * 50))
    assert found(text) == alone


@pytest.mark.parametrize(
    "text", ["", "   \n\n ", "“", '"' * 50, "a" * 5000, "\u200b\u202e x", "ALL CAPS " * 200]
)
def test_odd_text_does_no_harm(text):
    rows, _ = READER.extract(article(text))
    assert all(c.end <= len(text) for a in rows for c in a.content)
