"""One negotiation's own words, from TOML: camps, actors with dated roles, issues, outlets."""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from onrecord.errors import NegotiationError
from onrecord.model import Actor, Outlet, Role
from onrecord.patterns import compile_patterns

_KEYS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "negotiation": {
        "id": str,
        "name": str,
        "language": str,
        "camps": list,
        "actors": list,
        "issues": list,
        "outlets": list,
    },
    "camp": {"id": str, "name": str},
    "actor": {
        "id": str,
        "name": str,
        "kind": str,
        "aliases": list,
        "adjectives": list,
        "pronoun": str,
        "party": bool,
        "camp": str,
        "country": str,
        "roles": list,
    },
    "role": {"title": str, "of": str, "speaks_for": str, "from": date, "to": date, "leads": bool},
    "issue": {
        "id": str,
        "label": str,
        "proposition": str,
        "kind": str,
        "conflicts": list,
        "near": list,
        "terms": list,
        "supports": list,
        "opposes": list,
        "says": dict,
    },
    "says": {"supports": str, "opposes": str, "conditional": str},
    "outlet": {"id": str, "name": str, "country": str, "ownership": str, "kind": str},
}
_NEEDED = {
    "negotiation": ("id", "name", "actors", "issues"),
    "camp": ("id", "name"),
    "actor": ("id", "name", "kind"),
    "role": ("title", "of"),
    "issue": ("id", "label", "proposition"),
    "outlet": ("id", "name"),
}
_WORDS = ("aliases", "adjectives", "near", "terms", "supports", "opposes", "conflicts")
_SHOWN = ("name", "label", "proposition", "title", "supports", "opposes", "conditional")
ISSUE_KINDS = ("question", "participation", "counterpart", "precondition", "leverage")
ACTOR_KINDS = ("person", "state", "body", "group")


@dataclass(frozen=True, slots=True)
class Camp:
    """A group of actors that readers expect under one heading."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A question of the talks, stated as a proposition one can support or oppose.

    Whoever supports it stands against whoever supports one of ``conflicts``. ``near`` are words
    of which one must stand close by ("elections" are no issue in a text on something else). ``terms`` name the proposition neutrally; a ``supports`` (``opposes``) pattern, said in the
    affirmative, supports (opposes) it. ``says`` holds the plain words for each stance.
    """

    id: str
    label: str
    proposition: str
    kind: str = "question"
    conflicts: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Negotiation:
    """Everything that is particular to one negotiation; the rest of the house knows none of it."""

    id: str
    name: str
    actors: tuple[Actor, ...]
    issues: tuple[Issue, ...]
    camps: tuple[Camp, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    language: str = "en"
    digest: str = field(default="", compare=False)

    @cached_property
    def actor_by_id(self) -> Mapping[str, Actor]:
        """The actors by id."""
        return {a.id: a for a in self.actors}

    @cached_property
    def issue_by_id(self) -> Mapping[str, Issue]:
        """The issues by id."""
        return {i.id: i for i in self.issues}

    @cached_property
    def outlet_by_id(self) -> Mapping[str, Outlet]:
        """The outlets by id."""
        return {o.id: o for o in self.outlets}

    def outlet(self, ident: str) -> Outlet:
        """Return the outlet with this id, or an unknown one of that name."""
        return self.outlet_by_id.get(ident) or Outlet(ident, ident or "unknown outlet")

    def find_outlet(self, words: str) -> str:
        """Return the id of the outlet with this id, host or name; the words themselves if none has."""
        wanted = words.casefold().removeprefix("www.")
        for outlet in self.outlets:
            if wanted in (outlet.id.casefold(), outlet.name.casefold()):
                return outlet.id
        return words

    def state_of(self, country: str) -> str:
        """Return the id of the actor with this ISO 3166 country code, "" if there is none."""
        return next((a.id for a in self.actors if country and a.country == country), "")

    def party_of(self, actor: str, day: date | None = None) -> str:
        """Return the party an actor speaks for on a day, itself if it is one, "" if neither."""
        found = self.actor_by_id.get(actor)
        if found is None:
            return ""
        if found.party:
            return found.id
        role = next((r for r in found.roles if r.speaks_for and r.held_on(day)), None)
        return role.speaks_for if role else ""

    def leads(self, actor: str, day: date | None) -> bool:
        """Say whether an actor holds an office on *day* whose word is the last on its side."""
        found = self.actor_by_id.get(actor)
        return found is not None and any(r.leads and r.held_on(day) for r in found.roles)

    def camp_of(self, actor: str, day: date | None = None) -> str:
        """Return the camp of an actor on a day: its own, else that of whom it speaks for."""
        found = self.actor_by_id.get(actor)
        if found is None:
            return ""
        party = self.actor_by_id.get(self.party_of(actor, day))
        return found.camp or (party.camp if party else "")


def load_negotiation(path: Path) -> Negotiation:
    """Read a negotiation from a TOML file.

    Raises :class:`~onrecord.errors.NegotiationError` for a missing file, broken TOML, a misspelt or
    missing key, a value of the wrong type, an unknown actor or camp, or an alias two actors share.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise NegotiationError(
            f"cannot read the negotiation {path}",
            expected="a TOML file",
            found=error.strerror or str(error),
            todo="give its path, or make one with `onrecord init FOLDER`",
        ) from error
    return parse_negotiation(raw, str(path))


def parse_negotiation(raw: bytes, where: str = "negotiation.toml") -> Negotiation:
    """Read a negotiation from the bytes of a TOML file; raises as :func:`load_negotiation`."""
    try:
        table = tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NegotiationError(
            f"{where} is not valid TOML",
            expected="TOML in UTF-8",
            found=str(error),
            todo="mend the line named",
        ) from error
    _check(table, "negotiation", where)
    made = Negotiation(
        id=table["id"],
        name=table["name"],
        language=table.get("language", "en"),
        camps=tuple(Camp(c["id"], c["name"]) for c in _rows(table, "camps", "camp", where)),
        actors=tuple(_actor(a, where) for a in _rows(table, "actors", "actor", where)),
        issues=tuple(_issue(i, where) for i in _rows(table, "issues", "issue", where)),
        outlets=tuple(Outlet(**o) for o in _rows(table, "outlets", "outlet", where)),
        digest=hashlib.sha256(raw).hexdigest()[:12],
    )
    _check_references(made, where)
    _check_issues(made, where)
    _check_aliases(made, where)
    return made


def _rows(table: Mapping[str, Any], key: str, kind: str, where: str) -> list[dict[str, Any]]:
    rows = table.get(key, [])
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        place = f"{where}, {kind} {row.get('id', number) if isinstance(row, dict) else number}"
        if not isinstance(row, dict):
            raise NegotiationError(
                f"{place} is not a table", expected=f"[[{key}]] with keys", found=repr(row)
            )
        _check(row, kind, place)
        if row.get("id") in seen:
            raise NegotiationError(f"{place}: this id stands twice", todo="give each its own id")
        seen.add(row.get("id", str(number)))
    return list(rows)


def _check(row: Mapping[str, Any], kind: str, place: str) -> None:
    known = _KEYS[kind]
    for key, value in row.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            raise NegotiationError(
                f"{place}: unknown key '{key}'",
                expected="one of " + ", ".join(sorted(known)),
                found=key,
                todo=f"did you mean '{near[0]}'?" if near else "remove it",
            )
        if not isinstance(value, known[key]) or (known[key] is date and type(value) is not date):
            raise NegotiationError(
                f"{place}: '{key}' has the wrong type",
                expected=getattr(known[key], "__name__", str(known[key])),
                found=f"{type(value).__name__} {value!r}",
            )
        if isinstance(value, str) and key in _SHOWN and any(mark in value for mark in '"“”„«»'):
            raise NegotiationError(
                f"{place}: quotation marks in '{key}'",
                expected="plain words: in a brief, quotation marks hold what somebody said",
                found=value,
                todo="write it without them, or with single ones",
            )
        if isinstance(value, list) and key in _WORDS:
            _check_words(value, f"{place}: '{key}'")
    for key in _NEEDED.get(kind, ()):
        if not row.get(key) or (isinstance(row[key], str) and not row[key].strip()):
            raise NegotiationError(f"{place}: '{key}' is missing", expected=f"{key} = ...", found="nothing")


def _check_words(values: list[Any], place: str) -> None:
    for value in values:
        if not isinstance(value, str) or not value.strip():
            raise NegotiationError(
                f"{place} holds something that is not a word", expected="words", found=repr(value)
            )


def _actor(row: dict[str, Any], where: str) -> Actor:
    place = f"{where}, actor {row['id']}"
    if row["kind"] not in ACTOR_KINDS:
        raise NegotiationError(
            f"{place}: unknown kind", expected="one of " + ", ".join(ACTOR_KINDS), found=row["kind"]
        )
    roles = []
    for number, role in enumerate(row.get("roles", []), 1):
        if not isinstance(role, dict):
            raise NegotiationError(
                f"{place}, role {number} is not a table", expected="{ title, of, ... }", found=repr(role)
            )
        _check(role, "role", f"{place}, role {number}")
        if role.get("from") and role.get("to") and role["to"] < role["from"]:
            raise NegotiationError(
                f"{place}, role {number} ends before it begins",
                expected="from, then to",
                found=f"{role['from']} to {role['to']}",
            )
        roles.append(
            Role(
                role["title"],
                role["of"],
                role.get("speaks_for", ""),
                role.get("from"),
                role.get("to"),
                role.get("leads", False),
            )
        )
    return Actor(
        row["id"],
        row["name"],
        row["kind"],
        tuple(row.get("aliases", ())),
        tuple(row.get("adjectives", ())),
        row.get("pronoun", ""),
        row.get("party", False),
        row.get("camp", ""),
        tuple(roles),
        row.get("country", ""),
    )


def _issue(row: dict[str, Any], where: str) -> Issue:
    place = f"{where}, issue {row['id']}"
    kind = row.get("kind", "question")
    if kind not in ISSUE_KINDS:
        raise NegotiationError(
            f"{place}: unknown kind", expected="one of " + ", ".join(ISSUE_KINDS), found=kind
        )
    _check(row.get("says", {}), "says", f"{place}, says")
    words = {key: tuple(row.get(key, ())) for key in ("near", "terms", "supports", "opposes")}
    return Issue(
        row["id"],
        row["label"],
        row["proposition"],
        kind,
        tuple(row.get("conflicts", ())),
        says=dict(row.get("says", {})),
        **words,
    )


def _check_references(made: Negotiation, where: str) -> None:
    camps = {c.id for c in made.camps}
    for actor in made.actors:
        if actor.camp and actor.camp not in camps:
            raise NegotiationError(
                f"{where}, actor {actor.id}: unknown camp",
                expected="one of "
                + (", ".join(sorted(camps)) or "the [[camps]] of this file; there are none"),
                found=actor.camp,
            )
        for role in actor.roles:
            for key, ident in (("of", role.of), ("speaks_for", role.speaks_for)):
                if ident and ident not in made.actor_by_id:
                    near = difflib.get_close_matches(ident, made.actor_by_id, 1)
                    raise NegotiationError(
                        f"{where}, actor {actor.id}: role '{role.title}' names an unknown actor",
                        expected=f"'{key}' is the id of an actor in this file",
                        found=ident,
                        todo=f"did you mean '{near[0]}'?" if near else "add the actor",
                    )


def pattern_names(made: Negotiation) -> dict[str, tuple[str, ...]]:
    """Return the words each ``@actor`` of a pattern stands for."""
    return {a.id: tuple(dict.fromkeys((a.name, *a.aliases, *a.adjectives))) for a in made.actors}


def _check_issues(made: Negotiation, where: str) -> None:
    names = pattern_names(made)
    for issue in made.issues:
        for pattern in (*issue.supports, *issue.opposes, *issue.terms, *issue.near):
            try:
                made_of = compile_patterns([pattern], names)
                if made_of is None or not any(c.isalnum() for c in pattern) or made_of.match(""):
                    raise ValueError(f"'{pattern}' matches anything")
            except (ValueError, re.error) as error:
                raise NegotiationError(
                    f"{where}, issue {issue.id}: a pattern that cannot be read",
                    expected="words, word*, a|b, .. and @actor",
                    found=str(error),
                    todo="see docs/negotiation.md",
                ) from error
        for other in issue.conflicts:
            if other not in made.issue_by_id:
                raise NegotiationError(
                    f"{where}, issue {issue.id}: 'conflicts' names an unknown issue",
                    expected="one of " + ", ".join(made.issue_by_id),
                    found=other,
                )


def _check_aliases(made: Negotiation, where: str) -> None:
    owner: dict[str, str] = {}
    for actor in made.actors:
        for alias in {actor.name, *actor.aliases}:
            other = owner.setdefault(alias.casefold(), actor.id)
            if other != actor.id:
                raise NegotiationError(
                    f"{where}: two actors share the alias '{alias}'",
                    expected="an alias names one actor",
                    found=f"{other} and {actor.id}",
                    todo="remove it from one; a bare name that fits two stays unresolved",
                )
