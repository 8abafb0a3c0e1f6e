"""What changed, in sentences: who turned, who is new, who fell silent, what is only repeated, whose words contradict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from onrecord.compose.facts import with_facts
from onrecord.compose.lines import joined
from onrecord.compose.references import number_references
from onrecord.compose.words import Wording
from onrecord.dates import show_day
from onrecord.document import Brief, Citation, Group, Part, Remark, Section, Sentence, Voice
from onrecord.findings import Change, ChangeKind, Changes, Contradiction, Dispute, Utterance
from onrecord.model import Evidence, Stance, Statement
from onrecord.negotiation import Negotiation

TURNS = (
    ChangeKind.REVERSED,
    ChangeKind.HARDENED,
    ChangeKind.SOFTENED,
    ChangeKind.NEWLY_CONDITIONAL,
    ChangeKind.CONDITION_DROPPED,
)
MOST_FIRST = 3  # first stands that one line of a brief tells
MOST_CITED = 6  # citations of one line that sums up what is reaffirmed


def compose_changes(
    negotiation: Negotiation,
    evidence: Evidence,
    found: Changes,
    known: Evidence,
    disputes: Sequence[Dispute] = (),
) -> Brief:
    """Return what changed in a window as a document of cited sentences.

    *known* is the evidence as of the window's end, which *found* was computed from; *disputes*, the weightiest first, are told in
    the opening lines, with who moved last. A window in which nothing changed says so.
    """
    wording = Wording(negotiation, known, found.until)
    groups = (
        Group("Turned", change_lines(wording, found, TURNS)),
        Group("New", change_lines(wording, found, (ChangeKind.NEW,))),
        Group("Fell silent", change_lines(wording, found, (ChangeKind.SILENT,))),
        Group("Reaffirmed", reaffirmed_lines(wording, found)),
        Group("Contradict each other", tuple(contradiction_line(wording, c) for c in found.contradictions)),
        Group("Only now reported", tuple(_late(wording, u) for u in found.late)),
    )
    kept = tuple(g for g in groups if g.lines)
    if not kept:
        kept = (Group("", (Remark(f"No change in {len(known.articles)} articles known by then."),)),)
    title = f"{negotiation.name} · what changed from {_long(found.since)} to {_long(found.until)}"
    lede = tuple(s for s in (_stuck(wording, disputes), _moved_last(wording, found)) if s)
    sections = (Section("changes", "What changed", kept),)
    brief = Brief(negotiation.id, title, found.until, lede, sections, ())
    brief = replace(brief, references=number_references(brief, negotiation, evidence))
    return with_facts(brief, negotiation, known)


def _stuck(wording: Wording, disputes: Sequence[Dispute]) -> Sentence | None:
    """Return the line that names the two issues that hold the talks up, and between whom they lie."""
    told: list[str] = []
    cited: list[Citation] = []
    for dispute in disputes[:2]:
        sides = [dispute.supporters[0], dispute.opponents[0]]
        one, other = (wording.name(c.side) for c in sides)
        stands = "against" if sides[1].stance is Stance.OPPOSES else "on a condition"
        label = wording.negotiation.issue_by_id[dispute.issue].label
        told.append(f"{label} ({one} for it, {other} {stands})")
        for cell in sides:
            cited.append(_cite(wording, next(u for u in cell.utterances if u.stance is cell.stance)))
    if not told:
        return None
    parts = (Part("Furthest apart and most spoken of: "), Part(joined(told), Voice.INFERENCE), Part("."))
    return Sentence(parts, tuple(cited))


def _moved_last(wording: Wording, found: Changes) -> Sentence | None:
    """Return the line that says who turned last, and how."""
    last = next((c for c in found.changes if c.kind in TURNS), None)
    if last is None or last.after is None:
        return None
    issue = wording.negotiation.issue_by_id[last.issue].label
    text = f"Moved last: {wording.name(last.side)} on {issue}, {show_day(last.day)} ({last.kind})."
    return Sentence((Part(text),), (_cite(wording, last.after),))


def change_lines(wording: Wording, found: Changes, kinds: Iterable[ChangeKind]) -> tuple[Sentence, ...]:
    """Return a line for each change of *kinds*, in the order of *kinds*, newest first."""
    order = {kind: i for i, kind in enumerate(kinds)}
    rows = sorted((c for c in found.changes if c.kind in order), key=lambda c: order[c.kind])
    return tuple(change_line(wording, c) for c in rows)


def change_line(wording: Wording, change: Change) -> Sentence:
    """Return the line of one change, with the words before and after it and their days."""
    name, issue = _capital(wording.name(change.side)), wording.negotiation.issue_by_id[change.issue]
    parts: list[Part] = []
    cited: list[Citation] = []
    if change.kind is ChangeKind.SILENT and change.before:
        parts = [Part(f"{name} has said nothing on it since {show_day(change.before.day)}. Then: ")]
        parts += [Part(wording.stands(change.issue, change.before.stance), Voice.INFERENCE)]
        parts += _quoted(wording, change.before, cited, day=False)
    elif change.after:
        now = "" if change.kind is ChangeKind.NEW else "now "
        parts = [
            Part(f"{name} {now}"),
            Part(wording.stands(change.issue, change.after.stance), Voice.INFERENCE),
        ]
        parts += _quoted(wording, change.after, cited)
        if change.before:
            parts += [
                Part("; before: "),
                Part(wording.stands(change.issue, change.before.stance), Voice.INFERENCE),
            ]
            parts += _quoted(wording, change.before, cited)
    label = f"{change.kind[:1].upper()}{change.kind[1:]} · {issue.label}"
    stance = change.after.stance.value if change.after else ""
    return Sentence((*parts, Part(".")), tuple(cited), label, "", change.side, change.issue, stance)


def new_lines(wording: Wording, found: Changes, most: int) -> tuple[Sentence, ...]:
    """Return one line a side for its first stands, without the words, which a brief's players have told already."""
    sides: dict[str, list[Change]] = {}
    for c in found.changes:
        if c.kind is ChangeKind.NEW and c.after:
            sides.setdefault(c.side, []).append(c)
    rows = sorted(sides.items(), key=lambda r: (-len(r[1]), r[0]))
    return tuple(_first_stands(wording, side, changes) for side, changes in rows[:most])


def _first_stands(wording: Wording, side: str, changes: list[Change]) -> Sentence:
    told = [c.after for c in changes if c.after][:MOST_FIRST]
    names, cited = [], []
    for said in told:
        cited.append(_cite(wording, said))
        names.append(f"{wording.stands(said.issue, said.stance)} ({show_day(said.day)})")
    text = f"{_capital(wording.name(side))}, for the first time in this record: "
    parts = (Part(text), Part("; ".join(names), Voice.INFERENCE), Part("."))
    return Sentence(parts, tuple(cited), "New", "", side)


def _quoted(wording: Wording, said: Utterance, cited: list[Citation], day: bool = True) -> list[Part]:
    """Return an utterance in brackets, who, words and day, and add its citation to *cited*."""
    statement = _worded(wording, said)
    made = wording.content(statement)
    cited.append(made.citation if made else wording.cite(statement))
    when = (Part(f", {show_day(said.day)}"),) if day else ()
    who = wording.name(statement.actor)
    lead = f" ({who}" if statement.actor != said.side else " ("
    if made is None:
        return [Part(lead if statement.actor != said.side else f" ({who}"), *when, Part(")")]
    opening = f"{lead}: " if statement.actor != said.side else lead
    return [Part(opening), *made.parts, *when, Part(")")]


def _worded(wording: Wording, said: Utterance) -> Statement:
    """Return the report of an utterance that can be put into words, the surest first."""
    return next((s for s in said.statements if wording.content(s)), said.statements[0])


def _cite(wording: Wording, said: Utterance) -> Citation:
    """Return the place of an utterance's words, the ones that a line would quote where there are such."""
    statement = _worded(wording, said)
    made = wording.content(statement)
    return made.citation if made else wording.cite(statement)


def reaffirmed_lines(wording: Wording, found: Changes, most: int = 99) -> tuple[Sentence, ...]:
    """Return one line a side: the issues on which it said again what it had said, counted and not repeated."""
    sides: dict[str, dict[str, list[Change]]] = {}
    for c in found.changes:
        if c.kind is ChangeKind.REAFFIRMED:
            sides.setdefault(c.side, {}).setdefault(c.issue, []).append(c)
    rows = sorted(sides.items(), key=lambda r: (-sum(map(len, r[1].values())), r[0]))
    return tuple(_reaffirmed(wording, side, issues) for side, issues in rows[:most])


def _reaffirmed(wording: Wording, side: str, issues: dict[str, list[Change]]) -> Sentence:
    told = sorted(issues.items(), key=lambda r: (-len(r[1]), r[0]))
    names = []
    cited: list[Citation] = []
    for issue, changes in told:
        newest = changes[0]
        label = wording.negotiation.issue_by_id[issue].label
        times = "" if len(changes) == 1 else f" (on {len(changes)} days)"
        names.append(f"{label}{times}")
        if newest.after and len(cited) < MOST_CITED:
            cited.append(_cite(wording, newest.after))
    text = f"{_capital(wording.name(side))} holds to what it said on: "
    parts = (Part(text), Part(joined(names), Voice.INFERENCE), Part("."))
    return Sentence(parts, tuple(cited), "Reaffirmed", "", side)


def contradiction_line(wording: Wording, found: Contradiction) -> Sentence:
    """Return the line that sets two voices of one side, or two reports of one speaker, against each other."""
    cited: list[Citation] = []
    issue = wording.negotiation.issue_by_id[found.issue]
    parts = []
    for number, said in enumerate((found.one, found.other)):
        statement = _worded(wording, said)
        who = wording.name(statement.actor)
        lead = (
            {"voices": f"{who} ", "speaker": "but also "}.get(found.kind, "another report: ")
            if number
            else f"{who} "
        )
        parts += [
            Part(f"{'; ' if number else ''}{lead}"),
            Part(wording.stands(found.issue, said.stance), Voice.INFERENCE),
        ]
        made = wording.content(statement)
        cited.append(made.citation if made else wording.cite(statement))
        parts += [
            Part(" ("),
            *(made.parts if made else ()),
            Part(f"{', ' if made else ''}{show_day(said.day)})"),
        ]
    kind = {"voices": "Voices of one side", "speaker": "Says both"}.get(found.kind, "Reports differ")
    return Sentence((*parts, Part(".")), tuple(cited), f"{kind} · {issue.label}", "", found.side, found.issue)


def _late(wording: Wording, said: Utterance) -> Sentence:
    cited: list[Citation] = []
    issue = wording.negotiation.issue_by_id[said.issue]
    parts = [
        Part(f"{_capital(wording.name(said.side))} "),
        Part(wording.stands(said.issue, said.stance), Voice.INFERENCE),
    ]
    parts += _quoted(wording, said, cited)
    note = f"Said {show_day(said.day, year=said.day.year != wording.as_of.year)}"
    return Sentence((*parts, Part(".")), tuple(cited), issue.label, note, said.side, said.issue)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
