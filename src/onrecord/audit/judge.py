"""The verdict on one claim: who says it, in which words, with which stand, figures and days the record bears it.

Rules over aligned words and over the statements read in them. A verdict of support needs every part of a claim; what is
merely alike is "supported in part" or "not found". No likeness decides: negation, condition, speaker, figures and days are
each held against the evidence.
"""

from __future__ import annotations

from onrecord.audit.faults import PART, SAME, cut, differing, made_fact, stale, turned, wrong_speaker
from onrecord.audit.fits import Bench, Fit, fits_of
from onrecord.audit.quoted import judge_quotes
from onrecord.dates import show_day
from onrecord.verdicts import Claim, Finding, Verdict

WHOLE = 0.62  # least share of a claim's words, by weight, for support


def judge(claim: Claim, bench: Bench) -> Finding:
    """Return the verdict on *claim*."""
    fits = fits_of(claim, bench)
    quoted = judge_quotes(claim, bench, fits)
    if quoted is not None:
        return quoted
    same = [f for f in fits if f.who != "other"] if claim.speakers else fits
    if claim.attributed and (other := wrong_speaker(claim, bench, fits, same)):
        return other
    if not same or same[0].score < PART:
        return _not_found(claim, bench, fits)
    best = same[0]
    return (
        differing(claim, bench, same)
        or turned(claim, bench, best)
        or made_fact(claim, bench, same)
        or stale(claim, bench, best)
        or _borne(claim, bench, same)
    )


def _not_found(claim: Claim, bench: Bench, fits: list[Fit]) -> Finding:
    near = [f.passage for f in fits[:1] if f.score > PART / 2]
    return Finding(
        claim,
        Verdict.NOT_FOUND,
        f"nothing in {len(bench.known.articles)} articles says so"
        + ("; the nearest words are shown" if near else ""),
        bench.cite(near),
        0.6 + 0.3 * (1 - (fits[0].score if fits else 0)),
        tuple(t.span for t in claim.terms),
    )


def _borne(claim: Claim, bench: Bench, same: list[Fit]) -> Finding:
    """Return support, whole or in part, by the passages that together hold most of the claim's words."""
    chosen: list[Fit] = []
    lacking = {t.span for t in claim.terms if t.kind != "name"}
    for fit in same:
        if chosen and fit.who not in ("same", chosen[0].who):
            continue  # words of several voices make no claim of one
        left = lacking & set(fit.lacking)
        if fit.score >= (SAME if chosen else PART) and (not chosen or left < lacking) and len(chosen) < 3:
            chosen.append(fit)
            lacking = left
    weight = bench.passages.weight
    total = sum(weight(t) for t in claim.terms) or 1.0
    share = 1 - sum(weight(t) for t in claim.terms if t.span in lacking) / total
    cited = bench.cite([f.passage for f in chosen])
    spoken = not claim.speakers or any(f.who in ("same", "named") for f in chosen)
    if share >= WHOLE and not spoken:
        why = f"the words are there, and nothing shows that {bench.names_of(claim)} said them"
        return Finding(claim, Verdict.IN_PART, why, cited, 0.6)
    figures = any(t.span in lacking for t in claim.terms if t.kind == "number")
    if share >= WHOLE and same[0].score >= SAME and not figures:
        return Finding(
            claim, Verdict.SUPPORTED, _support_words(claim, bench, chosen), cited, min(0.97, share)
        )
    spans = tuple(sorted(lacking))
    words = ", ".join(f"“{cut(claim, s)}”" for s in spans[:6]) or "how it hangs together"
    return Finding(claim, Verdict.IN_PART, f"not borne: {words}", cited, 0.6, spans)


def _support_words(claim: Claim, bench: Bench, chosen: list[Fit]) -> str:
    articles = {f.passage.article for f in chosen}
    days = sorted({d for a in articles if (d := bench.known.article_by_id[a].day)})
    told = f"told {show_day(days[-1], year=True)}" if days else "undated"
    if claim.speakers:
        return f"{bench.names_of(claim)} is on record with it, {told}"
    return f"the record tells it, {told}"
