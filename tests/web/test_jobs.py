import time
from pathlib import Path

import pytest

from onrecord.web.jobs import confined

STORY = """Kyiv says it is ready

Volodymyr Zelenskyy said on Friday that Ukraine is ready for a ceasefire if Russia stops its strikes. "We want peace," he told reporters in Kyiv.
Dmitry Peskov said Moscow had seen the statement and that Russia would study it in the coming days, before any further talks.
"""


def done(app, path):
    until = time.monotonic() + 90
    while time.monotonic() < until:
        table = app.get(f"/api{path}").json()
        if table["state"] not in ("waiting", "running"):
            return table
        time.sleep(0.2)
    raise AssertionError("the addition did not end")


def test_added_files_are_read_and_what_cannot_be_is_said(app):
    before = app.get("/api/coverage").json()["articles"]
    files = [
        ("files", ("../../story.txt", STORY.encode())),
        ("files", ("bad.pdf", b"no pdf")),
        ("files", ("x.exe", b"MZ")),
    ]
    answer = app.post("/add", files=files, headers={"Origin": "http://127.0.0.1:8765"})
    assert answer.status_code == 303
    page = app.get(answer.headers["location"])
    assert "<progress" in page.text
    table = done(app, answer.headers["location"])
    assert table["state"] == "done"
    notes = " ".join(table["notes"])
    assert "bad.pdf" in notes and "x.exe" in notes and "new articles: 1" in notes and "undated" in notes
    assert app.get("/api/coverage").json()["articles"] == before + 1


def test_an_address_inside_this_machine_is_refused_and_the_rest_goes_on(app):
    answer = app.post(
        "/add",
        data={"urls": "http://127.0.0.1:8765/ file:///etc/passwd"},
        files=[("files", ("s.txt", STORY.encode()))],
    )
    table = done(app, answer.headers["location"])
    assert table["state"] == "done"
    assert sum("address refused" in n for n in table["notes"]) == 2


def test_nothing_to_add_is_said(app):
    assert app.post("/add", data={"urls": " "}).status_code == 400


def test_an_unknown_addition_is_said(app):
    assert app.get("/jobs/j-0").status_code == 404
    assert app.post("/jobs/j-0/stop").status_code == 404


def test_a_stopped_addition_is_stopped(app):
    answer = app.post("/add", files=[("files", (f"s{i}.txt", STORY.encode() + b"%d" % i)) for i in range(3)])
    app.post(f"{answer.headers['location']}/stop")
    assert done(app, answer.headers["location"])["state"] in ("stopped", "done")


@pytest.mark.parametrize(
    "name",
    [
        "../../x",
        "..\\..\\x",
        "/etc/passwd",
        ".hidden",
        "...",
        "",
        "a\x00b",
        "x" * 400,
        "é" * 400,
        "\U0001f600" * 90,
        "a\udc00b",
        "a/b/",
    ],
)
def test_a_file_name_never_leaves_its_folder(name, tmp_path):
    made = confined(name, 7, tmp_path)
    assert (tmp_path / made).parent == tmp_path and made not in ("", ".", "..") and not made.startswith(".")
    (tmp_path / made).write_text("x")
    assert confined(name, 8, tmp_path) != made
    assert Path(made).name == made
