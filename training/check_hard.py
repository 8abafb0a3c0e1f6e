"""Finds what is out of order in the hard list: ``python -m training.check_hard FILE ...``."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from training.check import find_faults
from training.marks import LabelledArticle, MarkError, parse_labelled

FOLDER = Path(__file__).parent.parent / "corpus" / "hard"
PUBLISHED = "2031-05-14"


def read_items(file: Path) -> list[LabelledArticle]:
    """Return the items of one kind. Raises :class:`~training.marks.MarkError` with the item's number and the reason."""
    head = shared_head()
    out = []
    for number, words in enumerate(file.read_text(encoding="utf-8").split("\n===\n"), 1):
        try:
            out.append(parse_labelled(f"{head}\n{words.strip(chr(10))}\n", f"{file.stem}-{number}"))
        except MarkError as error:
            raise MarkError(f"item {number}: {error}") from error
    return out


def shared_head() -> str:
    """Return the head that all items share: the cast and the propositions of the hard list's negotiation."""
    table = tomllib.loads((FOLDER / "negotiation.toml").read_text(encoding="utf-8"))
    rows = ["# genre: sentences", "# field: hard", f"# published: {PUBLISHED}"]
    rows += [f"# actor: {a['name']} | {a.get('pronoun', a['kind'])} |" for a in table["actors"]]
    rows += [f"# P{n}: {i['proposition']}" for n, i in enumerate(table["issues"], 1)]
    return "\n".join(rows)


def main(argv: list[str]) -> int:
    """Print what is wrong in each file; return 1 when anything is."""
    wrong = 0
    for file in [Path(a) for a in argv] or sorted(FOLDER.glob("*.txt")):
        try:
            items = read_items(file)
        except MarkError as error:
            wrong += 1
            print(f"{file.name}: {error}")
            continue
        for number, item in enumerate(items, 1):
            for fault in find_faults(item):
                if fault != "the head has no “id”":
                    wrong += 1
                    print(f"{file.name}, item {number}: {fault}")
        print(f"{file.name}: {len(items)} items")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
