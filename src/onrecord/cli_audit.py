"""The command that holds somebody's brief against a record: audit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from onrecord import pipeline
from onrecord.console import Day, write_file
from onrecord.errors import Skip, UsageError
from onrecord.pipeline.opinions import with_opinions
from onrecord.render.audit_page import audit_page
from onrecord.render.audit_views import to_corrected, to_json, to_lines, to_markdown
from onrecord.render.terminal import harmless
from onrecord.store.store import RecordReader, RecordWriter
from onrecord.verdicts import Audit, Verdict

_PATH = click.Path(path_type=Path)
_FORMS = ("text", "markdown", "json", "html", "corrected")


@click.command()
@click.argument("brief", type=_PATH)
@click.option("--record", "-r", type=_PATH, required=True, help="The record to hold it against.")
@click.option(
    "--as-of", type=Day(), help="The brief's day. Default: the one it names, else the newest article's."
)
@click.option(
    "--format", "form", type=click.Choice(_FORMS), default="text", show_default=True, help="How to print it."
)
@click.option("--fail-on", multiple=True, metavar="VERDICT", help="End with exit code 7 when a sentence has this verdict; may be repeated.")  # fmt: skip
@click.option("--out", "-o", type=_PATH, help="Write it to this file.")
@click.option(
    "--fetch",
    is_flag=True,
    help="First fetch the addresses it names that the record lacks, and add them to the record.",
)
@click.option(
    "--second", metavar="COMMAND", help="Ask this program for a second opinion; it changes no verdict."
)
def audit(brief: Path, record: Path, as_of: date | None, form: str, fail_on: tuple[str, ...], out: Path | None, fetch: bool, second: str | None) -> None:  # fmt: skip
    """Say of every sentence of a brief what the record supports.

    BRIEF is text, Markdown, HTML, PDF or DOCX, written by anybody; "-" reads what is pasted. Each sentence gets a verdict (supported, supported in part,
    stale, wrong speaker, wrong stance, not verbatim, number or date differs, attributed opinion turned into fact,
    contradicted, not found), the reason, and the words of the articles that it rests on.

    \b
    Examples:
      onrecord audit brief.txt --record talks.db
      onrecord audit brief.docx --record talks.db --format html --out audit.html
      onrecord audit brief.md --record talks.db --fail-on contradicted --fail-on "not verbatim"
    """
    known = {v.value for v in Verdict}
    if unknown := [v for v in fail_on if v not in known]:
        raise UsageError(
            f"there is no verdict '{unknown[0]}'",
            expected=", ".join(sorted(known)),
            todo="quote it if it has spaces",
        )
    try:
        text = pipeline.read_brief(brief)
    except Skip as error:
        raise UsageError(
            error.message, expected=error.expected, found=error.found, todo=error.todo
        ) from error
    with RecordReader(record) as reader:
        found = pipeline.audit_of(reader, text, as_of)
    if fetch and found.unread:
        _fetch(record, found.unread)
        with RecordReader(record) as reader:
            found = pipeline.audit_of(reader, text, as_of)
    if second:
        found = with_opinions(found, second)
    words = _in_form(found, form)
    if out is None:
        click.echo(words)
    else:
        write_file(words, out)
        click.echo(f"Wrote {out}")
    if any(f.verdict.value in fail_on for f in found.findings):
        raise SystemExit(7)


def _in_form(found: Audit, form: str) -> str:
    if form == "json":
        return json.dumps(to_json(found), ensure_ascii=False, indent=1)
    if form == "html":
        return audit_page(found)
    if form == "corrected":
        return harmless(to_corrected(found))
    if form == "markdown":
        return to_markdown(found)
    width = min(110, shutil.get_terminal_size((100, 24)).columns)
    return harmless("\n".join(to_lines(found, width)))


def _fetch(record: Path, addresses: Iterable[str]) -> None:
    try:
        from onrecord.pipeline.fetching import fetch_into
    except ImportError as error:
        raise UsageError(
            "pages cannot be fetched",
            expected="the extra “web”",
            found=str(error),
            todo="pip install 'onrecord[web]'",
        ) from error
    with RecordWriter(record) as writer:
        for url, why in fetch_into(writer, addresses):
            click.echo(f"{'not read' if why else 'read'}: {url}{' (' + why + ')' if why else ''}", err=True)
