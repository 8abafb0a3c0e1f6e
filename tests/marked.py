"""Marked-up sentences: ``<s>Lavrov</s> <c>said</c> that <q>talks may resume</q>`` to text and spans."""

import re
from dataclasses import dataclass

_TAG = re.compile(r"</?[scq]>")


@dataclass(frozen=True)
class Marked:
    text: str
    source: str | None
    cue: str
    content: tuple[str, ...]


def marked(words: str) -> Marked:
    """Return the bare text, and the marked words of each role in order."""
    found: dict[str, list[str]] = {"s": [], "c": [], "q": []}
    text, opened, at = "", "", 0
    for m in _TAG.finditer(words):
        piece = words[at : m.start()]
        text += piece
        if opened:
            found[opened].append(piece)
        opened = "" if m.group()[1] == "/" else m.group()[1]
        at = m.end()
    text += words[at:]
    return Marked(text, found["s"][0] if found["s"] else None, found["c"][0], tuple(found["q"]))
