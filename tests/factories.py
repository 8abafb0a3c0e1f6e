"""Small negotiations, articles and records to test with."""

from datetime import date
from pathlib import Path

from onrecord.extract.by_rule import RuleExtractor
from onrecord.extract.understand import Understander
from onrecord.model import Article, Evidence, Sighting, Statement
from onrecord.negotiation import Negotiation, parse_negotiation

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
roles = [{ title = "president", of = "norland", speaks_for = "norland", from = 2024-01-01, to = 2025-06-30 }]
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
