"""The command line: one command per verb; parses words, calls the pipeline, prints."""

from __future__ import annotations

import getpass
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from onrecord import __version__, pipeline
from onrecord.cli_audit import audit
from onrecord.cli_findings import COMMANDS
from onrecord.cli_mending import MENDING
from onrecord.console import (
    Day,
    Verbs,
    about,
    in_place,
    keep,
    known_id,
    must_exist,
    progress,
    report,
    show_brief,
    statement_line,
    write_brief,
)
from onrecord.errors import UnknownId, UsageError
from onrecord.model import Withdrawal
from onrecord.negotiation import load_negotiation
from onrecord.render.tables import statement_table
from onrecord.render.terminal import harmless
from onrecord.spans import squeeze
from onrecord.starter import STARTER
from onrecord.store.store import RecordReader, RecordWriter

EXIT_CODES = """\b
Exit codes:
  0  done (articles may have been skipped; they are listed)
  1  something failed, or `check` found faults
  2  the words on the command line do not fit
  3  the negotiation's TOML is wrong
  4  the record cannot be opened or written
  5  the parser's model is not installed
  6  a brief failed its own audit and was not handed out
  7  `audit` found a verdict named with --fail-on"""


_PATH = click.Path(path_type=Path)
_as_of = click.option(
    "--as-of", type=Day(), help="Use nothing published later. Default: the newest article's day."
)
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for pipes.")
_actor = click.option("--actor", help="Only this actor (its id).")
_issue = click.option("--issue", help="Only this issue (its id).")


@click.group(cls=Verbs, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
def main() -> None:
    """Who stands where, and where they said it.

    Reads reports and official texts about a negotiation, keeps the record of who said what, and writes a
    dated brief in which every sentence opens to the words it rests on. Works offline, at no cost per page.

    \b
    Example:
      onrecord brief examples/ukraine-2025 --as-of 2025-02-02
    """


@main.command()
@click.argument("place", type=_PATH)
@_as_of
@click.option(
    "--negotiation",
    "-n",
    type=_PATH,
    help="The negotiation's TOML. Default: the folder's, or the record's own.",
)
@click.option("--record", type=_PATH, help="Where the record is kept. Default: record.db beside the brief.")
@click.option(
    "--out", type=_PATH, help="The folder for brief.md, brief.html, brief.json. Default: NEGOTIATION-brief."
)
@click.option("--since", type=Day(), help="Tell what changed from this day on. Default: a week before.")
@click.option("--quiet", "-q", is_flag=True, help="Write the files and print only where they are.")
def brief(place: Path, as_of: date | None, since: date | None, negotiation: Path | None, record: Path | None, out: Path | None, quiet: bool) -> None:  # fmt: skip
    """Write the brief of a folder of articles, or of a record.

    PLACE is a folder (with negotiation.toml, and its articles beside it or in articles/) or a record's file.

    \b
    Examples:
      onrecord brief examples/ukraine-2025 --as-of 2025-02-02
      onrecord brief talks.db --out today
    """
    if not place.exists():
        raise UsageError(
            f"there is no {place}", expected="a folder of articles, or a record", todo="check the path"
        )
    if place.is_dir():
        talks = negotiation or pipeline.find_negotiation(place)
        folder = out or Path(f"{load_negotiation(talks).id}-brief")
        home = record or folder / "record.db"
        articles = place / "articles" if (place / "articles").is_dir() else place
        with RecordWriter(home, create=True) as writer, progress() as show:
            report(pipeline.add(writer, [articles], talks, show, workers=0))
            made = pipeline.brief_of(writer, as_of, since)
    else:
        home = place
        with RecordReader(home) as reader:
            made = pipeline.brief_of(reader, as_of, since)
        folder = out or Path(f"{made.negotiation}-brief")
    files = write_brief(made, folder)
    keep(home, made)
    if not quiet:
        show_brief(made)
    click.echo("\n".join([f"wrote {f}" for f in files] + [f"record {home}"]), err=not quiet and _piped())


def _piped() -> bool:
    return not sys.stdout.isatty()


@main.command()
@click.argument("record", type=_PATH)
@click.argument("files", type=_PATH, nargs=-1, required=True)
@click.option("--negotiation", "-n", type=_PATH, help="The negotiation's TOML; needed the first time.")
def add(record: Path, files: tuple[Path, ...], negotiation: Path | None) -> None:
    """Read files and folders into a record; doing it twice adds nothing.

    \b
    Example:
      onrecord add talks.db reports/ statement.pdf -n negotiation.toml
    """
    must_exist(files)
    if negotiation is not None:
        load_negotiation(negotiation)  # a wrong one must not leave an empty record behind
    elif not record.exists():
        raise UsageError(
            f"{record} is new and has no negotiation yet", expected="--negotiation FILE.toml the first time"
        )
    with RecordWriter(record, create=True) as writer, progress() as show:
        report(pipeline.add(writer, files, negotiation, show, workers=0))


@main.command()
@click.argument("files", type=_PATH, nargs=-1, required=True)
@click.option("--negotiation", "-n", type=_PATH, help="A negotiation's TOML, to name actors and issues.")
@click.option("--text", "with_text", is_flag=True, help="Add the text as read, which the offsets count.")
def read(files: tuple[Path, ...], negotiation: Path | None, with_text: bool) -> None:
    """Read files without a record; print one JSON line an article. The schema is in docs/read.md.

    \b
    Example:
      onrecord read article.html -n negotiation.toml --text | jq '.statements[].actor'
    """
    must_exist(files)
    for table in pipeline.read_files(files, negotiation, with_text):
        click.echo(json.dumps(table, ensure_ascii=False))


@main.command()
@click.argument("record", type=_PATH)
@_actor
@_issue
@click.option("--since", type=Day(), help="Only statements filed under this day or later.")
@_as_of
@_json
def statements(record: Path, actor: str | None, issue: str | None, since: date | None, as_of: date | None, as_json: bool) -> None:  # fmt: skip
    """List the statements of a record, newest first.

    \b
    Example:
      onrecord statements talks.db --actor putin --issue ceasefire
    """
    with RecordReader(record) as reader:
        known = pipeline.evidence_of(reader)
        known_id(reader, actor, issue)
    known = known.until(as_of) if as_of else known
    rows = [
        s
        for s in known.statements
        if (not actor or actor in (s.actor, s.on_behalf_of))
        and (not issue or issue == s.issue)
        and (not since or known.day_of(s) >= since)
    ]
    rows.sort(key=lambda s: (-known.day_of(s).toordinal(), s.id))
    if as_json:
        for s in rows:
            click.echo(
                json.dumps(statement_table(s, known.article_by_id[s.attribution.article]), ensure_ascii=False)
            )
        return
    for s in rows:
        click.echo(statement_line(s, known))
    click.echo(f"{len(rows)} statements", err=True)


@main.command()
@click.argument("record", type=_PATH)
@click.argument("ident", metavar="ID")
@_json
def show(record: Path, ident: str, as_json: bool) -> None:
    """Show a statement with its words in place, or an article with its text, by ID.

    \b
    Example:
      onrecord show talks.db s-1a2b3c4d5e6f
    """
    with RecordReader(record) as reader:
        known = pipeline.evidence_of(reader)
    statement = next((s for s in known.statements if s.id == ident), None)
    article = known.article_by_id.get(statement.attribution.article if statement else ident)
    if article is None:
        raise UnknownId(
            f"nothing in {record} has the id '{ident}'",
            expected="a statement (s-...) or an article (a-...)",
            todo="list statements with `onrecord statements RECORD`",
        )
    if statement is None:
        click.echo(json.dumps({"text": article.text}) if as_json else f"{about(article)}\n\n{article.text}")
    elif as_json:
        click.echo(json.dumps(statement_table(statement, article), ensure_ascii=False, indent=1))
    else:
        click.echo(in_place(statement, article))


@main.command()
@click.argument("record", type=_PATH)
@click.argument("article")
@click.option("--why", required=True, help="The reason, kept with the withdrawal.")
@click.option("--who", help="Who withdraws it. Default: your user name.")
def withdraw(record: Path, article: str, why: str, who: str | None) -> None:
    """Take an article back: its statements count no longer. Lists every sentence of past briefs that rests on it.

    \b
    Example:
      onrecord withdraw talks.db a-1a2b3c4d5e6f --why "the outlet retracted it"
    """
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with RecordWriter(record) as writer:
        made = Withdrawal(article, harmless(why), harmless(who or getpass.getuser()), at)
        touched = pipeline.withdraw(writer, made)
    click.echo(f"withdrew {article}")
    _list_touched(touched)


@main.command()
@click.argument("record", type=_PATH)
@_as_of
def notices(record: Path, as_of: date | None) -> None:
    """List corrections that articles carry, withdrawn articles, and the sentences of past briefs they touch.

    \b
    Example:
      onrecord notices talks.db
    """
    with RecordReader(record) as reader:
        found = pipeline.inquire(reader, as_of)
        for n in found.notices:
            article = found.known.article_by_id[n.article]
            words = squeeze(n.span.cut(article.text))
            click.echo(f"{article.published[:10]} {n.article} {article.outlet}: {harmless(words[:200])}")
            for ident in n.touches:
                click.echo(f"    may be about {ident}, {found.known.article_by_id[ident].title}")
            _list_touched(pipeline.touched_by(reader, {n.article, *n.touches}))
        for w in found.known.withdrawn:
            click.echo(f"{w.at[:10]} withdrawn by {w.who}: {w.article} ({w.why})")
            _list_touched(pipeline.touched_by(reader, {w.article}))


def _list_touched(rows: list[pipeline.Touched]) -> None:
    for t in rows:
        alone = "rests on it alone" if t.alone else "has other sources too"
        click.echo(f"    brief of {t.as_of}, {alone}: {t.text}")
    if not rows:
        click.echo("    no sentence of a kept brief rests on it")


@main.command()
@click.argument("place", type=_PATH)
def check(place: Path) -> None:
    """Check a negotiation's TOML, or a record: every span, and the brief it gives.

    \b
    Examples:
      onrecord check negotiation.toml
      onrecord check talks.db
    """
    if place.is_dir():
        place = pipeline.find_negotiation(place)
    if place.suffix == ".toml":
        talks = load_negotiation(place)
        click.echo(
            f"{place}: {len(talks.actors)} actors, {len(talks.issues)} issues, {len(talks.outlets)} outlets"
        )
        return
    with RecordReader(place) as reader:
        faults = pipeline.check_record(reader)
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{place}: {len(faults)} faults" if faults else f"{place}: no faults")
    if faults:
        raise SystemExit(1)


@main.command()
@click.argument("folder", type=_PATH)
def init(folder: Path) -> None:
    """Make a folder with the negotiation.toml to start from, and a place for articles.

    \b
    Example:
      onrecord init my-talks
    """
    path = folder / "negotiation.toml"
    if path.exists():
        raise UsageError(f"{path} is there already", todo="name another folder, or edit that file")
    try:
        (folder / "articles").mkdir(parents=True, exist_ok=True)
        fresh = folder / "negotiation.toml.new"
        fresh.write_text(STARTER, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise UsageError(f"cannot make {folder}", found=error.strerror or str(error)) from error
    click.echo(f"wrote {path}; put articles into {folder / 'articles'}, then: onrecord brief {folder}")


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the shell's completion script.

    \b
    Example:
      onrecord completion bash >> ~/.bashrc
    """
    found = get_completion_class(shell)
    if found is None:
        raise UsageError(f"no completion for {shell}")
    click.echo(found(main, {}, "onrecord", "_ONRECORD_COMPLETE").source())


for _command in (audit, *COMMANDS, *MENDING):
    main.add_command(_command)
