import json
import re
import socket
import subprocess
import sys
import urllib.request

from tests.test_cli import folder, record, run

__all__ = ["folder", "record"]


def actors(record):
    rows = [json.loads(line) for line in run("statements", record, "--json").stdout.splitlines()]
    return {r["actor"] for r in rows if r["actor"]}


def test_a_merged_actor_goes_up_in_the_other_and_comes_back(record):
    assert {"berg", "costas"} <= actors(record)
    run("merge", record, "costas", "berg", "--why", "a test")
    assert "costas" not in actors(record)
    ident = re.search(r"c-\w+", run("corrections", record).stdout)[0]
    run("undo", record, ident, "--why", "two people after all")
    assert "costas" in actors(record)
    assert "(undone)" in run("corrections", record).stdout


def test_an_alias_another_has_is_refused(record):
    assert "merge the two actors" in run("alias", record, "berg", "Costas", "--why", "x", code=2).stderr
    run("alias", record, "berg", "the Lady of the River", "--why", "x")


def test_corrections_are_exported_as_labels(record):
    ident = run("statements", record, "--actor", "berg").stdout.split()[1]
    run("correct", record, ident, "--stance", "opposes", "--why", "a misprint")
    (row,) = [json.loads(line) for line in run("corrections", record, "--labels").stdout.splitlines()]
    assert (row["before"]["stance"], row["after"]["stance"]) == ("supports", "opposes")


def test_what_cannot_be_served_is_said(record, tmp_path):
    assert "there is no record" in run("serve", tmp_path / "none.db", code=4).stderr
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert "--port 0" in run("serve", record, "--port", str(port), code=2).stderr


def test_a_record_is_served_until_it_is_ended(record):
    command = [sys.executable, "-m", "onrecord", "serve", str(record), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        address = re.search(r"http://\S+", server.stdout.readline())[0]
        with urllib.request.urlopen(address) as answer:
            assert b"River talks" in answer.read()
        server.terminate()
