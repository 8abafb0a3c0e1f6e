"""Cues and their complements in one parsed sentence: who is the subject, what is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.lexicon import CueEntry, Lexicon
from onrecord.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = ("who", "which", "that", "whom")
_AUXILIARY = ("aux", "auxpass", "neg")
# ", he said then, ..." and ", Yermak told CNN on Friday, ...": the clause ends at the comma after it
_PARENTHESIS = re.compile(
    r"\s*(?:(?:then|on|in|to|CNN|AP|reporters|journalists|also|later|[A-Z][\w.’']*|\d+)\s*){0,5},"
)
_SUPPOSING = ("if", "unless", "whether", "once", "until", "before", "should")
_ACCORDING = CueEntry("according", "assess", 0, frozenset())


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes, with the head of its source (None: not named) and further words of the cue."""

    token: Token
    entry: CueEntry
    source: Token | None
    more: tuple[Token, ...] = ()
    form: str = "verb"


def find_cues(sentence: Sentence, lexicon: Lexicon, quotes: list[Span]) -> Iterator[Cue]:
    """Yield the cues of *sentence* that stand outside *quotes*."""
    for token in sentence:
        if any(q.start < token.idx < q.end for q in quotes):
            continue
        cue = _verb(token, lexicon) or _noun(token, lexicon) or _according(token)
        if cue and _speaks(cue, lexicon, quotes):
            yield cue


def _speaks(cue: Cue, lexicon: Lexicon, quotes: list[Span]) -> bool:
    who = cue.source
    if who is None:
        return False
    edge = who.left_edge
    if who.i < cue.token.i and edge.i > 0 and edge.nbor(-1).lower_ in _SUPPOSING:
        return False
    if any(q.start < who.idx < q.end and len(q) > 60 for q in quotes):
        return False
    return who.lower_ not in lexicon.not_speakers or (who.lower_ == "it" and cue.entry.lemma == "say")


def _verb(token: Token, lexicon: Lexicon) -> Cue | None:
    entry = lexicon.verbs.get(token.lower_)
    if entry is None or not token.tag_.startswith("VB"):
        return None
    if _supposed(token):
        return None
    passive = any(c.dep_ == "auxpass" for c in token.children)
    if entry.lemma in ("quote", "cite") and passive:
        return _quoted_as(token, entry)
    who = _agent(token) if passive or (token.tag_ == "VBN" and token.dep_ == "acl") else _subject(token)
    inner = entry.act != "assess" or "quote" not in entry.frames
    if token.dep_ == "relcl" and inner and who is not None and who.head == token:
        return None  # "the case in which Kyiv agrees a truce" tells of no agreement
    more = _particle(token, entry, lexicon)
    if entry.lemma in ("rule", "point", "make", "set", "lay", "spell") and not more:
        return None
    return Cue(token, entry, who, more)


def _supposed(token: Token) -> bool:
    """Say whether a verb is only supposed ("if Kyiv wants ...", "once it agrees") or asked about ("who wants"?)."""
    at: Token = token
    for _ in range(4):
        if any(
            c.dep_ in ("mark", "advmod") and c.lower_ in _SUPPOSING and c.i < token.i for c in at.children
        ):
            return True
        if at.dep_ not in ("advcl", "conj", "xcomp") or at.head == at:
            break
        at = at.head
    return token.sent[-1].text == "?" and not any(t.text in '"“”' for t in token.sent)


def _quoted_as(token: Token, entry: CueEntry) -> Cue | None:
    """Read "was quoted by TASS as saying": the subject speaks, the inner verb holds the content."""
    who = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
    for child in token.subtree:
        if child.lower_ in ("saying", "telling", "adding") and child.i > token.i:
            return Cue(child, CueEntry("say", "assess", 0, frozenset(("clause", "quote"))), who, (token,))
    return None


def _particle(token: Token, entry: CueEntry, lexicon: Lexicon) -> tuple[Token, ...]:
    words = lexicon.particles.get(entry.lemma, ())
    return tuple(c for c in token.children if c.lower_ in words and 0 < c.i - token.i <= 3)[:1]


def _agent(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _subject(token: Token, depth: int = 0) -> Token | None:
    """Return the head of who does *token*, looking up through conjuncts, participles and relatives."""
    for child in token.children:
        if child.dep_ in _SUBJECTS:
            if child.lower_ in _RELATIVE and token.dep_ == "relcl":
                return token.head
            return child
    up = token.head
    if depth > 3 or up == token:
        return None
    if token.dep_ == "acl":
        return up if up.pos_ in ("NOUN", "PROPN") and token.tag_ == "VBG" else None
    if token.dep_ in ("conj", "xcomp", "advcl", "ccomp", "dep") and up.pos_ in ("VERB", "AUX"):
        if token.dep_ in ("ccomp", "advcl") and token.tag_ not in ("VBG", "VB"):
            return None
        if any(c.dep_ == "auxpass" for c in up.children):
            return next((c for c in up.children if c.dep_ == "nsubjpass"), None)
        return _subject(up, depth + 1)
    return None


def _noun(token: Token, lexicon: Lexicon) -> Cue | None:
    entry = lexicon.nouns.get(token.lower_)
    if entry is None or not token.tag_.startswith("NN"):
        return None
    clause = [c for c in token.children if c.dep_ in ("acl", "ccomp", "relcl") and c.i > token.i]
    if not any(_opens_with(c, ("that", "to")) for c in clause):
        return None
    who = next((c for c in token.children if c.dep_ == "poss"), None)
    if who is None:
        who = _of_whom(token)
    return Cue(token, entry, who, form="noun") if who is not None else None


def _of_whom(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _opens_with(clause: Token, words: tuple[str, ...]) -> bool:
    return any(c.lower_ in words and c.dep_ in ("mark", "aux") for c in clause.children)


def _according(token: Token) -> Cue | None:
    if token.lower_ != "according" or token.i + 2 >= len(token.doc) or token.nbor(1).lower_ != "to":
        return None
    to = token.nbor(1)
    who = next((c for c in to.children if c.dep_ == "pobj"), None)
    return Cue(token, _ACCORDING, who, (to,), "according") if who is not None else None


def source_span(cue: Cue) -> Span | None:
    """Return the source as written: the noun phrase with its appositions, without the cue's own clause."""
    who = cue.source
    if who is None:
        return None
    words = [t for t in who.subtree if not _outside(t, who, cue)]
    words = _contiguous(words, who)
    while words and (words[-1].is_punct or words[-1].lower_ in ("and", "'s", "’s")) and words[-1] != who:
        words.pop()
    while words and words[0].is_punct and words[0] != who:
        words.pop(0)
    if not words:
        return None
    start, end = words[0].idx, words[-1].idx + len(words[-1])
    return Span(start, end)


def _outside(token: Token, who: Token, cue: Cue) -> bool:
    """Say whether a token of the subject's subtree belongs to the cue's clause, not to the name."""
    if token == cue.token or (token.is_ancestor(cue.token) and token != who):
        return True
    up = token
    while up != who:
        if up.dep_ in ("relcl", "acl", "advcl", "parataxis", "ccomp") and (
            up == cue.token or up.is_ancestor(cue.token) or up.dep_ in ("parataxis", "ccomp")
        ):
            return True
        if up == cue.token:
            return True
        up = up.head
    return False


def _contiguous(words: list[Token], who: Token) -> list[Token]:
    at = words.index(who) if who in words else 0
    first = last = at
    while first > 0 and words[first - 1].i == words[first].i - 1:
        first -= 1
    while last + 1 < len(words) and words[last + 1].i == words[last].i + 1:
        last += 1
    return words[first : last + 1]


def cue_span(cue: Cue) -> Span:
    """Return the cue as written, with its auxiliaries, negation and particle where they touch."""
    tokens = [cue.token, *cue.more]
    if cue.form == "verb":
        tokens += [c for c in cue.token.children if c.dep_ in _AUXILIARY and 0 < cue.token.i - c.i <= 3]
    first, last = min(t.i for t in tokens), max(t.i for t in tokens)
    doc = cue.token.doc
    if cue.source is not None and first <= cue.source.i <= last:
        first = last = cue.token.i
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def complement(cue: Cue, sentence: Span, text: str) -> list[Span]:
    """Return the stretches that hold the content of *cue* in its sentence; none when it has none."""
    if cue.form == "according":
        return _rest(cue, sentence)
    if cue.form == "noun":
        return [_subtree(c) for c in cue.token.children if c.dep_ in ("acl", "ccomp", "relcl")][:1]
    frames = cue.entry.frames
    inverted = _inverted(cue, sentence, text)
    if inverted and any(c.dep_ == "ccomp" and c.i < cue.token.i for c in cue.token.children):
        return inverted
    for child in cue.token.children:
        if child.dep_ == "ccomp" and frames & {"clause", "quote", "infinitive"}:
            return [_clause(child, cue)]
    if inverted:
        return inverted
    out = []
    for child in cue.token.children:
        if (child.dep_ in ("xcomp", "oprd") and "infinitive" in frames) or (
            child.dep_ in ("dobj", "attr") and "object" in frames
        ):
            out.append(_subtree(child))
        elif child.dep_ == "prep" and (child.lower_ in frames or child in cue.more):
            out += [_subtree(c) for c in child.children if c.dep_ in ("pobj", "pcomp")]
        elif child.dep_ == "prt" and child in cue.more:
            continue
    if out and "infinitive" in frames and cue.entry.act in ("appeal", "demand"):
        out += [_subtree(c) for c in cue.token.children if c.dep_ == "dobj"]
    return [Span(min(s.start for s in out), max(s.end for s in out))] if out else []


def _clause(child: Token, cue: Cue) -> Span:
    """Return a clausal complement, from behind the cue where the parser put the cue inside it."""
    span = _subtree(child)
    if span.start < cue.token.idx < span.end:
        return Span(cue.token.idx + len(cue.token), span.end)
    return span


def _inverted(cue: Cue, sentence: Span, text: str) -> list[Span]:
    """Read "Talks may resume, Lavrov said" and "X, Yermak told CNN, is ..." where the parse shows no clause."""
    token = cue.token
    who = cue.source
    if not cue.entry.frames & {"clause", "quote"} or who is None or token.dep_ == "relcl":
        return []
    clause = source_span(cue)
    own = Span(
        min(clause.start if clause else token.idx, token.idx),
        max(clause.end if clause else 0, token.idx + len(token)),
    )
    before = text[sentence.start : own.start].rstrip()
    after = text[own.end : sentence.end]
    parenthesis = _PARENTHESIS.match(after)
    enough = 1 if parenthesis else 3
    if (
        before.endswith(",")
        and len(before.split()) >= enough
        and token.dep_ in ("ROOT", "parataxis", "ccomp")
    ):
        spans = [Span(sentence.start, own.start)]
        if parenthesis:
            spans.append(Span(sentence.end - len(after) + parenthesis.end(), sentence.end))
        elif token.dep_ in ("parataxis", "ccomp") and "," in after:
            spans.append(Span(own.end + text[own.end : sentence.end].index(",") + 1, sentence.end))
        return spans
    return []


def _rest(cue: Cue, sentence: Span) -> list[Span]:
    """Return the sentence around "according to X"."""
    source = source_span(cue)
    end = max(source.end if source else 0, cue.token.idx + len(cue.token))
    return [Span(sentence.start, cue.token.idx), Span(end, sentence.end)]


def _subtree(token: Token) -> Span:
    last = token.right_edge
    return Span(token.left_edge.idx, last.idx + len(last))
