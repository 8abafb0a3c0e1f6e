import json

import pytest

from onrecord.analyse.everything import analyse
from onrecord.compose.brief import compose_brief
from onrecord.render.markdown import to_markdown
from onrecord.render.page import to_page
from onrecord.render.tables import to_json
from onrecord.render.terminal import to_terminal
from tests.factories import DAY, evidence, talks

HOSTILE = (
    "Anna Berg told reporters: “We are ready for a truce </script><script>alert(1)</script> on the <b>river</b>.”",
    {"title": "<script>alert(2)</script> [x](javascript:alert(3))"},
)


def made(*articles):
    held = evidence(*(articles or (HOSTILE,)))
    return compose_brief(talks(), held, analyse(talks(), held, DAY))


def test_html_from_articles_is_inert_in_the_page():
    page = to_page(made())
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_loads_nothing_from_elsewhere():
    page = to_page(made())
    assert "default-src 'none'" in page
    assert not any(word in page for word in ("<link", "@import", 'src="http'))


def test_every_citation_of_the_page_has_its_mark():
    page = to_page(made())
    wanted = {part.split('"')[0] for part in page.split('data-cite="')[1:]}
    assert wanted and all(f'data-c="{mark}' in page or f" {mark}" in page for mark in wanted)


def test_markdown_from_articles_is_escaped():
    words = to_markdown(made())
    assert "\\[x\\](javascript" in words
    assert "<script>" not in words


@pytest.mark.parametrize(
    "url", ["javascript:alert(5)", "https://x.example/> [a](javascript:alert(1)) <b", "data:text/html,x"]
)
def test_an_address_that_is_none_is_no_link_in_markdown(url):
    from onrecord.render.markdown import _address

    words = _address(url)
    assert not words.startswith("<")
    assert "](" not in words.replace("\\]", "")


def test_json_carries_w3c_selectors_that_cut_the_exact_words():
    table = json.loads(to_json(made()))
    line = table["sections"][0]["groups"][0]["lines"][0]
    quote, position = line["citations"][0]["selector"]
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert HOSTILE[0][position["start"] : position["end"]] == quote["exact"]


def test_the_terminal_keeps_its_width():
    assert max(map(len, to_terminal(made(), 72).splitlines())) <= 72


def test_verbatim_and_inference_look_different_in_markdown():
    words = to_markdown(made())
    assert "*wants a truce*" in words
    assert "*“" not in words
