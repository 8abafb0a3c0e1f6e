"""The third model: which words of a claim a passage bears; and how it is trained."""

from __future__ import annotations

import random
import re
import time
from dataclasses import replace

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.extract.align import WHOLE, WORDS, pair_pieces
from onrecord.extract.pieces import load_tokenizer
from onrecord.sentences import sentences
from onrecord.spans import flat, paragraphs
from training.encoder import WIDTH, Encoder, load_encoder, weights_folder
from training.examples import NOWHERE
from training.marks import LabelledArticle
from training.pace import SEED, learn, make_tuner, mixed
from training.pairs import Pair
from training.spoil import Spoiler

_BESIDE = 0.6  # of the claims, how many are also held against another place of their article


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


def train_aligner(
    pairs: list[Pair], articles: list[LabelledArticle], epochs: int, batch: int = 32, rate: float = 1e-4
) -> AlignerModel:
    """Return the third model trained on *pairs*, some of their claims also held against other places of their *articles*."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    tokenizer = load_tokenizer(weights_folder() / "tokenizer.json")
    model = AlignerModel(load_encoder(2))
    extra = 0.8 * sum(p.kind in "PQ" for p in pairs) + _BESIDE * sum(p.kind in "PQA" for p in pairs)
    steps = int(epochs * (len(pairs) + extra)) // batch
    tuner, pace = make_tuner(model, steps, rate)
    places, spoiler = Surroundings(articles), Spoiler(articles)
    for epoch in range(epochs):
        began, total = time.monotonic(), 0.0
        some = [places.widened(p, chance) for p in pairs]
        some += spoiled(pairs, spoiler, chance)
        some += [
            o
            for p in pairs
            if p.kind in "PQA" and chance.random() < _BESIDE and (o := places.elsewhere(p, chance))
        ]
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


def spoiled(pairs: list[Pair], spoiler: Spoiler, chance: random.Random) -> list[Pair]:
    """Return true claims made false by a step, and sentences of the corpus as claims, true and made false."""
    true = [p for p in pairs if p.kind in "PQ"]
    true += [spoiler.itself(chance) for _ in range(len(true) // 4)]
    out = [p for p in true if p.kind == "itself"]
    for pair in true:
        if chance.random() < 0.2:
            out.append(spoiler.exchanged(pair, chance))
        if chance.random() < 0.12 and (made := spoiler.denied(pair, chance)):
            out.append(made)
    return out


class Surroundings:
    """The sentences about each passage, and those elsewhere in its article that are most like a claim: what the auditor will meet."""

    def __init__(self, articles: list[LabelledArticle]) -> None:
        self._sentences = {}
        for article in articles:
            text = flat(article.text)
            rows = [s.cut(text) for place in paragraphs(article.text) for s in sentences(text, place)]
            self._sentences[article.id] = rows
        self._words = {k: [_words(s) for s in rows] for k, rows in self._sentences.items()}

    def widened(self, pair: Pair, chance: random.Random) -> Pair:
        """Return the pair with the sentence before its passage, the one after, or both."""
        rows = self._sentences.get(pair.article, [])
        inside = [i for i, s in enumerate(rows) if s in pair.passage]
        if not inside or chance.random() < 0.35:
            return pair
        before = rows[inside[0] - 1] if inside[0] and chance.random() < 0.7 else ""
        after = rows[inside[-1] + 1] if inside[-1] + 1 < len(rows) and chance.random() < 0.7 else ""
        return replace(pair, passage=f"{before[-220:]} {pair.passage} {after[:220]}".strip())

    def elsewhere(self, pair: Pair, chance: random.Random) -> Pair | None:
        """Return the pair's claim held against another place of its article, one of the three most like it."""
        rows, words = self._sentences.get(pair.article, []), _words(pair.claim)
        free = [i for i, s in enumerate(rows) if s not in pair.passage and len(s) > 30]
        if not free:
            return None
        best = sorted(free, key=lambda i: (-len(self._words[pair.article][i] & words), i))[:3]
        i = chance.choice(best)
        place = " ".join(rows[max(0, i - 1) : i + 2])
        if pair.passage in place or any(
            rows[j] in pair.passage for j in range(max(0, i - 1), min(len(rows), i + 2))
        ):
            place = rows[i]
        return Pair(pair.article, place, pair.claim, 2, ((0, len(pair.claim)),), "elsewhere")


def _words(text: str) -> frozenset[str]:
    return frozenset(w[:5] for w in re.findall(r"[a-z]{4,}", text.lower()))


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
