"""Trained weights to what the package reads: int8 ONNX and the linking head's small numbers."""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class _AsShipped(nn.Module):
    """The model with its one row of inputs, as the package calls it."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, features: Tensor) -> Tensor:
        made: Tensor = self.model(ids, features)
        return made


def export(model: nn.Module, path: Path) -> None:
    """Write *model* to *path* as int8 ONNX (dynamic quantisation of weights, one scale a channel)."""
    model.eval()
    logging.getLogger().setLevel(logging.ERROR)
    ids = torch.ones((1, 17), dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            _AsShipped(model),
            (ids, torch.zeros_like(ids)),
            str(full),
            input_names=["ids", "features"],
            output_names=["scores"],
            dynamic_axes={n: {1: "pieces"} for n in ("ids", "features", "scores")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(full),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_biases(model: nn.Module, path: Path) -> None:
    """Write the tagger's linking numbers as JSON, rounded so that the file is the same on every machine."""
    names = ("source_bias", "content_bias", "no_source", "no_cue")
    rows = {n: [round(float(v), 5) for v in getattr(model, n).detach()] for n in names}
    path.write_text(json.dumps(rows) + "\n", encoding="utf-8")
