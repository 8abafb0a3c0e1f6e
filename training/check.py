"""Finds what is out of order in labelled articles: ``python -m training.check FILE_OR_FOLDER ...``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from training.marks import LabelledArticle, Marked, MarkError, read_labelled

_HEAD = ("id", "genre", "field", "published")
_OPENS, _CLOSES = "“„«", "”»"
_LONG_CUE = 9


def main(argv: list[str]) -> int:
    """Print what is wrong in each file; return 1 when anything is."""
    files = [f for a in argv for f in (sorted(Path(a).rglob("*.txt")) if Path(a).is_dir() else [Path(a)])]
    wrong = statements = words = 0
    for file in files:
        try:
            article = read_labelled(file)
        except (MarkError, UnicodeDecodeError) as error:
            wrong += 1
            print(f"{file.name}: {error}")
            continue
        statements += len(article.statements)
        words += len(article.text.split())
        for line in find_faults(article):
            wrong += 1
            print(f"{file.name}: {line}")
    print(f"{len(files)} articles, {words} words, {statements} statements, {wrong} faults")
    return 1 if wrong else 0


def find_faults(article: LabelledArticle) -> Iterator[str]:
    """Yield what is wrong with an article's head, spans and labels, in words."""
    for key in _HEAD:
        if not article.head.get(key):
            yield f"the head has no “{key}”"
    if "<" in article.text or ">" in article.text:
        at = article.text.find("<") if "<" in article.text else article.text.find(">")
        yield f"a broken tag near “{article.text[max(0, at - 30) : at + 30]}”"
    named = {a[0] for a in article.actors}
    for statement in article.statements:
        for fault in _faults(article.text, statement):
            yield f"{statement.number}: {fault}"
        label = statement.label
        if label:
            for who in (label.speaker, label.on_behalf_of, label.about):
                if who and not who.startswith("?") and who not in named:
                    yield f"{statement.number}: “{who}” is no actor of the head (write ?{who} if unnamed)"


def _faults(text: str, s: Marked) -> Iterator[str]:
    if len(s.cue) != 1:
        yield f"{len(s.cue)} cues, one is needed"
    if len(s.source) > 1:
        yield "two source spans (give each speaker's span to one <s>, or join them)"
    if not s.content:
        yield "no content"
    for role in ("source", "cue", "content", "condition"):
        for start, end in getattr(s, role):
            yield from _span(text, role, start, end)
    for start, end in s.cue:
        if len(text[start:end].split()) > _LONG_CUE:
            yield f"the cue is long: “{text[start:end]}”"
        if any(a < end and start < b for a, b in s.content + s.source):
            yield "the cue overlaps its own content or source"
    if any(a < d and c < b for a, b in s.content for c, d in s.source):
        yield "the source lies inside its own content"


def _span(text: str, role: str, start: int, end: int) -> Iterator[str]:
    words = text[start:end]
    shown = f"{role} “{words[:60]}”"
    if not words.strip():
        yield f"{role} is empty"
        return
    if words != words.strip():
        yield f"{shown} has white space at its edge"
    if "\n\n" in words:
        yield f"{shown} runs over paragraphs: give each paragraph its own fragment"
    cuts = start and text[start - 1].isalnum() and words[0].isalnum()
    if cuts or (end < len(text) and text[end].isalnum() and words[-1].isalnum()):
        yield f"{shown} cuts a word"
    if role == "content":
        yield from _content(text, words, shown, start, end)


def _content(text: str, words: str, shown: str, start: int, end: int) -> Iterator[str]:
    opens = sum(words.count(m) for m in _OPENS)
    closes = sum(words.count(m) for m in _CLOSES)
    if closes > opens or (opens > closes and text[end : end + 1] in tuple(_CLOSES)):
        yield f"{shown} leaves out a quotation mark that belongs to it"
    if words[-1] in ",;:" or (
        words[-1] == "." and not opens and not re.search(r"\b(?:\w\.|[A-Z]\w?\.)$", words)
    ):
        line = text[text.rfind("\n", 0, start) + 1 : start]
        if not re.search(r"[:“„«]\s*$", line) and line.strip():
            yield f"{shown} ends with the sentence's own “{words[-1]}”"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
