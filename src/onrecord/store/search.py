"""Full text search over articles and statements: SQLite's FTS5 in a file of its own, made anew and thrown away with its maker.

The index is derived from evidence and never part of the record. Ranking is BM25 (Robertson and Zaragoza 2009), as FTS5 computes it.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from onrecord.model import Evidence
from onrecord.spans import squeeze

BEGIN, END = "\x02", "\x03"  # around every word found; neither can stand in a text that is shown
SHORT, LONG = 3, 5  # letters from which the last word, and any other, is taken as begun
MOST = 1000  # hits counted; beyond it "more than" is said
_WORD = re.compile(r'"([^"]*)"?|([^\s"]+)')
_LETTERS = re.compile(r"\w", re.UNICODE)

_TABLES = """
CREATE VIRTUAL TABLE said USING fts5(who, words, tokenize = "unicode61 remove_diacritics 2", prefix = "3 5");
CREATE VIRTUAL TABLE told USING fts5(title, words, tokenize = "unicode61 remove_diacritics 2", prefix = "3 5");
CREATE TABLE statement (row INTEGER PRIMARY KEY, id TEXT, actor TEXT, side TEXT, issue TEXT, stance TEXT, day TEXT, outlet TEXT);
CREATE TABLE article (row INTEGER PRIMARY KEY, id TEXT, day TEXT, outlet TEXT);
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: words ("in quotation marks" together and whole, others as begun), and what to keep to, "" for all.

    ``side`` is a party with its voices, or a speaker; days are ISO.
    """

    words: str
    side: str = ""
    issue: str = ""
    stance: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One statement or article found; ``shown`` has the words found between ``BEGIN`` and ``END``."""

    id: str
    shown: str


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of hits, best first, and how many there are in all (at most ``MOST``)."""

    hits: tuple[Hit, ...]
    total: int


class SearchIndex:
    """The words of some evidence, to be searched from any thread."""

    def __init__(self, evidence: Evidence, names: Mapping[str, str]) -> None:
        """Index *evidence*; *names* gives the words for the ids of actors, so that a speaker is found by name."""
        self._folder = tempfile.TemporaryDirectory(prefix="onrecord-search-")
        self._path = Path(self._folder.name) / "words.db"
        self._threads = threading.local()
        self._open: list[sqlite3.Connection] = []
        with self._connect() as db:
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
            _fill_articles(db, evidence)
            _fill_statements(db, evidence, names)

    def refresh(self, evidence: Evidence, names: Mapping[str, str]) -> None:
        """Take up what corrections changed; the words stay."""
        with self._connect() as db:
            db.execute("DELETE FROM statement")
            db.execute("DELETE FROM said")
            _fill_statements(db, evidence, names)

    def close(self) -> None:
        """Throw the index away."""
        for db in self._open:
            db.close()
        self._folder.cleanup()

    def statements(self, wanted: Wanted, first: int = 0, count: int = 20) -> Hits:
        """Return the statements whose content has the words, the best first; without words those that fit, the newest first."""
        where, values = _where(
            {"issue": wanted.issue, "stance": wanted.stance, "outlet": wanted.outlet}, wanted
        )
        if wanted.side:
            where += " AND (side = ? OR actor = ?)"
            values += [wanted.side, wanted.side]
        return self._find("said", "statement", (where, values), wanted, (first, count))

    def articles(self, wanted: Wanted, first: int = 0, count: int = 20) -> Hits:
        """Return the articles whose title or text has the words, the best first."""
        where, values = _where({"outlet": wanted.outlet}, wanted)
        return self._find("told", "article", (where, values), wanted, (first, count))

    def _find(
        self, index: str, table: str, where: tuple[str, list[str]], wanted: Wanted, page: tuple[int, int]
    ) -> Hits:
        match = query(wanted.words)
        conditions, values = where
        if not match:
            return self._newest(table, where, page) if values and table == "statement" else Hits((), 0)
        joined = f"FROM {index} JOIN {table} ON {table}.row = {index}.rowid WHERE {index} MATCH ?{conditions}"
        db = self._connect()
        shown = f"snippet({index}, 1, '{BEGIN}', '{END}', '…', {48 if index == 'said' else 32})"
        rows = db.execute(
            f"SELECT id, {shown} {joined} ORDER BY {index}.rank, {table}.day DESC LIMIT ? OFFSET ?",
            [match, *values, page[1], page[0]],
        ).fetchall()
        total = db.execute(
            f"SELECT count(*) FROM (SELECT 1 {joined} LIMIT {MOST})", [match, *values]
        ).fetchone()
        return Hits(tuple(Hit(ident, words) for ident, words in rows), int(total[0]))

    def _newest(self, table: str, where: tuple[str, list[str]], page: tuple[int, int]) -> Hits:
        """Return what fits without any words to look for, the newest first."""
        joined = f"FROM {table} JOIN said ON said.rowid = row WHERE 1{where[0]}"
        db = self._connect()
        rows = db.execute(
            f"SELECT id, words {joined} ORDER BY day DESC, id LIMIT ? OFFSET ?", [*where[1], page[1], page[0]]
        ).fetchall()
        total = db.execute(f"SELECT count(*) FROM (SELECT 1 {joined} LIMIT {MOST})", where[1]).fetchone()
        return Hits(tuple(Hit(ident, words) for ident, words in rows), int(total[0]))

    def _connect(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._threads, "db", None)
        if found is None:
            found = sqlite3.connect(self._path, check_same_thread=False)  # closed from another thread
            self._threads.db = found
            self._open.append(found)
        return found


def query(words: str) -> str:
    """Return what a person typed as an FTS5 query in which nothing is syntax: every word quoted, longer ones taken as begun.

    >>> query('no "cease fire" with talks NEAR*')
    '"no" AND "cease fire" AND "with" AND "talks"* AND "NEAR"*'
    >>> query('** "')
    ''
    """
    found = [(a or b).replace("\x00", " ") for a, b in _WORD.findall(words[:200])]
    terms = [f'"{squeeze(w)}"' for w in found if _LETTERS.search(w)]
    terms = [re.sub(r'[^\w\s"’\'-]+', " ", t) for t in terms]
    whole = {f'"{squeeze(a)}"' for a, _ in _WORD.findall(words) if a}
    least = [LONG] * (len(terms) - 1) + [SHORT]
    begun = [t not in whole and len(t) >= n + 2 for t, n in zip(terms, least, strict=True)] if terms else []
    return " AND ".join(t.replace(' "', '"') + "*" if b else t for t, b in zip(terms, begun, strict=True))


def _where(exact: dict[str, str], wanted: Wanted) -> tuple[str, list[str]]:
    rows = [(f" AND {name} = ?", value) for name, value in exact.items() if value]
    rows += [(" AND day >= ?", wanted.since)] if wanted.since else []
    rows += [(" AND day <= ?", wanted.until)] if wanted.until else []
    return "".join(sql for sql, _ in rows), [value for _, value in rows]


def _fill_articles(db: sqlite3.Connection, evidence: Evidence) -> None:
    rows = list(enumerate(evidence.articles, 1))
    db.executemany(
        "INSERT INTO told (rowid, title, words) VALUES (?, ?, ?)", ((n, a.title, a.text) for n, a in rows)
    )
    db.executemany(
        "INSERT INTO article VALUES (?, ?, ?, ?)", ((n, a.id, _iso(a.day), a.outlet) for n, a in rows)
    )


def _fill_statements(db: sqlite3.Connection, evidence: Evidence, names: Mapping[str, str]) -> None:
    texts = evidence.article_by_id

    def words() -> Iterable[tuple[int, str, str]]:
        for number, s in enumerate(evidence.statements, 1):
            text = texts[s.attribution.article].text
            who = " ".join(dict.fromkeys((names.get(s.actor, ""), names.get(s.on_behalf_of, ""), s.named_as)))
            yield number, who, " … ".join(c.cut(text) for c in s.attribution.content)

    def facts() -> Iterable[tuple[int | str, ...]]:
        for number, s in enumerate(evidence.statements, 1):
            day = evidence.day_of(s)
            outlet = texts[s.attribution.article].outlet
            yield (number, s.id, s.actor, s.on_behalf_of, s.issue, s.stance.value if s.issue else "",
                   "" if day == date.min else day.isoformat(), outlet)  # fmt: skip

    db.executemany("INSERT INTO said (rowid, who, words) VALUES (?, ?, ?)", words())
    db.executemany("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?)", facts())


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
