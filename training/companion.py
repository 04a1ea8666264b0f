"""A second network beside one that learnt from nothing, to tell apart what that one was never shown.

A network trained on two thousand photos of some landmarks has no use for what distinguishes others: of five landmarks
that it had not seen, taught from three photos each, it knows one in three again. One that learnt a million photos of
all kinds of things knows four in five. So where its weights are installed, model files keep its features, too (see
`training.kept_features`), and the app looks through it at photos once landmarks were taught. By then it also has a say
in which of the landmarks that the model knows photos show: it errs on others than the model does.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch

from training import efficientnet_lite
from training.devices import autocast, autocast_dtype
from training.efficientnet_lite import PackageError
from training.fusing import fuse_batch_norm, with_half_weights
from training.kept_features import COMPANIONS
from training.transforms import to_batch

_BATCH = 32


class Companion:
    """The companion network, ready to look. Any number of threads may use it.

    Attributes:
        name: One of `kept_features.COMPANIONS`.
        preprocessing: What it wants to see.
    """

    def __init__(self, name: str, device: torch.device) -> None:
        """Loads it.

        Args:
            name: One of `kept_features.COMPANIONS`.
            device: Where it will run.

        Raises:
            PackageError: Its weights are not installed, or damaged.
        """
        arch, _, side = name.partition("@")
        self.name, self.preprocessing, self._device = name, efficientnet_lite.preprocessing(arch), device
        if side:
            self.preprocessing = replace(self.preprocessing, size=int(side))
        self._digest = efficientnet_lite.VARIANTS[arch].digest
        network = efficientnet_lite.efficientnet_lite(arch)
        network.load_state_dict(efficientnet_lite.published_state(arch))
        network = fuse_batch_norm(network.eval()).to(device)
        half = autocast_dtype(device)
        self._network = with_half_weights(network, half) if half != torch.float32 else network

    @property
    def identity(self) -> str:
        """The same for networks whose features of a photo are the same."""
        return f"{self.name} {self._digest}"

    def features(self, squares: np.ndarray) -> np.ndarray:
        """Features (N, F) ``float32`` of pictures (N, S, S, 3) ``uint8`` of any size."""
        rows, start, size = [np.empty((0, efficientnet_lite.FEATURES), np.float32)], 0, _BATCH
        while start < len(squares):
            try:
                rows.append(self._look(np.asarray(squares[start : start + size])))
            except torch.OutOfMemoryError:  # another program took the GPU's memory
                if size == 1:
                    raise
                torch.cuda.empty_cache()
                size //= 2
                continue
            start += size
        return np.concatenate(rows)

    def _look(self, squares: np.ndarray) -> np.ndarray:
        with torch.inference_mode(), autocast(self._device):
            batch = to_batch(squares, self.preprocessing, self._device).contiguous(memory_format=torch.channels_last)
            found: np.ndarray = self._network(batch).float().cpu().numpy()
        return found


def installed(name: str | None, device: torch.device) -> Companion | None:
    """The companion of that name; None where there is none, or it cannot be used here.

    It only helps: neither weights that are missing or damaged nor a full GPU may keep a model from being used.
    """
    if name not in COMPANIONS:
        return None
    try:
        return Companion(name, device)
    except (PackageError, RuntimeError):
        return None
