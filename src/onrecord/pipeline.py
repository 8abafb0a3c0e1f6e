"""The verbs in the data's order: the only room where stages meet, and the only writer of records."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from onrecord.analyse.everything import analyse
from onrecord.compose.audit import audit_brief, find_faults
from onrecord.compose.brief import compose_brief
from onrecord.dates import day_of
from onrecord.document import Brief
from onrecord.errors import NegotiationError, Skip, UnknownId, UsageError
from onrecord.extract.reading import Reader, make_reader, read_all
from onrecord.extract.sift import Sift
from onrecord.findings import Analysis
from onrecord.gather.draft import Draft, check, language_of, to_article
from onrecord.gather.folder import find_files, read_file
from onrecord.gather.origins import group_origins
from onrecord.model import Act, Article, Correction, Evidence, Skipped, Stance, Statement
from onrecord.negotiation import Negotiation, load_negotiation, parse_negotiation
from onrecord.render.tables import statement_table
from onrecord.store.corrections import FIELDS, apply_corrections
from onrecord.store.store import RecordReader, RecordWriter

Progress = Callable[[str, int, int], None]  # what is done, how many are done, of how many


def silent(what: str, done: int, of: int) -> None:
    """Show no progress."""
    del what, done, of


@dataclass(frozen=True, slots=True)
class Added:
    """What one ``add`` did: files looked at, new texts, articles read, what was skipped.

    ``fallback`` says why the rules read in the trained model's place, "" where they did not; ``sifted`` is how
    many articles name none of the actors, or hold no word of the issues, and so were not read.
    """

    files: int
    new: int
    read: int
    skipped: tuple[Skipped, ...]
    fallback: str = ""
    sifted: int = 0


def find_negotiation(place: Path) -> Path:
    """Return the negotiation's TOML of a folder; ``NegotiationError`` when it has none."""
    path = place / "negotiation.toml"
    if not path.is_file():
        raise NegotiationError(
            f"{place} has no negotiation.toml",
            expected="the parties, people and issues of the talks, in negotiation.toml",
            found="no such file",
            todo=f"make one with `onrecord init {place}`, or name one with --negotiation",
        )
    return path


def add(
    record: RecordWriter,
    paths: Iterable[Path],
    negotiation: Path | None = None,
    progress: Progress = silent,
    workers: int = 1,
) -> Added:
    """Gather *paths* into *record* and read what is new; doing it twice adds nothing.

    *negotiation* is the TOML to read with; None keeps the record's own. *workers* processes read, 0 for as many as
    there are processors, which needs a main module that may be imported. Raises ``NegotiationError``
    when neither is there, and what the store raises. A file that cannot be used is skipped and said so.
    """
    talks = _settle_negotiation(record, negotiation)
    files = find_files(paths)
    if not files:
        raise UsageError("nothing to add", expected="files or folders of articles", found="no files")
    new, skipped = 0, []
    for number, (path, name) in enumerate(files, 1):
        progress("gathering", number, len(files))
        fresh, left_out = _gather(record, path, name, talks)
        new += fresh
        skipped += left_out
    done = read_new(record, talks, progress, workers)
    return replace(done, files=len(files), new=new, skipped=tuple(skipped))


def _settle_negotiation(record: RecordWriter, path: Path | None) -> Negotiation:
    if path is not None:
        talks = load_negotiation(path)
        if record.negotiation() and negotiation_of(record).id != talks.id:
            raise UsageError(
                f"{record.path} is the record of another negotiation",
                expected=f"a record of '{talks.id}', or a new file",
                found=f"'{negotiation_of(record).id}'",
                todo="name another record (and folder) for these talks",
            )
        record.add_negotiation(talks.digest, path.read_bytes(), _now())
        return talks
    return negotiation_of(record)


def negotiation_of(record: RecordReader) -> Negotiation:
    """Return the negotiation in force in *record*; ``NegotiationError`` when it has none yet."""
    raw = record.negotiation()
    if not raw:
        raise NegotiationError(
            f"{record.path} has no negotiation yet",
            expected="a negotiation's TOML",
            todo="name one with --negotiation FILE.toml",
        )
    return parse_negotiation(raw, f"the negotiation kept in {record.path}")


def _gather(record: RecordWriter, path: Path, name: str, talks: Negotiation) -> tuple[int, list[Skipped]]:
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        digest = ""  # read_file says what is wrong with it
    if digest and record.knows_file(digest, name):
        return 0, []
    articles: list[Article] = []
    skipped: list[Skipped] = []
    try:
        for draft in read_file(path, name):
            if isinstance(draft, Skipped):
                skipped.append(draft)
                continue
            try:
                articles.append(_article(draft, talks, skipped))
            except Skip as error:
                skipped.append(_skipped(draft.file, error))
    except Skip as error:
        skipped.append(_skipped(name, error))
    return record.add_file(digest, name, articles, skipped), skipped


def _article(draft: Draft, talks: Negotiation, notes: list[Skipped]) -> Article:
    made = check(draft, talks.language)
    day = day_of(made.published)
    if day and day > datetime.now(UTC).date():
        notes.append(Skipped(made.file, "date in the future", f"published {day}; kept, as undated"))
        made = replace(made, published="")
    return to_article(made, talks.find_outlet(made.outlet), _now())


def _skipped(file: str, error: Skip) -> Skipped:
    found = f": found {error.found}" if error.found else ""
    expected = f", expected {error.expected}" if error.expected else ""
    return Skipped(file, error.reason, f"{error.message.removeprefix(f'{file}: ')}{found}{expected}")


def read_new(
    record: RecordWriter, talks: Negotiation, progress: Progress = silent, workers: int = 1
) -> Added:
    """Read the articles that this reader has not read for this negotiation; one transaction each.

    *workers* processes read, 0 for as many as there are processors and at most four.
    """
    reader = make_reader(talks)
    # the rules, when they stand in for the model, read what nobody has read and replace nothing
    unread = set(record.unread("" if reader.fallback else reader.version, talks.digest))
    articles = [a for a in record.articles() if a.id in unread]
    sift = Sift(talks)
    matters = {a.id for a in articles if sift.may_matter(f"{a.title}\n{a.text}")}
    aside = [a for a in articles if a.id not in matters]
    for article in aside:
        record.add_reading(article.id, (reader.version, talks.digest), [], [])
    articles = [a for a in articles if a.id in matters]
    for number, (article, found) in enumerate(read_all(reader, articles, workers), 1):
        progress("reading", number, len(articles))
        record.add_reading(article.id, (reader.version, talks.digest), *found)
    return Added(0, 0, len(articles), (), reader.fallback, len(aside))


def evidence_of(record: RecordReader) -> Evidence:
    """Return the evidence of *record*, corrections applied and copies grouped under their origins."""
    talks = negotiation_of(record)
    articles = record.articles()
    by_id = {a.id: a for a in articles}
    rows = record.statements(talks.digest)
    statements = tuple(
        replace(s, on_behalf_of=talks.party_of(s.actor, by_id[s.attribution.article].day))
        if s.corrected
        else s
        for s in apply_corrections(rows, record.corrections())
    )
    seen = {s.file for a in articles for s in a.sightings}
    skips = tuple(s for s in record.skips() if s.file not in seen or s.reason == "date in the future")
    refused = record.refusals(talks.digest)
    return Evidence(articles, statements, group_origins(articles), skips, refused)


def newest_day(evidence: Evidence) -> date:
    """Return the day of the newest dated article, which a brief takes when no day is given.

    Raises ``UsageError`` when no article has a date.
    """
    days = [a.day for a in evidence.articles if a.day]
    if not days:
        raise UsageError(
            "no article in the record has a date of publication",
            expected="at least one dated article",
            found=f"{len(evidence.articles)} undated",
            todo="add dated articles; undated ones are shown and not used",
        )
    return max(days)


def analysis_of(record: RecordReader, as_of: date | None = None) -> tuple[Evidence, Analysis]:
    """Return the evidence and its analysis as of a day, by default that of the newest article."""
    evidence = evidence_of(record)
    day = as_of or newest_day(evidence)
    return evidence, analyse(negotiation_of(record), evidence, day)


def brief_of(record: RecordReader, as_of: date | None = None) -> Brief:
    """Return the audited brief as of a day; raises ``AuditFailed`` rather than hand out a faulty one."""
    evidence, found = analysis_of(record, as_of)
    brief = compose_brief(negotiation_of(record), evidence, found)
    audit_brief(brief, evidence)
    return brief


def correct(record: RecordWriter, correction: Correction) -> None:
    """Append a correction after checking that it names what is there.

    Raises ``UnknownId`` for an unknown statement, actor or issue, ``UsageError`` for an unknown field or
    a stance or act that is none.
    """
    talks = negotiation_of(record)
    rows = record.statements(talks.digest)
    if all(s.id != correction.statement for s in rows):
        raise UnknownId(
            f"no statement {correction.statement} in {record.path}",
            todo="list them with `onrecord statements RECORD`",
        )
    allowed = {
        "actor": talks.actor_by_id,
        "about": talks.actor_by_id,
        "issue": talks.issue_by_id,
        "stance": [s.value for s in Stance],
        "act": [a.value for a in Act],
        "reject": ("yes", "no"),
    }
    if correction.field not in FIELDS:
        raise UsageError(f"no field '{correction.field}'", expected="one of " + ", ".join(FIELDS))
    empty = not correction.value and correction.field in ("actor", "about", "issue")
    if not empty and correction.value not in allowed[correction.field]:
        raise UnknownId(
            f"'{correction.value}' is no {correction.field} of this negotiation",
            expected="one of " + ", ".join(allowed[correction.field]),
            found=correction.value,
        )
    if not correction.why.strip():
        raise UsageError("a correction needs a reason", expected="--why WORDS")
    record.add_correction(correction)


def check_record(record: RecordReader) -> list[str]:
    """Return what is wrong with *record*: spans that do not cut what they say, a brief that fails its audit."""
    faults = [
        f"the text of article {a.id} has been changed"
        for a in record.articles()
        if Article.id_of(a.text) != a.id
    ]
    if faults:
        return faults  # nothing built on such a text can be checked
    evidence = evidence_of(record)
    for s in evidence.statements:
        length = len(evidence.article_by_id[s.attribution.article].text)
        if any(span.end > length for span in (*s.attribution.content, s.attribution.cue)):
            faults.append(f"statement {s.id} points outside its article")
    if any(a.day for a in evidence.articles):
        found = analyse(negotiation_of(record), evidence, newest_day(evidence))
        faults += find_faults(compose_brief(negotiation_of(record), evidence, found), evidence)
    return faults


_BARE = Negotiation(id="none", name="none", actors=(), issues=())


def read_files(
    paths: Iterable[Path], negotiation: Path | None = None, with_text: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield one table an article, without a record: what :command:`onrecord read` prints.

    An article that cannot be used is yielded as ``{"file", "skipped"}``.
    """
    talks = load_negotiation(negotiation) if negotiation else _BARE
    reader = make_reader(talks)
    for path, name in find_files(paths):
        try:
            for draft in read_file(path, name):
                yield _read_table(draft, reader, with_text)
        except Skip as error:
            yield _skip_table(name, error)


def _skip_table(name: str, error: Skip) -> dict[str, Any]:
    skipped = _skipped(name, error)
    return {"file": name, "skipped": {"reason": skipped.reason, "detail": skipped.detail}}


def _read_table(draft: Draft | Skipped, reader: Reader, with_text: bool) -> dict[str, Any]:
    if isinstance(draft, Skipped):
        return {"file": draft.file, "skipped": {"reason": draft.reason, "detail": draft.detail}}
    try:
        # a person who asks for one file to be read wants it read, however short
        made = check(replace(draft, language=draft.language), language_of(draft.text), 1)
    except Skip as error:
        return _skip_table(draft.file, error)
    article = to_article(made, reader.negotiation.find_outlet(made.outlet))
    statements, refused = reader.read(article)
    table: dict[str, Any] = {
        "file": draft.file,
        "title": article.title or None,
        "published": article.published or None,
        "language": article.language,
        "read_by": reader.version,
        "statements": _merged(statements),
        "refused": [{"reason": r.reason, "words": r.words} for r in refused],
    }
    if reader.fallback:
        table["fallback"] = reader.fallback
    if draft.ident:
        table["id"] = draft.ident
    if with_text:
        table["text"] = article.text
    return table


def _merged(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    """Return statement tables, those of one attribution and reading with their issues in one list."""
    out: dict[tuple[object, ...], dict[str, Any]] = {}
    for s in statements:
        table = statement_table(s)
        del table["id"]
        a = s.attribution
        key = (a.source, a.cue, a.content, s.actor, s.stance, s.about, s.condition, s.hedged)
        if key in out:
            out[key]["issue"] += table["issue"]
        else:
            out[key] = table
    return list(out.values())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
