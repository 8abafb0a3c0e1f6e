"""Sentences of the brief, each built from statements with their citations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from onrecord.compose.words import Wording, condition_parts, ended, leans
from onrecord.dates import show_day
from onrecord.document import Citation, Part, Sentence, Voice
from onrecord.findings import Obstacle, Outlook, Position
from onrecord.model import Stance, Statement
from onrecord.spans import squeeze

MOST_CITED = 3
SURE = 0.55  # less sure statements are worded only where there is nothing better
# words that open a sentence with a capital only because they open it
_SMALL = re.compile(
    r"(?:The|A|An|If|To|It|This|That|He|She|They|There|More|In|On|Any|No|Some|Both|Only|Most|Any|[A-Z][a-z]+ing)\b"
)


def position_line(wording: Wording, position: Position, named: bool = True) -> Sentence | None:
    """Return the line that says where an actor stands, None when no statement of it can be worded."""
    chosen = _best(wording, position)
    if chosen is None:
        return None
    statement, content, citation = chosen
    issue = wording.negotiation.issue_by_id[position.issue]
    stance = wording.stance(position)
    lead = f"{wording.who(statement)} " if named else ""
    parts = [Part(lead)] if lead else []
    if stance:
        parts += [Part(stance, Voice.INFERENCE), Part(": ")]
    else:
        parts.append(Part(_says(statement, content)))
    parts += _lowered(content)
    if position.stance is Stance.CONDITIONAL and statement.condition and not _inside(statement, citation):
        text = wording.text(statement)
        told = condition_parts(statement.condition.cut(text))
        parts += [Part(", "), *told] if told else []
    return Sentence(
        ended(tuple(parts)),
        _citations(wording, position, statement, citation),
        issue.label,
        _note(wording, position, statement),
        position.actor,
        position.issue,
        position.stance.value,
        articles=position.articles,
        origins=position.origins,
    )


def _inside(statement: Statement, citation: Citation) -> bool:
    return bool(statement.condition and citation.span.overlaps(statement.condition))


def _best(wording: Wording, position: Position) -> tuple[Statement, tuple[Part, ...], Citation] | None:
    """Return the newest statement of the position's stance that can be put into words, quotations first."""
    rows = [s for s in position.statements if s.stance is position.stance]
    rows = [s for s in rows if s.confidence >= SURE] or rows
    known = wording.evidence
    newest = max((known.day_of(s) for s in rows), default=None)
    best: tuple[tuple[float, ...], Statement, tuple[Part, ...], Citation] | None = None
    for s in rows:
        made = wording.content(s)
        if made is None or newest is None:
            continue
        verbatim = any(p.voice is Voice.VERBATIM for p in made.parts)
        words = sum(len(p.text.split()) for p in made.parts)
        if position.stance is Stance.UNCLEAR and words < 7:
            continue
        # a day or two older is no loss if the words are the speaker's own and stand alone
        age = (newest - known.day_of(s)).days // 3
        article = known.article_by_id[s.attribution.article]
        official = wording.negotiation.outlet(article.outlet).kind == "official"
        score = (-age, s.confidence >= 0.65, not leans(made.citation.exact), verbatim,
                 official, s.said_on is not None, -abs(words - 16))  # fmt: skip
        key = tuple(float(x) for x in score)
        if best is None or key > best[0]:
            best = (key, s, made.parts, made.citation)
    return best[1:] if best else None


def _citations(
    wording: Wording, position: Position, statement: Statement, citation: Citation
) -> tuple[Citation, ...]:
    """Return the words shown and up to two further articles that report the same stance."""
    out = [citation]
    used = {statement.attribution.article}
    for s in position.statements:
        if s.stance is not position.stance or s.attribution.article in used or len(out) >= MOST_CITED:
            continue
        made = wording.content(s)
        if made and abs((wording.evidence.day_of(s) - wording.evidence.day_of(statement)).days) <= 3:
            used.add(s.attribution.article)
            out.append(made.citation)
    return tuple(out)


def _note(wording: Wording, position: Position, statement: Statement) -> str:
    said = wording.when(statement)
    count = f"{position.articles} articles" if position.articles > 1 else "1 article"
    origins = f"{position.origins} origins" if position.origins > 1 else "1 origin"
    note = f"{said}; {count}, {origins}" if position.articles > 1 else said
    if position.spread and position.stance is not Stance.CONDITIONAL:
        note += "; other words of the same speaker point elsewhere"
    if statement.corrected:
        note += f"; {statement.corrected}"
    return f"Old: {note[0].lower()}{note[1:]}" if position.stale else note


def _says(statement: Statement, content: tuple[Part, ...]) -> str:
    """Return the verb before a content: none where the report's own verb is part of it."""
    if len(content) == 1 and content[0].voice is Voice.VERBATIM:
        return "says: "
    return "says " if statement.says else ""


def _lowered(content: tuple[Part, ...]) -> tuple[Part, ...]:
    """Begin a paraphrase that goes on within a sentence with a small letter, where that is safe."""
    first = content[0]
    if first.voice is not Voice.PARAPHRASE or not _SMALL.match(first.text):
        return content
    return (Part(first.text[:1].lower() + first.text[1:], first.voice), *content[1:])


def statement_line(wording: Wording, statement: Statement, verb: str = "") -> Sentence | None:
    """Return the line that tells one statement, dated, None when it cannot be worded."""
    made = wording.content(statement)
    if made is None:
        return None
    says = verb or _says(statement, made.parts)
    return Sentence(
        ended((Part(f"{wording.who(statement)} {says}"), *_lowered(made.parts))),
        (made.citation,),
        show_day(wording.evidence.day_of(statement)) + ("" if statement.said_on else " (reported)"),
        statement.occasion[:1].upper() + statement.occasion[1:],
        statement.actor,
        statement.issue,
        statement.stance.value,
    )


def obstacle_line(wording: Wording, obstacle: Obstacle, told: Collection[str]) -> Sentence | None:
    """Return the line that sets the sides of an obstacle against each other.

    Each side's own words stand in it unless they are among *told*, the quotations shown before.
    """
    issue = wording.negotiation.issue_by_id[obstacle.issue]
    parts: list[Part] = []
    cited: list[Citation] = []
    for side in obstacle.sides:
        chosen = _best(wording, side)
        if chosen is None:
            return None
        _statement, content, citation = chosen
        name = wording.negotiation.actor_by_id[side.actor].name
        stance = wording.stance(side)
        parts += [Part(f"{'; ' if parts else ''}{name} "), Part(stance, Voice.INFERENCE)]
        quoted = [p for p in content if p.voice is Voice.VERBATIM]
        new = quoted and squeeze(citation.exact).casefold() not in told
        if len(content) == 1 and new and len(quoted[0].text.split()) <= 24 and not leans(citation.exact):
            parts += [Part(" ("), quoted[0], Part(")")]
        cited.append(citation)
    sides = " and ".join(
        dict.fromkeys(wording.negotiation.actor_by_id[p.party or p.actor].name for p in obstacle.sides)
    )
    label = f"{obstacle.kind[:1].upper()}{obstacle.kind[1:]} · {issue.label}"
    since = show_day(obstacle.since, year=obstacle.since.year != wording.as_of.year)
    note = f"{sides}; open since {since}" + (f", {obstacle.trend}" if obstacle.trend else "")
    removes, more = _removes(wording, obstacle, cited)
    return Sentence((*parts, Part("."), *removes), (*cited, *more), label, note, "", obstacle.issue)


def _removes(
    wording: Wording, obstacle: Obstacle, cited: list[Citation]
) -> tuple[list[Part], list[Citation]]:
    """Return what would remove an obstacle, in the words of the side that says so, unless a side's words told it."""
    for statement in obstacle.removes:
        text, at = wording.text(statement), statement.condition
        told = at is None or any(
            c.article == statement.attribution.article and c.span.overlaps(at) for c in cited
        )
        if at is None or told or not 3 <= len(at.cut(text).split()) <= 24:
            continue
        article = wording.evidence.article_by_id[statement.attribution.article]
        quoted = any(q.covers(at) for q in statement.attribution.quoted)
        words = squeeze(at.cut(text)).strip(' ,;.“”"')
        shown = (Part(f"“{words}”", Voice.VERBATIM),) if quoted else condition_parts(at.cut(text))
        if shown and not (quoted and any(mark in words for mark in '“”"')):
            lead = Part(f" Would be gone, says {wording.name(statement.actor)}: ")
            return [lead, *shown, Part(".")], [Citation.of(article, at, statement.id)]
    return [], []


def outlook_line(wording: Wording, outlook: Outlook) -> Sentence | None:
    """Return the line of a forecast or an unless-condition, clearly its speaker's."""
    at = outlook.words if outlook.kind == "forecast" else None
    made = wording.content(outlook.statement, at)
    if made is None:
        return None
    statement, tail = outlook.statement, []
    if outlook.kind == "unless":
        if not statement.says or statement.condition is None:
            return None
        if not made.citation.span.covers(statement.condition):
            told = condition_parts(statement.condition.cut(wording.text(statement)))
            tail = [Part(", "), *told] if told else []
    says = "expects: " if outlook.kind == "forecast" else "on a condition: "
    return Sentence(
        ended((Part(f"{wording.who(statement)} {says}"), *_lowered(made.parts), *tail)),
        (made.citation,),
        "Their own forecasts" if outlook.kind == "forecast" else "Unless",
        wording.when(outlook.statement),
        outlook.statement.actor,
        outlook.statement.issue,
    )


def joined(names: Iterable[str]) -> str:
    """Return names as a list in words: "A, B and C"."""
    rows = list(names)
    return rows[0] if len(rows) == 1 else f"{', '.join(rows[:-1])} and {rows[-1]}" if rows else ""
