import pytest

from onrecord.errors import Skip, TooLarge
from onrecord.gather import folder


def test_an_unknown_ending_is_refused_with_what_is_read(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"x")
    with pytest.raises(Skip) as caught:
        list(folder.read_file(tmp_path / "a.docx"))
    assert ".html" in caught.value.expected


def test_a_file_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "LIMIT", 10)
    (tmp_path / "a.txt").write_text("x" * 11)
    with pytest.raises(TooLarge):
        list(folder.read_file(tmp_path / "a.txt"))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Skip, match="cannot be read"):
        list(folder.read_file(tmp_path / "none.txt"))


def test_files_come_in_order_and_once(tmp_path):
    for name in ("b.txt", "a.md", ".hidden.txt", "c.exe"):
        (tmp_path / name).write_text("x")
    found = folder.find_files([tmp_path, tmp_path / "b.txt"])
    assert [name for _, name in found] == ["a.md", "b.txt"]


def test_a_damaged_pdf_is_refused(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n%broken")
    with pytest.raises(Skip, match="PDF"):
        list(folder.read_file(tmp_path / "a.pdf"))
