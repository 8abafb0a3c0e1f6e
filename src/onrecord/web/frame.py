"""What every page has: the negotiation's name, the way about, the day asked about; and how a failure is shown."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from onrecord import __version__
from onrecord.compose.words import with_article
from onrecord.dates import show_day
from onrecord.errors import OnrecordError, UnknownId, UsageError
from onrecord.render.env import TEMPLATES
from onrecord.web.shelf import Shelf, State

YEARS = 10  # beyond the newest article
PLACES = (
    ("/", "Brief"),
    ("/map", "Map"),
    ("/issues", "Issues"),
    ("/actors", "Actors"),
    ("/timeline", "Timeline"),
    ("/camps", "Camps"),
    ("/coverage", "Coverage"),
    ("/corrections", "Corrections"),
    ("/audit", "Audit"),
    ("/add", "Add"),
)
PAGES = Environment(
    loader=ChoiceLoader([PackageLoader("onrecord.web"), PackageLoader("onrecord.render")]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
PAGES.filters["the"] = with_article
PAGES.globals |= {"signs": TEMPLATES.globals["signs"], "show_day": show_day, "version": __version__}


def shelf_of(request: Request) -> Shelf:
    """Return the record that the app serves."""
    shelf: Shelf = request.app.state.shelf
    return shelf


def day_asked(state: State, words: str) -> date | None:
    """Return the day of an address, None where none is asked for; raises ``UsageError`` for what is no day."""
    if not words:
        return state.newest
    try:
        day = date.fromisoformat(words) if len(words) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise UsageError("that is no day", expected="a day like 2025-02-02", found=words[:40])
    return sensible(state, day)


def sensible(state: State, day: date) -> date:
    """Return *day*; raises ``UsageError`` when it lies in no time that a record of talks could be asked about."""
    latest = state.newest or date.today()
    if not 1000 <= day.year <= latest.year + YEARS:
        raise UsageError(
            "that day is out of reach",
            expected=f"a day like 2025-02-02, until {latest.year + YEARS}",
            found=str(day),
        )
    return day


def address(path: str, /, **words: object) -> str:
    """Return an address of the app with its question; empty words are left out.

    >>> address("/actor/putin", as_of="2025-02-02", by="")
    '/actor/putin?as_of=2025-02-02'
    """
    asked = {k: str(v) for k, v in words.items() if v not in ("", None)}
    return quote(path) + (f"?{urlencode(asked)}" if asked else "")


def show(
    request: Request, template: str, state: State, status: int = 200, fixed: bool = True, **words: Any
) -> Response:
    """Return a page; the same page of the same record is not sent twice to one who has it, unless it is not *fixed*."""
    asked = request.query_params.get("as_of", "")
    tag = f'"{request.app.state.started}-{state.number}-{__version__}"'
    lasting = status == 200 and fixed
    if lasting and request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})

    def href(path: str, /, **more: object) -> str:
        return address(path, **({"as_of": asked} | more))

    here = str(request.url.path)
    page = PAGES.get_template(template).render(
        talks=state.negotiation,
        names=state.names,
        state=state,
        places=PLACES,
        here=here,
        mended=request.query_params.get("mended") == "1",
        asked=asked,
        href=href,
        **words,
    )
    return HTMLResponse(page, status, {"ETag": tag} if lasting else None)


def show_error(request: Request, error: OnrecordError, status: int = 0) -> Response:
    """Return the page of a failure: what was expected, what was found, what to do."""
    code = status or (404 if isinstance(error, UnknownId) else 400 if isinstance(error, UsageError) else 500)
    state = shelf_of(request).last()
    return show(request, "error.html", state, code, error=error, code=code)
