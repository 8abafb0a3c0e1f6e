"""The trained reader: marked-up sentences it must read, and texts that must not break it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.extract.by_tagger import TaggerExtractor
from onrecord.extract.masking import Masker
from onrecord.spans import Span
from tests.factories import article
from tests.marked import marked

READER = TaggerExtractor()


def found(text):
    made, refused = READER.extract(article(text))
    return [a for a in made if a.layer == 0], refused


SENTENCES = [
    "<s>President Ana Reyes</s> <c>said</c> on Monday <q>that the talks would resume in June</q>.",
    "<q>“We have waited long enough,”</q> <s>Reyes</s> <c>told</c> reporters in Port Sel. <q>“We cannot wait for ever.”</q>",
    "<c>According to</c> <s>two diplomats</s>, <q>the draft is dead</q>.",
    "<s>The union</s> <c>rejected</c> <q>the offer</q>.",
    "<q>The ministry had no plans to reopen the border</q>, <s>a spokeswoman for the ministry</s> <c>said</c>.",
    "<s>Reyes's</s> <c>refusal</c> <q>to meet the rebels</q> has cost her friends.",
    "<s>Lavrov</s> <c>has repeatedly called for</c> <q>an end to the sanctions</q>.",
]


@pytest.mark.parametrize("words", SENTENCES)
def test_marked_sentences(words):
    gold = marked(words)
    made, _ = found(gold.text)
    assert len(made) == 1
    a = made[0]
    assert (a.source.cut(gold.text), a.cue.cut(gold.text)) == (gold.source, gold.cue)
    assert tuple(c.cut(gold.text) for c in a.content) == gold.content


def test_a_statement_inside_another_has_its_own_layer():
    text = "Reyes told reporters that Lavrov had rejected the offer."
    made, _ = READER.extract(article(text))
    assert [(a.layer, a.source.cut(text)) for a in made] == [(0, "Reyes"), (1, "Lavrov")]


def test_a_quotation_over_paragraphs_keeps_its_speaker():
    text = (
        "Reyes said: “We will not sign it.\n\n“Nobody here will ever sign such a thing.”\n\nThe river rose."
    )
    made, _ = found(text)
    assert {a.source.cut(text) for a in made} == {"Reyes"}
    assert any("Nobody here" in c.cut(text) for a in made for c in a.content)


@pytest.mark.parametrize(
    "text",
    [
        "It rained in Geneva. The delegations had lunch and left by train.",
        "She is the author of “The Long Armistice”, a history of the border.",
        "",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_where_nobody_says_anything_nothing_is_found(text):
    assert found(text) == ([], [])


BITS = [
    "\u200b",
    "\u200f",
    "e\u0301",
    " said ",
    " Berg ",
    " will ",
    "“No,” ",
    *"aBé.,:;!? \n\t\"“”‘’„«»'—-()",
]
TRICKS = st.lists(st.sampled_from(BITS), max_size=120).map("".join)


@settings(max_examples=60, deadline=None)
@given(TRICKS)
def test_spans_cut_out_words_whatever_the_text(words):
    made, _ = READER.extract(article(words))
    for a in made:
        spans = [*a.content, a.cue, *([a.source] if a.source else [])]
        assert all(isinstance(s, Span) and s.end <= len(words) and s.cut(words).strip() for s in spans)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 500 + "Berg said no" + "”" * 300,
        "BERG SAID THAT NOBODY WOULD SIGN THE TEXT. COSTAS DISAGREED.",
        "Berg \u200bsaid\u200b that \u200fthe talks\u200f had ended.",
        "Berg sa1d tbat tlie ta1ks had endcd.",
        "def said(x):\n    return {'Berg': x}\n",
        "Berg said " + "very " * 4000 + "little",
    ],
)
def test_odd_texts_are_read_without_a_word_too_many(text):
    made, refused = READER.extract(article(text))
    assert all(c.end <= len(text) for a in made for c in a.content)
    assert all(r.reason for r in refused)


def test_lines_broken_by_hand_are_joined_and_offsets_carried_back():
    text = (
        "Reyes said on Monday that the government would not reopen the border\n"
        "before the monitors had returned to their posts along the river, and\n"
        "that nobody had asked her to."
    )
    made, _ = found(text)
    assert made and made[0].content[0].cut(text).startswith("that the government")
    assert "\n" in made[0].content[0].cut(text)


def test_what_a_colon_announces_is_the_next_paragraph():
    text = "The ministry said in a statement:\n\nThe border stays shut until the spring.\n\nThe river rose."
    made, _ = found(text)
    assert [c.cut(text) for a in made for c in a.content] == ["The border stays shut until the spring."]


def test_every_item_of_an_announced_list_is_content():
    text = "The ministry said:\n\n- the border stays shut\n- the ferries sail again\n\nThe river rose."
    made, _ = found(text)
    assert [c.cut(text) for a in made for c in a.content] == [
        "the border stays shut",
        "the ferries sail again",
    ]


def test_an_open_quotation_is_of_who_is_named_after_it():
    text = "“We will not sign it today.\n\n“Nobody here will ever sign such a thing,” Reyes told reporters."
    made, _ = found(text)
    assert len(made) == 1
    assert made[0].content[0].cut(text).startswith("“We will not")


@pytest.mark.parametrize(("one", "other"), [("Reyes", "Amari"), ("Velmora", "Tarn")])
def test_who_speaks_changes_nothing_in_how_it_is_read(one, other):
    masker = Masker(
        [
            ("Reyes", "a", "person"),
            ("Amari", "b", "person"),
            ("Velmora", "c", "state"),
            ("Tarn", "d", "state"),
        ]
    )
    reader = TaggerExtractor(masker=masker)
    text = "On Monday {} ruled out any truce before the harvest, and called the offer a trap."
    read = [reader.propose(article(text.format(who))) for who in (one, other)]
    assert [p.sure for p in read[0]] == [p.sure for p in read[1]]
    assert len(read[0]) == 2


def test_a_heading_names_who_says_what_is_quoted_under_it():
    text = (
        "Here is what was said:\n\nMinister Ana Reyes on Radio Sel\n\nOn the ships: “They stay where they are.”\n\n"
        "On the men: “They come home.”"
    )
    made, _ = found(text)
    assert [(a.source.cut(text), a.content[0].cut(text)) for a in made] == [
        ("Minister Ana Reyes", "“They stay where they are.”"),
        ("Minister Ana Reyes", "“They come home.”"),
    ]
