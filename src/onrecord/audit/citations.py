"""A brief's own citations: is the article in the record, does it bear the claim, and if not, which one does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from onrecord.audit.faults import SAME
from onrecord.audit.fits import Bench
from onrecord.audit.passages import shared
from onrecord.audit.quotations import places_of
from onrecord.model import Evidence
from onrecord.verdicts import CheckedCitation, Finding, Verdict

_BEARING = (Verdict.SUPPORTED, Verdict.IN_PART, Verdict.STALE)


def articles_of(addresses: Mapping[str, str], known: Evidence) -> dict[str, str]:
    """Return each address with its article in the record, "" where none is."""
    by_url = {_bare(s.url): a.id for a in known.articles for s in a.sightings if s.url}
    return {address: by_url.get(_bare(address), "") for address in addresses.values()}


def check_citations(
    findings: Iterable[Finding], addresses: Mapping[str, str], read: Mapping[str, str], bench: Bench
) -> tuple[Finding, ...]:
    """Return the findings with their citations checked: does the cited article itself bear the claim?"""
    return tuple(_checked(f, addresses, read, bench) for f in findings)


def _bare(address: str) -> str:
    """Return an address without scheme, "www.", query and last slash: one page has many spellings."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    return (parts.netloc.lower().removeprefix("www.") + parts.path).rstrip("/")


def _checked(
    finding: Finding, addresses: Mapping[str, str], read: Mapping[str, str], bench: Bench
) -> Finding:
    bearing = {c.article for c in finding.evidence} if finding.verdict in _BEARING else set()
    rows = []
    for mark in finding.claim.marks:
        address = addresses.get(mark, "")
        article = read.get(address, "")
        supports = bool(bearing) and bool(article) and (article in bearing or _bears(finding, article, bench))
        better = () if supports else tuple(sorted(bearing))
        rows.append(CheckedCitation(mark, address, article, supports, better))
    return replace(finding, citations=tuple(rows))


def _bears(finding: Finding, article: str, bench: Bench) -> bool:
    """Say whether an article holds most of a claim's words in one place, and the words it quotes."""
    claim = finding.claim
    text = [bench.known.article_by_id[article]]
    quoted = [claim.text[q.start - claim.span.start : q.end - claim.span.start] for q in claim.quotes]
    if quoted:
        return all(places_of(words.strip(" ,.;:!?"), text) for words in quoted)
    return any(shared(claim, p, bench.passages.weight) >= SAME for p in bench.passages.of_article(article))
