"""Reports of one speaker that do not agree: same issue, same occasion or day, different content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from onrecord.findings import Contradiction, Utterance
from onrecord.model import Evidence, Stance, Statement

WITHIN = 2  # days between two reports of one utterance of which one gives no day


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
    for key in sorted(groups):
        pairs = [p for p in _pairs(groups[key]) if _apart(*p, known)]
        if pairs:
            one, other = max(pairs, key=lambda p: (_sure(p), p[0].statements[0].id, p[1].statements[0].id))
            out.append(Contradiction("reports", one.side, one.issue, max(one.day, other.day), one, other))
    return tuple(out)


def all_contradictions(
    walked: Iterable[Contradiction], utterances: Iterable[Utterance], known: Evidence
) -> tuple[Contradiction, ...]:
    """Return those met on the paths and those between reports; what two reports tell of one speaker is told once."""
    reports = find_contradictions(utterances, known)
    told = {(c.side, c.issue, c.day) for c in reports}
    kept = [c for c in walked if c.kind != "speaker" or (c.side, c.issue, c.day) not in told]
    return (*kept, *reports)


def _pairs(rows: list[Utterance]) -> Iterator[tuple[Utterance, Utterance]]:
    """Yield the utterances that support with those that oppose, or set a condition, and may be the same one told otherwise."""
    others: dict[date, list[Utterance]] = {}
    for u in rows:
        if u.stance is not Stance.SUPPORTS:
            others.setdefault(u.day, []).append(u)
    for one in rows:
        if one.stance is Stance.SUPPORTS and others:
            for days in range(-WITHIN, WITHIN + 1):
                for other in others.get(one.day + timedelta(days=days), ()):
                    if not days or not (_dated(one) and _dated(other)):
                        yield one, other


def _dated(utterance: Utterance) -> bool:
    return any(s.said_on is not None for s in utterance.statements)


def _apart(one: Utterance, other: Utterance, known: Evidence) -> bool:
    def origins(rows: Iterable[Statement]) -> set[str]:
        return {known.origin_of[s.attribution.article] for s in rows}

    return not origins(one.statements) & origins(other.statements)


def _sure(pair: tuple[Utterance, Utterance]) -> float:
    return min(u.statements[0].confidence for u in pair)
