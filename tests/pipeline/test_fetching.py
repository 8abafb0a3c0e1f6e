"""Pages fetched into a record from a small site on this machine, as its robots.txt allows."""

import ipaddress
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord import pipeline
from onrecord.gather.fetch import GuardedBackend, fetch
from onrecord.pipeline.fetching import fetch_into
from onrecord.store.store import RecordWriter
from tests.factories import EXAMPLE

PAGE = (
    "<html><head><title>Rutte in Brussels</title><meta property='article:published_time' content='2025-02-02T10:00:00Z'></head>"
    "<body><article><h1>Rutte in Brussels</h1>"
    "<p>NATO Secretary General Mark Rutte said on Sunday that Ukraine must be made stronger before any peace talks begin.</p>"
    "<p>He told reporters in Brussels that the alliance would go on sending arms, and declined to say how talks might run.</p>"
    + "</article></body></html>"
)


class Site(BaseHTTPRequestHandler):
    asked = []

    def do_GET(self):
        self.asked.append(self.path)
        rules = self.path == "/robots.txt"
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", "text/plain" if rules else "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"User-agent: *\nDisallow: /closed\n" if rules else PAGE.encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Site.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_open_pages_are_added_closed_and_missing_ones_are_told(site, tmp_path):
    (tmp_path / "none.txt").write_text("Kyiv and Moscow said nothing about anything at all that day. " * 6)
    inside = partial(fetch, backend=GuardedBackend(lambda a: a == ipaddress.ip_address("127.0.0.1")))
    with RecordWriter(tmp_path / "r.db", create=True) as record:
        pipeline.add(record, [tmp_path / "none.txt"], EXAMPLE / "negotiation.toml")
        told = dict(
            fetch_into(
                record, [f"{site}/a", f"{site}/closed", f"{site}/gone", "file:///etc/passwd"], inside, 0.0
            )
        )
        urls = {a.url for a in record.articles()}
    assert told[f"{site}/a"] == "" and f"{site}/a" in urls
    assert "closed to programs" in told[f"{site}/closed"]
    assert told[f"{site}/gone"] and told["file:///etc/passwd"]
    assert "/closed" not in Site.asked and Site.asked.count("/robots.txt") == 1
