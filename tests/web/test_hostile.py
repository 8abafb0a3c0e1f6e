"""Text from articles is inert on every page: a corpus of hostile snippets goes through all of them."""

import json
import tomllib
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.dates import Interval
from onrecord.model import (
    Article,
    Attribution,
    Correction,
    Found,
    Kind,
    Refusal,
    Sighting,
    Skipped,
    Stance,
    Statement,
    content_id,
)
from onrecord.render.page import to_page
from onrecord.spans import Span
from onrecord.store.store import RecordWriter
from onrecord.web.app import make_app
from onrecord.web.guard import rules_for
from onrecord.web.shelf import Shelf
from tests.factories import TALKS, talks

SNIPPETS = [
    s["words"] for s in tomllib.loads(Path(__file__).with_name("snippets.toml").read_text("utf-8"))["snippet"]
]
ELEMENTS = frozenset(
    [
        "script",
        "iframe",
        "object",
        "embed",
        "applet",
        "base",
        "meta",
        "link",
        "form",
        "input",
        "button",
        "svg",
        "math",
        "template",
        "style",
        "video",
        "audio",
        "source",
    ]
)


def article_of(number, words):
    text = f"{words}\n\nAnna Berg said on Monday: {words} That is all she had to say about the truce on the river.\n\n{words}"
    sighting = Sighting(f"2025-02-{1 + number % 20:02d}", f"{words}.txt", words, words, words)
    return Article(content_id("a", str(number)), text, "en", (sighting,))


def statement_of(article, words, number):
    at = article.text.index(words, len(words) + 2)
    start = article.text.index("Anna Berg", len(words))
    content = Span(at, at + len(words))
    cue = Span(start + 10, start + 14)
    found = Attribution(article.id, Span(start, start + 9), cue, (content,), Kind.DIRECT, (content,))
    stance = (Stance.SUPPORTS, Stance.OPPOSES, Stance.CONDITIONAL)[number % 3]
    day = date(2025, 2, 1 + number % 20)
    return Statement(
        content_id("s", article.id), found, words, "berg" if number % 4 else "", "norland" if number % 4 else "", issue="truce",
        stance=stance, said_on=Interval(day, day), said_words=words, occasion=words, confidence=0.9, why=words, level="likely",
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "r.db"
    digest = talks().digest
    with RecordWriter(path, create=True) as record:
        record.add_negotiation(digest, TALKS, "2025-01-01T00:00:00+00:00")
        for number, words in enumerate(SNIPPETS):
            made = article_of(number, words)
            record.add_file(str(number), f"{words}.txt", [made], [Skipped(f"{words}.html", words, words)])
            said = statement_of(made, words, number)
            record.add_reading(
                made.id, ("by_test/1", digest), Found((said,), (Refusal(made.id, words, words),))
            )
            at = f"2025-03-01T00:00:{number % 60:02d}.{number:06d}"
            if number % 5 == 0:
                record.add_correction(Correction(said.id, "act", "demand", words, words, at))
            if number % 50 == 0:
                record.add_correction(Correction("costas", "alias", words[:120], words, words, at))
    return path


@pytest.fixture(scope="module")
def app(hostile):
    with TestClient(
        make_app(Shelf(hostile, "tester"), rules_for("127.0.0.1", 8765)), "http://127.0.0.1:8765"
    ) as made:
        yield made


def paths(app):
    rows = app.get("/api/articles", params={"count": 500}).json()["articles"]
    said = app.get("/api/statements", params={"count": 500}).json()["statements"]
    lists = ["/", "/map", "/map?by=actor", "/map/norland/truce", "/actors", "/actor/berg", "/actor/costas", "/actor/norland",
             "/issues", "/issue/truce", "/timeline", "/camps", "/coverage", "/coverage?page=4", "/corrections", "/search?q=window",
             "/search?q=truce&page=2", "/issue/truce?page=5", "/api", "/add"]  # fmt: skip
    return lists + [f"/article/{a['id']}" for a in rows] + [f"/statement/{s['id']}" for s in said]


def own_elements(tree):
    """Return what a page may hold, counted by its own: the elements with power, with what they load or do."""
    return [
        (e.tag, e.get("src") or e.get("href") or e.get("action") or "")
        for e in tree.iter()
        if isinstance(e.tag, str) and e.tag.split(":")[-1] in ELEMENTS
    ]


def faults(words):
    tree = html.fromstring(words)
    out = []
    for e in tree.iter():
        if not isinstance(e.tag, str):
            out += ["a comment"] if "pwned" in (e.text or "") else []
            continue
        for name, value in e.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction", "background", "ping"):
                out.append(f"{e.tag} {name}={value[:60]}")
            plain = "".join(value.split()).lower()
            if name in ("href", "src", "action", "srcset") and plain.split(":")[0] in (
                "javascript",
                "data",
                "vbscript",
            ):
                out.append(f"{e.tag} {name}={value[:60]}")
        if e.tag == "script" and (e.text or not (e.get("src") or "").startswith("/static/")):
            out.append(f"script {e.text!r:.60}")
        if e.tag in (
            "iframe",
            "object",
            "embed",
            "applet",
            "base",
            "svg",
            "math",
            "template",
            "video",
            "audio",
            "style",
        ):
            out.append(e.tag)
        if e.tag == "form" and not (e.get("action") or "/").startswith("/"):
            out.append(f"form to {e.get('action')}")
        if e.tag in ("img", "source", "link") and "evil.example" in str(e.attrib):
            out.append(f"{e.tag} {dict(e.attrib)}")
    return out


def test_there_are_enough_snippets_to_mean_something():
    assert len(set(SNIPPETS)) >= 100


def test_no_snippet_becomes_markup_on_any_page(app):
    found = {}
    for path in paths(app):
        answer = app.get(path)
        assert answer.status_code == 200, path
        if rows := faults(answer.text):
            found[path] = rows[:3]
    assert found == {}


def test_no_snippet_becomes_markup_in_the_one_file_brief(hostile):
    from onrecord import pipeline
    from onrecord.store.store import RecordReader

    with RecordReader(hostile) as reader:
        words = to_page(pipeline.brief_of(reader))
    tree = html.fromstring(words)
    assert len(tree.findall(".//script")) == 1 and len(tree.findall(".//style")) == 1
    assert not any(name.startswith("on") for e in tree.iter() for name in getattr(e, "attrib", {}))
    assert not tree.xpath("//img|//iframe|//svg|//object|//base")


def test_json_feed_and_pictures_stay_well_formed(app):
    ET.fromstring(app.get("/feed.atom").content)
    for name in ("map", "timeline", "camps", "paths"):
        made = ET.fromstring(app.get(f"/pictures/{name}.svg", params={"issue": "truce"}).content)
        assert not [e for e in made.iter() if e.tag.split("}")[-1] in ("script", "foreignObject", "image")]
    assert json.loads(app.get("/api/brief").text)
    for line in app.get("/corrections.jsonl").text.splitlines():
        json.loads(line)


def test_searching_for_a_snippet_never_fails(app):
    for words in SNIPPETS:
        assert app.get("/search", params={"q": words}).status_code == 200
        assert faults(app.get("/search", params={"q": words}).text) == []


def test_nothing_runs_and_nothing_is_fetched_in_the_browser(page, hostile, served, app):
    base = served(hostile)
    for path in paths(app)[:20] + paths(app)[20::9]:
        page.goto(base + path)
        assert page.evaluate("window.__pwned === undefined"), path
    assert page.strays == [] and page.errors == []
