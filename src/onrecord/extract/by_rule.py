"""Finds attributions by rule over a dependency parse: the reader without a trained model.

One paragraph at a time: cues (verbs, "according to", nouns, speaker labels) with their source, the content
their complements hold, and every quotation given to the nearest cue or to the speaker who goes on talking.
It only proposes spans; :mod:`onrecord.extract.grounding` decides what becomes an attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.extract.blocks import all_quoted, lay_out, propose_turn
from onrecord.extract.clauses import (
    complement,
    cue_span,
    find_cues,
    source_span,
)
from onrecord.extract.grounding import Proposal, ground_all
from onrecord.extract.lexicon import Lexicon, load_lexicon
from onrecord.extract.parser import MODEL, parse
from onrecord.extract.quotes import Quote
from onrecord.model import Article, Attribution, Refusal
from onrecord.spans import Span, join, trim, without

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Sentence

# “Are we ready?” Berg asked: the parser would begin a sentence at "Berg"
_SHE_ASKED = re.compile(r"\s+(?:(?:the|[Hh]e|[Ss]he|[Tt]hey|[A-ZÀ-Ý][\w.’'-]*)\s+){1,4}(?P<verb>\w+)")
EDGE = " ,;:—–-\n\t"
_SPEECH_WORDS = 4  # a shorter quotation without a cue is a scare quote or a title


@dataclass
class Found:
    """A proposal in the making, in the paragraph's own characters."""

    source: Span | None
    cue: Span
    content: list[Span] = field(default_factory=list)
    lemma: str = ""
    takes_quote: bool = False
    sentence: Span = field(default_factory=lambda: Span(0, 0))


class RuleExtractor:
    """The :class:`~onrecord.protocols.Extractor` that reads by rule.

    ``model`` names any spaCy pipeline that is installed. :meth:`propose` raises
    :class:`~onrecord.errors.ModelMissing` when it is not.
    """

    version = "by_rule/1"

    def __init__(self, model: str = MODEL, lexicon: Lexicon | None = None) -> None:
        self.model = model
        self.lexicon = lexicon or load_lexicon()

    def extract(self, article: Article) -> tuple[list[Attribution], list[Refusal]]:
        """Return the grounded attributions of *article* in reading order, and the refusals."""
        return ground_all(article, self.propose(article))

    def propose(self, article: Article) -> list[Proposal]:
        """Return the proposals of one article in reading order; what stands beside it changes nothing."""
        laid = lay_out(article)
        out = [propose_turn(turn, self.version) for turn in laid.turns]
        left = [p for p in laid.left if self._may_speak(p.cut(laid.text))]
        jobs = [(p.cut(laid.text), [self._whole(laid.text, q, p) for q in laid.quotes[p]]) for p in left]
        carried: Found | None = None
        before: Span | None = None
        for block, doc in zip(left, parse(jobs, self.model), strict=True):
            mine = [Quote(q.span.shift(-block.start), q.open_end) for q in laid.quotes[block]]
            follows = carried if laid.adjacent(before, block) else None
            found = read_paragraph(doc, mine, self.lexicon)
            if follows is not None and not found and _goes_on(doc.text, mine):
                found = [Found(None, Span(0, 0), [q.span for q in mine], "", True)]
                out.append(_again(follows, found[0], block))
            else:
                out += [p for f in found if (p := _propose(f, block, doc.text))]
            carried = _open_speaker(found, mine, block) or (
                follows if all_quoted(Span(0, len(doc.text)), mine, doc.text) else None
            )
            before = block
        return sorted(out, key=lambda p: (p.content[0].start, p.cue.start))

    def _whole(self, text: str, quote: Quote, block: Span) -> tuple[int, int]:
        """Return where no sentence may begin: inside a quotation, and up to the "she asked" right after it."""
        end = quote.span.end
        tail = _SHE_ASKED.match(text, end, block.end)
        if tail and tail["verb"].lower() in self.lexicon.verbs:
            end = tail.end()
        return quote.span.start - block.start, end - block.start

    def _may_speak(self, words: str) -> bool:
        """Say whether a paragraph can hold a statement at all, before it is parsed."""
        lower = words.lower()
        if any(mark in words for mark in '"“”„«') or "according to" in lower:
            return True
        tokens = {w.strip(".,;:!?()'’‘\"“”—–-") for w in lower.replace("’s", "").split()}
        return bool(tokens & self.lexicon.verbs.keys() or tokens & self.lexicon.nouns.keys())


def read_paragraph(doc: Doc, quotes: list[Quote], lexicon: Lexicon) -> list[Found]:
    """Return what is found in one parsed paragraph; *quotes* are in its characters."""
    found: list[Found] = []
    for sentence in doc.sents:
        found += _sentence(doc, sentence, quotes, lexicon)
    found = _flatten(found)
    _give_quotes(doc, found, quotes)
    return [f for f in found if f.content]


def _sentence(doc: Doc, sentence: Sentence, quotes: list[Quote], lexicon: Lexicon) -> list[Found]:
    place = Span(sentence.start_char, sentence.end_char)
    out = []
    for cue in find_cues(sentence, lexicon, [q.span for q in quotes]):
        made = Found(
            source_span(cue),
            cue_span(cue),
            lemma=cue.entry.lemma,
            takes_quote="quote" in cue.entry.frames,
            sentence=place,
        )
        content = complement(cue, place, doc.text)
        if content:
            made.content = _clean(content, made, quotes, doc.text)
        if made.content or made.takes_quote:
            out.append(made)
    return out


def _clean(content: Iterable[Span], made: Found, quotes: list[Quote], text: str) -> list[Span]:
    """Return content spans without source and cue, whole quotations taken in, edges trimmed."""
    holes = [s for s in (made.source, made.cue) if s]
    out: list[Span] = []
    for span in content:
        for quote in quotes:
            inner = quote.inside(text)
            if quote.span.overlaps(span) and not span.covers(quote.span) and inner.overlaps(span):
                span = Span(min(span.start, quote.span.start), max(span.end, quote.span.end))
        out += [trim(s, text, EDGE) for s in without(span, holes)]
    return [_final(s, text) for s in out if any(c.isalnum() for c in s.cut(text))]


def _final(span: Span, text: str) -> Span:
    """Drop the full stop that ends an indirect content; a quotation keeps its own."""
    words = span.cut(text)
    if (
        words.endswith((".", "?", "!"))
        and not words[:-1].endswith((".", "U.S", "Mr"))
        and '"' not in words[-2:]
    ):
        return Span(span.start, span.end - 1)
    return span


def _flatten(found: list[Found]) -> list[Found]:
    """Drop what stands inside another's content: the outer speaker says it."""
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (-sum(map(len, f.content)), f.cue.start)):
        outer = next((k for k in kept if any(c.covers(f.cue) for c in k.content)), None)
        if outer is None:
            kept.append(f)
        elif f.takes_quote and not outer.takes_quote and any(c.covers(outer.cue) for c in f.content):
            kept[kept.index(outer)] = f  # each lies in the other's content: who reports is the outer one
    return sorted(kept, key=lambda f: f.cue.start)


def _give_quotes(doc: Doc, found: list[Found], quotes: list[Quote]) -> None:
    """Give each quotation not yet in a content to the cue of its sentence, else to who spoke last."""
    speaker: Found | None = None
    for sentence in doc.sents:
        place = Span(sentence.start_char, sentence.end_char)
        here = [f for f in found if place.covers(f.cue)]
        for quote in (
            q for q in quotes if place.covers(q.span) or place.covers(Span(q.span.start, q.span.start + 1))
        ):
            if any(c.overlaps(quote.span) for f in found for c in f.content):
                continue
            owner = _nearest(quote, here, doc.text) or (
                speaker if speaker and all_quoted(place, quotes, doc.text) else None
            )
            if owner:
                owner.content = list(join([*owner.content, quote.span], doc.text))
        direct: list[Found | None] = [
            f for f in here if any(q.span.overlaps(c) for q in quotes for c in f.content)
        ]
        speaker = (
            (direct or [speaker])[-1]
            if direct or all_quoted(place, quotes, doc.text)
            else (here[-1] if here else None)
        )


def _nearest(quote: Quote, here: list[Found], text: str) -> Found | None:
    """Return the cue a quotation belongs to: one that takes quotations and stands at its edge."""
    words = quote.inside(text).cut(text).split()
    able = [f for f in here if f.takes_quote and f.source and not quote.span.overlaps(f.cue)]
    if len(words) < _SPEECH_WORDS and not text[quote.inside(text).end - 1 : quote.span.end].strip(
        "\"”’'»"
    ).endswith((",", ".", "?", "!")):
        able = [f for f in able if not f.content]
    if not able:
        return None

    def gap(f: Found) -> int:
        clause = Span(min(f.cue.start, f.source.start), max(f.cue.end, f.source.end)) if f.source else f.cue
        return min(abs(clause.start - quote.span.end), abs(quote.span.start - clause.end))

    return min(able, key=gap)


def _goes_on(text: str, quotes: list[Quote]) -> bool:
    return all_quoted(Span(0, len(text)), quotes, text) and text.strip()[:1] in '"“„«'


def _open_speaker(found: list[Found], quotes: list[Quote], block: Span) -> Found | None:
    """Return who is still speaking when the paragraph ends: an open quotation, or "X said:"."""
    if not found or not quotes or not quotes[-1].open_end:
        return None
    last = next((f for f in reversed(found) if any(c.overlaps(quotes[-1].span) for c in f.content)), None)
    if last is None or not len(last.cue):
        return None
    return Found(last.source.shift(block.start) if last.source else None, last.cue.shift(block.start))


def _again(speaker: Found, more: Found, block: Span) -> Proposal:
    content = tuple(c.shift(block.start) for c in more.content)
    return Proposal(speaker.source, speaker.cue, content, RuleExtractor.version, direct=True)


def _propose(found: Found, block: Span, text: str) -> Proposal | None:
    content = join(found.content, text)
    if not content:
        return None
    return Proposal(
        found.source.shift(block.start) if found.source else None,
        found.cue.shift(block.start),
        tuple(c.shift(block.start) for c in content),
        RuleExtractor.version,
    )
