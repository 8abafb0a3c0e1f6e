"""The brief: what is new and what divides, who stands where, what stands in the way, what is not known."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.compose.changes import TURNS, change_lines, new_lines, reaffirmed_lines
from onrecord.compose.coverage import coverage_group
from onrecord.compose.facts import with_facts
from onrecord.compose.lines import (
    SURE,
    joined,
    obstacle_line,
    outlook_line,
    position_line,
    statement_line,
)
from onrecord.compose.references import number_references
from onrecord.compose.words import Wording, leans, with_article
from onrecord.dates import show_day
from onrecord.document import Brief, Citation, Group, Part, Remark, Section, Sentence, Voice
from onrecord.findings import Analysis, ChangeKind, Obstacle, Outlook, Position
from onrecord.model import Evidence, Kind, Stance, Statement
from onrecord.negotiation import Negotiation
from onrecord.spans import squeeze

FRESH = 4  # days that count as new
_VAGUE = re.compile(
    r"\b(?:these|those)\b|\bthere\b(?! (?:is|are|was|were|will|must|should|has|have)\b)", re.I
)
ALONE = 10  # words without an issue of the talks need so many to stand alone
OLD_FORECAST = 45  # days after which a forecast is history
MOST_PER_CAMP, MOST_PER_ACTOR = 5, 4
MOST_TURNED, MOST_NEW, MOST_SILENT, MOST_AGAIN = 2, 2, 1, 2
MOST_LATEST, MOST_OBSTACLES, MOST_OUTLOOK, MOST_UNKNOWN = 3, 5, 2, 2


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every part of the brief is written from."""

    negotiation: Negotiation
    evidence: Evidence
    found: Analysis
    wording: Wording

    def camp(self, position: Position) -> str:
        """Return the camp a position is filed under."""
        day = self.evidence.day_of(position.statements[0])
        return self.negotiation.camp_of(position.actor, day)


def compose_brief(negotiation: Negotiation, evidence: Evidence, found: Analysis) -> Brief:
    """Return the brief of a negotiation as of the day of *found*; the same input gives the same brief.

    Uses nothing published after that day and nothing undated. A record without statements gives a brief
    that says so.
    """
    as_of = found.as_of
    known = found.known
    desk = _Desk(negotiation, known, found, Wording(negotiation, known, as_of))
    used: set[str] = set()
    players = _players(desk, used)
    latest = _latest(desk, used)
    obstacles = _obstacles(desk, used)
    outlook = _outlook(desk, used)
    sections = (
        Section("players", "Key players and positions", players),
        Section("latest", "Latest developments", latest),
        Section("changed", _since(desk), _changed(desk)),
        Section("obstacles", "Challenges and obstacles", obstacles),
        Section("outlook", "Outlook", outlook),
        Section("unknown", "What could not be established", _unknown(desk)),
        Section("coverage", "Coverage", (coverage_group(negotiation, evidence, known),)),
    )
    brief = Brief(
        negotiation.id,
        f"{negotiation.name} · as of {as_of:%A} {as_of.day} {as_of:%B %Y}",
        as_of,
        _lede(desk),
        tuple(s for s in sections if any(g.lines for g in s.groups)),
        (),
    )
    brief = replace(brief, references=number_references(brief, negotiation, evidence))
    return with_facts(brief, negotiation, known)


def _value(desk: _Desk, position: Position) -> float:
    """Return how much a position deserves a line: new, divisive, clear, well founded."""
    disputed = max((o.weight for o in desk.found.obstacles if o.issue == position.issue), default=0.0)
    fresh = 0.5 ** (max(position.age, 0) / 7)
    clear = 0.35 if position.stance is Stance.UNCLEAR else 1.0
    return float(
        clear
        * (fresh + (0.3 if disputed else 0.05))
        * (1 + min(disputed, 4))
        * (1 + 0.2 * min(position.origins, 4))
    )


def _players(desk: _Desk, used: set[str]) -> tuple[Group, ...]:
    groups = []
    for camp in desk.negotiation.camps:
        mine = [p for p in desk.found.positions if desk.camp(p) == camp.id]
        lines = _camp_lines(desk, mine, used)
        if lines:
            groups.append(Group(camp.name, tuple(lines)))
    loose = [p for p in desk.found.positions if not desk.camp(p)]
    lines = _camp_lines(desk, loose, used)
    return (*groups, Group("Others", tuple(lines))) if lines else tuple(groups)


def _camp_lines(desk: _Desk, mine: list[Position], used: set[str]) -> list[Sentence]:
    """Return a camp's lines: the worthiest, one for each party, issue and stance, no actor drowning the rest."""
    ranked = sorted(mine, key=lambda p: (-_value(desk, p), p.actor, p.issue))
    taken: set[tuple[str, str]] = set()
    shown: set[str] = set()
    count: Counter[str] = Counter()
    lines: list[Sentence] = []
    heard = {p.party or p.actor for p in ranked if p.stance is not Stance.UNCLEAR}
    for position in ranked:
        key = (position.party or position.actor, position.issue)
        if len(lines) >= MOST_PER_CAMP or key in taken or count[position.actor] >= MOST_PER_ACTOR:
            continue
        quoted = position.statements[0].attribution.kind is Kind.DIRECT
        if position.stance is Stance.UNCLEAR and (position.age > 21 or key[0] in heard or not quoted):
            continue  # of a party with clear words, unclear ones are not worth a line, nor are a reporter's
        line = position_line(desk.wording, position)
        if line is None or (words := _own_words(line)) in shown or position.statements[0].confidence < SURE:
            continue
        taken.add(key)
        shown.add(words)
        count[position.actor] += 1
        used.add(line.citations[0].statement)
        used |= {_shown(line), f"{line.actor}#{line.issue}#{line.stance}"}
        lines.append(line)
    return lines


def _own_words(line: Sentence) -> str:
    return squeeze(line.citations[0].exact).casefold()


def _shown(line: Sentence) -> str:
    return f"{line.actor}|{_own_words(line)}"


def _latest(desk: _Desk, used: set[str]) -> tuple[Group, ...]:
    """Return the newest statements on the issues that the players' lines have not told, a day a line."""
    since = desk.found.as_of - timedelta(days=FRESH)
    rows = [
        s
        for s in desk.evidence.statements
        if s.own and s.confidence >= 0.6 and s.level != "unsure" and desk.evidence.day_of(s) > since
    ]
    rows = [s for s in rows if _tells(s) or s.attribution.kind is Kind.DIRECT]
    rows.sort(key=lambda s: (not _tells(s), -desk.evidence.day_of(s).toordinal(), -s.confidence, s.id))
    lines: list[Sentence] = []
    per_actor: Counter[str] = Counter()
    for statement in rows:
        if len(lines) >= MOST_LATEST or per_actor[statement.actor] >= 2:
            continue
        if f"{statement.actor}#{statement.issue}#{statement.stance.value}" in used:
            continue
        line = statement_line(desk.wording, statement)
        if line is None or len(line.citations[0].exact.split()) < 6 or _repeats(line, used):
            continue
        words = line.citations[0].exact
        if not _tells(statement) and (per_actor[statement.actor] or not _stands_alone(words)):
            continue
        per_actor[statement.actor] += 1
        used.add(_shown(line))
        lines.append(line)
    lines.sort(key=lambda line: -_day(desk, line).toordinal())
    return (Group("", tuple(lines)),)


def _day(desk: _Desk, line: Sentence) -> date:
    by_id = {s.id: s for s in desk.evidence.statements}
    return desk.evidence.day_of(by_id[line.citations[0].statement])


def _tells(statement: Statement) -> bool:
    """Say whether a statement is news of the talks: a clear stance, a forecast, a deed in words."""
    clear = bool(statement.issue) and statement.stance is not Stance.UNCLEAR
    return clear or statement.forecast is not None


def _stands_alone(words: str) -> bool:
    """Say whether words that touch no issue can be understood by themselves."""
    vague = leans(words) or _VAGUE.search(words) or words.endswith("?")
    return not vague and len(words.split()) >= ALONE


def _repeats(line: Sentence, used: set[str]) -> bool:
    """Say whether the same speaker's same words, or most of them, stand in the brief already."""
    words = set(_own_words(line).split())
    for shown in used:
        actor, _, text = shown.partition("|")
        old = set(text.split())
        if actor == line.actor and old and len(words & old) >= 0.6 * min(len(words), len(old)):
            return True
    return False


def _since(desk: _Desk) -> str:
    since = desk.found.changes.since if desk.found.changes else desk.found.as_of
    return f"What changed since {show_day(since)}"


def _changed(desk: _Desk) -> tuple[Group, ...]:
    """Return who turned, who takes a stand for the first time, who fell silent; and what is only repeated, in a line a side."""
    found = desk.found.changes
    if found is None:
        return ()
    turned = change_lines(desk.wording, found, TURNS)[:MOST_TURNED]
    new = new_lines(desk.wording, found, MOST_NEW)
    silent = change_lines(desk.wording, found, (ChangeKind.SILENT,))[:MOST_SILENT]
    again = reaffirmed_lines(desk.wording, found, MOST_AGAIN)
    return (Group("", (*turned, *new, *silent, *again)),)


def _obstacles(desk: _Desk, used: set[str]) -> tuple[Group, ...]:
    told = {u.partition("|")[2] for u in used}
    lines: list[Sentence] = []
    seen: set[tuple[str, str]] = set()
    for obstacle in desk.found.obstacles:
        key = (obstacle.kind, obstacle.issue)
        line = obstacle_line(desk.wording, obstacle, told) if key not in seen else None
        if line is not None and len(lines) < MOST_OBSTACLES:
            seen.add(key)
            lines.append(line)
    return (Group("", tuple(lines)),)


def _outlook(desk: _Desk, used: set[str]) -> tuple[Group, ...]:
    lines: list[Sentence] = []
    said: set[tuple[str, str]] = set()
    for outlook in _best_first(desk):
        kind = (outlook.kind, outlook.statement.actor)
        if (desk.found.as_of - desk.evidence.day_of(outlook.statement)).days > OLD_FORECAST:
            continue
        if kind in said or sum(1 for k, _ in said if k == outlook.kind) >= MOST_OUTLOOK:
            continue
        line = outlook_line(desk.wording, outlook)
        if line is None or _repeats(line, used):
            continue
        said.add(kind)
        used.add(_shown(line))
        lines.append(line)
    return (Group("", tuple(lines)),)


def _best_first(desk: _Desk) -> list[Outlook]:
    """Return the outlooks, of each speaker and kind first the newest whose words stand alone, within a week."""

    def rank(o: Outlook) -> tuple[str, int, bool, str]:
        age = (desk.found.as_of - desk.evidence.day_of(o.statement)).days
        words = o.words.cut(desk.wording.text(o.statement)).lstrip('“"‘ ')
        return o.kind, age // 7, leans(words), o.statement.id

    return sorted(desk.found.outlook, key=rank)


def _unknown(desk: _Desk) -> tuple[Group, ...]:
    lines: list[Sentence | Remark] = []
    negotiation = desk.negotiation
    opposed = {Stance.SUPPORTS, Stance.OPPOSES}
    for gap in desk.found.contradictions:
        if gap.kind != "reports" or {gap.one.stance, gap.other.stance} != opposed:
            continue
        first = gap.one.statements[0]
        one = desk.wording.content(first)
        other = desk.wording.content(gap.other.statements[0])
        if one and other:
            name = negotiation.actor_by_id[first.actor].name
            label = negotiation.issue_by_id[gap.issue].label
            parts = (
                Part(f"Reports of {name}’s words differ: "),
                *one.parts,
                Part("; but also "),
                *other.parts,
                Part("."),
            )
            lines.append(Sentence(parts, (one.citation, other.citation), label))
    for statement in desk.found.unnamed[:MOST_UNKNOWN]:
        made = desk.wording.content(statement)
        if made:
            who = statement.named_as[:1].upper() + statement.named_as[1:]
            label = negotiation.issue_by_id[statement.issue].label
            parts = (Part(f"{who}: "), *made.parts, Part("."))
            note = f"{desk.wording.when(statement)}; no named source"
            lines.append(Sentence(parts, (made.citation,), label, note))
    for cell in desk.found.empty[:MOST_UNKNOWN]:
        party, issue = negotiation.actor_by_id[cell.party].name, negotiation.issue_by_id[cell.issue]
        lines.append(Remark(f"{party}: no statement found in {cell.articles} articles.", issue.label))
    return (Group("", tuple(lines)),)


def _lede(desk: _Desk) -> tuple[Sentence, ...]:
    """Return two or three sentences: what divides, what is new."""
    return tuple(s for s in (_divided(desk), _new(desk)) if s is not None)


def _divided(desk: _Desk) -> Sentence | None:
    """Return the sentence that names the two or three widest divides and between whom they lie."""
    rows: list[Obstacle] = []
    for obstacle in desk.found.obstacles:
        two = len(obstacle.sides) > 1 and obstacle.kind != "split within a camp"
        two = two and all(s.stance is not Stance.CONDITIONAL for s in obstacle.sides)
        if two and len(rows) < 3 and all(o.issue != obstacle.issue for o in rows):
            rows.append(obstacle)
    parts: list[Part] = []
    cited: list[Citation] = []
    for obstacle in rows:
        lines = [position_line(desk.wording, side) for side in obstacle.sides]
        if not all(lines):
            continue
        names = [with_article(desk.negotiation.actor_by_id[s.party or s.actor].name) for s in obstacle.sides]
        label = _inline(desk.negotiation.issue_by_id[obstacle.issue].label)
        sides = joined(sorted(names, key=lambda n: n.removeprefix("the ")))
        parts.append(Part(f"{'; ' if parts else ''}{sides} over {label}", Voice.INFERENCE))
        cited += [line.citations[0] for line in lines if line]
    if not parts:
        return None
    return Sentence((Part("Furthest apart: "), *parts, Part(".")), tuple(cited))


def _inline(label: str) -> str:
    first = label.split()[0]
    keep = first.isupper() or first in _PROPER or first.endswith(("’s", "'s"))
    return label if keep else label[:1].lower() + label[1:]


_PROPER = frozenset(("Ukraine", "Europe", "Trump", "European", "US-Russian"))


def _new(desk: _Desk) -> Sentence | None:
    """Return the sentence that names the newest positions of up to three parties."""
    since = desk.found.as_of - timedelta(days=FRESH)
    fresh = sorted(
        (p for p in desk.found.positions if p.newest > since and p.stance is not Stance.UNCLEAR),
        key=lambda p: (-_value(desk, p), p.actor, p.issue),
    )
    parts: list[Part] = []
    cited: list[Citation] = []
    seen: set[str] = set()
    for position in fresh:
        side = desk.camp(position) or position.actor
        line = position_line(desk.wording, position) if side not in seen and len(seen) < 3 else None
        if line is None:
            continue
        seen.add(side)
        name = desk.negotiation.actor_by_id[position.actor].name
        stance = Part(desk.wording.stance(position), Voice.INFERENCE)
        parts += [Part(f"{'; ' if parts else ''}{name} "), stance]
        cited.append(line.citations[0])
    if not parts:
        return None
    lead = Part(f"New since {show_day(since)}: ")
    return Sentence((lead, *parts, Part(".")), tuple(cited))
