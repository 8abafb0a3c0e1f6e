"""Appends evidence to a record and reads it back as values; one transaction an article."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar, cast

from onrecord.errors import NotARecord, RecordNotFound, RecordNotWritable, RecordTooNew
from onrecord.model import (
    Article,
    Correction,
    Event,
    Found,
    KeptBrief,
    Refusal,
    Sighting,
    Skipped,
    Statement,
    Withdrawal,
)
from onrecord.store.codec import event_from_json, event_to_json, from_json, to_json
from onrecord.store.tables import APPLICATION_ID, VERSION, schema, upgrade

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
Reader = TypeVar("Reader", bound="RecordReader")


_NEWEST = "SELECT article, reader, MAX(rowid) FROM readings WHERE negotiation = ? GROUP BY article"


def _sound(
    method: Callable[Concatenate[Reader, Given], Answer],
) -> Callable[Concatenate[Reader, Given], Answer]:
    """Turn what a damaged file makes a reading method raise into one clear failure."""

    @wraps(method)
    def read(self: Reader, *words: Given.args, **named: Given.kwargs) -> Answer:
        try:
            return method(self, *words, **named)
        except (sqlite3.DatabaseError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
            raise NotARecord(
                f"{self.path} is damaged",
                expected="a record as onrecord wrote it",
                found=f"{type(error).__name__}: {error}",
                todo="restore a copy, or make the record anew from its articles",
            ) from error

    return cast("Callable[Concatenate[Reader, Given], Answer]", read)


class RecordReader:
    """The read face of a record; ``path`` is its SQLite file.

    Raises :class:`~onrecord.errors.RecordNotFound`, :class:`~onrecord.errors.NotARecord` or
    :class:`~onrecord.errors.RecordTooNew` on opening.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise RecordNotFound(
                f"there is no record at {path}",
                expected="a record's SQLite file",
                todo="make one with `onrecord add RECORD FILES... --negotiation TOML`, or check the path",
            )
        self.path = path
        self._db = _connect(path)
        _check(self._db, path)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> RecordReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @_sound
    def negotiation(self) -> bytes:
        """Return the TOML of the negotiation as last given, b"" if none was."""
        row = self._db.execute("SELECT toml FROM negotiations ORDER BY rowid DESC LIMIT 1").fetchone()
        return bytes(row[0]) if row else b""

    @_sound
    def articles(self) -> tuple[Article, ...]:
        """Return every article with its sightings, by id."""
        sightings: dict[str, list[Sighting]] = {}
        rows = self._db.execute("SELECT article, published, file, url, outlet, title FROM sightings")
        for article, *rest in rows:
            sightings.setdefault(article, []).append(Sighting(*rest))
        return tuple(
            Article(article, text, language, tuple(sorted(sightings[article])), fetched)
            for article, text, language, fetched in self._db.execute(
                "SELECT article, text, language, fetched_at FROM texts ORDER BY article"
            )
        )

    @_sound
    def statements(self, negotiation: str) -> tuple[Statement, ...]:
        """Return the statements of each article's newest reading for a negotiation (its digest), by id."""
        rows = self._db.execute(
            "SELECT article, reader, value FROM statements WHERE negotiation = ? ORDER BY id", (negotiation,)
        )
        return tuple(from_json(value) for (value,) in self._of_newest(rows, negotiation))

    @_sound
    def version_of(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return how far the record has grown: its readings and all they rest on; corrections and withdrawals."""
        read = ("negotiations", "texts", "sightings", "skips", "readings")
        later = ("corrections", "withdrawals") if self._version() > 1 else ("corrections",)
        return self._counts(read), self._counts(later)

    def _counts(self, tables: tuple[str, ...]) -> tuple[int, ...]:
        rows = (self._db.execute(f"SELECT COALESCE(MAX(rowid), 0) FROM {t}").fetchone() for t in tables)
        return tuple(int(row[0]) for row in rows)

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    @_sound
    def has_statement(self, ident: str, negotiation: str) -> bool:
        """Say whether a statement with this id was read for a negotiation (its digest)."""
        found = self._db.execute(
            "SELECT 1 FROM statements WHERE id = ? AND negotiation = ?", (ident, negotiation)
        )
        return found.fetchone() is not None

    @_sound
    def has_article(self, ident: str) -> bool:
        """Say whether an article with this id is kept."""
        found = self._db.execute("SELECT 1 FROM texts WHERE article = ?", (ident,))
        return found.fetchone() is not None

    @_sound
    def refusals(self, negotiation: str) -> tuple[Refusal, ...]:
        """Return what those readings proposed and grounding refused."""
        rows = self._db.execute(
            "SELECT article, reader, article, reason, words FROM refusals "
            "WHERE negotiation = ? ORDER BY article, reason, words",
            (negotiation,),
        )
        return tuple(Refusal(*row) for row in self._of_newest(rows, negotiation))

    @_sound
    def skips(self) -> tuple[Skipped, ...]:
        """Return what was found and not used."""
        rows = self._db.execute("SELECT file, reason, detail FROM skips ORDER BY file, reason")
        return tuple(Skipped(*row) for row in rows)

    @_sound
    def corrections(self) -> tuple[Correction, ...]:
        """Return every correction in the order made."""
        rows = self._db.execute(
            "SELECT statement, field, value, why, who, at FROM corrections ORDER BY rowid"
        )
        return tuple(Correction(*row) for row in rows)

    @_sound
    def events(self, negotiation: str) -> tuple[Event, ...]:
        """Return the events of each article's newest reading for a negotiation, by id."""
        rows = self._since_2(
            "SELECT article, reader, value FROM events WHERE negotiation = ? ORDER BY id", (negotiation,)
        )
        return tuple(event_from_json(value) for (value,) in self._of_newest(rows, negotiation))

    @_sound
    def withdrawals(self) -> tuple[Withdrawal, ...]:
        """Return the articles taken back, in the order of that."""
        rows = self._since_2("SELECT article, why, who, at FROM withdrawals ORDER BY rowid")
        return tuple(Withdrawal(*row) for row in rows)

    @_sound
    def briefs(self) -> tuple[KeptBrief, ...]:
        """Return the briefs that were handed out, the oldest first."""
        rows = self._since_2("SELECT id, as_of, at, value FROM briefs ORDER BY rowid")
        return tuple(KeptBrief(*row) for row in rows)

    def _of_newest(self, rows: Iterable[tuple[str, ...]], negotiation: str) -> Iterator[tuple[str, ...]]:
        """Yield of *rows* (article, reader, values) the values of those that belong to the newest reading of their article."""
        newest = {article: reader for article, reader, _ in self._db.execute(_NEWEST, (negotiation,))}
        return (values for article, reader, *values in rows if newest.get(article) == reader)  # type: ignore[misc]

    def _since_2(self, sql: str, values: tuple[str, ...] = ()) -> Iterable[tuple[str, ...]]:
        """Return the rows of a table that version 2 added, none for an older record."""
        if self._version() < 2:
            return ()
        return self._db.execute(sql, values)

    def unread(self, reader: str, negotiation: str) -> tuple[str, ...]:
        """Return the ids of articles this reader ("" for any) has not read yet for this negotiation."""
        rows = self._db.execute(
            "SELECT article FROM texts WHERE article NOT IN "
            "(SELECT article FROM readings WHERE (?1 = '' OR reader = ?1) AND negotiation = ?2) ORDER BY article",
            (reader, negotiation),
        )
        return tuple(article for (article,) in rows)

    def knows_file(self, digest: str, file: str) -> bool:
        """Say whether a file with these bytes and name was gathered before."""
        found = self._db.execute("SELECT 1 FROM files WHERE digest = ? AND file = ?", (digest, file))
        return found.fetchone() is not None


class RecordWriter(RecordReader):
    """The write face: everything is appended; a thing already there is not added again."""

    def __init__(self, path: Path, create: bool = False) -> None:
        if create and not path.exists():
            _create(path)
        super().__init__(path)
        if self._version() < VERSION:
            try:
                self._db.executescript(upgrade())
            except sqlite3.OperationalError as error:
                raise _not_writable(path, error) from error

    def __enter__(self) -> RecordWriter:
        return self

    @contextmanager
    def _adding(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._db:
                yield self._db
        except sqlite3.OperationalError as error:
            raise _not_writable(self.path, error) from error

    def add_negotiation(self, digest: str, toml: bytes, at: str) -> None:
        """Keep the negotiation's TOML as given; the newest one is in force."""
        with self._adding() as db:
            newest = db.execute("SELECT digest FROM negotiations ORDER BY rowid DESC LIMIT 1").fetchone()
            if newest is None or newest[0] != digest:
                db.execute("INSERT INTO negotiations VALUES (?, ?, ?)", (digest, toml, at))

    def add_file(
        self, digest: str, file: str, articles: Iterable[Article], skipped: Iterable[Skipped]
    ) -> int:
        """Keep what one file held, in one transaction; return the number of new texts."""
        new = 0
        with self._adding() as db:
            for article in articles:
                done = db.execute(
                    "INSERT OR IGNORE INTO texts VALUES (?, ?, ?, ?)",
                    (article.id, article.text, article.language, article.fetched_at),
                )
                new += done.rowcount
                for s in article.sightings:
                    db.execute(
                        "INSERT OR IGNORE INTO sightings VALUES (?, ?, ?, ?, ?, ?)",
                        (article.id, s.published, s.file, s.url, s.outlet, s.title),
                    )
            for skip in skipped:
                db.execute(
                    "INSERT OR IGNORE INTO skips VALUES (?, ?, ?)", (skip.file, skip.reason, skip.detail)
                )
            db.execute("INSERT OR IGNORE INTO files VALUES (?, ?)", (digest, file))
        return new

    def add_reading(
        self,
        article: str,
        reading: tuple[str, str],
        found: Found,
    ) -> None:
        """Keep what a reader (version, negotiation digest) found in one article, in one transaction."""
        with self._adding() as db:
            for statement in found.statements:
                db.execute(
                    "INSERT OR IGNORE INTO statements VALUES (?, ?, ?, ?, ?)",
                    (statement.id, article, *reading, to_json(statement)),
                )
            for event in found.events:
                db.execute(
                    "INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?)",
                    (event.id, article, *reading, event_to_json(event)),
                )
            for refusal in found.refusals:
                db.execute(
                    "INSERT OR IGNORE INTO refusals VALUES (?, ?, ?, ?, ?)",
                    (article, *reading, refusal.reason, refusal.words),
                )
            db.execute("INSERT OR IGNORE INTO readings VALUES (?, ?, ?)", (article, *reading))

    def add_correction(self, correction: Correction) -> None:
        """Append one correction."""
        with self._adding() as db:
            db.execute(
                "INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?)",
                (
                    correction.target,
                    correction.field,
                    correction.value,
                    correction.why,
                    correction.who,
                    correction.at,
                ),
            )

    def add_withdrawal(self, withdrawal: Withdrawal) -> None:
        """Append that an article is taken back."""
        row = (withdrawal.article, withdrawal.why, withdrawal.who, withdrawal.at)
        with self._adding() as db:
            db.execute("INSERT INTO withdrawals VALUES (?, ?, ?, ?)", row)

    def add_brief(self, brief: KeptBrief) -> None:
        """Keep a brief that is handed out; the same one is kept once."""
        with self._adding() as db:
            db.execute(
                "INSERT OR IGNORE INTO briefs VALUES (?, ?, ?, ?)",
                (brief.id, brief.as_of, brief.at, brief.value),
            )


def _connect(path: Path) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(path, timeout=30)
        db.execute("PRAGMA journal_mode")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if "locked" in str(error):
            raise _held(path, error) from error
        raise _not_a_record(path, str(error)) from error
    return db


def _held(path: Path, error: Exception) -> RecordNotWritable:
    return RecordNotWritable(
        f"{path} cannot be opened just now",
        expected="a record that no other program holds",
        found=str(error),
        todo="wait until the other program is done, or check the rights",
    )


def _not_a_record(path: Path, found: str) -> NotARecord:
    return NotARecord(
        f"{path} is not an onrecord record",
        expected="a SQLite file made by onrecord",
        found=found,
        todo="check the path; a folder of articles goes to `onrecord brief FOLDER`",
    )


def _check(db: sqlite3.Connection, path: Path) -> None:
    try:
        app = db.execute("PRAGMA application_id").fetchone()[0]
        version = db.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.OperationalError as error:
        raise _held(path, error) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise _not_a_record(path, str(error)) from error
    if app != APPLICATION_ID:
        raise _not_a_record(path, "another SQLite file")
    if version > VERSION:
        raise RecordTooNew(
            f"{path} was written by a newer onrecord",
            expected=f"record version {VERSION} or older",
            found=f"version {version}",
            todo="update onrecord",
        )


def _not_writable(path: Path, error: Exception) -> RecordNotWritable:
    return RecordNotWritable(
        f"{path} cannot be written",
        expected="a writable file on a disk with room",
        found=str(error),
        todo="check the rights and the free space; what was recorded so far is kept",
    )


def _create(path: Path) -> None:
    """Make an empty record whole or not at all: beside its place first, then linked there unless one came."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            db = sqlite3.connect(fresh)
            try:
                db.executescript(schema())
            finally:
                db.close()
            with suppress(FileExistsError):  # another process was first: its record is as good
                os.link(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
    except (OSError, sqlite3.OperationalError) as error:
        raise _not_writable(path, error) from error
