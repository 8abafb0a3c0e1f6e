"""PDF files to drafts."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from onrecord.errors import NoArticleText, UnreadableFile
from onrecord.gather.draft import Draft

_ENDS = '.!?:”"’»'
_NO_TEXT = "a PDF with text in it (a scan has none)"


def read_pdf(raw: bytes, name: str) -> Iterator[Draft]:
    """Yield the one draft of a PDF; its title comes from the document's own information.

    The date of a PDF's making is no date of publication, so it is left out: name the file with its day.

    Raises :class:`~onrecord.errors.UnreadableFile` for a broken or locked file and
    :class:`~onrecord.errors.NoArticleText` for a scan.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw))
        pages = [page.extract_text() for page in reader.pages]
        known = reader.metadata
        title = str(known.title or "") if known else ""
    # pypdf lets low-level errors of damaged files through under many names
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise UnreadableFile(
            f"{name}: cannot be read as PDF", expected="a whole, unlocked PDF", found=str(error)
        ) from error
    text = "\n\n".join(_joined(page) for page in pages if page.strip())
    if not text:
        raise NoArticleText(f"{name}: no text", expected=_NO_TEXT, found="no characters")
    yield Draft(text, name, title)


def _joined(page: str) -> str:
    """Return a page's text with the lines of a paragraph joined: a line that ends no sentence goes on."""
    out = ""
    for line in (words.strip() for words in page.split("\n")):
        goes_on = bool(out) and not out.endswith("\n\n") and (out[-1] not in _ENDS or line[:1].islower())
        out += f" {line}" if goes_on and line else line if not out or out.endswith("\n\n") else f"\n\n{line}"
    return out.strip()
