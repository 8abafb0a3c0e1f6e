"""How the command line talks: mistyped commands, failures, progress, colours, and a statement in its place."""

from __future__ import annotations

import difflib
import errno
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from onrecord import pipeline
from onrecord.document import Brief
from onrecord.errors import OnrecordError, RecordNotWritable, UnknownId, UsageError
from onrecord.model import Article, Evidence, Statement
from onrecord.render.markdown import to_markdown
from onrecord.render.page import to_page
from onrecord.render.tables import statement_table, to_json
from onrecord.render.terminal import harmless, plain, to_terminal
from onrecord.spans import squeeze
from onrecord.store.store import RecordReader, RecordWriter

_STYLES = {
    "title": {"bold": True, "fg": "bright_white"},
    "head": {"bold": True, "fg": "cyan"},
    "label": {"bold": True},
    "dim": {"dim": True},
}


class Verbs(click.Group):
    """The commands; a mistyped one is answered with the nearest."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command named, or fail with what may have been meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = difflib.get_close_matches(args[0], self.list_commands(ctx), 1)
            hint = f"Did you mean '{near[0]}'?" if near else f"The commands are: {', '.join(self.commands)}."
            if Path(args[0]).exists():
                hint = f"That is a file or folder: `onrecord brief {args[0]}`?"
            raise click.UsageError(f"{error.message} {hint}", ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a failure of ours becomes its lines on standard error and its exit code."""
        try:
            return super().invoke(ctx)
        except OnrecordError as error:
            lines = error.lines()
            click.echo(click.style(f"onrecord: {lines[0]}", fg="red"), err=True)
            for line in lines[1:]:
                click.echo(line, err=True)
            ctx.exit(error.exit_code)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # the reader of a pipe has gone: click ends quietly
            click.echo(click.style(f"onrecord: {error.strerror or error}", fg="red"), err=True)
            click.echo(f"  found: {error.filename or 'the output'} cannot be used", err=True)
            click.echo("  to do: check the path, its rights and the free space", err=True)
            ctx.exit(4)


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail saying what was expected."""
        if isinstance(value, date):
            return value
        try:
            if not re.fullmatch(r"[12]\d{3}-\d\d-\d\d", value):
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"expected a day like 2025-02-02, found '{value}'", param, ctx)


def show_brief(made: Brief) -> None:
    """Print a brief, as wide as the terminal and in colour where there is one."""
    width = min(Console().width, 110) if sys.stdout.isatty() else 100
    click.echo(to_terminal(made, width, styled if sys.stdout.isatty() else plain))


def styled(words: str, kind: str) -> str:
    """Return *words* in the colours of their kind."""
    return click.style(words, **_STYLES[kind])  # type: ignore[arg-type]


@contextmanager
def progress() -> Iterator[pipeline.Progress]:
    """Show a bar on a terminal's standard error, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield pipeline.silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done)

        yield show


def statement_line(s: Statement, known: Evidence) -> str:
    """Return one statement on one line."""
    article = known.article_by_id[s.attribution.article]
    words = squeeze(" … ".join(c.cut(article.text) for c in s.attribution.content))
    who = s.actor or f"({s.named_as or 'nobody named'})"
    about = f" about {s.about}" if s.about else ""
    issue = f" {s.issue}: {s.stance}" if s.issue else ""
    hedge = f" [{s.hedged}]" if s.hedged else ""
    level = f" ({s.level})" if s.level and s.actor else ""
    day = known.day_of(s)
    when = day if day.year > 1 else "undated   "
    return f"{when} {s.id} {who}{about}{issue}{hedge}{level} | {harmless(words[:160])}"


def about(article: Article) -> str:
    """Return what is known of an article, on two lines."""
    return f"{article.id}  {article.title}\n{article.outlet}, {article.published or 'undated'}, {article.url or article.file}"


def in_place(s: Statement, article: Article) -> str:
    """Return a statement's words in brackets within their text, and all that was understood of them."""
    a, text = s.attribution, article.text
    start, end = max(0, a.whole.start - 300), min(len(text), a.whole.end + 200)
    shown = text[start:end]
    for span in sorted(a.content, reverse=True):
        left, right = span.start - start, span.end - start
        shown = f"{shown[:left]}[{shown[left:right]}]{shown[right:]}"
    lines = [about(article), "", squeeze(shown), ""]
    lines += [f"{k}: {v}" for k, v in statement_table(s).items() if v not in (None, [], "")]
    return harmless("\n".join(lines))


def report(added: pipeline.Added) -> None:
    """Say what an addition did, what was skipped and why, on standard error."""
    for skip in added.skipped:
        click.echo(f"skipped {skip.file}: {skip.reason} ({skip.detail})", err=True)
    if added.fallback:
        click.echo(f"read by the rules, which find less: {added.fallback}", err=True)
    click.echo(
        f"{added.files} files looked at, {added.new} new articles, {added.read} read, "
        f"{len(added.skipped)} skipped" + (f", {added.sifted} not about these talks" if added.sifted else ""),
        err=True,
    )


def must_exist(files: tuple[Path, ...]) -> None:
    """Raise ``UsageError`` when one of *files* is not there."""
    missing = [str(f) for f in files if not f.exists()]
    if missing:
        raise UsageError(
            f"there is no {', '.join(missing)}", expected="files or folders", todo="check the path"
        )


def known_id(reader: RecordReader, actor: str | None, issue: str | None) -> None:
    """Raise ``UnknownId`` when the negotiation of a record has no such actor or issue."""
    talks = pipeline.negotiation_of(reader)
    for word, known, kind in ((actor, talks.actor_by_id, "actor"), (issue, talks.issue_by_id, "issue")):
        if word and word not in known:
            near = difflib.get_close_matches(word, known, 1)
            raise UnknownId(
                f"no {kind} '{word}' in this negotiation",
                expected="one of " + ", ".join(known),
                todo=f"did you mean '{near[0]}'?" if near else "",
            )


def keep(record: Path, made: Brief) -> None:
    """Keep a brief in its record, so that a withdrawal can name its sentences; a record that is read only stays as it is."""
    try:
        with RecordWriter(record) as writer:
            pipeline.keep_brief(writer, made, datetime.now(UTC).isoformat(timespec="seconds"))
    except RecordNotWritable:
        click.echo(f"{record} cannot be written: this brief is not kept in it", err=True)


def write_file(words: str, path: Path) -> None:
    """Write *words* to a file, whole or not at all; raises ``RecordNotWritable`` when that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.new")
        fresh.write_text(words, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise RecordNotWritable(
            f"cannot write {path}",
            expected="a writable folder",
            found=error.strerror or str(error),
            todo="name another place",
        ) from error


def write_brief(made: Brief, folder: Path) -> list[Path]:
    """Write a brief in all its forms into *folder*, each whole or not at all; return the files."""
    documents = {"brief.md": to_markdown(made), "brief.html": to_page(made), "brief.json": to_json(made)}
    for name, words in documents.items():
        write_file(words, folder / name)
    return [folder / name for name in documents]
