"""How long changes and map take on a large record, how that grows, and what memory it needs.

The record is made by sampling: the example's own statements, six to an article, given new ids and days over two years. In the harder
variant each of them takes a stand, at random, of a speaker and on an issue at random, which in real reports one in ten does.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from dataclasses import replace
from datetime import date, timedelta

from onrecord.analyse.changes import find_changes
from onrecord.analyse.contradictions import all_contradictions
from onrecord.analyse.everything import known_by
from onrecord.analyse.paths import find_paths
from onrecord.analyse.position_map import MapOptions, make_map
from onrecord.analyse.utterances import find_utterances
from onrecord.dates import Interval
from onrecord.model import Evidence, Stance
from onrecord.negotiation import Negotiation

FIRST, DAYS = date(2024, 1, 1), 730
PER_ARTICLE = 6
SEED = 20250202
_STANCES = (Stance.SUPPORTS, Stance.OPPOSES, Stance.CONDITIONAL)


def sampled(evidence: Evidence, negotiation: Negotiation, size: int, hard: bool = False) -> Evidence:
    """Return evidence of *size* statements sampled from *evidence*, the same for the same input; *hard*: each takes a stand."""
    chance = random.Random(SEED)
    texts = [a for a in evidence.articles if any(s.attribution.article == a.id for s in evidence.statements)]
    by_text = {a.id: [s for s in evidence.statements if s.attribution.article == a.id] for a in texts}
    speakers = [a.id for a in negotiation.actors]
    issues = [i.id for i in negotiation.issues]
    articles, statements = [], []
    while len(statements) < size:
        model = chance.choice(texts)
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        ident = f"a-{len(articles):09d}"
        articles.append(
            replace(model, id=ident, sightings=(replace(model.first, published=day.isoformat()),))
        )
        for _ in range(PER_ARTICLE):
            s = chance.choice(by_text[model.id])
            said = day - timedelta(days=chance.choice((0, 0, 0, 1, 2, 30)))
            made = replace(
                s,
                id=f"s-{len(statements):09d}",
                attribution=replace(s.attribution, article=ident),
                said_on=Interval(said, said),
            )
            if hard:
                actor = chance.choice(speakers)
                made = replace(
                    made,
                    attribution=replace(made.attribution, quoted=(), sure=1.0),
                    actor=actor,
                    on_behalf_of=negotiation.party_of(actor, said),
                    issue=chance.choice(issues),
                    stance=chance.choice(_STANCES),
                    about="",
                    hedged="",
                    confidence=0.9,
                    level="likely",
                    occasion="",
                )
            statements.append(made)
    return Evidence(tuple(articles), tuple(statements))


def measure(evidence: Evidence, negotiation: Negotiation, size: int, hard: bool = False) -> dict[str, float]:
    """Return the seconds that changes and map take on a sampled record once it is in memory, and the memory in MB."""
    as_of = FIRST + timedelta(days=DAYS)
    known = known_by(sampled(evidence, negotiation, size, hard), as_of)
    began = time.perf_counter()
    utterances = find_utterances(known)
    paths, apart = find_paths(utterances, negotiation.leads)
    contradictions = all_contradictions(apart, utterances, known)
    window = (as_of - timedelta(days=30), as_of)
    found = find_changes(paths, contradictions, utterances, known, window)
    between = time.perf_counter()
    made = make_map(utterances, paths, as_of, len(known.articles), MapOptions())
    ended = time.perf_counter()
    assert found.changes and made.cells
    return {
        "statements": size,
        "changes, s": round(between - began, 2),
        "map, s": round(ended - between, 2),
        "memory, MB": round(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
        ),
    }
