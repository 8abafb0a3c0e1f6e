"""The negotiation file that ``onrecord init`` writes: a small true one, to be edited."""

from __future__ import annotations

STARTER = """# One negotiation in the words onrecord needs. Every key is explained in docs/negotiation.md.
# Check it with: onrecord check negotiation.toml

id = "my-talks"
name = "Wage talks at the port"
language = "en"

[[camps]]
id = "union"
name = "The union"

[[camps]]
id = "employers"
name = "The employers"

# Parties speak for themselves; people speak for them while they hold a role.
[[actors]]
id = "dockers"
name = "Dockers' Union"
kind = "body"            # person, state, body or group
party = true
camp = "union"
aliases = ["the union", "the dockers"]

[[actors]]
id = "port"
name = "Port Authority"
kind = "body"
party = true
camp = "employers"
aliases = ["the port", "the authority"]

[[actors]]
id = "berg"
name = "Anna Berg"
kind = "person"
pronoun = "she"
camp = "union"
aliases = ["Berg"]
roles = [{ title = "president", of = "dockers", speaks_for = "dockers", from = 2024-01-01 }]

# An issue is a proposition one can support or oppose. Patterns: a word, word* (any ending), a|b, .. (up to
# four words between), @actor (any of its names).
[[issues]]
id = "pay"
label = "Pay"
proposition = "Wages rise by more than inflation"
terms = ["pay rise", "wage*", "pay offer"]
supports = ["higher wages", "above inflation", "more pay"]
opposes = ["wage freeze", "pay freeze", "cannot afford"]
says = { supports = "wants pay to rise by more than inflation", opposes = "does not want pay to rise that much", conditional = "ties pay to a condition" }

[[outlets]]
id = "harbour-news.example"
name = "Harbour News"
country = "NO"
ownership = "private"    # private, public, state, intergovernmental
kind = "news"            # news, agency or official
"""
