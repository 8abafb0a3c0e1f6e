"""Passages held against a claim: the words shared, the words borne, and whether the speaker is the claim's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.audit.passages import Passages, shared
from onrecord.audit.turns import Turns
from onrecord.document import Citation
from onrecord.model import Evidence, Statement
from onrecord.spans import Span, flat
from onrecord.verdicts import Alignment, Claim, Passage, surname

ALIGNED = 10  # passages that the aligner reads with a claim
_NEAR = 220  # characters before and after a passage that are read with it
Align = Callable[[str, str], Alignment]


@dataclass(frozen=True, slots=True)
class Fit:
    """A passage held against a claim.

    ``share`` is the share of the claim's words found, by weight; ``cover`` that of words found or borne; ``borne`` and ``turned`` are
    the aligner's chances for the whole; ``lacking`` the claim's terms that are neither found nor borne; ``who`` says whether the
    passage's speaker is the claim's: "same", "named" (the report tells of them), "other", "open".
    """

    passage: Passage
    share: float
    who: str
    cover: float = 0.0
    borne: float = 0.0
    turned: float = 0.0
    lacking: tuple[Span, ...] = ()
    turning: tuple[Span, ...] = ()

    @property
    def score(self) -> float:
        """How near the passage is to the claim, 0 to 1: it tells of the same, whether or not it bears it."""
        return max(self.share, self.borne)

    @property
    def rank(self) -> float:
        """What the passages of a claim are ordered by: likely borne, and in its words."""
        return self.share + self.borne


@dataclass(frozen=True)
class Bench:
    """What a claim is judged by: evidence known on the brief's day, its passages, names, parties, turning words and the aligner."""

    known: Evidence
    as_of: date
    passages: Passages
    names: Mapping[str, str]
    party_of: Callable[[str, date | None], str]
    turns: Turns
    authors_of: Callable[
        [str], frozenset[str]
    ]  # a headline's "Statement by ...": its sentences have no other source
    align: Align | None = None

    def name(self, actor: str) -> str:
        """Return an actor's name."""
        return self.names.get(actor, actor)

    def names_of(self, claim: Claim) -> str:
        """Return the names of a claim's speakers."""
        return " and ".join([*map(self.name, claim.speakers), *(n.title() for n in sorted(claim.named))])

    def cite(self, passages: Iterable[Passage]) -> tuple[Citation, ...]:
        """Return citations of whole passages."""
        out = []
        for p in passages:
            article = self.known.article_by_id[p.article]
            out.append(Citation.of(article, p.span, p.statements[0].id if p.statements else ""))
        return tuple(out)

    def said_in(self, article: str) -> tuple[Statement, ...]:
        """Return the statements of an article."""
        return self.passages.statements.get(article, ())

    def words(self, passage: Passage) -> str:
        """Return the words of a passage."""
        return passage.span.cut(flat(self.known.article_by_id[passage.article].text))


def fits_of(claim: Claim, bench: Bench, near: Sequence[Passage] = ()) -> list[Fit]:
    """Return the passages nearest to *claim*, or those of *near*, held against it, the best first."""
    near = near or bench.passages.near(claim)
    fits = []
    for n, passage in enumerate(near):
        share = shared(claim, passage, bench.passages.weight)
        who = who_speaks(claim, passage, bench)
        if bench.align is None or n >= ALIGNED:
            fits.append(Fit(passage, share, who, share, 0.0 if bench.align else share))
        else:
            fits.append(_aligned(claim, passage, share, who, bench, bench.align))
    fits.sort(key=lambda f: (-f.rank, f.passage.article, f.passage.span))
    return fits


def _aligned(claim: Claim, passage: Passage, share: float, who: str, bench: Bench, align: Align) -> Fit:
    made = align(premise(claim, passage, who, bench), claim.text)
    weight, keys = bench.passages.weight, passage.keys
    total = found = 0.0
    lacking, turning = [], []
    for term in claim.content:
        place = term.span.shift(-claim.span.start)
        borne, turned = made.of(place)
        w = weight(term)
        total += w
        if term.key in keys:
            found += w
        elif term.kind == "number":
            lacking.append(term.span)  # a figure is there or it is not
        elif borne >= 0.5 or term.key in passage.around:
            found += w * max(borne, 0.6)
        else:
            lacking.append(term.span)
        if turned >= 0.5:
            turning.append(term.span)
    cover = found / total if total else 0.0
    return Fit(passage, share, who, cover, made.borne, made.turned, tuple(lacking), tuple(turning))


def premise(claim: Claim, passage: Passage, who: str, bench: Bench) -> str:
    """Return what the aligner reads: the passage with what stands about it, and whose words it is where it does not say so."""
    text = flat(bench.known.article_by_id[passage.article].text)
    place, window = passage.span, passage.window
    words = text[max(window.start, place.start - _NEAR) : min(window.end, place.end + _NEAR)]
    speaker = next((s.actor for s in passage.statements if s.actor), "")
    if speaker and f"@{speaker}" not in passage.keys:
        return f"{bench.name(speaker)}: {words}"
    if who == "same" and not any(f"@{a}" in passage.keys for a in claim.speakers):
        return f"{bench.names_of(claim)}: {words}"
    return words


def who_speaks(claim: Claim, passage: Passage, bench: Bench) -> str:
    """Return whether the passage's words are those of the claim's speaker."""
    if not claim.speakers and not claim.named:
        return "open"
    outer = [s for s in passage.statements if not s.attribution.layer] or passage.statements
    voices = {a for s in outer for a in (s.actor, s.on_behalf_of) if a}
    voices |= {bench.party_of(a, None) for a in voices} - {""} if voices else set()
    others = {n for s in outer if not s.actor and (n := surname(s.named_as))}
    if voices & set(claim.speakers) or others & claim.named:
        return "same" if _inside(claim, passage, outer) else "other"
    if voices & {bench.party_of(a, None) for a in claim.speakers}:
        return "named"  # his state says it
    if voices or others:
        return "other"
    title = bench.known.article_by_id[passage.article].title
    mine = set(claim.speakers)
    if mine & (passage.carried | bench.authors_of(title)) or any(n in title.lower() for n in claim.named):
        return "same"
    if passage.statements:
        return "open"  # somebody's words, and nobody knows whose
    named, words = passage.keys | passage.around, bench.words(passage).lower()
    told = any(f"@{a}" in named for a in mine) or any(n in words for n in claim.named)
    return "named" if told else "open"


def _inside(claim: Claim, passage: Passage, outer: Sequence[Statement]) -> bool:
    """Say whether what passage and claim share stands in words of the claim's speaker, where several speak in one sentence."""
    mine = [s for s in outer if s.actor in claim.speakers or surname(s.named_as) in claim.named]
    if not mine or len(mine) == len(outer):
        return True
    keys = {t.key for t in claim.content if t.kind != "name"}
    terms = [t for t in passage.terms if t.key in keys]
    held = [t for t in terms if any(c.covers(t.span) for s in mine for c in s.attribution.content)]
    return len(held) * 2 >= len(terms)
