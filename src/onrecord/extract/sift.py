"""Which articles of an archive can speak of the talks at all, told before anything is read.

An article that names none of the negotiation's actors, or holds the words of none of its issues, can bear on
nobody's position. Looking that up in its set of words costs a tenth of a millisecond; reading it, a thousand times that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.extract.names import DETERMINER
from onrecord.negotiation import Negotiation
from onrecord.spans import flat

_WORD = re.compile(r"[^\W_]+")
_CAPITALS = 0.5  # share of capital letters beyond which case tells nothing
Slot = tuple[str, ...]  # words of which one must be there; "*" at the end stands for any ending


class Sift:
    """One negotiation's names and issue words, for :meth:`may_matter`; it errs towards reading."""

    def __init__(self, negotiation: Negotiation) -> None:
        aliases = [n for a in negotiation.actors for n in (a.name, *a.aliases, *a.adjectives)]
        self._names = _Needs([(w,) for w in _WORD.findall(DETERMINER.sub("", n))] for n in aliases)
        patterns = [p for i in negotiation.issues for p in (*i.terms, *i.supports, *i.opposes)]
        self._issues = _Needs([s for word in p.split() if (s := _slot(word))] for p in patterns)
        # issues without vocabulary leave nothing to sift by
        bare = any(not (i.terms or i.supports or i.opposes) for i in negotiation.issues)
        self._open = bare or not negotiation.issues or not aliases

    def may_matter(self, text: str) -> bool:
        """Say whether *text* names an actor and holds the words of one of the issues' patterns."""
        if self._open:
            return True
        even = flat(text)
        written = set(_WORD.findall(even))
        lower = {w.lower() for w in written}
        if sum(map(str.isupper, even[:2000])) < _CAPITALS * len(even[:2000]) and not self._names.met(written):
            return False
        return self._issues.met(lower)


class _Needs:
    """Lists of slots, each list met when all its slots are; looked up by the rarest-looking slot of each."""

    def __init__(self, lists: Iterable[list[Slot]]) -> None:
        self._by_word: dict[str, list[list[Slot]]] = {}
        self._by_stem: dict[str, list[list[Slot]]] = {}
        self._always = False
        for slots in lists:
            if not slots:
                self._always = True
                continue
            for word in max(slots, key=lambda s: (min(map(len, s)), -len(s))):
                stem = word.endswith("*")
                (self._by_stem if stem else self._by_word).setdefault(word.rstrip("*"), []).append(slots)
        self._stems = tuple(self._by_stem)

    def met(self, words: set[str]) -> bool:
        """Say whether all slots of one of the lists are among *words*."""
        if self._always:
            return True
        for word in words & self._by_word.keys():
            if any(all(_has(s, words) for s in slots) for slots in self._by_word[word]):
                return True
        for word in (w for w in words if w.startswith(self._stems)):
            for stem in (s for s in self._stems if word.startswith(s)):
                if any(all(_has(s, words) for s in slots) for slots in self._by_stem[stem]):
                    return True
        return False


def _has(slot: Slot, words: set[str]) -> bool:
    return any(w in words or (w[-1] == "*" and any(x.startswith(w[:-1]) for x in words)) for w in slot)


def _slot(word: str) -> Slot:
    """Return the words of one slot of a pattern, () for one that any word may fill, or a name."""
    out = []
    for choice in word.split("|"):
        found = _WORD.findall(choice.lower())
        if choice.startswith("@") or not found:
            return ()
        out.append(found[0] + ("*" if choice.endswith("*") or len(found) > 1 else ""))
    return tuple(out)
