"""The verdict on one claim: who says it, in which words, with which stand, figures and days the record bears it.

Rules over aligned words and over the statements read in them. A verdict of support needs every part of a claim; what is
merely alike is "supported in part" or "not found". No likeness decides: negation, condition, speaker, figures and days are
each held against the evidence.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from onrecord.audit.faults import (
    PART,
    SAME,
    all_said,
    cut,
    differing,
    made_fact,
    stale,
    turned,
    wrong_speaker,
)
from onrecord.audit.fits import Bench, Fit, fits_of
from onrecord.audit.quotations import Place
from onrecord.audit.quoted import judge_quotes
from onrecord.dates import show_day
from onrecord.spans import Span
from onrecord.verdicts import Claim, Finding, Passage, Verdict

BORNE = 0.7  # least chance that the whole is borne, for support
ANCHORED = (
    1.0  # least sum of that chance and the share of words found: likeness of subject alone bears nothing
)
VERBATIM = 0.85  # share of words found that needs no such chance
ANCHOR = 0.2  # least share of a part's words that must be found as they are
LEAST = 2  # words of a part that counts
_JOINT = re.compile(r",?\s+(?:and|but|while|whereas|because)\s+|;\s+|:\s+")
NEARLY = 0.35  # least share of words found for a claim to be borne in part
LACKING = 0.2  # most of a claim's words, by weight, that may be borne by nothing


def judge(claim: Claim, bench: Bench) -> Finding:
    """Return the verdict on *claim*."""
    fits = fits_of(claim, bench)
    quoted, places = judge_quotes(claim, bench, fits)
    if quoted is not None:
        return quoted
    if places:  # what is quoted is judged where it stands
        fits = fits_of(claim, bench, _passages_at(places, bench)) or fits
    same = [f for f in fits if f.who != "other"] if claim.speakers or claim.named else fits
    if claim.attributed and (other := wrong_speaker(claim, bench, fits, same)):
        return other
    if not same:
        return _not_found(claim, bench, fits)
    best = same[0]
    if found := differing(claim, bench, same):
        return found
    if places and _is_quotation(claim):
        return _borne(claim, bench, same, True)
    if best.score < PART:
        return _by_parts(claim, bench) or _not_found(claim, bench, fits)
    if fault := turned(claim, bench, best) or made_fact(claim, bench, same) or stale(claim, bench, best):
        return fault
    found = _borne(claim, bench, same, bool(places))
    return (_by_parts(claim, bench) if found.verdict is Verdict.IN_PART else None) or found


def _passages_at(places: list[Place], bench: Bench) -> list[Passage]:
    return [
        p
        for place in places
        for p in bench.passages.of_article(place.article.id)
        if p.span.overlaps(place.span)
    ]


def _is_quotation(claim: Claim) -> bool:
    """Say whether most of what a claim says stands in quotation marks: then its words need no reading."""
    inside = sum(any(q.covers(t.span) for q in claim.quotes) for t in claim.content)
    return 2 * inside >= len(claim.content)


def _by_parts(claim: Claim, bench: Bench) -> Finding | None:
    """Return the finding on a sentence that says several things, each held against the record by itself; None where none is borne."""
    parts = parts_of(claim) if bench.align else []
    if len(parts) < 2:
        return None
    chosen: list[Fit] = []
    lacking: list[Claim] = []
    for part in parts:
        fits = [
            f for f in fits_of(part, bench) if f.who in ("same", "named") or not (part.speakers or part.named)
        ]
        best = next((f for f in fits if f.borne >= BORNE and f.turned < 0.3 and f.share >= ANCHOR), None)
        figures = best and any(t.kind == "number" and t.span in best.lacking for t in part.content)
        if best and not figures:
            chosen.append(best)
        else:
            lacking.append(part)
    if not chosen:
        return None
    cited = bench.cite({f.passage.span: f.passage for f in chosen}.values())
    if not lacking:
        sure = min(f.borne for f in chosen)
        return Finding(claim, Verdict.SUPPORTED, _support_words(claim, bench, chosen), cited, sure)
    words = "; ".join(f"“{p.text}”" for p in lacking)
    spans = tuple(t.span for p in lacking for t in p.content)
    return Finding(claim, Verdict.IN_PART, f"not borne: {words}", cited, 0.6, spans)


def parts_of(claim: Claim) -> list[Claim]:
    """Return the things a sentence says as claims of their own: cut at "and", "but", semicolons, outside quotations."""
    cuts = [0]
    for m in _JOINT.finditer(claim.text):
        at = claim.span.start + m.start()
        if not any(q.start <= at < q.end for q in claim.quotes):
            cuts.append(m.end())
    out = []
    for start, end in itertools.pairwise([*cuts, len(claim.text)]):
        place = Span(claim.span.start + start, claim.span.start + end)
        terms = tuple(t for t in claim.terms if place.covers(t.span))
        if sum(t.kind != "name" for t in terms) >= LEAST:
            out.append(
                replace(claim, text=claim.text[start:end], span=place, terms=terms, quotes=(), dates=())
            )
    return out


def _not_found(claim: Claim, bench: Bench, fits: list[Fit]) -> Finding:
    near = [f.passage for f in fits[:1] if f.score > PART / 2]
    return Finding(
        claim,
        Verdict.NOT_FOUND,
        f"nothing in {len(bench.known.articles)} articles says so"
        + ("; the nearest words are shown" if near else ""),
        bench.cite(near),
        0.6 + 0.3 * (1 - (fits[0].score if fits else 0)),
        tuple(t.span for t in claim.content),
    )


def _borne(claim: Claim, bench: Bench, same: list[Fit], quoted: bool) -> Finding:
    """Return support, whole or in part, by the passages that together hold most of the claim's words.

    Beside a verbatim quotation (*quoted*) words of the claim may stand anywhere in its article: they say what it is about.
    """
    chosen: list[Fit] = []
    lacking = {t.span for t in claim.content if t.kind != "name"}
    for fit in same:
        if chosen and fit.who not in ("same", chosen[0].who):
            continue  # words of several voices make no claim of one
        left = lacking & set(fit.lacking)
        if (
            (quoted or fit.score >= (SAME if chosen else PART))
            and (not chosen or left < lacking)
            and len(chosen) < 3
        ):
            chosen.append(fit)
            lacking = left
    if quoted and chosen:
        whole_article = {k for p in bench.passages.of_article(chosen[0].passage.article) for k in p.keys}
        lacking = {t.span for t in claim.content if t.span in lacking and t.key not in whole_article}
    weight = bench.passages.weight
    total = sum(weight(t) for t in claim.content) or 1.0
    share = 1 - sum(weight(t) for t in claim.content if t.span in lacking) / total
    cited = bench.cite([f.passage for f in chosen])
    spoken = not (claim.speakers or claim.named) or any(f.who in ("same", "named") for f in chosen)
    # what nobody says in the claim and somebody in the record is no fact of the record
    told = bool(claim.speakers or claim.named) or (bool(chosen) and not all_said(chosen[0].passage, claim))
    sure = quoted or (
        told and any((f.borne >= BORNE and f.rank >= ANCHORED) or f.share >= VERBATIM for f in chosen)
    )
    whole = sure and share >= 1 - LACKING
    if whole and not spoken:
        why = f"the words are there, and nothing shows that {bench.names_of(claim)} said them"
        return Finding(claim, Verdict.IN_PART, why, cited, 0.6)
    figures = any(t.span in lacking for t in claim.content if t.kind == "number")
    if whole and not figures:
        return Finding(
            claim,
            Verdict.SUPPORTED,
            _support_words(claim, bench, chosen),
            cited,
            min(0.97, max(f.borne for f in chosen) if bench.align else share),
        )
    if not sure and max(f.share for f in chosen) < NEARLY:
        return _not_found(claim, bench, same)
    spans = tuple(sorted(lacking))
    words = ", ".join(f"“{cut(claim, s)}”" for s in spans[:6]) or "how its words hang together"
    return Finding(claim, Verdict.IN_PART, f"not borne: {words}", cited, 0.6, spans)


def _support_words(claim: Claim, bench: Bench, chosen: list[Fit]) -> str:
    articles = {f.passage.article for f in chosen}
    days = sorted({d for a in articles if (d := bench.known.article_by_id[a].day)})
    told = f"told {show_day(days[-1], year=True)}" if days else "undated"
    if claim.speakers:
        return f"{bench.names_of(claim)} is on record with it, {told}"
    return f"the record tells it, {told}"
