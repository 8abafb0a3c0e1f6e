"""The nouns of the brief, frozen values: from a citation and the parts of a sentence to the whole document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from onrecord.errors import UncitedSentence
from onrecord.model import Article, Outlet, content_id
from onrecord.spans import Span, context


@dataclass(frozen=True, slots=True)
class Citation:
    """A statement's place: article, span, and the W3C text-quote selector that finds it again."""

    statement: str
    article: str
    span: Span
    exact: str
    prefix: str
    suffix: str

    @classmethod
    def of(cls, article: Article, span: Span, statement: str = "") -> Citation:
        """Cite *span* of *article*, with the words around it."""
        before, after = context(article.text, span)
        return cls(statement, article.id, span, span.cut(article.text), before, after)


class Voice(StrEnum):
    """Whose words a part of a sentence is.

    The speaker's own, the report's, onrecord's reading of them, or the frame: names, roles, joints.
    """

    VERBATIM = "verbatim"
    PARAPHRASE = "paraphrase"
    INFERENCE = "inference"
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words of one voice."""

    text: str
    voice: Voice = Voice.FRAME


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of the brief with at least one citation; cannot be built without.

    ``label`` is set before it, ``note`` after it ("Said 1 Feb; 4 articles, 1 origin"); ``sides`` are those whose words it
    rests on, ``day`` the newest day of them, ``articles`` and ``origins`` how many tell it. Raises
    :class:`~onrecord.errors.UncitedSentence` when *citations* is empty.
    """

    parts: tuple[Part, ...]
    citations: tuple[Citation, ...]
    label: str = ""
    note: str = ""
    actor: str = ""
    issue: str = ""
    stance: str = ""
    sides: tuple[str, ...] = ()
    day: date | None = None
    articles: int = 0
    origins: int = 0

    def __post_init__(self) -> None:
        if not self.citations:
            raise UncitedSentence(
                "a sentence of the brief has no citation",
                found="".join(p.text for p in self.parts),
                todo="report this: the pipeline must never build such a sentence",
            )

    @property
    def text(self) -> str:
        """The words of the sentence, without label and note."""
        return "".join(p.text for p in self.parts)

    @property
    def id(self) -> str:
        """A short stable id, by which a line can be linked to: the same as long as its words and their places are."""
        return content_id("l", self.label, self.text, *(f"{c.article}:{c.span}" for c in self.citations))


@dataclass(frozen=True, slots=True)
class Remark:
    """A line about the record itself (what was not found, what was read): no claim, so no citation."""

    text: str
    label: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one small heading (a party)."""

    title: str
    lines: tuple[Sentence | Remark, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the brief."""

    id: str
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A numbered article of the citation list, with the words cited from it in order."""

    number: int
    article: Article
    outlet: Outlet
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """Negotiation, day, sections of sentences, numbered references; ``names`` has the words for the ids that lines carry."""

    negotiation: str
    title: str
    as_of: date
    lede: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    names: Mapping[str, str] = field(default_factory=dict, compare=False)

    def sentences(self) -> Iterable[Sentence]:
        """Yield every sentence, the lede first."""
        yield from self.lede
        for section in self.sections:
            for group in section.groups:
                yield from (line for line in group.lines if isinstance(line, Sentence))
