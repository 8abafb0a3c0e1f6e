"""The page that audits a brief: pasted or uploaded, judged against the record as of a day, nothing of it kept."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord import pipeline
from onrecord.errors import Skip, UsageError
from onrecord.gather.draft import Draft
from onrecord.model import Article
from onrecord.pipeline.auditing import Court
from onrecord.render.audit_page import audit_view
from onrecord.render.audit_views import to_json
from onrecord.verdicts import Audit
from onrecord.web.api import REFUSED
from onrecord.web.frame import day_asked, shelf_of, show
from onrecord.web.jobs import confined
from onrecord.web.shapes import BriefGiven, Table
from onrecord.web.shelf import Shelf

audits = APIRouter(responses=REFUSED)
LARGEST = 2_000_000  # bytes of a brief
_ONE = threading.Lock()  # one brief at a time: its reading takes a processor


@audits.get("/audit", include_in_schema=False)
def form(request: Request) -> Response:
    """Show the form that takes a brief."""
    return show(request, "audit_form.html", shelf_of(request).state(), largest=LARGEST // 1_000_000)


@audits.post("/audit", include_in_schema=False)
async def take(request: Request) -> Response:
    """Show the verdicts on a brief."""
    try:
        given = await request.form(max_files=1, max_fields=10, max_part_size=LARGEST)
    except HTTPException as error:
        raise UsageError(
            "the brief cannot be taken",
            expected=f"one file, or words, of at most {LARGEST // 1_000_000} MB",
            found=str(error.detail),
        ) from error
    file, words, day = given.get("file"), given.get("words", ""), given.get("day", "")
    name, raw = "", b""
    if isinstance(file, UploadFile) and file.filename:
        name, raw = file.filename, await file.read(LARGEST + 1)
    await given.close()
    shelf = shelf_of(request)
    made = await run_in_threadpool(_judged, shelf, name, raw, str(words), str(day))
    return show(request, "audit_made.html", shelf.state(), page=audit_view(made), fixed=False)


@audits.post("/api/audit", response_model=Table, summary="The verdict on every sentence of a brief")
def judge(request: Request, given: BriefGiven) -> dict[str, object]:
    """Return what `onrecord audit --format json` prints."""
    return to_json(_judged(shelf_of(request), "", b"", given.text, given.as_of))


def _judged(shelf: Shelf, name: str, raw: bytes, words: str, day: str) -> Audit:
    state = shelf.state()
    brief = _brief(name, raw, words)
    asked = day_asked(state, day) if day else None
    when = asked or pipeline.brief_day_of(brief) or state.newest
    if when is None:
        raise UsageError("nothing in the record is dated", expected="an article with a day")
    with _ONE:
        court = state.once(("court", when), lambda: Court(state.negotiation, state.evidence, when))
        return court.audit(brief, court.read(brief))


def _brief(name: str, raw: bytes, words: str) -> Article:
    """Return what was uploaded, else what was pasted, as a brief; raises ``UsageError`` for what cannot be read."""
    if len(raw) > LARGEST or len(words) > LARGEST:
        raise UsageError("the brief is too large", expected=f"at most {LARGEST // 1_000_000} MB")
    try:
        if not raw:
            if not words.strip():
                raise UsageError("there is no brief", expected="a file, or pasted words", found="neither")
            return pipeline.brief_article(Draft(words, "pasted"))
        with tempfile.TemporaryDirectory(prefix="onrecord-audit-") as place:
            path = Path(place) / confined(name, 1, Path(place))
            path.write_bytes(raw)
            return pipeline.read_brief(path)
    except Skip as error:
        raise UsageError(
            error.message, expected=error.expected, found=error.found, todo=error.todo
        ) from error
