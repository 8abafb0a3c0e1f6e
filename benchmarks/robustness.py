"""How much the map loses when the statements are noisy: shuffled stances and dropped statements against the clean map.

Three statements in ten are disturbed: half of these are given another stance at random, half are left out. What is compared is the example's
map as of its last day, over ten draws.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from onrecord.analyse.everything import known_by
from onrecord.analyse.paths import find_paths
from onrecord.analyse.position_map import MapOptions, make_map
from onrecord.analyse.utterances import find_utterances
from onrecord.findings import PositionMap
from onrecord.model import Evidence, Stance
from onrecord.negotiation import Negotiation
from onrecord.pipeline.inquiring import Inquiry

NOISE = 0.3
DRAWS = 10
_STANCES = (Stance.SUPPORTS, Stance.OPPOSES, Stance.CONDITIONAL)


def disturbed(evidence: Evidence, seed: int, noise: float = NOISE) -> Evidence:
    """Return *evidence* with a share *noise* of its clear statements given another stance, or left out."""
    chance = random.Random(seed)
    out = []
    for s in evidence.statements:
        dice = chance.random() if s.stance in _STANCES else 1.0
        if dice < noise / 2:
            s = replace(s, stance=chance.choice([x for x in _STANCES if x is not s.stance]))
        elif dice < noise:
            continue
        out.append(s)
    return replace(evidence, statements=tuple(out))


def map_as_of(evidence: Evidence, negotiation: Negotiation, as_of: date) -> PositionMap:
    """Return the map of some evidence, without bands."""
    known = known_by(evidence, as_of)
    utterances = find_utterances(known)
    paths, _ = find_paths(utterances, negotiation.leads)
    return make_map(utterances, paths, as_of, len(known.articles), MapOptions(draws=0))


def measure(evidence: Evidence, negotiation: Negotiation, as_of: date) -> dict[str, float]:
    """Return the share of cells kept, of stances kept in them, and the mean shift of the scores, over the draws."""
    clean = map_as_of(evidence, negotiation, as_of)
    kept = same = moved = total = many = many_same = 0.0
    for seed in range(DRAWS):
        noisy = map_as_of(disturbed(evidence, seed), negotiation, as_of)
        for key, cell in clean.cells.items():
            total += 1
            other = noisy.cells.get(key)
            if other is None:
                continue
            kept += 1
            same += cell.stance is other.stance
            moved += abs(cell.score - other.score)
            if cell.origins >= 3:
                many += 1
                many_same += cell.stance is other.stance
    camps = Inquiry(negotiation, known_by(evidence, as_of), as_of, MapOptions(draws=0)).camps
    places = [(c.by_article[s], c.by_outlet[s]) for c in camps.clusters for s in c.sides]
    return {
        "camps hold without an article": round(100 * sum(a for a, _ in places) / max(1, len(places)), 1),
        "camps hold without an outlet": round(100 * sum(o for _, o in places) / max(1, len(places)), 1),
        "cells": len(clean.cells),
        "cells kept": round(100 * kept / total, 1) if total else 0.0,
        "stance kept": round(100 * same / kept, 1) if kept else 0.0,
        "stance kept, three utterances or more": round(100 * many_same / many, 1) if many else 0.0,
        "score moved (of 2)": round(moved / kept, 3) if kept else 0.0,
    }
