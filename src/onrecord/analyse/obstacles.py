"""What stands in the way, computed from positions and cited from every side it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import product

from onrecord.findings import Obstacle, Position
from onrecord.model import Stance
from onrecord.negotiation import Issue

OVERTAKEN = 7  # days after which a party's newer words replace its older ones
_FOR, _AGAINST, _TIED = (Stance.SUPPORTS,), (Stance.OPPOSES,), (Stance.CONDITIONAL,)


def find_obstacles(
    positions: Iterable[Position], issues: Mapping[str, Issue], camp_of: Callable[[Position], str]
) -> tuple[Obstacle, ...]:
    """Return the obstacles that *positions* make, weightiest first.

    *issues* gives each issue by id, *camp_of* the camp a position belongs to. A dispute lies between the
    strongest supporter and the strongest opponent of different camps; within one camp it is a split. On
    an issue of participation it is an exclusion, on one of who may sign a refusal to meet, on a
    precondition that precondition, on one of leverage (who holds the upper hand) leverage. Supporters of issues that conflict (a
    channel that leaves somebody out) exclude each other. An unanswered precondition, refusal or
    condition stands too, cited from its own side.
    """
    by_issue: dict[str, list[Position]] = {}
    for position in positions:
        by_issue.setdefault(position.issue, []).append(position)
    found: list[Obstacle] = []
    for issue, every in sorted(by_issue.items()):
        rows = _current(every)
        kind = issues[issue].kind if issue in issues else "question"
        found += _on_issue(issue, rows, kind, camp_of)
        for other in issues[issue].conflicts if issue in issues else ():
            found += _excluded(issue, rows, by_issue.get(other, []), camp_of)
    return tuple(sorted(found, key=lambda o: (-o.weight, o.issue, o.kind)))


def _current(rows: list[Position]) -> list[Position]:
    """Leave out a position that a newer one of the same party, by over a week, has overtaken."""
    newest: dict[str, date] = {}
    for p in rows:
        party = p.party or p.actor
        newest[party] = max(p.newest, newest.get(party, p.newest))
    return [p for p in rows if (newest[p.party or p.actor] - p.newest).days <= OVERTAKEN]


def _on_issue(
    issue: str, rows: list[Position], kind: str, camp_of: Callable[[Position], str]
) -> list[Obstacle]:
    found = []
    clash = _clash(rows, lambda a, b: camp_of(a) != camp_of(b) and bool(camp_of(a) and camp_of(b)))
    if clash:
        found.append(_obstacle(_NAMES.get(kind, "dispute"), issue, clash))
    else:
        clash = _clash(rows, lambda a, b: camp_of(a) != camp_of(b) and bool(camp_of(a) and camp_of(b)), _TIED)
        if clash:
            found.append(_obstacle("precondition", issue, clash, 0.6))
    split = _clash(rows, lambda a, b: camp_of(a) == camp_of(b) != "" and a.party != b.party)
    if split:
        found.append(_obstacle("split within a camp", issue, split, 0.8))
    if not clash and kind in ("precondition", "counterpart", "leverage", "participation"):
        wanted = _ALONE[kind]
        alone = sorted((p for p in rows if p.stance in wanted), key=_strength, reverse=True)[:1]
        if alone:
            found.append(_obstacle(_NAMES[kind], issue, tuple(alone), 0.7))
    return found


def _excluded(
    issue: str, rows: list[Position], others: list[Position], camp_of: Callable[[Position], str]
) -> list[Obstacle]:
    """Return the exclusion between who wants *issue* and who is left out by it."""
    pairs = [
        (a, b)
        for a, b in product(rows, others)
        if a.stance in _FOR and b.stance in _FOR and "" != camp_of(a) != camp_of(b) != ""
    ]
    return [_obstacle("exclusion", issue, max(pairs, key=_pair_strength))] if pairs else []


def _pair_strength(pair: tuple[Position, ...]) -> tuple[float, float]:
    return min(map(_strength, pair)), sum(map(_strength, pair))


_ALONE: dict[str, tuple[Stance, ...]] = {
    "participation": (),
    "counterpart": (Stance.OPPOSES,),
    "precondition": (Stance.SUPPORTS, Stance.CONDITIONAL),
    "leverage": (Stance.SUPPORTS,),
}
_NAMES = {
    "participation": "exclusion",
    "counterpart": "refusal to meet",
    "precondition": "precondition",
    "leverage": "leverage",
}


def _clash(
    rows: list[Position],
    between: Callable[[Position, Position], bool],
    against: tuple[Stance, ...] = _AGAINST,
) -> tuple[Position, ...]:
    pairs = [
        (a, b) for a, b in product(rows, rows) if a.stance in _FOR and b.stance in against and between(a, b)
    ]
    return max(pairs, key=_pair_strength, default=())


def _strength(position: Position) -> float:
    """Return how much a position weighs: its origins, halved every 14 days, and its newest words' sureness."""
    sure = position.statements[0].confidence
    return float(sure * (1 + 0.25 * min(position.origins, 8)) * 0.5 ** (max(position.age, 0) / 14))


def _obstacle(kind: str, issue: str, sides: tuple[Position, ...], scale: float = 1.0) -> Obstacle:
    weight = round(scale * sum(map(_strength, sides)), 4)
    return Obstacle(kind, issue, sides, weight, min(p.newest for p in sides))
