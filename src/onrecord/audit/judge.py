"""The verdict on one claim: who says it, in which words, with which stand, figures and days the record bears it.

Rules over aligned words and over the statements read in them. A verdict of support needs every part of a claim; what is
merely alike is "supported in part" or "not found". No likeness decides: negation, condition, speaker, figures and days are
each held against the evidence (the kinds of error follow Pagnoni et al. 2021, FRANK).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.audit.passages import Passages, shared
from onrecord.audit.quotations import Place, is_spliced, nearest, places_of
from onrecord.audit.turns import Turns
from onrecord.dates import show_day, show_interval
from onrecord.document import Citation
from onrecord.model import Article, Evidence, Stance, Statement
from onrecord.spans import Span, flat, squeeze
from onrecord.verdicts import Claim, Edit, Finding, Passage, Verdict

WHOLE = 0.62  # least share of a claim's words, by weight, for support
PART = 0.42  # least share for support in part
SAME = 0.5  # least share for a passage to be about the claim, so that what differs is an error of the claim
CLEARLY = 0.15  # by how much another speaker's words must fit better
OLD = timedelta(days=14)  # a statement older than this is not the latest


@dataclass(frozen=True, slots=True)
class Fit:
    """A passage held against a claim: share of words found, and whether its speaker is the claim's."""

    passage: Passage
    share: float
    who: str  # "same", "other", "open"


@dataclass(frozen=True)
class Bench:
    """What a claim is judged by: evidence known on the brief's day, its passages, names, parties and turning words."""

    known: Evidence
    as_of: date
    passages: Passages
    names: Mapping[str, str]
    party_of: Callable[[str, date | None], str]
    turns: Turns

    def name(self, actor: str) -> str:
        """Return an actor's name."""
        return self.names.get(actor, actor)


def judge(claim: Claim, bench: Bench) -> Finding:
    """Return the verdict on *claim*."""
    fits = [
        Fit(p, shared(claim, p, bench.passages.weight), _who(claim, p, bench))
        for _, p in bench.passages.near(claim)
    ]
    fits.sort(key=lambda f: (-f.share, f.passage.article, f.passage.span))
    quoted = _judge_quotes(claim, bench, fits)
    if quoted is not None:
        return quoted
    same = [f for f in fits if f.who != "other"] if claim.speakers else fits
    if claim.attributed and (other := _wrong_speaker(claim, bench, fits, same)):
        return other
    if not same or same[0].share < PART:
        return _not_found(claim, bench, fits)
    best = same[0]
    return (
        _differing(claim, bench, same)
        or _turned(claim, bench, best)
        or _made_fact(claim, bench, same)
        or _stale(claim, bench, best)
        or _borne(claim, bench, same)
    )


def _who(claim: Claim, passage: Passage, bench: Bench) -> str:
    """Return whether the passage's words are those of the claim's speaker."""
    if not claim.speakers:
        return "open"
    voices = {a for s in passage.statements for a in (s.actor, s.on_behalf_of) if a}
    voices |= {bench.party_of(a, None) for a in voices} - {""} if voices else set()
    if voices & set(claim.speakers):
        return "same"
    named = passage.keys | passage.around
    if voices:
        return "other"
    return "same" if any(f"@{a}" in named for a in claim.speakers) else "open"


def _cite(bench: Bench, passages: Iterable[Passage]) -> tuple[Citation, ...]:
    out = []
    for p in passages:
        article = bench.known.article_by_id[p.article]
        out.append(Citation.of(article, p.span, p.statements[0].id if p.statements else ""))
    return tuple(out)


def _judge_quotes(claim: Claim, bench: Bench, fits: list[Fit]) -> Finding | None:
    """Return the finding on the claim's quotations, None where they are verbatim and the speaker's."""
    articles = _by_nearness(bench, fits)
    for span in claim.quotes:
        words = span.cut(flat(claim.text)) if span.end <= len(claim.text) else ""
        words = claim.text[span.start - claim.span.start : span.end - claim.span.start] or words
        found = places_of(words.strip(" ,.;:!?"), articles)
        if not found:
            return _not_verbatim(claim, bench, words, articles)
        if claim.speakers and len(words.split()) > 2 and (wrong := _of_another(claim, bench, found)):
            return wrong
    return None


def _by_nearness(bench: Bench, fits: list[Fit]) -> list[Article]:
    """Return the articles known, those of the best passages first."""
    first = dict.fromkeys(f.passage.article for f in fits)
    rest = (a.id for a in bench.known.articles if a.id not in first)
    return [bench.known.article_by_id[a] for a in (*first, *rest)]


def _not_verbatim(claim: Claim, bench: Bench, words: str, articles: list[Article]) -> Finding:
    near = nearest(words, articles[:60])
    spliced = is_spliced(words, articles[:60])
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
        edits=() if spliced else _in_place(claim, words.strip(" ,.;:!?"), real),
    )


def _in_place(claim: Claim, ours: str, theirs: str) -> tuple[Edit, ...]:
    """Return the edit that puts *theirs* in place of *ours*, none where the claim does not hold it as it is."""
    at = claim.text.find(ours)
    return (Edit(Span(at, at + len(ours)).shift(claim.span.start), theirs),) if at >= 0 and ours else ()


def _of_another(claim: Claim, bench: Bench, found: list[Place]) -> Finding | None:
    """Return the finding that quoted words are somebody else's, None where the claim's speaker may have said them."""
    voices: dict[str, tuple[Place, Statement]] = {}
    for place in found:
        for s in bench.known.statements:
            if s.attribution.article == place.article.id and s.attribution.whole.overlaps(place.span):
                if s.attribution.layer == 0 or s.actor in claim.speakers:
                    voices.setdefault(s.actor, (place, s))
                voices.setdefault(s.on_behalf_of, (place, s))
    if not voices or ("" in voices and len(voices) == 1) or set(claim.speakers) & set(voices):
        return None
    actor = next((a for a in voices if a), "")
    if not actor:
        return None
    place, said = voices[actor]
    speaker = said.actor or actor
    return Finding(
        claim,
        Verdict.WRONG_SPEAKER,
        f"these are words of {bench.name(speaker)}, not of {_names(claim, bench)}",
        (Citation.of(place.article, place.span, said.id),),
        0.9,
    )


def _names(claim: Claim, bench: Bench) -> str:
    return " and ".join(bench.name(a) for a in claim.speakers)


def _wrong_speaker(claim: Claim, bench: Bench, fits: list[Fit], same: list[Fit]) -> Finding | None:
    others = [f for f in fits if f.who == "other"]
    mine = same[0].share if same else 0.0
    if not claim.speakers or not others or others[0].share < SAME or others[0].share - mine < CLEARLY:
        return None
    said = next(s for s in others[0].passage.statements if s.actor or s.on_behalf_of)
    return Finding(
        claim,
        Verdict.WRONG_SPEAKER,
        f"{bench.name(said.actor or said.on_behalf_of)} said this; nothing found has {_names(claim, bench)} say it",
        _cite(bench, [others[0].passage]),
        min(0.95, 0.5 + others[0].share - mine),
    )


def _not_found(claim: Claim, bench: Bench, fits: list[Fit]) -> Finding:
    near = [f.passage for f in fits[:1] if f.share > PART / 2]
    return Finding(
        claim,
        Verdict.NOT_FOUND,
        f"nothing in {len(bench.known.articles)} articles says so"
        + ("; the nearest words are shown" if near else ""),
        _cite(bench, near),
        0.6 + 0.3 * (1 - (fits[0].share if fits else 0)),
        tuple(t.span for t in claim.terms),
    )


def _differing(claim: Claim, bench: Bench, same: list[Fit]) -> Finding | None:
    """Return the finding on a figure or day that the evidence gives otherwise."""
    close = [f for f in same if f.share >= max(PART, same[0].share - 0.15)]
    figures = [t for t in claim.terms if t.kind == "number"]
    held = {k for f in close for k in (*f.passage.keys, *f.passage.around)}
    missing = [t for t in figures if t.key not in held]
    theirs = [t for t in close[0].passage.terms if t.kind == "number"] if close else []
    if missing and theirs:
        text = bench.known.article_by_id[close[0].passage.article].text
        real = ", ".join(dict.fromkeys(t.span.cut(flat(text)) for t in theirs))
        ours = ", ".join(claim.text[_in(claim, t.span)] for t in missing)
        why = f"the claim has {ours}, the words found have {real}"
        other = {t.span.cut(flat(text)) for t in theirs if t.key not in {x.key for x in figures}}
        edits = _in_place(claim, ours, other.pop()) if len(missing) == len(other) == 1 else ()
        return Finding(claim, Verdict.DIFFERS, why, _cite(bench, [close[0].passage]), 0.8, edits=edits)
    if claim.dates and close and close[0].share >= SAME:
        days = [_days(f.passage, bench) for f in close]
        for when in claim.dates:
            apart = all(d and not any(a <= when.last and when.first <= b for a, b in d) for d in days)
            if apart and (when.last - when.first).days < 10:
                first = days[0][0]
                why = f"the claim has {show_interval(when, year=True)}, the record {show_day(first[1], year=True)}"
                return Finding(claim, Verdict.DIFFERS, why, _cite(bench, [close[0].passage]), 0.75)
    return None


def _in(claim: Claim, span: Span) -> slice:
    return slice(span.start - claim.span.start, span.end - claim.span.start)


def _days(passage: Passage, bench: Bench) -> list[tuple[date, date]]:
    """Return the days that a passage's words may be of: said, told in the sentence, published."""
    article = bench.known.article_by_id[passage.article]
    days = [(s.said_on.first, s.said_on.last) for s in passage.statements if s.said_on]
    days += [
        (e.when.first, e.when.last)
        for e in bench.known.events
        if e.article == passage.article and e.span.overlaps(passage.span)
    ]
    days += [(w.first, w.last) for w in bench.turns.dates(passage.span.cut(flat(article.text)), article.day)]
    if article.day:
        days.append((article.day, article.day))
    return days


def _turned(claim: Claim, bench: Bench, best: Fit) -> Finding | None:
    """Return the finding that the claim turns what was said: a negation, a condition, a stance."""
    if best.share < SAME:
        return None
    text = flat(bench.known.article_by_id[best.passage.article].text)
    words = best.passage.span.cut(text)
    verdict = Verdict.WRONG_STANCE if claim.attributed else Verdict.CONTRADICTED
    cited = _cite(bench, [best.passage])
    stances = {
        (s.issue, s.stance) for s in best.passage.statements if s.issue and s.stance is not Stance.UNCLEAR
    }
    held = dict(stances) if len({i for i, _ in stances}) == len(stances) else {}
    for s in claim.statements:
        theirs = held.get(s.issue)
        if (
            theirs
            and s.stance is not Stance.UNCLEAR
            and {theirs, s.stance} == {Stance.SUPPORTS, Stance.OPPOSES}
        ):
            return Finding(claim, verdict, f"the claim {s.stance}, the words found {theirs} it", cited, 0.8)
    if turned := _denials(claim, best.passage, words, bench):
        return Finding(claim, verdict, turned, cited, 0.7)
    bound = bench.turns.bound(words)
    if bound and not bench.turns.bound(claim.text):
        why = f"the condition is left out: “{bound}”"
        return Finding(claim, verdict, why, cited, 0.65)
    return None


def _denials(claim: Claim, passage: Passage, words: str, bench: Bench) -> str:
    """Return in words how claim and passage differ in what they deny of what they share, "" where they do not."""
    mine = {
        t.key: bench.turns.denied(claim.text, t.span.shift(-claim.span.start))
        for t in claim.terms
        if t.kind == "word"
    }
    there: dict[str, bool] = {}
    for t in passage.terms:
        if t.key in mine:
            denied = bench.turns.denied(words, t.span.shift(-passage.span.start))
            there[t.key] = there.get(t.key, False) or denied
    only_mine = [k for k, denied in there.items() if mine[k] and not denied]
    only_there = [k for k, denied in there.items() if denied and not mine[k]]
    if bool(only_mine) == bool(only_there):  # both deny, of other words
        return ""
    return (
        "the claim denies what the words found say"
        if only_mine
        else "the words found deny what the claim says"
    )


def _made_fact(claim: Claim, bench: Bench, same: list[Fit]) -> Finding | None:
    """Return the finding that a claim tells as fact what every article only gives as somebody's words."""
    if claim.attributed or same[0].share < SAME:
        return None
    close = [f for f in same if f.share >= same[0].share - 0.1]
    if not all(_all_said(f.passage, claim) for f in close):
        return None
    said = next((s for s in close[0].passage.statements), None)
    who = bench.name(said.actor) if said and said.actor else (said.named_as if said else "") or "a speaker"
    why = f"told as fact; the record has it only as words of {who}"
    return Finding(claim, Verdict.MADE_FACT, why, _cite(bench, [close[0].passage]), 0.75)


def _all_said(passage: Passage, claim: Claim) -> bool:
    """Say whether most of what a passage shares with a claim stands inside somebody's words."""
    keys = {t.key for t in claim.terms if t.kind != "name"}
    mine = [t for t in passage.terms if t.key in keys]
    inside = [
        t for t in mine if any(c.covers(t.span) for s in passage.statements for c in s.attribution.content)
    ]
    return bool(mine) and len(inside) * 2 > len(mine)


def _stale(claim: Claim, bench: Bench, best: Fit) -> Finding | None:
    """Return the finding that words told as the latest are old, or that the same side has said otherwise since."""
    stated = [s for s in best.passage.statements if s.issue and s.stance is not Stance.UNCLEAR]
    for s in stated:
        later = [
            t
            for t in bench.known.statements
            if t.issue == s.issue
            and t.own
            and s.own
            and (t.on_behalf_of or t.actor) == (s.on_behalf_of or s.actor)
            and t.stance not in (Stance.UNCLEAR, s.stance)
            and t.level != "unsure"
            and bench.known.day_of(t) > bench.known.day_of(s)
        ]
        if later and not claim.dates:
            newest = max(later, key=lambda t: (bench.known.day_of(t), t.id))
            day = bench.known.day_of(newest)
            why = f"overtaken on {show_day(day, year=True)}: {bench.name(newest.actor)} {newest.stance} it since"
            article = bench.known.article_by_id[newest.attribution.article]
            cited = Citation.of(article, newest.focus or newest.attribution.whole, newest.id)
            return Finding(claim, Verdict.STALE, why, (*_cite(bench, [best.passage]), cited), 0.7)
    days = _days(best.passage, bench)
    newest_day = max((b for _, b in days), default=bench.as_of)
    if bench.turns.latest(claim.text) and not claim.dates and bench.as_of - newest_day > OLD:
        why = f"told as the present; said {show_day(newest_day, year=True)}, {(bench.as_of - newest_day).days} days before the brief"
        return Finding(claim, Verdict.STALE, why, _cite(bench, [best.passage]), 0.7)
    return None


def _borne(claim: Claim, bench: Bench, same: list[Fit]) -> Finding:
    """Return support, whole or in part, by the passages that together hold most of the claim's words."""
    chosen: list[Fit] = []
    held: set[str] = set()
    for fit in same:
        gain = {t.key for t in claim.terms} & (fit.passage.keys - held)
        if fit.share >= (SAME if chosen else PART) and len(gain) > bool(chosen) and len(chosen) < 3:
            chosen.append(fit)
            held |= fit.passage.keys
    beside = {k for f in chosen for k in f.passage.around}
    weight = bench.passages.weight
    total = sum(weight(t) for t in claim.terms) or 1.0
    found = sum(weight(t) * (1 if t.key in held else 0.6 if t.key in beside else 0) for t in claim.terms)
    share = found / total
    cited = _cite(bench, [f.passage for f in chosen])
    lacking = tuple(
        t.span for t in claim.terms if t.key not in held and t.key not in beside and t.kind != "name"
    )
    spoken = not claim.speakers or any(f.who == "same" for f in chosen)
    if share >= WHOLE and not spoken:
        why = f"the words are there, and nothing shows that {_names(claim, bench)} said them"
        return Finding(claim, Verdict.IN_PART, why, cited, 0.6)
    if share >= WHOLE and same[0].share >= SAME:
        return Finding(
            claim, Verdict.SUPPORTED, _support_words(claim, bench, chosen), cited, min(0.97, share)
        )
    words = ", ".join(f"“{claim.text[_in(claim, s)]}”" for s in lacking[:6]) or "how it hangs together"
    return Finding(claim, Verdict.IN_PART, f"not borne: {words}", cited, 0.6, lacking)


def _support_words(claim: Claim, bench: Bench, chosen: list[Fit]) -> str:
    articles = {f.passage.article for f in chosen}
    days = sorted({d for a in articles if (d := bench.known.article_by_id[a].day)})
    told = f"told {show_day(days[-1], year=True)}" if days else "undated"
    if claim.speakers:
        return f"{_names(claim, bench)} is on record with it, {told}"
    return f"the record tells it, {told}"
