"""Files to articles to statements, into the record: the way in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord.dates import day_of
from onrecord.errors import NegotiationError, Skip, UsageError
from onrecord.extract.reading import make_reader, read_all
from onrecord.extract.sift import Sift
from onrecord.gather.draft import Draft, check, to_article
from onrecord.gather.folder import find_files, read_file
from onrecord.model import (
    Article,
    Found,
    Skipped,
)
from onrecord.negotiation import Negotiation, load_negotiation
from onrecord.pipeline.asking import given_negotiation
from onrecord.store.store import RecordWriter

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
        if record.negotiation() and given_negotiation(record).id != talks.id:
            raise UsageError(
                f"{record.path} is the record of another negotiation",
                expected=f"a record of '{talks.id}', or a new file",
                found=f"'{given_negotiation(record).id}'",
                todo="name another record (and folder) for these talks",
            )
        record.add_negotiation(talks.digest, path.read_bytes(), now())
        return talks
    return given_negotiation(record)


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
                skipped.append(as_skipped(draft.file, error))
    except Skip as error:
        skipped.append(as_skipped(name, error))
    return record.add_file(digest, name, articles, skipped), skipped


def _article(draft: Draft, talks: Negotiation, notes: list[Skipped]) -> Article:
    made = check(draft, talks.language)
    day = day_of(made.published)
    if day and day > datetime.now(UTC).date():
        notes.append(Skipped(made.file, "date in the future", f"published {day}; kept, as undated"))
        made = replace(made, published="")
    return to_article(made, talks.find_outlet(made.outlet), now())


def as_skipped(file: str, error: Skip) -> Skipped:
    """Return why a file could not be used, as the record keeps it."""
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
        record.add_reading(article.id, (reader.version, talks.digest), Found())
    articles = [a for a in articles if a.id in matters]
    for number, (article, found) in enumerate(read_all(reader, articles, workers), 1):
        progress("reading", number, len(articles))
        record.add_reading(article.id, (reader.version, talks.digest), found)
    return Added(0, 0, len(articles), (), reader.fallback, len(aside))


def now() -> str:
    """Return the present moment as an ISO stamp."""
    return datetime.now(UTC).isoformat(timespec="seconds")
