import ipaddress
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.errors import AddressRefused, NotFetched, TooLarge
from onrecord.gather import fetch as room
from onrecord.gather.fetch import GuardedBackend, fetch, is_public, with_address
from onrecord.gather.page import read_page


class Site(BaseHTTPRequestHandler):
    """A small site on this machine."""

    def do_GET(self):
        where = {
            "/inside": "http://10.0.0.1/",
            "/file": "file:///etc/passwd",
            "/round": "/round",
            "/moved": "/page",
        }.get(self.path)
        if self.path == "/slow":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(40):
                self.wfile.write(b"X-Drip: 1\r\n")
                time.sleep(0.1)
            return
        self.send_response(302 if where else 404 if self.path == "/none" else 200)
        if where:
            self.send_header("Location", where)
        self.send_header(
            "Content-Type", "image/png" if self.path == "/picture" else "text/html; charset=utf-8"
        )
        self.end_headers()
        self.wfile.write(b"x" * (room.LARGEST + 1) if self.path == "/large" else b"<p>words</p>")

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


# only this machine's own address is let through here, as "the internet" is in earnest
HERE = GuardedBackend(lambda a: a == ipaddress.ip_address("127.0.0.1"))


def test_a_page_comes_back_with_its_address(site):
    got = fetch(f"{site}/moved", HERE)
    assert (got.url, got.ending, got.raw) == (f"{site}/page", ".html", b"<p>words</p>")


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/", "http://0.0.0.0/", "http://2130706433/",
     "http://0x7f.1/", "http://10.1.2.3/", "http://192.168.0.1/", "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://100.64.0.1/",
     "file:///etc/passwd", "gopher://x/", "ftp://x/", "http://user:word@example.org/", "http:///x", "javascript:alert(1)", "//x", "http://a b/",
     "http://[bad", "http://x:0/"],
)  # fmt: skip
def test_what_leads_inside_or_is_no_page_is_refused(url):
    with pytest.raises(AddressRefused):
        fetch(url)


@pytest.mark.parametrize("path", ["/inside", "/file"])
def test_a_redirect_that_leads_inside_is_refused(site, path):
    with pytest.raises(AddressRefused):
        fetch(site + path, HERE)


def test_a_name_with_one_inner_answer_is_refused(monkeypatch):
    rows = [(2, 1, 6, "", ("1.1.1.1", 80)), (2, 1, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr(room.socket, "getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(AddressRefused):
        fetch("http://rebind.example/")


def test_the_address_that_was_checked_is_the_one_connected_to(site, monkeypatch):
    port, real = int(site.rsplit(":", 1)[1]), room.socket.getaddrinfo
    answers = iter([[(2, 1, 6, "", ("127.0.0.1", port))], [(2, 1, 6, "", ("10.0.0.1", port))]])

    def resolve(host, *words, **named):
        return next(answers) if host == "rebind.example" else real(host, *words, **named)

    monkeypatch.setattr(room.socket, "getaddrinfo", resolve)
    assert fetch(f"http://rebind.example:{port}/page", HERE).raw == b"<p>words</p>"


@pytest.mark.parametrize("path", ["/none", "/picture", "/round"])
def test_what_is_no_page_is_not_fetched(site, path):
    with pytest.raises(NotFetched):
        fetch(site + path, HERE)


def test_too_much_is_cut_off(site):
    with pytest.raises(TooLarge):
        fetch(f"{site}/large", HERE)


def test_nobody_there_is_said():
    with pytest.raises(NotFetched):
        fetch("http://127.0.0.1:9/", HERE)


@pytest.mark.parametrize("words", ["8.8.8.8", "2606:4700::1111"])
def test_the_public_internet_is_public(words):
    assert is_public(ipaddress.ip_address(words))


def test_a_kept_page_knows_where_it_was_fetched(site):
    words = (
        b"<html><head><title>T</title></head><body><article>"
        + b"<p>Anna Berg said that the truce will hold for a month.</p>" * 9
    )
    raw = with_address(room.Fetched("https://news.example/2025/02/01/story", ".html", words))
    (draft,) = read_page(raw, "story.html")
    assert (draft.url, draft.outlet) == ("https://news.example/2025/02/01/story", "news.example")


def test_a_kept_page_cannot_claim_to_be_of_another_host():
    words = (
        b'<html><head><link rel="canonical" href="https://famous.example/x"></head><body><article>'
        + b"<p>Anna Berg said that the truce will hold for a month.</p>" * 9
    )
    raw = with_address(room.Fetched("https://news.example/story", ".html", words))
    (draft,) = read_page(raw, "story.html")
    assert draft.outlet == "news.example"


def test_a_site_that_drips_is_left_in_time(site, monkeypatch):
    monkeypatch.setattr(room, "LONGEST", 0.5)
    with pytest.raises(NotFetched):
        fetch(f"{site}/slow", HERE)
