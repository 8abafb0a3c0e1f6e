"""The auditor of briefs on claims made of real passages by one stated edit each (``benchmarks/claims/``).

Half of the claims, by a digest of their words, is set aside: the auditor is tuned on the other half alone.
"""

from __future__ import annotations

import hashlib
import tempfile
import tomllib
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

from benchmarks.accuracy import EXAMPLE, HERE, PUBLIC
from onrecord import pipeline
from onrecord.gather.draft import Draft
from onrecord.model import Evidence
from onrecord.negotiation import Negotiation
from onrecord.store.store import RecordWriter
from onrecord.verdicts import Verdict

ARTICLES = EXAMPLE / "articles"
PLACES = {
    "white-house": PUBLIC / "white-house-2025",
    "sample-january": ARTICLES,
    "sample-february": ARTICLES,
    "sample-february-march": ARTICLES,
}


def is_aside(text: str) -> bool:
    """Say whether a claim is only measured."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 1


@lru_cache(maxsize=2)
def _read(folder: Path) -> tuple[Negotiation, Evidence]:
    with tempfile.TemporaryDirectory() as place, RecordWriter(Path(place) / "r.db", create=True) as record:
        pipeline.add(record, [folder], EXAMPLE / "negotiation.toml")
        return pipeline.negotiation_of(record), pipeline.evidence_of(record)


@lru_cache(maxsize=1)
def verdicts() -> list[tuple[str, str, str, str, bool]]:
    """Return each claim's text, its edit, its labelled verdict, the verdict found, and whether it is set aside."""
    out = []
    for name, folder in PLACES.items():
        talks, evidence = _read(folder)
        newest = max(a.day for a in evidence.articles if a.day)
        by_day = defaultdict(list)
        for row in tomllib.loads((HERE / "claims" / f"{name}.toml").read_text("utf-8"))["claim"]:
            by_day[row.get("as_of", newest)].append(row)
        for day, rows in sorted(by_day.items()):
            brief = pipeline.brief_article(Draft("\n\n".join(f"- {row['text']}" for row in rows), name))
            findings = pipeline.audit_by(talks, evidence, brief, day).findings
            for row in rows:
                mine = {f.verdict.value for f in findings if f.claim.text in row["text"]}
                found = mine.pop() if len(mine) == 1 else "not one claim"
                out.append((row["text"], row["edit"], row["verdict"], found, is_aside(row["text"])))
    return out


def measure(aside: bool) -> dict[str, float]:
    """Return macro-F1 over the labelled verdicts, the share right, and how many wrong claims are called supported."""
    rows = [(gold, found) for _, _, gold, found, put in verdicts() if put == aside]
    names = sorted({gold for gold, _ in rows})
    wrong = [found for gold, found in rows if gold != Verdict.SUPPORTED]

    def share(part: float, whole: float) -> float:
        return round(100 * part / whole, 1) if whole else 0.0

    scores = []
    for name in names:
        both = sum(g == f == name for g, f in rows)
        either = sum(g == name for g, _ in rows) + sum(f == name for _, f in rows)
        scores.append(share(2 * both, either))
    return {
        "claims": len(rows),
        "verdict macro-F1": round(sum(scores) / len(scores), 1),
        "verdict right": share(sum(g == f for g, f in rows), len(rows)),
        "wrong ones not called supported": share(sum(f != Verdict.SUPPORTED for f in wrong), len(wrong)),
        "false supported": share(sum(f == Verdict.SUPPORTED for f in wrong), len(wrong)),
        **{f"F1 {n}": s for n, s in zip(names, scores, strict=True)},
    }


if __name__ == "__main__":
    table = Counter((edit, found) for _, edit, _, found, put in verdicts() if not put)
    for (edit, found), n in sorted(table.items()):
        print(f"{edit:18} {found:36} {n}")
    print({"looked at": measure(False), "set aside": measure(True)})
