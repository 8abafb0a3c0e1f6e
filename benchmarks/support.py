"""The auditor on public sets of claims, fetched and never learned from: ``python -m benchmarks.support --summedits=FILE --wice=FILE``.

SummEdits (Laban et al. 2023), news: is a summary consistent with its article? Of its two splits only ``evaluation`` is opened. WiCE (Kamoi et
al. 2023), ``dev``: is a claim supported by its page, and by which sentences? No actor is known in either: names are words.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from functools import lru_cache
from pathlib import Path

from onrecord import pipeline
from onrecord.audit.fits import Bench
from onrecord.audit.judge import judge
from onrecord.extract.reading import make_reader
from onrecord.gather.draft import Draft, to_article
from onrecord.model import Evidence
from onrecord.negotiation import Negotiation
from onrecord.pipeline.auditing import Court
from onrecord.verdicts import Claim, Verdict

DAY = date(2023, 6, 1)
BARE = Negotiation(id="none", name="none", actors=(), issues=())


@lru_cache(maxsize=4)
def _court(text: str) -> Court:
    article = to_article(Draft(text, "a.txt", published=DAY.isoformat(), language="en"), "")
    found = make_reader(BARE).read_safely(article)
    return Court(BARE, Evidence((article,), found.statements), DAY)


def _claims(court: Court, words: str) -> tuple[list[Claim], Bench]:
    read = court.read(pipeline.brief_article(Draft(words, "claim.txt")))
    return list(read.claims), court.bench(read.claims)


def _verdicts(text: str, words: str) -> list[Verdict]:
    claims, bench = _claims(_court(text), words)
    return [judge(claim, bench).verdict for claim in claims]


def summedits(path: Path) -> dict[str, float]:
    """Return the balanced accuracy on the split ``evaluation``: consistent is every sentence supported."""
    rows = [row for row in json.loads(path.read_text("utf-8")) if row["split"] == "evaluation"]
    right: dict[int, list[bool]] = {0: [], 1: []}
    for row in rows:
        found = _verdicts(row["doc"], row["summary"])
        consistent = bool(found) and all(v in (Verdict.SUPPORTED, Verdict.STALE) for v in found)
        right[row["label"]].append(consistent == bool(row["label"]))
    shares = [100 * sum(v) / len(v) for v in right.values()]
    return {"SummEdits summaries": len(rows), "inconsistent found": round(shares[0], 1), "consistent left": round(shares[1], 1), "SummEdits balanced accuracy": round(sum(shares) / 2, 1)}  # fmt: skip


def wice(path: Path) -> dict[str, float]:
    """Return F1 of "supported" over claims, and of the supporting sentences (the best of the labelled sets of each claim)."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    told: list[tuple[bool, bool]] = []
    scores = []
    for row in rows:
        text = "\n\n".join(row["evidence"])
        claims, bench = _claims(_court(text), row["claim"])
        found = [judge(c, bench) for c in claims]
        told.append(
            (row["label"] == "supported", bool(found) and all(f.verdict is Verdict.SUPPORTED for f in found))
        )
        if row["label"] != "not_supported":
            places = {e.strip(): n for n, e in enumerate(row["evidence"])}
            mine = {places.get(c.exact.strip(), -1) for f in found for c in f.evidence} - {-1}
            scores.append(max(_f1(mine, set(some)) for some in row["supporting_sentences"]))
    both = sum(g and f for g, f in told)
    either = sum(g for g, _ in told) + sum(f for _, f in told)
    return {"WiCE claims": len(rows), "WiCE claim F1": round(200 * both / max(either, 1), 1), "WiCE sentence F1": round(100 * sum(scores) / len(scores), 1)}  # fmt: skip


def _f1(found: set[int], wanted: set[int]) -> float:
    both = len(found & wanted)
    return 2 * both / (len(found) + len(wanted)) if both else 0.0


if __name__ == "__main__":
    for word in sys.argv[1:]:
        name, _, where = word.lstrip("-").partition("=")
        print({"summedits": summedits, "wice": wice}[name](Path(where)))
