"""The web app put together: pages, pictures, forms, data, and the guard before them all."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord import __version__
from onrecord.errors import NegotiationError, OnrecordError, RecordError, UnknownId, UsageError
from onrecord.web.acts import acts
from onrecord.web.api import api
from onrecord.web.audits import audits
from onrecord.web.forms import forms
from onrecord.web.frame import shelf_of, show, show_error
from onrecord.web.guard import Guard, Rules
from onrecord.web.jobs import Jobs
from onrecord.web.kept import Kept
from onrecord.web.pages import pages
from onrecord.web.people import people
from onrecord.web.pictures import pictures
from onrecord.web.shelf import Shelf
from onrecord.web.texts import texts

_KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_ROOMS = {
    "onrecord.css": "render",
    "brief.js": "render",
    "audit.css": "render",
    "audit.js": "render",
    "app.css": "web",
    "app.js": "web",
    "theme.js": "web",
    "icon.svg": "web",
}


def make_app(shelf: Shelf, rules: Rules) -> FastAPI:
    """Return the app that serves the record of *shelf* under *rules*."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.jobs.close()
        shelf.close()

    app = FastAPI(
        title="onrecord",
        version=__version__,
        description="Who stands where, and where they said it: one record as data.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=life,
    )
    app.state.shelf = shelf
    app.state.jobs = Jobs(shelf.path)
    app.state.started = secrets.token_hex(4)  # a page kept from an earlier run is not the same page
    for router in (pages, people, texts, pictures, forms, api, acts, audits):
        app.include_router(router)
    app.add_api_route("/static/{name}", static, include_in_schema=False)
    app.add_api_route("/api", described, include_in_schema=False)
    app.add_exception_handler(OnrecordError, failed)
    app.add_exception_handler(HTTPException, failed)
    app.add_exception_handler(RequestValidationError, failed)
    app.add_middleware(Kept, shelf=shelf)
    app.add_middleware(Guard, rules=rules)  # the last added is the first asked
    return app


def static(name: str) -> Response:
    """Return a style sheet, script or icon; raises ``UnknownId`` for any other name."""
    room = _ROOMS.get(name)
    if room is None:
        raise UnknownId(f"no file '{name[:40]}'", expected="a page's style or script")
    raw = (files(f"onrecord.{room}") / "static" / name).read_bytes()
    return Response(raw, media_type=_KINDS[name.rpartition(".")[2]])


def described(request: Request) -> Response:
    """Show what the API offers."""
    rows = []
    for path, verbs in request.app.openapi()["paths"].items():
        for verb, told in verbs.items():
            asks = ", ".join(p["name"] for p in told.get("parameters", ()))
            rows.append((verb.upper(), path, told.get("summary", ""), asks))
    return show(request, "api.html", shelf_of(request).state(), rows=rows)


def failed(request: Request, error: Exception) -> Response:
    """Answer a failure in the form it was asked in: a page, or JSON under /api/."""
    status, ours = _named(error)
    headers = getattr(error, "headers", None)
    if request.url.path.startswith("/api/"):
        table: dict[str, Any] = {
            "error": ours.message,
            "expected": ours.expected,
            "found": ours.found,
            "todo": ours.todo,
        }
        return JSONResponse(table, status, headers)
    page = show_error(request, ours, status)
    page.headers.update(headers or {})
    return page


def _named(error: Exception) -> tuple[int, OnrecordError]:
    if isinstance(error, UnknownId):
        return 404, error
    if isinstance(error, UsageError):
        return 400, error
    if isinstance(error, RecordError | NegotiationError):
        return 503, error
    if isinstance(error, OnrecordError):
        return 500, error
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        where = ".".join(str(x) for x in first["loc"])
        return 422, UsageError("the question does not fit", expected=str(first["msg"]), found=where)
    code = getattr(error, "status_code", 500)
    if code == 404:
        return 404, UnknownId("there is no such page", todo="see the pages named above")
    return code, UsageError(str(getattr(error, "detail", "")) or "it cannot be done so")
