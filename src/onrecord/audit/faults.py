"""What may be wrong with a claim whose words the record has: speaker, figure, day, stance, voice, age.

The kinds of fault follow Pagnoni et al. 2021 (FRANK), those of a position the product's own verdicts.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.audit.fits import Bench, Fit
from onrecord.audit.quoted import in_place
from onrecord.dates import show_day, show_interval
from onrecord.document import Citation
from onrecord.model import Stance
from onrecord.spans import Span, flat
from onrecord.verdicts import Claim, Finding, Passage, Term, Verdict

PART = 0.42  # least share of a claim's words for a passage to speak of it at all
SAME = 0.5  # least share for a passage to be about the claim, so that what differs is an error of the claim
ANCHOR = 0.35  # least share of words found in what shows an error: likeness of subject is no proof
CLEARLY = 0.15  # by how much another speaker's words must fit better
_SUBJECT = 30  # characters of a claim within which its subject stands
NEAR = 0.3  # least share for a passage whose figure counts the same thing
_LINKS = frozenset(["of", "in", "the", "a", "an", "more", "new", "another", "further"])
_UNITS = frozenset(("milli", "billi", "hundr", "thous", "per"))
TURNED = 0.5  # least chance that the whole is turned
ALIKE = 0.9  # share of words found beyond which only a denial or a figure turns what is said
SURE = 0.8  # a chance of being borne beyond which no rule over words says otherwise
TOLD = 0.6  # least score of words about the claim's subject, for these to be what the claim is made of
OLD = timedelta(days=14)  # a statement older than this is not the latest
_OPPOSED = {Stance.SUPPORTS, Stance.OPPOSES}


def wrong_speaker(claim: Claim, bench: Bench, fits: list[Fit], same: list[Fit]) -> Finding | None:
    """Return the finding that somebody else said this and the claim's speaker nothing like it."""
    others = [f for f in fits if f.who == "other" and f.share >= ANCHOR]
    mine = same[0].score if same else 0.0
    if not (claim.speakers or claim.named) or not others or others[0].score < SAME:
        return None
    told_of = others[0].score >= TOLD and _told_of(claim, others[0].passage)
    if others[0].score - mine < (0.0 if told_of else CLEARLY):
        return None
    said = next(s for s in others[0].passage.statements if s.actor or s.on_behalf_of or s.named_as)
    who = bench.name(said.actor or said.on_behalf_of) or said.named_as
    if told_of or _told_of(claim, others[0].passage):
        why = f"told as fact; the record has it only as words of {who}"
        return Finding(claim, Verdict.MADE_FACT, why, bench.cite([others[0].passage]), 0.75)
    return Finding(
        claim,
        Verdict.WRONG_SPEAKER,
        f"{who} said this; nothing found has {bench.names_of(claim)} say it",
        bench.cite([others[0].passage]),
        min(0.95, 0.5 + others[0].score - mine),
    )


def _told_of(claim: Claim, passage: Passage) -> bool:
    """Say whether the claim's subject is whom another's words are about, not who speaks."""
    keys = {f"@{a}" for a in claim.speakers}
    if not any(t.key in keys and t.span.start - claim.span.start < _SUBJECT for t in claim.terms):
        return False  # "..., Trump indicated"
    named = [t for t in passage.terms if t.key in keys]
    return any(c.covers(t.span) for t in named for s in passage.statements for c in s.attribution.content)


def differing(claim: Claim, bench: Bench, same: list[Fit]) -> Finding | None:
    """Return the finding on a figure or day that the evidence gives otherwise."""
    close = [f for f in same[:8] if f.score >= max(NEAR, same[0].score - 0.2)]
    held = {k for f in close for k in (*f.passage.keys, *f.passage.around)}
    missing = [t for t in claim.terms if t.kind == "number" and t.key not in held]
    for fit in close if missing else ():
        if pairs := _counterparts(claim, missing, fit.passage, bench):
            why = "; ".join(f"the claim has {ours}, the words found have {theirs}" for ours, theirs in pairs)
            edits = tuple(e for ours, theirs in pairs for e in in_place(claim, ours, theirs))
            return Finding(claim, Verdict.DIFFERS, why, bench.cite([fit.passage]), 0.85, edits=edits)
    if missing and close and close[0].score >= SAME and (theirs := _figures(close[0].passage, bench)):
        ours, real = ", ".join(cut(claim, t.span) for t in missing), ", ".join(theirs.values())
        why = f"the claim has {ours}, the words found have {real}"
        return Finding(claim, Verdict.DIFFERS, why, bench.cite([close[0].passage]), 0.7)
    return _other_day(claim, bench, close)


def _other_day(claim: Claim, bench: Bench, close: list[Fit]) -> Finding | None:
    if not close or close[0].score < PART:
        return None
    own = [(w.first, w.last) for w in bench.turns.dates(bench.words(close[0].passage), _day(close[0], bench))]
    days = [own] if own else [days_of(f.passage, bench) for f in close]
    for when in claim.dates:
        apart = all(d and not any(a <= when.last and when.first <= b for a, b in d) for d in days)
        if apart and (when.last - when.first).days < 10:
            theirs = show_day(days[0][0][1], year=True)
            why = f"the claim has {show_interval(when, year=True)}, the record {theirs}"
            return Finding(claim, Verdict.DIFFERS, why, bench.cite([close[0].passage]), 0.75)
    return None


def _day(fit: Fit, bench: Bench) -> date | None:
    return bench.known.article_by_id[fit.passage.article].day


def _counterparts(claim: Claim, missing: list[Term], passage: Passage, bench: Bench) -> list[tuple[str, str]]:
    """Return each missing figure of the claim with the passage's figure of the same thing ("217 drones", "267 drones")."""
    text = flat(bench.known.article_by_id[passage.article].text)
    ours = {t.key for t in claim.terms}
    theirs = [
        (t.span.cut(text), _counted(text[t.span.end : t.span.end + 40]))
        for t in passage.terms
        if t.kind == "number" and t.key not in ours
    ]
    out = []
    for term in missing:
        things = _counted(claim.text[term.span.end - claim.span.start :][:40])
        other = next((words for words, counted in theirs if things and things == counted), "")
        if other:
            out.append((cut(claim, term.span), other))
    return out


def _counted(after: str) -> str:
    """Return the stem of the thing that a figure counts: the first word after it, a second where that is a unit.

    >>> _counted(" drones across"), _counted(" million in aid"), _counted("-day truce")
    ('drone', 'milli aid', 'day')
    """
    words = [w for w in re.findall(r"[^\W\d_]+", after.lower()) if w not in _LINKS][:2]
    if not words:
        return ""
    stems = [w.rstrip("s")[:5] for w in words]
    return " ".join(stems[: 2 if stems[0] in _UNITS else 1])


def _figures(passage: Passage, bench: Bench) -> dict[str, str]:
    """Return the figures of a passage by their keys, those beside it where it has none."""
    text = flat(bench.known.article_by_id[passage.article].text)
    own = {t.key: t.span.cut(text) for t in passage.terms if t.kind == "number"}
    return own or {k: k[1:] for k in sorted(passage.around) if k.startswith("#")}


def cut(claim: Claim, span: Span) -> str:
    """Return the claim's words at a span of its brief."""
    return claim.text[span.start - claim.span.start : span.end - claim.span.start]


def unquoted(claim: Claim) -> str:
    """Return the claim's words without those in quotation marks, whose "now" is the speaker's."""
    words = list(claim.text)
    for q in claim.quotes:
        for i in range(q.start - claim.span.start, min(len(words), q.end - claim.span.start)):
            words[i] = " "
    return "".join(words)


def days_of(passage: Passage, bench: Bench) -> list[tuple[date, date]]:
    """Return the days that a passage's words may be of: said, told in the sentence, published."""
    article = bench.known.article_by_id[passage.article]
    days = [(s.said_on.first, s.said_on.last) for s in passage.statements if s.said_on]
    days += [
        (e.when.first, e.when.last)
        for e in bench.known.events
        if e.article == passage.article and e.span.overlaps(passage.span)
    ]
    window = passage.window.cut(flat(article.text))
    days += [(w.first, w.last) for w in bench.turns.dates(window, article.day)]
    if article.day:  # what is told without a day happened on the day of the report or the day before
        days.append((article.day if days else article.day - timedelta(days=1), article.day))
    return days


def turned(claim: Claim, bench: Bench, best: Fit) -> Finding | None:
    """Return the finding that the claim turns what was said: a stance, a negation, a condition."""
    words = bench.words(best.passage)
    verdict = Verdict.WRONG_STANCE if claim.statements else Verdict.CONTRADICTED
    cited = bench.cite([best.passage])
    if best.turned >= TURNED and best.share < ALIKE:
        ours = ", ".join(f"“{cut(claim, s)}”" for s in best.turning[:4])
        why = "the words found say otherwise" + (f" of {ours}" if ours else "")
        return Finding(claim, verdict, why, cited, best.turned)
    if best.score < SAME or best.borne >= SURE or best.share < ANCHOR:
        return None
    if stance := _other_stance(claim, best.passage):
        return Finding(claim, verdict, stance, cited, 0.8)
    if best.share >= SAME and (denied := _denials(claim, best.passage, words, bench)):
        return Finding(claim, verdict, denied, cited, 0.7)
    bound = bench.turns.bound(words)
    if bound and not bench.turns.bound(claim.text):
        return Finding(claim, verdict, f"the condition is left out: “{bound}”", cited, 0.65)
    return None


def _other_stance(claim: Claim, passage: Passage) -> str:
    rows = {(s.issue, s.stance) for s in passage.statements if s.issue and s.stance is not Stance.UNCLEAR}
    held = dict(rows) if len({i for i, _ in rows}) == len(rows) else {}
    for s in claim.statements:
        theirs = held.get(s.issue)
        if theirs and {theirs, s.stance} == _OPPOSED:
            return f"the claim {s.stance}, the words found {theirs} it"
    return ""


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


def made_fact(claim: Claim, bench: Bench, same: list[Fit]) -> Finding | None:
    """Return the finding that a claim tells as fact what every article only gives as somebody's words."""
    if claim.speakers or claim.named or same[0].score < SAME or same[0].share < ANCHOR:
        return None
    close = [f for f in same if f.score >= same[0].score - 0.1]
    if not all(all_said(f.passage, claim) for f in close):
        return None
    mine = {t.key for t in claim.terms if t.span.start - claim.span.start < _SUBJECT}
    if any(f"@{s.actor}" in mine for s in close[0].passage.statements):
        return None  # told of its speaker, in whatever words
    said = next((s for s in close[0].passage.statements), None)
    who = bench.name(said.actor) if said and said.actor else (said.named_as if said else "") or "a speaker"
    why = f"told as fact; the record has it only as words of {who}"
    return Finding(claim, Verdict.MADE_FACT, why, bench.cite([close[0].passage]), 0.75)


def all_said(passage: Passage, claim: Claim) -> bool:
    """Say whether most of what a passage shares with a claim stands inside somebody's words."""
    keys = {t.key for t in claim.terms if t.kind != "name"}
    mine = [t for t in passage.terms if t.key in keys] or list(passage.terms)
    inside = [
        t for t in mine if any(c.covers(t.span) for s in passage.statements for c in s.attribution.content)
    ]
    return bool(mine) and len(inside) * 2 > len(mine)


def stale(claim: Claim, bench: Bench, best: Fit) -> Finding | None:
    """Return the finding that words told as the latest are old, or that the same side has said otherwise since."""
    if claim.dates:
        return None
    for s in best.passage.statements:
        if not s.issue or s.stance is Stance.UNCLEAR or not s.own:
            continue
        later = [
            t
            for t in bench.known.statements
            if t.issue == s.issue
            and t.own
            and (t.on_behalf_of or t.actor) == (s.on_behalf_of or s.actor)
            and t.stance not in (Stance.UNCLEAR, s.stance)
            and t.level != "unsure"
            and bench.known.day_of(t) > bench.known.day_of(s)
        ]
        if later:
            newest = max(later, key=lambda t: (bench.known.day_of(t), t.id))
            day = show_day(bench.known.day_of(newest), year=True)
            why = f"overtaken on {day}: {bench.name(newest.actor)} {newest.stance} it since"
            article = bench.known.article_by_id[newest.attribution.article]
            cited = Citation.of(article, newest.focus or newest.attribution.whole, newest.id)
            return Finding(claim, Verdict.STALE, why, (*bench.cite([best.passage]), cited), 0.7)
    last = max((b for _, b in days_of(best.passage, bench)), default=bench.as_of)
    if bench.turns.latest(unquoted(claim)) and bench.as_of - last > OLD:
        age = (bench.as_of - last).days
        why = f"told as the present; said {show_day(last, year=True)}, {age} days before the brief"
        return Finding(claim, Verdict.STALE, why, bench.cite([best.passage]), 0.7)
    return None
