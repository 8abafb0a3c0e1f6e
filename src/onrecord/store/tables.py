"""The tables of a record, and the triggers that keep its evidence from being edited."""

from __future__ import annotations

VERSION = 2
APPLICATION_ID = 0x6F6E7263  # "onrc": tells a record from any other SQLite file

_TABLES = """
CREATE TABLE negotiations (digest TEXT NOT NULL, toml BLOB NOT NULL, at TEXT NOT NULL);
CREATE TABLE texts (
  article TEXT PRIMARY KEY, text TEXT NOT NULL, language TEXT NOT NULL, fetched_at TEXT NOT NULL);
CREATE TABLE sightings (
  article TEXT NOT NULL REFERENCES texts, published TEXT NOT NULL, file TEXT NOT NULL, url TEXT NOT NULL,
  outlet TEXT NOT NULL, title TEXT NOT NULL, UNIQUE (article, file, url, published));
CREATE TABLE files (digest TEXT NOT NULL, file TEXT NOT NULL, UNIQUE (digest, file));
CREATE TABLE skips (
  file TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, UNIQUE (file, reason, detail));
CREATE TABLE readings (
  article TEXT NOT NULL REFERENCES texts, reader TEXT NOT NULL, negotiation TEXT NOT NULL,
  UNIQUE (article, reader, negotiation));
CREATE TABLE statements (
  id TEXT NOT NULL, article TEXT NOT NULL REFERENCES texts, reader TEXT NOT NULL,
  negotiation TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (id, reader, negotiation));
CREATE TABLE refusals (
  article TEXT NOT NULL REFERENCES texts, reader TEXT NOT NULL, negotiation TEXT NOT NULL,
  reason TEXT NOT NULL, words TEXT NOT NULL, UNIQUE (article, reader, negotiation, reason, words));
CREATE TABLE corrections (
  statement TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, why TEXT NOT NULL,
  who TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX statements_by_reading ON statements (reader, negotiation);
"""
# what version 2 added; an older record gets these tables when it is next written to
_ADDED = """
CREATE TABLE events (
  id TEXT NOT NULL, article TEXT NOT NULL REFERENCES texts, reader TEXT NOT NULL,
  negotiation TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (id, reader, negotiation));
CREATE TABLE withdrawals (
  article TEXT NOT NULL REFERENCES texts, why TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE briefs (id TEXT PRIMARY KEY, as_of TEXT NOT NULL, at TEXT NOT NULL, value TEXT NOT NULL);
"""
_APPENDED = ("negotiations", "texts", "sightings", "files", "skips", "readings", "statements", "refusals",
             "corrections")  # fmt: skip
_APPENDED_SINCE = ("events", "withdrawals", "briefs")


def schema() -> str:
    """Return the SQL that makes an empty record."""
    marks = f"PRAGMA user_version = {VERSION};\nPRAGMA application_id = {APPLICATION_ID};\n"
    return f"{_TABLES}{_guards(_APPENDED)}{_ADDED}{_guards(_APPENDED_SINCE)}{marks}"


def upgrade() -> str:
    """Return the SQL that brings a record of version 1 to this one, whole or not at all."""
    return f"BEGIN;\n{_ADDED}{_guards(_APPENDED_SINCE)}PRAGMA user_version = {VERSION};\nCOMMIT;\n"


def _guards(tables: tuple[str, ...]) -> str:
    return "".join(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'evidence is appended, never edited'); END;\n"
        for table in tables
        for verb in ("UPDATE", "DELETE")
    )
