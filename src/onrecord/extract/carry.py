"""What goes on from one paragraph into the next: quotations without a cue, open quotations, what follows a colon."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.extract.blocks import Laid, all_quoted
from onrecord.extract.edges import Found
from onrecord.extract.quotes import Quote
from onrecord.spans import LIST_LINE, Span, trim

_SPEECH_WORDS = 4  # a shorter quotation that no cue claims is a scare quote or a title


@dataclass
class Carry:
    """What the paragraphs read so far leave for the next one of an article.

    ``speaking`` is whose quotation is not over; ``waiting`` who is about to say what follows a colon; ``opened`` the
    quotations whose speaker is named only after them. ``late`` keeps the statements whose content came after.
    """

    laid: Laid
    speaking: Found | None = None
    waiting: Found | None = None
    opened: list[Span] = field(default_factory=list)
    before: Span | None = None
    late: list[Found] = field(default_factory=list)

    def told(self, block: Span) -> Found | None:
        """Return who says this whole paragraph, because the one before ended with a colon; it is then his content.

        One paragraph follows a colon, or every item of a list.
        """
        f = self.waiting
        if f is None or not self.laid.adjacent(self.before, block):
            self.waiting = None
            return None
        item = LIST_LINE.match(self.laid.text, block.start, block.end)
        if f.content and not item:
            self.waiting = None
            return None
        if self.laid.quotes[block]:  # quotations have their own way
            self.waiting = None
            return None
        f.content.append(trim(Span(item.end() if item else block.start, block.end), self.laid.text))
        self.waiting = f if item else None
        return f

    def go_on(self, block: Span, found: list[Found], loose: list[Span]) -> list[Found]:
        """Return the quotations of a paragraph that go on from the one before; others are given to a cue in it."""
        near = self.laid.adjacent(self.before, block)
        if near and self.opened:
            _give_opened(self.laid.quotes[block], found, self.opened, block)
        return _go_on(self.laid, block, found, loose, self.speaking if near else None)

    def keep(self, block: Span, raw: list[Found], found: list[Found]) -> None:
        """Note what the paragraph leaves for the next: *raw* is all the model found in it, *found* what became of it."""
        near = self.laid.adjacent(self.before, block)
        quotes = self.laid.quotes[block]
        quoted = all_quoted(block, quotes, self.laid.text)
        follows = self.speaking if near and quoted else None
        self.speaking = _speaks_on(quotes, found) or follows
        opened = [q.span for q in quotes] if quoted and quotes[-1].open_end and self.speaking is None else []
        self.opened = [*(self.opened if near and opened else []), *opened]
        self.before = block
        if block.cut(self.laid.text).rstrip().endswith(":"):
            outer = [f for f in raw if f.layer == 0]
            last = max(outer, key=lambda f: f.cue.start, default=None)
            if last is not None and not last.content:
                self.waiting = last
                self.late.append(last)


def _give_opened(quotes: list[Quote], found: list[Found], opened: list[Span], block: Span) -> None:
    """Give the quotations before to who speaks the one that opens this paragraph."""
    if not quotes or quotes[0].span.start != block.start:
        return
    mine = (f for f in found if f.layer == 0 and any(c.overlaps(quotes[0].span) for c in f.content))
    if (f := next(mine, None)) is not None:
        f.content[:0] = opened


def _go_on(
    laid: Laid, block: Span, found: list[Found], loose: list[Span], follows: Found | None
) -> list[Found]:
    """Give quotations without a cue to who speaks: before them in the paragraph, or since the last one."""
    quotes = laid.quotes[block]
    taken = [c for f in found for c in (*f.content, f.cue)]
    free = [q for q in quotes if not any(q.span.overlaps(t) for t in taken)]
    free = [
        q
        for q in free
        if len(q.inside(laid.text).cut(laid.text).split()) >= _SPEECH_WORDS
        or any(q.span.overlaps(s) for s in loose)
    ]
    more: list[Found] = []
    for quote in free:
        earlier = [f for f in found if f.layer == 0 and f.content and f.cue.end <= quote.span.start]
        opens = not any(c.isalnum() for c in laid.text[block.start : quote.span.start])
        if opens and follows is not None:
            more.append(Found(follows.source, follows.cue, [quote.span], sure=follows.sure))
            follows = None if not quote.open_end else follows
        elif earlier and _stands_alone(laid.text, quote, block):
            _nearest(earlier, quote).content.append(quote.span)
    return more


def _stands_alone(text: str, quote: Quote, block: Span) -> bool:
    """Say whether a quotation is a sentence of its own, after the end of another."""
    before = text[block.start : quote.span.start].rstrip()
    return before[-1:] in '.!?:”"»'


def _nearest(found: list[Found], quote: Quote) -> Found:
    return max(found, key=lambda f: (max(c.end for c in f.content) <= quote.span.start, f.cue.end))


def _speaks_on(quotes: list[Quote], found: list[Found]) -> Found | None:
    """Return who is still speaking when the paragraph ends with an open quotation."""
    if not quotes or not quotes[-1].open_end:
        return None
    outer = [f for f in found if f.layer == 0]
    return next((f for f in reversed(outer) if any(c.overlaps(quotes[-1].span) for c in f.content)), None)
