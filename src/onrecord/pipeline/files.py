"""Files read without a record: one table an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.errors import Skip
from onrecord.extract.reading import Reader, make_reader
from onrecord.gather.draft import Draft, check, language_of, to_article
from onrecord.gather.folder import find_files, read_file
from onrecord.model import (
    Skipped,
    Statement,
)
from onrecord.negotiation import Negotiation, load_negotiation
from onrecord.pipeline.adding import as_skipped
from onrecord.render.tables import event_table, statement_table

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
    skipped = as_skipped(name, error)
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
    found = reader.read(article)
    table: dict[str, Any] = {
        "file": draft.file,
        "title": article.title or None,
        "published": article.published or None,
        "language": article.language,
        "read_by": reader.version,
        "statements": _merged(found.statements),
        "refused": [{"reason": r.reason, "words": r.words} for r in found.refusals],
        "events": [event_table(e) for e in found.events],
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
