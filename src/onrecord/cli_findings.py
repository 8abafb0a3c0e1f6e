"""The commands that ask what was found: positions, map, changes, paths, disputes, camps, timeline, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from onrecord import pipeline
from onrecord.analyse.position_map import MapOptions
from onrecord.console import Day, known_id, show_brief, write_file
from onrecord.dates import show_day, show_interval
from onrecord.errors import UsageError
from onrecord.findings import Cell, Utterance
from onrecord.model import Evidence, Stance
from onrecord.pipeline.inquiring import BY, Inquiry
from onrecord.render import map_views
from onrecord.render.map_page import map_page
from onrecord.render.map_svg import map_svg
from onrecord.render.tables import obstacle_table, position_table
from onrecord.render.terminal import harmless
from onrecord.render.why import why_text
from onrecord.spans import squeeze
from onrecord.store.store import RecordReader

_RECORD = click.argument("record", type=click.Path(path_type=Path))
_as_of = click.option(
    "--as-of", type=Day(), help="Use nothing published later. Default: the newest article's day."
)
_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for pipes.")
_actor = click.option("--actor", help="Only this actor (its id).")
_issue = click.option("--issue", help="Only this issue (its id).")
_half_life = click.option(
    "--half-life",
    type=float,
    default=14.0,
    show_default=True,
    help="Days in which words lose half their weight.",
)
_by = click.option(
    "--by",
    type=click.Choice(list(BY)),
    default="side",
    show_default=True,
    help="A party with its voices, or each speaker.",
)


def _inquire(record: Path, as_of: date | None, options: MapOptions, by: str = "side") -> Inquiry:
    with RecordReader(record) as reader:
        return pipeline.inquire(reader, as_of, options, by)


def _print_json(table: Any) -> None:
    click.echo(json.dumps(table, ensure_ascii=False, indent=1))


@click.command()
@_RECORD
@_actor
@_issue
@_as_of
@_json
def positions(record: Path, actor: str | None, issue: str | None, as_of: date | None, as_json: bool) -> None:
    """Show where each actor stands on each issue as of a day.

    \b
    Example:
      onrecord positions talks.db --issue elections --as-of 2025-02-02
    """
    with RecordReader(record) as reader:
        known_id(reader, actor, issue)
        _, found = pipeline.analysis_of(reader, as_of)
    rows = [
        p
        for p in found.positions
        if (not actor or actor in (p.actor, p.party)) and (not issue or issue == p.issue)
    ]
    if as_json:
        return _print_json([position_table(p) for p in rows])
    click.echo(f"as of {found.as_of}: {len(rows)} positions", err=True)
    for p in rows:
        stale = " (old)" if p.stale else ""
        click.echo(
            f"{p.actor:14} {p.issue:22} {p.stance:12} {p.newest}{stale}  "
            f"{p.articles} articles, {p.origins} origins, spread {p.spread}"
        )
    return None


@click.command()
@_RECORD
@_as_of
@_json
def obstacles(record: Path, as_of: date | None, as_json: bool) -> None:
    """Show what stands in the way, with both sides, since when, and what would remove it.

    \b
    Example:
      onrecord obstacles talks.db
    """
    with RecordReader(record) as reader:
        _, found = pipeline.analysis_of(reader, as_of)
    if as_json:
        return _print_json([obstacle_table(o) for o in found.obstacles])
    click.echo(f"as of {found.as_of}: {len(found.obstacles)} obstacles, weight first", err=True)
    for o in found.obstacles:
        sides = " against ".join(f"{p.actor} ({p.stance}, {p.newest})" for p in o.sides)
        click.echo(f"{o.weight:6.2f} {o.kind:20} {o.issue:22} since {o.since}, {o.trend:8} {sides}")
        for s in o.removes:
            text = found.known.article_by_id[s.attribution.article].text
            if s.condition:
                click.echo(f"       {s.actor}'s condition: {harmless(squeeze(s.condition.cut(text)))}")
    return None


@click.command()
@_RECORD
@click.option("--since", type=Day(), required=True, help="The first day of the window.")
@click.option(
    "--until", type=Day(), help="The last day; nothing later is used. Default: the newest article's."
)
@_actor
@_issue
@_json
def changes(record: Path, since: date, until: date | None, actor: str | None, issue: str | None, as_json: bool) -> None:  # fmt: skip
    """Show what changed: who turned, is new, fell silent, repeated, contradicts; with the words before and after.

    What each word means, and what counts as a change, is in docs/method.md.

    \b
    Example:
      onrecord changes talks.db --since 2025-02-01 --until 2025-03-14
    """
    with RecordReader(record) as reader:
        known_id(reader, actor, issue)
        found, document = pipeline.changes_in(reader, since, until, (actor or "", issue or ""))
    if as_json:
        return _print_json(map_views.changes_table(found))
    show_brief(document)
    return None


@click.command("map")
@_RECORD
@_as_of
@_half_life
@click.option(
    "--order",
    type=click.Choice(["pattern", "activity", "name"]),
    default="pattern",
    show_default=True,
    help="Like beside like, the most spoken first, or by name.",
)
@_by
@click.option(
    "--least", type=int, default=1, show_default=True, help="Leave out sides with fewer utterances."
)
@click.option("--svg", type=click.Path(path_type=Path), help="Write the map as a picture to this file.")
@click.option(
    "--html", type=click.Path(path_type=Path), help="Write it as a page whose cells open to their words."
)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@_json
def map_(record: Path, as_of: date | None, half_life: float, order: str, by: str, least: int, svg: Path | None, html: Path | None, as_csv: bool, as_json: bool) -> None:  # fmt: skip
    """Map sides by issues as of a day: stance, how much is behind it, how fresh, whether it moved.

    \b
    Examples:
      onrecord map talks.db --as-of 2025-02-02
      onrecord map talks.db --svg map.svg
    """
    found = _inquire(record, as_of, MapOptions(half_life, order, least=least), by)
    title = f"{found.negotiation.name} · positions as of {show_day(found.as_of, year=True)}"
    if html:

        def told(cell: Cell) -> str:
            return why_text(*found.cell(cell.side, cell.issue), found.map, found.known, found.names)

        write_file(map_page(found.map, found.names, title, told), html)
        click.echo(f"wrote {html}", err=True)
    if svg:
        write_file(map_svg(found.map, found.names, title), svg)
        click.echo(f"wrote {svg}", err=True)
    if as_json:
        return _print_json(map_views.map_table(found.map))
    if as_csv:
        click.echo(map_views.map_csv(found.map), nl=False)
    elif not svg and not html:
        click.echo(map_views.map_text(found.map, found.names, min(Console().width, 120)), nl=False)
    return None


@click.command()
@_RECORD
@click.argument("side")
@click.argument("issue")
@_as_of
@_half_life
@_by
def why(record: Path, side: str, issue: str, as_of: date | None, half_life: float, by: str) -> None:
    """Show how a cell of the map came about: formula, weights, statements. SIDE and ISSUE are ids.

    \b
    Example:
      onrecord why talks.db ukraine ceasefire --as-of 2025-03-14
    """
    with RecordReader(record) as reader:
        known_id(reader, side, issue)
        found = pipeline.inquire(reader, as_of, MapOptions(half_life), by)
    cell, path = found.cell(side, issue)
    click.echo(why_text(cell, path, found.map, found.known, found.names), nl=False)


@click.command()
@_RECORD
@_actor
@_issue
@_as_of
@_by
@_json
def path(
    record: Path, actor: str | None, issue: str | None, as_of: date | None, by: str, as_json: bool
) -> None:
    """Follow positions over time, with the words at each turn. Give --actor or --issue, or both.

    \b
    Example:
      onrecord path talks.db --actor ukraine --issue ceasefire
    """
    if not actor and not issue:
        raise UsageError("every path at once is too much to read", expected="--actor ID or --issue ID")
    with RecordReader(record) as reader:
        known_id(reader, actor, issue)
        found = pipeline.inquire(reader, as_of, MapOptions(draws=0), by)
    rows = [p for p in found.paths if (not actor or p.side == actor) and (not issue or p.issue == issue)]
    if as_json:
        return _print_json([map_views.path_table(p) for p in rows])
    for p in rows:
        click.echo(f"{found.names.get(p.side, p.side)} · {found.names[p.issue]}")
        for step in p.steps:
            kind = step.change.kind if step.change else "changes nothing"
            for number, said in enumerate(step.utterances):
                note = f"{kind}" if number == 0 else ""
                click.echo(f"  {step.day}  {said.stance:12} {note:18} {_words(said, found.known)}")
    if not rows:
        click.echo(f"no clear words found in {len(found.known.articles)} articles", err=True)
    return None


def _words(said: Utterance, known: Evidence, most: int = 110) -> str:
    """Return who said an utterance's words, and the words of its surest report."""
    s = said.statements[0]
    text = known.article_by_id[s.attribution.article].text
    words = squeeze(" … ".join(c.cut(text) for c in s.attribution.content))
    return harmless(f"{s.actor}: {words[:most]}{'…' if len(words) > most else ''} [{s.id}]")


@click.command()
@_RECORD
@_as_of
@_half_life
@_json
def disputes(record: Path, as_of: date | None, half_life: float, as_json: bool) -> None:
    """Rank the issues by how far sides stand apart and how much is said of them.

    \b
    Example:
      onrecord disputes talks.db
    """
    found = _inquire(record, as_of, MapOptions(half_life, draws=0))
    if as_json:
        return _print_json([map_views.dispute_table(d) for d in found.disputes])
    click.echo(f"as of {found.as_of}: {len(found.disputes)} disputes; rank = distance x salience", err=True)
    for d in found.disputes:
        click.echo(
            f"{d.rank:.3f}  {found.names[d.issue]} (distance {d.distance:.2f}, salience {d.salience:.1%})"
        )
        against = "against" if d.opponents[0].stance is Stance.OPPOSES else "if"
        for word, cells in (("for", d.supporters), (against, d.opponents)):
            sides = ", ".join(found.names.get(c.side, c.side) for c in cells)
            first = cells[0].utterances[0]
            click.echo(f"       {word:8}{sides}\n               {first.day} {_words(first, found.known)}")
    return None


@click.command()
@_RECORD
@_as_of
@_half_life
@_json
def camps(record: Path, as_of: date | None, half_life: float, as_json: bool) -> None:
    """Show who stands with whom, how stable that is, and splits within the camps declared.

    \b
    Example:
      onrecord camps talks.db
    """
    found = _inquire(record, as_of, MapOptions(half_life, draws=0))
    if as_json:
        return _print_json(map_views.camps_table(found.camps))
    names = found.names

    def shown(ids: tuple[str, ...], holds: Mapping[str, float]) -> str:
        return ", ".join(f"{names.get(s, s)} ({holds[s]:.0%})" for s in ids)

    click.echo(
        f"as of {found.as_of}; per cent: how far a side's place holds with single articles left out", err=True
    )
    for number, c in enumerate(found.camps.clusters, 1):
        least = min(c.by_outlet.values())
        click.echo(f"{number}. {shown(c.sides, c.by_article)}; without single outlets at least {least:.0%}")
    if found.camps.loose:
        click.echo("too little said to tell: " + ", ".join(names.get(s, s) for s in found.camps.loose))
    for s in found.camps.splits:
        issue = names[s.issue]
        click.echo(f"split in {s.camp} on {issue}: {names[s.one.side]} for, {names[s.other.side]} against")
        click.echo(
            f"    {_words(s.one.utterances[0], found.known)}\n    {_words(s.other.utterances[0], found.known)}"
        )
    for day, opposed, cut in found.camps.polarisation[-8:]:
        click.echo(f"{day}  opposed on {opposed:.0%} of shared issues, modularity {cut:.2f}")
    return None


@click.command()
@_RECORD
@click.option("--since", type=Day(), help="The first day. Default: the earliest.")
@_as_of
@_json
def timeline(record: Path, since: date | None, as_of: date | None, as_json: bool) -> None:
    """List what happened and who turned, by the day it happened or was said.

    \b
    Example:
      onrecord timeline talks.db --since 2025-02-01
    """
    found = _inquire(record, as_of, MapOptions(draws=0))
    rows: list[tuple[date, str, dict[str, Any]]] = []
    for h in found.happenings:
        first = h.reports[0]
        words = squeeze(first.span.cut(found.known.article_by_id[first.article].text))
        who = ", ".join(found.names.get(a, a) for a in h.actors)
        rows.append(
            (
                h.when.last,
                f"{show_interval(h.when, year=True)}  {h.kind} ({who}; {h.origins} {'origin' if h.origins == 1 else 'origins'}): {words[:140]}",
                {
                    "kind": h.kind,
                    "actors": list(h.actors),
                    "day": h.when.last.isoformat(),
                    "reports": [e.id for e in h.reports],
                },
            )
        )
    for p in found.paths:
        for step in p.steps:
            if step.change and step.change.kind != "reaffirmed" and step.change.after:
                said = step.change.after
                line = f"{show_day(step.day, year=True)}  {step.change.kind} ({found.names.get(p.side, p.side)} · {found.names[p.issue]}): {_words(said, found.known)}"
                rows.append((step.day, line, {"kind": step.change.kind.value, "actors": [p.side], "day": step.day.isoformat(), "issue": p.issue, "statements": [s.id for s in said.statements]}))  # fmt: skip
    rows = sorted((r for r in rows if since is None or r[0] >= since), key=lambda r: (r[0], r[1]))
    if as_json:
        return _print_json([table for _, _, table in rows])
    for _, line, _ in rows:
        click.echo(harmless(line))
    click.echo(f"{len(rows)} entries", err=True)
    return None


COMMANDS: tuple[click.Command, ...] = (
    positions, map_, changes, path, obstacles, disputes, camps, timeline, why,
)  # fmt: skip
