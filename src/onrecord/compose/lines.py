"""Sentences of the brief, each built from statements with their citations."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.compose.words import Wording
from onrecord.dates import show_day
from onrecord.model import Citation, Obstacle, Outlook, Part, Position, Sentence, Stance, Statement, Voice

MOST_CITED = 3


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
        parts += [Part(stance), Part(": ")]
    else:
        parts.append(Part("says: " if content[0].voice is Voice.VERBATIM else "says "))
    parts += content
    if position.stance is Stance.CONDITIONAL and statement.condition and not _inside(statement, citation):
        text = wording.text(statement)
        parts += [Part(", "), Part(statement.condition.cut(text), Voice.PARAPHRASE)]
    return Sentence(
        (*parts, Part(".")),
        _citations(wording, position, statement, citation),
        issue.label,
        _note(wording, position, statement),
        position.actor,
        position.issue,
        position.stance.value,
    )


def _inside(statement: Statement, citation: Citation) -> bool:
    return bool(statement.condition and citation.span.covers(statement.condition))


def _best(wording: Wording, position: Position) -> tuple[Statement, tuple[Part, ...], Citation] | None:
    """Return the newest statement of the position's stance that can be put into words, quotations first."""
    rows = [s for s in position.statements if s.stance is position.stance]
    known = wording.evidence
    newest = max((known.day_of(s) for s in rows), default=None)
    best: tuple[tuple[float, ...], Statement, tuple[Part, ...], Citation] | None = None
    for s in rows:
        made = wording.content(s)
        if made is None or newest is None:
            continue
        verbatim = any(p.voice is Voice.VERBATIM for p in made.parts)
        dated = s.said_on is not None
        words = sum(len(p.text.split()) for p in made.parts)
        # a day or two older is no loss if the words are the speaker's own
        score = (-((newest - known.day_of(s)).days // 3), verbatim, s.confidence >= 0.8, dated, -abs(words - 16))
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
    return f"Old: {note[0].lower()}{note[1:]}" if position.stale else note


def statement_line(wording: Wording, statement: Statement, verb: str = "") -> Sentence | None:
    """Return the line that tells one statement, dated, None when it cannot be worded."""
    made = wording.content(statement)
    if made is None:
        return None
    verbatim = made.parts[0].voice is Voice.VERBATIM
    says = verb or ("says: " if verbatim else "says ")
    return Sentence(
        (Part(f"{wording.who(statement)} {says}"), *made.parts, Part(".")),
        (made.citation,),
        show_day(wording.evidence.day_of(statement)),
        wording.when(statement),
        statement.actor,
        statement.issue,
        statement.stance.value,
    )


def obstacle_line(wording: Wording, obstacle: Obstacle) -> Sentence | None:
    """Return the line that sets the sides of an obstacle against each other, each in its own words."""
    issue = wording.negotiation.issue_by_id[obstacle.issue]
    parts: list[Part] = []
    cited: list[Citation] = []
    for side in obstacle.sides:
        chosen = _best(wording, side)
        if chosen is None:
            return None
        statement, content, citation = chosen
        name = wording.negotiation.actor_by_id[side.actor].name
        stance = wording.stance(side)
        parts += [Part("; " if parts else ""), Part(f"{name} {stance}")]
        quoted = [p for p in content if p.voice is Voice.VERBATIM]
        if len(content) == 1 and quoted and len(quoted[0].text.split()) <= 24:
            parts += [Part(" ("), quoted[0], Part(")")]
        cited.append(citation)
    sides = " and ".join(
        dict.fromkeys(wording.negotiation.actor_by_id[p.party or p.actor].name for p in obstacle.sides)
    )
    label = f"{obstacle.kind[:1].upper()}{obstacle.kind[1:]} · {issue.label}"
    note = f"{sides}; open since {show_day(obstacle.since)} in this record"
    return Sentence((*parts, Part(".")), tuple(cited), label, note, "", obstacle.issue)


def outlook_line(wording: Wording, outlook: Outlook) -> Sentence | None:
    """Return the line of a forecast or an unless-condition, clearly its speaker's."""
    made = wording.content(outlook.statement)
    if made is None:
        return None
    says = "expects: " if outlook.kind == "forecast" else "sets a condition: "
    return Sentence(
        (Part(f"{wording.who(outlook.statement)} {says}"), *made.parts, Part(".")),
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
