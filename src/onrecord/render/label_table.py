"""A corrected statement as labelled data: its words with their spans, the labels before and after, the reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from onrecord.model import Article, Correction, Statement
from onrecord.render.tables import pair
from onrecord.spans import context

FORMAT = "onrecord-labels/1"


def label_table(
    before: Statement, after: Statement | None, article: Article, rows: Iterable[Correction]
) -> dict[str, Any]:
    """Return one statement as a label; *after* is None for one that was rejected.

    Spans count characters of the article's text, whose SHA-256 is given so that stand-off labels can be checked.
    """
    a, text = before.attribution, article.text
    left, right = context(text, a.whole, 200)
    return {
        "format": FORMAT,
        "statement": before.id,
        "article": article.id,
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        "url": article.url or None,
        "published": article.published or None,
        "source": pair(a.source),
        "cue": pair(a.cue),
        "content": [pair(s) for s in a.content],
        "words": [s.cut(text) for s in a.content],
        "context": [left, right],
        "before": _labels(before),
        "after": _labels(after) if after else None,
        "corrections": [
            {"field": c.field, "value": c.value, "why": c.why, "who": c.who, "at": c.at} for c in rows
        ],
    }


def _labels(s: Statement) -> dict[str, Any]:
    return {
        "actor": s.actor or None,
        "on_behalf_of": s.on_behalf_of or None,
        "about": s.about or None,
        "issue": s.issue or None,
        "stance": s.stance.value if s.issue else None,
        "act": s.act.value,
    }
