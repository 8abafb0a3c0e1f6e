"""Writes docs/commands.md from the command line itself; --check says whether it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli import main

PAGE = Path(__file__).parent / "commands.md"


def page() -> str:
    """Return the page: every command with its help, as a terminal shows it."""
    out = ["# Commands", "", "Made by `python docs/generate.py`; do not edit by hand.", ""]
    context = click.Context(main, info_name="onrecord", max_content_width=100, terminal_width=100)
    out += ["```text", main.get_help(context), "```", ""]
    for name, command in sorted(main.commands.items()):
        inner = click.Context(
            command, info_name=f"onrecord {name}", max_content_width=100, terminal_width=100
        )
        out += [f"## onrecord {name}", "", "```text", command.get_help(inner), "```", ""]
    return "\n".join(out)


if __name__ == "__main__":
    made = page()
    if "--check" in sys.argv:
        if not PAGE.is_file() or PAGE.read_text("utf-8") != made:
            sys.exit("docs/commands.md is out of date: run `python docs/generate.py`")
    else:
        PAGE.write_text(made, encoding="utf-8")
