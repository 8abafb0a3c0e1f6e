"""HTML pages to drafts: the article out of its menus, and only the dates a page states."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml.etree import LxmlError
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from onrecord.dates import parse_stamp
from onrecord.errors import NoArticleText, UnreadableFile
from onrecord.gather.draft import Draft, host_of
from onrecord.spans import squeeze

_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    *(
        f"//meta[@name='{name}']/@content"
        for name in (
            "date",
            "DC.date",
            "dc.date",
            "DC.date.issued",
            "pubdate",
            "publish-date",
            "sailthru.date",
        )
    ),
    "//meta[@name='parsely-pub-date']/@content",
    "//*[@itemprop='datePublished']/@datetime",
)
_DATE_LAST = ("(//article//time/@datetime)[1]", "(//header//time/@datetime)[1]")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:[/-]|$)")
_TITLES = ("//meta[@property='og:title']/@content", "//h1", "//title")
_BLOCKS = re.compile(r"\n+")
# the note that browsers leave in a page they save: where it was fetched
_SAVED = re.compile(rb"\s*<!-- saved from url=\(\d{4}\)(\S+) -->")


_LIVE = re.compile(r"\blive(?:[ -]?blog)?\b", re.I)
_ENTRIES = "//time[not(ancestor::aside or ancestor::nav or ancestor::footer or ancestor::a)]/@datetime"
_FEW = 3  # entries of which a live page has at least so many


def read_page(raw: bytes, name: str) -> Iterator[Draft]:
    """Yield the one draft of an HTML page.

    Published is what the page states (meta tags, JSON-LD, ``time``, its address), never a guess from
    the text. Raises :class:`~onrecord.errors.UnreadableFile` when the bytes are no page,
    :class:`~onrecord.errors.NoArticleText` when no article can be told from the rest.
    """
    if not raw.strip():
        raise NoArticleText(f"{name}: empty", expected="an HTML page", found="0 bytes")
    if b"\0" in raw[:4096] and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableFile(f"{name}: not a page", expected="HTML", found="binary bytes")
    try:
        tree = load_html(raw)
        page = None if tree is None else bare_extraction(_unfold(tree), include_comments=False)
    except (RecursionError, LxmlError, ValueError) as error:
        raise UnreadableFile(
            f"{name}: cannot be read as HTML", expected="a page", found=squeeze(str(error))[:200]
        ) from error
    if tree is None or page is None:
        raise NoArticleText(
            f"{name}: no article in the page",
            expected="an article's paragraphs",
            found="menus, scripts or nothing",
            todo="save the page again; it may be cut off",
        )
    tree = load_html(raw)  # a fresh one: extraction empties the tree it is given
    linked = _linked_data(tree)
    url = _address(raw, tree)
    yield Draft(
        _BLOCKS.sub("\n\n", _tidy(str(getattr(page, "text", "") or ""))),
        name,
        _title(tree),
        _published(tree, linked, url),
        host_of(url) or _first(tree, ("//meta[@property='og:site_name']/@content",)),
        url,
        _first(tree, ("/html/@lang",))[:2],
    )


def _address(raw: bytes, tree: Any) -> str:
    """Return the page's address: the one it says it has, unless it was saved from another host's."""
    stated = _first(tree, ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"))
    saved = _SAVED.match(raw[:2000])
    if saved is None:
        return stated
    fetched = saved[1].decode("utf-8", "replace")
    return stated if stated and host_of(stated) == host_of(fetched) else fetched


def _unfold(tree: Any) -> Any:
    """Turn tables that lay out a page (no header cells) into plain blocks, as their makers meant them."""
    for table in tree.xpath("//table[not(.//th)]"):
        for part in table.xpath("descendant-or-self::*[self::table or self::tbody or self::tr or self::td]"):
            part.tag = "div"
    return tree


def _tidy(text: str) -> str:
    lines = (squeeze(line).removeprefix("- ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _first(tree: Any, paths: tuple[str, ...]) -> str:
    for path in paths:
        for found in tree.xpath(path):
            words = found if isinstance(found, str) else found.text_content()
            if words.strip():
                return squeeze(words)
    return ""


def _title(tree: Any) -> str:
    title = _first(tree, _TITLES)
    site = _first(tree, ("//meta[@property='og:site_name']/@content",))
    return re.sub(rf"\s*[|–—-]\s*{re.escape(site)}$", "", title) if site else title


def _linked_data(tree: Any) -> dict[str, Any]:
    for words in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(words)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            found = found.get("@graph", [found])
        rows = found
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict) and row.get("datePublished"):
                return row
    return {}


def _published(tree: Any, linked: dict[str, Any], url: str) -> str:
    stated = _first(tree, _DATES) or str(linked.get("datePublished", ""))
    stated = stated or _first(tree, _DATE_LAST)
    if stated:
        return _last_entry(tree, url, stated) or stated
    found = _URL_DATE.search(url)
    return "-".join(found.groups()) if found else ""


def _last_entry(tree: Any, url: str, stated: str) -> str:
    """Return the stamp of a live page's newest entry, where that is later than the page's own, else "".

    A live page keeps the stamp of its first minute; as of that day nobody could read its later entries.
    """
    if not _LIVE.search(f"{url} {_title(tree)}"):
        return ""
    stamps = [s for raw in tree.xpath(_ENTRIES) if len(s := parse_stamp(raw)) > len("2025-02-02")]
    newest = (
        max(stamps, default="", key=lambda s: datetime.fromisoformat(s).timestamp())
        if len(stamps) >= _FEW
        else ""
    )
    return newest if newest[:10] > parse_stamp(stated)[:10] else ""
