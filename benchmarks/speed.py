"""Reading time as a ratio to the bare parse of the same paragraphs, and memory; measured in one run."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from multiprocessing import get_context

from benchmarks.accuracy import EXAMPLE, PLACES, article_of
from onrecord.errors import Skip
from onrecord.extract.parser import load_parser
from onrecord.extract.reading import make_reader, read_all
from onrecord.extract.sift import Sift
from onrecord.gather.folder import find_files
from onrecord.model import Article
from onrecord.negotiation import Negotiation, load_negotiation
from onrecord.sentences import sentences
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


def measure(rounds: int = 3, workers: int = 2) -> dict[str, float]:
    """Return the ratio of reading to the bare parse, both with *workers* processes, in turn (median of rounds).

    Both include the start of their processes; the texts are read in whole, so that it weighs little.
    """
    articles = sample()
    talks = load_negotiation(EXAMPLE / "negotiation.toml")
    reader = make_reader(talks)
    texts = [p.cut(flat(a.text)) for a in articles for p in paragraphs(a.text)]
    count = sum(len(sentences(flat(a.text), p)) for a in articles for p in paragraphs(a.text))
    with get_context("spawn").Pool(1) as pool:
        peak = pool.apply(_peak, (talks, articles))
    list(read_all(reader, articles, workers))
    nlp = load_parser()

    def bare() -> None:
        for _ in nlp.pipe(texts, batch_size=64, n_process=workers):
            pass

    def whole() -> None:
        for _ in read_all(reader, articles, workers):
            pass

    ratios, seconds = [], []
    for _ in range(rounds):
        base, ours = _timed(bare), _timed(whole)
        ratios.append(ours / base)
        seconds.append(ours)
    return {
        "articles": len(articles),
        "sentences": count,
        "reading to bare parse, ratio": round(statistics.median(ratios), 2),
        "lowest and highest ratio": (round(min(ratios), 2), round(max(ratios), 2)),
        "sentences a second": round(count / statistics.median(seconds)),
        "articles a second": round(len(articles) / statistics.median(seconds), 1),
        "peak memory of a worker, MB": round(peak),
        "articles sifted a second": sifted(talks, articles),
    }


def _peak(talks: Negotiation, articles: list[Article]) -> float:
    """Read all articles in this process and return the most memory it held, in MB."""
    reader = make_reader(talks)
    for article in articles:
        reader.read_safely(article)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def sifted(talks: Negotiation, articles: list[Article]) -> int:
    """Return how many articles of 3,000 characters a second are sifted, on one core."""
    sift = Sift(talks)
    texts = [a.text[at : at + 3000] for a in articles for at in range(0, len(a.text), 3000)]
    begin = time.perf_counter()
    for text in texts:
        sift.may_matter(text)
    return round(len(texts) / (time.perf_counter() - begin))


def _timed(work: Callable[[], None]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
