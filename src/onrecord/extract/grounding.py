"""The only maker of an attribution: a proposal becomes one when the text holds its very words.

Whoever proposes (rules, a tagger, a language model) passes the same gate. What fails is refused with a
reason and recorded where a reader can see it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.extract.quotes import find_quotes
from onrecord.model import Article, Attribution, Kind, Refusal
from onrecord.spans import Span, flat, join, paragraphs, squeeze

_LONGEST = 6000  # characters of one content; more is a misread page


@dataclass(frozen=True, slots=True)
class Proposal:
    """Spans proposed as source, cue and content; ``words`` are what the proposer says they hold, if it does."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    found_by: str
    direct: bool = False
    words: tuple[str, ...] = ()
    condition: Span | None = None
    layer: int = 0
    hold: str = ""
    act: str = ""
    sure: float = 1.0


def ground(article: Article, proposal: Proposal) -> Attribution | Refusal:
    """Return the attribution *proposal* makes in *article*, or the refusal with its reason."""
    text = article.text
    spans = [*proposal.content, proposal.cue, *([proposal.source] if proposal.source else [])]
    if any(s.end > len(text) for s in spans):
        return Refusal(article.id, "a span lies outside the text", repr(spans[-1]))
    content = join(proposal.content, text)
    shown = squeeze(" … ".join(s.cut(text) for s in content))[:200]
    reason = _wrong(text, proposal, content)
    if reason:
        return Refusal(article.id, reason, shown)
    quoted = _quoted(text, content)
    return Attribution(
        article.id,
        proposal.source,
        proposal.cue,
        content,
        Kind.DIRECT if proposal.direct else _kind(text, content, quoted),
        content if proposal.direct and not quoted else quoted,
        proposal.found_by,
        proposal.condition,
        proposal.layer,
        proposal.hold,
        proposal.act,
        proposal.sure,
    )


def ground_all(article: Article, proposals: Iterable[Proposal]) -> tuple[list[Attribution], list[Refusal]]:
    """Return the attributions that *proposals* make in *article*, in their order, and the refusals."""
    made = [ground(article, p) for p in proposals]
    return [m for m in made if isinstance(m, Attribution)], [m for m in made if isinstance(m, Refusal)]


def _wrong(text: str, proposal: Proposal, content: tuple[Span, ...]) -> str:
    if not content or not any(c.isalnum() for s in content for c in s.cut(text)):
        return "the content holds no words"
    if sum(map(len, content)) > _LONGEST:
        return f"the content is longer than {_LONGEST} characters"
    if not len(proposal.cue):
        return "there are no words that attribute"
    if proposal.source is not None and not any(c.isalnum() for c in proposal.source.cut(text)):
        return "the source holds no words"
    if proposal.source and any(s.covers(proposal.source) for s in content):
        return "the source lies inside the content"
    if any(_cuts_word(text, s) for s in content):
        return "a span cuts a word"
    if proposal.words and [squeeze(w) for w in proposal.words] != [
        squeeze(s.cut(text)) for s in proposal.content
    ]:
        return "the words proposed are not the words of the text"
    return ""


def _cuts_word(text: str, span: Span) -> bool:
    before = span.start > 0 and text[span.start - 1].isalnum() and text[span.start].isalnum()
    after = span.end < len(text) and text[span.end - 1].isalnum() and text[span.end].isalnum()
    return bool(before or after)


def _quoted(text: str, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the words between quotation marks inside the content, marks left out."""
    even = flat(text)
    out = []
    blocks = paragraphs(text)
    first = max(0, bisect_right(blocks, content[0], key=lambda b: b) - 1)
    for block in blocks[first:]:
        if block.start >= content[-1].end:
            break
        if not any(block.overlaps(s) for s in content):
            continue
        for quote in find_quotes(even, block):
            inner = quote.inside(even)
            out += [_both(inner, s) for s in content if inner.overlaps(s) and len(inner)]
    return tuple(out)


def _both(a: Span, b: Span) -> Span:
    return Span(max(a.start, b.start), min(a.end, b.end))


def _kind(text: str, content: tuple[Span, ...], quoted: tuple[Span, ...]) -> Kind:
    if not quoted:
        return Kind.INDIRECT
    inside = sum(map(len, quoted))
    words = sum(map(len, content))
    return Kind.DIRECT if inside >= 0.9 * (words - 2 * len(content)) else Kind.MIXED
