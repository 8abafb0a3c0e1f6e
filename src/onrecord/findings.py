"""The nouns of what is computed from evidence, frozen values: position, change, cell of the map, dispute, camp, obstacle, outlook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from onrecord.dates import Interval
from onrecord.model import Event, Evidence, Stance, Statement
from onrecord.spans import Span


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on an issue as of a day, with its statements newest first."""

    actor: str
    party: str
    issue: str
    stance: Stance
    statements: tuple[Statement, ...]
    origins: int
    articles: int
    spread: float
    newest: date
    age: int

    @property
    def stale(self) -> bool:
        """Whether the newest words are more than 21 days old on the day asked about."""
        return self.age > 21


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one side said on one issue on one day at one origin, with the statements that report it, the surest first.

    ``speakers`` are the ids of those who spoke the words; it is ``unsure`` when every report of it is.
    """

    side: str
    issue: str
    day: date
    stance: Stance
    statements: tuple[Statement, ...]
    speakers: frozenset[str]
    unsure: bool = False


class ChangeKind(StrEnum):
    """What a side's words change on an issue; the rules are in docs/method.md."""

    NEW = "new"
    REAFFIRMED = "reaffirmed"
    REVERSED = "reversed"
    NEWLY_CONDITIONAL = "newly conditional"
    CONDITION_DROPPED = "condition dropped"
    SOFTENED = "softened"
    HARDENED = "hardened"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one side on one issue: its day, and the words before and after.

    A silence has no words after; something new has none before. ``times`` counts the days with the same stance in a row.
    """

    kind: ChangeKind
    side: str
    issue: str
    day: date
    before: Utterance | None
    after: Utterance | None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two utterances that do not agree: of one side's voices, or two reports of one speaker.

    ``kind`` is "voices" (two people of one side), "reports" (one speaker, two origins) or "speaker" (one origin tells both).
    """

    kind: str
    side: str
    issue: str
    day: date
    one: Utterance
    other: Utterance


@dataclass(frozen=True, slots=True)
class Path:
    """A side's way on an issue: every day with words, the stance that stood after it, and what it changed."""

    side: str
    issue: str
    steps: tuple[Step, ...]

    @property
    def stance(self) -> Stance:
        """The stance that stands at the end."""
        return self.steps[-1].stance


@dataclass(frozen=True, slots=True)
class Step:
    """One day of a path: its utterances, the stance that stands after it, and the change it makes, None for none."""

    day: date
    utterances: tuple[Utterance, ...]
    stance: Stance
    change: Change | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a window of days, first and last included.

    ``late`` are utterances that were only now reported and had been said before the window.
    """

    since: date
    until: date
    changes: tuple[Change, ...]
    contradictions: tuple[Contradiction, ...]
    late: tuple[Utterance, ...]

    def only(self, side: str = "", issue: str = "") -> Changes:
        """Return the changes of one side, or on one issue; "" for all."""

        def wanted(row: Change | Contradiction | Utterance) -> bool:
            return (not side or row.side == side) and (not issue or row.issue == issue)

        return replace(
            self,
            changes=tuple(filter(wanted, self.changes)),
            contradictions=tuple(filter(wanted, self.contradictions)),
            late=tuple(filter(wanted, self.late)),
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One side on one issue as of a day.

    ``stance`` is the one that stands at the end of the path; ``score`` the kernel-weighted mean of the signs of its utterances (supports 1,
    conditional 0, opposes -1); ``strength`` the sum of the weights; ``spread`` their weighted standard deviation; ``trend`` the score less that
    of one half-life before, None where there was none. ``low`` and ``high`` are the band of nine bootstrap draws in ten, None where one article is all.
    ``statements`` counts reports, ``origins`` independent utterances, ``age`` the days since the newest.
    """

    side: str
    issue: str
    stance: Stance
    score: float
    strength: float
    statements: int
    origins: int
    newest: date
    age: int
    spread: float
    trend: float | None
    low: float | None
    high: float | None
    utterances: tuple[Utterance, ...]

    @property
    def stale(self) -> bool:
        """Whether the newest words are more than 21 days old."""
        return self.age > 21


@dataclass(frozen=True, slots=True)
class PositionMap:
    """Sides by issues as of a day; ``order`` says how rows and columns are ordered, ``articles`` how many were read."""

    as_of: date
    half_life: float
    sides: tuple[str, ...]
    issues: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    articles: int
    order: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """An issue on which sides stand apart.

    ``distance`` (0 to 1) is that of the two sides furthest apart, ``salience`` (0 to 1) the issue's share of attention, ``rank`` their
    product. ``supporters`` and ``opponents`` are the cells on either side, the weightiest first; the newest words of the first of each are
    the best opposing quotations.
    """

    issue: str
    distance: float
    salience: float
    rank: float
    supporters: tuple[Cell, ...]
    opponents: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two sides: the issues on which they agree and on which they stand opposed; ``weight`` is their difference, normalised."""

    one: str
    other: str
    agree: tuple[str, ...]
    oppose: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sides that stand together, with how far each one's place holds when single articles, and single outlets, are left out (0 to 1)."""

    sides: tuple[str, ...]
    by_article: Mapping[str, float]
    by_outlet: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Split:
    """Two members of one declared camp that stand opposed on an issue, each with its cell."""

    camp: str
    issue: str
    one: Cell
    other: Cell


@dataclass(frozen=True, slots=True)
class Camps:
    """Who stands with whom: ties, clusters, sides with too little said to tell, splits of declared camps.

    ``polarisation`` gives week by week the share of shared issues on which two sides are opposed (0 to 1), and the modularity of the clusters.
    """

    ties: tuple[Tie, ...]
    clusters: tuple[Cluster, ...]
    loose: tuple[str, ...]
    splits: tuple[Split, ...]
    polarisation: tuple[tuple[date, float, float], ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with all reports of it, the first first, and how many independent origins tell of it."""

    kind: str
    when: Interval
    actors: tuple[str, ...]
    reports: tuple[Event, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Notice:
    """A paragraph in which an article corrects itself or another, and the earlier articles it may be about."""

    article: str
    span: Span
    touches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way, with the positions it lies between.

    ``since`` is the day from which its sides stand as they do, ``trend`` growing, steady or easing, and ``removes`` the statements
    in which a side says on what condition it would be gone.
    """

    kind: str
    issue: str
    sides: tuple[Position, ...]
    weight: float
    since: date
    trend: str = ""
    removes: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What may happen, in the actors' own words: a forecast or an unless-condition."""

    kind: str
    statement: Statement
    words: Span


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """A party that says nothing on an issue others talk about, in so many articles."""

    party: str
    issue: str
    articles: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is computed from the evidence as of a day, ready to be put into words."""

    as_of: date
    known: Evidence
    positions: tuple[Position, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    outlook: tuple[Outlook, ...] = ()
    empty: tuple[EmptyCell, ...] = ()
    unnamed: tuple[Statement, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    paths: tuple[Path, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    changes: Changes | None = None
    disputes: tuple[Dispute, ...] = ()
    happenings: tuple[Happening, ...] = ()
