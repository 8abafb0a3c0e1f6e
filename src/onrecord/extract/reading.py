"""From article to statements in one step: which extractor reads, what understands, and many articles over processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context

from onrecord.errors import ModelMissing
from onrecord.extract.by_rule import RuleExtractor
from onrecord.extract.by_tagger import TaggerExtractor
from onrecord.extract.events import EventFinder
from onrecord.extract.masking import mask_names
from onrecord.extract.names import Names
from onrecord.extract.understand import Understander
from onrecord.extract.weigh import Weigher, load_weigher
from onrecord.model import Article, Found, Refusal
from onrecord.negotiation import Negotiation
from onrecord.protocols import Extractor

_BLOCK = 200
FEW = 60  # articles; starting a process takes longer than reading so many


class Reader:
    """An extractor and the understanding of one negotiation, as one step from article to statements.

    ``fallback`` says why the rules read in the trained model's place; "" when they do not.
    """

    def __init__(
        self,
        negotiation: Negotiation,
        extractor: Extractor | None = None,
        weigher: Weigher | None = None,
        fallback: str = "",
    ) -> None:
        self.negotiation = negotiation
        self.extractor: Extractor = extractor or RuleExtractor()
        self.fallback = fallback
        self._understander = Understander(negotiation, weigher)
        self._events = EventFinder(Names(negotiation))

    @property
    def version(self) -> str:
        """The extractor's version, which the record keeps beside what it found."""
        return self.extractor.version

    def read(self, article: Article) -> Found:
        """Return the statements and events of *article*, and what grounding refused."""
        found, refused = self.extractor.extract(article)
        events = self._events.find(article, [c for a in found for c in a.content])
        statements = self._understander.understand(article, found)
        return Found(tuple(statements), tuple(refused), tuple(events))

    def read_safely(self, article: Article) -> Found:
        """Read *article*; one that the reader chokes on must not keep all others from being read."""
        try:
            return self.read(article)
        except (ValueError, OverflowError, RecursionError) as error:
            refused = Refusal(article.id, "the reader failed on this article", str(error)[:200])
            return Found(refusals=(refused,))


def make_reader(negotiation: Negotiation) -> Reader:
    """Return the best reader there is: the trained models, else the rules, with the reason in ``fallback``."""
    try:
        return Reader(negotiation, TaggerExtractor(masker=mask_names(negotiation)), load_weigher())
    except ModelMissing as error:
        return Reader(negotiation, fallback=error.message)


def read_all(
    reader: Reader, articles: Sequence[Article], workers: int = 1
) -> Iterator[tuple[Article, Found]]:
    """Yield each article with what was found in it, in order.

    *workers* processes read, 0 for as many as there are processors and at most four; few articles are read here. More
    than one needs a program whose main module may be imported (``if __name__ == "__main__"``), as new processes do.
    """
    workers = workers or min(4, os.cpu_count() or 1)
    if workers < 2 or len(articles) < FEW:
        yield from ((a, reader.read_safely(a)) for a in articles)
        return
    context = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
    if context.get_start_method() == "forkserver":  # what takes long to load is loaded once for all
        context.set_forkserver_preload([__name__, "onrecord.extract.warm"])
    with ProcessPoolExecutor(workers, context, _start, (reader.negotiation,)) as pool:
        # the longest of each two hundred first, so that no worker is left alone with a long one at the end
        blocks = (range(at, min(at + _BLOCK, len(articles))) for at in range(0, len(articles), _BLOCK))
        order = [i for block in blocks for i in sorted(block, key=lambda i: -len(articles[i].text))]
        found = {i: pool.submit(_read, articles[i]) for i in order}
        yield from ((article, found.pop(i).result()) for i, article in enumerate(articles))


_reader: list[Reader] = []  # a worker's own


def _start(negotiation: Negotiation) -> None:
    _reader[:] = [make_reader(negotiation)]


def _read(article: Article) -> Found:
    return _reader[0].read_safely(article)
