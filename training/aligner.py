"""The third model: which words of a claim a passage bears; and how it is trained."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterable

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.extract.align import WHOLE, WORDS, pair_pieces
from onrecord.extract.pieces import load_tokenizer
from training.encoder import WIDTH, Encoder, load_encoder, weights_folder
from training.examples import NOWHERE
from training.pace import SEED, learn, make_tuner, mixed
from training.pairs import Pair

_BESIDE = 0.35  # of the pairs, how many are also held against another passage of the same kind


class AlignerModel(nn.Module):
    """Encoder, a head over every piece and one over the first."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.words = nn.Linear(WIDTH, len(WORDS))
        self.whole = nn.Linear(WIDTH, len(WHOLE))

    def forward(self, ids: Tensor, features: Tensor, kinds: Tensor, padding: Tensor | None = None) -> Tensor:
        """Return (batch, pieces, 6): scores of the words, and the whole's beside the first piece (repeated)."""
        made = self.drop(self.encoder(ids, features, kinds, padding))
        whole = self.whole(made[:, :1]).expand(-1, ids.shape[1], -1)
        return torch.cat([self.words(made), whole], -1)


def train_aligner(pairs: list[Pair], epochs: int, batch: int = 32, rate: float = 1e-4) -> AlignerModel:
    """Return the third model trained on *pairs*, some of their claims also held against passages they are not made of."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    tokenizer = load_tokenizer(weights_folder() / "tokenizer.json")
    model = AlignerModel(load_encoder(2))
    steps = int(epochs * len(pairs) * (1 + _BESIDE)) // batch
    tuner, pace = make_tuner(model, steps, rate)
    near = nearest(pairs)
    for epoch in range(epochs):
        began, total = time.monotonic(), 0.0
        some = pairs + [beside(p, near, chance) for p in pairs if chance.random() < _BESIDE]
        rows = [(pair_pieces(tokenizer, p.passage, p.claim), p) for p in some]
        rows.sort(key=lambda r: len(r[0][0]) + chance.random() * 12)
        batches = [rows[i : i + batch] for i in range(0, len(rows), batch)]
        chance.shuffle(batches)
        model.train()
        for group in batches:
            with mixed():
                loss = _loss(model, group)
            learn(model, loss, tuner, pace)
            total += float(loss.detach())
        print(
            f"align epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.monotonic() - began:.0f} s",
            flush=True,
        )
    return model


def nearest(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    """Return for each passage the passages that share most words with it: the hardest to tell from it."""
    words = {p.passage: set(re.findall(r"[a-z]{4,}", p.passage.lower())) for p in pairs}
    out = {}
    for passage, mine in words.items():
        rest = sorted(words, key=lambda o: (-len(words[o] & mine) / (len(words[o] | mine) or 1), o))
        out[passage] = [o for o in rest if o != passage][:6]
    return out


def beside(pair: Pair, near: dict[str, list[str]], chance: random.Random) -> Pair:
    """Return a pair's claim held against a passage that it was not made of: nothing of it is borne there."""
    other = chance.choice(near[pair.passage])
    return Pair(pair.article, other, pair.claim, 2, ((0, len(pair.claim)),), "N")


def _loss(model: AlignerModel, rows: list) -> Tensor:
    size = max(len(made[0]) for made, _ in rows)
    ids, kinds = (torch.zeros((len(rows), size), dtype=torch.long) for _ in range(2))
    padding = torch.ones((len(rows), size), dtype=torch.bool)
    answers = torch.full((len(rows), size), NOWHERE)
    for n, ((mine, sides, spans), pair) in enumerate(rows):
        ids[n, : len(mine)], kinds[n, : len(mine)] = torch.from_numpy(mine), torch.from_numpy(sides)
        padding[n, : len(mine)] = False
        first = len(mine) - len(spans) - 1
        for i, span in enumerate(spans if pair.words else ()):
            inside = any(span.start < b and a < span.end for a, b in pair.marked)
            answers[n, first + i] = pair.mark if inside else 0
    made = model(ids, kinds, kinds, padding)
    words, whole = made.split((len(WORDS), len(WHOLE)), dim=-1)
    aims = torch.tensor([pair.whole for _, pair in rows])
    weight = torch.tensor([1.0, 3.0, 1.0])  # few words are turned, and they tell most
    return functional.cross_entropy(
        words.flatten(0, 1), answers.flatten(), weight=weight, ignore_index=NOWHERE
    ) + functional.cross_entropy(whole[:, 0], aims, label_smoothing=0.05)


def measure(model: AlignerModel, pairs: list[Pair]) -> dict[str, float]:
    """Return how often the whole is right, and by kind, and the share of words right."""
    tokenizer = load_tokenizer(weights_folder() / "tokenizer.json")
    model.eval()
    right: dict[str, list[bool]] = {}
    words: list[bool] = []
    with torch.no_grad():
        for pair in pairs:
            ids, kinds, spans = pair_pieces(tokenizer, pair.passage, pair.claim)
            row, side = torch.from_numpy(ids)[None], torch.from_numpy(kinds)[None]
            made = model(row, side, side)[0]
            whole = int(made[0, len(WORDS) :].argmax())
            right.setdefault(pair.kind, []).append(whole == pair.whole)
            first = len(ids) - len(spans) - 1
            for i, span in enumerate(spans if pair.words else ()):
                inside = any(span.start < b and a < span.end for a, b in pair.marked)
                words.append(int(made[first + i, : len(WORDS)].argmax()) == (pair.mark if inside else 0))
    every = [x for rows in right.values() for x in rows]
    shares = {f"right {k}": 100 * sum(v) / len(v) for k, v in sorted(right.items())}
    return {
        "pairs": len(every),
        "right": 100 * sum(every) / len(every),
        **shares,
        "words right": 100 * sum(words) / len(words),
    }
