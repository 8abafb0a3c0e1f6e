"""The record as data: everything the pages show, as JSON, and the changes as an Atom feed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from onrecord.analyse.changes import find_changes
from onrecord.errors import UnknownId, UsageError
from onrecord.model import Article, Statement
from onrecord.pipeline.inquiring import Inquiry
from onrecord.render import map_views
from onrecord.render.atom import Entry, to_atom
from onrecord.render.tables import event_table, obstacle_table, position_table, statement_table, to_json
from onrecord.store.search import BEGIN, END, Wanted
from onrecord.web.frame import sensible, shelf_of
from onrecord.web.lists import moves_of
from onrecord.web.shapes import (
    Articles,
    ArticleShape,
    Failure,
    Found,
    Statements,
    StatementShape,
    Table,
)
from onrecord.web.shelf import State

REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": Failure, "description": "The question does not fit"},
    401: {"description": "A token is asked for"},
    403: {"description": "The request comes from a page of another site"},
    404: {"model": Failure, "description": "Nothing has this id"},
    422: {"model": Failure, "description": "A value is none that is allowed"},
}
api = APIRouter(responses=REFUSED)
AsOf = Annotated[
    date | None, Query(description="Use nothing published later. Default: the newest article's day.")
]
By = Annotated[Literal["side", "actor"], Query(description="A party with its voices, or each speaker.")]
Ident = Annotated[str, Path(max_length=120)]
First = Annotated[int, Query(ge=0, le=10_000_000, description="How many to leave out.")]
Count = Annotated[int, Query(ge=1, le=500, description="How many to give.")]
FEED_DAYS, FEED_MOST = 60, 100


def looked(request: Request, as_of: date | None, by: str = "side") -> tuple[State, Inquiry]:
    """Return the record, and the look as of a day; raises ``UsageError`` when nothing is dated or the day is out of reach."""
    state = shelf_of(request).state()
    return state, state.look(sensible(state, as_of) if as_of else state.newest, by)


def as_json(table: Any) -> Response:
    """Return a table as JSON."""
    return Response(json.dumps(table, ensure_ascii=False), media_type="application/json")


@api.get("/api/brief", response_model=Table, summary="The brief of a day, every sentence with its citations")
def brief(request: Request, as_of: AsOf = None) -> Response:
    """Return the brief in the format of ``onrecord brief``."""
    state, look = looked(request, as_of)
    return Response(to_json(state.brief(look.as_of)), media_type="application/json")


@api.get("/api/map", response_model=Table, summary="The map of positions")
def position_map(request: Request, as_of: AsOf = None, by: By = "side") -> Response:
    """Return sides by issues with stance, score, band and the statements behind each cell."""
    return as_json(map_views.map_table(looked(request, as_of, by)[1].map))


@api.get("/api/map.csv", summary="The map of positions as CSV", response_class=Response,
         responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}})  # fmt: skip
def map_csv(request: Request, as_of: AsOf = None, by: By = "side") -> Response:
    """Return a line for each cell."""
    return Response(map_views.map_csv(looked(request, as_of, by)[1].map), media_type="text/csv")


@api.get("/api/map/{side}/{issue}", response_model=Table, summary="One cell and its path")
def cell(request: Request, side: Ident, issue: Ident, as_of: AsOf = None, by: By = "side") -> Response:
    """Return the cell of one side on one issue, and every day of its path."""
    found, path = looked(request, as_of, by)[1].cell(side, issue)
    return as_json({"cell": map_views.cell_table(found), "path": map_views.path_table(path)})


@api.get("/api/positions", response_model=list[Table], summary="Where each actor stands")
def positions(
    request: Request, as_of: AsOf = None, actor: str | None = None, issue: str | None = None
) -> Response:
    """Return the positions of every speaker, or of one, or on one issue."""
    rows = looked(request, as_of)[1].analysis.positions
    kept = [p for p in rows if (not actor or actor in (p.actor, p.party)) and (not issue or issue == p.issue)]
    return as_json([position_table(p) for p in kept])


@api.get("/api/changes", response_model=Table, summary="What changed in a window of days")
def changes(request: Request, since: date, until: AsOf = None) -> Response:
    """Return who turned, who is new, who fell silent, from one day to another."""
    look = looked(request, until)[1]
    if since > look.as_of or since.year < 1000:
        raise UsageError(
            "the window ends before it begins", expected=f"a day until {look.as_of}", found=str(since)
        )
    found = find_changes(look.paths, look.contradictions, look.utterances, look.known, (since, look.as_of))
    return as_json(map_views.changes_table(found))


@api.get("/api/obstacles", response_model=list[Table], summary="What stands in the way")
def obstacles(request: Request, as_of: AsOf = None) -> Response:
    """Return the obstacles with both sides, since when, and what would remove them."""
    return as_json([obstacle_table(o) for o in looked(request, as_of)[1].analysis.obstacles])


@api.get("/api/disputes", response_model=list[Table], summary="Disputes by distance and attention")
def disputes(request: Request, as_of: AsOf = None) -> Response:
    """Return the issues on which sides stand apart; rank is distance times salience, as docs/method.md says."""
    return as_json([map_views.dispute_table(d) for d in looked(request, as_of)[1].disputes])


@api.get("/api/camps", response_model=Table, summary="Who stands with whom")
def camps(request: Request, as_of: AsOf = None) -> Response:
    """Return ties, groups with their stability, splits, polarisation by week."""
    return as_json(map_views.camps_table(looked(request, as_of)[1].camps))


@api.get("/api/timeline", response_model=list[Table], summary="What is reported to have happened")
def timeline(request: Request, as_of: AsOf = None) -> Response:
    """Return every event with all reports of it, oldest first."""
    rows = looked(request, as_of)[1].happenings
    return as_json(
        [
            {
                "kind": h.kind,
                "when": [h.when.first.isoformat(), h.when.last.isoformat()],
                "actors": list(h.actors),
                "origins": h.origins,
                "reports": [event_table(e) | {"article": e.article} for e in h.reports],
            }
            for h in rows
        ]
    )


@api.get("/api/actors", response_model=list[Table], summary="Everybody who may speak")
def actors(request: Request) -> Response:
    """Return the negotiation's actors with names and dated roles."""
    talks = shelf_of(request).state().negotiation
    return as_json([_actor(a) for a in talks.actors])


@api.get("/api/actor/{ident}", response_model=Table, summary="One actor")
def actor(request: Request, ident: Ident, as_of: AsOf = None) -> Response:
    """Return one actor with its positions and paths."""
    state, look = looked(request, as_of)
    found = state.negotiation.actor_by_id.get(ident)
    if found is None:
        raise UnknownId(
            f"no actor '{ident}' in this negotiation", expected="an actor's id", todo="see /api/actors"
        )
    by = look if found.party else state.look(look.as_of, "actor")
    cells = [map_views.cell_table(c) for c in by.map.cells.values() if c.side == ident]
    return as_json(
        _actor(found)
        | {"cells": cells, "paths": [map_views.path_table(p) for p in by.paths if p.side == ident]}
    )


def _actor(found: Any) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "kind": found.kind,
        "party": found.party,
        "camp": found.camp,
        "aliases": list(found.aliases),
        "roles": [
            {
                "title": r.title,
                "of": r.of,
                "speaks_for": r.speaks_for,
                "from": r.first.isoformat() if r.first else None,
                "to": r.last.isoformat() if r.last else None,
            }
            for r in found.roles
        ],
    }


@api.get("/api/issues", response_model=list[Table], summary="The issues of the talks")
def issues(request: Request) -> Response:
    """Return the issues with their propositions."""
    rows = shelf_of(request).state().negotiation.issues
    return as_json(
        [{"id": i.id, "label": i.label, "proposition": i.proposition, "kind": i.kind} for i in rows]
    )


@api.get("/api/statements", response_model=Statements, summary="Statements, newest first")
def statements(
    request: Request,
    as_of: AsOf = None,
    actor: str = "",
    issue: str = "",
    article: str = "",
    first: First = 0,
    count: Count = 100,
) -> Response:
    """Return statements, of one actor or party, on one issue, in one article."""
    look = looked(request, as_of)[1]
    if actor:
        rows: Iterable[Statement] = look.by_speaker.get(actor, ())
    elif issue:
        rows = look.by_issue.get(issue, ())
    else:
        rows = look.newest_first
    kept = [
        s
        for s in rows
        if (not issue or s.issue == issue) and (not article or s.attribution.article == article)
    ]
    shown = [
        statement_table(s, look.known.article_by_id[s.attribution.article])
        for s in kept[first : first + count]
    ]
    return as_json({"total": len(kept), "statements": shown})


@api.get("/api/statement/{ident}", response_model=StatementShape, summary="One statement")
def statement(request: Request, ident: Ident) -> Response:
    """Return one statement with its words and spans, corrections applied."""
    state = shelf_of(request).state()
    found = state.by_id.get(ident)
    if found is None:
        raise UnknownId(
            f"no statement '{ident}' in the record",
            expected="a statement's id (s-...)",
            todo="see /api/statements",
        )
    return as_json(statement_table(found, state.evidence.article_by_id[found.attribution.article]))


@api.get("/api/articles", response_model=Articles, summary="Articles, newest first")
def articles(request: Request, first: First = 0, count: Count = 100) -> Response:
    """Return what the record rests on, without the texts."""
    state = shelf_of(request).state()
    rows = state.newest_articles
    return as_json(
        {"total": len(rows), "articles": [_article(a, state) for a in rows[first : first + count]]}
    )


@api.get(
    "/api/article/{ident}", response_model=ArticleShape, summary="One article with its text and statements"
)
def article(request: Request, ident: Ident) -> Response:
    """Return one article, what was found in it and what was refused."""
    state = shelf_of(request).state()
    found = state.evidence.article_by_id.get(ident)
    if found is None:
        raise UnknownId(
            f"no article '{ident}' in the record",
            expected="an article's id (a-...)",
            todo="see /api/articles",
        )
    mine = sorted(state.by_article.get(ident, ()), key=lambda s: (s.attribution.whole, s.id))
    refused = [{"reason": r.reason, "words": r.words} for r in state.evidence.refusals if r.article == ident]
    return as_json(
        _article(found, state)
        | {"text": found.text, "statements": [statement_table(s, found) for s in mine], "refused": refused}
    )


def _article(found: Article, state: State) -> dict[str, Any]:
    return {
        "id": found.id,
        "title": found.title,
        "outlet": found.outlet,
        "published": found.published or None,
        "url": found.url,
        "file": found.file,
        "language": found.language,
        "origin": state.evidence.origin_of[found.id],
        "also_at": [s.url or s.file for s in found.sightings if s != found.first],
    }


@api.get("/api/coverage", response_model=Table, summary="What was read, skipped, undated, copied")
def coverage(request: Request) -> Response:
    """Return counts, and everything that was found and not used, with the reason."""
    evidence = shelf_of(request).state().evidence
    return as_json(
        {
            "articles": len(evidence.articles),
            "origins": len(set(evidence.origin_of.values())),
            "statements": len(evidence.statements),
            "undated": [a.id for a in evidence.undated],
            "skipped": [{"file": s.file, "reason": s.reason, "detail": s.detail} for s in evidence.skipped],
            "copies": [
                {"reason": o.reason, "articles": list(o.articles)}
                for o in evidence.origins
                if len(o.articles) > 1
            ],
            "withdrawn": [
                {"article": w.article, "why": w.why, "who": w.who, "at": w.at} for w in evidence.withdrawn
            ],
        }
    )


@api.get("/api/search", response_model=Found, summary="Full text search")
def search(
    request: Request,
    q: Annotated[str, Query(max_length=200)],
    side: str = "",
    issue: str = "",
    stance: str = "",
    outlet: str = "",
    since: date | None = None,
    until: date | None = None,
    first: First = 0,
    count: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Response:
    """Return the statements and articles that have all the words; "in quotation marks" together, the last as begun."""
    state = shelf_of(request).state()
    days = [d.isoformat() if d else "" for d in (since, until)]
    wanted = Wanted(q, side, issue, stance, outlet, *days)
    said, told = state.index.statements(wanted, first, count), state.index.articles(wanted, first, count)

    def rows(hits: Any) -> list[dict[str, str]]:
        return [{"id": h.id, "words": h.shown.replace(BEGIN, "").replace(END, "")} for h in hits.hits]

    return as_json(
        {
            "statements": rows(said),
            "statements_total": said.total,
            "articles": rows(told),
            "articles_total": told.total,
        }
    )


@api.get("/feed.atom", summary="The latest changes as an Atom feed", response_class=Response,
         responses={200: {"content": {"application/atom+xml": {"schema": {"type": "string"}}}}})  # fmt: skip
def feed(request: Request) -> Response:
    """Return the changes of the last sixty days, the newest first, as Atom (RFC 4287)."""
    state = shelf_of(request).state()
    base = str(request.base_url).rstrip("/")
    entries: list[Entry] = []
    if state.newest:
        look = state.look(state.newest)
        since = max(date.min, look.as_of - timedelta(days=FEED_DAYS))
        for x in moves_of(look, state, since)[:FEED_MOST]:
            told = "".join(text for text, _ in x.card.parts) if x.card else ""
            entries.append(
                Entry(
                    (x.side, x.issue, x.iso, x.kind),
                    f"{x.who} on {x.label}: {x.kind}" + (f", now {x.after}" if x.after else ""),
                    f"{base}/map/{x.side}/{x.issue}?as_of={x.iso}",
                    x.iso,
                    told,
                )
            )
    words = to_atom(state.negotiation.id, f"{state.negotiation.name}: changes", base, entries)
    return Response(words, media_type="application/atom+xml")
