"""Text, Markdown and JSONL files to drafts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import yaml
from charset_normalizer import from_bytes
from markdown_it import MarkdownIt
from markdown_it.token import Token

from onrecord.errors import NoArticleText, UnreadableFile
from onrecord.gather.draft import Draft
from onrecord.model import Skipped
from onrecord.spans import head, squeeze

# indented lines are speech in transcripts, not code; raw HTML is text to be shown, never markup
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["code", "lheading"])
_TITLE_LIMIT = 160


def decode(raw: bytes, name: str) -> str:
    """Return *raw* as text: UTF-8, else UTF-16 with its mark, else as its bytes suggest.

    Raises :class:`~onrecord.errors.UnreadableFile` for binary bytes, NoArticleText for none.
    """
    if not raw.strip():
        raise NoArticleText(f"{name}: empty", expected="text", found="0 characters")
    if raw[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return raw.decode("utf-32", "replace").lstrip("\ufeff")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace").lstrip("\ufeff")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = None if b"\0" in raw[:4096] else _guess(raw[:200_000])
        if best is None:
            raise UnreadableFile(
                f"{name}: not text", expected="text, best in UTF-8", found="binary bytes"
            ) from None
        text = raw.decode(best, "replace")
    if "\0" in text:
        raise UnreadableFile(f"{name}: not text", expected="text", found="binary bytes")
    return text


def _guess(raw: bytes) -> str | None:
    """Return the likeliest encoding: Western Windows where it fits as well as any, it is by far the commonest."""
    found = list(from_bytes(raw))
    if not found:
        return None
    western = next((m for m in found if m.encoding == "cp1252"), None)
    return "cp1252" if western and western.chaos <= found[0].chaos else found[0].encoding


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(raw: bytes, name: str) -> Iterator[Draft]:
    """Yield the one draft of a plain text; a head of ``Key: value`` lines gives what is known of it."""
    text = decode(raw, name)
    known, body = head(text)
    yield Draft(
        text,
        name,
        known.get("title") or _first_line(text[body:]),
        known.get("published") or known.get("date", ""),
        known.get("outlet", ""),
        known.get("url", ""),
        known.get("language", ""),
    )


def _first_line(text: str) -> str:
    line = text.strip().split("\n", 1)[0].strip()
    return line if len(line) <= _TITLE_LIMIT and line[-1:] not in '.!?”"' else ""


def read_markdown(raw: bytes, name: str) -> Iterator[Draft]:
    """Yield the one draft of a Markdown file, with what its YAML head says.

    Raises :class:`~onrecord.errors.UnreadableFile` when the head is not YAML.
    """
    text = _lines(decode(raw, name))
    known: dict[str, Any] = {}
    if text.startswith("---\n") and "\n---" in text[4:]:
        block, _, text = text[4:].partition("\n---")
        known = _yaml(block, name)
        text = text.partition("\n")[2]
    yield Draft(
        "\n\n".join(_blocks(_MARKDOWN.parse(text))),
        name,
        _word(known, "title"),
        _word(known, "published", "published_time", "date"),
        _word(known, "outlet"),
        _word(known, "url", "source_url"),
        _word(known, "language"),
    )


def _yaml(block: str, name: str) -> dict[str, Any]:
    try:
        found = yaml.load(block, Loader=yaml.BaseLoader)  # makes nothing but strings and lists
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UnreadableFile(
            f"{name}: the head between --- lines is not YAML",
            expected="lines of key: value",
            found=squeeze(str(error)),
            todo="mend the head, or remove it",
        ) from error
    return found if isinstance(found, dict) else {}


def _word(known: dict[str, Any], *keys: str) -> str:
    """Return the first of *keys* that holds words; lists and tables are none."""
    return next((known[k] for k in keys if isinstance(known.get(k), str) and known[k].strip()), "")


def _blocks(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            words = "".join(_inline(child) for child in token.children or [])
            if words.strip():
                yield squeeze(words)
        elif token.type == "fence":
            yield squeeze(token.content)


def _inline(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return "" if token.type == "image" else token.content


def read_jsonl(raw: bytes, name: str) -> Iterator[Draft | Skipped]:
    """Yield a draft for each JSON line with a ``text``; a bad line is yielded as skipped."""
    for number, line in enumerate(_lines(decode(raw, name)).split("\n"), 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Skipped(place, UnreadableFile.reason, f"not a JSON object: {error}")
            continue
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            yield Skipped(place, UnreadableFile.reason, 'expected {"text": "...", ...}')
            continue
        known = {k: str(v) for k, v in row.items() if isinstance(v, str | int)}
        yield Draft(
            row["text"],
            place,
            known.get("title", ""),
            known.get("published", ""),
            known.get("outlet", ""),
            known.get("url", ""),
            known.get("language", ""),
            known.get("id", ""),
        )
