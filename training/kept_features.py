"""Features of photos that a model file keeps, so that the model can learn further where its training photos are not.

A sample of the photos learnt from tells how photos of one landmark differ and where all landmarks lie; the photos held
back tell what a change does to answers that were right. Each feature takes 8 bits, in steps of its own: from a
person's photos nothing is kept but these numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

PREFIX = "kept."
"""Begins the names of these tensors in a model file."""
TRAIN_EACH = 64
"""Photos learnt from that are kept of each landmark."""
TRAIN_ORDINARY = 320
"""Ordinary photos learnt from that are kept."""
TEST_MOST = 1500
"""Photos held back that are kept in all."""
MOST_BYTES = 8 * 2**20
"""Models of many features keep fewer photos."""
FEWEST_EACH = 4
"""From fewer photos of each landmark nothing can be learnt: then none are kept."""

_MOST_PHOTOS, _MOST_FEATURES = 200_000, 65_536
_LEVELS = 255
_GREATEST = 1e12
_KINDS = {
    "train": torch.uint8,
    "train_labels": torch.int16,
    "test": torch.uint8,
    "test_labels": torch.int16,
    "low": torch.float32,
    "step": torch.float32,
}


@dataclass(frozen=True)
class KeptFeatures:
    """Features of photos, the mean of the views that the model looks at.

    Attributes:
        train_features: (N, F) ``float32``, of a sample of the photos learnt from.
        train_labels: (N,) ``int64``, the model's outputs; the number of landmarks stands for an ordinary photo.
        test_features: (M, F) ``float32``, of photos held back; M may be 0.
        test_labels: (M,) ``int64``, likewise.
    """

    train_features: np.ndarray
    train_labels: np.ndarray
    test_features: np.ndarray
    test_labels: np.ndarray

    def tensors(self) -> dict[str, Tensor]:
        """What a file holds: 8 bits for each feature, from its least to its greatest value."""
        both = np.concatenate((self.train_features, self.test_features)).astype(np.float32)
        low = both.min(0)
        step = np.maximum((both.max(0) - low) / _LEVELS, 1e-12).astype(np.float32)

        def compact(features: np.ndarray) -> Tensor:
            return torch.from_numpy(np.rint((features - low) / step).clip(0, _LEVELS).astype(np.uint8))

        return {
            PREFIX + "train": compact(self.train_features),
            PREFIX + "train_labels": torch.from_numpy(self.train_labels.astype(np.int16)),
            PREFIX + "test": compact(self.test_features),
            PREFIX + "test_labels": torch.from_numpy(self.test_labels.astype(np.int16)),
            PREFIX + "low": torch.from_numpy(low),
            PREFIX + "step": torch.from_numpy(step),
        }

    @classmethod
    def from_tensors(cls, tensors: Mapping[str, Tensor], landmarks: int) -> KeptFeatures | None:
        """Reads what `tensors` wrote, from a file that may be anybody's.

        Args:
            tensors: All tensors of the file.
            landmarks: Number of landmarks that the model knows.

        Returns:
            None where the file keeps none.

        Raises:
            ValueError: They are damaged: kinds, sizes or values that make no sense.
        """
        found = {name.removeprefix(PREFIX): tensor for name, tensor in tensors.items() if name.startswith(PREFIX)}
        if not found:
            return None
        if {name: tensor.dtype for name, tensor in found.items()} != _KINDS:
            raise ValueError("the features it keeps are not of the right kind")
        width = len(found["low"]) if found["low"].ndim == 1 else 0
        if not 1 <= width <= _MOST_FEATURES or found["step"].shape != (width,):
            raise ValueError("the features it keeps have no sensible size")
        low, step = found["low"].numpy(), found["step"].numpy()
        if not (np.abs(low) < _GREATEST).all() or not ((step > 0) & (step < _GREATEST)).all():
            raise ValueError("the features it keeps are not numbers")
        parts: list[np.ndarray] = []
        for name in ("train", "test"):
            features, labels = found[name], found[f"{name}_labels"]
            if labels.ndim != 1 or len(labels) > _MOST_PHOTOS or features.shape != (len(labels), width):
                raise ValueError("the features it keeps have no sensible size")
            outputs = labels.numpy().astype(np.int64)
            if len(outputs) and not 0 <= outputs.min() <= outputs.max() <= landmarks:
                raise ValueError("the features it keeps are of landmarks that it does not know")
            parts += [features.numpy().astype(np.float32) * step + low, outputs]
        return cls(*parts)


def sample(labels: np.ndarray, landmarks: int, width: int) -> np.ndarray:
    """Which of the photos learnt from are kept: row numbers, none where too few would fit.

    Args:
        labels: (N,) outputs; `landmarks` stands for an ordinary photo. The first ones of each are taken.
        landmarks: Number of landmarks.
        width: Number of features.
    """
    room = MOST_BYTES // (2 * width)  # the other half is for photos held back
    each = min(TRAIN_EACH, room * 2 // 3 // landmarks)
    if each < FEWEST_EACH:
        return np.empty(0, np.int64)
    ordinary = min(TRAIN_ORDINARY, room // 3)
    return _first_of_each(labels, landmarks, each, ordinary)


def held_back_sample(labels: np.ndarray, landmarks: int, width: int) -> np.ndarray:
    """Which of the photos held back are kept; as `sample`."""
    room = min(TEST_MOST, MOST_BYTES // (2 * width))
    ordinary = int((labels == landmarks).sum())
    each = max(1, (room - min(ordinary, room // 3)) // landmarks)
    if len(labels) <= room:
        return np.arange(len(labels))
    return _first_of_each(labels, landmarks, each, room // 3)


def _first_of_each(labels: np.ndarray, landmarks: int, each: int, ordinary: int) -> np.ndarray:
    rows = [
        np.flatnonzero(labels == label)[: ordinary if label == landmarks else each] for label in range(landmarks + 1)
    ]
    return np.sort(np.concatenate(rows))


def keep(
    train: tuple[np.ndarray, np.ndarray], test: Sequence[tuple[np.ndarray, int]], landmarks: int
) -> KeptFeatures | None:
    """The features to keep.

    Args:
        train: Features (N, F) and labels (N,) of a `sample`.
        test: Features (F,) and label of each photo held back.
        landmarks: Number of landmarks.
    """
    features, labels = train
    if not len(labels) or not np.isfinite(features).all():
        return None
    width = features.shape[1]
    outputs = np.array([label for _, label in test], np.int64)
    rows = held_back_sample(outputs, landmarks, width)
    vectors = np.stack([test[row][0] for row in rows]) if len(rows) else np.empty((0, width), np.float32)
    if not np.isfinite(vectors).all():
        return None
    return KeptFeatures(features, labels, vectors, outputs[rows])
