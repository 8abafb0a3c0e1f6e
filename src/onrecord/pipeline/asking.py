"""What a record holds and what follows from it: the way out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from onrecord.analyse.everything import analyse
from onrecord.audit.own import audit_brief, find_faults
from onrecord.compose.brief import compose_brief
from onrecord.document import Brief
from onrecord.errors import NegotiationError, UsageError
from onrecord.findings import Analysis
from onrecord.gather.origins import group_origins
from onrecord.model import (
    Actor,
    Article,
    Correction,
    Event,
    Evidence,
    Origin,
    Refusal,
    Skipped,
    Statement,
    Withdrawal,
)
from onrecord.negotiation import Negotiation, parse_negotiation
from onrecord.store.corrections import apply_corrections, merge_events, merges, standing
from onrecord.store.store import RecordReader


@dataclass(frozen=True)
class Kept:
    """What a record holds as it was read, before a reader's corrections: the part that is slow to load.

    ``given`` is the negotiation as its TOML says it.
    """

    given: Negotiation
    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    origins: tuple[Origin, ...]
    skipped: tuple[Skipped, ...]
    refusals: tuple[Refusal, ...]


def given_negotiation(record: RecordReader) -> Negotiation:
    """Return the negotiation in force in *record* as its TOML says it; ``NegotiationError`` when it has none yet."""
    raw = record.negotiation()
    if not raw:
        raise NegotiationError(
            f"{record.path} has no negotiation yet",
            expected="a negotiation's TOML",
            todo="name one with --negotiation FILE.toml",
        )
    return parse_negotiation(raw, f"the negotiation kept in {record.path}")


def negotiation_of(record: RecordReader) -> Negotiation:
    """Return the negotiation of *record* with its readers' aliases and merges; ``NegotiationError`` when it has none yet."""
    return amended(given_negotiation(record), record.corrections())


def amended(talks: Negotiation, corrections: Iterable[Correction]) -> Negotiation:
    """Return *talks* with the aliases readers gave, and merged actors gone up in another, their names its aliases."""
    rows = standing(corrections)
    into = merges(rows)
    more: dict[str, list[str]] = {}
    for row in rows:
        if row.field == "alias":
            more.setdefault(into.get(row.target, row.target), []).append(row.value)
    for gone, actor in into.items():
        found = talks.actor_by_id.get(gone)
        more.setdefault(actor, []).extend((found.name, *found.aliases) if found else ())
    if not more:
        return talks
    actors = tuple(_amended_actor(a, more.get(a.id, ()), into) for a in talks.actors if a.id not in into)
    return replace(talks, actors=actors)


def _amended_actor(actor: Actor, more: Iterable[str], into: Mapping[str, str]) -> Actor:
    roles = tuple(
        replace(r, of=into.get(r.of, r.of), speaks_for=into.get(r.speaks_for, r.speaks_for))
        for r in actor.roles
    )
    aliases = tuple(dict.fromkeys((*actor.aliases, *more)))
    return replace(actor, roles=roles, aliases=aliases)


def kept_in(record: RecordReader) -> Kept:
    """Return what *record* holds, copies grouped under their origins."""
    talks = given_negotiation(record)
    articles = record.articles()
    seen = {s.file for a in articles for s in a.sightings}
    return Kept(
        talks,
        articles,
        record.statements(talks.digest),
        record.events(talks.digest),
        group_origins(articles),
        tuple(s for s in record.skips() if s.file not in seen or s.reason == "date in the future"),
        record.refusals(talks.digest),
    )


def settle(
    kept: Kept, corrections: Iterable[Correction], withdrawals: Iterable[Withdrawal] = ()
) -> tuple[Negotiation, Evidence]:
    """Return negotiation and evidence with corrections applied and what stands in withdrawn articles left out."""
    rows, withdrawn = tuple(corrections), tuple(withdrawals)
    talks = amended(kept.given, rows)
    gone = {w.article for w in withdrawn}
    statements = tuple(
        s for s in apply_corrections(kept.statements, rows) if s.attribution.article not in gone
    )
    if rows:
        by_id = {a.id: a for a in kept.articles}
        spoke = {s.id: s.actor for s in kept.statements}
        statements = tuple(
            replace(s, on_behalf_of=talks.party_of(s.actor, by_id[s.attribution.article].day))
            if s.corrected and s.actor != spoke[s.id]
            else s
            for s in statements
        )
    events = tuple(e for e in merge_events(kept.events, merges(standing(rows))) if e.article not in gone)
    return talks, Evidence(
        kept.articles, statements, kept.origins, kept.skipped, kept.refusals, events, withdrawn
    )


def evidence_of(record: RecordReader) -> Evidence:
    """Return the evidence of *record*, corrections applied and copies grouped under their origins.

    What stands in an article that was withdrawn is left out, whatever the day asked about.
    """
    return settle(kept_in(record), record.corrections(), record.withdrawals())[1]


def newest_day(evidence: Evidence) -> date:
    """Return the day of the newest dated article, which a brief takes when no day is given.

    Raises ``UsageError`` when no article has a date.
    """
    days = [a.day for a in evidence.articles if a.day]
    if not days:
        raise UsageError(
            "no article in the record has a date of publication",
            expected="at least one dated article",
            found=f"{len(evidence.articles)} undated",
            todo="add dated articles; undated ones are shown and not used",
        )
    return max(days)


def analysis_of(
    record: RecordReader, as_of: date | None = None, since: date | None = None
) -> tuple[Evidence, Analysis]:
    """Return the evidence and its analysis as of a day, by default that of the newest article."""
    evidence = evidence_of(record)
    day = as_of or newest_day(evidence)
    return evidence, analyse(negotiation_of(record), evidence, day, since)


def brief_of(record: RecordReader, as_of: date | None = None, since: date | None = None) -> Brief:
    """Return the audited brief as of a day; raises ``AuditFailed`` rather than hand out a faulty one.

    *since* is the first day of the changes it tells of, by default a week before.
    """
    evidence, found = analysis_of(record, as_of, since)
    return audited(compose_brief(negotiation_of(record), evidence, found), evidence)


def audited(brief: Brief, evidence: Evidence) -> Brief:
    """Return *brief* after its audit; raises ``AuditFailed`` rather than hand out a faulty one."""
    audit_brief(brief, evidence)
    return brief


def check_record(record: RecordReader) -> list[str]:
    """Return what is wrong with *record*: spans that do not cut what they say, a brief that fails its audit."""
    faults = [
        f"the text of article {a.id} has been changed"
        for a in record.articles()
        if Article.id_of(a.text) != a.id
    ]
    if faults:
        return faults  # nothing built on such a text can be checked
    evidence = evidence_of(record)
    for s in evidence.statements:
        length = len(evidence.article_by_id[s.attribution.article].text)
        if any(span.end > length for span in (*s.attribution.content, s.attribution.cue)):
            faults.append(f"statement {s.id} points outside its article")
    if any(a.day for a in evidence.articles):
        found = analyse(negotiation_of(record), evidence, newest_day(evidence))
        faults += find_faults(compose_brief(negotiation_of(record), evidence, found), evidence)
    return faults
