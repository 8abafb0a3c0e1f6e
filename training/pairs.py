"""Passages with claims made of them (``corpus/pairs/``): what a claim says that its passage bears, turns or lacks.

A block of a file is ``# article-id``, the passage on one line, then claims, one a line: ``P:`` and ``Q:`` follow from the passage;
``A:`` adds what the passage lacks, in braces; ``F:`` turns what it says, the turned words in braces; ``N:`` is beside it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.extract.align import WHOLE, WORDS
from onrecord.extract.weigh import TOWARDS, Question

BORNE, TURNED, ABSENT = range(len(WORDS))
_LOWERED = {
    "A",
    "An",
    "The",
    "No",
    "Neither",
    "Both",
    "All",
    "Every",
    "Any",
    "Each",
    "Some",
    "Talks",
    "Peace",
}
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim held against a passage: the whole's answer, and what each stretch of it is that is not borne."""

    article: str
    passage: str
    claim: str
    whole: int
    marked: tuple[tuple[int, int], ...]
    kind: str
    words: bool = True  # whether each word is labelled, or the whole alone

    @property
    def mark(self) -> int:
        """What the marked stretches are."""
        return TURNED if self.whole == WHOLE.index("turned") else ABSENT


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a file; raises ``ValueError`` that names the line for one of another form."""
    out: list[Pair] = []
    article = passage = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("# "):
            article, passage = line[2:].strip(), ""
        elif m := re.fullmatch(r"([PQAFN]): (.+)", line):
            if not passage:
                raise ValueError(f"{path.name}:{number}: a claim before its passage")
            out.append(_pair(article, passage, m[1], m[2].strip(), f"{path.name}:{number}"))
        elif line.strip():
            passage = line.strip()
    return out


def _pair(article: str, passage: str, kind: str, words: str, where: str) -> Pair:
    marked, claim, at = [], "", 0
    for m in _BRACES.finditer(words):
        claim += words[at : m.start()]
        marked.append((len(claim), len(claim) + len(m[1])))
        claim += m[1]
        at = m.end()
    claim += words[at:]
    if "{" in claim or "}" in claim or (kind in "AF") != bool(marked):
        raise ValueError(f"{where}: A and F have words in braces, the others none")
    whole = 0 if kind in "PQ" else 1 if kind == "F" else 2
    return Pair(article, passage, claim, whole, ((0, len(claim)),) if kind == "N" else tuple(marked), kind)


def from_stances(rows: Iterable[tuple[Question, int]], chance: random.Random) -> list[Pair]:
    """Return contrast lines as pairs: a statement bears the proposition it supports, turns the one it opposes or binds to a condition."""
    out = []
    for q, answer in rows:
        said = " ".join(w for w in (q.source, q.cue, q.content) if w)
        passage = f"{q.context} {said}".strip() + ("" if said.endswith((".", "”", "!")) else ".")
        who = q.source[:1].upper() + q.source[1:]
        claim = q.proposition
        if who and chance.random() < 0.5:
            bare = claim[:1].lower() + claim[1:] if claim.split()[0] in _LOWERED else claim
            claim = chance.choice(
                [f"{who} said that {bare}", f"For {q.source}, {bare}", f"{who}’s position is that {bare}"]
            )
        sign = TOWARDS[answer]
        whole = 0 if sign == "supports" else 1 if sign in ("opposes", "conditional") else 2
        lacking = ((0, len(claim)),) if sign == "unrelated" else ()
        out.append(
            Pair(q.proposition, passage, claim, whole, lacking, sign, sign in ("supports", "unrelated"))
        )
    return out
