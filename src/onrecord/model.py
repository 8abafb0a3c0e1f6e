"""The nouns of the record, frozen values in the data's order: what was read stays beside what was understood
(``named_as``, ``actor``); ids are hashes of content, so doing a thing twice adds nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from onrecord.dates import Interval, day_of
from onrecord.spans import Span, cover, head, squeeze

READ = 0.7  # least ``sure`` of an attribution that may be more than a hint


def content_id(prefix: str, *parts: object) -> str:
    """Return a short stable id: *prefix* and the first 12 hex digits of the SHA-256 of *parts*."""
    digest = hashlib.sha256("\x1f".join(str(p) for p in parts).encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()[:12]}"


class Stance(StrEnum):
    """Where a statement stands towards its issue's proposition; unclear is a finding, not an error."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    CONDITIONAL = "conditional"
    UNCLEAR = "unclear"


class Act(StrEnum):
    """What a speaker does with the words, after the PLOVER event classes of verbal acts."""

    DEMAND = "demand"
    OFFER = "offer"
    ACCEPT = "accept"
    REJECT = "reject"
    THREATEN = "threaten"
    ACCUSE = "accuse"
    PROMISE = "promise"
    CONCEDE = "concede"
    APPEAL = "appeal"
    ASSESS = "assess"


class Kind(StrEnum):
    """How the content is given: in the speaker's words, the reporter's, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A body that publishes; ``kind`` is news, agency or official."""

    id: str
    name: str
    country: str = ""
    ownership: str = ""
    kind: str = "news"


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """One place where a text was found: its address or file, outlet, title and stamp of publication."""

    published: str
    file: str
    url: str
    outlet: str
    title: str


@dataclass(frozen=True)
class Article:
    """One published text as gathered; exact copies are further ``sightings`` of the same article.

    ``published`` and the rest come from the earliest dated sighting; ``text`` never changes: every span counts its characters.
    """

    id: str
    text: str
    language: str
    sightings: tuple[Sighting, ...]
    fetched_at: str = field(default="", compare=False)

    @staticmethod
    def id_of(text: str) -> str:
        """Return the id an article with this text has; the head of a plain text does not count."""
        return content_id("a", squeeze(text[head(text)[1] :]))

    @cached_property
    def first(self) -> Sighting:
        """The earliest dated sighting, or the first by file name if none is dated."""
        return min(self.sightings, key=lambda s: (not s.published, s.published, s.file))

    @property
    def title(self) -> str:
        """The headline, "" where there was none."""
        return self.first.title

    @property
    def outlet(self) -> str:
        """The id of the outlet that published it first."""
        return self.first.outlet

    @property
    def url(self) -> str:
        """The address of the first sighting, "" for a bare file."""
        return self.first.url

    @property
    def file(self) -> str:
        """The file of the first sighting."""
        return self.first.file

    @property
    def published(self) -> str:
        """The ISO 8601 stamp of publication, "" if undated."""
        return self.first.published

    @cached_property
    def day(self) -> date | None:
        """The local day of publication, None if undated."""
        return day_of(self.published)

    def until(self, as_of: date) -> Article | None:
        """Return the article as known on a day: without later sightings; None if none remains."""
        kept = tuple(s for s in self.sightings if (d := day_of(s.published)) and d <= as_of)
        return replace(self, sightings=kept) if kept else None


@dataclass(frozen=True, slots=True)
class Origin:
    """The one report, interview or statement behind several articles, with the reason for grouping."""

    id: str
    articles: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was found but not used, and why."""

    file: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """The relation found in a text: who (source), the words that attribute (cue), what (content).

    Spans count characters of ``Article.text``; only grounding makes these. ``layer`` is 1 inside another's content. A trained
    reader also gives a ``condition``, ``hold`` (own, other, question ...), ``act``, and how ``sure`` it is (0 to 1).
    """

    article: str
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    kind: Kind
    quoted: tuple[Span, ...] = ()
    found_by: str = ""
    condition: Span | None = None
    layer: int = 0
    hold: str = ""
    act: str = ""
    sure: float = 1.0

    @property
    def whole(self) -> Span:
        """The stretch from the first to the last of the attribution's spans, source and cue left out."""
        return cover(self.content)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An attribution that was proposed and not accepted, with the reason a reader can see."""

    article: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Role:
    """An office held from ``first`` to ``last`` (None: open), of a body, perhaps speaking for it.

    Who ``leads`` (president, chancellor) has the last word where voices of one side contradict each other.
    """

    title: str
    of: str
    speaks_for: str = ""
    first: date | None = None
    last: date | None = None
    leads: bool = False

    def held_on(self, day: date | None) -> bool:
        """Say whether the role holds on *day*; an unknown day holds only an undated role."""
        if day is None:
            return self.first is None and self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body or state with aliases and dated roles; a party speaks for itself in these talks."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    pronoun: str = ""
    party: bool = False
    camp: str = ""
    roles: tuple[Role, ...] = ()
    country: str = ""

    def role_on(self, day: date | None) -> Role | None:
        """Return the first role held on *day*, None if there is none."""
        return next((r for r in self.roles if r.held_on(day)), None)


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution understood: who stands where on one issue, when, and how that was found out.

    ``about`` is whose position the words describe when not the speaker's own: never filed as anybody's. ``focus`` bears the stance,
    ``forecast`` looks ahead; ``says``: the cue only reports ("said"). ``confidence`` is the chance (0 to 1) that speaker and stance
    are right, ``level`` the word for it (sure, likely, unsure), ``why`` the reason.
    """

    id: str
    attribution: Attribution
    named_as: str
    actor: str = ""
    on_behalf_of: str = ""
    about: str = ""
    issue: str = ""
    act: Act = Act.ASSESS
    stance: Stance = Stance.UNCLEAR
    condition: Span | None = None
    said_on: Interval | None = None
    said_words: str = ""
    occasion: str = ""
    forecast: Span | None = None
    says: bool = True
    unnamed: bool = False
    hedged: str = ""
    focus: Span | None = None
    confidence: float = 0.0
    why: str = ""
    corrected: str = ""
    level: str = ""

    @property
    def own(self) -> bool:
        """Whether the words may be filed as the speaker's own position."""
        return bool(self.actor) and not self.about and not self.hedged


@dataclass(frozen=True, slots=True)
class Event:
    """Something an article reports as having happened on the talks' track: a call, meeting, visit, vote, decision, strike.

    ``actors`` are those named in the sentence ``span``; ``when`` is the day or days it happened, from the words of the text.
    """

    id: str
    article: str
    kind: str
    span: Span
    cue: Span
    actors: tuple[str, ...]
    when: Interval


@dataclass(frozen=True, slots=True)
class Found:
    """What was read in one article: statements, what grounding refused, events."""

    statements: tuple[Statement, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptBrief:
    """A brief as it was handed out: its day, when that was, and its JSON."""

    id: str
    as_of: str
    at: str
    value: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An article taken back, by whom, when and why: its statements count no longer."""

    article: str
    why: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A reader's dated correction: of what (a statement's, an actor's or a correction's id), which field, to what, and why."""

    target: str
    field: str
    value: str
    why: str
    who: str
    at: str

    @property
    def id(self) -> str:
        """A short stable id, by which it can be undone."""
        return content_id("c", self.target, self.field, self.value, self.who, self.at)


@dataclass(frozen=True)
class Evidence:
    """What the record holds, as values: all that positions, briefs and audits are computed from.

    ``first_reported`` is the day on which a statement's words were first reported, ``marks`` what tells that two reports
    are of one utterance, both by a statement's id; :func:`~onrecord.analyse.origins.date_utterances` fills them.
    """

    articles: tuple[Article, ...] = ()
    statements: tuple[Statement, ...] = ()
    origins: tuple[Origin, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    events: tuple[Event, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    first_reported: Mapping[str, date] = field(default_factory=dict)
    marks: Mapping[str, tuple[object, ...]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def article_by_id(self) -> Mapping[str, Article]:
        """The articles by id."""
        return {a.id: a for a in self.articles}

    @cached_property
    def origin_of(self) -> Mapping[str, str]:
        """The origin's id for each article's id; an ungrouped article is its own origin."""
        found = {a.id: a.id for a in self.articles}
        found.update({a: o.id for o in self.origins for a in o.articles})
        return found

    @cached_property
    def undated(self) -> tuple[Article, ...]:
        """Articles without a date of publication."""
        return tuple(a for a in self.articles if a.day is None)

    def until(self, as_of: date) -> Evidence:
        """Return the evidence as it stood on a day: nothing undated, nothing published later."""
        articles = tuple(b for a in self.articles if (b := a.until(as_of)))
        ids = {a.id for a in articles}
        return replace(
            self,
            articles=articles,
            statements=tuple(s for s in self.statements if s.attribution.article in ids),
            origins=tuple(
                replace(o, articles=kept)
                for o in self.origins
                if len(kept := tuple(a for a in o.articles if a in ids)) > 1
            ),
            refusals=tuple(r for r in self.refusals if r.article in ids),
            events=tuple(e for e in self.events if e.article in ids),
        )

    def day_of(self, statement: Statement) -> date:
        """Return the day a statement is filed under: the last day it may have been said, else published."""
        published = self.article_by_id[statement.attribution.article].day
        if statement.said_on and (published is None or statement.said_on.last <= published):
            return statement.said_on.last
        return self.first_reported.get(statement.id) or published or date.min
