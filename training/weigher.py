"""The second model: a statement held against a proposition, its stance, hold and act; and how it is trained."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.extract.decode import ACTS, HOLDS
from onrecord.extract.pieces import load_tokenizer
from onrecord.extract.weigh import PARTS, TOWARDS, Question, question_pieces
from training.encoder import WIDTH, Encoder, load_encoder, weights_folder
from training.examples import NOWHERE
from training.marks import LabelledArticle
from training.pace import SEED, learn, make_tuner, mixed
from training.questions import Asked, ask


class WeigherModel(nn.Module):
    """Encoder and heads over its first piece."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(WIDTH, len(TOWARDS) + len(HOLDS) + len(ACTS))

    def forward(self, ids: Tensor, features: Tensor, kinds: Tensor, padding: Tensor | None = None) -> Tensor:
        """Return (batch, 21): scores of stance, hold and act."""
        made: Tensor = self.heads(self.drop(self.encoder(ids, features, kinds, padding)[:, 0]))
        return made


def train_weigher(
    articles: list[LabelledArticle], sets: list[tuple[Question, int]], epochs: int, batch: int = 32
) -> WeigherModel:
    """Return the second model trained on *articles* and on the contrast *sets*, which say nothing of hold and act."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    more = [Asked(q, answer, NOWHERE, NOWHERE) for q, answer in sets]
    tokenizer = load_tokenizer(weights_folder() / "tokenizer.json")
    model = WeigherModel(load_encoder(PARTS))
    others = [w for a in articles for w in a.propositions.values()]
    steps = epochs * len([q for a in articles for q in ask(a, random.Random(SEED), others)] + more) // batch
    tuner, pace = make_tuner(model, steps, 1e-4)
    for epoch in range(epochs):
        began, total = time.monotonic(), 0.0
        asked = [q for a in articles for q in ask(a, chance, others)] + _under_other_names(more, chance)
        rows = [(question_pieces(tokenizer, q.question), q) for q in asked]
        rows.sort(key=lambda r: len(r[0][0]) + chance.random() * 12)
        batches = [rows[i : i + batch] for i in range(0, len(rows), batch)]
        chance.shuffle(batches)
        model.train()
        for some in batches:
            with mixed():
                loss = _loss(model, some)
            learn(model, loss, tuner, pace)
            total += float(loss.detach())
        print(
            f"stance epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.monotonic() - began:.0f} s",
            flush=True,
        )
    return model


def _loss(model: WeigherModel, rows: list) -> Tensor:
    size = max(len(p[0]) for p, _ in rows)
    ids, features, kinds = (torch.zeros((len(rows), size), dtype=torch.long) for _ in range(3))
    padding = torch.ones((len(rows), size), dtype=torch.bool)
    for n, (pieces, _) in enumerate(rows):
        for tensor, values in zip((ids, features, kinds), pieces, strict=True):
            tensor[n, : len(values)] = torch.from_numpy(values)
        padding[n, : len(pieces[0])] = False
    made = model(ids, features, kinds, padding)
    towards, holds, acts = made.split((len(TOWARDS), len(HOLDS), len(ACTS)), dim=-1)
    answers = [torch.tensor([getattr(q, k) for _, q in rows]) for k in ("towards", "hold", "act")]
    return (
        functional.cross_entropy(towards, answers[0], label_smoothing=0.05)
        + 0.2 * _where_labelled(holds, answers[1])
        + 0.2 * _where_labelled(acts, answers[2])
    )


def _where_labelled(scores: Tensor, answers: Tensor) -> Tensor:
    kept = answers != NOWHERE
    return functional.cross_entropy(scores[kept], answers[kept]) if bool(kept.any()) else scores.sum() * 0


def _under_other_names(asked: list[Asked], chance: random.Random) -> list[Asked]:
    """Return the questions of the contrast sets with their sources exchanged, so that none tells the answer."""
    sources = [a.question.source for a in asked]
    return [
        replace(a, question=replace(a.question, source=chance.choice(sources)))
        if chance.random() < 0.6
        else a
        for a in asked
    ]
