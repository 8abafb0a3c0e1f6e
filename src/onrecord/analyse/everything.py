"""One call for the whole analysis of a day: positions, paths, changes, obstacles, disputes, outlook, gaps."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from onrecord.analyse.changes import find_changes
from onrecord.analyse.contradictions import all_contradictions
from onrecord.analyse.disputes import find_disputes, find_salience
from onrecord.analyse.gaps import find_empty_cells, find_unnamed
from onrecord.analyse.obstacle_history import date_obstacles
from onrecord.analyse.obstacles import find_obstacles
from onrecord.analyse.origins import date_utterances
from onrecord.analyse.outlook import find_outlook
from onrecord.analyse.paths import find_paths
from onrecord.analyse.position_map import MapOptions, make_map
from onrecord.analyse.positions import analyse_positions
from onrecord.analyse.timeline import find_happenings
from onrecord.analyse.utterances import SideOf, find_utterances, side_of
from onrecord.findings import Analysis, Changes, Position
from onrecord.model import Evidence
from onrecord.negotiation import Negotiation

MAIN_PARTIES = 3  # those with most positions: an empty cell of theirs matters
WEEK = 7  # days whose changes a brief tells when no other window is asked for


def analyse(negotiation: Negotiation, evidence: Evidence, as_of: date, since: date | None = None) -> Analysis:
    """Return everything computed from *evidence* as of a day; nothing published later is used.

    *since* is the first day of the window of changes, by default the seventh before *as_of*.
    """
    return analyse_known(negotiation, known_by(evidence, as_of), as_of, since)


def analyse_known(
    negotiation: Negotiation, known: Evidence, as_of: date, since: date | None = None
) -> Analysis:
    """Return everything computed from the evidence known on a day (see :func:`known_by`)."""
    positions = analyse_positions(known, as_of)
    main = [p for p, _ in Counter(p.party for p in positions if p.party).most_common(MAIN_PARTIES)]

    def camp_of(position: Position) -> str:
        return negotiation.camp_of(position.actor, known.day_of(position.statements[0]))

    utterances = find_utterances(known)
    paths, apart = find_paths(utterances, negotiation.leads)
    contradictions = all_contradictions(apart, utterances, known)
    obstacles = find_obstacles(positions, negotiation.issue_by_id, camp_of)
    window = (min(since or as_of - timedelta(days=WEEK), as_of), as_of)
    made = make_map(utterances, paths, as_of, len(known.articles), MapOptions(draws=0))
    return Analysis(
        as_of,
        known,
        positions,
        date_obstacles(obstacles, paths, known, as_of),
        find_outlook(known),
        find_empty_cells(
            [p for p in positions if p.issue in {o.issue for o in obstacles if len(o.sides) > 1}],
            main,
            known,
        ),
        find_unnamed(known, as_of),
        utterances,
        paths,
        contradictions,
        find_changes(paths, contradictions, utterances, known, window),
        find_disputes(made, find_salience(known, as_of)),
        find_happenings(known),
    )


def changes_of(
    negotiation: Negotiation, known: Evidence, window: tuple[date, date], by: SideOf = side_of
) -> Changes:
    """Return what changed in a window, of evidence known at its end (see :func:`known_by`)."""
    utterances = find_utterances(known, by)
    paths, apart = find_paths(utterances, negotiation.leads)
    return find_changes(paths, all_contradictions(apart, utterances, known), utterances, known, window)


def known_by(evidence: Evidence, as_of: date) -> Evidence:
    """Return the evidence as known on a day, every utterance dated: what the other functions here work on."""
    return date_utterances(evidence.until(as_of))
