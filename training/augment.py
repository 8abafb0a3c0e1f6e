"""Other clothes for the same labels: names, quotation marks and capitals changed, so that the model learns none by heart."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from training.marks import LabelledArticle, Marked

_STYLES = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("„", "“"))
_WEIGHTS = (0.4, 0.4, 0.12, 0.04, 0.04)
_PAIR = re.compile(r"“([^“”]*)”")
_TITLES = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "in",
        "de",
        "la",
        "le",
        "el",
        "al",
        "von",
        "van",
        "der",
        "to",
        "on",
        "a",
        "an",
        "mr",
        "mrs",
        "ms",
        "dr",
        "general",
        "president",
        "minister",
        "union",
        "party",
        "council",
        "group",
        "front",
        "commission",
        "bank",
        "court",
        "house",
        "office",
        "national",
        "united",
        "people",
    ]
)


def dress(article: LabelledArticle, names: list[str], chance: random.Random) -> LabelledArticle:
    """Return *article* with its names drawn from *names* and its quotation marks in another style.

    The labels keep their places in the changed text; *chance* decides.
    """
    changes = _renamed(article, names, chance) if chance.random() < 0.6 else []
    changes += _requoted(article.text, chance) if chance.random() < 0.5 else []
    if not changes:
        return article
    return _changed(article, changes)


def own_names(article: LabelledArticle) -> list[str]:
    """Return the words of an article's actors that are names and nothing else."""
    words = {w for a in article.actors for part in a[:1] for w in re.findall(r"[^\W\d_][\w’'-]{2,}", part)}
    return sorted(w for w in words if w[0].isupper() and w.lower() not in _TITLES)


def _renamed(article: LabelledArticle, names: list[str], chance: random.Random) -> list[tuple[int, int, str]]:
    own = own_names(article)
    if not own:
        return []
    new = dict(zip(own, chance.sample(names, min(len(own), len(names))), strict=False))
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(new, key=len, reverse=True))) + r")\b")
    return [(m.start(), m.end(), new[m.group()]) for m in pattern.finditer(article.text)]


def _requoted(text: str, chance: random.Random) -> list[tuple[int, int, str]]:
    opens, closes = chance.choices(_STYLES, _WEIGHTS)[0]
    if opens == "“" or text.count("“") != text.count("”"):
        return []
    return [(m.start(), m.start() + 1, opens) for m in re.finditer("“", text)] + [
        (m.start(), m.start() + 1, closes) for m in re.finditer("”", text)
    ]


def _changed(article: LabelledArticle, changes: list[tuple[int, int, str]]) -> LabelledArticle:
    changes = sorted(changes)
    text, at = [], 0
    shifts: list[tuple[int, int]] = []  # from this old place on, move by so much
    moved = 0
    for start, end, new in changes:
        if start < at:
            continue
        text += [article.text[at:start], new]
        moved += len(new) - (end - start)
        shifts.append((end, moved))
        at = end
    text.append(article.text[at:])

    def place(old: int) -> int:
        by = 0
        for end, total in shifts:
            if old < end:
                break
            by = total
        return old + by

    def spans(rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
        return [(place(a), place(b)) for a, b in rows]

    statements = [
        Marked(s.number, spans(s.source), spans(s.cue), spans(s.content), spans(s.condition), s.label)
        for s in article.statements
    ]
    return replace(article, text="".join(text), statements=statements)
