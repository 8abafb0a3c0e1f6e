"""One vector for each word piece, taken from the encoder (Tulkens and van Dongen 2024, Model2Vec): no training, no text."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from training.encoder import VOCABULARY, load_encoder

SIZE = 128  # numbers a piece, of the encoder's 384 those that tell most


def write_vectors(path: Path, batch: int = 512) -> None:
    """Write the pieces' vectors to *path*: each piece alone through the encoder, the mean, its first principal components, int8."""
    encoder = load_encoder(2)
    encoder.eval()
    parts = []
    with torch.no_grad():
        for first in range(0, VOCABULARY, batch):
            piece = torch.arange(first, min(VOCABULARY, first + batch))
            ids = torch.stack([torch.full_like(piece, 101), piece, torch.full_like(piece, 102)], 1)
            parts.append(encoder(ids, torch.zeros_like(ids), torch.zeros_like(ids)).mean(1))
    made = torch.cat(parts).numpy()
    made = made - made.mean(0)
    made = made @ np.linalg.svd(made, full_matrices=False)[2][:SIZE].T
    largest = np.abs(made).max()  # one scale for all: cosines need none
    np.save(path, np.round(made / largest * 127).astype(np.int8))
