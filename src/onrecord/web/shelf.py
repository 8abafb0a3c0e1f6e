"""The record held in memory for many readers: loaded once, taken up anew when its file has changed, corrections at once."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from onrecord import pipeline
from onrecord.analyse.everything import known_by
from onrecord.analyse.position_map import MapOptions
from onrecord.compose.brief import compose_brief
from onrecord.document import Brief
from onrecord.errors import RecordNotFound
from onrecord.model import Article, Correction, Evidence, Statement
from onrecord.negotiation import Negotiation
from onrecord.pipeline.asking import Kept, audited, kept_in, settle
from onrecord.pipeline.inquiring import Inquiry
from onrecord.store.search import SearchIndex
from onrecord.store.store import RecordReader

Made = TypeVar("Made")
MOST_DAYS, MOST_PICTURES, MOST_THINGS = 6, 100, 48  # looks and briefs, pictures, lists kept in memory


class Latest:
    """The latest few things made, by key; the least recently used goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[object, object] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object, make: Callable[[], Made]) -> Made:
        """Return what is kept under *key*, made first if need be."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[return-value]
        made = make()  # two readers may make the same thing: both get an equal one
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


@dataclass(frozen=True)
class State:
    """The record as of one moment: everything that pages show is worked out from it, and kept with it.

    ``number`` grows with every change, so that a browser knows when it has seen a page; ``kept`` is what was read, without
    corrections; ``reader`` is who corrects.
    """

    negotiation: Negotiation
    evidence: Evidence
    corrections: tuple[Correction, ...]
    number: int
    kept: Kept
    reader: str
    _index: Callable[[], SearchIndex]
    _kept: Latest = field(default_factory=lambda: Latest(MOST_DAYS), repr=False)
    pictures: Latest = field(default_factory=lambda: Latest(MOST_PICTURES), repr=False)
    _things: Latest = field(default_factory=lambda: Latest(MOST_THINGS), repr=False)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days on which something was published, in order."""
        return tuple(sorted({a.day for a in self.evidence.articles if a.day}))

    @property
    def newest(self) -> date | None:
        """The day of the newest article, None when nothing is dated."""
        return self.days[-1] if self.days else None

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The words for the ids of actors, issues, outlets."""
        talks = self.negotiation
        return (
            {o.id: o.name for o in talks.outlets}
            | {i.id: i.label for i in talks.issues}
            | {a.id: a.name for a in talks.actors}
        )

    @cached_property
    def everything(self) -> Inquiry:
        """All the record holds, undated articles too: to show and date statements, never to brief from."""
        # undated words get their day from the dated reports, as the newest look found it
        dated = self._known(self.newest).first_reported if self.newest else {}
        known = replace(self.evidence, first_reported=dated)
        return Inquiry(self.negotiation, known, self.newest or date.min, MapOptions())

    @cached_property
    def by_id(self) -> Mapping[str, Statement]:
        """The statements by id, as corrected."""
        return {s.id: s for s in self.evidence.statements}

    @cached_property
    def as_read(self) -> Mapping[str, Statement]:
        """The statements by id as they were read, rejected ones too."""
        return {s.id: s for s in self.kept.statements}

    @cached_property
    def by_article(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements of each article."""
        out: dict[str, list[Statement]] = {}
        for s in self.evidence.statements:
            out.setdefault(s.attribution.article, []).append(s)
        return {k: tuple(v) for k, v in out.items()}

    @cached_property
    def newest_articles(self) -> tuple[Article, ...]:
        """The articles, newest first, undated ones last."""
        return tuple(sorted(self.evidence.articles, key=lambda a: (a.published, a.id), reverse=True))

    @property
    def index(self) -> SearchIndex:
        """The full text index, made when first asked for."""
        return self._index()

    def look(self, day: date | None = None, by: str = "side") -> Inquiry:
        """Return the look at the record as of a day, the newest by default; raises ``UsageError`` when nothing is dated."""
        wanted = day or pipeline.newest_day(self.evidence)
        return self._kept.get(
            ("look", wanted, by),
            lambda: Inquiry(self.negotiation, self._known(wanted), wanted, MapOptions(), by),
        )

    def _known(self, day: date) -> Evidence:
        """Return the evidence as known on a day, the same for every look of that day."""
        return self._kept.get(("known", day), lambda: known_by(self.evidence, day))

    def brief(self, day: date | None = None) -> Brief:
        """Return the audited brief as of a day; raises ``AuditFailed`` rather than hand out a faulty one."""
        wanted = day or pipeline.newest_day(self.evidence)

        def make() -> Brief:
            found = self.look(wanted).analysis
            return audited(compose_brief(self.negotiation, self.evidence, found), self.evidence)

        return self._kept.get(("brief", wanted), make)

    def once(self, key: object, make: Callable[[], Made]) -> Made:
        """Return something worked out once for this state."""
        return self._things.get(key, make)


class Shelf:
    """One record and its present state; *reader* is the name under which corrections are kept.

    Opening raises what :class:`~onrecord.store.store.RecordReader` does, and ``NegotiationError`` when the record has none.
    """

    def __init__(self, path: Path, reader: str = "") -> None:
        self.path = path
        self.reader = reader
        self._lock = threading.RLock()
        self.writing = threading.Lock()  # held while a correction is checked and kept
        self._stamp: tuple[int, ...] = ()
        self._versions: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
        self._kept: Kept | None = None
        self._index: SearchIndex | None = None
        self._state: State | None = None
        RecordReader(path).close()  # says what is wrong with a file that is none
        self.state()

    def state(self) -> State:
        """Return the record as it is now."""
        with self._lock:
            try:
                status = self.path.stat()
            except OSError as error:
                raise RecordNotFound(
                    f"the record {self.path} cannot be reached",
                    expected="the file that is served",
                    found=error.strerror or str(error),
                    todo="put it back: nothing need be restarted",
                ) from error
            stamp = (status.st_mtime_ns, status.st_size, status.st_dev, status.st_ino)
            if stamp[2:] != self._stamp[2:]:
                self._versions = ((), ())  # another file in its place
            if self._state is None or stamp != self._stamp:
                self._load()
                self._stamp = stamp
            assert self._state is not None
            return self._state

    def last(self) -> State:
        """Return the record as it was when last reached."""
        return self._state or self.state()

    def close(self) -> None:
        """Throw away what was kept beside the record."""
        with self._lock:
            if self._index:
                self._index.close()

    def _load(self) -> None:
        with RecordReader(self.path) as reader:
            versions = reader.version_of()
            if self._state is not None and versions == self._versions:
                return
            if self._kept is None or versions[0] != self._versions[0]:
                self._kept = kept_in(reader)
                if self._index:
                    self._index.close()
                self._index = None
            corrections = reader.corrections()
            talks, evidence = settle(self._kept, corrections, reader.withdrawals())
        number = self._state.number + 1 if self._state else 1
        self._state = State(talks, evidence, corrections, number, self._kept, self.reader, self._make_index)
        if self._index:
            self._index.refresh(evidence, self._state.names)
        self._versions = versions
        gc.collect()
        gc.freeze()  # what was loaded stays: no later collection need look through it

    def _make_index(self) -> SearchIndex:
        with self._lock:
            if self._index is None:
                assert self._state is not None
                self._index = SearchIndex(self._state.evidence, self._state.names)
            return self._index
