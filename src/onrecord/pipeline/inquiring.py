"""What a record shows as of a day: map, paths, disputes, camps, timeline, notices, each from one look at the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.analyse.camps import find_camps
from onrecord.analyse.changes import find_changes
from onrecord.analyse.contradictions import all_contradictions
from onrecord.analyse.disputes import find_disputes, find_salience
from onrecord.analyse.everything import analyse_known, known_by
from onrecord.analyse.notices import find_notices
from onrecord.analyse.paths import find_paths
from onrecord.analyse.position_map import MapOptions, make_map
from onrecord.analyse.timeline import find_happenings
from onrecord.analyse.utterances import actor_of, find_utterances, side_of
from onrecord.audit.own import audit_brief
from onrecord.compose.changes import compose_changes
from onrecord.document import Brief
from onrecord.errors import UnknownId, UsageError
from onrecord.findings import (
    Analysis,
    Camps,
    Cell,
    Changes,
    Contradiction,
    Dispute,
    Happening,
    Notice,
    Path,
    PositionMap,
    Utterance,
)
from onrecord.model import Evidence, Statement
from onrecord.negotiation import Negotiation
from onrecord.pipeline.asking import evidence_of, negotiation_of, newest_day
from onrecord.store.store import RecordReader

DEFAULT = MapOptions()
BY = {"side": side_of, "actor": actor_of}


@dataclass(frozen=True)
class Inquiry:
    """One look at the evidence as known on a day; everything is worked out once, when first asked for.

    ``by`` is "side" (a party with all who speak for it) or "actor" (every speaker alone).
    """

    negotiation: Negotiation
    known: Evidence
    as_of: date
    options: MapOptions
    by: str = "side"

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The words for the ids of actors and issues."""
        return {a.id: a.name for a in self.negotiation.actors} | {
            i.id: i.label for i in self.negotiation.issues
        }

    @cached_property
    def utterances(self) -> tuple[Utterance, ...]:
        """Every utterance that takes a stand."""
        return find_utterances(self.known, BY[self.by])

    @cached_property
    def _walked(self) -> tuple[tuple[Path, ...], tuple[Contradiction, ...]]:
        return find_paths(self.utterances, self.negotiation.leads)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every side's path on every issue."""
        return self._walked[0]

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Voices of one side, and reports of one speaker, that do not agree."""
        return all_contradictions(self._walked[1], self.utterances, self.known)

    @cached_property
    def map(self) -> PositionMap:
        """The map of positions."""
        return make_map(self.utterances, self.paths, self.as_of, len(self.known.articles), self.options)

    @cached_property
    def analysis(self) -> Analysis:
        """All that a brief of the day is written from."""
        return analyse_known(self.negotiation, self.known, self.as_of)

    @cached_property
    def by_speaker(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements of each speaker, and of each party by all who speak for it, newest first."""
        return self._sorted(lambda s: {s.actor, s.on_behalf_of} - {""})

    @cached_property
    def by_issue(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements on each issue, newest first."""
        return self._sorted(lambda s: {s.issue} - {""})

    @cached_property
    def by_id(self) -> Mapping[str, Statement]:
        """The statements by id."""
        return {s.id: s for s in self.known.statements}

    @cached_property
    def newest_first(self) -> tuple[Statement, ...]:
        """Every statement, newest first."""
        return self._sorted(lambda s: {""}).get("", ())

    def _sorted(self, keys: Callable[[Statement], Iterable[str]]) -> Mapping[str, tuple[Statement, ...]]:
        out: dict[str, list[Statement]] = {}
        days = {s.id: self.known.day_of(s).toordinal() for s in self.known.statements}
        for s in sorted(self.known.statements, key=lambda s: (-days[s.id], s.id)):
            for key in keys(s):
                out.setdefault(key, []).append(s)
        return {k: tuple(v) for k, v in out.items()}

    @cached_property
    def salience(self) -> Mapping[str, float]:
        """Each issue's share of attention."""
        return find_salience(self.known, self.as_of, self.options.half_life)

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """The issues on which sides stand apart, the weightiest first."""
        return find_disputes(self.map, self.salience)

    @cached_property
    def camps(self) -> Camps:
        """Who stands with whom."""
        return find_camps(
            self.utterances,
            self.map,
            lambda article: self.known.article_by_id[article].outlet,
            lambda side: self.negotiation.camp_of(side, self.as_of),
        )

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """What is reported to have happened, oldest first."""
        return find_happenings(self.known)

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        """Corrections that articles carry, newest first."""
        return find_notices(self.known)

    def cell(self, side: str, issue: str) -> tuple[Cell, Path]:
        """Return a cell of the map with its path; raises ``UnknownId`` for an empty one, with how many articles were read."""
        found = self.map.cells.get((side, issue))
        if found is None:
            raise UnknownId(
                f"no statement of '{side}' on '{issue}' found in {len(self.known.articles)} articles",
                expected="a cell of the map",
                todo="see `onrecord map RECORD`, or `onrecord statements RECORD --issue ISSUE` for unclear words",
            )
        return found, next(p for p in self.paths if (p.side, p.issue) == (side, issue))


def inquire(
    record: RecordReader,
    as_of: date | None = None,
    options: MapOptions = DEFAULT,
    by: str = "side",
) -> Inquiry:
    """Return the look at a record as of a day, by default that of the newest article.

    Raises ``UsageError`` when the half-life is no positive number of days or nothing is dated.
    """
    if not options.half_life > 0:
        raise UsageError(
            "the half-life must be a positive number of days",
            found=f"{options.half_life:g}",
            todo="give e.g. 14",
        )
    evidence = evidence_of(record)
    return look_at(negotiation_of(record), evidence, as_of, options, by)


def look_at(
    negotiation: Negotiation,
    evidence: Evidence,
    as_of: date | None = None,
    options: MapOptions = DEFAULT,
    by: str = "side",
) -> Inquiry:
    """Return the look at *evidence* as of a day, by default that of the newest article."""
    day = as_of or newest_day(evidence)
    return Inquiry(negotiation, known_by(evidence, day), day, options, by)


def changes_in(
    record: RecordReader, since: date, until: date | None = None, only: tuple[str, str] = ("", "")
) -> tuple[Changes, Brief]:
    """Return what changed from a day to another, by default that of the newest article, and its audited document.

    *only* names one side and one issue, "" for all. Raises ``UsageError`` when the window ends before it begins.
    """
    evidence = evidence_of(record)
    last = until or newest_day(evidence)
    if last < since:
        raise UsageError(
            "the window of changes ends before it begins",
            expected=f"a day of {since} or later",
            found=str(last),
            todo="give an earlier --since, or a later --until",
        )
    look = Inquiry(negotiation_of(record), known_by(evidence, last), last, MapOptions(draws=0))
    found = find_changes(look.paths, look.contradictions, look.utterances, look.known, (since, last)).only(
        *only
    )
    brief = compose_changes(look.negotiation, evidence, found, look.known, () if any(only) else look.disputes)
    audit_brief(brief, evidence)
    return found, brief
