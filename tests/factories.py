"""Small negotiations, articles and records to test with."""

from datetime import date
from pathlib import Path

from onrecord.dates import Interval
from onrecord.extract.by_rule import RuleExtractor
from onrecord.extract.understand import Understander
from onrecord.model import (
    Article,
    Attribution,
    Evidence,
    Kind,
    Sighting,
    Stance,
    Statement,
    content_id,
)
from onrecord.negotiation import Negotiation, parse_negotiation
from onrecord.spans import Span

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "ukraine-2025"

TALKS = b"""
id = "river"
name = "River talks"
[[camps]]
id = "north"
name = "North"
[[camps]]
id = "south"
name = "South"
[[actors]]
id = "norland"
name = "Norland"
kind = "state"
country = "NL"
party = true
camp = "north"
aliases = ["Norville", "the Castle"]
adjectives = ["Norlandic"]
[[actors]]
id = "sudria"
name = "Sudria"
kind = "state"
party = true
camp = "south"
aliases = ["Sudtown"]
adjectives = ["Sudrian"]
[[actors]]
id = "berg"
name = "Anna Berg"
kind = "person"
pronoun = "she"
camp = "north"
aliases = ["Berg"]
roles = [{ title = "president", of = "norland", speaks_for = "norland", from = 2024-01-01, to = 2025-06-30, leads = true }]
[[actors]]
id = "lund"
name = "Karl Lund"
kind = "person"
pronoun = "he"
camp = "north"
aliases = ["Lund"]
roles = [{ title = "president", of = "norland", speaks_for = "norland", from = 2025-07-01 }]
[[actors]]
id = "costas"
name = "Petros Costas"
kind = "person"
pronoun = "he"
camp = "south"
aliases = ["Costas"]
roles = [{ title = "foreign minister", of = "sudria", speaks_for = "sudria", from = 2024-01-01 }]
[[actors]]
id = "falk"
name = "Nora Falk"
kind = "person"
pronoun = "she"
aliases = ["Falk"]
roles = [{ title = "envoy", of = "norland", speaks_for = "norland", from = 2024-01-01 }]
[[actors]]
id = "wessia"
name = "Wessia"
kind = "state"
party = true
camp = "south"
[[issues]]
id = "truce"
label = "Truce"
proposition = "Fighting on the river stops"
terms = ["truce", "ceasefire"]
supports = ["ready for .. truce"]
opposes = ["no .. truce"]
says = { supports = "wants a truce", opposes = "does not want a truce", conditional = "sets conditions on a truce" }
[[issues]]
id = "dam"
label = "The dam"
proposition = "Norland opens the dam"
kind = "precondition"
terms = ["dam"]
supports = ["open* .. dam"]
opposes = ["keep* .. dam .. closed"]
says = { supports = "wants the dam opened", opposes = "wants the dam kept closed" }
[[outlets]]
id = "castle.example"
name = "The Castle's site"
country = "NL"
kind = "official"
"""


def talks() -> Negotiation:
    return parse_negotiation(TALKS)


def article(
    text: str, published: str = "2025-02-02", outlet: str = "wire.example", title: str = ""
) -> Article:
    sighting = Sighting(published, f"{outlet}.txt", "", outlet, title)
    return Article(Article.id_of(text), text, "en", (sighting,))


def read(text: str, **words: str) -> tuple[Article, list[Statement]]:
    """Return an article of *text* and the statements read in it."""
    made = article(text, **words)
    found, _ = RuleExtractor().extract(made)
    return made, Understander(talks()).understand(made, found)


def one(text: str, issue: str = "truce", **words: str) -> Statement:
    """Return the one statement on *issue* read in *text*."""
    found = [s for s in read(text, **words)[1] if s.issue == issue]
    assert len(found) == 1, found
    return found[0]


def evidence(*articles: tuple[str, dict[str, str]]) -> Evidence:
    """Return the evidence read from texts with their words (published, outlet)."""
    pairs = [read(text, **words) for text, words in articles]
    return Evidence(tuple(a for a, _ in pairs), tuple(s for _, rows in pairs for s in rows))


DAY = date(2025, 2, 2)


def stand(day: str, actor: str, stance: str, issue: str = "truce", **words: str) -> tuple[Article, Statement]:
    """Return an article of *day* and the statement in it by which *actor* takes a stand.

    *words* may give ``text`` (what is said), ``outlet``, ``published`` (else *day*), ``level`` and ``condition`` (words of the text).
    """
    text = words.get("text") or f"{actor} {stance} {issue} {day} {words.get('outlet', '')}"
    made = article(text, published=words.get("published", day), outlet=words.get("outlet", "wire.example"))
    whole = Span(0, len(text))
    quoted = (whole,) if words.get("text") else ()
    said = date.fromisoformat(day)
    at = text.find(words["condition"]) if "condition" in words else -1
    statement = Statement(
        content_id("s", made.id, actor, stance, issue),
        Attribution(made.id, None, whole, (whole,), Kind.DIRECT if quoted else Kind.INDIRECT, quoted),
        actor,
        actor,
        talks().party_of(actor, said),
        issue=issue,
        stance=Stance(stance),
        said_on=Interval(said, said),
        confidence=0.9,
        level=words.get("level", "likely"),
        condition=Span(at, at + len(words["condition"])) if at >= 0 else None,
    )
    return made, statement


def stands(*pairs: tuple[Article, Statement]) -> Evidence:
    """Return the evidence of some stands; one text may be reported twice."""
    articles = {a.id: a for a, _ in pairs}
    return Evidence(tuple(articles.values()), tuple({s.id: s for _, s in pairs}.values()))
