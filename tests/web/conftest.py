"""A record of the shipped example, an app over a copy of it, and a real browser."""

import shutil
import socket
import threading
import time
import warnings
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from onrecord import pipeline
from onrecord.render.audit_page import audit_page
from onrecord.store.store import RecordReader, RecordWriter
from onrecord.web.app import make_app
from onrecord.web.guard import rules_for
from onrecord.web.shelf import Shelf
from tests.factories import EXAMPLE

BASE = "http://127.0.0.1:8765"
CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(p).exists()), "")


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """The record of the shipped example; not to be written to."""
    path = tmp_path_factory.mktemp("web") / "example.db"
    with RecordWriter(path, create=True) as made:
        pipeline.add(made, [EXAMPLE / "articles"], EXAMPLE / "negotiation.toml")
    return path


@pytest.fixture(scope="session")
def audit_file(example, tmp_path_factory):
    """The one-file audit of the faulty brief that is shipped with the example."""
    with RecordReader(example) as reader:
        made = pipeline.audit_of(reader, pipeline.read_brief(EXAMPLE / "faulty-brief.md"))
    path = tmp_path_factory.mktemp("audit") / "audit.html"
    path.write_text(audit_page(made), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def reading(example):
    """An app over the example, for tests that only read."""
    with TestClient(make_app(Shelf(example, "tester"), rules_for("127.0.0.1", 8765)), BASE) as made:
        yield made


@pytest.fixture
def copy(example, tmp_path):
    """A copy of the example's record, to be written to."""
    return Path(shutil.copy(example, tmp_path / "copy.db"))


@pytest.fixture
def app(copy):
    """An app over the copy."""
    with TestClient(
        make_app(Shelf(copy, "tester"), rules_for("127.0.0.1", 8765)), BASE, follow_redirects=False
    ) as made:
        yield made


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, headless; where it is not installed the tests that need it are skipped, loudly."""
    if not CHROMIUM:
        words = "CHROMIUM IS NOT INSTALLED: the tests in the browser do not run (apt-get install chromium)"
        warnings.warn(words, UserWarning, stacklevel=1)
        pytest.skip(words)
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as engine:
        made = engine.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield made
        made.close()


@pytest.fixture
def served():
    """A function that serves a record on a free port of this machine and returns its address."""
    servers = []

    def serve(record):
        listening = socket.create_server(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        made = make_app(Shelf(record, "tester"), rules_for("127.0.0.1", port))
        server = uvicorn.Server(uvicorn.Config(made, log_level="error"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        servers.append((server, thread))
        until = time.monotonic() + 20
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        return f"http://127.0.0.1:{port}"

    yield serve
    for server, thread in servers:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def page(chromium):
    """A page of the browser that keeps to this machine; what it asked for elsewhere is in ``page.strays``."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    made = context.new_page()
    made.strays, made.errors = [], []
    made.on(
        "request",
        lambda r: (
            made.strays.append(r.url)
            if not r.url.startswith(("http://127.0.0.1:", "file:", "data:"))
            else None
        ),
    )
    made.on("pageerror", lambda e: made.errors.append(str(e)))
    yield made
    context.close()
