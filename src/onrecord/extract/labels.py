"""Speaker labels of transcripts and interviews: "THE PRESIDENT:", "Vladimir Putin:", "Q"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.dates import MONTHS, WEEKDAYS
from onrecord.spans import Span, trim

_LABEL = re.compile(
    r"(?P<name>(?:(?:[A-Z][A-Z.'’\-À-Ý]+|[A-Z]\.)(?:\s+(?:[A-Z][A-Z.'’\-À-Ý]+|[A-Z]\.|OF|THE|AND))*)"
    r"|A|Q"
    r"|(?:[A-ZÀ-Ý][\w.'’-]+(?:\s+(?:[A-ZÀ-Ý][\w.'’-]+|of|the|von|der)){0,4}))"
    r"(?:\s*\([^)\n]{1,40}\))?\s*(?P<colon>:)\s+(?=\S)"
)
_ASKS = frozenset(("q", "question", "reporter", "moderator", "host", "journalist"))
_NOT_NAMES = frozenset(
    [
        "note",
        "update",
        "correction",
        "background",
        "photo",
        "video",
        "caption",
        "read",
        "more",
        "related",
        "editor",
        "live",
        "watch",
        "analysis",
        "title",
        "date",
        "published",
        "source",
        "sources",
        "tags",
        "by",
        "subject",
        "re",
        "topics",
        "share",
        *WEEKDAYS,
        *MONTHS,
    ]
)
_TRANSCRIPT = re.compile(
    r"\b(?:remarks|transcript|interview|gaggle|briefing|speech|address|press conference)\b", re.I
)
_Q = re.compile(r"\s*(Q)(?:\s+|$)")
_QUOTED = re.compile(r"[\"“].*[\"”]", re.S)
_EDITOR = r"\s*(?:Note|Editor|Correction|Background|Source)\b[^:]{0,30}:"


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of a speaker's turn, with the label that named the speaker; ``asks`` for a reporter's question."""

    label: Span
    colon: Span
    content: Span
    asks: bool = False


def label_turns(text: str, blocks: list[Span], title: str = "") -> dict[Span, Turn | None]:
    """Return, for each paragraph of a transcript that is somebody's speech, its turn.

    A text is a transcript when two or more of its paragraphs open with a speaker's label and those are
    at least one in eight or in capitals, or when its *title* says so. A reporter's question is nobody's position, whatever it claims
    that others said. None stands for a question that goes on. Stage directions and the editor's own paragraphs have no entry.
    """
    labelled = {b: m for b in blocks if (m := _label(text, b))}
    capitals = sum(m["name"].isupper() and len(m["name"]) > 3 for m in labelled.values())
    often = len(labelled) >= 2 and 8 * len(labelled) >= len(blocks)
    if not (often or capitals >= 2 or (capitals and _TRANSCRIPT.search(title))):
        return {}
    turns: dict[Span, Turn | None] = {}
    speaker: tuple[Span, Span] | None = None
    asking: Turn | None = None
    one_letter = all(len(m["name"]) == 1 for m in labelled.values())
    for block in blocks:
        match = labelled.get(block)
        content = block
        if match:
            content = Span(match.end(), block.end)
            name = Span(match.start("name"), match.end("name"))
            asks = name.cut(text).lower().strip(".") in _ASKS
            said = (name, Span(match.start("colon"), match.end("colon")))
            speaker, asking = (None, Turn(*said, trim(content, text), True)) if asks else (said, None)
        elif m := _Q.match(text, block.start, block.end):
            letter = Span(m.start(1), m.end(1))
            speaker, asking = None, Turn(letter, letter, trim(Span(m.end(), block.end), text), True)
        elif _stage(block.cut(text)):
            continue
        elif one_letter or re.match(_EDITOR, block.cut(text)):
            speaker, asking = None, None  # after "A:" an unlabelled paragraph is the editor's
        if asking:
            turns[block] = asking if block.covers(asking.content) and len(asking.content) else None
        elif speaker and _narrated(content.cut(text), speaker[0].cut(text)):
            continue  # the editor sums up, in the third person: no words of the speaker's
        elif speaker and len(trim(content, text)):
            turns[block] = Turn(*speaker, trim(content, text))
            if _QUOTED.fullmatch(trim(content, text).cut(text)):
                speaker = None  # "Name: “words”" is a list of quotations; what follows is the page's own
    return turns


def _label(text: str, block: Span) -> re.Match[str] | None:
    match = _LABEL.match(text, block.start, block.end)
    if not match or len(match["name"]) > 60 or match["name"].lower().split()[0] in _NOT_NAMES:
        return None
    return match


def _narrated(words: str, label: str) -> bool:
    """Say whether a paragraph under a speaker's label tells of the speaker instead of being his words."""
    surname = label.split()[-1]
    third = len(surname) > 2 and re.search(rf"\b{re.escape(surname)}\b", words)
    third = third or re.search(r"\b(?:The|the) (?:President|Head of State|Minister)\b", words)
    return bool(third) and not re.search(r"\b(?:I|we|We|my|My|our|Our|me)\b", words)


def _stage(words: str) -> bool:
    """Say whether a paragraph is a stage direction: in brackets, or a line of place and time."""
    return (words[:1] in "([<‹" and words[-1:] in ")]>›.") or words.rstrip().endswith(":") or words.isupper()
