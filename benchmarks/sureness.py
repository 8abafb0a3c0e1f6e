"""How often a statement is right when it is said to be sure: the data calibration is fitted on, and the reliability table.

Right means: linked to a labelled statement, its speaker right, and, where it takes a stance on an issue, that stance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from training.examples import find_layers

from benchmarks import accuracy, corpus, real
from benchmarks.score import Row, linked_score, pair
from onrecord.extract.by_tagger import TaggerExtractor
from onrecord.extract.confidence import Clues, load_calibration
from onrecord.extract.masking import mask_names
from onrecord.extract.understand import Understander
from onrecord.extract.weigh import load_weigher
from onrecord.model import Article, Stance, Statement
from onrecord.negotiation import Negotiation, load_negotiation

Judged = tuple[Clues, bool]


def read_with_clues(
    talks: Negotiation, article: Article
) -> tuple[list[Statement], Callable[[Statement], Clues]]:
    """Return the statements of an article, and what each one's confidence was made of."""
    seen: list[Clues] = []

    def note(clues: Clues) -> float:
        seen.append(clues)
        return float(len(seen) - 1)

    found, _ = TaggerExtractor(masker=mask_names(talks)).extract(article)
    statements = Understander(talks, load_weigher(), note).understand(article, found)
    return statements, lambda s: seen[int(s.confidence)]


def judge(gold: list[Row], talks: Negotiation, article: Article) -> Iterator[Judged]:
    """Yield the clues of each statement that may be filed as its speaker's own, and whether it is right."""
    statements, clues = read_with_clues(talks, article)
    found = real.found_rows(statements, article.text)
    partner = {j: i for i, j in pair(gold, [r for r, _ in found], linked_score)}
    for j, (row, rows) in enumerate(found):
        mine = gold[partner[j]] if j in partner else None
        for s in rows:
            if not s.own:
                continue
            right = mine is not None and (mine.actor or "") == (row.actor or "")
            if s.issue and s.stance is not Stance.UNCLEAR and mine is not None:
                if mine.stances.get(s.issue) == "":
                    continue  # the label names the issue and gives no stance
                right = right and mine.stances.get(s.issue) == s.stance.value
            yield clues(s), right


def of_corpus() -> Iterator[Judged]:
    """Yield the judged statements of the corpus' articles that are set aside."""
    for article in corpus.aside():
        talks = corpus.talks_of(article)
        rows = corpus.gold_rows(article, find_layers(article.statements))
        yield from judge(rows, talks, corpus.plain(article))


def of_labels() -> Iterator[Judged]:
    """Yield the judged statements of the sample and the White House texts that rules were tuned on."""
    talks = load_negotiation(accuracy.EXAMPLE / "negotiation.toml")
    for name, table in accuracy.load_labels("one").items():
        if accuracy.PLACES[table["place"]].is_dir():
            article = accuracy._checked(name, table)
            yield from judge(accuracy.gold_rows(table, article.text), talks, article)


def of_real(unseen: bool) -> Iterator[Judged]:
    """Yield the judged statements of the real texts, of the third never looked at or of the rest."""
    if not accuracy.PUBLIC.is_dir():
        return
    tables = real.load(real.LABELS)
    for name, table in tables.items():
        if (name in real.unseen_names(tables)) == unseen:
            article = real.text_of(name, table)
            talks, ids = real.talks_for(name, table)
            shift = len(article.text) - len(article.text.lstrip("\n"))
            order = [i.id for i in talks.issues]
            yield from judge(real.gold_rows(table, article.text, ids, order, shift), talks, article)


def set_aside() -> list[Judged]:
    """Return the judged statements that no weight was fitted on."""
    return [*list(of_corpus())[1::2], *of_real(unseen=True)]


def measure() -> dict[str, float | str]:
    """Return the reliability table on real texts never looked at and every other article of the corpus set aside."""
    made = load_calibration()
    rows = set_aside()
    chances = sorted((made.chance(c), right) for c, right in rows)
    out: dict[str, float | str] = {"statements": len(chances)}
    for low, high in ((0, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        here = [right for chance, right in chances if low <= chance < high]
        if here:
            out[f"chance {low} to {min(high, 1)}"] = (
                f"{100 * sum(here) / len(here):.0f}% right of {len(here)}"
            )
    for level in ("sure", "likely", "unsure"):
        here = [right for chance, right in chances if made.level(chance) == level]
        if here:
            out[level] = f"{100 * sum(here) / len(here):.1f}% right of {len(here)}"
    return out
