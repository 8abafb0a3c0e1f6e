"""Reports of one speaker that do not agree: same issue, same occasion or day, different content."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from onrecord.findings import Contradiction, Utterance
from onrecord.model import Evidence, Stance, Statement

WITHIN = 2  # days between two reports of one utterance of which one gives no day
_PAIRS = ((Stance.SUPPORTS, Stance.OPPOSES), (Stance.SUPPORTS, Stance.CONDITIONAL))


def find_contradictions(utterances: Iterable[Utterance], known: Evidence) -> tuple[Contradiction, ...]:
    """Return, for each speaker and issue, the surest pair of reports of one utterance that disagree.

    They must come from different origins, for one report may well tell both halves of a thought, and neither may be
    unsure. A report that gives no day of the words may be of an utterance up to two days away. "supports" against
    "conditional" is a disagreement too: one of the reports drops the condition.
    """
    groups: dict[tuple[str, str], list[Utterance]] = {}
    for u in utterances:
        if not u.unsure:
            for speaker in u.speakers:
                groups.setdefault((speaker, u.issue), []).append(u)
    out = []
    for _, rows in sorted(groups.items()):
        pairs = [
            (one, other)
            for first, second in _PAIRS
            for one in rows
            if one.stance is first
            for other in _near(one, second, rows)
            if _apart(one, other, known)
        ]
        if pairs:
            one, other = max(pairs, key=lambda p: (_sure(p), p[0].statements[0].id, p[1].statements[0].id))
            kind, day = "reports", max(one.day, other.day)
            out.append(Contradiction(kind, one.side, one.issue, day, one, other))
    return tuple(out)


def _near(one: Utterance, stance: Stance, rows: list[Utterance]) -> list[Utterance]:
    """Return the utterances of *stance* that may be the one that *one* reports."""
    within = timedelta(days=WITHIN)
    return [
        u
        for u in rows
        if u.stance is stance
        and (u.day == one.day or (abs(u.day - one.day) <= within and not (_dated(u) and _dated(one))))
    ]


def _dated(utterance: Utterance) -> bool:
    return any(s.said_on is not None for s in utterance.statements)


def _apart(one: Utterance, other: Utterance, known: Evidence) -> bool:
    def origins(rows: Iterable[Statement]) -> set[str]:
        return {known.origin_of[s.attribution.article] for s in rows}

    return not origins(one.statements) & origins(other.statements)


def _sure(pair: tuple[Utterance, Utterance]) -> float:
    return min(u.statements[0].confidence for u in pair)
