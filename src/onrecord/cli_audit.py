"""The command that holds somebody's brief against a record: audit."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import click

from onrecord import pipeline
from onrecord.console import Day
from onrecord.errors import Skip, UsageError
from onrecord.render.audit_page import audit_page
from onrecord.render.audit_views import to_corrected, to_json, to_lines, to_markdown
from onrecord.render.terminal import harmless
from onrecord.store.store import RecordReader
from onrecord.verdicts import Verdict

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
def audit(brief: Path, record: Path, as_of: date | None, form: str, fail_on: tuple[str, ...]) -> None:
    """Say of every sentence of a brief what the record supports.

    BRIEF is text, Markdown, HTML or PDF, written by anybody. Each sentence gets a verdict (supported, supported in part,
    stale, wrong speaker, wrong stance, not verbatim, number or date differs, attributed opinion turned into fact,
    contradicted, not found), the reason, and the words of the articles that it rests on.

    \b
    Examples:
      onrecord audit brief.txt --record talks.db
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
    if form == "json":
        click.echo(json.dumps(to_json(found), ensure_ascii=False, indent=1))
    elif form == "html":
        click.echo(audit_page(found))
    elif form == "corrected":
        click.echo(harmless(to_corrected(found)))
    elif form == "markdown":
        click.echo(to_markdown(found))
    else:
        width = min(110, shutil.get_terminal_size((100, 24)).columns)
        click.echo(harmless("\n".join(to_lines(found, width))))
    if any(f.verdict.value in fail_on for f in found.findings):
        raise SystemExit(7)
