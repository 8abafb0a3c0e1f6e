"""A brief's own citations: is the article in the record, does it bear the claim, and if not, which one does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from onrecord.model import Evidence
from onrecord.verdicts import CheckedCitation, Finding, Verdict

_BEARING = (Verdict.SUPPORTED, Verdict.IN_PART, Verdict.STALE)


def check_citations(
    findings: Iterable[Finding], addresses: Mapping[str, str], known: Evidence
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Return each address with its article in the record ("" where none is), and the findings with their citations checked."""
    by_url = {_bare(s.url): a.id for a in known.articles for s in a.sightings if s.url}
    read = {address: by_url.get(_bare(address), "") for address in addresses.values()}
    return read, tuple(_checked(f, addresses, read) for f in findings)


def _bare(address: str) -> str:
    """Return an address without scheme, "www.", query and last slash: one page has many spellings."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    return (parts.netloc.lower().removeprefix("www.") + parts.path).rstrip("/")


def _checked(finding: Finding, addresses: Mapping[str, str], read: Mapping[str, str]) -> Finding:
    bearing = {c.article for c in finding.evidence} if finding.verdict in _BEARING else set()
    rows = []
    for mark in finding.claim.marks:
        address = addresses.get(mark, "")
        article = read.get(address, "")
        supports = article in bearing if article else False
        better = () if supports else tuple(sorted(bearing))
        rows.append(CheckedCitation(mark, address, article, supports, better))
    return replace(finding, citations=tuple(rows))
