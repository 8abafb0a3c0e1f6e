"""The shapes of the data that the API gives and takes, as its description shows them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Span = tuple[int, int]
Days = tuple[str, str]
StanceWord = Literal["supports", "opposes", "conditional", "unclear"]


class Failure(BaseModel):
    """What went wrong: what was expected, what was found, what to do."""

    error: str
    expected: str = ""
    found: str = ""
    todo: str = ""


class Words(BaseModel):
    """The words of a statement's spans."""

    source: str | None
    cue: str
    content: list[str]


class StatementShape(BaseModel):
    """One statement; spans count characters of its article's text, half open."""

    model_config = ConfigDict(extra="allow")

    id: str
    article: str
    published: str | None
    source: Span | None
    cue: Span
    content: list[Span]
    kind: Literal["direct", "indirect", "mixed"]
    actor: str | None
    named_as: str
    on_behalf_of: str | None
    about: str | None
    issue: list[str]
    stance: StanceWord | None
    condition: Span | None
    act: str
    said_on: Days | None
    confidence: float = Field(ge=0, le=1)
    level: str | None
    why: str
    found_by: str
    words: Words


class Statements(BaseModel):
    """Some statements, newest first, and how many there are in all."""

    total: int
    statements: list[StatementShape]


class ArticleShape(BaseModel):
    """One article; ``text`` and ``statements`` are given for a single one."""

    model_config = ConfigDict(extra="allow")

    id: str
    title: str
    outlet: str
    published: str | None
    url: str
    file: str
    language: str
    origin: str


class Articles(BaseModel):
    """Some articles, newest first, and how many there are in all."""

    total: int
    articles: list[ArticleShape]


class CorrectionShape(BaseModel):
    """One correction; ``counts`` says whether it is in force."""

    id: str
    target: str
    field: str
    value: str
    why: str
    who: str
    at: str
    counts: bool


class CorrectionGiven(BaseModel):
    """A correction to make: of a statement, an actor, or (``undo``) another correction."""

    model_config = ConfigDict(extra="forbid")

    target: str = Field(max_length=80)
    field: Literal["actor", "issue", "stance", "about", "act", "reject", "merge", "alias", "undo"]
    value: str = Field(default="", max_length=200)
    why: str = Field(min_length=1, max_length=500)


class Addresses(BaseModel):
    """Addresses to fetch and read."""

    model_config = ConfigDict(extra="forbid")

    urls: list[Annotated[str, Field(min_length=8, max_length=2000)]] = Field(min_length=1, max_length=50)


class BriefGiven(BaseModel):
    """A brief to audit, and the day to judge it by: its own, else the newest article's, where none is given."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=2_000_000)
    as_of: str = Field(default="", max_length=10)


class JobShape(BaseModel):
    """How far an addition is."""

    id: str
    title: str
    state: Literal["waiting", "running", "done", "failed", "stopped"]
    what: str
    done: int
    of: int
    notes: list[str]


class HitShape(BaseModel):
    """One thing found, and the words around what was found."""

    id: str
    words: str


class Found(BaseModel):
    """What a search found: how many (at most 1000 are counted), and a page of each."""

    statements: list[HitShape]
    statements_total: int
    articles: list[HitShape]
    articles_total: int


Table = dict[str, Any]
