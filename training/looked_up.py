"""Training pictures that are mirrored at most, from bytes to the network's bfloat16 input in one pass.

Layer by layer they would be copied, mirrored, divided, normalised and made half as long in six passes over four times
the memory; a byte has 256 values only, and what becomes of each can be looked up.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from training.compiled import can_be_used, kernels
from training.transforms import Augmentation, Preprocessing, normalise, to_unit_range


class LookedUpPictures:
    """Makes batches for one network; the numbers are those of `transforms.normalise`, rounded to bfloat16."""

    def __init__(self, preprocessing: Preprocessing) -> None:
        """Computes what becomes of each byte.

        Args:
            preprocessing: The network's own.
        """
        every = np.repeat(np.arange(256, dtype=np.uint8)[:, None, None, None], 3, axis=3)
        numbers = normalise(to_unit_range(every), preprocessing).bfloat16()
        self._table = numbers.reshape(256, 3).contiguous().view(torch.int16).numpy()

    @classmethod
    def where_faster(
        cls, preprocessing: Preprocessing, changes: Augmentation | None, device: torch.device
    ) -> LookedUpPictures | None:
        """One where the network takes bfloat16 on the processor, pictures change as here, and Numba is there."""
        fits = changes is not None and changes.mirrors_only
        return cls(preprocessing) if fits and can_be_used(device) else None

    def batch(self, squares: np.ndarray, mirrored: Tensor) -> Tensor:
        """Network input (N, 3, S, S), bfloat16 in channels-last memory.

        Args:
            squares: (N, S, S, 3) ``uint8``.
            mirrored: (N,) which to mirror.
        """
        squares = np.ascontiguousarray(squares)
        outputs = torch.empty(squares.shape, dtype=torch.int16)
        kernels().look_up(squares, mirrored.numpy(), self._table, outputs.numpy(), torch.get_num_threads())
        return outputs.view(torch.bfloat16).permute(0, 3, 1, 2)
