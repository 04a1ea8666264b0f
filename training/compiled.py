"""Compiled loops for what torch has no single pass for, where they can be had."""

from __future__ import annotations

from functools import cache
from typing import Any

import torch

from training.devices import autocast_dtype
from training.paths import cache_folder


def can_be_used(device: torch.device) -> bool:
    """Whether networks train in bfloat16 on this device, which is the processor, and the loops can be had."""
    return device.type == "cpu" and autocast_dtype(device) == torch.bfloat16 and kernels() is not None


@cache
def kernels() -> Any:
    """The module `bfloat16_kernels`; None where there is no Numba, which is made for a new Python some months late."""
    try:
        import numba  # noqa: PLC0415
    except ImportError:
        return None
    numba.config.CACHE_DIR = str(cache_folder() / "compiled")  # type: ignore[attr-defined]
    threads = torch.get_num_threads()
    from training import bfloat16_kernels  # noqa: PLC0415

    numba.set_num_threads(min(threads, numba.get_num_threads()))
    torch.set_num_threads(threads)  # they share OpenMP's, whose number Numba sets to that of all processors
    return bfloat16_kernels
