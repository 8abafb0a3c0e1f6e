"""What changed, against changes written down by hand before any program ran: precision and recall by kind.

The labels (``labels/changes.json``) hold, for the whole example, the statements that take a stand and the changes that follow from
them by docs/method.md, each written by a person reading. Two figures: of the method (changes computed from the labelled statements)
and end to end (computed from what the reader found).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.analyse.everything import changes_of, known_by
from onrecord.analyse.utterances import find_utterances
from onrecord.dates import Interval
from onrecord.findings import Changes
from onrecord.model import Article, Attribution, Evidence, Kind, Stance, Statement, content_id
from onrecord.negotiation import Negotiation
from onrecord.spans import Span

LABELS = Path(__file__).parent / "labels" / "changes.json"
WINDOW = (date(2025, 1, 1), date(2025, 3, 14))
TURNS = ("reversed", "hardened", "softened", "newly conditional", "condition dropped")
NEAR = 1  # days by which a change may be off: a report's day for the day the words were said
Key = tuple[str, str, str, int]


def labelled_evidence(read: Evidence, negotiation: Negotiation, rows: list[dict[str, Any]]) -> Evidence:
    """Return the evidence of the example with the labelled statements in place of what was read."""
    by_file: dict[str, list[Article]] = {}
    for article in read.articles:
        for s in article.sightings:
            by_file.setdefault(re.split(r"[#:]", s.file)[0], []).append(article)
    statements = []
    for number, row in enumerate(rows):
        at = _find(by_file.get(row["file"], []), row["words"])
        if at is None:
            continue  # the headline, which is no evidence, or words of a page that are not of its text
        article, span = at
        said = date.fromisoformat(row["said"]) if row["said"] else None
        attribution = Attribution(article.id, None, span, (span,), Kind.INDIRECT, found_by="label")
        statements.append(
            Statement(
                content_id("s", number, article.id),
                attribution,
                row["speaker"],
                row["speaker"],
                negotiation.party_of(row["speaker"], said or article.day),
                issue=row["issue"],
                stance=Stance(row["stance"]),
                said_on=Interval(said, said) if said else None,
                confidence=1.0,
            )
        )
    return Evidence(read.articles, tuple(statements), read.origins)


def _find(articles: Iterable[Article], words: str) -> tuple[Article, Span] | None:
    wanted = "".join(c.lower() for c in words if c.isalnum())
    for article in articles:
        places = [(c.lower(), i) for i, c in enumerate(article.text) if c.isalnum()]
        at = "".join(c for c, _ in places).find(wanted)
        if at >= 0:
            return article, Span(places[at][1], places[at + len(wanted) - 1][1] + 1)
    return None


def of_method(read: Evidence, negotiation: Negotiation) -> dict[str, Any]:
    """Return precision and recall, in per cent, of changes computed from the labelled statements."""
    table = json.loads(LABELS.read_text(encoding="utf-8"))
    labelled = labelled_evidence(read, negotiation, table["statements"])
    counts = {"statements labelled": len(table["statements"]), "of these in a text": len(labelled.statements)}
    return {**counts, **_measured(labelled, negotiation, table)}


def end_to_end(read: Evidence, negotiation: Negotiation) -> dict[str, Any]:
    """Return precision and recall, in per cent, of changes computed from what was read."""
    table = json.loads(LABELS.read_text(encoding="utf-8"))
    return {**_measured(read, negotiation, table), **stances_told(read, negotiation, table)}


def stances_told(read: Evidence, negotiation: Negotiation, table: dict[str, Any]) -> dict[str, Any]:
    """Return of the changes told end to end how often the stance taken is a labelled one of that side, issue and day.

    Days may be off by two; what nobody labelled at that time is counted apart, for it may be right.
    """
    labelled = known_by(labelled_evidence(read, negotiation, table["statements"]), WINDOW[1])
    stances: dict[tuple[str, str], list[tuple[int, Stance]]] = {}
    for u in find_utterances(labelled):
        stances.setdefault((u.side, u.issue), []).append((u.day.toordinal(), u.stance))
    right = wrong = alone = 0
    for change in changes_of(negotiation, known_by(read, WINDOW[1]), WINDOW).changes:
        if change.after is None:
            continue
        day = change.day.toordinal()
        near = {s for d, s in stances.get((change.side, change.issue), []) if abs(d - day) <= 2}
        right += change.after.stance in near
        wrong += bool(near) and change.after.stance not in near
        alone += not near
    total = right + wrong
    return {
        "stance told is labelled": round(100 * right / total, 1) if total else None,
        "told where something is labelled": total,
        "told where nothing is labelled": alone,
    }


def _measured(evidence: Evidence, negotiation: Negotiation, table: dict[str, Any]) -> dict[str, Any]:
    found = changes_of(negotiation, known_by(evidence, WINDOW[1]), WINDOW)
    wanted = [_key(r) for r in table["changes"]]
    labelled = {issue for _, _, issue, _ in wanted}
    return score([k for k in _keys(found) if k[2] in labelled], wanted)


def _key(row: dict[str, Any]) -> Key:
    return row["kind"], row["side"], row["issue"], date.fromisoformat(row["day"]).toordinal()


def _keys(found: Changes) -> list[Key]:
    rows = [(c.kind.value, c.side, c.issue, c.day.toordinal()) for c in found.changes]
    voices = [c for c in found.contradictions if c.kind != "reports"]
    return rows + [("contradiction", c.side, c.issue, c.day.toordinal()) for c in voices]


def score(found: list[Key], wanted: list[Key]) -> dict[str, Any]:
    """Return precision and recall by kind, of turns together and of all; each label is met once at most."""
    met: Counter[str] = Counter()
    left = list(wanted)
    for key in found:
        hit = next((w for w in left if w[:3] == key[:3] and abs(w[3] - key[3]) <= NEAR), None)
        if hit:
            left.remove(hit)
            met[key[0]] += 1
    out: dict[str, Any] = {}
    groups = {k: (k,) for k in ("new", "reaffirmed", *TURNS, "silent", "contradiction")}
    groups |= {"turns": TURNS, "all": tuple(groups)}
    for name, kinds in groups.items():
        hits = sum(met[k] for k in kinds)
        given = sum(1 for k in found if k[0] in kinds)
        asked = sum(1 for w in wanted if w[0] in kinds)
        out[f"{name} precision"] = round(100 * hits / given, 1) if given else None
        out[f"{name} recall"] = round(100 * hits / asked, 1) if asked else None
        out[f"{name} labelled"] = asked
    return out
