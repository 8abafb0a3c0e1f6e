"""A brief as lines for a terminal, wrapped to its width."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator

from onrecord.dates import show_day
from onrecord.document import Brief, Remark, Sentence
from onrecord.render.markdown import marks

Style = Callable[[str, str], str]  # words and one of "title", "head", "label", "dim" to words as shown


def plain(words: str, kind: str) -> str:
    """Return *words* as they are: the style of a terminal without colours."""
    del kind
    return words


def to_terminal(brief: Brief, width: int = 100, style: Style = plain) -> str:
    """Return *brief* as text of at most *width* columns, its citations one line each."""
    return "\n".join(_lines(brief, max(40, width), style)) + "\n"


def harmless(words: str) -> str:
    """Return *words* without the control characters by which a text could steer a terminal."""
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in words)


def _lines(brief: Brief, width: int, style: Style) -> Iterator[str]:
    numbers = {r.article.id: r.number for r in brief.references}
    yield style(brief.title, "title")
    yield ""
    for sentence in brief.lede:
        yield textwrap.fill(f"{harmless(sentence.text)} {_numbers(sentence, numbers)}", width)
    for section in brief.sections:
        yield ""
        yield style(section.title.upper(), "head")
        for group in section.groups:
            if group.title:
                yield ""
                yield style(group.title, "label")
            for line in group.lines:
                yield _line(line, numbers, width)
    yield ""
    yield style("CITATIONS", "head")
    for r in brief.references:
        day = show_day(r.article.day, year=True) if r.article.day else "undated"
        title = r.article.title or r.article.file
        yield textwrap.fill(
            f"[{r.number}] {r.outlet.name}, “{harmless(title)}”, {day}, {r.article.url or r.article.file}",
            width,
            subsequent_indent="    ",
            break_long_words=False,
            break_on_hyphens=False,
        )


def _line(line: Sentence | Remark, numbers: dict[str, int], width: int) -> str:
    label = f"{line.label} — " if line.label else ""
    if isinstance(line, Remark):
        more = "".join(f"\n    {textwrap.shorten(item, width - 4)}" for item in line.items)
        return textwrap.fill(f"- {label}{line.text}", width, subsequent_indent="  ") + more
    note = f" {line.note}." if line.note else ""
    words = f"- {label}{harmless(line.text)}{note} {_numbers(line, numbers)}"
    return textwrap.fill(words, width, subsequent_indent="  ")


def _numbers(sentence: Sentence, numbers: dict[str, int]) -> str:
    return "".join(f"[{n}]" for n in marks(sentence, numbers))
