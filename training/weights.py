"""Weights in a model file: 16-bit floats, or 8-bit integers with one scale for each output of a layer."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

_SCALE = ".scale"
_STATISTICS = frozenset({"running_mean", "running_var", "mean", "std"})
_FEW = 4096
"""Layers with fewer weights than this keep 16 bits: they would save next to nothing."""


def compact(state: Mapping[str, Tensor], bits: int, prefix: str = "") -> dict[str, Tensor]:
    """What a file holds for a network's state; statistics and vectors stay 32-bit.

    Args:
        state: The network's state.
        bits: 16 or 8 for each weight.
        prefix: Stands before each name.
    """
    tensors: dict[str, Tensor] = {}
    for name, value in state.items():
        tensor = value.detach().cpu().contiguous()
        is_weight = tensor.dtype == torch.float32 and tensor.ndim > 1 and name.rsplit(".", 1)[-1] not in _STATISTICS
        if is_weight and bits == 8 and tensor.numel() >= _FEW:
            tensors[prefix + name], tensors[prefix + name + _SCALE] = _quantise(tensor)
        elif is_weight and tensor.abs().max() < 6e4:
            tensors[prefix + name] = tensor.half()
        else:
            tensors[prefix + name] = tensor.clone()
    return tensors


def expand(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The 32-bit state of a network from what `compact` made."""
    state = {}
    for name, tensor in tensors.items():
        owner = tensors.get(name.removesuffix(_SCALE)) if name.endswith(_SCALE) else None
        if owner is not None and owner.dtype == torch.int8:
            continue
        if tensor.dtype == torch.int8 and name + _SCALE in tensors:
            state[name] = tensor.float() * tensors[name + _SCALE].view(-1, *[1] * (tensor.ndim - 1))
        else:
            state[name] = tensor.float() if tensor.is_floating_point() else tensor
    return state


def _quantise(weight: Tensor) -> tuple[Tensor, Tensor]:
    """Integers of -127…127 and their scales (N,) for a weight (N, …): per output, with the least squared error.

    A few outliers cut off cost less than coarser steps for all others (Banner et al. 2019).
    """
    rows = weight.flatten(1)
    largest = rows.abs().amax(1, keepdim=True).clamp(min=1e-12)
    best = torch.full((len(rows), 1), float("inf"))
    scale = largest / 127.0
    for share in torch.linspace(0.5, 1.0, 26):
        trial = largest * share / 127.0
        error = ((rows / trial).round().clamp(-127, 127) * trial - rows).square().sum(1, keepdim=True)
        scale = torch.where(error < best, trial, scale)
        best = torch.minimum(best, error)
    integers = (rows / scale).round().clamp(-127, 127).to(torch.int8)
    return integers.view_as(weight).contiguous(), scale.flatten().contiguous()
