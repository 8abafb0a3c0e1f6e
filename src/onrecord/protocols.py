"""Every plug point on one page: what another part may be put in place of."""

from __future__ import annotations

from typing import Protocol

from onrecord.document import Brief
from onrecord.model import Article, Attribution, Refusal, Statement


class Extractor(Protocol):
    """Finds attributions in an article: by rule, by a trained tagger, by a language model.

    ``version`` names it in the record. :meth:`extract` returns what passed grounding and what did not;
    the same article gives the same result, whatever is read beside it.
    """

    version: str

    def extract(self, article: Article) -> tuple[list[Attribution], list[Refusal]]:
        """Return the grounded attributions of *article* in reading order, and the refusals."""
        ...


class Understanding(Protocol):
    """Makes statements of attributions: speaker, issue, stance, act, day."""

    def understand(self, article: Article, found: list[Attribution]) -> list[Statement]:
        """Return the statements of *found*."""
        ...


class Renderer(Protocol):
    """Turns a brief into a document's text; pure."""

    def __call__(self, brief: Brief) -> str:
        """Return the document."""
        ...
