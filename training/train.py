"""Trains the reader's tagger from the corpus: ``python -m training.train`` (see ``--help``)."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import time
import zlib
from pathlib import Path

import torch

from onrecord.extract.pieces import load_tokenizer
from training.augment import dress, own_names
from training.encoder import weights_folder
from training.examples import Example, make_examples, read_corpus
from training.export import export, write_biases
from training.marks import LabelledArticle
from training.tagger import Tagger, find_loss, make_tagger

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus" / "articles"
READER = ROOT / "src" / "onrecord" / "data" / "reader"
SEED = 20250202


def main(argv: list[str]) -> int:
    """Train on the corpus, all of it or without what is set aside, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set-aside", action="store_true", help="leave out the tenth that is_aside() names")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--limit", type=int, default=0, help="train on so many articles only (the curve)")
    parser.add_argument("--out", type=Path, default=READER)
    options = parser.parse_args(argv)
    articles = read_corpus(CORPUS)
    if options.set_aside:
        articles = [a for a in articles if not is_aside(a.id)]
    random.Random(SEED).shuffle(articles)
    articles = articles[: options.limit or None]
    model = train(articles, options.epochs)
    options.out.mkdir(parents=True, exist_ok=True)
    export(model, options.out / "tagger.onnx")
    write_biases(model, options.out / "links.json")
    shutil.copy(weights_folder() / "tokenizer.json", options.out / "tokenizer.json")
    return 0


def is_aside(name: str) -> bool:
    """Say whether an article is one of the tenth that no trial may learn from."""
    return zlib.crc32(name.encode()) % 10 == 0


def train(articles: list[LabelledArticle], epochs: int, rate: float = 1.5e-4, batch: int = 16) -> Tagger:
    """Return a tagger trained on *articles*: AdamW, linear warm-up and decay, the same for the same seed."""
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(True)
    chance = random.Random(SEED)
    tokenizer = load_tokenizer(weights_folder() / "tokenizer.json")
    names = sorted({n for a in articles for n in own_names(a)})
    model = make_tagger()
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder") or "features" in n]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and "features" not in n]
    tuner = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 1e-3}], weight_decay=0.01)
    steps = epochs * sum(len(make_examples(a, tokenizer)) for a in articles) // batch + 1
    pace = torch.optim.lr_scheduler.LambdaLR(
        tuner, lambda s: min(1.0, (s + 1) / (0.08 * steps)) * max(0.0, 1 - s / steps)
    )
    statements = sum(len(a.statements) for a in articles)
    print(f"{len(articles)} articles, {statements} statements, {steps} steps", flush=True)
    for epoch in range(epochs):
        began = time.monotonic()
        examples = [e for a in articles for e in make_examples(dress(a, names, chance) if epoch else a, tokenizer)]
        total = 0.0
        batches = list(_batches(examples, batch, chance))
        model.train()
        for rows in batches:
            loss = find_loss(model, rows)
            tuner.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            tuner.step()
            pace.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return model


def _batches(examples: list[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Return batches of windows of like length, in random order."""
    order = sorted(examples, key=lambda e: len(e.pieces.ids) + chance.random() * 20)
    out = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(out)
    return out


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
