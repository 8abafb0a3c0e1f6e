"""Half-open character spans, and the paragraphs of a text: the ground every citation stands on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

MARKS = "\"'“”‘’„«»`"
LIST_LINE = re.compile(r"\s*(?:[-*•–→▪‣►]|\d{1,2}[.)])\s")
_LONGEST = 4000  # characters; no paragraph written for people is longer
_SENTENCE_END = re.compile(r"[.!?][\"”’»)]?\s+(?=[A-ZÀ-Ý\"“«])")
_WRAP_LIMIT = 100  # characters; a longer line was not broken by hand


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A half-open stretch of Unicode characters, ``text[start:end]``.

    >>> Span(0, 4).cut("Kyiv said")
    'Kyiv'

    Raises ``ValueError`` when ``0 <= start <= end`` does not hold.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """Return the characters of *text* that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Say whether *other* lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """Return this span moved *by* characters."""
        return Span(self.start + by, self.end + by)


def cover(spans: Iterable[Span]) -> Span:
    """Return the smallest span that covers all *spans*; ``ValueError`` if there are none."""
    found = list(spans)
    if not found:
        raise ValueError("no spans to cover")
    return Span(min(s.start for s in found), max(s.end for s in found))


def trim(span: Span, text: str, drop: str = "") -> Span:
    """Return *span* without white space, and characters of *drop*, at its edges.

    >>> trim(Span(0, 7), " said, ", ",")
    Span(start=1, end=5)
    """
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in drop):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in drop):
        end -= 1
    return Span(start, end)


def join(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Return *spans* sorted, with those joined that only white space parts, empty ones dropped."""
    out: list[Span] = []
    for span in sorted(trim(s, text) for s in spans):
        if not len(span):
            continue
        if out and not text[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def without(span: Span, holes: Iterable[Span]) -> list[Span]:
    """Return what is left of *span* when *holes* are cut out of it."""
    left, at = [], span.start
    for hole in sorted(h for h in holes if h.overlaps(span)):
        if hole.start > at:
            left.append(Span(at, hole.start))
        at = max(at, hole.end)
    if at < span.end:
        left.append(Span(at, span.end))
    return left


def context(text: str, span: Span, width: int = 32) -> tuple[str, str]:
    """Return up to *width* characters before and after *span* (W3C text-quote prefix, suffix)."""
    return text[max(0, span.start - width) : span.start], text[span.end : span.end + width]


@lru_cache(maxsize=16)
def flat(text: str) -> str:
    """Return *text* with every line break and odd space as one space, the same length."""
    return re.sub(r"[\s\u00a0\u200b\u2028\u2029\ufeff]", " ", text)


def squeeze(text: str) -> str:
    """Return *text* on one line with single spaces, for showing."""
    return " ".join(text.split())


def paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of *text*, in order, without the white space around them.

    A blank line ends a paragraph. A single line break ends one too, except where the block is
    hard-wrapped (all its lines short, as in official transcripts): there the lines are one paragraph. One
    beyond 4,000 characters is cut after a sentence, so that reading takes linear time.
    """
    return list(_cut(text))


@lru_cache(maxsize=16)
def _cut(text: str) -> tuple[Span, ...]:
    return tuple(piece for block in _paragraphs(text) for piece in _pieces(block, text))


def _pieces(block: Span, text: str) -> Iterator[Span]:
    """Cut a paragraph beyond all measure (a text without line breaks) into pieces, best after a sentence."""
    at = block.start
    while block.end - at > _LONGEST:
        window = text[at : at + _LONGEST]
        ends = [m.end() for m in _SENTENCE_END.finditer(window, _LONGEST // 2)]
        cut = ends[-1] if ends else window.rfind(" ", _LONGEST // 2) + 1 or _LONGEST
        yield trim(Span(at, at + cut), text)
        at += cut
    last = trim(Span(at, block.end), text)
    if len(last):
        yield last


def _paragraphs(text: str) -> Iterator[Span]:
    at = 0
    for gap in re.finditer(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\Z", text):
        block = trim(Span(at, gap.start()), text)
        at = gap.end()
        if len(block):
            yield from _lines(block, text)


def _lines(block: Span, text: str) -> Iterator[Span]:
    lines, at = [], block.start
    for words in block.cut(text).split("\n"):
        lines.append(Span(at, at + len(words)))
        at += len(words) + 1
    wrapped = len(lines) > 1 and max(map(len, lines)) <= _WRAP_LIMIT
    start = lines[0].start
    for before, line in itertools.pairwise(lines):
        if not wrapped or LIST_LINE.match(line.cut(text)) or _ends_early(before, lines, text):
            yield trim(Span(start, before.end), text)
            start = line.start
    yield trim(Span(start, lines[-1].end), text)


def _ends_early(line: Span, lines: list[Span], text: str) -> bool:
    """Say whether a wrapped line stops so far from the margin that its paragraph ends there."""
    words = line.cut(text).rstrip()
    return len(words) < 0.6 * max(map(len, lines)) and words[-1:] in '.!?:”"'


_HEAD_LINE = re.compile(r"([A-Z][A-Za-z-]{1,15}):[ \t]+(\S.*)")
HEAD_KEYS = ("title", "published", "date", "outlet", "url", "language", "based-on")


def head(text: str) -> tuple[dict[str, str], int]:
    """Return the ``Key: value`` lines that open a plain text, and where its body begins.

    Only the keys of ``HEAD_KEYS`` make a head, all its lines must have one, and a blank line ends it;
    anything else is body, so a transcript that opens with a speaker's label has no head.

    >>> head("Title: Talks resume\\nPublished: 2025-02-01\\n\\nKYIV")
    ({'title': 'Talks resume', 'published': '2025-02-01'}, 43)
    """
    found: dict[str, str] = {}
    at = 0
    for line in text.split("\n"):
        if not line.strip():
            return (found, at + len(line) + 1) if found else ({}, 0)
        match = _HEAD_LINE.fullmatch(line.strip())
        if not match or match[1].lower() not in HEAD_KEYS:
            return {}, 0
        found.setdefault(match[1].lower(), match[2].strip())
        at += len(line) + 1
    return {}, 0
