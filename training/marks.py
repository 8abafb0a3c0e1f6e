"""Reads a labelled article: marked-up text to plain text, spans and labels.

The notation is described in ``docs/labelling.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_TAG = re.compile(r"<(?P<end>/?)(?P<role>[scqi])(?P<number>\d+)>")
_STRAY = re.compile(r"</?\w{0,3}\d*>?")
ROLES = {"s": "source", "c": "cue", "q": "content", "i": "condition"}
ACTS = frozenset(
    ["demand", "offer", "accept", "reject", "threaten", "accuse", "promise", "concede", "appeal", "assess"]
)
HOLDS = frozenset(["own", "other", "question", "hypothetical", "unsaid", "past"])
STANCES = {"+": "supports", "-": "opposes", "?": "conditional", "~": "unclear"}
_ISSUE = re.compile(r"(P\d+)([+?~-])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")


class MarkError(ValueError):
    """A labelled article that cannot be read; the message says where and why."""


@dataclass(frozen=True)
class Label:
    """What one statement means, in the words of its label line; "" where it says none."""

    speaker: str
    on_behalf_of: str
    about: str
    act: str
    hold: str
    issues: dict[str, str]
    said_on: str


@dataclass
class Marked:
    """One marked statement: half-open character spans by role, in the order of the text, and its label."""

    number: int
    source: list[tuple[int, int]] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    condition: list[tuple[int, int]] = field(default_factory=list)
    label: Label | None = None


@dataclass(frozen=True)
class LabelledArticle:
    """A labelled article: its head, its plain text, its statements by number."""

    id: str
    head: dict[str, str]
    actors: list[tuple[str, ...]]
    propositions: dict[str, str]
    text: str
    statements: list[Marked]


def read_labelled(path: Path) -> LabelledArticle:
    """Return the labelled article in *path*. Raises :class:`MarkError` with the place and the reason."""
    return parse_labelled(path.read_text(encoding="utf-8"), path.stem)


def parse_labelled(words: str, name: str = "") -> LabelledArticle:
    """Return the labelled article written as *words*. Raises :class:`MarkError`."""
    head, actors, propositions, rest = _head(words)
    body, line, labels = rest.partition("\n---")
    if not line:
        raise MarkError("no line --- before the labels")
    text, statements = _unmark(body.strip("\n"))
    _join_labels(statements, labels, propositions)
    return LabelledArticle(
        head.get("id", name), head, actors, propositions, text, [statements[n] for n in sorted(statements)]
    )


def _head(words: str) -> tuple[dict[str, str], list[tuple[str, ...]], dict[str, str], str]:
    head: dict[str, str] = {}
    actors: list[tuple[str, ...]] = []
    propositions: dict[str, str] = {}
    lines = words.lstrip("\ufeff\n").split("\n")
    at = 0
    for at, line in enumerate(lines):  # noqa: B007 - where the head ends is used below
        if not line.startswith("#"):
            break
        key, _, value = line.lstrip("# ").partition(":")
        if key == "actor":
            actors.append(tuple(p.strip() for p in value.split("|")))
        elif re.fullmatch(r"P\d+", key):
            propositions[key] = value.strip()
        else:
            head[key.strip()] = value.strip()
    return head, actors, propositions, "\n".join(lines[at:])


def _unmark(body: str) -> tuple[str, dict[int, Marked]]:
    text, at = "", 0
    opened: dict[tuple[str, int], int] = {}
    statements: dict[int, Marked] = {}
    for m in _TAG.finditer(body):
        text += body[at : m.start()]
        at = m.end()
        key = (m["role"], int(m["number"]))
        if not m["end"]:
            if key in opened:
                raise MarkError(f"<{key[0]}{key[1]}> is opened twice, near “{text[-40:]}”")
            opened[key] = len(text)
            continue
        if key not in opened:
            raise MarkError(f"</{key[0]}{key[1]}> was never opened, near “{text[-40:]}”")
        statement = statements.setdefault(key[1], Marked(key[1]))
        getattr(statement, ROLES[key[0]]).append((opened.pop(key), len(text)))
    text += body[at:]
    if opened:
        raise MarkError(f"never closed: {', '.join(f'<{r}{n}>' for r, n in opened)}")
    return text, statements


def _join_labels(statements: dict[int, Marked], lines: str, propositions: dict[str, str]) -> None:
    for line in filter(str.strip, lines.lstrip("-").split("\n")):
        parts = [p.strip() for p in line.split("|")]
        if len(parts) != 8 or not parts[0].isdigit():
            raise MarkError(f"a label line has 8 fields, this one {len(parts)}: {line}")
        if int(parts[0]) not in statements:
            raise MarkError(f"a label for {parts[0]}, which is not marked in the text")
        statements[int(parts[0])].label = _label(parts, propositions)
    missing = [n for n, s in statements.items() if s.label is None]
    if missing:
        raise MarkError(f"no label line for {', '.join(map(str, missing))}")


def _label(parts: list[str], propositions: dict[str, str]) -> Label:
    _, speaker, behalf, about, act, hold, issues, said_on = ("" if p == "-" else p for p in parts)
    if act not in ACTS:
        raise MarkError(f"{parts[0]}: the act “{act}” is none of {', '.join(sorted(ACTS))}")
    if hold not in HOLDS:
        raise MarkError(f"{parts[0]}: the hold “{hold}” is none of {', '.join(sorted(HOLDS))}")
    if said_on and not _DAY.fullmatch(said_on):
        raise MarkError(f"{parts[0]}: said_on is “{said_on}”, not YYYY-MM-DD or a dash")
    found = {}
    for word in issues.replace(",", " ").split():
        m = _ISSUE.fullmatch(word)
        if not m or m[1] not in propositions:
            raise MarkError(f"{parts[0]}: “{word}” is no proposition of the head with + - ? or ~")
        found[m[1]] = STANCES[m[2]]
    return Label(speaker, behalf, about, act, hold, found, said_on)
