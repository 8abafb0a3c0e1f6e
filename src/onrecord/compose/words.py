"""The words of one line: the speaker's own where they say it best, the report's else, onrecord's between."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.dates import show_day, show_interval
from onrecord.sentences import sentences
from onrecord.model import (
    Actor,
    Citation,
    Evidence,
    Part,
    Position,
    Stance,
    Statement,
    Voice,
)
from onrecord.negotiation import Negotiation
from onrecord.spans import MARKS, Span, flat, squeeze, trim

SHORT, LONG = 3, 36  # words a quotation may have
PARAPHRASE = 44  # words a paraphrase may have
_LEAD = re.compile(r"^(?:that|to the effect that)\s+", re.I)
_MARKED = re.compile(r"[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Cited:
    """Words with the place they rest on."""

    parts: tuple[Part, ...]
    citation: Citation


class Wording:
    """Puts statements of one body of evidence into words; deterministic, and knows no clock."""

    def __init__(self, negotiation: Negotiation, evidence: Evidence) -> None:
        self.negotiation = negotiation
        self.evidence = evidence

    def text(self, statement: Statement) -> str:
        """Return the article's text of a statement, line breaks as spaces."""
        return flat(self.evidence.article_by_id[statement.attribution.article].text)

    def quotation(self, statement: Statement) -> Span | None:
        """Return the stretch of the speaker's own words that fits a line best, None if there is none.

        It is a whole quotation, or the sentence of one that bears the stance; never words cut together.
        """
        text = self.text(statement)
        spans = [trim(q, text, " ,;:" + MARKS) for q in statement.attribution.quoted]
        focus = statement.focus
        near = [s for s in spans if focus is None or s.overlaps(focus)]
        chosen = []
        for span in near:
            pieces = [span] if SHORT <= _count(text, span) <= LONG else sentences(text, span)
            for piece in pieces:
                piece = trim(piece, text, " ,;:" + MARKS)
                if focus is not None and not piece.overlaps(focus):
                    continue
                if SHORT <= _count(text, piece) <= LONG and not _unbalanced(piece.cut(text)):
                    chosen.append(piece)
        return max(chosen, key=lambda s: (min(_count(text, s), 22), -s.start), default=None)

    def paraphrase(self, statement: Statement) -> Span | None:
        """Return the stretch of the report's words that tells the content, None if it is too long or cut up."""
        text = self.text(statement)
        content = statement.attribution.content
        focus = statement.focus
        spans = [c for c in content if focus is None or c.overlaps(focus)]
        if not spans:
            return None
        span = spans[0]
        if _count(text, span) > PARAPHRASE and focus is not None:
            span = Span(max(span.start, focus.start), min(span.end, focus.end))
        span = trim(span, text, " ,;:—–")
        fits = 3 <= _count(text, span) <= PARAPHRASE and not _unbalanced(span.cut(text))
        return span if fits and (len(content) == 1 or not statement.attribution.quoted) else None

    def content(self, statement: Statement) -> Cited | None:
        """Return the best words for what was said, verbatim or paraphrased, with their citation."""
        article = self.evidence.article_by_id[statement.attribution.article]
        text = self.text(statement)
        mixed = bool(statement.attribution.quoted) and statement.attribution.kind == "mixed"
        span = self.quotation(statement)
        if span is not None and not (mixed and _count(text, span) < 6 and self.paraphrase(statement)):
            words = squeeze(span.cut(text)).rstrip(".,;:")
            cited = Citation.of(article, span, statement.id)
            return Cited((Part(f"“{_inner(words)}”", Voice.VERBATIM),), cited)
        span = self.paraphrase(statement)
        if span is None:
            return None
        cited = Citation.of(article, span, statement.id)
        return Cited(_mixed_parts(_LEAD.sub("", squeeze(span.cut(text)))), cited)

    def who(self, statement: Statement) -> str:
        """Return the speaker's name with the role held on the day, as a reader needs it."""
        actor = self.negotiation.actor_by_id.get(statement.actor)
        if actor is None:
            return statement.named_as
        role = self._role(actor, statement)
        return f"{actor.name} ({role})" if role else actor.name

    def _role(self, actor: Actor, statement: Statement) -> str:
        role = actor.role_on(self.evidence.day_of(statement))
        return role.title if role else ""

    def stance(self, position: Position) -> str:
        """Return the plain words for a stance, from the issue's own phrases."""
        issue = self.negotiation.issue_by_id[position.issue]
        fallback = {
            Stance.SUPPORTS: f"is for this: {_lower(issue.proposition)}",
            Stance.OPPOSES: f"is against this: {_lower(issue.proposition)}",
            Stance.CONDITIONAL: f"sets a condition on this: {_lower(issue.proposition)}",
        }
        if position.stance is Stance.UNCLEAR:
            return ""
        return issue.says.get(position.stance.value) or fallback[position.stance]

    def when(self, statement: Statement) -> str:
        """Return "Said 1 Feb, interview with Reuters", or "Reported 2 Feb" where no day is known."""
        day = self.evidence.day_of(statement)
        article = self.evidence.article_by_id[statement.attribution.article]
        if statement.said_on and article.day and statement.said_on.last <= article.day:
            far = (article.day - statement.said_on.last).days > 200
            said = f"Said {show_interval(statement.said_on, year=far)}"
        else:
            said = f"Reported {show_day(day)}"
        return f"{said}, {statement.occasion}" if statement.occasion else said


def _count(text: str, span: Span) -> int:
    return len(span.cut(text).split())


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
            parts.append(
                Part(f"“{piece}”", Voice.VERBATIM) if quoted else Part(piece, Voice.PARAPHRASE)
            )
    return tuple(parts)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:] if not words[:2].isupper() else words
