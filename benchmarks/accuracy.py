"""Accuracy of the reader on labelled texts: our own labels, GUM news, and PolNeAR where fetched."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from benchmarks.score import Row, Tally, figures, percent, shared, tally, trimmed
from onrecord.extract.reading import make_reader
from onrecord.gather.draft import check
from onrecord.gather.folder import read_file
from onrecord.model import Article, Attribution, Sighting, Statement
from onrecord.negotiation import load_negotiation

HERE = Path(__file__).parent
ROOT = HERE.parent
EXAMPLE = ROOT / "examples" / "ukraine-2025"
PUBLIC = ROOT.parent / "shared" / "data"
PLACES = {"sample": EXAMPLE / "articles", "white-house-2025": PUBLIC / "white-house-2025"}


def article_of(path: Path) -> Article:
    """Return the first article of a file, as gathered."""
    draft = check(next(d for d in read_file(path) if hasattr(d, "text")), "en")
    talks = load_negotiation(EXAMPLE / "negotiation.toml")
    outlet = talks.find_outlet(draft.outlet)
    sighting = Sighting(draft.published, draft.file, draft.url, outlet, draft.title)
    return Article(Article.id_of(draft.text), draft.text, draft.language, (sighting,))


def load_labels(labeller: str) -> dict[str, dict]:
    """Return a labeller's files by name."""
    return json.loads((HERE / "labels" / f"{labeller}.json").read_text("utf-8"))["files"]


def gold_rows(table: dict, text: str) -> list[Row]:
    """Return labelled statements as rows to score."""
    return [
        Row(
            trimmed([r["source"]] if r["source"] else None, text),
            trimmed([r["cue"]], text),
            trimmed(r["content"], text),
            r["actor"],
            # a label gives the stance towards the first of its issues
            {issue: (r["stance"] or "") if i == 0 else "" for i, issue in enumerate(r["issues"])},
        )
        for r in table["statements"]
    ]


def found_rows(statements: list[Statement], text: str) -> list[Row]:
    """Return the reader's outermost statements as rows, one an attribution, its issues together."""
    rows: dict[object, Row] = {}
    for s in statements:
        a = s.attribution
        if a.layer or (a.source and a.source.cut(text) in ("Q", "Question")):
            continue  # these labels mark the outermost only, and no reporter's question
        row = rows.get((a.source, a.cue, a.content))
        if row is None:
            row = rows[a.source, a.cue, a.content] = Row(
                trimmed([(a.source.start, a.source.end)] if a.source else None, text),
                trimmed([(a.cue.start, a.cue.end)], text),
                trimmed([(c.start, c.end) for c in a.content], text),
                s.actor or None,
            )
        elif row.actor != (s.actor or None):
            row.actor = None  # several speak together, which the labels give no actor
        if s.issue:
            row.stances[s.issue] = s.stance.value
    return list(rows.values())


def own_labels(place: str) -> dict[str, float]:
    """Return the reader's figures on the labelled texts of one place, {} where they are absent."""
    if not PLACES[place].is_dir():
        return {}
    reader = make_reader(load_negotiation(EXAMPLE / "negotiation.toml"))
    done = Tally()
    for name, table in load_labels("one").items():
        if table["place"] == place:
            article = _checked(name, table)
            statements = reader.read(article).statements
            tally(gold_rows(table, article.text), found_rows(statements, article.text), done)
    return figures(done)


def _checked(name: str, table: dict) -> Article:
    article = article_of(PLACES[table["place"]] / name)
    digest = hashlib.sha256(article.text.encode()).hexdigest()
    if digest != table["sha256"]:
        raise SystemExit(f"{name}: the text as read is not the text that was labelled; label it again")
    return article


def agreement(place: str) -> dict[str, float]:
    """Return the figures of the second labeller measured against the first: the ceiling."""
    if not PLACES[place].is_dir():
        return {}
    first, second, done = load_labels("one"), load_labels("two"), Tally()
    for name, table in first.items():
        if table["place"] == place:
            text = _checked(name, table).text
            tally(gold_rows(table, text), gold_rows(second[name], text), done)
    return figures(done)


def gum() -> dict[str, float]:
    """Return the figures on GUM news: attribution found when source or cue touch the satellite unit and
    the content touches its nucleus (``attribution-positive`` in the discourse dependencies).

    GUM relates discourse units, so a statement whose cue and content stand in one unit ("rejected the
    offer") cannot be marked there, and is not counted against the reader.
    """
    folder = PUBLIC / "gum-news"
    if not folder.is_dir():
        return {}
    extractor = make_reader(load_negotiation(EXAMPLE / "negotiation.toml")).extractor
    gold_count = found_count = right = hit = 0
    for path in sorted(folder.glob("dep/*.conllu")):
        text, places = _gum_text(path)
        relations, units = _gum_relations(folder / "rsd" / f"{path.stem}.rsd", places)
        article = Article(Article.id_of(text), text, "en", (Sighting("", path.name, "", "", ""),))
        found, _ = extractor.extract(article)
        rows = [
            (
                [(s.start, s.end) for s in (a.source, a.cue) if s],
                [(c.start, c.end) for c in a.content],
            )
            for a in found
            if not _in_one_unit(a, units)
        ]
        matched = {
            (i, j)
            for i, (satellite, nucleus) in enumerate(relations)
            for j, (head, content) in enumerate(rows)
            if shared((satellite,), tuple(head)) and shared((nucleus,), tuple(content))
        }
        gold_count, found_count = gold_count + len(relations), found_count + len(rows)
        hit += len({i for i, _ in matched})
        right += len({j for _, j in matched})
    precision, recall = percent(right, found_count), percent(hit, gold_count)
    f = round(2 * precision * recall / (precision + recall), 1) if precision + recall else 0.0
    return {"attribution precision": precision, "attribution recall": recall, "attribution F1": f}


def _in_one_unit(a: Attribution, units: list[tuple]) -> bool:
    spans = [a.cue, *a.content]
    return any(u[0] <= min(s.start for s in spans) and max(s.end for s in spans) <= u[1] for u in units)


def _gum_text(path: Path) -> tuple[str, list[tuple[int, int]]]:
    text, places = "", []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newpar") and text.strip():
            text = text.rstrip() + "\n\n"
        fields = line.split("\t")
        if len(fields) > 9 and fields[0].isdigit():
            places.append((len(text), len(text) + len(fields[1])))
            text += fields[1] + ("" if "SpaceAfter=No" in fields[9] else " ")
    return text.rstrip() + "\n", places


def _gum_relations(path: Path, places: list[tuple[int, int]]) -> tuple[list[tuple], list[tuple]]:
    """Return the attribution relations as pairs of units (satellite, nucleus), and every unit."""
    units, at = {}, 0
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip()]
    for row in rows:
        count = len(row[1].split())
        units[row[0]] = (places[at][0], places[min(at + count, len(places)) - 1][1])
        at += count
    made = [(units[r[0]], units[r[6]]) for r in rows if r[7].startswith("attribution-positive")]
    return made, list(units.values())
