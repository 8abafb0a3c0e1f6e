"""A text as gathered, before it is known to be new: what every reader of files hands on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import py3langid

from onrecord.dates import parse_stamp
from onrecord.errors import ForeignLanguage, NoArticleText, UnreadableFile
from onrecord.model import Article, Sighting

MINIMUM = 200  # characters; shorter pages are stubs, menus or error messages
_HALF = re.compile(r"[\ud800-\udfff]")  # a lone surrogate
_SAMPLE = 4000  # characters that tell a language


@dataclass(frozen=True, slots=True)
class Draft:
    """One text with what its file says of it; ``outlet`` is a name or a host as found."""

    text: str
    file: str
    title: str = ""
    published: str = ""
    outlet: str = ""
    url: str = ""
    language: str = ""
    ident: str = ""


def check(draft: Draft, language: str, minimum: int = MINIMUM) -> Draft:
    """Return *draft* with stamp and language settled.

    Raises :class:`~onrecord.errors.NoArticleText` when there are under *minimum* characters of text,
    :class:`~onrecord.errors.ForeignLanguage` when the text is not in *language*.
    """
    if _HALF.search(draft.text):
        raise UnreadableFile(
            f"{draft.file}: not valid Unicode",
            expected="whole characters",
            found="half of a surrogate pair",
            todo="save the text again in UTF-8",
        )
    if len(draft.text.strip()) < minimum:
        raise NoArticleText(
            f"{draft.file}: no article text",
            expected=f"at least {minimum} characters of text",
            found=f"{len(draft.text.strip())} characters",
            todo="check the file; a page may be a menu, a stub or cut off",
        )
    spoken = language_of(draft.text)
    if spoken != language:
        raise ForeignLanguage(
            f"{draft.file}: in a language that is not read yet",
            expected=language,
            found=spoken,
            todo="leave it out, or add a translation as a file of its own",
        )
    return Draft(
        draft.text,
        draft.file,
        _clean(draft.title),
        parse_stamp(draft.published) or _named_day(draft.file),
        _clean(draft.outlet) or host_of(_clean(draft.url)),
        _clean(draft.url),
        spoken,
        draft.ident,
    )


def host_of(url: str) -> str:
    """Return the host of an address without "www.", "" if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") if "://" in url else ""
    except ValueError:  # "http://[bad"
        return ""


def _named_day(file: str) -> str:
    """Return the day a file's name begins with ("2025-02-01-statement.pdf"), which its keeper put there."""
    m = re.match(r"(?:.*/)?((?:19|20)\d\d-\d\d-\d\d)(?!\d)", file)
    return parse_stamp(m[1]) if m else ""


def _clean(words: str) -> str:
    """Return words of a head on one line, without control characters or broken Unicode."""
    kept = "".join(c if c.isprintable() else " " for c in words[:2000])
    return " ".join(kept.encode("utf-8", "replace").decode("utf-8").split())


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language *text* is written in, by its words (langid)."""
    return str(py3langid.classify(text[:_SAMPLE])[0])


def to_article(draft: Draft, outlet: str, fetched_at: str = "") -> Article:
    """Return the article of *draft*, published by the outlet with this id."""
    sighting = Sighting(draft.published, draft.file, draft.url, outlet, draft.title)
    return Article(Article.id_of(draft.text), draft.text, draft.language, (sighting,), fetched_at)
