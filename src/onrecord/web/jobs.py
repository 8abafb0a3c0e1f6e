"""Long work beside the app: files and addresses are read in a process of their own, one addition after another, progress seen live."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from onrecord.errors import Skip, UnknownId, UsageError
from onrecord.gather.fetch import fetch, with_address
from onrecord.model import content_id

MOST_NOTES = 200


@dataclass
class Job:
    """One addition: its state (waiting, running, done, failed, stopped), what it is at, and notes for the reader."""

    id: str
    title: str
    folder: Path
    urls: Sequence[str] = ()
    state: str = "waiting"
    what: str = ""
    done: int = 0
    of: int = 0
    notes: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None

    def note(self, words: str) -> None:
        """Keep a line for the reader."""
        if len(self.notes) < MOST_NOTES:
            self.notes.append(words.encode("utf-8", "replace").decode())


class Jobs:
    """The additions to one record, in the order asked for."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._jobs: dict[str, Job] = {}
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def all(self) -> list[Job]:
        """Return every addition, the newest first."""
        return list(reversed(self._jobs.values()))

    def get(self, ident: str) -> Job:
        """Return one addition; raises ``UnknownId``."""
        job = self._jobs.get(ident)
        if job is None:
            raise UnknownId(
                f"no addition '{ident[:60]}'",
                expected="an addition of this run of the app",
                todo="what was read is in the record: see coverage",
            )
        return job

    def start(self, files: Sequence[tuple[str, bytes]], urls: Sequence[str]) -> Job:
        """Begin to add files (name and bytes) and addresses; raises ``UsageError`` when there is neither."""
        if not files and not urls:
            raise UsageError("nothing to add", expected="files, or addresses", found="neither")
        folder = Path(tempfile.mkdtemp(prefix="onrecord-add-"))
        for number, (name, raw) in enumerate(files):
            (folder / confined(name, number, folder)).write_bytes(raw)
        parts = [f"{len(files)} file{'s' if len(files) != 1 else ''}"] if files else []
        parts += [f"{len(urls)} address{'es' if len(urls) != 1 else ''}"] if urls else []
        job = Job(content_id("j", folder), f"Adding {' and '.join(parts)}", folder, tuple(urls))
        with self._lock:
            self._jobs[job.id] = job
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()
        self._queue.put(job)
        return job

    def stop(self, ident: str) -> None:
        """Stop an addition; what was read so far is kept."""
        job = self.get(ident)
        if job.state in ("waiting", "running"):
            job.state = "stopped"
            if job.process:
                job.process.terminate()

    def close(self) -> None:
        """Stop everything."""
        for job in self._jobs.values():
            self.stop(job.id)
        self._queue.put(None)
        if self._thread:
            self._thread.join(5)
        for job in self._jobs.values():
            shutil.rmtree(job.folder, ignore_errors=True)

    def _work(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                if job.state == "waiting":
                    job.state = "running"
                    self._fetch(job)
                    self._read(job)
            except OSError as error:  # a full disk, no process to be had: this addition ends, the app goes on
                job.state = "failed"
                job.note(f"failed: {error.strerror or error}")
            finally:
                shutil.rmtree(job.folder, ignore_errors=True)

    def _fetch(self, job: Job) -> None:
        for number, url in enumerate(job.urls, 1):
            if job.state != "running":
                return
            job.what, job.done, job.of = "fetching", number, len(job.urls)
            try:
                got = fetch(url)
            except Skip as error:
                found = f": found {error.found}" if error.found else ""
                job.note(f"skipped {url}: {error.reason} ({error.message}{found})")
                continue
            name = confined(
                re.sub(r"[^\w.-]+", "-", got.url.split("://", 1)[1])[:90] + got.ending, number, job.folder
            )
            (job.folder / name).write_bytes(with_address(got))

    def _read(self, job: Job) -> None:
        if job.state != "running":
            return
        files = sorted(job.folder.iterdir())
        if not files:
            job.state = "failed"
            job.note("nothing was left to read")
            return
        command = [sys.executable, "-m", "onrecord.web.worker", str(self._record), *map(str, files)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            job.process = process
            code, failed = _follow(job, process)
        if job.state == "running":
            job.state = "failed" if code else "done"
            if code:
                job.note(
                    "failed: " + (" ".join(line.strip() for line in failed[-4:]) or f"ended with code {code}")
                )


def _follow(job: Job, process: subprocess.Popen[str]) -> tuple[int, list[str]]:
    """Keep *job* up to date while its process runs; return the exit code and what it said of its failure."""
    assert process.stdout and process.stderr
    failed: list[str] = []
    drain = threading.Thread(target=failed.extend, args=(process.stderr,), daemon=True)
    drain.start()
    for line in process.stdout:
        table = json.loads(line)
        if "note" in table:
            job.note(table["note"])
        else:
            job.what, job.done, job.of = table["what"], table["done"], table["of"]
    code = process.wait()
    drain.join(5)
    return code, failed


def confined(name: str, number: int, folder: Path) -> str:
    """Return the name under which a file is kept: no path in it, nothing hidden, nothing that is there already.

    >>> confined("../../etc/passwd", 3, Path("/nowhere")), confined(".x\\x00", 4, Path("/nowhere")), confined("a b.html", 0, Path("/nowhere"))
    ('passwd', 'x', 'a b.html')
    """
    last = re.split(r"[/\\\\]", name)[-1]
    kept = "".join(c for c in last if c.isprintable()).strip().lstrip(".")
    stem, dot, ending = kept.rpartition(".")
    short = f"{_cut(stem or kept, 120)}{dot}{_cut(ending, 12)}" if dot and stem else _cut(kept, 130)
    short = short or f"file-{number}"
    free = (f"{n}-{short}" for n in itertools.count(number))
    return next(name for name in free if not (folder / name).exists()) if (folder / short).exists() else short


def _cut(words: str, most: int) -> str:
    """Return *words* cut to so many bytes: file systems count bytes, and take no half of a character."""
    return words.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")
