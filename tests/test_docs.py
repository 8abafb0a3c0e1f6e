"""The README's code runs, and its commands exist."""

import re

from onrecord.cli import main
from tests.factories import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_the_python_of_the_readme_runs(tmp_path, monkeypatch, capsys):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    exec(compile(code, "README.md", "exec"), {})
    assert "## Key players and positions" in capsys.readouterr().out


def test_every_command_of_the_readme_exists():
    named = set(re.findall(r"^\$ onrecord (\w+)", README, re.M))
    assert named
    assert named <= set(main.commands)


def test_every_page_the_readme_links_to_exists():
    for path in re.findall(r"\]\((docs/[^)#]+)\)", README):
        assert (ROOT / path).exists(), path


def test_every_key_of_a_negotiation_is_documented():
    from onrecord import negotiation

    page = (ROOT / "docs" / "negotiation.md").read_text("utf-8")
    keys = {k for kind in negotiation._KEYS.values() for k in kind} - {"camps", "actors", "issues", "outlets"}
    assert [k for k in keys if k not in page] == []
