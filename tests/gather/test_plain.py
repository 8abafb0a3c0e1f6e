import json

import pytest

from onrecord.errors import NoArticleText, UnreadableFile
from onrecord.gather.plain import decode, read_jsonl, read_markdown, read_text
from onrecord.model import Skipped

LONG = "The two sides met again on the river and spoke about the truce and the dam for hours. " * 4


def test_text_is_kept_exactly_as_given():
    raw = f"Title: A\nPublished: 2025-02-01\n\n{LONG}\n  odd   spacing\n"
    (draft,) = read_text(raw.encode(), "a.txt")
    assert draft.text == raw
    assert (draft.title, draft.published) == ("A", "2025-02-01")


def test_markdown_is_read_as_plain_text():
    raw = "---\ntitle: Talks\ndate: 2025-02-01\n---\n\n# Head\n\nSome **bold** [link](http://x.example) text.\n\n> quoted\n"
    (draft,) = read_markdown(raw.encode(), "a.md")
    assert draft.text.split("\n\n") == ["Head", "Some bold link text.", "quoted"]
    assert draft.published == "2025-02-01"


def test_indented_speech_is_text_not_code():
    (draft,) = read_markdown(b"Place\n\n     THE PRESIDENT:  Thank you all.\n", "a.md")
    assert draft.text.split("\n\n") == ["Place", "THE PRESIDENT: Thank you all."]


def test_a_broken_head_is_refused_with_its_reason():
    with pytest.raises(UnreadableFile, match="YAML"):
        list(read_markdown(b"---\ntitle: [\n---\ntext", "a.md"))


def test_a_bad_line_is_skipped_and_the_rest_goes_on():
    rows = [
        json.dumps({"text": LONG, "id": 7}),
        "{broken",
        json.dumps({"no": "text"}),
        "[1]",
        json.dumps({"text": LONG}),
    ]
    found = list(read_jsonl("\n".join(rows).encode(), "a.jsonl"))
    assert [isinstance(x, Skipped) for x in found] == [False, True, True, True, False]
    assert found[0].ident == "7"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1251"])
def test_encodings_are_told_by_their_bytes(encoding):
    words = (
        "Здравствуйте, переговоры продолжаются сегодня. " * 20
        if encoding == "cp1251"
        else "naïve café talks, “quoted” " * 20
    )
    assert decode(words.encode(encoding), "a.txt")[:12] == words[:12]


def test_binary_is_no_text():
    with pytest.raises(UnreadableFile):
        decode(b"\x00\x01\x02" * 2000, "a.txt")


def test_nothing_is_no_article():
    with pytest.raises(NoArticleText):
        decode(b" \n ", "a.txt")
