"""Files and folders to drafts: finds what can be read, and says what cannot and why."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from onrecord.errors import TooLarge, UnreadableFile
from onrecord.gather.docx import read_docx
from onrecord.gather.draft import Draft
from onrecord.gather.page import read_page
from onrecord.gather.pdf import read_pdf
from onrecord.gather.plain import read_jsonl, read_markdown, read_text
from onrecord.model import Skipped

LIMIT = 20_000_000  # bytes; beyond it a file is no article
_READERS: dict[str, Callable[[bytes, str], Iterator[Draft | Skipped]]] = {
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".text": read_text,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}
_STREAMED = (".jsonl", ".ndjson")


def find_files(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """Return the files under *paths* that have a reader, in order, each with the name to show it by.

    Folders are searched to the bottom and their files named from there; a file named outright is kept
    whatever its ending, so that it can be refused with a reason.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.suffix.lower() in _READERS and not p.is_dir())
            for p in sorted(p for p in inside if not p.name.startswith(".")):
                found.setdefault(p, _name(p.relative_to(path).as_posix()))
        else:
            found.setdefault(path, _name(path.name))
    return list(found.items())


def _name(raw: str) -> str:
    """Return a file name that can be printed and kept: bytes that are no UTF-8, and controls, replaced."""
    words = os.fsencode(raw).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in words)


def read_file(path: Path, name: str = "") -> Iterator[Draft | Skipped]:
    """Yield the drafts of one file, shown as *name*.

    Raises :class:`~onrecord.errors.Skip` kinds for a file that cannot be used at all; a bad line
    inside a JSONL file is yielded as :class:`~onrecord.model.Skipped` and the rest goes on.
    """
    name = name or _name(path.name)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableFile(
            f"{name}: no reader for this kind of file",
            expected="one of " + ", ".join(sorted(_READERS)),
            found=path.suffix or "no ending",
            todo="save it as text, HTML, Markdown, PDF, DOCX or JSONL",
        )
    yield from reader(_bytes_of(path, name), name)


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(
                f"{name}: not a regular file",
                expected="a file with text in it",
                found="a folder, pipe or device",
                todo="name a file",
            )
        size = status.st_size
        if size > LIMIT and path.suffix.lower() not in _STREAMED:
            raise TooLarge(
                f"{name}: too large",
                expected=f"at most {LIMIT // 1_000_000} MB",
                found=f"{size / 1e6:.0f} MB",
                todo="split it into articles",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            f"{name}: cannot be read",
            expected="a readable file",
            found=error.strerror or str(error),
            todo="check its path and rights",
        ) from error
