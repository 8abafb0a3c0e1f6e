"""Findings on a claim's quotations: words that stand nowhere, that are spliced, or that are somebody else's."""

from __future__ import annotations

from onrecord.audit.fits import Bench, Fit
from onrecord.audit.quotations import Place, is_spliced, nearest, places_of
from onrecord.document import Citation
from onrecord.model import Article, Statement
from onrecord.spans import Span, squeeze
from onrecord.verdicts import Claim, Edit, Finding, Verdict

_EDGES = " ,.;:!?"
_TELLING = 2  # words; where so many stand verbatim, there the claim is from
_SEARCHED = 60  # articles in which the nearest words are looked for, those of the best passages first


def judge_quotes(claim: Claim, bench: Bench, fits: list[Fit]) -> tuple[Finding | None, list[Place]]:
    """Return the finding on the claim's quotations, None where they are verbatim and the speaker's, and where they stand."""
    articles, places = by_nearness(bench, fits), []
    for span in claim.quotes:
        words = claim.text[span.start - claim.span.start : span.end - claim.span.start]
        found = places_of(words.strip(_EDGES), articles)
        if not found:
            return _not_verbatim(claim, words.strip(_EDGES), articles), []
        if claim.speakers and len(words.split()) > 2 and (wrong := _of_another(claim, bench, found)):
            return wrong, []
        places += found if len(words.split()) >= _TELLING else []
    return None, places


def by_nearness(bench: Bench, fits: list[Fit]) -> list[Article]:
    """Return the articles known, those of the best passages first."""
    first = dict.fromkeys(f.passage.article for f in fits)
    rest = (a.id for a in bench.known.articles if a.id not in first)
    return [bench.known.article_by_id[a] for a in (*first, *rest)]


def _not_verbatim(claim: Claim, words: str, articles: list[Article]) -> Finding:
    near = nearest(words, articles[:_SEARCHED])
    spliced = is_spliced(words, articles[:_SEARCHED])
    why = f"“{squeeze(words)}” stands in no article"
    if spliced:
        why += ": two quotations are joined as one"
    if near is None:
        return Finding(claim, Verdict.NOT_VERBATIM, f"{why}, nor anything near it", confidence=0.9)
    real = squeeze(near.span.cut(near.article.text))
    return Finding(
        claim,
        Verdict.NOT_VERBATIM,
        f"{why}; the nearest words are “{real}”",
        (Citation.of(near.article, near.span),),
        0.9,
        edits=() if spliced else in_place(claim, words, real),
    )


def in_place(claim: Claim, ours: str, theirs: str) -> tuple[Edit, ...]:
    """Return the edit that puts *theirs* in place of *ours*, none where the claim does not hold it as it is."""
    at = claim.text.find(ours)
    return (Edit(Span(at, at + len(ours)).shift(claim.span.start), theirs),) if at >= 0 and ours else ()


def _of_another(claim: Claim, bench: Bench, found: list[Place]) -> Finding | None:
    """Return the finding that quoted words are somebody else's, None where the claim's speaker may have said them."""
    voices: dict[str, tuple[Place, Statement]] = {}
    for place in found:
        for s in bench.said_in(place.article.id):
            if s.attribution.whole.overlaps(place.span):
                if s.attribution.layer == 0 or s.actor in claim.speakers:
                    voices.setdefault(s.actor, (place, s))
                voices.setdefault(s.on_behalf_of, (place, s))
    if not voices or "" in {s.actor for _, s in voices.values()} or set(claim.speakers) & set(voices):
        return None  # nobody, or somebody who may be the claim's speaker
    actor = next(a for a in voices if a)
    place, said = voices[actor]
    return Finding(
        claim,
        Verdict.WRONG_SPEAKER,
        f"these are words of {bench.name(said.actor or actor)}, not of {bench.names_of(claim)}",
        (Citation.of(place.article, place.span, said.id),),
        0.9,
    )
