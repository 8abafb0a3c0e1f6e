"""A brief as Markdown with numbered citations at its end."""

from __future__ import annotations

import re

from onrecord.dates import show_day
from onrecord.document import Brief, Part, Reference, Remark, Sentence, Voice
from onrecord.spans import squeeze

_SPECIAL = re.compile(r"([\\`*_\[\]<>#&~|!])")


def to_markdown(brief: Brief) -> str:
    """Return *brief* as Markdown: verbatim in quotation marks, paraphrase plain, stances in italics."""
    numbers = {r.article.id: r.number for r in brief.references}
    out = [f"# {_safe(brief.title)}", ""]
    out += [" ".join(_sentence(s, numbers) for s in brief.lede), ""] if brief.lede else []
    for section in brief.sections:
        out += [f"## {section.title}", ""]
        for group in section.groups:
            out += [f"### {_safe(group.title)}", ""] if group.title else []
            out += [_line(line, numbers) for line in group.lines]
            out.append("")
    out += ["## Citations", ""]
    out += [_reference(r) for r in brief.references]
    out += ["", "*Quotation marks hold words that stand in the cited article; everything else in a line is ",
            "paraphrase or, in italics, onrecord’s reading of them.*", ""]  # fmt: skip
    return "\n".join(out)


def marks(sentence: Sentence, numbers: dict[str, int]) -> list[int]:
    """Return the citation numbers of a sentence, in order, each once."""
    return list(dict.fromkeys(numbers[c.article] for c in sentence.citations))


def _line(line: Sentence | Remark, numbers: dict[str, int]) -> str:
    label = f"**{_safe(line.label)}** · " if line.label else ""
    if isinstance(line, Remark):
        items = "".join(f"\n    - {_safe(item)}" for item in line.items)
        return f"- {label}{_safe(line.text)}{items}"
    note = f" {_safe(line.note)}." if line.note else ""
    return f"- {label}{_words(line.parts)}{note} {_numbers(line, numbers)}".rstrip()


def _sentence(sentence: Sentence, numbers: dict[str, int]) -> str:
    return f"{_words(sentence.parts)} {_numbers(sentence, numbers)}"


def _numbers(sentence: Sentence, numbers: dict[str, int]) -> str:
    return "".join(f"[{n}]" for n in marks(sentence, numbers))


def _words(parts: tuple[Part, ...]) -> str:
    return "".join(_part(p) for p in parts)


def _part(part: Part) -> str:
    words = _safe(part.text)
    if part.voice is not Voice.INFERENCE or len(words.strip(" .,:;()")) < 4:
        return words
    core = words.strip(" .,:;")
    head, tail = words.split(core, 1)
    return f"{head}*{core}*{tail}"


def _reference(reference: Reference) -> str:
    article = reference.article
    day = show_day(article.day, year=True) if article.day else "undated"
    title = f"“{_safe(article.title)}”, " if article.title else ""
    place = f" {_address(article.url or article.file)}"
    also = sorted({s.url or s.file for s in article.sightings} - {article.url or article.file})
    copies = f" (also at {', '.join(map(_address, also))})" if also else ""
    words = "".join(
        f"\n    - characters {c.span.start}–{c.span.end}: “{_safe(squeeze(c.exact))}”"
        for c in reference.citations
    )
    return f"{reference.number}. {_safe(reference.outlet.name)}, {title}{day},{place}{copies}{words}"


def _address(words: str) -> str:
    """Return a web address as a link that holds nothing else; anything else as plain words."""
    if re.fullmatch(r"https?://[^\s<>\"'`\\{}|^]+", words):
        return f"<{words}>"
    return _safe(squeeze(words))


def _safe(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
