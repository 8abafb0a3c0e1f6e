import os

import pytest

from onrecord.errors import Skip, TooLarge
from onrecord.gather import folder
from onrecord.gather.draft import check


def test_an_unknown_ending_is_refused_with_what_is_read(tmp_path):
    (tmp_path / "a.odt").write_bytes(b"x")
    with pytest.raises(Skip) as caught:
        list(folder.read_file(tmp_path / "a.odt"))
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


def pdf(words):
    """Return a small PDF with one line of text for each of *words*."""
    lines = " ".join(f"({w}) Tj T*" for w in words)
    stream = f"BT /F1 12 Tf 14 TL 72 700 Td {lines} ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    return (
        out
        + b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (table, len(out))
    )


def test_a_pdf_is_read_with_its_lines_joined(tmp_path):
    path = tmp_path / "2025-02-01-statement.pdf"
    path.write_bytes(
        pdf(["Anna Berg said that both sides", "must accept a truce.", "Petros Costas said no."])
    )
    (draft,) = folder.read_file(path)
    assert draft.text.split("\n\n") == [
        "Anna Berg said that both sides must accept a truce.",
        "Petros Costas said no.",
    ]
    assert draft.published == ""
    assert check(draft, "en", 1).published == "2025-02-01"


def test_a_pipe_named_as_a_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "p.html")
    with pytest.raises(Skip, match="regular"):
        list(folder.read_file(tmp_path / "p.html"))
