"""Real texts set aside: White House texts and GUM news, labelled twice independently after
``docs/labelling.md``, disagreements settled by a third reading.

Some of the texts (:func:`unseen_names`) were never looked at while anything was tuned.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path

from training.marks import LabelledArticle

from benchmarks.accuracy import EXAMPLE, HERE, PUBLIC, _gum_text, article_of
from benchmarks.corpus import _slug, talks_of
from benchmarks.score import Row, Tally, figures, linked_score, pair, percent, tally, trimmed
from onrecord.extract.reading import make_reader
from onrecord.model import Article, Sighting, Statement
from onrecord.negotiation import Negotiation, load_negotiation

LABELS = HERE / "labels" / "real.json"
FIRST, SECOND = HERE / "labels" / "real-first.json", HERE / "labels" / "real-second.json"


def unseen_names(table: dict[str, dict]) -> set[str]:
    """Return the texts that are only measured: marked ``unseen`` when they were labelled, before anything was tuned."""
    return {name for name, text in table.items() if text.get("unseen")}


def load(path: Path) -> dict[str, dict]:
    """Return the tables of a labelling by the text's name."""
    return json.loads(path.read_text("utf-8"))["files"]


def text_of(name: str, table: dict) -> Article:
    """Return the article that was labelled; stops when its text is another one."""
    if name.startswith("GUM"):
        path = PUBLIC / "gum-news" / "dep" / f"{name}.conllu"
        text = _gum_text(path)[0].strip()
        day = next(w.split("= ")[1] for w in path.read_text("utf-8").splitlines() if "dateCreated" in w)
        made = Article(Article.id_of(text), text, "en", (Sighting(day, name, "", "", ""),))
    else:
        made = article_of(PUBLIC / "white-house-2025" / name)
    if hashlib.sha256(made.text.strip("\n").encode()).hexdigest() != table["sha256"]:
        raise SystemExit(f"{name}: the text as read is not the text that was labelled")
    return made


def talks_for(name: str, table: dict) -> tuple[Negotiation, dict[str, str]]:
    """Return the negotiation to read with, and actor ids by the names the labels use."""
    if not name.startswith("GUM"):
        talks = load_negotiation(EXAMPLE / "negotiation.toml")
        return talks, {a.name: a.id for a in talks.actors}
    heads = [tuple(a) for a in table["actors"]] or [("Nobody", "body", "")]  # a text in which nobody speaks
    return talks_of(LabelledArticle(name, {}, heads, {}, "", [])), {a[0]: _slug(a[0]) for a in heads}


def gold_rows(table: dict, text: str, ids: dict[str, str], issues: list[str], shift: int) -> list[Row]:
    """Return the outermost labelled statements as rows; joint speakers ("?A and B") count as none."""
    rows: dict[object, Row] = {}
    for s in table["statements"]:
        if s["layer"]:
            continue

        def spans(role: str, s: dict = s) -> tuple:
            return trimmed([(a + shift, b + shift) for a, b in s[role]], text)

        whole = (spans("source"), spans("cue"), spans("content"))
        key = whole if s["cue"] else whole[:1]  # the paragraphs of one turn are one
        row = rows.setdefault(key, Row(*whole, ids.get(s["speaker"])))
        if not s["cue"] and row.content != whole[2]:
            row.content = tuple(sorted({*row.content, *whole[2]}))
        if row.actor != ids.get(s["speaker"]):
            row.actor = None
        row.stances |= {issues[int(k[1:]) - 1]: v for k, v in s["issues"].items()}
    return list(rows.values())


def found_rows(statements: list[Statement], text: str) -> list[tuple[Row, list[Statement]]]:
    """Return the reader's outermost statements as rows, each with its statements; the paragraphs of one turn are one."""
    groups: dict[object, list[Statement]] = {}
    for s in statements:
        a = s.attribution
        if a.layer == 0:
            turn = a.cue.cut(text).strip() in ("", ":")
            groups.setdefault((a.source, a.cue) if turn else (a.source, a.cue, a.content), []).append(s)
    out = []
    for rows in groups.values():
        a = rows[0].attribution
        row = Row(
            trimmed([(a.source.start, a.source.end)] if a.source else None, text),
            trimmed([(a.cue.start, a.cue.end)], text),
            trimmed(sorted({(c.start, c.end) for s in rows for c in s.attribution.content}), text),
            rows[0].actor if len({s.actor for s in rows}) == 1 and rows[0].actor else None,
            {s.issue: s.stance.value for s in rows if s.issue},
        )
        out.append((row, rows))
    return out


def measure(unseen: bool) -> dict[str, float]:
    """Return the figures on the texts that were, or were not, looked at while tuning; {} where they are absent."""
    if not PUBLIC.is_dir() or not LABELS.is_file():
        return {}
    done, days, count = Tally(), Counter(), 0
    tables = load(LABELS)
    for name, table in tables.items():
        if (name in unseen_names(tables)) != unseen:
            continue
        article = text_of(name, table)
        shift = len(article.text) - len(article.text.lstrip("\n"))
        talks, ids = talks_for(name, table)
        statements = make_reader(talks).read(article).statements
        gold = gold_rows(table, article.text, ids, [i.id for i in talks.issues], shift)
        found = found_rows(statements, article.text)
        count += len(gold)
        tally(gold, [r for r, _ in found], done)
        said = {
            trimmed([(a + shift, b + shift) for a, b in s["cue"]], article.text): s["said_on"]
            for s in table["statements"]
        }
        for i, j in pair(gold, [r for r, _ in found], linked_score):
            mine = found[j][1][0].said_on
            first, _, last = said.get(gold[i].cue, "").partition("/")
            theirs = (first, last or first) if first else None
            days[(mine and (mine.first.isoformat(), mine.last.isoformat())) == theirs] += 1
    return {
        "labelled statements": count,
        **figures(done),
        "said on right (linked)": percent(days[True], days[True] + days[False]),
    }


def _surnames(table: dict) -> dict[str, str]:
    """Return the last word of each speaker's name: two labellers may write "Cohen" and "David Cohen"."""
    return {
        s["speaker"]: _slug(s["speaker"].split()[-1]) for s in table["statements"] if s["speaker"].strip("?")
    }


def agreement() -> dict[str, float]:
    """Return the second labelling measured against the first."""
    if not PUBLIC.is_dir() or not SECOND.is_file():
        return {}
    done, second = Tally(), load(SECOND)
    for name, table in load(FIRST).items():
        if name in second:
            text = text_of(name, table).text
            shift = len(text) - len(text.lstrip("\n"))
            order = [i.id for i in load_negotiation(EXAMPLE / "negotiation.toml").issues]
            ids, others = _surnames(table), _surnames(second[name])
            tally(
                gold_rows(table, text, ids, order, shift),
                gold_rows(second[name], text, others, order, shift),
                done,
            )
    return figures(done)
