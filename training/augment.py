"""Other clothes for the same labels: names, quotation marks and capitals changed, so that the model learns none by heart."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from onrecord.extract.masking import Masker
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
    """Return *article* with its names drawn from *names* (left as they are when there are none) and its quotation marks in another style.

    The labels keep their places in the changed text; *chance* decides.
    """
    changes = _renamed(article, names, chance) if chance.random() < 0.6 else []
    changes += _requoted(article.text, chance) if chance.random() < 0.5 else []
    if not changes:
        return article
    return _changed(article, changes)


def mask_some(article: LabelledArticle, chance: random.Random) -> Masker:
    """Return a masker of no name, of all the article's names, or of most of them; *chance* decides."""
    share = chance.choice((0.0, 0.0, 0.8, 1.0))
    return Masker(k for a in article.actors if chance.random() < share for k in _known(a))


def _known(actor: tuple[str, ...]) -> list[tuple[str, str, str]]:
    name, kind, more = (*actor, "", "")[:3]
    if kind in ("he", "she", "they"):
        words, kind = (name, name.split()[-1] if name.split() else ""), "person"
    else:
        words = (name, *(w.strip() for w in more.split(",")))
    return [(w, name, kind) for w in words if len(w) > 2]


def own_names(article: LabelledArticle) -> list[str]:
    """Return the words of an article's actors that are names and nothing else."""
    words = {w for a in article.actors for part in a[:1] for w in re.findall(r"[^\W\d_][\w’'-]{2,}", part)}
    return sorted(w for w in words if w[0].isupper() and w.lower() not in _TITLES)


def _renamed(article: LabelledArticle, names: list[str], chance: random.Random) -> list[tuple[int, int, str]]:
    own = own_names(article)
    if not own or not names:
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
