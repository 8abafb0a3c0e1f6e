"""Correction notices that articles carry, and the articles they may touch."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.findings import Notice
from onrecord.model import Article, Evidence
from onrecord.spans import Span, paragraphs, squeeze

_NOTICE = re.compile(
    r"\b(?:correction|clarification|editor[’']?s note|retraction)\b\s*[:(—–-]"
    r"|\b(?:an? |the )?(?:earlier|previous|original|first) version of (?:this|the|our)"
    r"|\bthis (?:article|story|report|piece) (?:has been|was) (?:corrected|amended|updated to correct|withdrawn|retracted)\b"
    r"|\bwe have (?:withdrawn|retracted|corrected)\b|\bmandatory kill\b",
    re.I,
)
_WORD = re.compile(r"\w+")
ALIKE = 0.6  # least share of a title's words that another title has, for both to be of one report


def find_notices(known: Evidence) -> tuple[Notice, ...]:
    """Return the notices, newest first, each with the earlier articles it may be about.

    Those are the earlier texts of the same outlet that share the address, the origin, or most words of the title; and
    the article itself, whose words the notice corrects.
    """
    out = []
    for article in known.articles:
        for block in paragraphs(article.text):
            if _NOTICE.search(article.text, block.start, min(block.end, block.start + 400)):
                words = article.text[block.start : block.end]
                earlier = (a.id for a in known.articles if _may_be(a, article, words, known))
                out.append(Notice(article.id, Span(block.start, block.end), tuple(sorted(earlier))))
                break
    day = {a.id: a.published for a in known.articles}
    return tuple(sorted(out, key=lambda n: (day[n.article], n.article), reverse=True))


def _may_be(one: Article, corrected: Article, notice: str, known: Evidence) -> bool:
    if one.id == corrected.id or one.outlet != corrected.outlet or one.published > corrected.published:
        return False
    same = known.origin_of[one.id] == known.origin_of[corrected.id]
    return (
        same
        or bool(one.url and one.url == corrected.url)
        or _alike(one.title, corrected.title)
        or _named(one.title, notice)
    )


def _named(title: str, notice: str) -> bool:
    """Say whether a notice names a title, all its words in a row."""
    first = _words(title)
    return len(first) > 3 and " ".join(first) in " ".join(_words(notice))


def _alike(one: str, other: str) -> bool:
    first, second = set(_words(one)), set(_words(other))
    return bool(first and second) and len(first & second) >= ALIKE * min(len(first), len(second))


@lru_cache(maxsize=100_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(w.lower() for w in _WORD.findall(squeeze(text)))
