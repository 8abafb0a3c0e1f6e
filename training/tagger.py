"""The tagger: the encoder with heads for tags, conditions, links, holds and acts, and its loss."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.extract.decode import ACTS, BUCKETS, CONDITION_TAGS, HOLDS, LINK, TAGS, bucket
from onrecord.extract.pieces import FEATURES
from training.encoder import WIDTH, Encoder, load_encoder
from training.examples import NOWHERE, Example, Linked

SIZES = (2 * len(TAGS), len(CONDITION_TAGS), 3 * LINK, len(HOLDS), len(ACTS))


class Tagger(nn.Module):
    """Encoder and heads; ``forward`` returns one row of all scores a piece, which ``onrecord.extract.decode`` reads."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.heads = nn.Linear(WIDTH, sum(SIZES))
        self.source_bias = nn.Parameter(torch.zeros(BUCKETS))
        self.content_bias = nn.Parameter(torch.zeros(BUCKETS))
        self.no_source = nn.Parameter(torch.zeros(LINK))
        self.no_cue = nn.Parameter(torch.zeros(LINK))

    def forward(self, ids: Tensor, features: Tensor, padding: Tensor | None = None) -> Tensor:
        """Return (batch, pieces, scores): log-probabilities of the tags, then the rest."""
        made = self.heads(self.drop(self.encoder(ids, features, torch.zeros_like(ids), padding)))
        tags, conditions, links, holds, acts = made.split(SIZES, dim=-1)
        first, second = tags.split(len(TAGS), dim=-1)
        return torch.cat(
            [
                first.log_softmax(-1),
                second.log_softmax(-1),
                conditions.log_softmax(-1),
                links / LINK**0.25,
                holds,
                acts,
            ],
            dim=-1,
        )


def make_tagger() -> Tagger:
    """Return a tagger over the pre-trained encoder, its heads untrained."""
    return Tagger(load_encoder(FEATURES))


def collate(batch: list[Example]) -> dict[str, Tensor]:
    """Return the tensors of a batch, padded."""
    size = max(len(e.pieces.ids) for e in batch)
    shape = (len(batch), size)
    out = {"ids": torch.zeros(shape, dtype=torch.long), "features": torch.zeros(shape, dtype=torch.long)}
    for key in ("first", "second", "conditions"):
        out[key] = torch.full(shape, NOWHERE)
    out["padding"] = torch.ones(shape, dtype=torch.bool)
    for n, e in enumerate(batch):
        long = len(e.pieces.ids)
        out["ids"][n, :long] = torch.from_numpy(e.pieces.ids)
        out["features"][n, :long] = torch.from_numpy(e.pieces.features)
        out["first"][n, :long] = torch.tensor(e.tags[0])
        out["second"][n, :long] = torch.tensor(e.tags[1])
        out["conditions"][n, :long] = torch.tensor(e.conditions)
        out["padding"][n, :long] = False
    return out


def find_loss(model: Tagger, batch: list[Example]) -> Tensor:
    """Return the loss of a batch: tags of both layers, conditions, links, hold and act."""
    data = collate(batch)
    rows = model(data["ids"], data["features"], data["padding"])
    first, second, conditions, links, holds, acts = rows.split(
        (len(TAGS), len(TAGS), len(CONDITION_TAGS), 3 * LINK, len(HOLDS), len(ACTS)), dim=-1
    )
    loss = functional.nll_loss(first.flatten(0, 1), data["first"].flatten(), ignore_index=NOWHERE)
    loss = loss + 0.7 * functional.nll_loss(
        second.flatten(0, 1), data["second"].flatten(), ignore_index=NOWHERE
    )
    loss = loss + 0.3 * functional.nll_loss(
        conditions.flatten(0, 1), data["conditions"].flatten(), ignore_index=NOWHERE
    )
    linking = [piece for n, e in enumerate(batch) for piece in _linking(model, links[n], e)]
    if linking:
        loss = loss + 0.3 * torch.stack(linking).mean()
    at = [(n, s.cue[0], s.hold, s.act) for n, e in enumerate(batch) for s in e.linked]
    if at:
        where = torch.tensor([a[0] for a in at]), torch.tensor([a[1] for a in at])
        loss = loss + 0.1 * functional.cross_entropy(holds[where], torch.tensor([a[2] for a in at]))
        loss = loss + 0.1 * functional.cross_entropy(acts[where], torch.tensor([a[3] for a in at]))
    return loss


@dataclass(frozen=True)
class _Side:
    """What is chosen among: the linking vectors of one role, its biases by distance, and the vector of none."""

    rows: Tensor
    bias: Tensor
    none: Tensor
    sign: int

    def loss(self, mine: Tensor, at: int, options: list[tuple[int, int]], answer: int) -> Tensor:
        """Return the loss of choosing *answer* among *options* (none is the last) for the vector *mine*, which stands *at*."""
        scores = [self.none @ mine]
        if options:
            starts = [o[0] for o in options]
            near = torch.tensor([bucket(self.sign * (at - start)) for start in starts])
            scores = [*(self.rows[starts] @ mine + self.bias[near]), *scores]
        return functional.cross_entropy(torch.stack(scores).unsqueeze(0), torch.tensor([answer]))


def _linking(model: Tagger, rows: Tensor, example: Example) -> list[Tensor]:
    """Return the losses of choosing each content's cue and each cue's source, among those of the window's layer."""
    out = []
    cue_rows, source_rows, content_rows = rows.split(LINK, dim=-1)
    to_cue = _Side(cue_rows, model.content_bias, model.no_cue, 1)
    to_source = _Side(source_rows, model.source_bias, model.no_source, -1)
    for layer in (0, 1):
        here = [s for s in example.linked if s.layer == layer]
        cues = sorted({s.cue for s in here})
        sources = sorted({s.source for s in here if s.source})
        asked = [(c, cues.index(s.cue)) for s in here for c in s.content]
        asked += [(c, len(cues)) for c in example.loose] if not layer else []
        out += [to_cue.loss(content_rows[c[0]], c[0], cues, answer) for c, answer in asked]
        for s in here:
            answer = sources.index(s.source) if s.source else len(sources)
            out.append(to_source.loss(cue_rows[s.cue[0]], s.cue[0], sources, answer))
    return out


__all__ = ["Linked", "Tagger", "collate", "find_loss", "make_tagger"]
