"""A trained network's answers in two steps: the features of photos, and the logits that its head makes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

from training.data import Photo
from training.model_file import ModelInfo
from training.networks import Classifier
from training.transforms import Preprocessing, to_batch, view_of

Extract = Callable[[Sequence[Photo], np.ndarray], np.ndarray]
"""Features (V, N, F) of photos in each view, given with their pictures (N, S, S, 3)."""

_BATCH = 64


@torch.inference_mode()
def features_of(
    network: Classifier,
    squares: np.ndarray,
    preprocessing: Preprocessing,
    device: torch.device,
    views: Sequence[str],
) -> np.ndarray:
    """Features (V, N, F) of pictures (N, S, S, 3) in each view, in single precision as `engine.predict_logits`."""
    network.eval()
    parts: list[Tensor] = []
    for start in range(0, len(squares), _BATCH):
        batch = to_batch(np.asarray(squares[start : start + _BATCH]), preprocessing, device)
        parts.append(torch.stack([network.features(view_of(batch, name)).float().cpu() for name in views]))
    features: np.ndarray = torch.cat(parts, dim=1).numpy()
    return features


@torch.inference_mode()
def head_logits(network: Classifier, features: np.ndarray, device: torch.device) -> Tensor:
    """Logits (V, N, K) from features (V, N, F)."""
    network.eval()
    return torch.stack([network.head(torch.from_numpy(view).to(device)).float().cpu() for view in features])


def whole_network(device: torch.device) -> Callable[[Classifier, ModelInfo], Extract]:
    """The way to features that runs the network itself."""

    def extractor(network: Classifier, info: ModelInfo) -> Extract:
        return lambda _photos, squares: features_of(network, squares, info.preprocessing, device, info.views)

    return extractor
