"""Changes as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from onrecord.model import content_id

_SPACE = "http://www.w3.org/2005/Atom"
# what XML 1.0 cannot hold
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: what it is (for its permanent id), title, address, day (ISO), words."""

    key: tuple[str, ...]
    title: str
    address: str
    day: str
    words: str


def to_atom(negotiation: str, title: str, base: str, entries: Sequence[Entry]) -> str:
    """Return the feed; ids stay the same wherever the feed is served from."""
    ET.register_namespace("", _SPACE)
    feed = ET.Element(f"{{{_SPACE}}}feed")
    _put(feed, "id", f"tag:onrecord,2025:{negotiation}")
    _put(feed, "title", title)
    _put(feed, "updated", f"{entries[0].day if entries else '1970-01-01'}T00:00:00Z")
    _put(feed, "link", "", rel="self", href=f"{base}/feed.atom")
    _put(feed, "link", "", rel="alternate", href=f"{base}/")
    author = ET.SubElement(feed, f"{{{_SPACE}}}author")
    _put(author, "name", "onrecord")
    for e in entries:
        row = ET.SubElement(feed, f"{{{_SPACE}}}entry")
        _put(row, "id", f"tag:onrecord,2025:{negotiation}:{content_id('x', *e.key)}")
        _put(row, "title", e.title)
        _put(row, "updated", f"{e.day}T00:00:00Z")
        _put(row, "link", "", rel="alternate", href=e.address)
        _put(row, "summary", e.words)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode")


def _put(parent: ET.Element, name: str, words: str, **attributes: str) -> None:
    element = ET.SubElement(
        parent, f"{{{_SPACE}}}{name}", {k: NOT_XML.sub("\ufffd", v) for k, v in attributes.items()}
    )
    element.text = NOT_XML.sub("\ufffd", words) or None
