"""Scores statements against labelled ones: spans, linked triples, and what was understood of them.

Spans of a role count once each. ``exact`` wants the same fragments; ``overlap`` any shared character, one
to one, most shared first. Two statements are linked when their sources overlap (or neither has one) and
their contents share half of their characters (Jaccard), as PolNeAR's linked measure does. Marks and
punctuation at the edges do not count.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

EDGE = " \n\t\"'“”‘’«»`.,;:!?-–—()[]…"
Spans = tuple[tuple[int, int], ...]


@dataclass
class Row:
    """A statement to score: its spans, and what was understood."""

    source: Spans
    cue: Spans
    content: Spans
    actor: str | None = None
    stances: dict[str, str] = field(default_factory=dict)  # by issue; "" where the label gives none

    @property
    def issues(self) -> set[str]:
        """The issues of the statement."""
        return set(self.stances)


@dataclass
class Tally:
    """Counts over all texts."""

    counts: Counter = field(default_factory=Counter)
    stances: Counter = field(default_factory=Counter)


def trimmed(spans: list | None, text: str) -> Spans:
    """Return spans without edge marks and white space; fragments with only such between them are joined."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(tuple(s) for s in spans or ()):
        while start < end and text[start] in EDGE:
            start += 1
        while end > start and text[end - 1] in EDGE:
            end -= 1
        if start < end and out and not text[out[-1][1] : start].strip(EDGE):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif start < end:
            out.append((start, end))
    return tuple(out)


def shared(a: Spans, b: Spans) -> int:
    """Return the characters two sets of spans share."""
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)


def jaccard(a: Spans, b: Spans) -> float:
    """Return intersection over union of two sets of spans, in characters."""
    both = shared(a, b)
    return both / (sum(e - s for s, e in a + b) - both) if both else 0.0


def pair(gold: list, found: list, score) -> list[tuple[int, int]]:
    """Pair items one to one, highest positive score first."""
    ranked = sorted(
        ((score(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    used_i, used_j, out = set(), set(), []
    for value, i, j in ranked:
        if value > 0 and i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
            out.append((i, j))
    return out


def linked_score(a: Row, b: Row) -> float:
    """Return how well two statements agree in who said what, 0 when they are not linked."""
    who = shared(a.source, b.source) > 0 if a.source and b.source else not a.source and not b.source
    value = jaccard(a.content, b.content) if who else 0.0
    return value if value >= 0.5 else 0.0


def tally(gold: list[Row], found: list[Row], into: Tally) -> None:
    """Add one text's counts to *into*."""
    for role in ("source", "cue", "content"):
        a = list(dict.fromkeys(s for r in gold if (s := getattr(r, role))))
        b = list(dict.fromkeys(s for r in found if (s := getattr(r, role))))
        into.counts[role, "gold"] += len(a)
        into.counts[role, "found"] += len(b)
        into.counts[role, "exact"] += len(set(a) & set(b))
        into.counts[role, "overlap"] += len(pair(a, b, shared))
    into.counts["stance", "gold"] += sum(bool(v) for g in gold for v in g.stances.values())
    links = pair(gold, found, linked_score)
    into.counts["linked", "gold"] += len(gold)
    into.counts["linked", "found"] += len(found)
    into.counts["linked", "hit"] += len(links)
    for i, j in links:
        g, f = gold[i], found[j]
        into.counts["speaker", "right"] += (g.actor or "") == (f.actor or "")
        into.counts["speaker", "wrong"] += bool(f.actor) and (g.actor or "") != f.actor
        into.counts["issue", "hit"] += len(g.issues & f.issues)
        into.counts["issue", "gold"] += len(g.issues)
        into.counts["issue", "found"] += len(f.issues)
        for issue, stance in g.stances.items():
            if stance and issue in f.stances:
                into.stances[stance, f.stances[issue]] += 1


def macro_f1(stances: Counter) -> float:
    """Return the mean F1, in per cent, of the stances that occur among the labels."""
    kinds = sorted({g for g, _ in stances})
    scores = []
    for kind in kinds:
        gold = sum(n for (g, _), n in stances.items() if g == kind)
        found = sum(n for (_, f), n in stances.items() if f == kind)
        scores.append(f1(stances[kind, kind], gold, found))
    return round(sum(scores) / len(scores), 1) if scores else 0.0


def f1(hit: float, gold: float, found: float) -> float:
    """Return F1 in per cent."""
    return round(200 * hit / (gold + found), 1) if gold + found else 0.0


def percent(part: float, whole: float) -> float:
    """Return a share in per cent."""
    return round(100 * part / whole, 1) if whole else 0.0


def figures(done: Tally) -> dict[str, float]:
    """Return the figures of a tally by name, in per cent."""
    c, out = done.counts, {}
    for role in ("source", "cue", "content"):
        for kind in ("exact", "overlap"):
            out[f"{role} {kind} precision"] = percent(c[role, kind], c[role, "found"])
            out[f"{role} {kind} recall"] = percent(c[role, kind], c[role, "gold"])
            out[f"{role} {kind} F1"] = f1(c[role, kind], c[role, "gold"], c[role, "found"])
    out["linked precision"] = percent(c["linked", "hit"], c["linked", "found"])
    out["linked recall"] = percent(c["linked", "hit"], c["linked", "gold"])
    out["linked F1"] = f1(c["linked", "hit"], c["linked", "gold"], c["linked", "found"])
    out["speaker accuracy (linked)"] = percent(c["speaker", "right"], c["linked", "hit"])
    out["speaker wrong (linked)"] = percent(c["speaker", "wrong"], c["linked", "hit"])
    out["issue F1 (linked)"] = f1(c["issue", "hit"], c["issue", "gold"], c["issue", "found"])
    right = sum(n for (g, f), n in done.stances.items() if g == f)
    clear = {"supports", "opposes"}
    opposite = sum(n for (g, f), n in done.stances.items() if {g, f} == clear)
    total = sum(done.stances.values())
    out["stance macro-F1 (issue right)"] = macro_f1(done.stances)
    out["stance accuracy (issue right)"] = percent(right, total)
    out["stance reversed (issue right)"] = percent(opposite, total)
    out["stance right (of all labelled)"] = percent(right, c["stance", "gold"])
    return out
