"""The coverage note: what was read, skipped and why, undated, copied; nothing is left out in silence."""

from __future__ import annotations

from collections import Counter

from onrecord.document import Group, Remark
from onrecord.model import Evidence
from onrecord.negotiation import Negotiation


def coverage_group(negotiation: Negotiation, evidence: Evidence, known: Evidence) -> Group:
    """Return the lines of the coverage section; *known* is the evidence as of the brief's day."""
    read = known.articles
    outlets = {negotiation.outlet(s.outlet).name for a in read for s in a.sightings}
    origins = len({known.origin_of[a.id] for a in read})
    later = len(evidence.articles) - len(read) - len(evidence.undated)
    lines = [
        Remark(
            f"{_n(len(read), 'article')} from {_n(len(outlets), 'outlet')}, "
            f"{_n(origins, 'independent origin')}; {_n(len(known.statements), 'statement')} read in them"
            f"{f', {len(known.refusals)} refused' if known.refusals else ''}."
        )
    ]
    if not read and evidence.articles:
        days = [a.day for a in evidence.articles if a.day]
        first = f"the earliest is of {min(days)}" if days else "none is dated"
        lines.append(Remark(f"Nothing in the record was published by this day; {first}."))
    copies = [a for a in read if len(a.sightings) > 1]
    grouped = sum(len(o.articles) for o in known.origins)
    if copies or grouped:
        exact = sum(len(a.sightings) - 1 for a in copies)
        lines.append(
            Remark(
                f"{_n(exact, 'exact copy', 'exact copies')} counted with their original; "
                f"{_n(grouped, 'article')} are near-copies in {_n(len(known.origins), 'group')}.",
                "Copies",
            )
        )
    if evidence.undated:
        titles = tuple(a.title or a.file for a in evidence.undated)
        lines.append(Remark(f"{len(titles)}, shown here and used nowhere.", "Undated", titles))
    if evidence.skipped:
        reasons = Counter(s.reason for s in evidence.skipped)
        told = ", ".join(f"{n} {r}" for r, n in sorted(reasons.items()))
        items = tuple(f"{s.file}: {s.detail}" for s in evidence.skipped)
        lines.append(Remark(f"{len(items)} ({told}).", "Skipped", items))
    if later > 0:
        lines.append(Remark(f"{_n(later, 'article')} published after this day, not used.", "Later"))
    by_kind = Counter(_ownership(negotiation, s.outlet) for a in read for s in a.sightings)
    told = ", ".join(f"{n} {kind}" for kind, n in sorted(by_kind.items(), key=lambda r: (-r[1], r[0])))
    if told:
        lines.append(Remark(f"{told}.", "Reports by ownership of outlet"))
    return Group("", tuple(lines))


def _ownership(negotiation: Negotiation, outlet: str) -> str:
    found = negotiation.outlet(outlet)
    if found.kind == "official":
        return "official"
    return found.ownership or "unknown"


def _n(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
