"""Makes the features that a model file keeps (`training.kept_features`): of which photos, by which networks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch

from training.companion import Compare, comparison
from training.data import Photo
from training.efficientnet_lite import FEATURES
from training.events import Reporter
from training.extraction import Extract
from training.kept_features import Seen, fits, held_back_sample, sample
from training.material import Material
from training.model_file import ModelInfo
from training.networks import Classifier


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


@dataclass(frozen=True)
class Keeper:
    """Looks at photos for one trained model.

    Attributes:
        landmarks: Number of landmarks that it knows.
        width: Number of its features.
        extract: The way to them.
        compare: The way to its companion's; None where it has none, or where those would leave room for too few photos.
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
        compare = None
        if fits(len(info.classes), width + FEATURES):
            compare = comparison(
                info.arch, options.device, cache=options.cache, report=options.report, workers=options.workers
            )
        return cls(len(info.classes), width, extract, compare)

    @property
    def _total(self) -> int:
        return self.width + (FEATURES if self.compare else 0)

    def learnt_from(self, material: Material) -> Seen:
        """A sample of the photos learnt from."""
        labels = material.targets.argmax(1).numpy()
        # By content, so that neither names nor the folders' order choose.
        order = np.argsort([photo.digest for photo in material.train], kind="stable")
        rows = order[sample(labels[order], self.landmarks, self._total)]
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
        rows = held_back_sample(outputs, self.landmarks, self._total)
        vectors = np.stack([features[row] for row in rows]) if len(rows) else np.empty((0, self.width), np.float32)
        return Seen(vectors, outputs[rows], self._beside([photos[row] for row in rows]))

    def _beside(self, photos: Sequence[Photo]) -> np.ndarray | None:
        return self.compare(photos) if self.compare else None
