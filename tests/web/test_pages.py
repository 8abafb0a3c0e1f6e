import pytest

PAGES = [
    "/", "/map", "/map?by=actor", "/map/ukraine/ceasefire", "/actors", "/actor/putin", "/actor/ukraine", "/issues",
    "/issue/ceasefire", "/timeline", "/camps", "/coverage", "/corrections", "/add", "/search", "/search?q=ceasefire",
    "/api",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_and_names_the_talks(reading, path):
    answer = reading.get(path)
    assert answer.status_code == 200
    assert "Ukraine peace talks" in answer.text


@pytest.mark.parametrize("path", ["/", "/map", "/actors", "/issue/ceasefire", "/timeline", "/camps"])
def test_a_page_as_of_a_day_uses_nothing_later(reading, path):
    words = reading.get(path, params={"as_of": "2025-02-02"}).text
    assert "Mar 2025" not in words
    assert "March 2025" not in words


def test_links_keep_the_day_asked_about(reading):
    words = reading.get("/map", params={"as_of": "2025-02-02"}).text
    assert 'href="/issue/ceasefire?as_of=2025-02-02"' in words


def test_the_brief_says_what_changed_on_the_day(reading):
    words = reading.get("/", params={"as_of": "2025-03-13"}).text
    assert "against the day before" in words
    assert 'class="moves"' in words


def test_an_issue_shows_both_sides_with_their_words(reading):
    words = reading.get("/issue/european-troops").text
    assert "supports" in words and "opposes" in words
    assert "<blockquote>" in words


def test_an_article_shows_what_was_found_and_what_was_refused(reading):
    statement = reading.get("/api/statements", params={"count": 1}).json()["statements"][0]
    words = reading.get(f"/article/{statement['article']}").text
    assert f'id="at-{statement["id"]}"' in words
    assert 'class="run r-cue"' in words or "r-cue" in words


def test_refusals_stand_with_their_article(reading):
    rows = reading.get("/api/articles", params={"count": 500}).json()["articles"]
    refused = next(a for r in rows if (a := reading.get(f"/api/article/{r['id']}").json())["refused"])
    words = reading.get(f"/article/{refused['id']}").text
    assert "Refused" in words
    assert refused["refused"][0]["reason"] in words


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/actor/nobody", 404, "an actor&#39;s id"),
        ("/issue/nothing", 404, "an issue&#39;s id"),
        ("/article/a-0", 404, "an article&#39;s id"),
        ("/statement/s-0", 404, "a statement&#39;s id"),
        ("/map/ukraine/nothing", 404, "a cell of the map"),
        ("/nowhere", 404, "no such page"),
        ("/?as_of=yesterday", 400, "a day like 2025-02-02"),
        ("/?as_of=0001-01-01", 400, "a day like 2025-02-02"),
        ("/pictures/cat.svg", 404, "map, paths, timeline or camps"),
    ],
)
def test_a_wrong_address_is_answered_with_what_was_expected(reading, path, status, words):
    answer = reading.get(path)
    assert answer.status_code == status
    assert words in answer.text


def test_a_day_before_everything_shows_empty_pages_and_no_failure(reading):
    for path in (
        "/",
        "/map",
        "/actors",
        "/issues",
        "/timeline",
        "/camps",
        "/actor/ukraine",
        "/pictures/map.svg",
    ):
        assert reading.get(path, params={"as_of": "2020-01-01"}).status_code == 200


def test_a_page_that_has_not_changed_is_not_sent_twice(reading):
    first = reading.get("/map")
    again = reading.get("/map", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["map", "timeline", "camps", "paths"])
def test_every_picture_has_a_title_and_a_description(reading, name):
    words = reading.get(f"/pictures/{name}.svg", params={"issue": "ceasefire"}).text
    assert "<title" in words and "<desc" in words and 'role="img"' in words


def test_pagination_goes_through_all_statements_once(reading):
    seen = []
    for number in range(1, 40):
        words = reading.get("/actor/zelenskyy", params={"page": number}).text
        rows = [part.split('"')[0] for part in words.split('data-statement="')[1:]]
        if rows and rows[0] in seen:
            break
        seen += rows
    total = reading.get("/api/statements", params={"actor": "zelenskyy", "count": 1}).json()["total"]
    assert len(seen) == len(set(seen)) == total
