"""The words of one line: the speaker's own where they say it best, the report's else, onrecord's between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.dates import show_day, show_interval
from onrecord.document import Citation, Part, Voice
from onrecord.findings import Position
from onrecord.model import Actor, Evidence, Kind, Stance, Statement
from onrecord.negotiation import Negotiation
from onrecord.sentences import sentences
from onrecord.spans import MARKS, Span, cover, flat, squeeze, trim

SHORT, LONG = 3, 28  # words a quotation may have
PARAPHRASE = 24  # words a paraphrase may have
_LEAD = re.compile(r"^(?:that|to the effect that)\s+", re.I)
_EDGES = " ,;:.<>‹›…[]" + MARKS
_LEANS = re.compile(
    r"(?:But|And|So|Because|However|That|It|This|They|He|She|Otherwise|Then|In this|Therefore)\b", re.I
)
# openings of speech that say nothing; what follows is verbatim still
_PREFACE = re.compile(
    r"(?:(?:And|But|So),? (?:to be honest|frankly|honestly|of course),|My (?:first|second|main) point is that|I (?:just )?(?:want|would like) to (?:say|stress|underline) that"
    r"|(?:Let me|I must) (?:say|stress)(?: that)?|However,|Frankly,|Indeed,|Well,|Look,|Listen,|That[’']s it!)\s+"
)
# "... from that reality and that Ukraine may not join": the first half points at something not quoted
_DANGLES = re.compile(r"\b(?:that|this|these|those|such) \w+,? and that (?=\w+ \w+ \w+)")
_POINTS = re.compile(
    r"\b(?:such an? \w+|precisely such|these figures|even mention this|without this|those (?:talks|terms|plans|ideas|conditions))\b",
    re.I,
)
_MARKED = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Cited:
    """Words with the place they rest on."""

    parts: tuple[Part, ...]
    citation: Citation


class Wording:
    """Puts statements of one body of evidence into words; deterministic, and knows no clock."""

    def __init__(self, negotiation: Negotiation, evidence: Evidence, as_of: date) -> None:
        self.negotiation = negotiation
        self.evidence = evidence
        self.as_of = as_of

    def text(self, statement: Statement) -> str:
        """Return the article's text of a statement, line breaks as spaces."""
        return flat(self.evidence.article_by_id[statement.attribution.article].text)

    def quotations(self, statement: Statement, at: Span | None = None) -> list[Span]:
        """Return the stretches of the speaker's own words that fit a line, best first.

        Each is a whole quotation or a sentence of one, never words cut together; those that bear the
        stance (overlap *at*, by default the statement's focus) only. Words that begin with "But" or
        "he" lean on what went before, so they come last.
        """
        text = self.text(statement)
        focus = at or statement.focus
        chosen = []
        for span in statement.attribution.quoted:
            span = trim(span, text, _EDGES)
            pieces = dict.fromkeys([span, *sentences(text, span)])  # whole if it fits, else a sentence of it
            for piece in (_begun(trim(p, text, _EDGES), text) for p in pieces):
                if focus is not None and not piece.overlaps(focus):
                    continue
                if SHORT <= _count(text, piece) <= LONG and not _unbalanced(piece.cut(text)):
                    chosen.append(piece)
        return sorted(chosen, key=lambda s: (leans(s.cut(text)), -min(_count(text, s), 18), s.start))

    def paraphrase(self, statement: Statement, at: Span | None = None) -> Cited | None:
        """Return the report's words for the content, with the cue where it is part of the meaning.

        None when they are too long or do not stand alone. Fragments around "X said" are put together;
        the citation covers the whole stretch.
        """
        text = self.text(statement)
        content = statement.attribution.content
        focus = at or statement.focus
        place = cover(content)
        told_in = [trim(c, text, " ,;:—–").cut(text) for c in content]
        words = told_in[0] + "".join(f"{' and ' if w.startswith('that ') else ' '}{w}" for w in told_in[1:])
        long = len(words.split()) > PARAPHRASE
        if long and focus is not None:
            place = trim(Span(max(place.start, focus.start), min(place.end, focus.end)), text, _EDGES)
            words = place.cut(text)
        if not statement.says:
            cue = statement.attribution.cue
            if long or len(content) > 1 or not cue.end <= place.start <= cue.end + 40:
                return None
            place = Span(cue.start, place.end)
            words = place.cut(text)
        elif (m := _DANGLES.search(words)) and place.cut(text) == words:
            place = Span(place.start + m.end(), place.end)
            words = place.cut(text)
        words = _LEAD.sub("", squeeze(words)).rstrip(".,;:—– ")
        if not 3 <= len(words.split()) <= PARAPHRASE or _unbalanced(words):
            return None
        article = self.evidence.article_by_id[statement.attribution.article]
        return Cited(_mixed_parts(words), Citation.of(article, place, statement.id))

    def content(self, statement: Statement, at: Span | None = None) -> Cited | None:
        """Return the best words for what was said, verbatim or paraphrased, with their citation."""
        article = self.evidence.article_by_id[statement.attribution.article]
        text = self.text(statement)
        told = self.paraphrase(statement, at)
        direct = statement.attribution.kind is Kind.DIRECT
        for span in self.quotations(statement, at):
            if told is not None and not direct and (_count(text, span) < 7 or _LEANS.match(span.cut(text))):
                continue
            words = squeeze(span.cut(text)).rstrip(".,;:")
            cited = Citation.of(article, span, statement.id)
            return Cited((Part(f"“{_inner(words)}”", Voice.VERBATIM),), cited)
        return told if not direct else None

    def who(self, statement: Statement) -> str:
        """Return the speaker's name with the role held on the day, as a reader needs it."""
        actor = self.negotiation.actor_by_id.get(statement.actor)
        if actor is None:
            return statement.named_as
        role = self._role(actor, statement)
        return f"{actor.name} ({role})" if role else actor.name

    def _role(self, actor: Actor, statement: Statement) -> str:
        day = self.evidence.day_of(statement)
        role = actor.role_on(day)
        if role is None:
            return ""
        body = self.negotiation.actor_by_id[role.of].name
        camp = self.negotiation.camp_of(actor.id, day)
        then = "then " if actor.role_on(self.as_of) != role else ""
        alone = any(c.id == camp and c.name == body for c in self.negotiation.camps)
        title = f"{then}{role.title}"
        return title if alone or " of " in role.title else f"{title}, {body}"

    def name(self, actor: str) -> str:
        """Return an actor's name, with its article where a sentence needs one; the id of an unknown one."""
        found = self.negotiation.actor_by_id.get(actor)
        return with_article(found.name) if found else actor

    def cite(self, statement: Statement) -> Citation:
        """Return the citation of a statement's whole content, for words that fit no line."""
        article = self.evidence.article_by_id[statement.attribution.article]
        return Citation.of(article, statement.attribution.whole, statement.id)

    def stance(self, position: Position) -> str:
        """Return the plain words for a position's stance, "" for an unclear one."""
        return self.stands(position.issue, position.stance)

    def stands(self, issue_id: str, stance: Stance) -> str:
        """Return the plain words for a stance on an issue, from the issue's own phrases."""
        issue = self.negotiation.issue_by_id[issue_id]
        fallback = {
            Stance.SUPPORTS: f"is for this: {_lower(issue.proposition)}",
            Stance.OPPOSES: f"is against this: {_lower(issue.proposition)}",
            Stance.CONDITIONAL: f"sets a condition on this: {_lower(issue.proposition)}",
        }
        if stance is Stance.UNCLEAR:
            return ""
        return issue.says.get(stance.value) or fallback[stance]

    def when(self, statement: Statement) -> str:
        """Return "Said 1 Feb, interview with Reuters", or "Reported 2 Feb" where no day is known."""
        day = self.evidence.day_of(statement)
        article = self.evidence.article_by_id[statement.attribution.article]
        where = statement.occasion
        if statement.said_on and article.day and statement.said_on.last <= article.day:
            far = statement.said_on.first.year != article.day.year
            said = f"Said {show_interval(statement.said_on, year=far)}"
            return f"{said}{' ' if where.startswith(('to ', 'on ')) else ', '}{where}" if where else said
        said = f"Reported {show_day(day)}"
        return (
            f"{said}; said {where}"
            if where.startswith(("to ", "on "))
            else f"{said}; {where}"
            if where
            else said
        )


def condition_parts(words: str) -> tuple[Part, ...]:
    """Return a condition's words as parts, what stands between quotation marks verbatim; () when the marks do not pair."""
    told = squeeze(words).strip(" ,;.")
    return () if _unbalanced(told) or not told else _mixed_parts(told)


def leans(words: str) -> bool:
    """Say whether words lean on what went before them ("But now he ...")."""
    return bool(_LEANS.match(words) or _POINTS.search(words))


def _count(text: str, span: Span) -> int:
    return len(span.cut(text).split())


def _begun(span: Span, text: str) -> Span:
    """Return a quotation from where it begins to say something; what is left is verbatim still."""
    lead = _PREFACE.match(span.cut(text))
    if lead and _count(text, Span(span.start + lead.end(), span.end)) >= SHORT:
        return Span(span.start + lead.end(), span.end)
    return span


def with_article(name: str) -> str:
    """Return a name as it stands in a sentence: "the United States"."""
    return f"the {name}" if name.split()[0] in ("United", "European", "Institute") else name


def ended(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return *parts* with a full stop, unless a quotation ends the sentence with a mark of its own."""
    return parts if parts[-1].text.endswith(("?”", "!”", "…”")) else (*parts, Part("."))


def _unbalanced(words: str) -> bool:
    return (
        words.count("“") != words.count("”")
        or words.count('"') % 2 == 1
        or words.count("(") != words.count(")")
        or words.count("[") != words.count("]")
    )


def _inner(words: str) -> str:
    """Return words to stand between double marks: marks inside them become single, as style books ask."""
    return re.sub(r"[“\"](?=\w)", "‘", re.sub(r"(?<=[\w.,!?])[”\"]", "’", words))


def _mixed_parts(words: str) -> tuple[Part, ...]:
    """Split a paraphrase at its quotation marks: what stands between them is verbatim."""
    parts: list[Part] = []
    pieces = _MARKED.split(words)
    for number, piece in enumerate(pieces):
        if piece:
            quoted = number % 2 == 1 and number < len(pieces) - 1
            piece = piece.rstrip(",.") if quoted and number == len(pieces) - 2 and not pieces[-1] else piece
            parts.append(Part(f"“{piece}”", Voice.VERBATIM) if quoted else Part(piece, Voice.PARAPHRASE))
    return tuple(parts)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:] if not words[:2].isupper() else words
