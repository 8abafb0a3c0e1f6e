"""The nouns of an audit, frozen values: a claim of somebody's brief, the words found for it, the verdict on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from onrecord.dates import Interval
from onrecord.document import Citation
from onrecord.model import Article, Outlet, Statement
from onrecord.spans import Span

_NOBODY = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "president",
        "minister",
        "secretary",
        "spokesman",
        "spokeswoman",
        "official",
        "officials",
        "q",
        "the",
    ]
)


class Verdict(StrEnum):
    """What the record says of a claim; what could not be checked is ``NOT_FOUND``, never ``SUPPORTED``."""

    SUPPORTED = "supported"
    IN_PART = "supported in part"
    STALE = "stale"
    WRONG_SPEAKER = "wrong speaker"
    WRONG_STANCE = "wrong stance"
    NOT_VERBATIM = "not verbatim"
    DIFFERS = "number or date differs"
    MADE_FACT = "attributed opinion turned into fact"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Term:
    """One word that counts: ``key`` is its stem, an actor's id after "@", or an issue's id
    after "!", a number after "#"; ``kind`` word, name, issue or number."""

    key: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a brief that can be checked, with what was read in it.

    ``speakers`` are the actors it gives words or a stand to, empty for a plain statement of fact; ``attributed`` says that
    it gives them to somebody, known or not. ``heading`` is the actor of the heading above. ``marks`` are the
    numbers or addresses it cites, ``named`` the surnames of speakers whom the negotiation does not list,
    ``frame`` where it says who says so.
    """

    span: Span
    text: str
    terms: tuple[Term, ...] = ()
    speakers: tuple[str, ...] = ()
    attributed: bool = False
    heading: str = ""
    statements: tuple[Statement, ...] = ()
    quotes: tuple[Span, ...] = ()
    dates: tuple[Interval, ...] = ()
    marks: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    frame: tuple[Span, ...] = ()

    @property
    def content(self) -> tuple[Term, ...]:
        """The terms of what is said, those of who says it left out: whom words are given to is checked by itself."""
        mine = tuple(t for t in self.terms if not any(f.overlaps(t.span) for f in self.frame))
        return mine or self.terms


def surname(words: str) -> str:
    """Return the last name in words that name somebody, lower case; "" where they hold a title or pronoun alone.

    >>> surname("MR. WALTZ"), surname("Prime Minister Narendra Modi"), surname("he"), surname("The minister")
    ('waltz', 'modi', '', '')
    """
    words = re.sub(r"['’]s\b", "", words.partition(",")[0])
    names = [w for w in re.findall(r"[^\W\d_][\w’'-]+", words) if w[0].isupper()]
    last = names[-1].lower() if names and words.rstrip(".: ").endswith(names[-1]) else ""
    return (
        ""
        if last in _NOBODY or (len(names) == 1 and names[0].istitle() and words.startswith("The "))
        else last
    )


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article with the statements read in it.

    ``around`` are the keys of its neighbours' terms and of those whose words it is; ``window`` reaches over the sentences beside it;
    ``carried`` are the speakers of the sentence before, who may be speaking still.
    """

    article: str
    span: Span
    terms: tuple[Term, ...]
    around: frozenset[str]
    statements: tuple[Statement, ...]
    window: Span
    carried: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its terms."""
        return frozenset(t.key for t in self.terms)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Chances that the whole claim is borne and that it is turned, and for each run of its characters that it is borne, turned."""

    borne: float
    turned: float
    pieces: tuple[tuple[Span, float, float], ...]

    def of(self, place: Span) -> tuple[float, float]:
        """Return the chances that the words at *place* of the claim are borne and turned: those of its weakest piece."""
        mine = [(b, t) for span, b, t in self.pieces if span.overlaps(place)]
        return (min(b for b, _ in mine), max(t for _, t in mine)) if mine else (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class CheckedCitation:
    """A citation of the audited brief: its mark, its address, the article of the record, whether that bears the claim.

    ``better`` are articles that do bear the claim where this one does not.
    """

    mark: str
    address: str
    article: str = ""
    supports: bool = False
    better: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Words to stand in place of a stretch of the brief; an empty stretch is an insertion, no words a deletion.

    ``cites`` are the articles that the new words rest on.
    """

    span: Span
    words: str
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opinion:
    """What another program says of a claim and its evidence: "supports", "contradicts" or "neither", and how sure (0 to 1)."""

    program: str
    says: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on a claim: the reason in words, the words it rests on, how sure it is (0 to 1).

    ``unfound`` are the claim's words that nothing bears; ``edits`` put the record's words in place of the claim's,
    none where the claim cannot be mended word by word. ``second`` is shown beside the verdict and has no part in it.
    """

    claim: Claim
    verdict: Verdict
    reason: str
    evidence: tuple[Citation, ...] = ()
    confidence: float = 0.5
    unfound: tuple[Span, ...] = ()
    edits: tuple[Edit, ...] = ()
    citations: tuple[CheckedCitation, ...] = ()
    second: Opinion | None = None


class Change(StrEnum):
    """What became of words of a brief that was mended."""

    KEPT = "kept"
    STRUCK = "struck"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the mended brief: words that were kept, struck or added."""

    text: str
    kind: Change = Change.KEPT


@dataclass(frozen=True, slots=True)
class Mended:
    """The brief in runs, which with the added ones left out are the brief as it was.

    ``cited`` are the articles that the added words cite, each by its mark; marks go on from the brief's own.
    """

    runs: tuple[Run, ...] = ()
    cited: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The mended brief without marks."""
        return "".join(r.text for r in self.runs if r.kind is not Change.STRUCK)


@dataclass(frozen=True)
class Audit:
    """A brief's findings in its order, with the articles and statements they cite and the addresses it names.

    ``checked`` is how many of its characters were read. ``addresses`` maps each mark ("1") or bare address to its address, ``read`` each address to its article or "".
    """

    brief: Article
    as_of: date
    findings: tuple[Finding, ...]
    searched: int
    articles: Mapping[str, Article] = field(default_factory=dict)
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
    headings: tuple[Span, ...] = ()
    checked: int = 0
    mended: Mended = Mended()

    @cached_property
    def counts(self) -> Mapping[Verdict, int]:
        """How many claims have each verdict, in the order of the verdicts."""
        found = Counter(f.verdict for f in self.findings)
        return {v: found[v] for v in Verdict}

    @property
    def unread(self) -> tuple[str, ...]:
        """The addresses that no article of the record has."""
        return tuple(a for a, article in self.read.items() if not article)

    @property
    def citation_recall(self) -> float | None:
        """Share of claims that their own citations bear wholly (ALCE, Gao et al. 2023); None without claims."""
        borne = [
            f.verdict is Verdict.SUPPORTED and any(c.supports for c in f.citations) for f in self.findings
        ]
        return sum(borne) / len(borne) if borne else None

    @property
    def citation_precision(self) -> float | None:
        """Share of citations of claims whose article bears the claim (ALCE); None where no claim cites."""
        cited = [c.supports for f in self.findings for c in f.citations]
        return sum(cited) / len(cited) if cited else None
