"""Trains the reader's tagger from the corpus: ``python -m training.train`` (see ``--help``)."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

from onrecord.extract.pieces import load_tokenizer
from onrecord.extract.weigh import Question
from training.aligner import train_aligner
from training.augment import dress, mask_some, own_names
from training.encoder import weights_folder
from training.examples import (
    CORPUS,
    DRILLS,
    ROOT,
    STANCES,
    Example,
    is_aside,
    make_examples,
    read_corpus,
)
from training.export import export, seal, write_biases, write_cue_words
from training.marks import LabelledArticle
from training.pace import SEED, learn, make_tuner, mixed
from training.pairs import Pair, from_stances, read_pairs
from training.stances import read_stances
from training.tagger import Tagger, find_loss, make_tagger
from training.vectors import write_vectors
from training.weigher import train_weigher

PAIRS = ROOT / "corpus" / "pairs"
READER = ROOT / "src" / "onrecord" / "data" / "reader"


def main(argv: list[str]) -> int:
    """Train on the corpus, all of it or without what is set aside, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set-aside", action="store_true", help="leave out the tenth that is_aside() names")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--stance-epochs", type=int, default=4)
    parser.add_argument("--align-epochs", type=int, default=3)
    models = ("tagger", "stance", "align")
    parser.add_argument("--only", choices=models, nargs="*", default=models)
    parser.add_argument("--limit", type=int, default=0, help="train on so many articles only (the curve)")
    parser.add_argument("--out", type=Path, default=READER)
    options = parser.parse_args(argv)
    articles = read_corpus(CORPUS, DRILLS)
    if options.set_aside:
        articles = [a for a in articles if not is_aside(a.id)]
    random.Random(SEED).shuffle(articles)
    articles = articles[: options.limit or None]
    options.out.mkdir(parents=True, exist_ok=True)
    if "tagger" in options.only:
        model = train(articles, options.epochs)
        export(model, options.out / "tagger.onnx", ("ids", "features"))
        write_biases(model, options.out / "links.json")
        write_cue_words(articles, options.out / "cues.json")
    if "stance" in options.only:
        weigher = train_weigher(articles, read_sets(options.set_aside), options.stance_epochs)
        export(weigher, options.out / "stance.onnx", ("ids", "features", "kinds"))
    if "align" in options.only:
        pairs = read_all_pairs(options.set_aside)
        export(
            train_aligner(pairs, articles, options.align_epochs),
            options.out / "align.onnx",
            ("ids", "features", "kinds"),
        )
        write_vectors(options.out / "vectors.npy")
    shutil.copy(weights_folder() / "tokenizer.json", options.out / "tokenizer.json")
    seal(options.out)
    return 0


def read_sets(set_aside: bool) -> list[tuple[Question, int]]:
    """Return the contrast sets, without those set aside if told to; a set is set aside as a whole."""
    rows = [row for f in sorted(STANCES.glob("*.txt")) for row in read_stances(f)]
    return [r for r in rows if not (set_aside and is_aside(r[0].proposition))]


def read_all_pairs(set_aside: bool, stances: int = 2400, twice: int = 2) -> list[Pair]:
    """Return the pairs of passage and claim, each *twice* an epoch, and so many contrast lines as pairs."""
    chance = random.Random(SEED)
    lines = from_stances(read_sets(set_aside), chance)
    chance.shuffle(lines)
    pairs = [p for f in sorted(PAIRS.glob("*.txt")) for p in read_pairs(f)]
    return lines[:stances] + [p for p in pairs if not (set_aside and is_aside(p.article))] * twice


def train(articles: list[LabelledArticle], epochs: int, rate: float = 1.5e-4, batch: int = 16) -> Tagger:
    """Return a tagger trained on *articles*: AdamW, linear warm-up and decay, the same for the same seed."""
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(True)
    chance = random.Random(SEED)
    tokenizer = load_tokenizer(weights_folder() / "tokenizer.json")
    names = sorted({n for a in articles for n in own_names(a)})
    model = make_tagger()
    steps = epochs * sum(len(make_examples(a, tokenizer)) for a in articles) // batch + 1
    tuner, pace = make_tuner(model, steps, rate)
    statements = sum(len(a.statements) for a in articles)
    print(f"{len(articles)} articles, {statements} statements, {steps} steps", flush=True)
    for epoch in range(epochs):
        began = time.monotonic()
        examples = [
            e
            for a in articles
            for e in (_dressed(a, names, tokenizer, chance) if epoch else make_examples(a, tokenizer))
        ]
        total = 0.0
        batches = list(_batches(examples, batch, chance))
        model.train()
        for rows in batches:
            with mixed():
                loss = find_loss(model, rows)
            learn(model, loss, tuner, pace)
            total += float(loss.detach())
        print(
            f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.monotonic() - began:.0f} s",
            flush=True,
        )
    return model


def _dressed(
    article: LabelledArticle, names: list[str], tokenizer: Tokenizer, chance: random.Random
) -> list[Example]:
    """Return an article's windows with its known names masked, or else exchanged."""
    masker = mask_some(article, chance)
    return make_examples(dress(article, [] if masker else names, chance), tokenizer, masker)


def _batches(examples: list[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Return batches of windows of like length, in random order."""
    order = sorted(examples, key=lambda e: len(e.pieces.ids) + chance.random() * 20)
    out = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(out)
    return out


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
