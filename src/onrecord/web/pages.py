"""The pages of the record as of a day: brief, map, cell, timeline, camps."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.dates import show_day
from onrecord.pipeline.inquiring import BY, Inquiry
from onrecord.render.map_views import MOVED
from onrecord.render.page import view_of
from onrecord.render.why import why_text
from onrecord.web.frame import address, day_asked, shelf_of, show
from onrecord.web.lists import cards_of, days_of, event_of, moves_of, steps_of
from onrecord.web.shelf import State
from onrecord.web.views import move, page_of, square

pages = APIRouter(include_in_schema=False)
DAYS_A_PAGE = 20
TIES_A_PAGE = 60
MOST_LINES = 120  # of the sum behind a cell


def opened(request: Request, by: str = "") -> tuple[State, Inquiry]:
    """Return the record and the look as of the day of the address; raises ``UsageError`` when nothing is dated."""
    state = shelf_of(request).state()
    day = day_asked(state, request.query_params.get("as_of", ""))
    return state, state.look(day, by or by_asked(request))


def by_asked(request: Request) -> str:
    """Return whether the address asks for parties or speakers."""
    by = request.query_params.get("by", "")
    return by if by in BY else "side"


def page_asked(request: Request) -> int:
    """Return the number of the page asked for."""
    words = request.query_params.get("page", "")
    return int(words) if words.isdecimal() and len(words) < 7 else 1


def steps_to(state: State, day: date, here: str) -> dict[str, Any]:
    """Return what the slider of days needs: the day, its place, and the addresses of the days before and after."""
    days = state.days
    at = max((i for i, d in enumerate(days) if d <= day), default=0)
    before = days[at] if at < len(days) and days[at] < day else days[at - 1] if at else None
    after = days[at + 1] if at + 1 < len(days) else None
    return {
        "day": day.isoformat(),
        "at_day": at,
        "before": address(here, as_of=before) if before else "",
        "after": address(here, as_of=after) if after else "",
    }


@pages.get("/")
def today(request: Request) -> Response:
    """Show the brief of a day, and what changed on it."""
    state = shelf_of(request).state()
    day = day_asked(state, request.query_params.get("as_of", ""))
    if day is None:
        return show(request, "today.html", state, page=None, day="", moves=(), earlier=None)
    look = state.look(day)
    page = state.once(("page", day), lambda: view_of(state.brief(day)))
    moves = state.once(("moves", day), lambda: moves_of(look, state, day))
    earlier = any(d < day for d in state.days)
    return show(
        request, "today.html", state, page=page, moves=moves, earlier=earlier, **steps_to(state, day, "/")
    )


@pages.get("/map")
def positions(request: Request) -> Response:
    """Show the map of positions, by party or by speaker."""
    state, look = opened(request)
    made = look.map
    rows = [
        (i, [square(c, state, MOVED) if (c := made.cells.get((s, i))) else None for s in made.sides])
        for i in made.issues
    ]
    return show(
        request,
        "positions.html",
        state,
        made=made,
        rows=rows,
        by=look.by,
        **steps_to(state, look.as_of, "/map"),
    )


@pages.get("/map/{side}/{issue}")
def cell(request: Request, side: str, issue: str) -> Response:
    """Show one cell: its path, its words, the sum behind it."""
    state, look = opened(request)
    found, path = look.cell(side, issue)
    cited = [s for u in found.utterances for s in u.statements]
    page = page_of(cited, page_asked(request))
    talks = state.negotiation
    return show(
        request,
        "cell.html",
        state,
        side=side,
        issue=issue,
        cell=found,
        proposition=talks.issue_by_id[issue].proposition,
        steps=steps_of([path], look, state),
        said=cards_of(page, look, state),
        why=_cut(why_text(found, path, look.map, look.known, look.names)),
    )


def _cut(words: str) -> str:
    """Return the first lines of a sum, and where the rest stands."""
    lines = words.split("\n")
    more = (
        f"\n… {len(lines) - MOST_LINES} more lines: onrecord why RECORD SIDE ISSUE"
        if len(lines) > MOST_LINES
        else ""
    )
    return "\n".join(lines[:MOST_LINES]) + more


@pages.get("/timeline")
def timeline(request: Request) -> Response:
    """Show what happened and who turned, day by day, newest first."""
    state, look = opened(request, "side")
    days = state.once(("timeline", look.as_of), lambda: days_of(look))
    page = page_of(days, page_asked(request), DAYS_A_PAGE)
    rows = [
        (
            show_day(day, year=True),
            [event_of(h, look, state) for h in events],
            [move(c, look, state) for c in turns],
            count,
        )
        for day, events, turns, count in page.rows
    ]
    return show(
        request,
        "timeline.html",
        state,
        rows=rows,
        number=page.number,
        pages=page.pages,
        page=page,
        **steps_to(state, look.as_of, "/timeline"),
    )


@pages.get("/camps")
def camps(request: Request) -> Response:
    """Show who stands with whom: picture, groups, splits, every tie."""
    state, look = opened(request, "side")
    found = look.camps
    ties = sorted(found.ties, key=lambda t: (-abs(t.weight), t.one, t.other))
    page = page_of(ties, page_asked(request), TIES_A_PAGE)
    return show(request, "camps.html", state, camps=found, ties=page, **steps_to(state, look.as_of, "/camps"))
