"""A side's way on an issue, day by day: the stance that stands, what each day's words change, and whose words contradict.

The rules are written down in docs/method.md ("Changes"). The three values of a statement are those of discourse network analysis
(Leifeld 2017), with ``conditional`` between agreement and disagreement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from onrecord.analyse.utterances import by_cell
from onrecord.findings import Change, ChangeKind, Contradiction, Path, Step, Utterance
from onrecord.model import Stance

NEAR = 7  # days within which two voices of one side contradict each other rather than follow each other
Leads = Callable[[str, date], bool]
_OPPOSITE = {Stance.SUPPORTS, Stance.OPPOSES}
_KINDS = {
    (Stance.SUPPORTS, Stance.OPPOSES): ChangeKind.REVERSED,
    (Stance.OPPOSES, Stance.SUPPORTS): ChangeKind.REVERSED,
    (Stance.SUPPORTS, Stance.CONDITIONAL): ChangeKind.NEWLY_CONDITIONAL,
    (Stance.CONDITIONAL, Stance.SUPPORTS): ChangeKind.CONDITION_DROPPED,
    (Stance.OPPOSES, Stance.CONDITIONAL): ChangeKind.SOFTENED,
    (Stance.CONDITIONAL, Stance.OPPOSES): ChangeKind.HARDENED,
}


def find_paths(
    utterances: Iterable[Utterance], leads: Leads
) -> tuple[tuple[Path, ...], tuple[Contradiction, ...]]:
    """Return every side's path on every issue, and the contradictions: between voices of one side, or of a speaker with himself.

    *leads* says whether an actor has the last word on his side on a day.
    """
    paths, apart = [], []
    for (side, issue), rows in by_cell(utterances).items():
        walk = _Walk(leads)
        for day, today in groupby(rows, key=lambda u: u.day):
            walk.go(day, list(today))
        paths.append(Path(side, issue, tuple(walk.steps)))
        apart += walk.contradictions
    return tuple(paths), tuple(apart)


@dataclass(slots=True)
class _Walk:
    """One cell's days on the way: the stance that stands, since which words, and a new one not yet confirmed."""

    leads: Leads
    steps: list[Step] = field(default_factory=list)
    contradictions: list[Contradiction] = field(default_factory=list)
    stance: Stance = Stance.UNCLEAR
    words: list[Utterance] = field(default_factory=list)  # of the stance that stands, oldest first
    pending: Stance | None = None
    times: int = 0

    def go(self, day: date, today: list[Utterance]) -> None:
        """Take one day's utterances."""
        heard = [u for u in today if not u.unsure] or today
        new = self._stance_of(day, heard)
        change = self._turn(new, day) if new else None
        if change:
            self.stance = change.after.stance if change.after else self.stance
        self.steps.append(Step(day, tuple(today), self.stance, change))

    def _stance_of(self, day: date, heard: list[Utterance]) -> Utterance | None:
        """Return the utterance whose stance is the day's, None when the day contradicts itself."""
        stances = {u.stance for u in heard}
        if stances >= _OPPOSITE:
            one, other = (_best(u for u in heard if u.stance is s) for s in sorted(_OPPOSITE))
            self._contradict(day, one, other)
            led = [u for u in heard if self._led(u.speakers, day)]
            if len({u.stance for u in led}) != 1:
                return None
            heard, stances = led, {u.stance for u in led}
        wanted = Stance.CONDITIONAL if len(stances) > 1 else next(iter(stances))
        return _best(u for u in heard if u.stance is wanted)

    def _turn(self, new: Utterance, day: date) -> Change | None:
        before = self.words[-1] if self.words else None
        if before is None:
            return self._take(ChangeKind.NEW, new, before)
        if new.stance is self.stance:
            return self._take(ChangeKind.REAFFIRMED, new, before)
        if new.unsure or self._overruled(new, day):
            return None
        return self._take(_KINDS[self.stance, new.stance], new, before)

    def _take(self, kind: ChangeKind, new: Utterance, before: Utterance | None) -> Change:
        if kind is ChangeKind.REAFFIRMED:
            self.times += 1
        else:
            self.words, self.times, self.pending = [], 1, None
        self.words.append(new)
        return Change(kind, new.side, new.issue, new.day, before, new, self.times)

    def _overruled(self, new: Utterance, day: date) -> bool:
        """Say whether *new* only contradicts what others of the side said a few days ago."""
        recent = [u for u in self.words if (day - u.day).days <= NEAR]
        held = frozenset(a for u in recent for a in u.speakers)
        if not recent or {new.stance, self.stance} != _OPPOSITE or held & new.speakers:
            return False
        self._contradict(day, recent[-1], new)
        now, before = self._led(new.speakers, day), self._led(held, day)
        if now != before:
            return before
        confirmed, self.pending = self.pending is new.stance, new.stance
        return not confirmed

    def _led(self, speakers: Iterable[str], day: date) -> bool:
        return any(self.leads(a, day) for a in speakers)

    def _contradict(self, day: date, one: Utterance, other: Utterance) -> None:
        kind = "speaker" if one.speakers & other.speakers else "voices"
        self.contradictions.append(Contradiction(kind, one.side, one.issue, day, one, other))


def _best(utterances: Iterable[Utterance]) -> Utterance:
    """Return the utterance told most surely and by most."""
    rows = list(utterances)
    if len(rows) == 1:
        return rows[0]
    return max(
        rows,
        key=lambda u: (not u.unsure, u.statements[0].confidence, len(u.statements), u.statements[0].id),
    )
