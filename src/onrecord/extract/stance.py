"""Where words stand towards an issue's proposition: sign, negation, condition; unclear when in doubt.

A hit of the issue's vocabulary brings a sign (or none); words that weigh it and negation in the same
clause turn it; the verb that attributes adds its own ("rejected", "called for"). Whatever points both ways,
or rests on a bare mention, is unclear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.extract.issues import Hit
from onrecord.extract.lexicon import read_table
from onrecord.model import Act, Stance
from onrecord.patterns import compile_patterns
from onrecord.sentences import sentences
from onrecord.spans import Span, trim

_CLAUSE = re.compile(
    r"[;:—–!?]|\s-\s|,\s+(?=(?:but|and|while|although|though|yet|so|which|who|adding|because)\b)|\b(?:but|while|although|though|because|and that)\b"
)
_TRAILING = re.compile(
    r"[\s,\"”’]{0,3}((?:provided|if|unless|as long as|so long as|on condition|only if|but only|without)\b[^.;:!?\"“”]{8,160})",
    re.I,
)
_MERELY = re.compile(r"\b(?:just|only|merely|nothing but|no more than)\b", re.I)
_OWED = re.compile(r"(?:should|must|needs?|has to|have to)\b", re.I)
_TAKES_UP = re.compile(
    r"\W*(?:it|this|that|they|these)(?:['’]s|\s+(?:is|are|was|would|will|can|cannot|has))\b", re.I
)
_CONTRACTED = re.compile(r"(?<=\w)n['’]t\b")
_REACH = 8  # words between a weighing word and the bare mention it weighs
_WINDOW = 55  # characters before a hit in which a bare negation turns it


@dataclass(frozen=True, slots=True)
class Weights:
    """The compiled lexicon of stance."""

    for_: re.Pattern[str]
    against: re.Pattern[str]
    open_when_negated: re.Pattern[str]
    negation: re.Pattern[str]
    condition: re.Pattern[str]
    no_condition: re.Pattern[str]
    forecast: re.Pattern[str]
    matter: re.Pattern[str]
    acts: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the stance lexicon shipped with the package."""
    table = read_table("stance")

    def made(words: list[str]) -> re.Pattern[str]:
        pattern = compile_patterns(words)
        if pattern is None:
            raise ValueError("an empty list in lexicons/stance.toml")
        return pattern

    return Weights(
        made(table["for"]),
        made(table["against"]),
        made(table["open_when_negated"]),
        made(table["negation"]),
        made(table["condition"]),
        made(table["no_condition"]),
        made(table["forecast"]),
        made(table["matter"]),
        tuple((act, made(words)) for act, words in table["acts"].items()),
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """A stance with its condition's span and the reason in words."""

    stance: Stance
    condition: Span | None
    why: str


def judge(
    text: str, sentence: Span, hits: list[Hit], cue_sign: int, lead: Span | None, first: int = 0
) -> Judged:
    """Return the stance that *hits* of one issue have in one *sentence* of a content.

    *cue_sign* is the attributing verb's own sign for the content; it bears on hits inside *lead*, the
    first clause of the content, only. *first* is where the sentence's first hit of any issue begins: a
    predicate ("... is dangerous") belongs to that one.
    """
    condition = find_condition(text, sentence)
    signs, reasons = [], []
    for hit in hits:
        if condition and condition.covers(hit.span):
            continue
        by_verb = cue_sign if lead and _heads(text, lead, hit.span) else 0
        sign, why = _sign(text, sentence, hit, by_verb, hit.span.start <= first or not first)
        if sign:
            signs.append(sign)
            reasons.append(why)
    if condition and not signs and (weighed := _weighed(text, sentence, condition, hits)):
        if _MERELY.search(text, condition.start, condition.end):  # "just a truce": not without more
            return Judged(Stance.CONDITIONAL, condition, weighed[1])
        return Judged(weighed[0], None, weighed[1])
    if not signs and (asked := _required(text, sentence, hits)):
        return Judged(Stance.CONDITIONAL, asked, f"asked of it: “{asked.cut(text)[:60]}”")
    if not signs or len(set(signs)) > 1:
        why = "words point both ways" if signs else "named, but neither for nor against"
        return Judged(Stance.UNCLEAR, None, why)
    stance = Stance.SUPPORTS if signs[0] > 0 else Stance.OPPOSES
    if stance is Stance.SUPPORTS and (asked := _required(text, sentence, hits)):
        return Judged(Stance.CONDITIONAL, asked, f"{reasons[0]}; it “{asked.cut(text)[:60]}”")
    if condition and not any(condition.covers(h.span) for h in hits):
        return Judged(Stance.CONDITIONAL, condition, f"{reasons[0]}; if “{condition.cut(text)[:60]}”")
    return Judged(stance, None, reasons[0])


def _required(text: str, sentence: Span, hits: list[Hit]) -> Span | None:
    """Return what is asked of a thing that is named: "a ceasefire should lead to lasting peace" is a yes with a condition."""
    for hit in hits:
        m = _REQUIRES.match(text, hit.span.end) if hit.sign >= 0 else None
        if m:  # "A truce, he said, should ...": the content may go on after the fragment
            stop = _STOP.search(text, m.end())
            end = max(sentence.end, stop.start() if stop else m.end())
            return trim(Span(m.start("what"), end), text, " ,.;:")
    return None


def _heads(text: str, lead: Span, hit: Span) -> bool:
    """Say whether a hit is what the attributing verb itself governs: near the head of its first clause."""
    return lead.covers(hit) and len(text[lead.start : hit.start].split()) <= 9


def _weighed(text: str, sentence: Span, condition: Span, hits: list[Hit]) -> tuple[Stance, str] | None:
    """Read "If his plan is just a truce, it is a failed plan": a supposed thing, weighed by what follows."""
    rest = Span(condition.end, sentence.end)
    if not _TAKES_UP.match(text, rest.start) or not all(condition.covers(h.span) for h in hits):
        return None
    weights = load_weights()
    for pattern, stance in ((weights.against, Stance.OPPOSES), (weights.for_, Stance.SUPPORTS)):
        if m := pattern.search(text, rest.start, rest.end):
            return stance, f"supposed, then called “{m.group()}”"
    return None


def find_trailing(text: str, end: int) -> Span | None:
    """Return the condition that follows right after a content, which the parse may have left outside."""
    m = _TRAILING.match(text, end)
    return trim(Span(m.start(1), m.end(1)), text, " ,.;:") if m and len(m[1].split()) >= 3 else None


def _sign(text: str, sentence: Span, hit: Hit, cue_sign: int, subject: bool) -> tuple[int, str]:
    weights = load_weights()
    clause = clause_at(text, sentence, hit.span)
    shown = hit.span.cut(text)
    value, why = hit.sign, f"“{shown}”"
    if _NOT_ABOUT.match(text, hit.span.start):
        return 0, "what it is not about"
    if _NOBODY_MORE.match(text, hit.span.start, clause.end):
        value, why = -value, why + ", more than others"
    found = [
        (m.start(), m.end(), sign)
        for pattern, sign in ((weights.for_, 1), (weights.against, -1))
        for m in pattern.finditer(text, clause.start, clause.end)
        if not hit.span.overlaps(Span(m.start(), m.end()))
    ]
    for start, end, sign in found:
        governs = end <= hit.span.start or (subject and _predicates(text, hit.span.end, start, end))
        if not governs or (end <= hit.span.start and _cut_off(text[end : hit.span.start])):
            continue
        far = len(text[end : hit.span.start].split()) > _REACH and not _LISTS.match(text, end)
        if end <= hit.span.start and not hit.sign and far:
            continue  # too far off to weigh a bare mention
        negated = _negated(text, clause, start, hit.span)
        words = text[start:end]
        if sign < 0 and negated and weights.open_when_negated.fullmatch(words):
            return 0, "not ruled out"
        turned = -sign if negated else sign
        if value == 0:
            value, why = turned, f"“{shown}” with “{words}”" + (" negated" if negated else "")
        elif turned < 0:
            value, why = -value, why + f", turned by “{words}”"
    between = [s for s, e, _ in found if e <= hit.span.start and not _cut_off(text[e : hit.span.start])]
    if not between:
        if value and _negated(text, clause, hit.span.start, hit.span):
            value, why = -value, why + ", negated"
        elif value == 0 and cue_sign == 0 and _denied(text, clause, hit.span.start):
            value, why = -1, why + ", denied"
    if cue_sign:
        if value == 0:
            value, why = cue_sign, why + ", by the verb"
        elif cue_sign < 0:
            value, why = -value, why + ", turned by the verb"
    return value, why


def _cut_off(between: str) -> bool:
    """Say whether a comma keeps a weighing word from what follows; in a list of who is to be there it does not."""
    return "," in between and not _LISTS.match(between)


def clause_at(text: str, sentence: Span, span: Span) -> Span:
    """Return the clause of *sentence* around *span*; one that a following "it is" takes up runs on."""
    start, end = sentence.start, sentence.end
    for m in _CLAUSE.finditer(text, sentence.start, sentence.end):
        if m.end() <= span.start:
            start = m.end()
        elif m.start() >= span.end:
            if _TAKES_UP.match(text, m.end()):
                continue
            end = m.start()
            break
    return Span(start, end)


def _predicates(text: str, hit_end: int, start: int, end: int) -> bool:
    """Say whether a weighing word follows the hit as its predicate, close by."""
    between = text[hit_end:start]
    if between.strip() and not between.strip(" \"“”‘’'"):
        return True  # "called membership “unrealistic”"
    if _OWED.match(text[start:end]):
        return len(between.split()) <= 9
    return len(between) < 90 and bool(
        re.search(
            r"\b(?:is|are|was|were|be|been|being|would|will|can|should|must|remains?|seems?|looks?)\b|['’]s\b",
            between,
        )
    )


_STOP = re.compile(r"[.;!?\n]|\s[—–]\s")
_REQUIRES = re.compile(
    r"[\"”]?(?:,\s+(?:\w+\s+){1,3}\w+,)?\s+(?:(?!not\b|never\b)[\w’'-]+\s+){0,6}?[\"“]?(?P<what>"
    r"(?:should|must|has to|have to|needs? to|would (?:have|need) to)\s+[\"“]?"
    r"(?:(?:also|first|then|really)\s+)?(?:lead to|remove|address|include|come with|be accompanied|be based|ensure|guarantee|be linked|be followed|be tied|be backed)"
    r"|(?:depends?|hinges?) on|(?:would|will) (?:need|require))\b",
    re.I,
)
_NOT_ABOUT = re.compile(r"not\s+(?:\w+\s+)?about\b", re.I)
_LISTS = re.compile(r"\s+(?:to )?(?:see|have|include|involve)\b")
# "no one wants peace more than we do" wants it
_NOBODY_MORE = re.compile(r"\b(?:no one|nobody|no (?:\w+))\b[^.;]{0,60}\bmore\b[^.;]{0,20}\bthan\b", re.I)


def _negated(text: str, clause: Span, at: int, hit: Span) -> bool:
    """Say whether an odd number of negations stands close before *at*, those of the hit itself left out."""
    left = max(clause.start, at - _WINDOW)
    found = [m for p in (load_weights().negation, _CONTRACTED) for m in p.finditer(text, left, at)]
    found = [m for m in found if not _NOBODY_MORE.match(text, m.start(), clause.end)]
    near = {
        m.end()
        for m in found
        if not hit.overlaps(Span(m.start(), m.end())) and len(text[m.end() : at].split()) <= 4
    }
    return len(near) % 2 == 1


def _denied(text: str, clause: Span, at: int) -> bool:
    return bool(
        re.search(r"\b(?:no|neither|nor)\s+(?:\w+\s+){0,2}$", text[max(clause.start, at - 30) : at], re.I)
    )


def find_condition(text: str, sentence: Span) -> Span | None:
    """Return the span of the sentence's condition clause, from its "if" to the clause's end."""
    weights = load_weights()
    barred = [Span(*m.span()) for m in weights.no_condition.finditer(text, sentence.start, sentence.end)]
    for m in weights.condition.finditer(text, sentence.start, sentence.end):
        if any(b.overlaps(Span(*m.span())) for b in barred):
            continue
        end = sentence.end
        stop = re.compile(r"[;:—–]|,(?=\s)|[\"”](?=[\s,.])").search(text, m.end(), sentence.end)
        if stop:
            end = stop.start()
        span = trim(Span(m.start(), end), text, ' ,.;:"”“')
        if len(span.cut(text).split()) >= 3:
            return span
    return None


def find_act(text: str, content: Span, act: str, stance: Stance) -> Act:
    """Return the act: the verb's own, else what the content's words do, else an assessment."""
    if act != "assess":
        return Act(act)
    for name, pattern in load_weights().acts:
        if pattern.search(text, content.start, content.end):
            if name == "accept" and stance is Stance.OPPOSES:
                return Act.REJECT
            return Act(name)
    return Act.ASSESS


def find_forecast(text: str, content: tuple[Span, ...]) -> Span | None:
    """Return the first sentence that looks ahead to how, when or whether it will end; None if none does."""
    weights = load_weights()
    for span in content:
        for sentence in sentences(text, span):
            ahead = weights.forecast.search(text, sentence.start, sentence.end)
            if ahead and weights.matter.search(text, sentence.start, sentence.end):
                return sentence
    return None
