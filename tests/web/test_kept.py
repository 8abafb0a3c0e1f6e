def test_a_page_asked_for_again_is_the_same(reading):
    first, second = reading.get("/map?by=actor"), reading.get("/map?by=actor")
    assert first.content == second.content
    assert first.headers["content-security-policy"] == second.headers["content-security-policy"]
    assert len(second.headers.get_list("content-security-policy")) == 1


def test_other_questions_are_other_pages(reading):
    assert reading.get("/map").content != reading.get("/map?by=actor").content


def test_a_correction_makes_every_kept_page_anew(app):
    said = app.get("/api/statements", params={"issue": "ceasefire", "count": 1}).json()["statements"][0]
    path = f"/statement/{said['id']}"
    before = app.get(path).text
    app.post(
        "/corrections", data={"target": said["id"], "field": "act", "value": "threaten", "why": "a test"}
    )
    after = app.get(path).text
    assert "corrected by tester" in after and "corrected by tester" not in before


def test_what_goes_on_is_never_kept(app):
    answer = app.post("/add", files=[("files", ("s.exe", b"x"))])
    assert "etag" not in app.get(answer.headers["location"]).headers
