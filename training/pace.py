"""How a model is tuned: AdamW, warm-up and decay, half the precision where the processor has it."""

from __future__ import annotations

import contextlib

import torch
from torch import nn
from torch.optim import AdamW
from torch.optim.lr_scheduler import LambdaLR

SEED = 20250202


def make_tuner(model: nn.Module, steps: int, rate: float) -> tuple[AdamW, LambdaLR]:
    """Return the optimiser (heads learn at 1e-3, the encoder at *rate*) and its pace over *steps*."""
    heads, body = [], []
    for name, values in model.named_parameters():
        (body if name.startswith("encoder") and "features" not in name else heads).append(values)
    tuner = AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 1e-3}], weight_decay=0.01)
    warm = max(1.0, 0.08 * steps)
    return tuner, LambdaLR(tuner, lambda s: min(1.0, (s + 1) / warm) * max(0.0, 1 - s / max(steps, 1)))


def mixed() -> contextlib.AbstractContextManager[None]:
    """Return the setting to compute a loss in: bfloat16 where the processor has it, which is twice as fast."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported())


def learn(model: nn.Module, loss: torch.Tensor, tuner: AdamW, pace: LambdaLR) -> None:
    """Take one step down the gradient of *loss*, its length bounded."""
    tuner.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    tuner.step()
    pace.step()
