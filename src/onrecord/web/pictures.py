"""The pictures, as SVG to look at or to download: map, paths, timeline, camps."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.dates import show_day
from onrecord.errors import UnknownId, UsageError
from onrecord.pipeline.inquiring import Inquiry
from onrecord.render.charts import camps_svg, paths_svg, timeline_svg
from onrecord.render.map_svg import map_svg
from onrecord.web.pages import opened
from onrecord.web.shelf import State

pictures = APIRouter(include_in_schema=False)
LATEST = 26  # weeks that the timeline shows


@pictures.get("/pictures/{name}.svg")
def picture(request: Request, name: str) -> Response:
    """Return one picture as of the day of the address."""
    asked = request.query_params
    theme = "dark" if asked.get("theme") == "dark" else "light"
    state, look = opened(request)
    side, issue = asked.get("side", ""), asked.get("issue", "")
    if side and side in state.negotiation.actor_by_id and not state.negotiation.actor_by_id[side].party:
        state, look = opened(request, "actor")
    if not {side, issue} <= state.names.keys() | {""}:
        raise UnknownId(
            "no such side or issue", expected="the ids of an actor or an issue", found=f"{side} {issue}"[:80]
        )
    key = ("picture", name, look.as_of, look.by, side, issue, theme)
    made = state.pictures.get(key, lambda: _draw(name, (side, issue), look, state, theme))
    return Response(
        made,
        media_type="image/svg+xml",
        headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"},
    )


def _draw(name: str, only: tuple[str, str], look: Inquiry, state: State, theme: str) -> str:
    day = show_day(look.as_of, year=True)
    if name == "map":
        return map_svg(look.map, state.names, f"{state.negotiation.name}: positions on {day}")
    if name == "camps":
        return camps_svg(look.camps, state.names, f"Who stands with whom on {day}", theme)
    if name == "timeline":
        return timeline_svg(
            weeks_of(look, state.days[0]),
            look.happenings,
            f"{state.negotiation.name}: what was said until {day}",
            theme,
        )
    if name == "paths":
        side, issue = only
        if not (side or issue):
            raise UsageError("paths of whom?", expected="?side= or ?issue=")
        found = [p for p in look.paths if (not side or p.side == side) and (not issue or p.issue == issue)]
        whose = state.names.get(side or issue, side or issue)
        return paths_svg(found, state.names, whose, "issue" if side else "side", look.as_of, theme)
    raise UnknownId(f"no picture '{name[:40]}'", expected="map, paths, timeline or camps", found=name[:40])


def weeks_of(look: Inquiry, first: date) -> list[tuple[date, int]]:
    """Return how many statements were made in each of the latest weeks, by its Monday; none from before the *first* article."""
    since = max(look.as_of - timedelta(weeks=LATEST), first - timedelta(weeks=1))
    days = (look.known.day_of(s) for s in look.known.statements)
    counts = Counter(d - timedelta(days=d.weekday()) for d in days if d > since)
    return sorted(counts.items())
