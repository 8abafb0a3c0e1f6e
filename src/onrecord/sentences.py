"""Sentences of a stretch of text, with no break inside a quotation or after an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.spans import Span, trim

_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s+[\"“‘'«(\[—–-]?\s*[A-ZÀ-ÝА-Я0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|Sr|Jr|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs|Prof)"
    r"|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z]|\b(?:a|p)\.m)\.$"
)


def sentences(text: str, place: Span, whole: Iterable[Span] = ()) -> list[Span]:
    """Return the sentences of ``text[place]``; *whole* are stretches no sentence may end inside."""
    closed = list(whole)
    out, at = [], place.start
    for m in _END.finditer(text, place.start, place.end):
        if _ABBREVIATION.search(text[max(at, m.start() - 8) : m.start() + 1]):
            continue
        if any(w.start < m.start() and m.end() < w.end for w in closed):
            continue
        out.append(trim(Span(at, m.end()), text))
        at = m.end()
    last = trim(Span(at, place.end), text) if at < place.end else Span(at, at)
    return [s for s in (*out, last) if len(s)]


def sentence_at(text: str, place: Span, at: int, whole: Iterable[Span] = ()) -> Span:
    """Return the sentence of ``text[place]`` that holds character *at*."""
    for sentence in sentences(text, place, whole):
        if sentence.start <= at < sentence.end:
            return sentence
    return place
