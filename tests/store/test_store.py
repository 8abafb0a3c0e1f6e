import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from onrecord.dates import Interval
from onrecord.errors import NotARecord, RecordNotFound, RecordNotWritable, RecordTooNew
from onrecord.model import Event, Found, KeptBrief
from onrecord.spans import Span
from onrecord.store.codec import event_from_json, event_to_json, from_json, to_json
from onrecord.store.store import RecordReader, RecordWriter
from tests.factories import DAY, EXAMPLE, one, read


def fill(record, text="Berg called for a truce on Saturday, and Costas said no."):
    made, rows = read(text)
    record.add_file("digest", "a.txt", [made], [])
    record.add_reading(made.id, ("by_rule/1", "d"), Found(tuple(rows)))
    return rows


def test_what_is_read_back_is_what_was_kept(tmp_path):
    with RecordWriter(tmp_path / "r.db", create=True) as record:
        rows = fill(record)
        assert set(record.statements("d")) == set(rows)


def test_a_statement_survives_json():
    made = one("Berg said on Saturday that Norland was ready for a truce if Sudria leaves the bridge.")
    assert from_json(to_json(made)) == made


def test_adding_twice_adds_nothing(tmp_path):
    with RecordWriter(tmp_path / "r.db", create=True) as record:
        fill(record)
        before = (tmp_path / "r.db").read_bytes()
        fill(record)
    assert (tmp_path / "r.db").read_bytes() == before


@pytest.mark.parametrize(
    "verb", ["DELETE FROM texts", "UPDATE statements SET value = ''", "DELETE FROM corrections"]
)
def test_evidence_cannot_be_edited(tmp_path, verb):
    with RecordWriter(tmp_path / "r.db", create=True) as record:
        fill(record)
    db = sqlite3.connect(tmp_path / "r.db")
    db.execute("INSERT INTO corrections VALUES ('s', 'reject', 'yes', 'w', 'x', 't')")
    with pytest.raises(sqlite3.IntegrityError, match="never edited"):
        db.execute(verb)
    db.close()


def test_a_missing_record_says_what_to_do(tmp_path):
    with pytest.raises(RecordNotFound) as caught:
        RecordReader(tmp_path / "none.db")
    assert "onrecord add" in caught.value.todo


@pytest.mark.parametrize("raw", [b"not sqlite at all, just words " * 9, b"\x00" * 5000])
def test_another_file_is_no_record(tmp_path, raw):
    (tmp_path / "r.db").write_bytes(raw)
    with pytest.raises(NotARecord):
        RecordReader(tmp_path / "r.db")


def test_another_sqlite_file_is_no_record(tmp_path):
    sqlite3.connect(tmp_path / "r.db").execute("CREATE TABLE t (x)").connection.close()
    with pytest.raises(NotARecord):
        RecordReader(tmp_path / "r.db")


def test_a_newer_record_asks_for_an_update(tmp_path):
    RecordWriter(tmp_path / "r.db", create=True).close()
    db = sqlite3.connect(tmp_path / "r.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(RecordTooNew):
        RecordReader(tmp_path / "r.db")


def test_a_place_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(RecordNotWritable):
        RecordWriter(tmp_path / "file" / "r.db", create=True)


def dump(path):
    db = sqlite3.connect(path)
    tables = ("texts", "sightings", "files", "skips", "readings", "statements", "refusals")
    rows = {
        t: sorted(
            tuple(v for c, v in zip([d[0] for d in cur.description], row, strict=True) if c != "fetched_at")
            for row in cur
        )
        for t in tables
        for cur in [db.execute(f"SELECT * FROM {t}")]
    }
    db.close()
    return rows


ADD = [sys.executable, "-m", "onrecord", "add"]
WORDS = [str(EXAMPLE / "articles"), "-n", str(EXAMPLE / "negotiation.toml")]


@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost_and_the_rerun_continues(tmp_path):
    whole = tmp_path / "whole.db"
    begin = time.monotonic()
    subprocess.run([*ADD, str(whole), *WORDS], check=True, capture_output=True)
    took = time.monotonic() - begin
    torn = tmp_path / "torn.db"
    for part in (0.3, 0.5, 0.7, 0.85, 0.95):
        process = subprocess.Popen([*ADD, str(torn), *WORDS], stderr=subprocess.DEVNULL)
        time.sleep(took * part)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    subprocess.run([*ADD, str(torn), *WORDS], check=True, capture_output=True)
    assert dump(torn) == dump(whole)


def test_the_newest_reading_of_an_article_counts(tmp_path):
    with RecordWriter(tmp_path / "r.db", create=True) as record:
        rows = fill(record)
        record.add_reading(rows[0].attribution.article, ("by_tagger/1 x", "d"), Found(tuple(rows[:1])))
        assert list(record.statements("d")) == rows[:1]
        assert record.unread("by_tagger/1 y", "d") == (rows[0].attribution.article,)
        assert record.unread("", "d") == ()


def test_a_record_of_version_1_is_read_and_brought_forward_when_written_to(tmp_path):
    path = tmp_path / "r.db"
    with RecordWriter(path, create=True) as record:
        rows = fill(record)
    db = sqlite3.connect(path)
    db.executescript("DROP TABLE events; DROP TABLE withdrawals; DROP TABLE briefs; PRAGMA user_version = 1;")
    db.close()
    with RecordReader(path) as old:
        assert old.events("d") == () and old.withdrawals() == () and old.briefs() == ()
        assert set(old.statements("d")) == set(rows)
    with RecordWriter(path) as new:
        new.add_brief(KeptBrief("b-1", "2025-02-02", "2025-02-03", "{}"))
        assert [b.id for b in new.briefs()] == ["b-1"]
        assert set(new.statements("d")) == set(rows)


def test_an_event_survives_json():
    event = Event("e-1", "a-1", "visit", Span(0, 20), Span(5, 12), ("berg",), Interval(DAY, DAY))
    assert event_from_json(event_to_json(event)) == event
