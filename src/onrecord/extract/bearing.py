"""Where a statement stands on an issue: the rules' judgement and the trained model's, weighed together.

The rules know the negotiation's own vocabulary and why; the model reads the whole sentence against the issue's
proposition. Where they differ the clearer one is taken, and two that contradict each other leave it unclear.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.extract.decode import HOLDS
from onrecord.extract.pieces import WORD
from onrecord.extract.stance import Judged
from onrecord.extract.weigh import TOWARDS, Question, Weighed, Weigher
from onrecord.model import Attribution, Stance
from onrecord.negotiation import Issue
from onrecord.sentences import sentences
from onrecord.spans import Span

SHARED = 3  # least number of words' stems that a statement shares with an issue that it does not name
CONTEXT = 300  # characters before a statement that may say what "that" is
RELATED = 0.9  # least probability that a statement bears on an issue whose vocabulary it does not use
CLEAR = 0.95  # least probability of a stance that the model alone decides: below it too many were reversed
CONTRADICTS = 0.85  # least probability of another stance that makes the rules' one unclear
RULE = 0.15  # least probability the model gives a stance that the rules found, for it to stand


@dataclass(frozen=True, slots=True)
class Borne:
    """A stance with its reason, how sure it is (0 to 1), and how the words are held."""

    stance: Stance
    why: str
    sure: float
    hold: str


def ask(weigher: Weigher, text: str, attribution: Attribution, issue: Issue) -> Weighed:
    """Return what the model says of an attribution held against an issue's proposition; *text* has no line breaks."""
    spans = [*attribution.content, attribution.cue, *([attribution.source] if attribution.source else [])]
    first = min(s.start for s in spans)
    start = max(0, first - CONTEXT)
    before = sentences(text, Span(start, first))[-2:] if first > start else []
    return weigher.weigh(
        Question(
            " ".join(s.cut(text) for s in before),
            attribution.source.cut(text) if attribution.source else "",
            attribution.cue.cut(text),
            " … ".join(s.cut(text) for s in attribution.content),
            issue.proposition,
        )
    )


def ask_all(
    weigher: Weigher, text: str, attribution: Attribution, issues: Iterable[Issue]
) -> list[tuple[Issue, Weighed]]:
    """Return the issues on which an attribution likely bears, with what the model says of each.

    Only the issue is asked about whose proposition shares most words' stems with the content and the sentences
    before it, three at the least: holding every statement against every proposition would take longer than all the rest.
    """
    start = max(0, attribution.whole.start - CONTEXT)
    here = stems(text[start : attribution.whole.end])
    ranked = [(len(here & stems(f"{i.label} {i.proposition}")), i) for i in issues]
    shared, issue = max(ranked, key=lambda row: row[0], default=(0, None))
    if issue is None or shared < SHARED:
        return []
    weighed = ask(weigher, text, attribution, issue)
    return [(issue, weighed)] if 1 - float(weighed.towards[4]) >= RELATED else []


@lru_cache(maxsize=512)
def stems(words: str) -> frozenset[str]:
    """Return the first six letters of each word that has five or more: enough to tell that a word is shared."""
    return frozenset(w[:6] for w in WORD.findall(words.lower()) if len(w) > 4)


def settle(judged: Judged, weighed: Weighed) -> Borne:
    """Return the stance that rules and model come to together."""
    among = weighed.towards[:4] / max(float(weighed.towards[:4].sum()), 1e-9)
    hold = HOLDS[int(weighed.holds.argmax())]
    likely = Stance(TOWARDS[int(np.argmax(among))])
    sure = float(among.max())
    mine = float(among[TOWARDS.index(judged.stance.value)])
    bound = (
        judged.condition is not None and likely is Stance.SUPPORTS
    )  # a yes, to which the rules know the "if"
    if judged.stance is not Stance.UNCLEAR and (mine >= RULE or bound):
        return Borne(judged.stance, judged.why, max(mine, 0.5), hold)
    if judged.stance is Stance.UNCLEAR and likely is not Stance.UNCLEAR and sure >= CLEAR:
        return Borne(likely, f"the model reads it so ({sure:.0%})", sure, hold)
    if judged.stance is not Stance.UNCLEAR and sure < CONTRADICTS:
        return Borne(judged.stance, judged.why, 0.5, hold)
    if judged.stance is not Stance.UNCLEAR and likely is not Stance.UNCLEAR:
        return Borne(
            Stance.UNCLEAR, f"{judged.why}, but the model reads {likely} ({sure:.0%})", 1 - mine, hold
        )
    return Borne(Stance.UNCLEAR, judged.why, float(among[3]), hold)
