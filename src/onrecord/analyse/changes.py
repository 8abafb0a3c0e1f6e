"""What changed in a window of days: paths cut to the window, silences, and what is only now reported."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from onrecord.findings import Change, ChangeKind, Changes, Contradiction, Path, Utterance
from onrecord.model import Evidence

QUIET = 14  # days without words that make a silence
ACTIVE = 30  # days up to the last words within which two days with words make a side active


def find_changes(
    paths: Iterable[Path],
    contradictions: Iterable[Contradiction],
    utterances: Iterable[Utterance],
    known: Evidence,
    window: tuple[date, date],
    quiet: int = QUIET,
) -> Changes:
    """Return what changed from the first to the last day of *window*, newest first, sides by name.

    *known* must hold nothing published after the window. *quiet* is in days.
    """
    since, until = window
    found = [s.change for p in paths for s in p.steps if s.change and since <= s.day <= until]
    found += [c for p in paths for c in find_silences(p, until, quiet) if since <= c.day]
    fresh = {a.id for a in known.articles if a.day and a.day >= since}
    late = [
        u for u in utterances if u.day < since and all(s.attribution.article in fresh for s in u.statements)
    ]
    return Changes(
        since,
        until,
        tuple(sorted(found, key=lambda c: (-c.day.toordinal(), c.kind, c.side, c.issue))),
        tuple(c for c in contradictions if since <= c.day <= until),
        tuple(sorted(late, key=lambda u: (-u.day.toordinal(), u.side, u.issue))),
    )


def find_silences(path: Path, until: date, quiet: int = QUIET) -> list[Change]:
    """Return the silences of an active side up to a day: no words for *quiet* days after the last."""
    days = [step.day for step in path.steps]
    out = []
    for i, last in enumerate(days):
        after = days[i + 1] if i + 1 < len(days) else until + timedelta(days=1)
        if (after - last).days <= quiet:
            continue
        falls = last + timedelta(days=quiet)
        active = i > 0 and (last - days[i - 1]).days < ACTIVE
        if active and falls <= until:
            words = path.steps[i].utterances[0]
            out.append(Change(ChangeKind.SILENT, path.side, path.issue, falls, words, None))
    return out
