"""The edges of what the tagger found: quotations taken whole, person told and day left out, clauses run to their end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.extract.blocks import Laid
from onrecord.extract.lexicon import load_lexicon
from onrecord.extract.quotes import Quote
from onrecord.sentences import sentence_at
from onrecord.spans import MARKS, Span, join, trim, without

EDGE = " ,;:—–-\n\t"
_REST = 150  # characters of a sentence that a content may have left out
_TELLS = re.compile(
    r"\b(?:tell|tells|told|telling|assure[sd]?|assuring|remind(?:s|ed|ing)?|inform(?:s|ed|ing)?)$", re.I
)
_ADDRESSEE = re.compile(
    r"(?!that\b|how\b|to\b|what\b|whether\b)[^“”\".;:]{2,70}?\s(?=(?:that|how|whether)\s)"
)
_PREDICATE = re.compile(
    r"(?:has|have|had|is|are|was|were|will|would|did|does|do|can|could|may|might|must|went|came|comes|lies?|lay|notwithstanding)\b",
    re.I,
)
_STRAYS = frozenset(
    ("the", "a", "an", "that", "by", "of", "in", "at", "to", "on")
)  # no fragment by themselves
_MANNER = re.compile(
    r"(?:without|speaking|referring|alluding|pointing|citing)\b"
)  # "..., he said, without going into detail"
_DANGLING = re.compile(r"(?<=\w),?\s+(?:which|who|whose|and|but|while|or)$")
_CLAUSE_ENDS = re.compile(r";|\s[—–]\s")
_BETWEEN = 30  # characters between a subject and its verb
_BE = r"\b(?:is|are|was|were|been|being|be|get|gets|got)\b(?:\s+\w+){0,2}?\s+"
_JUDGED = re.compile(
    _BE
    + r"(?:accused|blamed|criticised|criticized|praised|hailed|condemned|denounced|faulted|commended|suspected|charged|reported|considered"
    r"|deemed|regarded|urged|advised|ordered|pressed|instructed|invited|required)(?:\s+(?:of|for|as|with|in|on|about))?$",
    re.I,
)
_TOLD = re.compile(
    _BE
    + r"(?:asked|told|informed|assured|reminded|promised|warned|given to understand)(?:\s+(?:of|about|against))?$",
    re.I,
)
_OWNERS = frozenset(("his", "her", "its", "their", "my", "our", "your", "whose"))
_DAY = re.compile(r"(?:then|later|earlier|yesterday|today|(?:on|last|this)\s+\w+(?:\s+\d+)?)\s*,\s+", re.I)
_TO = re.compile(
    r"(?P<verb>\b(?:refus|vow|promis|declin|want|threaten|pledg|hop|plan|intend|seek|sought|demand|offer|ask|beg)(?:e[sd]?|s|ed|ing|ged|ning|ned)?)\s+(?P<to>to)$",
    re.I,
)
_IDIOM = re.compile(
    r"\b(?:above all|after all|first of all|of course|at least|in fact|for now|so far|as well)\b", re.I
)
_CLOSES = re.compile(r"[.\w-]{0,12}\)")
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


def clean(f: Found, laid: Laid, block: Span) -> Found:
    """Take quotations whole, cut source and cue out of the content, and leave its edges clean."""
    text = laid.text
    _give_to(f, text)
    _whole_idiom(f, text)
    f.source = _balanced(f.source, text) if f.source else None
    _undergo(f, text)
    holes = [s for s in (f.source, f.cue) if s]
    out: list[Span] = []
    for span in f.content:
        for quote in laid.quotes[block]:
            inner = quote.inside(text)
            part = min(span.end, inner.end) - max(span.start, inner.start)
            if 2 * part > len(inner) and not any(quote.span.overlaps(h) for h in holes):
                span = Span(min(span.start, quote.span.start), max(span.end, quote.span.end))
        out += [_edged(s, text) for s in without(_told(span, f.cue, text), holes)]
    worded = [s for s in out if any(c.isalnum() for c in s.cut(text))]
    worded = [s for s in worded if not (s.start > f.cue.end > worded[0].end and _MANNER.match(text, s.start))]
    f.content = list(join([s for s in worded if s.cut(text).lower() not in _STRAYS] or worded, text))
    return f


def _whole_idiom(f: Found, text: str) -> None:
    """Keep together what is said in one breath between cue and content: "has in mind above all | the case in which ..."."""
    for number, span in enumerate(f.content):
        start = max(f.cue.start, f.cue.end - 12)
        m = next(
            (m for m in _IDIOM.finditer(text, start, span.end) if m.start() < f.cue.end <= m.end()), None
        )
        if m and span.start <= m.end() < span.end and m.start() > f.cue.start:
            f.cue = Span(f.cue.start, len(text[: m.start()].rstrip()))
            f.content[number] = Span(len(text) - len(text[m.end() :].lstrip()), span.end)


def _undergo(f: Found, text: str) -> None:
    """Take the subject of a passive for what it is: not who speaks but whom it is about, or who is told.

    "The parents are accused of neglect" has no source and "the parents" in its content; nor does "she was told that ...".
    """
    if f.source is None or not 0 <= f.cue.start - f.source.end <= _BETWEEN:
        return
    cue = f.cue.cut(text)
    if _JUDGED.search(cue):
        f.content.insert(0, f.source)
        f.source = None
    elif _TOLD.search(cue):
        f.source = None


def _balanced(span: Span, text: str) -> Span:
    """Let a source that opens a bracket end after its closing one: "Gwen Moore (D-Wis.)"."""
    words = span.cut(text)
    m = _CLOSES.match(text, span.end) if words.count("(") > words.count(")") else None
    return Span(span.start, m.end()) if m else span


def _give_to(f: Found, text: str) -> None:
    """Give the "to" of an infinitive to the content, where it belongs: "refused | to give up its land"."""
    m = _TO.search(f.cue.cut(text))
    if m and f.content and 0 <= f.content[0].start - f.cue.end <= 1:
        at = f.cue.start + m.start("to")
        f.content[0] = Span(at, f.content[0].end)
        f.cue = Span(f.cue.start, f.cue.start + m.end("verb"))


def _told(span: Span, cue: Span, text: str) -> Span:
    """Leave the person told and the day out of a content: "told anyone who would listen that", "said then, ..."."""
    m = _ADDRESSEE.match(text, span.start, span.end) if _TELLS.search(cue.cut(text)) else None
    if 0 <= span.start - cue.end <= 2:
        m = m or _DAY.match(text, span.start, span.end)
    return Span(m.end(), span.end) if m and span.start >= cue.end else span


def torn(f: Found, quotes: list[Quote]) -> bool:
    """Say whether a statement takes its cue out of a quotation and its source from outside: "X told us. “Then Y said, ...”"."""
    if f.layer or f.source is None:
        return False
    inside = (q for q in quotes if q.span.covers(f.cue) and len(q.span) > len(f.cue) + 2)
    return any(not q.span.overlaps(f.source) for q in inside)


def run_out(f: Found, found: list[Found], text: str, block: Span) -> None:
    """Let a content that stops in the middle of its clause run to the sentence's end, if nothing else stands there."""
    last = f.content[-1]
    if f.cue.end > last.start or text[last.end - 1] in MARKS:
        return
    rest = Span(last.end, max(last.end, sentence_at(text, block, last.end - 1).end))
    more = trim(rest, text, " .!?\"”’'")
    if not len(more) or len(more) > _REST or text[more.start] in ',;:(—–-"“':
        return
    if _nominal(f, text) or (_PREDICATE.match(text, more.start) and _noun(f.cue.cut(text))):
        return  # "his refusal to talk | has cost him friends"
    if stop := _CLAUSE_ENDS.search(text, more.start, more.end):
        more = Span(more.start, stop.start())
    others = (s for o in found for s in (o.cue, o.source, *o.content) if s and s != last)
    if not any(s.overlaps(more) for s in others):
        f.content[-1] = Span(last.start, more.end)


def _noun(cue: str) -> bool:
    """Say whether a cue is a noun that is no verb: "concern", "insistence on"."""
    lexicon = load_lexicon()
    words = [w for w in cue.lower().split() if w not in _STRAYS and w not in ("for", "from")]
    return bool(words) and words[-1] not in lexicon.verbs


def _nominal(f: Found, text: str) -> bool:
    """Say whether the cue is a noun that its source owns: "Berg's refusal", "her view"."""
    if f.source is None or f.source.end > f.cue.start:
        return False
    owner = f.source.cut(text)
    between = text[f.source.end : f.cue.start]
    return owner.lower() in _OWNERS or owner.endswith(("'s", "’s")) or between.startswith(("'", "’"))


def _edged(span: Span, text: str) -> Span:
    """Trim a fragment: the sentence's own full stop goes, a quotation keeps its own."""
    span = trim(span, text, EDGE)
    words = span.cut(text)
    for opens, closes in ("()", "[]"):
        if words.endswith(closes) and words.count(opens) < words.count(closes):
            span = trim(Span(span.start, span.end - 1), text, EDGE)
            words = span.cut(text)
    if m := _DANGLING.search(words):
        return _edged(Span(span.start, span.start + m.start()), text)
    if words.endswith(".") and not _ABBREVIATION.search(words[-6:]):
        return Span(span.start, span.end - 1)
    return span
