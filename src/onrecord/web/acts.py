"""Corrections and additions as data: what the pages' forms do, for programs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.store.corrections import standing
from onrecord.web.api import REFUSED, Ident, as_json
from onrecord.web.forms import keep_corrections, labels
from onrecord.web.frame import shelf_of
from onrecord.web.shapes import Addresses, CorrectionGiven, CorrectionShape, JobShape, Table

acts = APIRouter(responses=REFUSED)


@acts.get("/api/corrections", response_model=list[CorrectionShape], summary="Every correction, in order")
def corrections(request: Request) -> Response:
    """Return corrections, undone ones too."""
    rows = shelf_of(request).state().corrections
    counts = {c.id for c in standing(rows)}
    return as_json([_correction(c, c.id in counts) for c in rows])


def _correction(row: Any, counts: bool) -> dict[str, Any]:
    return {
        "id": row.id,
        "target": row.target,
        "field": row.field,
        "value": row.value,
        "why": row.why,
        "who": row.who,
        "at": row.at,
        "counts": counts,
    }


@acts.post(
    "/api/corrections",
    response_model=CorrectionShape,
    status_code=201,
    summary="Correct, or undo a correction",
)
def correct(request: Request, given: CorrectionGiven) -> Response:
    """Append a correction; it is applied on every page at once."""
    row = keep_corrections(shelf_of(request), given.target, [(given.field, given.value)], given.why)[0]
    return JSONResponse(_correction(row, row.field != "undo"), 201)


@acts.get("/api/labels", response_model=list[Table], summary="Corrections as labelled data")
def labelled(request: Request) -> Response:
    """Return every corrected statement with its labels before and after."""
    return as_json(list(labels(shelf_of(request).state())))


@acts.post("/api/add", response_model=JobShape, status_code=202, summary="Fetch and read addresses")
def add(request: Request, given: Addresses) -> Response:
    """Begin to fetch and read; ask for the job to see how far it is."""
    return JSONResponse(_job(request.app.state.jobs.start([], given.urls)), 202)


@acts.get("/api/jobs/{ident}", response_model=JobShape, summary="How far an addition is")
def job(request: Request, ident: Ident) -> Response:
    """Return the state of an addition."""
    return as_json(_job(request.app.state.jobs.get(ident)))


def _job(job: Any) -> dict[str, Any]:
    return {
        "id": job.id,
        "title": job.title,
        "state": job.state,
        "what": job.what,
        "done": job.done,
        "of": job.of,
        "notes": list(job.notes),
    }
