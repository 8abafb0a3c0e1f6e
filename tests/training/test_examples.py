"""Labelled articles as tags over word pieces."""

import pytest
from training.examples import find_layers, make_examples

from onrecord.extract.decode import TAGS
from tests.training.test_marks import article

tokenizers = pytest.importorskip("tokenizers")


def tagged(made, tokenizer, layer=0):
    example = make_examples(made, tokenizer)[0]
    words: dict[str, list[str]] = {}
    for tag, a, b in zip(example.tags[layer][1:], example.pieces.starts, example.pieces.ends, strict=False):
        words.setdefault(TAGS[tag][-1], []).append(made.text[a:b])
    return {k: " ".join(v) for k, v in words.items()}


def test_tags_cover_the_marked_words(tokenizer):
    made = article("<s1>Reyes</s1> <c1>wants</c1> <q1>a truce</q1> now.")
    found = tagged(made, tokenizer)
    assert (found["c"], found["q"], found["O"]) == ("wants", "a truce", "now .")


def test_an_inner_statement_has_a_layer_of_its_own(tokenizer):
    made = article(
        "<s1>Reyes</s1> <c1>said</c1> <q1><s2>Sel</s2> <c2>wants</c2> <q2>a truce</q2></q1>.",
        "1 | Ana Reyes | - | - | assess | other | - | -\n2 | Velmora | - | - | demand | own | P1+ | -",
    )
    assert find_layers(made.statements) == {1: 0, 2: 1}
    assert tagged(made, tokenizer, 1)["c"] == "wants"
    assert tagged(made, tokenizer, 0)["c"] == "said"
