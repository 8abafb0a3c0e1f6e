"""Word files (DOCX) to drafts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from onrecord.errors import NoArticleText, TooLarge, UnreadableFile
from onrecord.gather.draft import Draft

LARGEST = 100_000_000  # bytes unpacked: a small file may hold a very large one


def read_docx(raw: bytes, name: str) -> Iterator[Draft]:
    """Yield the one draft of a Word file: paragraphs, list items and the rows of tables, in the order of the page.

    Raises ``UnreadableFile`` for a file that is none, and where the library for such files is not installed; ``TooLarge`` for one that
    unpacks to over 100 MB, ``NoArticleText`` for one without words.
    """
    try:
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError as error:
        raise UnreadableFile(
            f"{name}: Word files need one more library",
            expected="the extra “docx”",
            found="it is not installed",
            todo="pip install 'onrecord[docx]', or save the file as text",
        ) from error
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > LARGEST:
            raise TooLarge(
                f"{name}: too large",
                expected=f"at most {LARGEST // 1_000_000} MB",
                found=f"{size / 1e6:.0f} MB",
            )
        document = Document(io.BytesIO(raw))
        blocks = [words for part in document.iter_inner_content() for words in _words(part)]
        title = document.core_properties.title or ""
    # what a damaged file raises has many names, lxml's syntax error among them
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        SyntaxError,
        AttributeError,
    ) as error:
        raise UnreadableFile(
            f"{name}: cannot be read as a Word file", expected="a whole DOCX file", found=str(error)[:200]
        ) from error
    text = "\n\n".join(blocks)
    if not text.strip():
        raise NoArticleText(f"{name}: no text", expected="a file with words in it", found="no characters")
    yield Draft(text, name, title)


def _words(part: Any) -> Iterator[str]:
    """Yield the words of a paragraph or of a table's rows; items of lists open with a dash, headings with a hash."""
    if hasattr(part, "rows"):
        for row in part.rows:
            cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
            if any(cells):
                yield " | ".join(c for c in cells if c)
        return
    words = " ".join(part.text.split())
    if not words:
        return
    style = (part.style.name if part.style is not None else "") or ""
    listed = style.startswith("List") or (part._p.pPr is not None and part._p.pPr.numPr is not None)
    if style.startswith(("Heading", "Title")):
        yield f"# {words}"
    else:
        yield f"- {words}" if listed else words
