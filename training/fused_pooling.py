"""ReLU, batch norm and 2 × 2 maximum in one pass over the memory, on processors with bfloat16.

Convolutions in bfloat16 are so fast there that the layers between them take nearly as long, most of it waiting for
memory: torch reads and writes each map once for every layer, and keeps 64-bit places of the maxima. Batch norm keeps
or turns the order of a channel's numbers, so the maximum can be taken before it, and mean and variance can be summed
up on the way: each map is read once on the way forward, and read and written once on the way back.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.compiled import kernels


class PooledStages(nn.Sequential):
    """Layers in sequence, some of which can be done as one.

    Where convolution, ReLU, batch norm and 2 × 2 maximum follow each other and `fused` is set, the last three are one.
    The results differ by rounding only, the names of the weights not at all.

    Attributes:
        fused: Whether to. Only where one thread at a time uses the network: the loops are not made for more.
    """

    fused = False

    def forward(self, batch: Tensor) -> Tensor:
        """(N, C, H, W) to whatever the last layer gives."""
        layers = list(self)
        at = 0
        while at < len(layers):
            batch = layers[at](batch)
            is_own = isinstance(layers[at], nn.Conv2d)  # nobody else needs the map, whose memory the gradient takes
            at += 1
            norm = _norm_to_fuse(batch, layers[at : at + 3]) if self.fused and is_own else None
            if norm is not None:
                batch = _rectify_normalise_pool(batch, norm)
                at += 3
        return batch


def fuse_for_training(network: nn.Module, device: torch.device, dtype: torch.dtype) -> None:
    """Sets `PooledStages.fused` in a network that is to be trained in this precision on this device."""
    stages = [module for module in network.modules() if isinstance(module, PooledStages)]
    wanted = bool(stages) and device.type == "cpu" and dtype == torch.bfloat16 and kernels() is not None
    for module in stages:
        module.fused = wanted


def _norm_to_fuse(maps: Tensor, layers: list[nn.Module]) -> nn.BatchNorm2d | None:
    """The batch norm of three layers that can be fused after these maps."""
    match layers:
        case [nn.ReLU(), nn.BatchNorm2d() as norm, nn.MaxPool2d() as pooling]:
            fits = (
                maps.dtype == torch.bfloat16
                and maps.shape[2] % 2 == maps.shape[3] % 2 == 0
                and (pooling.kernel_size, pooling.stride, pooling.padding) == (2, 2, 0)
                and (pooling.dilation, pooling.ceil_mode, pooling.return_indices) == (1, False, False)
                and (norm.affine, norm.track_running_stats) == (True, True)
                and norm.momentum is not None
            )
            return norm if fits else None
    return None


def _rectify_normalise_pool(maps: Tensor, norm: nn.BatchNorm2d) -> Tensor:
    """(N, C, H, W) bfloat16 to (N, C, H/2, W/2); counts and statistics of `norm` are kept as it would itself."""
    if norm.training and norm.num_batches_tracked is not None:
        norm.num_batches_tracked.add_(1)
    result: Tensor = _RectifyNormalisePool.apply(maps, norm.weight, norm.bias, norm)
    return result


class _RectifyNormalisePool(torch.autograd.Function):
    """See the module; the gradient of batch norm is that of Ioffe and Szegedy 2015.

    The way back writes the gradient over the maps, so it can be gone once only.
    """

    @staticmethod
    def forward(ctx: Any, maps: Tensor, weight: Tensor, bias: Tensor, norm: nn.BatchNorm2d) -> Tensor:
        """(N, C, H, W) to (N, C, H/2, W/2)."""
        bits = _bits_of(maps)
        photos, height, width, channels = bits.shape
        parts, factors = torch.get_num_threads(), _numbers(weight)
        pooled = _empty((photos, height // 2, width // 2, channels), torch.int16)
        places = _empty(pooled.shape, torch.uint8)
        totals = np.zeros((2, parts, channels))
        kernels().pool(bits, np.where(factors < 0, -1, 0).astype(np.int16), pooled, places, *totals)
        count = photos * height * width
        if norm.training:
            mean, square = totals.sum(1) / count
            variance = np.maximum(square - mean**2, 0.0)
            _follow(norm, mean, variance * (count / max(1, count - 1)))
        else:
            mean, variance = _numbers(norm.running_mean), _numbers(norm.running_var)
        inverse = 1.0 / np.sqrt(variance + norm.eps)
        factors = factors * inverse
        outputs = _empty(pooled.shape, torch.int16)
        kernels().scale(_rows(pooled), *_single(factors, _numbers(bias) - mean * factors), _rows(outputs), parts)
        ctx.save_for_backward(maps)
        ctx.kept = pooled, places, mean, inverse, factors, norm.training
        return torch.from_numpy(outputs).view(torch.bfloat16).permute(0, 3, 1, 2)

    @staticmethod
    def backward(ctx: Any, arriving: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        """Gradients of the maps, the weight and the bias."""
        if ctx.kept is None:
            raise RuntimeError("the gradient was written over what it is computed from: it cannot be asked for twice")
        (maps,) = ctx.saved_tensors
        pooled, places, mean, inverse, factors, by_batch = ctx.kept
        ctx.kept = None
        bits, gradients = _bits_of(maps), _bits_of(arriving)
        parts, channels = torch.get_num_threads(), bits.shape[3]
        totals = np.zeros((2, parts, channels))
        kernels().sum_gradients(_rows(gradients), _rows(pooled), *totals)
        of_bias, products = totals.sum(1)
        of_weight = (products - mean * of_bias) * inverse
        slopes, offsets = np.zeros(channels), np.zeros(channels)
        if by_batch:
            count = bits.size // channels
            slopes = -factors * inverse * of_weight / count
            offsets = -factors * of_bias / count - slopes * mean
        kernels().spread(bits, places, gradients, *_single(factors, offsets, slopes), parts)
        weight, bias = map(torch.from_numpy, _single(of_weight, of_bias))
        return torch.from_numpy(bits).view(torch.bfloat16).permute(0, 3, 1, 2), weight, bias, None


def _follow(norm: nn.BatchNorm2d, mean: np.ndarray, variance: np.ndarray) -> None:
    """Moves the running statistics towards those of a batch."""
    for running, values in zip((norm.running_mean, norm.running_var), _single(mean, variance), strict=True):
        assert running is not None
        assert norm.momentum is not None
        running.lerp_(torch.from_numpy(values), norm.momentum)


def _bits_of(maps: Tensor) -> np.ndarray:
    """(N, C, H, W) bfloat16 as bits (N, H, W, C), without a copy where the memory is channels-last."""
    return maps.detach().permute(0, 2, 3, 1).contiguous().view(torch.int16).numpy()


def _rows(bits: np.ndarray) -> np.ndarray:
    """(N, H, W, C) to (N·H, W, C)."""
    return bits.reshape(-1, *bits.shape[2:])


def _empty(shape: tuple[int, ...], kind: torch.dtype) -> np.ndarray:
    """Torch's memory, which it keeps for the next step; NumPy asks the system for pages."""
    return torch.empty(shape, dtype=kind).numpy()


def _numbers(values: Tensor | None) -> np.ndarray:
    assert values is not None
    return values.detach().double().numpy()


def _single(*values: np.ndarray) -> list[np.ndarray]:
    return [value.astype(np.float32) for value in values]
