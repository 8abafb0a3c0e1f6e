"""Same treatment for every side: the hard list read with the parties' names exchanged must give the same, names apart.

Velmora and Tarn change places, and so do their capitals, palaces, presidents and ministers of one sex; what is compared
of each statement is its spans, its speaker, and its stance on the issues whose propositions name no party.
"""

from __future__ import annotations

import re

from training.check_hard import FOLDER, PUBLISHED, read_items

from benchmarks.corpus import plain
from benchmarks.score import percent
from onrecord.extract.reading import Reader, make_reader
from onrecord.model import Article, Sighting
from onrecord.negotiation import load_negotiation

PAIRS = (
    ("Velmoran", "Tarnish"),
    ("Velmora", "Tarn"),
    ("Port Sel", "Kesh"),
    ("the Harbour Palace", "the White Hall"),
    ("The Harbour Palace", "The White Hall"),
    ("Ana Reyes", "Leila Amari"),
    ("Reyes", "Amari"),
    ("Piers Halloran", "Oleksandr Zhivkan"),
    ("Halloran", "Zhivkan"),
    ("Daniel Moss", "Viktor Dragan"),
    ("Moss", "Dragan"),
)
ACTORS = {"velmora": "tarn", "reyes": "amari", "halloran": "zhivkan", "moss": "dragan"}
EVEN = {"truce", "monitors", "prisoners", "summit"}  # issues whose propositions name no party
_OTHER = {a: b for pair in PAIRS for a, b in (pair, pair[::-1])}
_NAMES = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _OTHER), key=len, reverse=True)) + r")\b")


def exchange(text: str) -> tuple[str, list[int]]:
    """Return *text* with the names exchanged, and for each of its places the place in the new text."""
    out, at, places = "", 0, []
    for m in _NAMES.finditer(text):
        places += [len(out) + i for i in range(m.start() - at)]
        out += text[at : m.start()]
        new = _OTHER[m.group()]
        last = m.end() - m.start() - 1
        places += [len(out) + (len(new) - 1 if i == last else min(i, len(new) - 1)) for i in range(last + 1)]
        out += new
        at = m.end()
    places += [len(out) + i for i in range(len(text) - at + 1)]
    return out + text[at:], places


def measure() -> dict[str, float]:
    """Return the share of the items that name a side and read the same when the sides change places."""
    reader = make_reader(load_negotiation(FOLDER / "negotiation.toml"))
    both = ACTORS | {b: a for a, b in ACTORS.items()}
    same = total = 0
    for file in sorted(FOLDER.glob("*.txt")):
        for item in read_items(file):
            item.head["published"] = PUBLISHED
            article = plain(item)
            text, places = exchange(article.text)
            if text == article.text or "role" in file.stem or "title" in file.stem:
                continue  # a bare title means another person on the other side
            total += 1
            other = Article(Article.id_of(text), text, "en", (Sighting(PUBLISHED, item.id, "", "", ""),))
            same += _read(reader, article, places, both) == _read(reader, other, None, {})
    return {"items": total, "identical but for the names": percent(same, total)}


def _read(reader: Reader, article: Article, places: list[int] | None, names: dict[str, str]) -> set[tuple]:
    """Return what was read as values that can be compared: places and actors as they are after the exchange."""

    def spans(found: tuple) -> tuple:
        if places is None:
            return tuple((s.start, s.end) for s in found if s)
        return tuple((places[s.start], places[s.end - 1] + 1) for s in found if s)

    return {
        (
            spans((s.attribution.source,)),
            spans((s.attribution.cue,)),
            spans(s.attribution.content),
            names.get(s.actor, s.actor),
            (s.issue, s.stance.value) if s.issue in EVEN else (),
        )
        for s in reader.read(article).statements
    }
