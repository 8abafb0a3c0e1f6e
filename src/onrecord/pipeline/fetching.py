"""Addresses to articles of a record, politely: robots.txt is asked first, one host is not asked twice within a second."""

from __future__ import annotations

import re
import tempfile
import time
import urllib.robotparser
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.errors import AddressRefused, Skip
from onrecord.gather.fetch import AGENT, Fetched, check_address, fetch, with_address
from onrecord.pipeline.adding import add
from onrecord.store.store import RecordWriter

PAUSE = 1.0  # seconds between two questions to one host
Fetch = Callable[[str], Fetched]


def fetch_into(
    record: RecordWriter, addresses: Iterable[str], fetch_one: Fetch = fetch, pause: float = PAUSE
) -> list[tuple[str, str]]:
    """Fetch pages and add them to *record*; return each address with why it could not be read, "" where it could.

    A page that its host's robots.txt forbids is not asked for.
    """
    rules: dict[str, urllib.robotparser.RobotFileParser] = {}
    told: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory(prefix="onrecord-fetch-") as place:
        names: dict[str, str] = {}
        for n, url in enumerate(addresses, 1):
            try:
                check_address(url)
                host = "{0.scheme}://{0.netloc}".format(urlsplit(url))
                if host not in rules:
                    rules[host] = _rules(host, fetch_one)
                else:
                    time.sleep(pause)
                if not rules[host].can_fetch(AGENT, url):
                    raise AddressRefused(
                        f"{url} is closed to programs",
                        expected="a page that robots.txt leaves open",
                        todo="save the page and add the file",
                    )
                got = fetch_one(url)
            except Skip as error:
                told.append((url, error.message))
                continue
            name = f"{n:03d}-" + re.sub(r"[^\w.-]+", "-", got.url.split("://", 1)[1])[:90] + got.ending
            (Path(place) / name).write_bytes(with_address(got))
            names[name] = url
        if names:
            run = add(record, [Path(place)])
            refused = {s.file: f"{s.reason}: {s.detail}" for s in run.skipped}
            told += [(url, refused.get(name, "")) for name, url in names.items()]
    return told


def _rules(host: str, fetch_one: Fetch) -> urllib.robotparser.RobotFileParser:
    """Return what a host allows; one that has no rules, or gives none that can be read, allows all (RFC 9309)."""
    rules = urllib.robotparser.RobotFileParser()
    try:
        lines = fetch_one(f"{host}/robots.txt").raw[:500_000].decode("utf-8", "replace").splitlines()
    except Skip:
        lines = []
    rules.parse(lines)
    return rules
