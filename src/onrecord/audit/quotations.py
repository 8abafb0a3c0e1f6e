"""Words in quotation marks held against the articles: verbatim, spliced, or like what was really said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.model import Article
from onrecord.spans import Span, flat

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_GAP = re.compile(r"\s*(?:\[[^\]]*\]|\.\.\.|…)\s*")
LIKE = 0.5  # least likeness of the nearest words that are shown


@dataclass(frozen=True, slots=True)
class Place:
    """Where quoted words stand, or the nearest words to them; ``exact`` says which, ``likeness`` 0 to 1."""

    article: Article
    span: Span
    exact: bool
    likeness: float = 1.0


def words_of(text: str) -> list[tuple[str, Span]]:
    """Return the words of *text*, folded, each with its place."""
    even = flat(text)
    return [(m.group().lower().replace("’", "'"), Span(*m.span())) for m in _WORD.finditer(even)]


def places_of(quoted: str, articles: Iterable[Article]) -> list[Place]:
    """Return every place where the words of *quoted* stand in order without a break, quotation style and case aside.

    Words parted by an ellipsis or a bracketed insertion must all stand in one article, in order and near one another.
    """
    pieces = [p for p in _GAP.split(quoted) if _WORD.search(p)]
    patterns = [_pattern(p) for p in pieces]
    longest = sorted((w for w, _ in words_of(" ".join(pieces)) if w.isalnum()), key=len)[-3:]
    found: list[Place] = []
    for article in articles:
        if not _holds(article.text.lower(), longest):
            continue
        text = flat(article.text)
        for m in patterns[0].finditer(text) if patterns else ():
            end = m.end()
            for more in patterns[1:]:
                after = more.search(text, end, end + 400)
                if after is None:
                    break
                end = after.end()
            else:
                found.append(Place(article, Span(m.start(), end), True))
    return found


def _holds(text: str, words: list[str]) -> bool:
    """Say whether all *words* stand in *text*: looked for before any pattern, since most articles lack one."""
    return all(w in text for w in words)


def _pattern(words: str) -> re.Pattern[str]:
    parts = [re.sub("['’]", "['’]", re.escape(w.group())) for w in _WORD.finditer(words)]
    return re.compile(r"(?<!\w)" + r"\W{1,8}".join(parts) + r"(?!\w)", re.I)


def nearest(quoted: str, articles: Iterable[Article]) -> Place | None:
    """Return the stretch of words most like *quoted* (Ratcliff and Obershelp 1988, over words); None when nothing is."""
    wanted = [w for w, _ in words_of(quoted)]
    if not wanted:
        return None
    vocabulary, best = set(wanted), None
    for article in articles:
        row = words_of(article.text)
        held = [w in vocabulary for w, _ in row]
        for at in _windows(held, len(wanted)):
            piece = [w for w, _ in row[at : at + len(wanted)]]
            score = SequenceMatcher(None, wanted, piece, autojunk=False).ratio()
            spans = [s for w, s in row[at : at + len(wanted)]]
            while spans and row[at + len(spans) - 1][0] not in vocabulary:
                spans.pop()
            if "\n\n" in article.text[spans[0].start : spans[-1].end]:
                continue
            if score >= LIKE and (best is None or score > best.likeness):
                best = Place(article, Span(spans[0].start, spans[-1].end), False, score)
    return best


def _windows(held: list[bool], size: int) -> Iterable[int]:
    """Yield the starts of windows in which at least half of the words are wanted."""
    inside = sum(held[:size])
    for at in range(max(1, len(held) - size + 1)):
        if inside * 2 >= size and held[at]:
            yield at
        inside += (held[at + size] if at + size < len(held) else 0) - (held[at] if at < len(held) else 0)


def is_spliced(quoted: str, articles: Iterable[Article]) -> bool:
    """Say whether *quoted* can be cut into two stretches of three words or more that each stand somewhere verbatim."""
    kept = list(articles)
    spans = [s for _, s in words_of(quoted)]
    for cut in range(3, len(spans) - 2):
        first, rest = quoted[: spans[cut - 1].end], quoted[spans[cut].start :]
        if places_of(first, kept) and places_of(rest, kept):
            return True
    return False
