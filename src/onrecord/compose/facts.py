"""What a reader sorts lines by: whose they are, of which day, from how many articles and origins."""

from __future__ import annotations

from dataclasses import replace

from onrecord.document import Brief, Remark, Sentence
from onrecord.model import Evidence, Statement
from onrecord.negotiation import Negotiation


def with_facts(brief: Brief, negotiation: Negotiation, known: Evidence) -> Brief:
    """Return *brief* with sides, day and origins on every sentence, from the statements it cites, and the names of those ids."""
    by_id = {s.id: s for s in known.statements}

    def told(line: Sentence | Remark) -> Sentence | Remark:
        return _told(line, known, by_id) if isinstance(line, Sentence) else line

    made = replace(
        brief,
        lede=tuple(_told(s, known, by_id) for s in brief.lede),
        sections=tuple(
            replace(s, groups=tuple(replace(g, lines=tuple(map(told, g.lines))) for g in s.groups))
            for s in brief.sections
        ),
    )
    named = {a.id: a.name for a in negotiation.actors} | {i.id: i.label for i in negotiation.issues}
    used = {x for s in made.sentences() for x in (*s.sides, s.actor, s.issue) if x}
    return replace(made, names={x: named[x] for x in sorted(used & named.keys())})


def _told(line: Sentence, known: Evidence, by_id: dict[str, Statement]) -> Sentence:
    cited = [by_id[c.statement] for c in line.citations if c.statement in by_id]
    articles = {c.article for c in line.citations}
    return replace(
        line,
        sides=tuple(dict.fromkeys(side for s in cited if (side := s.on_behalf_of or s.actor))),
        # the day of the words shown; where a line tells of several sides, the newest of them
        day=max((known.day_of(s) for s in (cited[:1] if line.actor else cited)), default=None),
        articles=line.articles or len(articles),
        origins=line.origins or len({known.origin_of[a] for a in articles}),
    )
