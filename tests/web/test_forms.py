import json

import pytest

from onrecord.store.store import RecordReader


def clear_one(app, issue="ceasefire", stance="supports"):
    rows = app.get("/api/statements", params={"issue": issue, "count": 500}).json()["statements"]
    return next(s for s in rows if s["stance"] == stance and s["actor"] and not s["hedged"])


def mend(app, statement, **words):
    form = {"target": statement["id"], "why": "read again", "next": "/map", **words}
    return app.post("/corrections", data=form)


def test_a_correction_is_seen_on_every_page_at_once(app):
    made = clear_one(app)
    answer = mend(app, made, stance="opposes")
    assert (answer.status_code, answer.headers["location"]) == (303, "/map?mended=1")
    assert app.get(f"/api/statement/{made['id']}").json()["stance"] == "opposes"
    for path in (f"/statement/{made['id']}", f"/article/{made['article']}"):
        assert "stance corrected by tester" in app.get(path).text
    side = made["on_behalf_of"] or made["actor"]
    cell = app.get(f"/api/map/{side}/ceasefire", params={"as_of": made["published"][:10]}).json()
    said = [u for u in cell["cell"]["utterances"] if made["id"] in u["statements"]]
    assert [u["stance"] for u in said] == ["opposes"]
    found = app.get("/api/search", params={"q": made["words"]["content"][0][:60], "stance": "opposes"}).json()
    assert made["id"] in {h["id"] for h in found["statements"]}


def test_an_undone_correction_counts_no_longer_and_stays_listed(app):
    made = clear_one(app)
    mend(app, made, stance="opposes")
    row = app.get("/api/corrections").json()[-1]
    app.post("/corrections", data={"target": row["id"], "field": "undo", "value": "yes", "why": "was right"})
    assert app.get(f"/api/statement/{made['id']}").json()["stance"] == "supports"
    words = app.get("/corrections").text
    assert "undone by tester" in words
    again = app.post(
        "/corrections", data={"target": row["id"], "field": "undo", "value": "yes", "why": "again"}
    )
    assert again.status_code == 400


def test_one_form_may_correct_several_things(app):
    made = clear_one(app)
    mend(app, made, stance="opposes", issue="annexed-regions", act="reject")
    now = app.get(f"/api/statement/{made['id']}").json()
    assert (now["stance"], now["issue"], now["act"]) == ("opposes", ["annexed-regions"], "reject")


def test_a_rejected_statement_is_on_no_page_and_can_come_back(app):
    made = clear_one(app)
    mend(app, made, reject="yes")
    assert app.get(f"/api/statement/{made['id']}").status_code == 404
    assert made["id"] not in app.get(f"/article/{made['article']}").text
    assert "left out" in app.get(f"/statement/{made['id']}").text
    row = app.get("/api/corrections").json()[-1]
    app.post("/corrections", data={"target": row["id"], "field": "undo", "why": "was right"})
    assert app.get(f"/api/statement/{made['id']}").status_code == 200


def test_a_merged_actor_goes_up_in_the_other_everywhere(app):
    before = app.get("/api/statements", params={"actor": "peskov", "count": 1}).json()["total"]
    assert before
    app.post("/corrections", data={"target": "peskov", "field": "merge", "value": "putin", "why": "a test"})
    assert app.get("/actor/peskov").status_code == 404
    assert app.get("/api/statements", params={"actor": "peskov", "count": 1}).json()["total"] == 0
    assert "Dmitry Peskov" in app.get("/actor/putin").text  # as another of his names
    row = app.get("/api/corrections").json()[-1]
    app.post("/corrections", data={"target": row["id"], "field": "undo", "why": "was right"})
    assert app.get("/api/statements", params={"actor": "peskov", "count": 1}).json()["total"] == before


def test_two_actors_cannot_go_up_in_each_other(app):
    app.post("/corrections", data={"target": "peskov", "field": "merge", "value": "putin", "why": "a test"})
    answer = app.post(
        "/corrections", data={"target": "putin", "field": "merge", "value": "peskov", "why": "a test"}
    )
    assert answer.status_code == 404


def test_an_alias_names_the_speaker_of_unknown_words(app):
    rows = app.get("/api/statements", params={"count": 500}).json()["statements"]
    made = next(s for s in rows if not s["actor"] and s["named_as"][:1].isupper() and " " in s["named_as"])
    app.post(
        "/corrections", data={"target": "rutte", "field": "alias", "value": made["named_as"], "why": "a test"}
    )
    assert app.get(f"/api/statement/{made['id']}").json()["actor"] == "rutte"


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"target": "s-0", "stance": "opposes", "why": "x"}, 404, "statement"),
        ({"target": "", "why": "x"}, 404, "statement"),
        ({"target": "putin", "field": "merge", "value": "putin", "why": "x"}, 400, "into itself"),
        ({"target": "putin", "field": "alias", "value": "Moscow", "why": "x"}, 400, "merge the two actors"),
        (
            {"target": "putin", "field": "alias", "value": "the  moscow", "why": "x"},
            400,
            "merge the two actors",
        ),
        ({"target": "putin", "field": "alias", "value": " ", "why": "x"}, 400, "must be a name"),
        ({"target": "nobody", "field": "alias", "value": "N", "why": "x"}, 404, "no actor"),
        ({"target": "c-0", "field": "undo", "value": "yes", "why": "x"}, 404, "no correction"),
        ({"target": "putin", "field": "shoe", "value": "42", "why": "x"}, 400, "no field"),
    ],
)
def test_a_correction_that_does_not_fit_says_what_was_expected(app, form, status, words):
    answer = app.post("/corrections", data=form)
    assert answer.status_code == status
    assert words in answer.text


def test_a_correction_needs_a_reason_and_without_one_nothing_is_kept(app, copy):
    made = clear_one(app)
    assert mend(app, made, stance="opposes", why=" ").status_code == 400
    with RecordReader(copy) as reader:
        assert reader.corrections() == ()


def test_of_a_form_with_one_wrong_value_nothing_is_kept(app, copy):
    made = clear_one(app)
    assert mend(app, made, stance="opposes", issue="nothing").status_code == 404
    with RecordReader(copy) as reader:
        assert reader.corrections() == ()


def test_the_way_back_leads_nowhere_else(app):
    made = clear_one(app)
    answer = mend(app, made, stance="opposes", next="https://evil.example/")
    assert answer.headers["location"] == "/corrections?mended=1"


def test_corrections_are_exported_as_labels(app):
    made = clear_one(app)
    mend(app, made, stance="opposes")
    (row,) = [json.loads(line) for line in app.get("/corrections.jsonl").text.splitlines()]
    assert (row["before"]["stance"], row["after"]["stance"]) == ("supports", "opposes")
    text = app.get(f"/api/article/{row['article']}").json()["text"]
    assert [text[a:b] for a, b in row["content"]] == row["words"]


def test_what_another_program_writes_is_seen_without_a_restart(app, copy):
    from click.testing import CliRunner

    from onrecord.cli import main

    made = clear_one(app)
    done = CliRunner().invoke(main, ["correct", str(copy), made["id"], "--stance", "opposes", "--why", "x"])
    assert done.exit_code == 0
    assert app.get(f"/api/statement/{made['id']}").json()["stance"] == "opposes"


def test_a_record_that_is_gone_is_said_and_comes_back(app, copy):
    away = copy.with_name("away.db")
    copy.rename(away)
    answer = app.get("/map")
    assert answer.status_code == 503
    assert "put it back" in answer.text
    assert app.get("/api/map").status_code == 503
    away.rename(copy)
    assert app.get("/map").status_code == 200


def test_another_file_in_its_place_is_taken_up(app, copy, example):
    import shutil

    made = clear_one(app)
    mend(app, made, stance="opposes")
    fresh = copy.with_name("fresh.db")
    shutil.copy(example, fresh)
    fresh.replace(copy)
    assert app.get(f"/api/statement/{made['id']}").json()["stance"] == "supports"
