"""An audit as lines for a terminal, as Markdown and as JSON; pure."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from onrecord.dates import show_day
from onrecord.document import Citation
from onrecord.spans import squeeze
from onrecord.verdicts import Audit, Change, Finding, Verdict

SIGNS = {
    Verdict.SUPPORTED: "✓",
    Verdict.IN_PART: "◐",
    Verdict.STALE: "◷",
    Verdict.NOT_FOUND: "?",
}  # all others: ✗


def _sign(verdict: Verdict) -> str:
    return SIGNS.get(verdict, "✗")


def reference(audit: Audit, ident: str) -> str:
    """Return an article's outlet, headline, day, and address or file."""
    article = audit.articles[ident]
    return f"{_named(audit, ident)}, {article.url or article.file}"


def _source(audit: Audit, citation: Citation) -> str:
    return _named(audit, citation.article)


def _named(audit: Audit, ident: str) -> str:
    article = audit.articles[ident]
    day = show_day(article.day, year=True) if article.day else "undated"
    return f"{audit.outlets[article.outlet].name}, “{article.title or article.file}”, {day}"


def summary(audit: Audit) -> list[str]:
    """Return what an audit comes to, in a few lines."""
    claims = len(audit.findings)
    if not claims:
        return ["The brief holds no sentence that can be checked."]
    shares = "; ".join(f"{n} {v.value}" for v, n in audit.counts.items() if n)
    out = [
        f"{claims} sentences held against {audit.searched} articles, as of {show_day(audit.as_of, year=True)}: {shares}."
    ]
    if audit.checked < len(audit.brief.text):
        out.append(f"Only its first {audit.checked:,} characters were read: it is too long for one audit.")
    if audit.counts[Verdict.NOT_FOUND] == claims:
        out.append("Nothing in this record speaks of it.")
    if audit.citation_precision is None:
        out.append("No sentence cites anything.")
    else:
        recall, precision = audit.citation_recall or 0.0, audit.citation_precision
        out.append(f"Citations: {recall:.0%} of the sentences are borne by what they cite, {precision:.0%} of the citations bear their sentence.")  # fmt: skip
    if audit.unread:
        count = len(audit.unread)
        named = (
            f"{count} of the {len(audit.read)} addresses that the brief names are"
            if count > 1
            else "One address that the brief names is"
        )
        out.append(f"{named} not in the record, so unread.")
    return out


def second_words(f: Finding) -> str:
    """Return a second opinion in words, "" without one."""
    return (
        f"second opinion ({f.second.program}): {f.second.says} it, {f.second.confidence:.0%} sure"
        if f.second
        else ""
    )


def to_lines(audit: Audit, width: int = 100) -> Iterator[str]:
    """Yield an audit as lines of at most *width* columns."""
    for line in summary(audit):
        yield textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
    for address in audit.unread:
        yield f"  unread: {address}"
    for f in audit.findings:
        yield ""
        yield textwrap.fill(f"{_sign(f.verdict)} {f.verdict.value.upper()}  {squeeze(f.claim.text)}", width, subsequent_indent="  ")  # fmt: skip
        yield textwrap.fill(f"{f.reason} (confidence {f.confidence:.2f})", width, initial_indent="    ", subsequent_indent="    ")  # fmt: skip
        if f.second:
            yield f"    {second_words(f)}"
        for c in f.evidence:
            words = f"{squeeze(c.exact)} ({_source(audit, c)})"
            yield textwrap.fill(words, width, initial_indent="    > ", subsequent_indent="      ")


def to_markdown(audit: Audit) -> str:
    """Return an audit as Markdown: the summary, then each sentence with verdict, reason and evidence."""
    out = ["# Audit", "", *summary(audit), *(f"- unread: <{a}>" for a in map(_address, audit.unread))]
    for f in audit.findings:
        out += [
            "",
            f"**{_sign(f.verdict)} {f.verdict.value}** — {_safe(f.claim.text)}",
            "",
            f"{_safe(f.reason)}.",
        ]
        out += ["", f"*{_safe(second_words(f))}.*"] if f.second else []
        out += [f"\n> {_safe(c.exact)}\n>\n> {_safe(_source(audit, c))}" for c in f.evidence]
    return "\n".join(out) + "\n"


def _address(words: str) -> str:
    return re.sub(r"[<>\s]", "", words)


def _safe(words: str) -> str:
    """Return words on one line in which no mark of Markdown or HTML acts."""
    return "".join("\\" + c if c in "\\`*_[]<>#|!" else c for c in squeeze(words))


def to_corrected(audit: Audit) -> str:
    """Return the mended brief as Markdown, every edit marked as CriticMarkup does: ``{--struck--}``, ``{++added++}``."""
    made = audit.mended
    marks = {Change.KEPT: "{}", Change.STRUCK: "{{--{}--}}", Change.ADDED: "{{++{}++}}"}
    body = "".join(_each_line(r.text, marks[r.kind]) for r in made.runs).rstrip()
    listed = [f"- {{++[{mark}] {_safe(reference(audit, a))}++}}" for mark, a in made.cited.items()]
    return "\n".join([body, "", *listed]).rstrip() + "\n"


def _each_line(words: str, mark: str) -> str:
    """Put *mark* about every line, since no mark may reach over an empty one."""
    return "\n".join(mark.format(line) if line.strip() else line for line in words.split("\n"))


def to_json(audit: Audit) -> dict[str, Any]:
    """Return an audit as values for JSON; spans count characters of the brief's text."""
    return {
        "as_of": audit.as_of.isoformat(),
        "searched": audit.searched,
        "counts": {v.value: n for v, n in audit.counts.items()},
        "citation_recall": audit.citation_recall,
        "citation_precision": audit.citation_precision,
        "unread": list(audit.unread),
        "findings": [_table(f, audit) for f in audit.findings],
    }


def _table(f: Finding, audit: Audit) -> dict[str, Any]:
    return {
        "claim": f.claim.text,
        "span": [f.claim.span.start, f.claim.span.end],
        "speakers": list(f.claim.speakers),
        "verdict": f.verdict.value,
        "reason": f.reason,
        "confidence": round(f.confidence, 3),
        "second_opinion": {
            "program": f.second.program,
            "says": f.second.says,
            "confidence": f.second.confidence,
        }
        if f.second
        else None,
        "unfound": [[s.start, s.end] for s in f.unfound],
        "edits": [
            {"span": [e.span.start, e.span.end], "words": e.words, "cites": list(e.cites)} for e in f.edits
        ],
        "evidence": [
            {
                "article": c.article,
                "span": [c.span.start, c.span.end],
                "exact": c.exact,
                "source": _source(audit, c),
            }
            for c in f.evidence
        ],
        "citations": [
            {
                "mark": c.mark,
                "address": c.address,
                "article": c.article,
                "supports": c.supports,
                "better": list(c.better),
            }
            for c in f.citations
        ],
    }
