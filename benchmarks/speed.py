"""Reading time as a ratio to the bare parse of the same paragraphs, and memory; measured in one run."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable

from benchmarks.accuracy import EXAMPLE, PLACES, article_of
from onrecord.errors import Skip
from onrecord.extract.parser import load_parser
from onrecord.extract.reading import make_reader
from onrecord.gather.folder import find_files
from onrecord.model import Article
from onrecord.negotiation import load_negotiation
from onrecord.spans import flat, paragraphs


def sample(limit: int = 60) -> list[Article]:
    """Return the example's articles and, where present, White House texts, at most *limit*."""
    found = []
    for place in PLACES.values():
        for path, _ in find_files([place] if place.is_dir() else []):
            try:
                found.append(article_of(path))
            except (Skip, StopIteration):
                continue  # the example holds pages that cannot be used, on purpose
    return found[:limit]


def measure(rounds: int = 5) -> dict[str, float]:
    """Return the ratio of reading to the bare parse (median of rounds, in turn) and articles a second."""
    articles = sample()
    reader = make_reader(load_negotiation(EXAMPLE / "negotiation.toml"))
    texts = [p.cut(flat(a.text)) for a in articles for p in paragraphs(a.text)]
    nlp = load_parser()

    def bare() -> None:
        for _ in nlp.pipe(texts, batch_size=64):
            pass

    def whole() -> None:
        for article in articles:
            reader.read(article)

    bare(), whole()
    ratios, seconds = [], []
    for _ in range(rounds):
        base, ours = _timed(bare), _timed(whole)
        ratios.append(ours / base)
        seconds.append(ours)
    return {
        "articles": len(articles),
        "reading to bare parse, ratio": round(statistics.median(ratios), 2),
        "lowest and highest ratio": (round(min(ratios), 2), round(max(ratios), 2)),
        "articles a second": round(len(articles) / statistics.median(seconds), 1),
        "seconds an article": round(statistics.median(seconds) / len(articles), 4),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _timed(work: Callable[[], None]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
