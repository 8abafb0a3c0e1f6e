"""The words that attribute, read from data, with every inflected form worked out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One attributing verb or noun: its act, sign and the complements (frames) that may hold a content."""

    lemma: str
    act: str
    sign: int
    frames: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """Verbs by inflected form, nouns by form, particles by lemma, and words that never speak."""

    verbs: Mapping[str, CueEntry]
    nouns: Mapping[str, CueEntry]
    particles: Mapping[str, tuple[str, ...]]
    not_speakers: frozenset[str]


def read_table(name: str) -> dict[str, Any]:
    """Return the table of ``data/lexicons/NAME.toml`` inside the package."""
    return tomllib.loads((files("onrecord") / "data" / "lexicons" / f"{name}.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the cue lexicon shipped with the package."""
    table = read_table("cues")
    entries: dict[str, CueEntry] = {}
    for group in table["verbs"].values():
        for lemma in group["words"]:
            old = entries.get(lemma)
            entries[lemma] = CueEntry(
                lemma,
                group["act"] if old is None or old.act == "assess" else old.act,
                group["sign"] or (old.sign if old else 0),
                frozenset(group["frames"]) | (old.frames if old else frozenset()),
            )
    verbs = {
        form: entry
        for lemma, entry in entries.items()
        for form in inflect(lemma, table["irregular"].get(lemma, ()))
    }
    nouns = {}
    for lemma, (act, sign) in table["nouns"].items():
        entry = CueEntry(lemma, act, int(sign), frozenset(("clause", "infinitive")))
        nouns.update({lemma: entry, f"{lemma}s": entry})
    return Lexicon(
        verbs,
        nouns,
        {k: tuple(v) for k, v in table["particles"].items()},
        frozenset(table["not_speakers"]["words"]),
    )


def inflect(lemma: str, irregular: tuple[str, ...] | list[str] = ()) -> set[str]:
    """Return the forms of an English verb: base, -s, -ed, -ing, with *irregular* ones beside them.

    >>> sorted(inflect("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    forms = {lemma, *irregular}
    stem = lemma
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return forms | {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    if lemma.endswith("e"):
        return forms | {lemma + "s", lemma + "d", lemma[:-1] + "ing"}
    if lemma[-1] in "sxzh" and not lemma.endswith("th"):
        return forms | {lemma + "es", stem + "ed", stem + "ing"}
    return forms | {lemma + "s", stem + "ed", stem + "ing"}
