"""One call for the whole analysis of a day: positions, obstacles, outlook, gaps."""

from __future__ import annotations

from collections import Counter
from datetime import date

from onrecord.analyse.gaps import find_differences, find_empty_cells, find_unnamed
from onrecord.analyse.obstacles import find_obstacles
from onrecord.analyse.outlook import find_outlook
from onrecord.analyse.positions import analyse_positions
from onrecord.model import Analysis, Evidence, Position
from onrecord.negotiation import Negotiation

MAIN_PARTIES = 3  # those with most positions: an empty cell of theirs matters


def analyse(negotiation: Negotiation, evidence: Evidence, as_of: date) -> Analysis:
    """Return everything computed from *evidence* as of a day; nothing published later is used."""
    known = evidence.until(as_of)
    positions = analyse_positions(known, as_of)
    main = [p for p, _ in Counter(p.party for p in positions if p.party).most_common(MAIN_PARTIES)]

    def camp_of(position: Position) -> str:
        return negotiation.camp_of(position.actor, known.day_of(position.statements[0]))

    return Analysis(
        as_of,
        positions,
        find_obstacles(positions, {i.id: i.kind for i in negotiation.issues}, camp_of),
        find_outlook(known, as_of),
        find_empty_cells(positions, main, len(known.articles)),
        find_differences(known, as_of),
        find_unnamed(known, as_of),
    )
