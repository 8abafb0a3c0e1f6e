"""The small pattern language of issue vocabularies and lexicons, compiled to regular expressions.

A pattern is words. ``word*`` matches any ending, ``a|b`` either word, ``..`` up to four words between,
``@actor`` any name, alias or adjective of that actor. Case does not count; words match whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_CASED = ("us", "may", "march")
_BEGINS = r"(?<!\w)"
_GAP = r"(?:[\W_]+[\w’'-]+){0,4}?"


@lru_cache(maxsize=4096)
def _slot(word: str) -> str:
    if word == "cannot":
        return r"(?:cannot|can not|can['’]t|could not|couldn['’]t)"
    stem = re.escape(word.rstrip("*")).replace("'", "['’]")
    made = stem + (r"[\w’'-]*" if word.endswith("*") else "")
    # "US" and "us", "May" and "may" are different words: short and capital words keep their case
    return f"(?-i:{made})" if word in _CASED or (word.isupper() and len(word) > 1) else made


def to_regex(pattern: str, names: Mapping[str, tuple[str, ...]] | None = None) -> str:
    """Return the regular expression of one pattern.

    *names* gives the words each ``@actor`` stands for. Raises ``ValueError`` for an unknown one.
    """
    out = ""
    for raw in pattern.split():
        if raw == "..":
            out += _GAP
            continue
        choices: list[str] = []
        for word in raw.split("|"):
            if word.startswith("@"):
                found = (names or {}).get(word[1:])
                if not found:
                    raise ValueError(f"pattern '{pattern}' names the unknown actor '{word[1:]}'")
                choices += ["(?-i:" + re.escape(n).replace(r"\ ", r"\s+") + ")(?:['’]s?)?" for n in found]
            else:
                choices.append(_slot(word))
        joint = r"[\s\W_]+" if out else ""
        out += f"{joint}(?:{'|'.join(sorted(choices, key=len, reverse=True))})"
    return rf"{_BEGINS}{out}(?!\w)"


def compile_patterns(
    patterns: Iterable[str], names: Mapping[str, tuple[str, ...]] | None = None
) -> re.Pattern[str] | None:
    """Return one case-insensitive expression for all *patterns*, longest first; None for none.

    >>> compile_patterns(["rule* out", "no .. talks"]).search("He ruled out a deal").group()
    'ruled out'
    """
    made = [to_regex(p, names).removeprefix(_BEGINS) for p in sorted(patterns, key=lambda p: (-len(p), p))]
    # said once for all: inside a word nothing needs to be tried, which makes the search five times as fast
    return re.compile(f"{_BEGINS}(?:{'|'.join(made)})", re.I) if made else None
