"""Trained weights to what the package reads: int8 ONNX and the linking head's small numbers."""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
from collections import Counter
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from onrecord.extract.pieces import WORD
from training.marks import LabelledArticle


def export(model: nn.Module, path: Path, inputs: tuple[str, ...]) -> None:
    """Write *model* to *path* as int8 ONNX (dynamic quantisation of weights, one scale a channel)."""
    model.eval()
    logging.getLogger().setLevel(logging.ERROR)
    ids = torch.ones((1, 17), dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            model,
            (ids, *(torch.zeros_like(ids) for _ in inputs[1:])),
            str(full),
            input_names=list(inputs),
            output_names=["scores"],
            dynamic_axes={
                n: {1: "pieces"} for n in (*inputs, *(["scores"] if "kinds" not in inputs else []))
            },
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


def seal(folder: Path) -> None:
    """Write ``reader.toml``: the SHA-256 of each model file of *folder*, which the package checks before use."""
    rows = [
        f'"{f.name}" = "{hashlib.sha256(f.read_bytes()).hexdigest()}"\n'
        for f in sorted(folder.iterdir())
        if f.suffix in (".onnx", ".json", ".npy")
    ]
    (folder / "reader.toml").write_text("".join(rows), encoding="utf-8")


def write_cue_words(articles: list[LabelledArticle], path: Path, least: float = 0.05) -> None:
    """Write the words that stand in a cue at least that often where they stand, as a sorted JSON list."""
    inside: Counter[str] = Counter()
    anywhere: Counter[str] = Counter()
    for article in articles:
        low = article.text.lower()
        anywhere.update(WORD.findall(low))
        for cue in {s.cue[0] for s in article.statements if s.cue}:
            inside.update(WORD.findall(low[slice(*cue)]))
    words = sorted(w for w in inside if inside[w] >= least * anywhere[w])
    path.write_text(json.dumps(words, ensure_ascii=False) + "\n", encoding="utf-8")


def write_biases(model: nn.Module, path: Path) -> None:
    """Write the tagger's linking numbers as JSON, rounded so that the file is the same on every machine."""
    names = ("source_bias", "content_bias", "no_source", "no_cue")
    rows = {n: [round(float(v), 5) for v in getattr(model, n).detach()] for n in names}
    path.write_text(json.dumps(rows) + "\n", encoding="utf-8")
