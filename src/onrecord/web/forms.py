"""What a reader changes: corrections with their undoing and export, files and addresses to add. Each answer is a redirect."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord import pipeline
from onrecord.errors import UnknownId, UsageError
from onrecord.model import Correction, Statement
from onrecord.pipeline.correcting import labels_of
from onrecord.render.terminal import harmless
from onrecord.store.corrections import FIELDS, UNDO, standing
from onrecord.store.store import RecordWriter
from onrecord.web.frame import day_asked, shelf_of, show
from onrecord.web.guard import LARGEST
from onrecord.web.jobs import Jobs
from onrecord.web.shelf import Shelf, State
from onrecord.web.texts import label_of

forms = APIRouter(include_in_schema=False)
MOST_FILES = 200
LONGEST = 500  # characters of a reason


@forms.get("/corrections")
def corrections(request: Request) -> Response:
    """List every correction, the newest first, with its undoing."""
    state = shelf_of(request).state()
    counts = {c.id for c in standing(state.corrections)}
    undone = {c.target: c for c in state.corrections if c.field == UNDO}
    rows = []
    for c in reversed([c for c in state.corrections if c.field != UNDO]):
        by = undone.get(c.id)
        gone = f"undone by {by.who} on {by.at[:10]}: {by.why}" if by else ""
        rows.append(label_of(c, state) | {"counts": c.id in counts, "gone": gone})
    return show(request, "corrections.html", state, rows=rows)


@forms.post("/corrections")
async def correct(request: Request) -> Response:
    """Take a correction from a form; back to the page it came from."""
    try:
        form = await request.form(max_files=0, max_fields=20)
    except HTTPException as error:
        raise UsageError("the form cannot be read", found=str(error.detail)) from error
    return await run_in_threadpool(_correct, shelf_of(request), form)


def _correct(shelf: Shelf, form: FormData) -> Response:
    target, why = _field(form, "target"), _field(form, "why")[:LONGEST]
    state = shelf.state()
    if "field" in form:
        wanted = [(_field(form, "field"), _field(form, "value"))]
    else:
        made = state.by_id.get(target)
        if made is None:
            raise UnknownId(
                f"no statement '{target[:60]}' in the record", expected="a statement's id (s-...)"
            )
        wanted = list(_differences(made, form))
    if not wanted:
        raise UsageError(
            "nothing was changed in the form",
            expected="another speaker, issue, stance, act, or leaving it out",
            todo="go back and choose what is right",
        )
    keep_corrections(shelf, target, wanted, why)
    return RedirectResponse(mended(local(_field(form, "next"))), 303)


def keep_corrections(
    shelf: Shelf, target: str, wanted: Iterable[tuple[str, str]], why: str
) -> list[Correction]:
    """Append corrections of one target, all or none; raises what :func:`~onrecord.pipeline.correct` does."""
    made = []
    with shelf.writing, RecordWriter(shelf.path) as writer:
        for field, value in wanted:
            at = datetime.now(UTC).isoformat(timespec="microseconds")
            row = Correction(target, field, harmless(value), harmless(why), shelf.reader, at)
            pipeline.check_correction(writer, row)
            made.append(row)
        for row in made:
            writer.add_correction(row)
    return made


def _differences(made: Statement, form: FormData) -> Iterator[tuple[str, str]]:
    now = {
        "actor": made.actor,
        "issue": made.issue,
        "stance": made.stance.value,
        "about": made.about,
        "act": made.act.value,
        "reject": "",
    }
    for field in FIELDS:
        value = _field(form, field) if field in form else now[field]
        if value != now[field]:
            yield field, value


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def local(address: str) -> str:
    """Return an address of this app, the corrections for one that leads elsewhere.

    >>> local("/issue/truce?page=2"), local("//evil.example"), local("https://evil.example"), local("/\\\\evil.example")
    ('/issue/truce?page=2', '/corrections', '/corrections', '/corrections')
    """
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain and "\\" not in address else "/corrections"


def mended(address: str) -> str:
    """Return an address whose page says that something was corrected.

    >>> mended("/map?by=actor#x"), mended("/map")
    ('/map?by=actor&mended=1#x', '/map?mended=1')
    """
    path, mark, part = address.partition("#")
    return path + ("&" if "?" in path else "?") + "mended=1" + mark + part


@forms.get("/corrections.jsonl")
def export(request: Request) -> Response:
    """Export what corrections say as labelled data, one JSON line a statement."""
    state = shelf_of(request).state()
    # in ASCII: some readers of lines take U+2028 for the end of one
    lines = (json.dumps(row) + "\n" for row in labels(state))
    return Response(
        "".join(lines),
        media_type="application/x-ndjson",
        headers={"Content-Disposition": 'attachment; filename="corrections.jsonl"'},
    )


def labels(state: State) -> Iterator[dict[str, object]]:
    """Yield a table for every statement that readers corrected."""
    return labels_of(state.kept.statements, state.evidence, state.corrections)


@forms.get("/add")
def add(request: Request) -> Response:
    """Show the form that adds files and addresses."""
    jobs: Jobs = request.app.state.jobs
    state = shelf_of(request).state()
    return show(request, "add.html", state, jobs=jobs.all(), largest=LARGEST // 1_000_000, fixed=False)


@forms.post("/add")
async def take(request: Request) -> Response:
    """Take files and addresses, and read them in the background."""
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=20, max_part_size=LARGEST)
    except HTTPException as error:
        raise UsageError(
            "the files cannot be taken",
            expected=f"at most {MOST_FILES} files, {LARGEST // 1_000_000} MB together",
            found=str(error.detail),
            todo="add them in several goes",
        ) from error
    files = [
        (f.filename or "", await f.read())
        for f in form.getlist("files")
        if isinstance(f, UploadFile) and f.filename
    ]
    urls = _field(form, "urls").split()[:50]
    await form.close()
    day = _field(form, "day")
    if day:
        files = [(f"{day_asked(shelf_of(request).state(), day)}-{name}", raw) for name, raw in files]
    jobs: Jobs = request.app.state.jobs
    job = await run_in_threadpool(jobs.start, files, urls)
    return RedirectResponse(f"/jobs/{job.id}", 303)


@forms.get("/jobs/{ident}")
def job(request: Request, ident: str) -> Response:
    """Show how far an addition is."""
    jobs: Jobs = request.app.state.jobs
    return show(request, "job.html", shelf_of(request).state(), job=jobs.get(ident), fixed=False)


@forms.post("/jobs/{ident}/stop")
def stop(request: Request, ident: str) -> Response:
    """Stop an addition; what was read so far is kept."""
    jobs: Jobs = request.app.state.jobs
    jobs.stop(ident)
    return RedirectResponse(f"/jobs/{jobs.get(ident).id}", 303)
