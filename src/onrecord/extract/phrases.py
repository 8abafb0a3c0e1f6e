"""What a noun phrase names, by itself: people, bodies, spokesmen, or somebody without a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.extract.names import DETERMINER, Mention, Names

_PREPOSITION = re.compile(
    r"\b(?:of|for|to|with|by|from|against|on|about|under|in|at|near|behind)\s+(?:the\s+)?(?:[\w.'’-]+\s+){0,3}$"
)
_SPOKESMAN = re.compile(
    r"(?:(?:an?|the|its|one)\s+)?(?:(?P<whose>.+?)(?:['’]s?)?\s+)?(?:chief\s+|deputy\s+)?spokes(?:man|woman|person)(?:\s+(?:for|of)\s+(?P<of>.+))?",
    re.I,
)
_EPITHET = re.compile(
    r"[Tt]he (?:[\w’'-]+ ){0,2}(?:(?P<age>\d\d-year-old)|(?P<head>[\w’'-]+))(?: (?:in|with) (?:the|a|his|her) .+)?"
)
_CAPITALS = re.compile(r"\b[A-ZÀ-Ý]{4}")
POSSESSIVE = re.compile(r"['’]s?(?=\s+\S)")


@dataclass(frozen=True, slots=True)
class Named:
    """Who a source is: actor ids (several speak together; none when unknown), how sure, and why."""

    actors: tuple[str, ...]
    confidence: float
    why: str
    unnamed: bool = False
    medium: bool = False
    behalf: str = ""


class Phrases:
    """The noun phrases that stand for the actors of one negotiation."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def people(self, words: str) -> list[str]:
        """Return the people named in a noun phrase as speakers, not those it names as whose or for whom."""
        found: list[str] = []
        for m in self.names.mentions(words):
            actor = self.names.negotiation.actor_by_id[m.actor]
            rest = words[m.span.end :]
            if actor.kind != "person" or POSSESSIVE.match(rest):
                continue
            if _PREPOSITION.search(words[: m.span.start]) and found:
                continue
            of = _PREPOSITION.search(words[: m.span.start])
            if of and not self.titled(words, m) and not self._of_a_place(of.group(), rest):
                continue
            if re.match(
                r",?\s+(?:aide|adviser|advisor|spokes\w+|envoy|ally|allies|officials?|loyalist)\b", rest
            ):
                continue
            found.append(m.actor)
        return list(dict.fromkeys(found))

    def _of_a_place(self, between: str, rest: str) -> bool:
        """Say whether "to the United States" belongs to the title: "Ambassador to the United States Hamdullah Mohib"."""
        names = between.split()[1:]
        names = names[1:] if names[:1] == ["the"] else names
        heads = self.names.words["title_heads"]
        proper = bool(names) and all(n[0].isupper() for n in names) and names[-1].lower() not in heads
        return proper and not rest.strip(" ,") and not names[-1].endswith(("'s", "’s", "."))

    def titled(self, words: str, m: Mention) -> bool:
        """Say whether what stands before a name is its own title: "president of Ukraine, Volodymyr ..."."""
        before = words[: m.span.start].rstrip()
        if before.endswith(",") and before.count(",") == 1:
            return True
        body = before.split()[-1].lower().strip(",") if before.split() else ""
        return body in self.names.body_words and not re.search(
            r"\b(?:spokes\w+|aide|adviser|office)\b", before
        )

    def is_unnamed(self, lower: str) -> bool:
        """Say whether a noun phrase, in lower case, tells what its speaker is and not who: "two officials"."""
        if lower.startswith("the ") and not re.search(
            r"(?:s|people)$", re.split(r",| of | from | in | with | who ", lower)[0]
        ):
            return False  # "the adviser" has been named before
        heads = re.split(r",| of | from | in | with | who | close to | familiar ", lower)[0].split()
        return any(w.strip(".,") in self.names.unnamed for w in heads[-1:] + heads[:1] + heads[-2:-1])

    def is_epithet(self, words: str) -> bool:
        """Say whether a noun phrase only describes somebody already spoken of: "the Dutchman", "the man in the fleece"."""
        m = _EPITHET.fullmatch(words)
        return m is not None and (m["age"] is not None or m["head"].lower() in self.names.words["epithets"])

    def bodies(self, words: str) -> Named | None:
        """Resolve a state, a body, one's spokesman, or several that speak together."""
        if one := self.body(words):
            return one
        spokesman = None if re.search(r"\b(?:former|ex)\b", words, re.I) else _SPOKESMAN.fullmatch(words)
        if (
            spokesman
            and not self.people(spokesman["of"] or "")
            and (body := self.body(spokesman["of"] or spokesman["whose"] or ""))
        ):
            return Named(body.actors, 0.85, f"'{words}' speaks for it")
        parts = [p for p in re.split(r",\s+(?:and\s+)?|\s+and\s+", re.sub(r"^[Bb]oth ", "", words)) if p]
        found = [self.body(p) for p in parts]
        if len(parts) > 1 and all(found):
            actors = tuple(dict.fromkeys(a for f in found if f for a in f.actors))
            return Named(actors, 0.85, f"named '{words}'")
        return None

    def body(self, words: str) -> Named | None:
        """Resolve the name of a state, a body or a group."""
        bare = re.sub(r"['’]s?$", "", DETERMINER.sub("", words)).partition(" (")[0]
        owner = self.names.owner.get(bare) or self.names.owner.get(bare.split(",")[0])
        if owner is None and _CAPITALS.search(bare):  # bulletins print their speakers in capitals
            upper = bare.split(",")[0].upper()
            owner = next((o for a, o in self.names.owner.items() if a.upper() == upper), None)
        return Named((owner,), 0.9, f"named '{words}'") if owner else None

    def body_of(self, bare: str, before: str, after: str, day: date | None) -> str:
        """Return the one state or body a title belongs to: before it, of a person before it, or after "of"."""
        places = [before]
        if m := re.match(r"\s*(?:of|for)\s+(.*)", after):
            places += [] if re.sub(r"\b(?:former|ex-?)\b", "", before).strip() else [m[1]]
        for place in places:
            bodies = {owner for pattern, owner in self.names.body_patterns if pattern.search(place)}
            if place is before:
                for named in self.names.mentions(bare):
                    owner = self.names.negotiation.party_of(named.actor, day)
                    end = named.span.end
                    if end <= len(before) and POSSESSIVE.match(bare[end:]) and owner:
                        bodies.add(owner)
            if len(bodies) == 1:
                return bodies.pop()
        return ""

    def of_another_office(self, before: str) -> bool:
        """Say whether the word before a title makes it another one: "interior" of "the Tarnish interior minister"."""
        word = re.sub(r"['’]s?$", "", before.split()[-1]) if before.split() else ""
        ends = {w.split()[-1] for w in self.names.body_words}
        return bool(word) and not (
            word in ends or word in self.names.words["plain"] or self.names.mentions(before.title())
        )
