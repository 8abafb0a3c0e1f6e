import pytest
from starlette.testclient import TestClient

from onrecord.web.app import make_app
from onrecord.web.guard import LARGEST, is_loopback, rules_for
from onrecord.web.shelf import Shelf


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1:9999", "127.0.0.1.evil.example:8765", ""]
)
def test_a_foreign_host_name_is_refused(reading, host):
    assert reading.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765"])
def test_the_names_of_this_machine_are_answered(reading, host):
    assert reading.get("/add", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/corrections", "/add", "/api/corrections", "/api/add", "/jobs/j-0/stop"])
def test_what_writes_must_come_from_the_apps_own_pages(reading, path, headers):
    assert reading.post(path, headers=headers).status_code == 403


def test_the_apps_own_page_may_write(reading):
    headers = {"Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "same-origin"}
    assert reading.post("/corrections", headers=headers).status_code == 404  # let in, and names no statement


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/static/app.css", "/api/brief", "/feed.atom", "/?as_of=x"]
)
def test_every_answer_carries_the_strict_policy(reading, path):
    headers = reading.get(path).headers
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


def test_a_body_that_is_too_large_is_refused_before_it_is_read(reading):
    answer = reading.post("/add", headers={"Content-Length": str(LARGEST + 1)}, content=b"x")
    assert answer.status_code == 413


@pytest.fixture
def locked(example):
    rules = rules_for("0.0.0.0", 8765, "secret")
    with TestClient(make_app(Shelf(example), rules), "http://192.0.2.7:8765", follow_redirects=False) as made:
        yield made


def test_beyond_this_machine_a_token_is_asked_for(locked):
    assert locked.get("/").status_code == 401
    assert locked.get("/?token=wrong").status_code == 401
    assert locked.get("/api/brief", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert locked.get("/api/brief", headers={"Authorization": "Bearer secret"}).status_code == 200


def test_the_token_moves_from_the_address_into_a_cookie(locked):
    answer = locked.get("/map?token=secret&by=actor")
    assert (answer.status_code, answer.headers["location"]) == (303, "/map?by=actor")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert locked.get("/map").status_code == 200


def test_bound_to_all_addresses_only_literal_addresses_are_names(locked):
    headers = {"Authorization": "Bearer secret"}
    assert locked.get("/", headers=headers).status_code == 200
    assert locked.get("/", headers=headers | {"Host": "evil.example:8765"}).status_code == 421


def test_loopback_is_told_from_the_rest():
    assert all(map(is_loopback, ("127.0.0.1", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "192.168.1.2", "::", "example.org")))


def test_a_head_is_answered_without_a_body(reading):
    answer = reading.head("/map")
    assert (answer.status_code, answer.content) == (200, b"")


def test_a_method_that_is_none_says_which_are(reading):
    answer = reading.put("/map")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_a_body_that_grows_too_large_without_saying_so_is_refused(reading):
    def parts():
        for _ in range(LARGEST // 1_000_000 + 2):
            yield b"x" * 1_000_000

    answer = reading.post(
        "/add", content=parts(), headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code in (400, 413)


def test_a_failure_that_nobody_foresaw_is_answered_with_the_same_headers(example):
    made = make_app(Shelf(example), rules_for("127.0.0.1", 8765))

    @made.get("/boom")
    def boom():
        raise ZeroDivisionError

    with TestClient(made, "http://127.0.0.1:8765", raise_server_exceptions=False) as client:
        answer = client.get("/boom")
    assert answer.status_code == 500
    assert "Nothing recorded is lost" in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("query", ["path=x", "q=a&path=/", "as_of=2025-02-02&path=x"])
def test_no_name_in_the_question_is_special(reading, query):
    assert reading.get(f"/search?{query}").status_code == 200


def test_a_character_that_no_picture_can_hold_ends_nothing(reading):
    assert reading.get("/pictures/paths.svg", params={"side": "\x00"}).status_code == 404
    assert reading.get("/map").status_code == 200
