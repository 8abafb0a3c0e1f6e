"""PDF files to drafts."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from onrecord.errors import NoArticleText, UnreadableFile
from onrecord.gather.draft import Draft

_NO_TEXT = "a PDF with text in it (a scan has none)"


def read_pdf(raw: bytes, name: str) -> Iterator[Draft]:
    """Yield the one draft of a PDF; its title and date come from the document's own information.

    Raises :class:`~onrecord.errors.UnreadableFile` for a broken or locked file and
    :class:`~onrecord.errors.NoArticleText` for a scan.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(raw))
        pages = [page.extract_text() for page in reader.pages]
        known = reader.metadata
        title = str(known.title or "") if known else ""
        made = known.creation_date if known else None
    # pypdf lets low-level errors of damaged files through under many names
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise UnreadableFile(
            f"{name}: cannot be read as PDF", expected="a whole, unlocked PDF", found=str(error)
        ) from error
    text = "\n\n".join(page.strip() for page in pages if page.strip())
    if not text:
        raise NoArticleText(f"{name}: no text", expected=_NO_TEXT, found="no characters")
    yield Draft(text, name, title, made.isoformat() if made else "")
