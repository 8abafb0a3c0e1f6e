"""Attributions to statements: speaker, issue, stance, act and day, with a confidence and its reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from onrecord.extract.bearing import ask, ask_all, settle
from onrecord.extract.confidence import Clues, load_calibration
from onrecord.extract.issues import Hit, IssueFinder
from onrecord.extract.lexicon import CueEntry, load_lexicon
from onrecord.extract.names import Names
from onrecord.extract.naming import Reading
from onrecord.extract.others import Others
from onrecord.extract.phrases import Named
from onrecord.extract.quotes import find_quotes
from onrecord.extract.stance import Judged, clause_at, find_act, find_forecast, find_trailing, judge
from onrecord.extract.weigh import Weigher
from onrecord.extract.when import Surroundings, When, find_archive_day, find_when
from onrecord.model import READ, Article, Attribution, Kind, Stance, Statement, content_id
from onrecord.negotiation import Negotiation
from onrecord.sentences import sentence_at, sentences
from onrecord.spans import Span, flat, paragraphs, squeeze, without

_NEGATED_CUE = re.compile(r"\b(?:not|never|neither|nor|no longer)\b|n['’]t\b", re.I)
_WITHHELD = re.compile(r"\b(?:whether|how|what|when|who|where)\b", re.I)
_NESTED = re.compile(r"(?<!\w)[‘'](?=\w)[^’'\"“”]{3,200}(?:[’'](?=\w)[^’'\"“”]{0,200})*[’'](?!\w)")
_HABIT = re.compile(r"\b(?:repeatedly|long|always|consistently|often|for weeks|for months)\b", re.I)
_MENTIONS = re.compile(r"\b(?:say|said|mention|tell|specify|explain|confirm|comment|reveal|disclose)\b", re.I)
_ANOTHER_TIME = re.compile(r"\b(?:had|since|now|once|used)\b", re.I)
_WILLS = frozenset(
    ["want", "support", "back", "accept", "agree", "endorse", "welcome", "favour", "favor", "approve", "seek"]
)
_OTHER = re.compile(
    r"\b(?:his|her|their|the|its) (?:\w+ )?(?:counterpart|rival|predecessor|opponent|enemy|adversary|other side)\b",
    re.I,
)
_SUPPOSES = re.compile(r"(?:^|[.!?][\"”’]?\s+|\n)(?:If|Were|Should|Suppose)\b[^,;.!?:“\"]*$")
_BARE = frozenset(("of", "against", "about"))


# how the trained reader says that words are held, to why they are no position of the speaker
BY_MEANING = 0.95  # least probability of a stance on an issue that the words do not name
_OWN = frozenset(("i", "we", "my", "our"))  # inside somebody's words: the speaker
_HELD = {"question": "question", "unsaid": "not said", "hypothetical": "supposed", "past": "no longer held"}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an attribution stands: its paragraph, and what stands around its cue."""

    paragraph: Span
    near: Surroundings


@dataclass(frozen=True, slots=True)
class _Case:
    """One attribution on its way to statements: what is known of it before any issue, and where it names issues."""

    base: Statement
    text: str
    entry: CueEntry
    clues: Clues
    hits: list[Hit]


class Understander:
    """Reads attributions of one negotiation; holds the compiled vocabulary, nothing of any article."""

    def __init__(
        self,
        negotiation: Negotiation,
        weigher: Weigher | None = None,
        calibrate: Callable[[Clues], float] | None = None,
    ) -> None:
        self.negotiation = negotiation
        self._weigher = weigher
        self.names = Names(negotiation)
        self.issues = IssueFinder(negotiation)
        self.lexicon = load_lexicon()
        self._others = Others(self.names)
        self._calibrate = calibrate or load_calibration().chance
        self._level = load_calibration().level

    def understand(self, article: Article, found: list[Attribution]) -> list[Statement]:
        """Return the statements of *found*, in the order of the text; one for each speaker and issue."""
        blocks = paragraphs(article.text)
        outlet = self.negotiation.outlet(article.outlet)
        home = self.negotiation.state_of(outlet.country) if outlet.kind == "official" else ""
        starts = tuple(b.start for b in blocks)
        contents = tuple(c for a in found for c in a.content)
        reading = Reading(self.names, flat(article.text), article.day, article.title, home, starts, contents)
        out: list[Statement] = []
        archive = find_archive_day(flat(article.text), blocks, article.day)
        said: dict[str, tuple[When, Span]] = {}
        ordered = sorted(found, key=lambda a: (a.source or a.cue, a.whole))
        places = {a: _place(article.text, blocks, a) for a in ordered}
        whens = {a: find_when(flat(article.text), p.near, article.day) for a, p in places.items()}
        resolved = {}
        for a in ordered:  # a role is the one held on the day the words were said
            said_then = whens[a].said_on
            resolved[a] = reading.on(said_then.last if said_then else article.day).resolve(
                a.source, a.cue, a.layer == 0
            )
        for attribution in ordered:
            outer = _outer(attribution, ordered)
            named = resolved[attribution]
            if outer and attribution.source and attribution.source.cut(article.text).lower() in _OWN:
                named = resolved[outer]
            place, when = places[attribution], whens[attribution]
            if archive and not when.said_on:
                when = When(archive.said_on, archive.words, when.occasion)
            if len(named.actors) == 1:
                when = _carried(article.text, when, said.get(named.actors[0]), attribution, place.paragraph)
                said[named.actors[0]] = (when, place.paragraph)
            teller = _teller(resolved[outer]) if outer else ""
            for actor in named.actors or ("",):
                made = self._statements(article, attribution, actor, named, when)
                out += [
                    s if teller in ("", actor) else replace(s, hedged=s.hedged or "told by another")
                    for s in made
                ]
        return sorted(out, key=lambda s: (s.attribution.whole, s.issue, s.actor))

    def _statements(
        self, article: Article, attribution: Attribution, actor: str, named: Named, when: When
    ) -> list[Statement]:
        text = flat(article.text)
        entry = self._entry(attribution, text)
        clues = Clues(
            attribution.sure,
            named.confidence,
            self._summary(attribution, text, actor, entry),
            attribution.layer > 0,
        )
        base = Statement(
            id="",
            attribution=attribution,
            named_as=squeeze(attribution.source.cut(text)) if attribution.source else "",
            actor=actor,
            on_behalf_of=named.behalf or (self.negotiation.party_of(actor, article.day) if actor else ""),
            act=find_act(text, attribution.whole, entry.act, Stance.UNCLEAR),
            unnamed=named.unnamed,
            said_on=when.said_on,
            said_words=when.words,
            occasion=when.occasion,
            forecast=find_forecast(text, attribution.content),
            says=self._reports(attribution, text, entry),
            hedged=self._hedge(attribution, text, None) or _HELD.get(attribution.hold, ""),
            confidence=self._calibrate(clues),
            why=named.why,
        )
        hits = [h for span in attribution.content for h in self.issues.find(text, span)]
        case = _Case(base, text, entry, clues, hits)
        made = [self._on_issue(case, i) for i in dict.fromkeys(h.issue for h in hits)]
        if not made and actor:
            made = self._by_meaning(case)
        read = attribution.sure >= READ  # words that may be cut wrong are sure of nothing
        return [
            _with_id(replace(s, level=self._level(s.confidence) if read else "unsure"))
            for s in made or [base]
        ]

    def _by_meaning(self, case: _Case) -> list[Statement]:
        """Return the statement on the issue its words mean without naming it: "the idea itself is correct".

        It is a hint where to look and files no position: the model alone says so.
        """
        if self._weigher is None:
            return []
        out = []
        base, clues = case.base, case.clues
        for issue, weighed in ask_all(self._weigher, case.text, base.attribution, self.negotiation.issues):
            borne = settle(Judged(Stance.UNCLEAR, None, "the words name no issue"), weighed)
            if borne.stance is Stance.UNCLEAR or borne.sure < BY_MEANING:
                continue
            condition = base.attribution.condition if borne.stance is Stance.CONDITIONAL else None
            found = replace(clues, stance=borne.sure, meant=True)
            out.append(
                replace(
                    base,
                    issue=issue.id,
                    stance=borne.stance,
                    condition=condition,
                    hedged=base.hedged or _HELD.get(borne.hold, "") or "issue meant, not named",
                    confidence=self._calibrate(found),
                    why=f"{base.why}; {issue.id} {borne.stance}: {borne.why}, meant and not named",
                )
            )
        return out

    def _reports(self, attribution: Attribution, text: str, entry: CueEntry) -> bool:
        """Say whether the cue only reports ("said"), so that the content stands alone without it."""
        if not entry.lemma:
            return True
        if entry.lemma in ("warn", "caution"):
            before = text[attribution.cue.end : max(attribution.cue.end, attribution.whole.start)].split()
            return not (before and before[-1] in _BARE)
        return "clause" in entry.frames and entry.act in ("assess", "concede")

    def _summary(self, attribution: Attribution, text: str, actor: str, entry: CueEntry) -> bool:
        """Say whether a reporter sums up a state's attitude ("Kyiv has long refused ...") and quotes nobody."""
        known = self.negotiation.actor_by_id.get(actor)
        report = "quote" in entry.frames and "clause" in entry.frames and entry.act in ("assess", "offer")
        if report or attribution.quoted or known is None:
            return False
        return known.kind != "person" or bool(_HABIT.search(attribution.cue.cut(text)))

    def _entry(self, attribution: Attribution, text: str) -> CueEntry:
        """Return the lexicon's entry of the cue, with its sign settled for this sentence."""
        words = attribution.cue.cut(text).lower().split()
        entry = next(
            (e for w in reversed(words) if (e := self.lexicon.verbs.get(w) or self.lexicon.nouns.get(w))),
            CueEntry("", "assess", 0, frozenset()),
        )
        sign = entry.sign
        following = text[attribution.cue.end : max(attribution.cue.end, attribution.whole.start)].split()
        if entry.lemma in ("warn", "caution") and not (following and following[-1] in _BARE):
            sign = 0
        if sign < 0 and entry.act == "reject" and attribution.kind is not Kind.INDIRECT:
            sign = sign if not _is_direct_reply(attribution, text) else 0
        if entry.lemma == "call" and not {"for", "on", "upon"} & set(words):
            sign = 0  # "called it unrealistic" names, it does not ask for
        if sign and _NEGATED_CUE.search(attribution.cue.cut(text)):
            # not to want or accept is to oppose; not to offer or demand is to say nothing
            sign = -sign if sign > 0 and entry.lemma in _WILLS else 0
        return replace(entry, sign=sign)

    def _on_issue(self, case: _Case, issue: str) -> Statement:
        """Return the statement with the stance on *issue*, judged in the sentence that bears it.

        Of the hits of all issues the first of a sentence is what its predicate is said of.
        """
        base, text, clues = case.base, case.text, case.clues
        hits = [h for h in case.hits if h.issue == issue]
        content = base.attribution.content
        first = clause_at(text, sentences(text, content[0])[0], Span(content[0].start, content[0].start + 1))
        found: list[tuple[Judged, Span]] = []
        for span in content:
            for sentence in sentences(text, span):
                mine = [h for h in hits if sentence.covers(h.span)]
                if mine:
                    begins = min(h.span.start for h in case.hits if sentence.covers(h.span))
                    judged = judge(
                        text, sentence, _own_words(text, span, mine), case.entry.sign, first, begins
                    )
                    found.append((judged, sentence))
        if not found:
            return replace(base, issue=issue, confidence=self._calibrate(replace(clues, stance=0.3)))
        judged, focus = _settled(found)
        trailing = find_trailing(text, content[-1].end)
        if trailing and judged.condition is None and judged.stance in (Stance.SUPPORTS, Stance.OPPOSES):
            judged = Judged(Stance.CONDITIONAL, trailing, f"{judged.why}; “{trailing.cut(text)[:60]}”")
        signed = any(h.sign for h in hits)
        clues = replace(clues, stance=0.8 if signed else 0.6, signed=signed)
        if self._weigher is not None and (
            base.actor or base.unnamed
        ):  # nobody's words need no second reading
            weighed = ask(self._weigher, text, base.attribution, self.negotiation.issue_by_id[issue])
            borne = settle(judged, weighed)
            clues = replace(clues, stance=borne.sure, agree=borne.stance is judged.stance)
            condition = judged.condition or base.attribution.condition
            judged = Judged(
                borne.stance, condition if borne.stance is Stance.CONDITIONAL else None, borne.why
            )
        thirds = all(self._others.of_others(text, base.attribution, h) for h in hits if focus.covers(h.span))
        return replace(
            base,
            issue=hits[0].issue,
            stance=judged.stance,
            condition=judged.condition,
            focus=focus,
            about=self._others.about(base, text, focus, hits),
            hedged=base.hedged
            or self._hedge(base.attribution, text, focus)
            or ("about another" if thirds else ""),
            act=find_act(text, focus, case.entry.act, judged.stance),
            confidence=self._calibrate(replace(clues, clear=judged.stance is not Stance.UNCLEAR)),
            why=f"{base.why}; {hits[0].issue} {judged.stance}: {judged.why}",
        )

    def _hedge(self, attribution: Attribution, text: str, focus: Span | None) -> str:
        """Return why the words are no position of the speaker: a question, withheld, not said."""
        cue = attribution.cue.cut(text)
        opening = (
            text[attribution.cue.end : attribution.content[0].start] + attribution.content[0].cut(text)[:20]
        )
        if _NEGATED_CUE.search(cue) and (_WITHHELD.search(opening) or _MENTIONS.search(cue)):
            return "not said"
        if _SUPPOSES.search(text[max(0, attribution.cue.start - 160) : attribution.cue.start]):
            return "supposed"
        if focus is None:
            return ""
        other = _OTHER.search(text, focus.start, focus.end)
        if other and self._others.will_after(text, other.end(), min(focus.end, other.end() + 40)):
            return "about another"
        if re.search(r"\b(?:ask|asks|asked|wonder\w*|question\w*)\b", cue, re.I) and re.search(
            r"\b(?:if|whether|how|what|why|who)\b", opening, re.I
        ):
            return "question"
        tail = text[max(focus.start, focus.end - 3) : focus.end + 1]
        return "question" if "?" in tail else ""


def _settled(found: list[tuple[Judged, Span]]) -> tuple[Judged, Span]:
    """Return the first clear judgement; unclear where one sentence is for and another against."""
    clear = [row for row in found if row[0].stance is not Stance.UNCLEAR]
    if {Stance.SUPPORTS, Stance.OPPOSES} <= {judged.stance for judged, _ in clear}:
        return Judged(Stance.UNCLEAR, None, "sentences point both ways"), clear[0][1]
    return (clear or found)[0]


def _own_words(text: str, content: Span, hits: list[Hit]) -> list[Hit]:
    """Drop hits inside a quotation within the speaker's own quotation: those words are somebody else's."""
    if content.cut(text)[:1] not in '"“„«':
        return hits
    inner = [Span(*m.span()) for m in _NESTED.finditer(text, content.start, content.end)]
    return [h for h in hits if not any(i.covers(h.span) for i in inner)]


def _is_direct_reply(attribution: Attribution, text: str) -> bool:
    """Say whether a rejecting verb only introduces the speaker's own words ("X refused: “We will not ...”")."""
    return attribution.content[0].cut(text)[:1] in "\"“„«‘'"


def _place(text: str, blocks: list[Span], attribution: Attribution) -> _Place:
    near_by = bisect_right(blocks, attribution.cue.start, key=lambda b: b.start) - 1
    held = near_by >= 0 and blocks[near_by].covers(attribution.cue)
    paragraph = blocks[near_by] if held else attribution.cue
    quotes = [q.span for q in find_quotes(flat(text), paragraph)]
    sentence = sentence_at(flat(text), paragraph, attribution.cue.start, quotes)
    near = Span(min(sentence.start, attribution.cue.start), max(sentence.end, attribution.cue.end))
    around = without(near, [*attribution.content, *quotes, *_aside(attribution.source, text)])
    others = sentences(flat(text), paragraph, quotes)
    before = [s for s in others if s.end <= near.start]
    after = [s for s in others if s.start >= near.end]
    beside = before[-1] if before else None, after[0] if after else None
    return _Place(paragraph, Surroundings(attribution.cue, around, *beside))


def _aside(source: Span | None, text: str) -> list[Span]:
    """Return what a source tells of the speaker: "which chaired the talks last year" dates no words of his."""
    comma = text.find(", wh", source.start, source.end) if source else -1
    return [Span(comma, source.end)] if source and comma > 0 else []


def _carried(
    text: str, when: When, before: tuple[When, Span] | None, attribution: Attribution, here: Span
) -> When:
    """Let the day of a speaker's words hold for what he goes on to say, in this paragraph or the next."""
    if before is None or when.said_on or not before[0].said_on:
        return when
    earlier, there = before
    if text[there.end : here.start].strip() or _ANOTHER_TIME.search(attribution.cue.cut(text)):
        return when
    if when.occasion and earlier.occasion and when.occasion != earlier.occasion:
        return when
    return When(earlier.said_on, earlier.words, when.occasion or earlier.occasion)


def _outer(attribution: Attribution, found: list[Attribution]) -> Attribution | None:
    """Return the attribution in whose content this one stands."""
    if not attribution.layer:
        return None
    return next(
        (o for o in found if o.layer == 0 and any(c.covers(attribution.cue) for c in o.content)), None
    )


def _teller(outer: Named) -> str:
    """Return who tells of an inner statement: an actor, "?" for one unknown, "" for a medium.

    What an agency reports that X said is X's.
    """
    if outer.medium:
        return ""
    return outer.actors[0] if len(outer.actors) == 1 else "?"


def _with_id(statement: Statement) -> Statement:
    a = statement.attribution
    return replace(
        statement,
        id=content_id("s", a.article, a.source, a.cue, a.content, statement.actor, statement.issue),
    )
