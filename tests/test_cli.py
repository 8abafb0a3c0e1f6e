import json
import re

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from tests.factories import EXAMPLE, ROOT, TALKS

STORY = (
    "Title: Berg ready for a truce\nPublished: 2025-02-02\nOutlet: wire.example\n\n"
    "Anna Berg told reporters on Saturday: “We are ready for a truce on the whole river.” Petros Costas "
    "rejected a truce. He said that Norland must open the dam before anything else is talked about.\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "negotiation.toml").write_bytes(TALKS)
    (tmp_path / "articles" / "a.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def run(*words, code=0):
    done = CliRunner().invoke(main, [str(w) for w in words])
    assert done.exit_code == code, done.output + done.stderr
    return done


@pytest.fixture
def record(folder):
    path = folder / "r.db"
    run("add", path, folder / "articles", "-n", folder / "negotiation.toml")
    return path


def test_brief_writes_its_files_and_says_where(folder):
    done = run("brief", folder, "--out", folder / "out")
    assert "We are ready for a truce" in done.stdout
    assert {p.name for p in (folder / "out").iterdir()} == {
        "brief.md",
        "brief.html",
        "brief.json",
        "record.db",
    }
    assert "record.db" in done.output


def test_the_same_record_gives_the_same_bytes(folder):
    run("brief", folder, "--out", folder / "one")
    run("brief", folder, "--out", folder / "two")
    for name in ("brief.md", "brief.html", "brief.json"):
        assert (folder / "one" / name).read_bytes() == (folder / "two" / name).read_bytes()


def test_adding_twice_reads_nothing_anew(folder, record):
    assert "0 new articles, 0 read" in run("add", record, folder / "articles").stderr


def test_a_mistyped_command_is_answered_with_the_nearest():
    assert "Did you mean 'brief'" in run("breif", code=2).stderr


def test_a_path_in_place_of_a_command_is_understood(folder):
    assert "onrecord brief" in run(folder, code=2).stderr


def test_a_wrong_date_says_what_was_expected(folder):
    assert "2025-02-02" in run("brief", folder, "--as-of", "2 Feb", code=2).stderr


def test_two_negotiations_are_never_mixed_in_one_record(folder, record):
    other = folder / "other.toml"
    other.write_bytes(TALKS.replace(b'id = "river"', b'id = "lake"', 1))
    done = run("add", record, folder / "articles", "-n", other, code=2)
    assert "another negotiation" in done.stderr


def test_going_back_to_an_earlier_negotiation_file_takes_effect(folder, record):
    changed = folder / "changed.toml"
    changed.write_bytes(TALKS.replace(b'label = "Truce"', b'label = "Armistice"'))
    run("add", record, folder / "articles", "-n", changed)
    run("add", record, folder / "articles", "-n", folder / "negotiation.toml")
    assert "Armistice" not in run("brief", record, "--out", folder / "o").stdout


def test_an_empty_correction_of_a_stance_is_refused(record):
    ident = run("statements", record, "--actor", "berg").stdout.split()[1]
    run("correct", record, ident, "--stance", "", "--why", "x", code=2)
    run("statements", record)


def test_one_article_the_parser_chokes_on_does_not_stop_the_rest(folder):
    (folder / "articles" / "0.txt").write_text(
        "Published: 2025-02-01\n\n" + "word " * 300_000, encoding="utf-8"
    )
    assert "We are ready for a truce" in run("brief", folder, "--out", folder / "o").stdout


def test_a_missing_place_says_so(tmp_path):
    assert "there is no" in run("brief", tmp_path / "none", code=2).stderr


def test_a_folder_without_negotiation_says_what_to_do(tmp_path):
    assert "onrecord init" in run("brief", tmp_path, code=3).stderr


def test_statements_positions_and_obstacles_are_listed(record):
    assert "truce: supports" in run("statements", record, "--actor", "berg").stdout
    assert json.loads(run("positions", record, "--json").stdout)[0]["actor"] == "berg"
    assert "dispute" in run("obstacles", record).stdout


def test_an_unknown_actor_is_answered_with_the_nearest(record):
    assert "did you mean 'berg'" in run("positions", record, "--actor", "bergg", code=2).stderr


def test_show_opens_a_statement_in_its_words(record):
    ident = run("statements", record, "--actor", "berg").stdout.split()[1]
    assert "[“We are ready" in run("show", record, ident).stdout
    assert "no such" not in run("show", record, "s-none", code=2).stdout


def test_a_correction_changes_the_positions_at_once(record):
    ident = run("statements", record, "--actor", "berg").stdout.split()[1]
    run("correct", record, ident, "--stance", "opposes", "--why", "a misprint")
    (row,) = [p for p in json.loads(run("positions", record, "--json").stdout) if p["actor"] == "berg"]
    assert row["stance"] == "opposes"
    run("correct", record, ident, "--reject", "--why", "not said")
    assert "s-" not in run("statements", record, "--actor", "berg").stdout


def test_a_correction_to_something_unknown_is_refused(record):
    ident = run("statements", record, "--actor", "berg").stdout.split()[1]
    assert "is no actor" in run("correct", record, ident, "--actor", "nobody", "--why", "x", code=2).stderr


def test_read_prints_one_json_line_an_article(folder):
    (line,) = run(
        "read", folder / "articles" / "a.txt", "-n", folder / "negotiation.toml", "--text"
    ).stdout.splitlines()
    table = json.loads(line)
    assert table["text"] == STORY
    first = table["statements"][0]
    assert STORY[slice(*first["source"])] == "Anna Berg"
    assert set(first) >= {
        "source", "cue", "content", "kind", "actor", "named_as", "on_behalf_of", "about", "issue", "stance",
        "condition", "act", "said_on", "confidence", "why",
    }  # fmt: skip


def test_read_needs_no_negotiation(folder):
    table = json.loads(run("read", folder / "articles" / "a.txt").stdout)
    assert table["statements"] and table["statements"][0]["actor"] is None


def test_read_keeps_the_text_of_a_jsonl_line_and_its_id(folder):
    (folder / "a.jsonl").write_text(json.dumps({"id": "x1", "text": " Berg  said no.\n"}), encoding="utf-8")
    table = json.loads(run("read", folder / "a.jsonl", "--text").stdout)
    assert (table["id"], table["text"]) == ("x1", " Berg  said no.\n")


def test_init_makes_a_negotiation_that_passes_its_check(tmp_path):
    run("init", tmp_path / "new")
    assert "1 issues" in run("check", tmp_path / "new" / "negotiation.toml").stdout


def test_check_finds_no_fault_in_a_sound_record(record):
    assert "no faults" in run("check", record).stdout


def test_every_command_and_option_is_documented():
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for name, command in main.commands.items():
        assert f"## onrecord {name}" in page
        for option in (o for p in command.params for o in p.opts if o.startswith("--")):
            assert option in page, f"{name} {option}"
        assert "Example" in command.help


def test_every_exit_code_of_the_errors_is_documented():
    from onrecord import errors

    codes = {e.exit_code for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)}
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert all(re.search(rf"^\s*{code} ", page, re.M) for code in codes)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(shell):
    assert "_ONRECORD_COMPLETE" in run("completion", shell).stdout


def test_the_examples_negotiation_is_sound():
    assert "outlets" in run("check", EXAMPLE / "negotiation.toml").stdout


def test_changes_are_told_with_their_words(record):
    assert "for the first time" not in run("changes", record, "--since", "2025-02-01").stdout
    shown = run("changes", record, "--since", "2025-02-01").stdout
    assert "New · Truce — Norland wants a truce" in " ".join(shown.split())


def test_changes_as_json_name_their_statements(record):
    table = json.loads(run("changes", record, "--since", "2025-02-01", "--json").stdout)
    assert {c["kind"] for c in table["changes"]} == {"new"}
    assert all(c["after"]["statements"] for c in table["changes"])


def test_a_window_that_ends_before_it_begins_is_refused(record):
    done = run("changes", record, "--since", "2025-03-01", "--until", "2025-02-01", code=2)
    assert "ends before it begins" in done.stderr


def test_the_map_in_all_its_forms(record, tmp_path):
    assert "Truce" in run("map", record).stdout
    assert run("map", record, "--csv").stdout.startswith("side,issue,stance")
    assert json.loads(run("map", record, "--json").stdout)["cells"]
    run("map", record, "--svg", tmp_path / "map.svg")
    picture = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "<title" in picture and "Norland, Truce: supports" in picture


def test_why_shows_formula_weights_and_statements(record):
    shown = run("why", record, "norland", "truce").stdout
    assert "sum of weight x sign / sum of weights" in shown
    assert "We are ready for a truce" in shown


def test_why_an_empty_cell_is_empty(record):
    done = run("why", record, "norland", "dam", "--as-of", "2025-02-02", code=2)
    assert "no statement of 'norland' on 'dam' found in 1 articles" in done.stderr


@pytest.mark.parametrize("verb", ["path", "disputes", "camps", "timeline", "obstacles", "notices"])
def test_every_question_answers_in_words_and_in_json(record, verb):
    words = ["--issue", "truce"] if verb == "path" else []
    run(verb, record, *words)
    if verb != "notices":
        json.loads(run(verb, record, *words, "--json").stdout)


def test_a_half_life_must_be_positive(record):
    assert "positive number of days" in run("map", record, "--half-life", "0", code=2).stderr


def test_a_withdrawn_article_counts_no_longer_and_names_the_sentences(folder):
    run("brief", folder, "--out", folder / "out")
    record = folder / "out" / "record.db"
    article = json.loads((folder / "out" / "brief.json").read_text(encoding="utf-8"))["references"][0][
        "article"
    ]
    done = run("withdraw", record, article, "--why", "the outlet retracted it")
    assert "rests on it alone: Anna Berg" in done.stdout
    assert "0 statements" in run("statements", record).stderr
    assert "the outlet retracted it" in run("notices", record).stdout
    assert "is withdrawn already" in run("withdraw", record, article, "--why", "again", code=2).stderr


def test_an_unknown_article_cannot_be_withdrawn(record):
    assert "no article a-0" in run("withdraw", record, "a-0", "--why", "x", code=2).stderr


def test_the_maps_page_opens_every_cell_to_its_words(record, tmp_path):
    run("map", record, "--html", tmp_path / "map.html")
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert 'href="#norland--truce"' in page and 'id="norland--truce"' in page
    assert "We are ready for a truce" in page
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
