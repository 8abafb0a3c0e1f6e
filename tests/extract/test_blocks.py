"""An article laid out: datelines, headlines, signed quotations."""

from onrecord.extract.blocks import all_quoted, find_signed, lay_out
from onrecord.extract.quotes import find_quotes
from onrecord.spans import Span
from tests.factories import article


def test_the_dateline_is_not_read():
    laid = lay_out(article("KYIV (Harbour Wire) — Berg said no."))
    assert [b.cut(laid.text) for b in laid.left] == ["Berg said no."]


def test_the_headline_is_not_read():
    laid = lay_out(article("Berg: no deal\n\nBerg said no.", title="Berg: no deal"))
    assert [b.cut(laid.text) for b in laid.left] == ["Berg said no."]


def signed(text):
    return next((p for p in find_signed(lay_out(article(text)), "v").values() if p), None)


def test_a_quotation_signed_after_a_dash_is_its_signers():
    text = "“We paid for every meter of it.” ― Ana Reyes, farmer"
    made = signed(text)
    assert made is not None
    assert made.source.cut(text) == "Ana Reyes, farmer"
    assert made.content[0].cut(text).startswith("“We paid")


def test_a_signature_in_the_next_paragraph_signs_too():
    text = "“We paid for every meter of it.”\n\n— Ana Reyes on Chatter, 28 January\n\nThe river rose."
    assert signed(text).source.cut(text) == "Ana Reyes on Chatter, 28 January"


def test_a_dash_before_a_sentence_signs_nothing():
    assert signed("“We paid.” — Then she left the room. Nobody spoke.") is None
    assert signed("She said “no” — Berg") is None


def test_a_stretch_of_quotations_alone():
    text = "“No.” “Never.”"
    block = Span(0, len(text))
    assert all_quoted(block, find_quotes(text, block), text)
    assert not all_quoted(block, [], "")
