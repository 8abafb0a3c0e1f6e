import io
import zipfile

import docx
import pytest

from onrecord.errors import NoArticleText, TooLarge, UnreadableFile
from onrecord.gather import docx as room
from onrecord.gather.docx import read_docx


def written(*fill):
    made, out = docx.Document(), io.BytesIO()
    for add in fill:
        add(made)
    made.save(out)
    return out.getvalue()


def test_headings_lists_and_tables_come_in_the_order_of_the_page():
    def table(made):
        cells = made.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "Russia", "refuses"

    raw = written(
        lambda d: d.add_heading("Key players", 1),
        lambda d: d.add_paragraph("Ukraine wants a seat.", style="List Bullet"),
        table,
        lambda d: d.add_paragraph("The end."),
    )
    (draft,) = read_docx(raw, "b.docx")
    assert draft.text.split("\n\n") == [
        "# Key players",
        "- Ukraine wants a seat.",
        "Russia | refuses",
        "The end.",
    ]


def test_what_is_no_word_file_is_said_to_be_none():
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as made:
        made.writestr("a.txt", "a")
    for raw in (b"no zip", other.getvalue(), written()[:900]):
        with pytest.raises(UnreadableFile):
            list(read_docx(raw, "b.docx"))


def test_a_file_without_words_is_skipped():
    with pytest.raises(NoArticleText):
        list(read_docx(written(), "b.docx"))


def test_a_small_file_that_unpacks_to_a_large_one_is_refused(monkeypatch):
    monkeypatch.setattr(room, "LARGEST", 1000)
    with pytest.raises(TooLarge):
        list(read_docx(written(lambda d: d.add_paragraph("x")), "b.docx"))
