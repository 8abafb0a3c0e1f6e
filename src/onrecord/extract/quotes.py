"""Pairs quotation marks, paragraph by paragraph, and joins a quotation that runs over several.

An opening mark left open at the end of a paragraph goes on in the next paragraph if that one begins with
an opening mark (the press's convention); else it is astray and closes with its paragraph, so that one lost
mark spoils one paragraph and not the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.spans import Span

_MARK = re.compile(r"[\"“”„«»]|''|``|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
_OPEN = {"“", "„", "«", "``"}
_CLOSE = {"”", "»", "''"}
_STRAIGHT = {'"', "''"}
_SINGLE = {"‘", "'", "’"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A paired quotation, marks included; ``open_end`` says that it was not closed in its paragraph."""

    span: Span
    open_end: bool = False

    def inside(self, text: str) -> Span:
        """Return the span of the words between the marks."""
        start, end = self.span.start, self.span.end
        for mark in ("``", "''"):
            start += len(mark) if text.startswith(mark, start) else 0
        start += 1 if start == self.span.start else 0
        if not self.open_end:
            end -= 2 if text[end - 2 : end] in ("''", "``") else 1
        return Span(start, max(start, end))


def find_quotes(text: str, paragraph: Span) -> list[Quote]:
    """Return the quotations of one paragraph in order, outermost only."""
    return list(_found(text, paragraph))


@lru_cache(maxsize=512)
def _found(text: str, paragraph: Span) -> tuple[Quote, ...]:
    found: list[Quote] = []
    opened, kind = -1, ""
    for m in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark = m.group()
        if opened < 0:
            kind = _opens(text, m, paragraph)
            if kind:
                opened = m.start()
        elif _closes(text, m, kind, opened):
            found.append(Quote(Span(opened, m.end())))
            opened = -1
        elif kind == "single" and mark in _OPEN | {'"'} and _opens(text, m, paragraph) != "":
            opened, kind = m.start(), _opens(text, m, paragraph)  # a stray apostrophe before a quotation
    if opened >= 0 and kind != "single":
        found.append(Quote(Span(opened, paragraph.end), open_end=True))
    return tuple(found)


def _opens(text: str, m: re.Match[str], paragraph: Span) -> str:
    mark = m.group()
    if mark in _OPEN:
        return "curly"
    if mark in _STRAIGHT:
        before = text[m.start() - 1] if m.start() > paragraph.start else " "
        after = text[m.end() : m.end() + 1]
        return "straight" if not before.isalnum() and after.strip() else ""
    if mark in ("‘", "'"):
        before = text[m.start() - 1] if m.start() > paragraph.start else " "
        close = re.compile(r"(?<=[\w.,!?…])[’'](?!\w)").search(text, m.end(), paragraph.end)
        return "single" if close and (before.isspace() or before in "(—–-:") else ""
    return ""


def _closes(text: str, m: re.Match[str], kind: str, opened: int) -> bool:
    mark = m.group()
    if text[opened] == "„":
        return mark in ("“", "”")  # „so“ in German, „tak” in Polish
    if kind == "curly":
        # keyboards mix styles: a straight mark after a word also closes
        return mark in _CLOSE or (mark == '"' and not text[m.start() - 1].isspace())
    if kind == "straight":
        before = text[m.start() - 1]
        return mark in ('"', "”", "''") and m.start() > opened and not before.isspace()
    after = text[m.end() : m.end() + 1]
    return mark in ("’", "'") and not text[m.start() - 1].isspace() and not after.isalnum()
