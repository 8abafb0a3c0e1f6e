"""One call for the whole analysis of a day: positions, obstacles, outlook, gaps."""

from __future__ import annotations

from collections import Counter
from datetime import date

from onrecord.analyse.gaps import find_differences, find_empty_cells, find_unnamed
from onrecord.analyse.obstacles import find_obstacles
from onrecord.analyse.origins import date_utterances
from onrecord.analyse.outlook import find_outlook
from onrecord.analyse.positions import analyse_positions
from onrecord.findings import Analysis, Position
from onrecord.model import Evidence
from onrecord.negotiation import Negotiation

MAIN_PARTIES = 3  # those with most positions: an empty cell of theirs matters


def analyse(negotiation: Negotiation, evidence: Evidence, as_of: date) -> Analysis:
    """Return everything computed from *evidence* as of a day; nothing published later is used."""
    known = date_utterances(evidence.until(as_of))
    positions = analyse_positions(known, as_of)
    main = [p for p, _ in Counter(p.party for p in positions if p.party).most_common(MAIN_PARTIES)]

    def camp_of(position: Position) -> str:
        return negotiation.camp_of(position.actor, known.day_of(position.statements[0]))

    obstacles = find_obstacles(positions, negotiation.issue_by_id, camp_of)
    return Analysis(
        as_of,
        known,
        positions,
        obstacles,
        find_outlook(known),
        find_empty_cells(
            [p for p in positions if p.issue in {o.issue for o in obstacles if len(o.sides) > 1}],
            main,
            known,
        ),
        find_differences(known),
        find_unnamed(known, as_of),
    )
