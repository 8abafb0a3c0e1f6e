"""An audit as one HTML file that works offline: the brief at left with its verdicts, the words each rests on at right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.dates import show_day
from onrecord.render.audit_views import SIGNS, reference, second_words, summary
from onrecord.render.env import TEMPLATES
from onrecord.render.page import asset, digest
from onrecord.spans import LIST_LINE, Span, flat, paragraphs, squeeze
from onrecord.verdicts import Audit, Change, Finding, Run, Verdict

WRONG = "✗"
_KINDS = {
    Verdict.SUPPORTED: "good",
    Verdict.IN_PART: "part",
    Verdict.STALE: "part",
    Verdict.NOT_FOUND: "open",
}  # all others: bad


@dataclass(frozen=True, slots=True)
class Words:
    """Evidence as the page shows it: who published it and when, its words with the sentence parts beside them."""

    source: str
    url: str
    before: str
    exact: str
    after: str
    article: str


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the page shows it; ``parts`` cut its claim, each with whether nothing bears it."""

    id: str
    finding: Finding
    kind: str
    sign: str
    parts: tuple[tuple[str, bool], ...]
    evidence: tuple[Words, ...]
    cited: tuple[tuple[str, str, str], ...]
    second: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a block: plain words, or a finding's."""

    text: str
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the brief: ``kind`` title, heading, item or text."""

    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class AuditView:
    """An audit cut for its page."""

    title: str
    audit: Audit
    summary: list[str]
    blocks: tuple[Block, ...]
    told: tuple[Told, ...]
    shares: tuple[tuple[str, str, int, str], ...]
    mended: tuple[tuple[str, tuple[Run, ...]], ...]
    cited: tuple[tuple[str, str], ...]


def audit_page(audit: Audit) -> str:
    """Return *audit* as one self-contained HTML page; the brief's and the articles' text is escaped, never markup."""
    style, script = asset("onrecord.css") + "\n" + asset("audit.css"), asset("audit.js")
    return TEMPLATES.get_template("audit.html").render(
        page=audit_view(audit),
        style=Markup(style),  # our own files alone: the policy of the page holds their digests
        script=Markup(script),
        style_hash=digest(style),
        script_hash=digest(script),
    )


def audit_view(audit: Audit) -> AuditView:
    """Return what a page shows of *audit*."""
    told = tuple(_told(n, f, audit) for n, f in enumerate(audit.findings, 1))
    title = audit.brief.title or _opening(audit) or audit.brief.file
    return AuditView(
        title,
        audit,
        summary(audit),
        tuple(_blocks(audit, told)),
        told,
        tuple((v.value, kind_of(v), n, sign_of(v)) for v, n in audit.counts.items() if n),
        tuple(_mended(audit)),
        tuple((mark, reference(audit, a)) for mark, a in audit.mended.cited.items()),
    )


def _opening(audit: Audit) -> str:
    """Return the brief's first heading, "" without one."""
    first = next(iter(audit.headings), None)
    return squeeze(first.cut(audit.brief.text)).strip("#*_ ") if first and not first.start else ""


def kind_of(verdict: Verdict) -> str:
    """Return good, part, open or bad: the colour of a verdict."""
    return _KINDS.get(verdict, "bad")


def sign_of(verdict: Verdict) -> str:
    """Return the sign of a verdict, which tells it apart without colour."""
    return SIGNS.get(verdict, WRONG)


def _told(number: int, f: Finding, audit: Audit) -> Told:
    evidence = []
    for c in f.evidence:
        article = audit.articles[c.article]
        day = show_day(article.day, year=True) if article.day else "undated"
        url = article.url if article.url.startswith(("https://", "http://")) else ""
        source = f"{audit.outlets[article.outlet].name}, “{article.title or article.file}”, {day}"
        evidence.append(Words(source, url, _tail(c.prefix), squeeze(c.exact), _head(c.suffix), c.article))
    cited = tuple(
        (
            c.mark,
            c.address,
            "bears it"
            if c.supports
            else "not in the record: unread"
            if not c.article
            else "does not bear it" + (": another article does" if c.better else ""),
        )
        for c in f.citations
    )
    return Told(
        f"f{number}",
        f,
        kind_of(f.verdict),
        sign_of(f.verdict),
        _parts(f),
        tuple(evidence),
        cited,
        second_words(f),
    )


def _tail(words: str) -> str:
    """Return the end of the words before a citation, from the last break on."""
    return words.rpartition("\n")[2].partition(" ")[2]


def _head(words: str) -> str:
    return words.partition("\n")[0].rpartition(" ")[0]


def _parts(f: Finding) -> tuple[tuple[str, bool], ...]:
    """Cut a claim at the words that nothing bears; marked only where a part of it is borne."""
    if f.verdict is not Verdict.IN_PART:
        return ((f.claim.text, False),)
    out, at = [], f.claim.span.start
    for span in sorted(f.unfound):
        if span.start < at:
            continue
        out += [(_cut(f, at, span.start), False), (_cut(f, span.start, span.end), True)]
        at = span.end
    out.append((_cut(f, at, f.claim.span.end), False))
    return tuple(p for p in out if p[0])


def _cut(f: Finding, start: int, end: int) -> str:
    return f.claim.text[start - f.claim.span.start : end - f.claim.span.start]


def _blocks(audit: Audit, told: tuple[Told, ...]) -> Iterator[Block]:
    text = flat(audit.brief.text)
    headings = set(audit.headings)
    for n, place in enumerate(paragraphs(audit.brief.text)):
        mine = [t for t in told if place.covers(t.finding.claim.span)]
        kind = "text"
        if place in headings:
            kind = "title" if not n else "heading"
        elif LIST_LINE.match(text, place.start, place.end):
            kind = "item"
        yield Block(kind, tuple(_pieces(text, place, mine, kind)))


def _pieces(text: str, place: Span, told: list[Told], kind: str) -> Iterator[Piece]:
    at = place.start
    lead = LIST_LINE.match(text, at, place.end) if kind == "item" else None
    at = lead.end() if lead else at
    for t in sorted(told, key=lambda t: t.finding.claim.span):
        span = t.finding.claim.span
        if span.start < at:
            continue
        yield Piece(text[at : span.start])
        yield Piece(t.finding.claim.text, t)
        at = span.end
    rest = text[at : place.end]
    yield Piece(rest.lstrip("#").strip("*_ ") if kind in ("title", "heading") else rest)


def _mended(audit: Audit) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Yield the mended brief in paragraphs: the kind of each and its runs."""
    places = paragraphs(audit.brief.text)
    headings = set(audit.headings)
    at, row, n = 0, [], 0
    ends = [p.end for p in places]
    for run in audit.mended.runs:
        if run.kind is Change.ADDED:
            row.append(run)
            continue
        left = run.text
        while n < len(ends) and at + len(left) > ends[n]:
            cut = ends[n] - at
            row.append(Run(left[:cut], run.kind))
            yield _shape(places[n], headings, audit), tuple(row)
            row, left, at, n = [], left[cut:], ends[n], n + 1
        row.append(Run(left, run.kind))
        at += len(left)
    if n < len(places) and any(r.text.strip() for r in row):
        yield _shape(places[n], headings, audit), tuple(row)


def _shape(place: Span, headings: set[Span], audit: Audit) -> str:
    if place in headings:
        return "heading"
    return "item" if LIST_LINE.match(flat(audit.brief.text), place.start, place.end) else "text"
