"""The pages of who and what: actors with roles, positions and paths; issues with who stands where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.compose.words import with_article
from onrecord.dates import show_day
from onrecord.errors import UnknownId
from onrecord.findings import Contradiction
from onrecord.model import Stance
from onrecord.pipeline.inquiring import Inquiry
from onrecord.web.frame import shelf_of, show
from onrecord.web.lists import cards_of, everybody, stands_of, steps_of
from onrecord.web.pages import opened, page_asked, steps_to
from onrecord.web.shelf import State
from onrecord.web.views import card, page_of

people = APIRouter(include_in_schema=False)
CLEAR = (Stance.SUPPORTS, Stance.CONDITIONAL, Stance.OPPOSES)


@dataclass(frozen=True, slots=True)
class Heard:
    """An actor as the list of actors shows it."""

    id: str
    name: str
    party: bool
    role: str
    count: int
    newest: str


@people.get("/actors")
def actors(request: Request) -> Response:
    """Show everybody who may speak, by camp, and the speakers nobody has listed."""
    state, look = opened(request, "side")
    talks, said = state.negotiation, look.by_speaker
    camps: dict[str, list[Heard]] = {name: [] for name in (*(c.name for c in talks.camps), "Others")}
    named = {c.id: c.name for c in talks.camps}
    for a in talks.actors:
        role = a.role_on(look.as_of)
        of = f" of {with_article(state.names.get(role.of, role.of))}" if role and role.of else ""
        mine = said.get(a.id, ())
        newest = show_day(look.known.day_of(mine[0]), year=True) if mine else ""
        camp = named.get(talks.camp_of(a.id, look.as_of), "Others")
        camps[camp].append(
            Heard(a.id, a.name, a.party, f"{role.title}{of}" if role else "", len(mine), newest)
        )
    for rows in camps.values():
        rows.sort(key=lambda h: (not h.party, -h.count, h.name))
    names = Counter(s.named_as for s in look.known.statements if not s.actor and s.named_as[:1].isupper())
    unknown = [(n, c) for n, c in names.most_common(60) if _looks_like_a_name(n)][:25]
    return show(
        request,
        "actors.html",
        state,
        camps=[(n, rows) for n, rows in camps.items() if rows],
        speaking=sum(1 for a in talks.actors if said.get(a.id)),
        unknown=unknown,
        everybody=everybody(state),
        **steps_to(state, look.as_of, "/actors"),
    )


def _looks_like_a_name(words: str) -> bool:
    """Say whether words for a speaker may be a name: two capitals at least, and no article before them.

    >>> [_looks_like_a_name(w) for w in ("Ingrid Larsen", "He", "A man who fled", "The French Foreign Ministry")]
    [True, False, False, True]
    """
    parts = [w for w in words.split() if w[:1].isupper()]
    return len(parts) > 1 and parts[0] not in ("A", "An") and len(words) < 60


@people.get("/actor/{ident}")
def actor(request: Request, ident: str) -> Response:
    """Show one actor: roles, positions, path, newest words."""
    state = shelf_of(request).state()
    found = state.negotiation.actor_by_id.get(ident)
    if found is None:
        raise UnknownId(
            f"no actor '{ident[:60]}' in this negotiation",
            expected="an actor's id",
            todo="see the list of actors; one that was merged stands under the other's name",
        )
    by = "side" if found.party else "actor"
    state, look = opened(request, by)
    talks = state.negotiation
    camp = {c.id: c.name for c in talks.camps}.get(talks.camp_of(ident, look.as_of), "")
    page = page_of(look.by_speaker.get(ident, ()), page_asked(request))
    return show(
        request,
        "actor.html",
        state,
        actor=found,
        camp=camp,
        by="" if by == "side" else by,
        cells=stands_of(look, state, side=ident),
        steps=steps_of((p for p in look.paths if p.side == ident), look, state),
        said=cards_of(page, look, state),
        articles=len(look.known.articles),
        everybody=[row for row in everybody(state) if row[0] != ident],
        **steps_to(state, look.as_of, f"/actor/{ident}"),
    )


@dataclass(frozen=True, slots=True)
class Question:
    """An issue as the list of issues shows it, with the sides for it, on a condition, and against it."""

    id: str
    label: str
    proposition: str
    groups: tuple[tuple[str, ...], ...]
    count: int
    salience: float


@people.get("/issues")
def issues(request: Request) -> Response:
    """Show every issue with who is for it and who against, the widest apart first."""
    state, look = opened(request, "side")
    rank = {d.issue: i for i, d in enumerate(look.disputes)}
    rows = []
    for i in state.negotiation.issues:
        cells = [c for c in look.map.cells.values() if c.issue == i.id]
        groups = tuple(tuple(c.side for c in cells if c.stance is stance) for stance in CLEAR)
        count = len(look.by_issue.get(i.id, ()))
        rows.append(Question(i.id, i.label, i.proposition, groups, count, look.salience.get(i.id, 0.0)))
    rows.sort(key=lambda q: (rank.get(q.id, len(rank)), -q.salience, q.id))
    return show(request, "issues.html", state, rows=rows, **steps_to(state, look.as_of, "/issues"))


@people.get("/issue/{ident}")
def issue(request: Request, ident: str) -> Response:
    """Show one issue: who stands where, in which words, how they moved."""
    state, look = opened(request, "side")
    found = state.negotiation.issue_by_id.get(ident)
    if found is None:
        raise UnknownId(
            f"no issue '{ident[:60]}' in this negotiation",
            expected="an issue's id",
            todo="see the list of issues",
        )
    stands = stands_of(look, state, issue=ident)
    page = page_of(look.by_issue.get(ident, ()), page_asked(request))
    return show(
        request,
        "issue.html",
        state,
        issue=found,
        groups=[(s.value, [x for x in stands if x.stance == s.value]) for s in CLEAR],
        apart=[_apart(c, look, state) for c in look.contradictions if c.issue == ident][:10],
        steps=steps_of((p for p in look.paths if p.issue == ident), look, state),
        said=cards_of(page, look, state),
        **steps_to(state, look.as_of, f"/issue/{ident}"),
    )


_KINDS = {"voices": "Voices of one side", "reports": "Reports differ", "speaker": "Says both"}


def _apart(found: Contradiction, look: Inquiry, state: State) -> dict[str, Any]:
    return {
        "kind": _KINDS.get(found.kind, found.kind),
        "side": found.side,
        "day": show_day(found.day, year=True),
        "one": card(found.one.statements[0], look, state),
        "other": card(found.other.statements[0], look, state),
    }
