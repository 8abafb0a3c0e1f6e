"""The corpus' notation: what is read, and what is refused with the place."""

import pytest
from training.marks import MarkError, parse_labelled

HEAD = """# id: x-1
# published: 2031-05-14
# actor: Velmora | state | Port Sel
# actor: Ana Reyes | she | president of Velmora
# P1: A truce comes first.
"""


def article(body, labels="1 | Ana Reyes | Velmora | - | demand | own | P1+ | 2031-05-12"):
    return parse_labelled(f"{HEAD}\n{body}\n---\n{labels}\n")


def test_the_text_is_the_words_without_tags():
    assert article("<s1>Reyes</s1> <c1>wants</c1> <q1>a truce</q1>.").text == "Reyes wants a truce."


def test_spans_cut_out_what_was_marked():
    made = article("<s1>Reyes</s1> <c1>wants</c1> <q1>a truce <i1>if it holds</i1></q1>.")
    s = made.statements[0]
    cut = [made.text[a:b] for a, b in (*s.source, *s.cue, *s.content, *s.condition)]
    assert cut == ["Reyes", "wants", "a truce if it holds", "if it holds"]


def test_fragments_keep_their_order():
    made = article("<q1>“No,”</q1> <s1>she</s1> <c1>said</c1>. <q1>“Never.”</q1>")
    assert [made.text[a:b] for a, b in made.statements[0].content] == ["“No,”", "“Never.”"]


def test_a_tag_inside_another_keeps_both():
    made = article(
        "<s1>Reyes</s1> <c1>said</c1> <q1><s2>Sel</s2> <c2>wants</c2> <q2>a truce</q2></q1>.",
        "1 | Ana Reyes | - | - | assess | other | - | -\n2 | Velmora | - | - | demand | own | P1+ | -",
    )
    outer, inner = made.statements
    assert outer.content[0][0] == inner.source[0][0]
    assert outer.content[0][1] == inner.content[0][1]


def test_a_label_says_what_it_means():
    label = article("<s1>Reyes</s1> <c1>wants</c1> <q1>a truce</q1>.").statements[0].label
    assert (label.speaker, label.about, label.issues) == ("Ana Reyes", "", {"P1": "supports"})


@pytest.mark.parametrize(
    ("body", "labels", "says"),
    [
        ("<s1>Reyes <c1>wants</c1> <q1>it</q1>", "", "never closed"),
        ("Reyes</s1> <c1>wants</c1> <q1>it</q1>", "", "never opened"),
        ("<s1>Reyes</s1> <c1>wants</c1> <q1>it</q1>", "", "no label line for 1"),
        ("<c1>wants</c1> <q1>it</q1>", "1 | Ana Reyes | - | - | own | P1+ | -", "8 fields"),
        ("<c1>wants</c1> <q1>it</q1>", "1 | A | - | - | wish | own | - | -", "the act “wish”"),
        ("<c1>wants</c1> <q1>it</q1>", "1 | A | - | - | demand | own | P7+ | -", "“P7+” is no proposition"),
        ("<c1>wants</c1> <q1>it</q1>", "1 | A | - | - | demand | own | - | Monday", "not YYYY-MM-DD"),
    ],
)
def test_what_is_out_of_order_is_named(body, labels, says):
    with pytest.raises(MarkError, match=says.replace("+", r"\+")):
        article(body, labels)


def test_an_article_without_labels_says_so():
    with pytest.raises(MarkError, match="no line ---"):
        parse_labelled(f"{HEAD}\nNothing.\n")
