"""What a record holds and what follows from it: the way out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.analyse.everything import analyse
from onrecord.compose.audit import audit_brief, find_faults
from onrecord.compose.brief import compose_brief
from onrecord.document import Brief
from onrecord.errors import NegotiationError, UsageError
from onrecord.findings import Analysis
from onrecord.gather.origins import group_origins
from onrecord.model import (
    Article,
    Evidence,
)
from onrecord.negotiation import Negotiation, parse_negotiation
from onrecord.store.corrections import apply_corrections
from onrecord.store.store import RecordReader


def negotiation_of(record: RecordReader) -> Negotiation:
    """Return the negotiation in force in *record*; ``NegotiationError`` when it has none yet."""
    raw = record.negotiation()
    if not raw:
        raise NegotiationError(
            f"{record.path} has no negotiation yet",
            expected="a negotiation's TOML",
            todo="name one with --negotiation FILE.toml",
        )
    return parse_negotiation(raw, f"the negotiation kept in {record.path}")


def evidence_of(record: RecordReader) -> Evidence:
    """Return the evidence of *record*, corrections applied and copies grouped under their origins.

    What stands in an article that was withdrawn is left out, whatever the day asked about.
    """
    talks = negotiation_of(record)
    articles = record.articles()
    by_id = {a.id: a for a in articles}
    rows = record.statements(talks.digest)
    statements = tuple(
        replace(s, on_behalf_of=talks.party_of(s.actor, by_id[s.attribution.article].day))
        if s.corrected
        else s
        for s in apply_corrections(rows, record.corrections())
    )
    withdrawn = record.withdrawals()
    gone = {w.article for w in withdrawn}
    statements = tuple(s for s in statements if s.attribution.article not in gone)
    events = tuple(e for e in record.events(talks.digest) if e.article not in gone)
    seen = {s.file for a in articles for s in a.sightings}
    skips = tuple(s for s in record.skips() if s.file not in seen or s.reason == "date in the future")
    refused = record.refusals(talks.digest)
    return Evidence(articles, statements, group_origins(articles), skips, refused, events, tuple(withdrawn))


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
    brief = compose_brief(negotiation_of(record), evidence, found)
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
