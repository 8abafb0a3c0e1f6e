"""The names of one negotiation, ready to be looked up in any text: aliases, titles, bodies, media."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property

from onrecord.extract.lexicon import read_table
from onrecord.model import Actor
from onrecord.negotiation import Negotiation
from onrecord.spans import Span

DETERMINER = re.compile(r"^(?:the|a|an|The|A|An)\s+")
_FULL_NAME = re.compile(r"([A-ZÀ-Ý][\w-]+)\s+([A-ZÀ-Ý][\w-]+)$")
_SAME = 0.8  # least likeness of two spellings of one name
_NOTHING = re.compile(r"(?!)")  # a negotiation without actors names nobody
_NO_TITLE = re.compile(r"(?!)(?P<before>)(?P<title>)(?P<after>)")


@dataclass(frozen=True, slots=True)
class Mention:
    """An alias in a text."""

    span: Span
    actor: str


class Names:
    """The names of one negotiation, ready to be looked up; holds nothing of any article."""

    def __init__(self, negotiation: Negotiation) -> None:
        self.negotiation = negotiation
        self.words = read_table("naming")["words"]
        self.media = frozenset(self.words["media"])
        self.unnamed = frozenset(self.words["unnamed"])
        self._titles: dict[str, list[str]] = read_table("naming")["titles"]

    @cached_property
    def owner(self) -> Mapping[str, str]:
        """Actor id by alias, without its article ("Kremlin" for "the Kremlin")."""
        found: dict[str, str] = {}
        for actor in self.negotiation.actors:
            for alias in (actor.name, *actor.aliases):
                found[DETERMINER.sub("", alias)] = actor.id
        return found

    @cached_property
    def body_words(self) -> Mapping[str, str]:
        """State or body id by any of its names and adjectives, in lower case."""
        found: dict[str, str] = {}
        for actor in self.negotiation.actors:
            if actor.kind != "person":
                words = (actor.name, *actor.aliases, *actor.adjectives)
                found.update({DETERMINER.sub("", w).lower(): actor.id for w in words})
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        aliases = sorted(self.owner, key=lambda a: (-len(a), a))
        if not aliases:
            return _NOTHING
        return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, aliases)) + r")(?![\w-])(?!\s+Jr)")

    def mentions(self, text: str) -> list[Mention]:
        """Return every alias in *text*, without surnames that belong to somebody else's full name."""
        found = []
        for m in self._pattern.finditer(text):
            actor = self.negotiation.actor_by_id[self.owner[m.group()]]
            if actor.kind == "person" and " " not in m.group() and self._other_person(text, m.start()):
                continue
            found.append(Mention(Span(m.start(), m.end()), actor.id))
        return found

    def titled(self, text: str, day: date | None) -> list[Mention]:
        """Return every title with its body in *text* that one person holds on *day*: "the Secretary General of NATO"."""
        found = []
        for m in self._title_pattern.finditer(text):
            body = self.body_words.get(
                re.sub(r"['’]s?$", "", (m["before"] or m["after"] or "")).strip().lower(), ""
            )
            holders = self.holders(m["title"].lower(), body, day) if body else []
            if len(holders) == 1:
                found.append(Mention(Span(m.start(), m.end()), holders[0].id))
        return found

    @cached_property
    def _title_pattern(self) -> re.Pattern[str]:
        if not self.body_words or not self.title_words:
            return _NO_TITLE
        bodies = "|".join(map(re.escape, sorted(self.body_words, key=lambda w: (-len(w), w))))
        titles = "|".join(map(re.escape, self.title_words))
        return re.compile(
            rf"(?<!\w)(?:(?P<before>{bodies})(?:['’]s)?\s+)?(?P<title>{titles})(?:\s+of\s+(?:the\s+)?(?P<after>{bodies}))?(?!\w)",
            re.I,
        )

    def _other_person(self, text: str, start: int) -> bool:
        """Say whether a bare surname follows a capital word that is no title: "Melania Trump"."""
        before = re.search(r"([\w.’'-]+)\s$", text[max(0, start - 30) : start])
        if not before or not before[1][0].isupper() or before[1].isupper():
            return False
        word = before[1].lower()
        return not (
            word in self.words["before_name"]
            or word in self.words["title_heads"]
            or word in self.body_words
            or re.sub(r"['’]s$", "", word) in self.body_words
            or word.endswith(("'s", "’s", "."))
        )

    def spelled_like(self, words: str) -> str:
        """Return the one person whose full name *words* end in, spelled otherwise; "" when none or several are.

        Both names must begin alike or be nearly the same (Ratcliff and Obershelp 1988); a bare surname is not enough.
        """
        m = _FULL_NAME.search(words)
        if m is None:
            return ""
        last = m.groups()
        found = {actor for actor, names in self._full_names if all(map(_alike, names, last))}
        return found.pop() if len(found) == 1 else ""

    def holders(self, title: str, body: str, day: date | None) -> list[Actor]:
        """Return the actors who on *day* hold a role that *title* may name, of *body* if one is given."""
        found = []
        for actor in self.negotiation.actors:
            for role in actor.roles:
                spoken = self._titles.get(role.title, [role.title.lower()])
                if title in spoken and role.held_on(day) and body in ("", role.of):
                    found.append(actor)
                    break
        return found

    def in_full(self, actors: list[Actor], words: str, day: date | None) -> list[Actor]:
        """Return those whose title stands in full in *words*: "envoy for the river and the dam", not any envoy."""

        def full(actor: Actor) -> bool:
            held = (r.title for r in actor.roles if r.held_on(day))
            return any(len(t.split()) > 3 and t.lower() in words for t in held)

        return [a for a in actors if full(a)]

    def former(self, title: str, body: str, day: date | None) -> list[Actor]:
        """Return the actors whose role that *title* may name, of *body*, ended before *day*."""
        return [
            actor
            for actor in self.negotiation.actors
            if any(
                title in self._titles.get(r.title, [r.title.lower()])
                and r.of == body
                and r.last is not None
                and day is not None
                and r.last < day
                for r in actor.roles
            )
        ]

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        """Every title a text may use, longest first."""
        roles = {r.title for a in self.negotiation.actors for r in a.roles}
        words = {w for t in roles for w in self._titles.get(t, [t.lower()])}
        return tuple(sorted(words, key=lambda w: (-len(w), w)))

    @cached_property
    def title_patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Every title with the expression that finds it as a word, longest first."""
        return tuple((t, re.compile(rf"(?<!\w){re.escape(t)}(?!\w)")) for t in self.title_words)

    @cached_property
    def body_patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """The expression that finds each state's and body's name or adjective, in lower case, with its id."""
        return tuple(
            (re.compile(rf"(?<!\w){re.escape(w)}(?:['’]s?)?(?!\w)"), o) for w, o in self.body_words.items()
        )

    @cached_property
    def _full_names(self) -> tuple[tuple[str, list[str]], ...]:
        found = (
            (a.id, alias.split())
            for a in self.negotiation.actors
            if a.kind == "person"
            for alias in (a.name, *a.aliases)
        )
        return tuple(row for row in found if len(row[1]) == 2)


def _alike(one: str, other: str) -> bool:
    return one == other or (
        abs(len(one) - len(other)) < 4 < min(len(one), len(other))
        and SequenceMatcher(None, one.lower(), other.lower()).ratio() >= _SAME
    )
