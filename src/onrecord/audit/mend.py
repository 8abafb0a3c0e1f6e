"""A brief as the record bears it: what nothing bears is struck, quotations and figures are put right, days and citations added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.dates import show_day
from onrecord.document import Citation
from onrecord.spans import Span, squeeze
from onrecord.verdicts import Audit, Change, Edit, Finding, Mended, Run, Verdict

_BORNE = (Verdict.SUPPORTED, Verdict.IN_PART, Verdict.STALE)
_LONGEST = 320  # characters of the record's words put in place of a sentence


def mend(audit: Audit) -> Mended:
    """Return the brief of *audit* with every edit marked."""
    own = {article: mark for mark, a in audit.addresses.items() if (article := audit.read.get(a, ""))}
    last = max((int(m) for m in audit.addresses if m.isdecimal()), default=0)
    cited: dict[str, str] = {}
    edits = sorted(
        (e for f in audit.findings for e in _edits(f, audit)), key=lambda e: (e.span.start, e.span.end)
    )
    runs: list[Run] = []
    at, text = 0, audit.brief.text
    for e in edits:
        if e.span.start < at:
            continue
        runs.append(Run(text[at : e.span.start]))
        runs.append(Run(e.span.cut(text), Change.STRUCK))
        if e.words or e.cites:
            runs.append(
                Run(e.words + "".join(f" [{_mark(a, own, cited, last)}]" for a in e.cites), Change.ADDED)
            )
        at = e.span.end
    runs.append(Run(text[at:]))
    return Mended(tuple(r for r in runs if r.text), {mark: a for a, mark in cited.items()})


def _mark(article: str, own: Mapping[str, str], cited: dict[str, str], last: int) -> str:
    """Return the brief's own mark for an article, or one that goes on from its last."""
    if article in own:
        return own[article]
    return cited.setdefault(article, str(last + len(cited) + 1))


def _edits(f: Finding, audit: Audit) -> Iterator[Edit]:
    """Yield what is done to a claim, in its order."""
    end = Span(f.claim.span.end, f.claim.span.end)
    articles = tuple(dict.fromkeys(c.article for c in f.evidence))
    yield from f.edits
    if f.edits:
        yield Edit(end, _day(f, audit), articles)
    elif f.verdict in _BORNE:
        told = _day(f, audit)
        if f.verdict is Verdict.IN_PART and f.unfound:
            told += f" [{f.reason}]"
        if f.verdict is Verdict.STALE:
            told = f" [{f.reason}]"
        yield Edit(end, told, articles)
    elif f.verdict is Verdict.MADE_FACT and (who := _speaker(f.evidence[0], audit)):
        yield Edit(Span(f.claim.span.start, f.claim.span.start), f"According to {who}: ")
        yield Edit(end, _day(f, audit), articles)
    else:
        yield Edit(f.claim.span, "")
        if f.verdict is not Verdict.NOT_FOUND and f.evidence:
            c = f.evidence[0]
            who, day = _speaker(c, audit), _day(f, audit)
            words = squeeze(c.exact)
            words = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
            yield Edit(end, f" {who + ': ' if who else ''}“{words.strip('“”')}”{day}", (c.article,))


def _day(f: Finding, audit: Audit) -> str:
    """Return the day of the first evidence in brackets, "" where the claim has it or nothing is dated."""
    if not f.evidence:
        return ""
    c = f.evidence[0]
    said = audit.statements.get(c.statement)
    day = (said.said_on.last if said and said.said_on else None) or audit.articles[c.article].day
    if day is None or any(w.first <= day <= w.last and w.exact for w in f.claim.dates):
        return ""
    return f" ({show_day(day, year=True)})"


def _speaker(c: Citation, audit: Audit) -> str:
    said = audit.statements.get(c.statement)
    return (audit.names.get(said.actor, "") or said.named_as) if said else ""
