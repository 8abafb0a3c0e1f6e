"""Finds attributions with the trained tagger, helped by the rules that do better: quotation marks and speaker labels.

One paragraph at a time, each alone. The tagger says which words are source, cue and content and which belong
together; quotations are then taken whole, and one that goes on in the next paragraph keeps its speaker.
It only proposes spans; :mod:`onrecord.extract.grounding` decides what becomes an attribution.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.extract.blocks import Laid, all_quoted, find_signed, lay_out, propose_turn
from onrecord.extract.decode import ACTS, HOLDS, Run, Tagged, decode
from onrecord.extract.grounding import Proposal, ground_all
from onrecord.extract.lexicon import load_lexicon
from onrecord.extract.pieces import Pieces, cut_pieces
from onrecord.extract.quotes import Quote
from onrecord.extract.reader import FOLDER, digests, load_tagger
from onrecord.model import Article, Attribution, Refusal
from onrecord.sentences import sentence_at
from onrecord.spans import MARKS, Span, join, trim, without

# the least a statement's weakest span or link may have, chosen on PolNeAR dev: verbs of speech are easier
FLOORS = (0.25, 0.7)
EDGE = " ,;:—–-\n\t"
_REST = 150  # characters of a sentence that a content may have left out
_SPEECH_WORDS = 4  # a shorter quotation that no cue claims is a scare quote or a title
_TELLS = re.compile(
    r"\b(?:tell|tells|told|telling|assure[sd]?|assuring|remind(?:s|ed|ing)?|inform(?:s|ed|ing)?)$", re.I
)
_ADDRESSEE = re.compile(
    r"(?!that\b|how\b|to\b|what\b|whether\b)[^“”\".;:]{2,70}?\s(?=(?:that|how|whether)\s)"
)
_DAY = re.compile(r"(?:then|later|earlier|yesterday|today|(?:on|last|this)\s+\w+(?:\s+\d+)?)\s*,\s+", re.I)
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Inc|Corp|Ltd|Co|St|No|a\.m|p\.m))\.$"
)


@dataclass
class Found:
    """A proposal in the making, in the article's characters."""

    source: Span | None
    cue: Span
    content: list[Span]
    conditions: list[Span] = field(default_factory=list)
    layer: int = 0
    hold: str = ""
    act: str = ""
    sure: float = 1.0


class TaggerExtractor:
    """The :class:`~onrecord.protocols.Extractor` that reads with the trained model.

    *folder* holds the model's files, by default the package's own. Making one raises
    :class:`~onrecord.errors.ModelMissing` when they are not there or not the released ones. *floors* are
    the least probability of the weakest span or link of a statement that is proposed: of speech, of all else.
    """

    def __init__(self, folder: Path = FOLDER, floors: tuple[float, float] = FLOORS) -> None:
        self._model = load_tagger(folder)
        self.version = f"by_tagger/1 {digests(folder)['tagger.onnx'][:8]}"
        self.floors = floors
        self._lexicon = load_lexicon()

    def extract(self, article: Article) -> tuple[list[Attribution], list[Refusal]]:
        """Return the grounded attributions of *article* in reading order, and the refusals."""
        return ground_all(article, self.propose(article))

    def propose(self, article: Article) -> list[Proposal]:
        """Return the proposals of one article in reading order; what stands beside it changes nothing."""
        laid = lay_out(article)
        out = [propose_turn(turn, self.version) for turn in laid.turns]
        signed = find_signed(laid, self.version)
        out += [p for p in signed.values() if p]
        speaking: Found | None = None
        before: Span | None = None
        for block in laid.left:
            if block in signed or not self._model.may_speak(block.cut(laid.text)):
                continue
            found, loose = self._read(laid.text, block)
            follows = speaking if laid.adjacent(before, block) else None
            found += _go_on(laid, block, found, loose, follows)
            found = [
                f for f in (_clean(f, laid, block) for f in found) if f.content and self._sure(f, laid.text)
            ]
            for f in found:
                _run_out(f, found, laid.text, block)
            out += [self._propose(f) for f in found]
            speaking = _speaks_on(laid, block, found) or (
                follows if all_quoted(block, laid.quotes[block], laid.text) else None
            )
            before = block
        return sorted(out, key=lambda p: (p.content[0].start, p.cue.start))

    def _read(self, text: str, block: Span) -> tuple[list[Found], list[Span]]:
        """Return what the model finds in one paragraph, and the contents it gives no cue."""
        found: list[Found] = []
        loose: list[Span] = []
        for pieces in cut_pieces(self._model.tokenizer, text, block):
            tagged, left, conditions = decode(self._model.score(pieces), self._model.biases)
            places = [_span(c, pieces) for c in conditions]
            found += [_found(t, pieces, places) for t in tagged]
            loose += [_span(run, pieces) for run in left]
        return found, loose

    def _sure(self, f: Found, text: str) -> bool:
        """Say whether a statement is likely enough to be proposed."""
        words = f.cue.cut(text).lower().split()
        entries = (self._lexicon.verbs.get(w.strip(EDGE + MARKS + ".")) for w in words)
        speech = (
            any(e and {"quote", "clause"} & e.frames for e in entries)
            or "according" in words
            or len(f.cue) < 3
        )
        return f.sure >= self.floors[0 if speech else 1]

    def _propose(self, f: Found) -> Proposal:
        inside = next(
            (c for c in f.conditions if any(s.covers(c) or s.end <= c.start for s in f.content)), None
        )
        return Proposal(
            f.source,
            f.cue,
            tuple(f.content),
            self.version,
            condition=inside,
            layer=f.layer,
            hold=f.hold,
            act=f.act,
            sure=f.sure,
        )


def _found(tagged: Tagged, pieces: Pieces, conditions: list[Span]) -> Found:
    content = [_span(run, pieces) for run in tagged.content]
    return Found(
        _span(tagged.source, pieces) if tagged.source else None,
        _span(tagged.cue, pieces),
        content,
        [c for c in conditions if any(s.overlaps(c) for s in content)],
        tagged.layer,
        HOLDS[tagged.hold],
        ACTS[tagged.act],
        tagged.sure,
    )


def _span(run: Run, pieces: Pieces) -> Span:
    """Return the characters of a run of pieces; the marks at a window's ends are none."""
    first = min(max(run.start - 1, 0), len(pieces.starts) - 1)
    last = min(max(run.end - 2, first), len(pieces.ends) - 1)
    return Span(pieces.starts[first], pieces.ends[last])


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


def _clean(f: Found, laid: Laid, block: Span) -> Found:
    """Take quotations whole, cut source and cue out of the content, and leave its edges clean."""
    text = laid.text
    holes = [s for s in (f.source, f.cue) if s]
    out: list[Span] = []
    for span in f.content:
        for quote in laid.quotes[block]:
            inner = quote.inside(text)
            part = min(span.end, inner.end) - max(span.start, inner.start)
            if 2 * part > len(inner) and not any(quote.span.overlaps(h) for h in holes):
                span = Span(min(span.start, quote.span.start), max(span.end, quote.span.end))
        out += [_edged(s, text) for s in without(_told(span, f.cue, text), holes)]
    f.content = list(join([s for s in out if any(c.isalnum() for c in s.cut(text))], text))
    return f


def _told(span: Span, cue: Span, text: str) -> Span:
    """Leave the person told and the day out of a content: "told anyone who would listen that", "said then, ..."."""
    m = _ADDRESSEE.match(text, span.start, span.end) if _TELLS.search(cue.cut(text)) else None
    if 0 <= span.start - cue.end <= 2:
        m = m or _DAY.match(text, span.start, span.end)
    return Span(m.end(), span.end) if m and span.start >= cue.end else span


def _run_out(f: Found, found: list[Found], text: str, block: Span) -> None:
    """Let a content that stops in the middle of its clause run to the sentence's end, if nothing else stands there."""
    last = f.content[-1]
    if f.cue.end > last.start or text[last.end - 1] in MARKS:
        return
    rest = Span(last.end, max(last.end, sentence_at(text, block, last.end - 1).end))
    more = trim(rest, text, " .!?\"”’'")
    if not len(more) or len(more) > _REST or text[more.start] in ',;:(—–-"“':
        return
    others = (s for o in found for s in (o.cue, o.source, *o.content) if s and s != last)
    if not any(s.overlaps(more) for s in others):
        f.content[-1] = Span(last.start, more.end)


def _edged(span: Span, text: str) -> Span:
    """Trim a fragment: the sentence's own full stop goes, a quotation keeps its own."""
    span = trim(span, text, EDGE)
    words = span.cut(text)
    for opens, closes in ("()", "[]"):
        if words.endswith(closes) and words.count(opens) < words.count(closes):
            span = trim(Span(span.start, span.end - 1), text, EDGE)
            words = span.cut(text)
    if words.endswith(".") and not _ABBREVIATION.search(words[-6:]):
        return Span(span.start, span.end - 1)
    return span


def _speaks_on(laid: Laid, block: Span, found: list[Found]) -> Found | None:
    """Return who is still speaking when the paragraph ends: an open quotation, or "X said:" with nothing after it."""
    quotes = laid.quotes[block]
    outer = [f for f in found if f.layer == 0]
    if quotes and quotes[-1].open_end:
        return next((f for f in reversed(outer) if any(c.overlaps(quotes[-1].span) for c in f.content)), None)
    return None
