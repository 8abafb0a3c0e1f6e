"""The hard list: marked-up sentences of each kind that a reader of statements fails on; the share read right, whole.

A sentence is right when every outermost statement of it is found (sources overlap or both are none, contents share
eight tenths of their characters), none is found that is not there, and what its kind tests is right of each: of
``speaker`` the actor, of ``stance`` the actor, the stance on each issue labelled for, against or on condition, and
that nobody else's is filed as his own; of ``when`` the day. Even items were looked at while tuning, odd ones were not.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from training.check_hard import FOLDER, PUBLISHED, read_items
from training.examples import find_layers
from training.marks import LabelledArticle, Marked

from benchmarks.corpus import plain
from benchmarks.score import jaccard, percent, shared, trimmed
from onrecord.extract.reading import Reader, make_reader
from onrecord.model import Statement
from onrecord.negotiation import load_negotiation

ALIKE = 0.8  # least Jaccard of two contents that are the same


def measure(show: int = 0) -> dict[str, float]:
    """Return the share of sentences right by kind and altogether; print *show* that are not."""
    talks = load_negotiation(FOLDER / "negotiation.toml")
    reader = make_reader(talks)
    names = {a.name: a.id for a in talks.actors}
    issues = [i.id for i in talks.issues]
    counts: Counter = Counter()
    for file in sorted(FOLDER.glob("*.txt")):
        for number, item in enumerate(read_items(file)):
            reason = find_wrong(item, file, reader, names, issues)
            half = "seen" if number % 2 == 0 else "unseen"
            for key in (file.stem, half, file.stem.partition("-")[0], "all"):
                counts[key, not reason] += 1
            if reason and show and number % 2 == 0:
                show -= 1
                print(f"{file.stem} {number + 1}: {reason}\n    {item.text}")
    keys = sorted({k for k, _ in counts})
    return {k: percent(counts[k, True], counts[k, True] + counts[k, False]) for k in keys}


def find_wrong(
    item: LabelledArticle, file: Path, reader: Reader, names: dict[str, str], issues: list[str]
) -> str:
    """Return what is wrong in the reading of one item, "" for nothing."""
    item.head["published"] = PUBLISHED
    article = plain(item)
    statements = reader.read(article).statements
    layers = find_layers(item.statements)
    tests = file.stem.partition("-")[0]
    inner = file.stem == "attribution-nested"
    found: dict[object, list[Statement]] = {}
    for s in statements:
        if inner or s.attribution.layer == 0:
            found.setdefault((s.attribution.source, s.attribution.cue, s.attribution.content), []).append(s)
    left = dict(found)
    groups: dict[object, list[Marked]] = {}
    for g in item.statements:
        if inner or layers[g.number] == 0:
            groups.setdefault((tuple(g.cue), tuple(g.source), tuple(g.content)), []).append(g)
    for gold in groups.values():
        key = next((k for k in left if _same(gold[0], left[k][0], item.text)), None)
        if key is None:
            return f"not found: {_words(gold[0], item.text)}"
        reason = _meaning(gold, left.pop(key), tests, names, issues)
        if reason:
            return reason
    return (
        ""
        if not left
        else f"too much: {next(iter(left.values()))[0].attribution.content[0].cut(item.text)!r}"
    )


def _words(g: Marked, text: str) -> str:
    return " | ".join(" … ".join(text[a:b] for a, b in spans) for spans in (g.source, g.cue, g.content))


def _same(g: Marked, s: Statement, text: str) -> bool:
    a = s.attribution
    source = ((a.source.start, a.source.end),) if a.source else ()
    who = shared(tuple(g.source), source) > 0 if g.source and source else not g.source and not source
    mine = trimmed([(c.start, c.end) for c in a.content], text)
    return who and jaccard(trimmed(g.content, text), mine) >= ALIKE


def _meaning(
    gold: list[Marked], found: list[Statement], tests: str, names: dict[str, str], issues: list[str]
) -> str:
    labels = [g.label for g in gold if g.label]
    if tests in ("speaker", "stance"):
        wanted = {names.get(label.speaker, "") for label in labels}
        got = {s.actor for s in found}
        if wanted != got:
            return f"speaker {sorted(got)}, not {sorted(wanted)}"
    if tests == "when":
        days = {
            s.said_on.first.isoformat() + "/" + s.said_on.last.isoformat() if s.said_on else "" for s in found
        }
        said = labels[0].said_on
        wanted_days = f"{said}/{said}" if said and "/" not in said else said
        if days != {wanted_days}:
            return f"said on {sorted(days)}, not {wanted_days}"
    if tests == "stance":
        for label in labels:
            for key, stance in label.issues.items():
                mine = [s for s in found if s.issue == issues[int(key[1:]) - 1]]
                if stance != "unclear" and not any(s.stance.value == stance for s in mine):
                    return f"{key} {[s.stance.value for s in mine] or 'not seen'}, not {stance}"
            if label.hold != "own" and any(
                s.own and s.stance.value in ("supports", "opposes", "conditional") for s in found
            ):
                return f"filed as the speaker's own, but held as “{label.hold}”"
    return ""
