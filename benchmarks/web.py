"""How soon the web app answers twenty readers on a large record, and what memory it needs; how soon the brief is painted.

The record is sampled as in :mod:`benchmarks.large`. Readers are locust's, a second between two pages; times are those of whole answers at
the 95th percentile, in milliseconds. First contentful paint is Chromium's own figure, the median of nine visits.
"""

from __future__ import annotations

import csv
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.large import sampled
from onrecord.model import Evidence, Found, Statement
from onrecord.negotiation import load_negotiation
from onrecord.store.store import RecordWriter

READERS, SECONDS = 20, 40


def write(evidence: Evidence, toml: Path, path: Path) -> None:
    """Write *evidence* as a record."""
    talks = load_negotiation(toml)
    said: dict[str, list[Statement]] = {}
    for s in evidence.statements:
        said.setdefault(s.attribution.article, []).append(s)
    with RecordWriter(path, create=True) as record:
        record._db.execute("PRAGMA synchronous = OFF")  # a record made to be measured may be lost
        record.add_negotiation(talks.digest, toml.read_bytes(), "2025-01-01T00:00:00+00:00")
        for a in evidence.articles:
            record.add_file(a.id, f"{a.id}.txt", [a], [])
            record.add_reading(a.id, ("by_sample/1", talks.digest), Found(tuple(said.get(a.id, ()))))


def measure(evidence: Evidence, toml: Path, size: int) -> dict[str, float]:
    """Return the figures of a record of *size* statements sampled from *evidence*."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.db")
        write(sampled(evidence, load_negotiation(toml), size), toml, path)
        command = [sys.executable, "-m", "onrecord", "serve", str(path), "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout
                began = time.perf_counter()
                found = re.search(r"http://\S+", server.stdout.readline())
                assert found
                base = found[0].rstrip("/")
                loaded = time.perf_counter() - began
                began = time.perf_counter()
                for page in (
                    "/",
                    "/map",
                    "/issues",
                    "/actors",
                    "/timeline",
                    "/camps",
                    "/coverage",
                    "/search?q=truce",
                    "/map?by=actor",
                ):
                    urllib.request.urlopen(base + page).read()
                first = time.perf_counter() - began
                pages, search = _readers(base, Path(folder))
                paint = _paint(base)
                memory = _memory(server.pid)
            finally:
                server.terminate()
    return {
        "statements": size,
        "to load, s": round(loaded, 1),
        "every list once, s": round(first, 1),
        "slowest page, p95, ms": pages,
        "search, p95, ms": search,
        "first contentful paint, ms": paint,
        "memory, MB": memory,
    }


def _readers(base: str, folder: Path) -> tuple[float, float]:
    """Let the readers read; return the 95th percentile of the slowest kind of page, and of search."""
    command = [
        sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("readers.py")), "--headless", "--only-summary", "--host", base,
        "-u", str(READERS), "-r", "5", "-t", f"{SECONDS}s", "--csv", str(folder / "readers"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    rows = list(csv.DictReader((folder / "readers_stats.csv").open()))
    if done.returncode or any(int(r["Failure Count"]) for r in rows):
        raise RuntimeError(done.stdout + done.stderr)
    took = {r["Name"]: float(r["95%"]) for r in rows}
    for name, ms in sorted(took.items(), key=lambda row: -row[1]):
        print(f"    {ms:6.0f} ms  {name}", file=sys.stderr)
    return max(ms for name, ms in took.items() if name.startswith("page")), took["search"]


def _paint(base: str) -> float:
    from playwright.sync_api import sync_playwright

    seen = []
    with sync_playwright() as engine:
        browser = engine.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        for _ in range(9):
            page = browser.new_context().new_page()
            page.goto(f"{base}/")
            page.screenshot()
            seen.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        browser.close()
    return round(statistics.median(seen))


def _memory(pid: int) -> int:
    """Return the most memory the process has had resident, in MB."""
    words = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", words)
    return round(int(found[1]) / 1024) if found else 0
