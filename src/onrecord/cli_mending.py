"""The commands by which a reader looks and mends: serve, correct, merge, alias, undo, corrections."""

from __future__ import annotations

import getpass
import json
import webbrowser
from datetime import UTC, datetime
from pathlib import Path

import click

from onrecord import pipeline
from onrecord.errors import ModelMissing, UsageError
from onrecord.model import Correction
from onrecord.render.terminal import harmless
from onrecord.store.corrections import FIELDS, UNDO, standing
from onrecord.store.store import RecordReader, RecordWriter

_RECORD = click.argument("record", type=click.Path(path_type=Path))
_why = click.option("--why", required=True, help="The reason, kept with the correction.")
_who = click.option("--who", help="Who corrects. Default: your user name.")


@click.command()
@_RECORD
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Beyond this machine a token is asked for."
)
@click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 for any that is free."
)
@click.option("--token", default="", help="The token to ask for. Default: one is made where it is needed.")
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@_who
def serve(record: Path, host: str, port: int, token: str, open_page: bool, who: str | None) -> None:
    """Show a record in the browser: brief, map, issues, actors, articles, search, corrections.

    Serves this machine alone, and loads nothing from elsewhere. End it with Ctrl-C.

    \b
    Example:
      onrecord serve talks.db --open
    """
    try:
        from onrecord.web.server import Place
        from onrecord.web.server import serve as run
    except ModuleNotFoundError as error:
        raise ModelMissing(
            "the web app's libraries are not installed",
            expected="fastapi, uvicorn and their kin",
            found=f"no {error.name}",
            todo="pip install 'onrecord[web]'",
        ) from error

    def say(address: str) -> None:
        click.echo(f"{record} is at {address}  (Ctrl-C ends it)")
        if open_page:
            webbrowser.open(address)

    run(record, Place(host, port, token), harmless(who or getpass.getuser()), say)


@click.command()
@_RECORD
@click.argument("statement")
@click.option("--actor", help="Who really speaks (an actor's id; '' for nobody known).")
@click.option("--about", help="Whom the words describe (an actor's id; '' for the speaker's own).")
@click.option("--issue", help="The issue it is on (an issue's id; '' for none).")
@click.option("--stance", help="supports, opposes, conditional or unclear.")
@click.option(
    "--act", help="demand, offer, accept, reject, threaten, accuse, promise, concede, appeal, assess."
)
@click.option("--reject/--restore", default=None, help="Leave the statement out, or take it back in.")
@click.option("--why", required=True, help="The reason, kept with the correction.")
@click.option("--who", help="Who corrects. Default: your user name.")
def correct(
    record: Path, statement: str, why: str, who: str | None, reject: bool | None, **fields: str | None
) -> None:
    """Correct one statement; the correction is a dated row, the evidence stays.

    \b
    Example:
      onrecord correct talks.db s-1a2b3c4d5e6f --stance conditional --why "only after a truce"
    """
    wanted = {k: v for k, v in fields.items() if v is not None}
    if reject is not None:
        wanted["reject"] = "yes" if reject else "no"
    if not wanted:
        raise UsageError("nothing to correct", expected="one of " + ", ".join(f"--{f}" for f in FIELDS))
    with RecordWriter(record) as writer:
        for field, value in wanted.items():
            pipeline.correct(writer, _made(statement, field, value, why, who))
    click.echo(f"corrected {statement}: {', '.join(f'{k} = {v}' for k, v in wanted.items())}")


def _made(target: str, field: str, value: str, why: str, who: str | None) -> Correction:
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    return Correction(target, field, harmless(value), harmless(why), harmless(who or getpass.getuser()), at)


@click.command()
@_RECORD
@click.argument("actor")
@click.argument("into")
@_why
@_who
def merge(record: Path, actor: str, into: str, why: str, who: str | None) -> None:
    """Make one of two actors that are the same: ACTOR goes up in INTO everywhere (ids).

    \b
    Example:
      onrecord merge talks.db kremlin russia --why "one voice in these talks"
    """
    with RecordWriter(record) as writer:
        pipeline.correct(writer, _made(actor, "merge", into, why, who))
    click.echo(f"merged {actor} into {into}")


@click.command()
@_RECORD
@click.argument("actor")
@click.argument("name")
@_why
@_who
def alias(record: Path, actor: str, name: str, why: str, who: str | None) -> None:
    """Say that ACTOR (an id) is also called NAME: statements of an unknown speaker so called become the actor's.

    \b
    Example:
      onrecord alias talks.db putin "the Russian leader" --why "so the wires call him"
    """
    with RecordWriter(record) as writer:
        pipeline.correct(writer, _made(actor, "alias", name, why, who))
    click.echo(f"{actor} is also called {name}")


@click.command()
@_RECORD
@click.argument("correction")
@_why
@_who
def undo(record: Path, correction: str, why: str, who: str | None) -> None:
    """Undo a correction (its id, c-...); both stay on record.

    \b
    Example:
      onrecord undo talks.db c-1a2b3c4d5e6f --why "the report was right"
    """
    with RecordWriter(record) as writer:
        pipeline.correct(writer, _made(correction, UNDO, "yes", why, who))
    click.echo(f"undid {correction}")


@click.command()
@_RECORD
@click.option(
    "--labels", is_flag=True, help="Print corrected statements as labelled data, one JSON line each."
)
def corrections(record: Path, labels: bool) -> None:
    """List the corrections of a record, or export them as labelled data.

    \b
    Example:
      onrecord corrections talks.db --labels > labels.jsonl
    """
    with RecordReader(record) as reader:
        rows = reader.corrections()
        if labels:
            for table in pipeline.corrected_labels(reader):
                click.echo(
                    json.dumps(table)
                )  # in ASCII: some readers of lines take U+2028 for the end of one
            return
    counts = {c.id for c in standing(rows)}
    for c in rows:
        state = "" if c.id in counts or c.field == UNDO else " (undone)"
        click.echo(
            f"{c.at[:16]} {c.id} {c.target} {c.field} = {c.value or 'none'} by {c.who}: {c.why}{state}"
        )
    click.echo(f"{len(rows)} corrections, {len(counts)} count", err=True)


MENDING = (serve, correct, merge, alias, undo, corrections)
