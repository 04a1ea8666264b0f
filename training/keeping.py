"""Makes the features that a model file keeps (`training.kept_features`): of which photos, by which networks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
import torch

from training.companion import Companion, installed
from training.data import DataError, Photo
from training.efficientnet_lite import FEATURES
from training.events import Failed, Reporter
from training.extraction import Extract
from training.kept_features import (
    COMPANION,
    COMPANION_MOST_BYTES,
    TEST_MOST,
    Seen,
    held_back_sample,
    sample,
)
from training.material import Material
from training.model_file import ModelInfo
from training.networks import Classifier
from training.squares import load_squares


class KeepOptions(Protocol):
    """The part of the pipelines' options that says where to compute and what to tell."""

    @property
    def cache(self) -> Path: ...  # noqa: D102
    @property
    def report(self) -> Reporter: ...  # noqa: D102
    @property
    def device(self) -> torch.device: ...  # noqa: D102
    @property
    def workers(self) -> int: ...  # noqa: D102


Compare = Callable[[Sequence[Photo]], np.ndarray | None]
"""A companion's features (N, C) of photos; None where there are none."""

_FROM_NOTHING = frozenset({"small_resnet", "reference_cnn"})


@dataclass(frozen=True)
class Keeper:
    """Looks at photos for one trained model.

    Attributes:
        landmarks: Number of landmarks that it knows.
        width: Number of its features.
        extract: The way to them.
        compare: The way to its companion's (`training.companion`); None where it needs or has none.
    """

    landmarks: int
    width: int
    extract: Extract
    compare: Compare | None

    @classmethod
    def of(cls, options: KeepOptions, network: Classifier, info: ModelInfo, extract: Extract) -> Keeper:
        """For a trained network.

        Args:
            options: Where to compute.
            network: The network, in evaluation mode.
            info: Its description.
            extract: The way to its features.
        """
        side = info.preprocessing.size
        with torch.inference_mode():
            width = network.features(torch.zeros(1, 3, side, side, device=options.device)).shape[1]
        companion = installed(COMPANION, options.device) if is_from_nothing(info) else None
        return cls(len(info.classes), width, extract, partial(_compare, companion, options) if companion else None)

    def learnt_from(self, material: Material) -> Seen:
        """A sample of the photos learnt from."""
        labels = material.targets.argmax(1).numpy()
        # By content, so that neither names nor the folders' order choose.
        order = np.argsort([photo.digest for photo in material.train], kind="stable")
        rows = order[sample(labels[order], self.landmarks, self.width)]
        if not len(rows):
            return Seen(np.empty((0, self.width), np.float32), labels[rows])
        photos = [material.train[row] for row in rows]
        features = self.extract(photos, np.asarray(material.train_squares[rows])).mean(0)
        return Seen(features, labels[rows], self._beside(photos))

    def held_back(self, photos: Sequence[Photo], features: Sequence[np.ndarray], labels: Sequence[int]) -> Seen:
        """A sample of photos held back.

        Args:
            photos: All of them.
            features: Of each, (F,).
            labels: Their outputs; the number of landmarks stands for an ordinary photo.
        """
        outputs = np.array(labels, np.int64)
        rows = held_back_sample(outputs, self.landmarks, self.width)
        vectors = np.stack([features[row] for row in rows]) if len(rows) else np.empty((0, self.width), np.float32)
        return Seen(vectors, outputs[rows], self._beside([photos[row] for row in rows]))

    def _beside(self, photos: Sequence[Photo]) -> np.ndarray | None:
        fits = FEATURES * (len(photos) + TEST_MOST) <= COMPANION_MOST_BYTES
        return self.compare(photos) if self.compare and fits else None


def is_from_nothing(info: ModelInfo) -> bool:
    """Whether a model, or each of those that it combines, has seen no photos but those that it was trained with."""
    members = info.arch_arguments.get("members") if info.arch == "ensemble" else None
    archs = {str(member.get("arch")) for member in members} if members else {info.arch}
    return archs <= _FROM_NOTHING


def _compare(companion: Companion, options: KeepOptions, photos: Sequence[Photo]) -> np.ndarray | None:
    if not photos:
        return np.empty((0, FEATURES), np.float32)
    try:
        squares = load_squares(
            photos,
            companion.preprocessing.size,
            cache=options.cache,
            report=options.report,
            workers=options.workers,
        )
        return companion.features(squares)
    except (DataError, RuntimeError) as error:  # no memory left on the GPU, for instance
        options.report(Failed(str(options.cache), f"no features for teaching landmarks are kept: {error}"))
        return None
