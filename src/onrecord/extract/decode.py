"""What the reader model's numbers say: spans of source, cue and content, and which belong together.

The model gives each word piece a score for each tag (two layers of begin-inside-outside tags: the outermost statements,
and those inside another's content), and three vectors whose products say which source and which content go with which cue.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TAGS = ("O", "Bs", "Is", "Bc", "Ic", "Bq", "Iq")
CONDITION_TAGS = ("O", "B", "I")
HOLDS = ("own", "other", "question", "hypothetical", "unsaid", "past")
ACTS = ("assess", "demand", "offer", "accept", "reject", "threaten", "accuse", "promise", "concede", "appeal")
LINK = 64  # width of a linking vector
BUCKETS = 24  # distances between a cue and another span, in pieces, fall into these

Array = np.ndarray


@dataclass(frozen=True, slots=True)
class Run:
    """A half-open run of pieces of one role, with the mean probability of its tags."""

    start: int
    end: int
    sure: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """One statement found in a window, in pieces: ``layer`` 0 outermost, 1 inside another's content."""

    cue: Run
    source: Run | None
    content: tuple[Run, ...]
    layer: int
    hold: int
    act: int
    sure: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of one window; all arrays are (pieces, ...) with the two marks at the ends."""

    tags: Array  # (2, pieces, 7) log-probabilities
    conditions: Array  # (pieces, 3) log-probabilities
    links: Array  # (3, pieces, 64): cue, source, content
    holds: Array  # (pieces, 6)
    acts: Array  # (pieces, 10)


@dataclass(frozen=True, slots=True)
class Biases:
    """The linking head's small numbers: by distance, and for having no source or no cue."""

    source: Array  # (24,)
    content: Array  # (24,)
    no_source: Array  # (64,)
    no_cue: Array  # (64,)


def bucket(distance: int) -> int:
    """Return the bucket of a signed distance in pieces: twelve on each side, growing as powers of two."""
    side = 0 if distance < 0 else BUCKETS // 2
    return side + min(BUCKETS // 2 - 1, int(np.log2(abs(distance) + 1) * 1.6))


def best_path(scores: Array, classes: int) -> list[int]:
    """Return the best allowed tags (Viterbi 1967): inside a role only after its begin or inside; tag 0 is outside.

    *scores* is (pieces, 1 + 2 * classes): outside, then begin and inside of each role.
    """
    size = scores.shape[1]
    barred = np.zeros((size, size))
    for inside in range(2, size, 2):
        barred[:, inside] = -1e4
        barred[inside - 1, inside] = barred[inside, inside] = 0
    total = scores[0] + np.array([-1e4 if t and t % 2 == 0 else 0 for t in range(size)])
    back = []
    for row in scores[1:]:
        step = total[:, None] + barred
        back.append(step.argmax(0))
        total = step.max(0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def find_runs(path: list[int], scores: Array, role: int) -> list[Run]:
    """Return the runs of one role (0 the first) along a path of tags."""
    out: list[Run] = []
    begin, inside = 1 + 2 * role, 2 + 2 * role
    at = 0
    while at < len(path):
        if path[at] != begin:
            at += 1
            continue
        end = at + 1
        while end < len(path) and path[end] == inside:
            end += 1
        sure = float(np.exp(np.mean([scores[i, path[i]] for i in range(at, end)])))
        out.append(Run(at, end, sure))
        at = end
    return out


def decode(scores: Scores, biases: Biases) -> tuple[list[Tagged], list[Run], list[Run]]:
    """Return the statements of a window, the contents that found no cue in it, and the conditions."""
    tagged: list[Tagged] = []
    loose: list[Run] = []
    for layer in (0, 1):
        rows = scores.tags[layer]
        if layer and not (rows[:, 0] < -0.5).any():
            continue
        path = best_path(rows, 3)
        sources, cues, contents = (find_runs(path, rows, role) for role in range(3))
        owners = [_owner(c, cues, scores, biases) for c in contents]
        loose += [c for c, o in zip(contents, owners, strict=True) if o is None and not layer]
        for number, cue in enumerate(cues):
            mine = [c for c, o in zip(contents, owners, strict=True) if o is not None and o[0] == number]
            links = [o[1] for o in owners if o is not None and o[0] == number]
            source, linked = _source(cue, sources, scores, biases)
            sure = min(
                [cue.sure, linked, *links, *(c.sure for c in mine), *([source.sure] if source else [])]
            )
            tagged.append(
                Tagged(
                    cue,
                    source,
                    tuple(mine),
                    layer,
                    int(scores.holds[cue.start].argmax()),
                    int(scores.acts[cue.start].argmax()),
                    round(float(sure), 4),
                )
            )
    rows = scores.conditions
    conditions = find_runs(best_path(rows, 1), rows, 0) if (rows[:, 0] < -0.5).any() else []
    return tagged, loose, conditions


def _owner(content: Run, cues: list[Run], scores: Scores, biases: Biases) -> tuple[int, float] | None:
    """Return which cue a content belongs to and how sure that is; None for a cue outside the window."""
    mine = scores.links[2, content.start]
    options = [
        float(scores.links[0, c.start] @ mine) + float(biases.content[bucket(content.start - c.start)])
        for c in cues
    ]
    sure = _softmax([*options, float(biases.no_cue @ mine)])
    best = int(sure.argmax())
    return (best, float(sure[best])) if best < len(cues) else None


def _source(cue: Run, sources: list[Run], scores: Scores, biases: Biases) -> tuple[Run | None, float]:
    mine = scores.links[0, cue.start]
    options = [
        float(scores.links[1, s.start] @ mine) + float(biases.source[bucket(s.start - cue.start)])
        for s in sources
    ]
    sure = _softmax([*options, float(biases.no_source @ mine)])
    best = int(sure.argmax())
    return (sources[best] if best < len(sources) else None), float(sure[best])


def _softmax(options: list[float]) -> Array:
    values = np.array(options)
    values = np.exp(values - values.max())
    return np.asarray(values / values.sum())
