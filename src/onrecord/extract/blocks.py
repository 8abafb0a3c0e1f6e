"""An article laid out for reading: its paragraphs, the turns of its speakers, what is left to read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.extract.grounding import Proposal
from onrecord.extract.labels import Turn, label_turns
from onrecord.extract.quotes import Quote, find_quotes
from onrecord.model import Article
from onrecord.spans import Span, flat, head, paragraphs, squeeze, trim, without

# "KYIV (Harbour Wire) — ", "BRUSSELS, 2 February – ": where and by whom, before the report begins
_DATELINE = re.compile(
    r"[A-ZÀ-Ý][A-ZÀ-Ý .’'/-]+(?:,[^—–\n]{0,30})?(?:\s*\([^)]{2,40}\))?(?:,[^—–\n]{0,30})?\s*(?:—|–|--|\s-)\s+"
)


# “We paid for it.” ― Ana Reyes, farmer
_SIGNED = re.compile(r"\s*(?P<dash>[―—–]|--)\s*(?P<name>[A-ZÀ-Ý][^\n.!?“”\"]{2,80})[.]?\s*")


# "Secretary Ana Reyes on Radio Sel" above "On the truce: “It holds.”"
_TOPIC = re.compile(r"(?:On|About|Regarding)\s[^:“\"]{3,140}(?P<colon>:)\s*(?=[“\"])")
_HEADING = re.compile(r"(?P<name>[A-ZÀ-Ý][^\n.!?:;“”\"]{2,70}?)(?:\s+on\s+[A-ZÀ-Ý“\"][^\n.!?:;]{2,60})?:?")


@dataclass(frozen=True, slots=True)
class Laid:
    """One article's paragraphs: ``left`` are to be read, ``turns`` are a speaker's as they stand."""

    text: str
    left: list[Span]
    quotes: dict[Span, list[Quote]]
    turns: list[Turn]
    place: dict[Span, int]

    def adjacent(self, before: Span | None, block: Span) -> bool:
        """Say whether *block* is the paragraph right after *before*."""
        return before is not None and self.place[block] - self.place[before] == 1


def lay_out(article: Article) -> Laid:
    """Return the paragraphs of *article* without head, headline and datelines; line breaks are spaces."""
    text = flat(article.text)
    body = head(article.text)[1]
    blocks = [_undated(text, p) for p in paragraphs(article.text) if p.start >= body]
    blocks = [p for p in blocks if squeeze(p.cut(text)) != article.title]
    turns = label_turns(article.text, blocks, article.title)
    left = [p for p in blocks if p not in turns and _has_words(p.cut(text))]
    quotes = {p: find_quotes(text, p) for p in left}
    place = {block: number for number, block in enumerate(blocks)}
    return Laid(text, left, quotes, [t for t in turns.values() if t], place)


def propose_turn(turn: Turn, version: str) -> Proposal:
    """Return the proposal that a speaker's turn makes."""
    hold = "question" if turn.asks else ""
    return Proposal(turn.label, turn.colon, (turn.content,), version, direct=True, hold=hold)


def find_signed(laid: Laid, version: str) -> dict[Span, Proposal | None]:
    """Return what signed quotations say, by paragraph; None for a paragraph that holds only the signature.

    A paragraph is one quotation, and a dash and the name of who said it stand after it or in the next paragraph.
    """
    out: dict[Span, Proposal | None] = {}
    for number, block in enumerate(laid.left):
        quotes = laid.quotes[block]
        if len(quotes) != 1 or any(c.isalnum() for c in laid.text[block.start : quotes[0].span.start]):
            continue
        place = Span(quotes[0].span.end, block.end)
        after = laid.left[number + 1 : number + 2]
        if place.start == place.end and after and laid.adjacent(block, after[0]):
            place = after[0]
        m = _SIGNED.fullmatch(laid.text, place.start, place.end)
        if m is None or len(m["name"].split()) > 10:
            continue
        source = trim(Span(m.start("name"), m.end("name")), laid.text)
        out[block] = Proposal(source, Span(m.start("dash"), m.end("dash")), (quotes[0].span,), version)
        if not block.covers(place):
            out[place] = None
    return out


def find_headed(laid: Laid, version: str) -> dict[Span, Proposal | None]:
    """Return what stands under the heading of its speaker, "On a topic: “...”", by paragraph; None for the heading."""
    out: dict[Span, Proposal | None] = {}
    source: Span | None = None
    for number, block in enumerate(laid.left):
        topic = _TOPIC.match(laid.text, block.start, block.end)
        if topic and source and laid.quotes[block] and laid.quotes[block][0].span.start == topic.end():
            content = tuple(q.span for q in laid.quotes[block])
            colon = Span(topic.start("colon"), topic.end("colon"))
            out[block] = Proposal(source, colon, content, version, direct=True)
            continue
        heading = _HEADING.fullmatch(laid.text, block.start, block.end)
        after = laid.left[number + 1 : number + 2]
        source = None
        under = laid.adjacent(block, after[0]) and _TOPIC.match(laid.text, after[0].start) if after else None
        if heading and under:
            source = Span(heading.start("name"), heading.end("name"))
            out[block] = None
    return out


def all_quoted(place: Span, quotes: list[Quote], text: str) -> bool:
    """Say whether a stretch holds no word outside its quotations."""
    rest = "".join(s.cut(text) for s in without(place, [q.span for q in quotes]))
    return bool(quotes) and not any(c.isalnum() for c in rest)


def _undated(text: str, block: Span) -> Span:
    """Return a paragraph without its dateline."""
    match = _DATELINE.match(text, block.start, block.end)
    return Span(match.end(), block.end) if match else block


def _has_words(words: str) -> bool:
    """Say whether a paragraph is more than a rule, a table of figures, marks gone astray."""
    return 3 * sum(map(str.isalnum, words)) >= len(words)
