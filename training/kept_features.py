"""Features of photos that a model file keeps, so that the model can learn further where its training photos are not.

A sample of the photos learnt from tells how photos of one landmark differ and where all landmarks lie; the photos held
back tell what a change does to answers that were right. Each feature takes 8 bits, in steps of its own: from a
person's photos nothing is kept but these numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

COMPANION = "efficientnet_lite0@288"
"""Makes further features of the same photos where it is installed, see `training.companion`: network and side."""
COMPANIONS = (COMPANION, "efficientnet_lite0")
"""Those that files may name. At a side of 288 pixels instead of the 224 that it was made for, it knows landmarks from
three photos 1 to 2 points more often, and sets right more of what the model errs in; the second is of earlier files."""
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
COMPANION_MOST_BYTES = 16 * 2**20
"""A companion's features of the same photos are kept where they take no more."""
FEWEST_EACH = 4
"""From fewer photos of each landmark nothing can be learnt: then none are kept."""

_MOST_PHOTOS, _MOST_FEATURES = 200_000, 65_536
_LEVELS = 255
_GREATEST = 1e12
_FEATURES = {"train": torch.uint8, "test": torch.uint8, "low": torch.float32, "step": torch.float32}
_KINDS = _FEATURES | {"train_labels": torch.int16, "test_labels": torch.int16}
_COMPANION = "companion."


@dataclass(frozen=True)
class Seen:
    """What networks make of N photos.

    Attributes:
        features: (N, F) of the trained network, the mean of its views.
        labels: (N,) right outputs; the number of landmarks stands for an ordinary photo.
        companion: (N, C) of its companion; None where it has none.
    """

    features: np.ndarray
    labels: np.ndarray
    companion: np.ndarray | None = None


@dataclass(frozen=True)
class KeptFeatures:
    """Features of photos, the mean of the views that the model looks at.

    Attributes:
        train_features: (N, F) ``float32``, of a sample of the photos learnt from.
        train_labels: (N,) ``int64``, the model's outputs; the number of landmarks stands for an ordinary photo.
        test_features: (M, F) ``float32``, of photos held back; M may be 0.
        test_labels: (M,) ``int64``, likewise.
        companion: Features (N, C) and (M, C) of the same photos that a companion made (`training.companion`); or None.
        companion_name: Which one, where there are any.
    """

    train_features: np.ndarray
    train_labels: np.ndarray
    test_features: np.ndarray
    test_labels: np.ndarray
    companion: tuple[np.ndarray, np.ndarray] | None = None
    companion_name: str = COMPANION

    def tensors(self) -> dict[str, Tensor]:
        """What a file holds: 8 bits for each feature, from its least to its greatest value."""
        found = _compact(self.train_features, self.test_features)
        found["train_labels"] = torch.from_numpy(self.train_labels.astype(np.int16))
        found["test_labels"] = torch.from_numpy(self.test_labels.astype(np.int16))
        if self.companion is not None:
            found |= {_COMPANION + name: tensor for name, tensor in _compact(*self.companion).items()}
        return {PREFIX + name: tensor for name, tensor in found.items()}

    @classmethod
    def from_tensors(
        cls, tensors: Mapping[str, Tensor], landmarks: int, companion: str | None = None
    ) -> KeptFeatures | None:
        """Reads what `tensors` wrote, from a file that may be anybody's.

        Args:
            tensors: All tensors of the file.
            landmarks: Number of landmarks that the model knows.
            companion: The name of the companion whose features it should hold; None: none.

        Returns:
            None where the file keeps none.

        Raises:
            ValueError: They are damaged: kinds, sizes or values that make no sense.
        """
        found = {name.removeprefix(PREFIX): tensor for name, tensor in tensors.items() if name.startswith(PREFIX)}
        if not found:
            return None
        beside = {name.removeprefix(_COMPANION): found.pop(name) for name in list(found) if name.startswith(_COMPANION)}
        if {name: tensor.dtype for name, tensor in found.items()} != _KINDS:
            raise ValueError("the features it keeps are not of the right kind")
        labels = []
        for name in ("train_labels", "test_labels"):
            if found[name].ndim != 1 or len(found[name]) > _MOST_PHOTOS:
                raise ValueError("the features it keeps have no sensible size")
            outputs = found[name].numpy().astype(np.int64)
            if len(outputs) and not 0 <= outputs.min() <= outputs.max() <= landmarks:
                raise ValueError("the features it keeps are of landmarks that it does not know")
            labels.append(outputs)
        photos = len(labels[0]), len(labels[1])
        own = _expand({name: tensor for name, tensor in found.items() if name in _FEATURES}, photos)
        others = _expand(beside, photos) if beside else None
        return cls(own[0], labels[0], own[1], labels[1], others, companion or COMPANION)


def _compact(train: np.ndarray, test: np.ndarray) -> dict[str, Tensor]:
    both = np.concatenate((train, test)).astype(np.float32)
    low = both.min(0)
    step = np.maximum((both.max(0) - low) / _LEVELS, 1e-12).astype(np.float32)

    def in_steps(features: np.ndarray) -> Tensor:
        return torch.from_numpy(np.rint((features - low) / step).clip(0, _LEVELS).astype(np.uint8))

    return {
        "train": in_steps(train),
        "test": in_steps(test),
        "low": torch.from_numpy(low),
        "step": torch.from_numpy(step),
    }


def _expand(found: Mapping[str, Tensor], photos: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Features of photos learnt from and held back, of which there must be so many.

    Raises:
        ValueError: Kinds, sizes or values make no sense.
    """
    if {name: tensor.dtype for name, tensor in found.items()} != _FEATURES:
        raise ValueError("the features it keeps are not of the right kind")
    width = len(found["low"]) if found["low"].ndim == 1 else 0
    sizes = [found["step"].shape, found["train"].shape, found["test"].shape]
    if not 1 <= width <= _MOST_FEATURES or sizes != [(width,), (photos[0], width), (photos[1], width)]:
        raise ValueError("the features it keeps have no sensible size")
    low, step = found["low"].numpy(), found["step"].numpy()
    if not (np.abs(low) < _GREATEST).all() or not ((step > 0) & (step < _GREATEST)).all():
        raise ValueError("the features it keeps are not numbers")
    train, test = (found[name].numpy().astype(np.float32) * step + low for name in ("train", "test"))
    return train, test


def network_of(companion: str) -> str:
    """The network that a companion looks with, whose weights have to be installed for it."""
    return companion.partition("@")[0]


def sample(labels: np.ndarray, landmarks: int, width: int) -> np.ndarray:
    """Which of the photos learnt from are kept: row numbers, none where too few would fit.

    Args:
        labels: (N,) outputs; `landmarks` stands for an ordinary photo. The first ones of each are taken.
        landmarks: Number of landmarks.
        width: Number of features.
    """
    room = _room(width)
    each = min(TRAIN_EACH, room * 2 // 3 // landmarks)
    if each < FEWEST_EACH:
        return np.empty(0, np.int64)
    return _first_of_each(labels, landmarks, each, min(TRAIN_ORDINARY, room // 3))


def held_back_sample(labels: np.ndarray, landmarks: int, width: int) -> np.ndarray:
    """Which of the photos held back are kept; as `sample`."""
    room = min(TEST_MOST, _room(width))
    ordinary = int((labels == landmarks).sum())
    each = max(1, (room - min(ordinary, room // 3)) // landmarks)
    if len(labels) <= room:
        return np.arange(len(labels))
    return _first_of_each(labels, landmarks, each, room // 3)


def _room(width: int) -> int:
    return MOST_BYTES // (2 * width)  # for either kind of photos


def _first_of_each(labels: np.ndarray, landmarks: int, each: int, ordinary: int) -> np.ndarray:
    rows = [
        np.flatnonzero(labels == label)[: ordinary if label == landmarks else each] for label in range(landmarks + 1)
    ]
    return np.sort(np.concatenate(rows))


def keep(train: Seen, test: Seen) -> KeptFeatures | None:
    """The features to keep, of a `sample` and a `held_back_sample`; None where there are none, or not only numbers.

    Args:
        train: Photos learnt from.
        test: Photos held back.
    """
    both = np.concatenate((train.features, test.features))
    if not len(train.labels) or not np.isfinite(both).all():
        return None
    companion = None
    if train.companion is not None and test.companion is not None:
        both = np.concatenate((train.companion, test.companion))
        companion = (train.companion, test.companion) if np.isfinite(both).all() else None
    return KeptFeatures(train.features, train.labels, test.features, test.labels, companion)
