"""Ways to tell photos of landmarks from ordinary ones, measured on one model: ``python -m tests.benchmarks rejection``.

For each score: the area under the ROC curve of held-back landmark photos against ordinary photos that the model has
not learnt from, and the share of ordinary photos that pass where 95 % of the landmark photos do. Distances are
between the model's own features, to those of its training photos.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from training.calibration import area_under_roc, probabilities
from training.data import Photo, folder_photos, open_data_set
from training.devices import autocast, keep_freed_memory
from training.events import Event
from training.material import split_negatives
from training.model_file import ModelInfo, load
from training.networks import Classifier
from training.squares import load_squares
from training.transforms import to_batch, view_of

_NEIGHBOURS = 5
_COMBINED = (
    ("background class", "neighbours, less ordinary ones"),
    ("background class", "highest probability of a landmark"),
    ("energy of the landmarks", "neighbours"),
)
"""Pairs of scores whose sum is measured too."""


@dataclass(frozen=True)
class Seen:
    """What a model makes of N photos.

    Attributes:
        logits: (V, N, outputs) for each view.
        features: (N, F), the mean of all views, of length 1.
    """

    logits: torch.Tensor
    features: np.ndarray


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks rejection", description=__doc__)
    parser.add_argument("model", type=Path, help="model file")
    parser.add_argument("data", type=Path, help="folder of labelled photos")
    parser.add_argument("negatives", type=Path, help="folder of photos without landmark")
    parser.add_argument(
        "--cache", type=Path, default=None, help="folder for decoded pictures (default: a temporary one)"
    )
    options = parser.parse_args()
    keep_freed_memory()
    with tempfile.TemporaryDirectory() as folder:
        rows = compare(options.model, options.data, options.negatives, options.cache or Path(folder))
    print("| score | AUROC | ordinary photos that pass with 95 % of the landmarks |\n|---|---|---|")
    for name, auroc, passing in rows:
        print(f"| {name} | {auroc:.4f} | {passing:.1%} |")


def compare(model: Path, root: Path, negatives: Path, cache: Path) -> list[tuple[str, float, float]]:
    """(score, AUROC, share of ordinary photos that pass with 95 % of the landmarks) of each way."""
    network, info = load(model)
    data = open_data_set(root, report=_silent, splits=("train", "test"))
    ordinary = split_negatives(folder_photos(negatives, report=_silent))

    def seen(photos: Sequence[Photo]) -> Seen:
        squares = load_squares(photos, info.preprocessing.size, cache=cache, report=_silent, workers=0)
        return look_at(network, info, squares)

    learnt = seen(data.train + data.validation)
    labels = np.array([photo.label for photo in data.train + data.validation])
    landmarks, others = seen(data.test), seen(ordinary.test)
    ways = _ways(info, learnt.features, labels)
    if info.has_background:
        ways |= _ways_with_ordinary_photos(info, learnt.features, labels, seen(ordinary.train).features)
    values = {name: [way(part) for part in (landmarks, others)] for name, way in ways.items()}
    for first, second in _COMBINED:
        if first in values:
            # On a common scale: in deviations of the landmark photos.
            pair = [
                [(part - values[name][0].mean()) / values[name][0].std() for part in values[name]]
                for name in (first, second)
            ]
            values[f"{first} + {second}"] = [pair[0][part] + pair[1][part] for part in (0, 1)]
    return [
        (name, area_under_roc(positive, negative), float((negative >= np.quantile(positive, 0.05)).mean()))
        for name, (positive, negative) in values.items()
    ]


@torch.inference_mode()
def look_at(network: Classifier, info: ModelInfo, squares: np.ndarray) -> Seen:
    """Logits and features of pictures (N, S, S, 3)."""
    logits, features = [], []
    for start in range(0, len(squares), 32):
        batch = to_batch(np.asarray(squares[start : start + 32]), info.preprocessing)
        with autocast(batch.device):
            vectors = [network.features(view_of(batch, name)) for name in info.views]
            logits.append(torch.stack([network.head(vector).float() for vector in vectors]))
        features.append(torch.stack([vector.float() for vector in vectors]).mean(0))
    return Seen(torch.cat(logits, dim=1), _unit(torch.cat(features).numpy()))


Way = Callable[[Seen], np.ndarray]
"""From photos to values that are higher for landmarks."""


def _ways(info: ModelInfo, learnt: np.ndarray, labels: np.ndarray) -> dict[str, Way]:
    """Scores that need no ordinary photos, by name."""
    count = len(info.classes)
    means = _means(learnt, labels)
    precision = _precision(learnt - means[labels])
    return {
        "highest probability among the landmarks": lambda part: (
            probabilities(part.logits[..., :count], info.temperature).max(1).values.numpy()
        ),
        "energy of the landmarks": lambda part: torch.logsumexp(part.logits[..., :count], dim=2).mean(0).numpy(),
        "Mahalanobis distance": lambda part: -_distance(part, means, precision),
        "nearest class mean": lambda part: (part.features @ _unit(means).T).max(1),
        "neighbours": lambda part: _likeness(part, learnt),
    }


def _ways_with_ordinary_photos(
    info: ModelInfo, learnt: np.ndarray, labels: np.ndarray, background: np.ndarray
) -> dict[str, Way]:
    """Scores learnt from ordinary photos too, by name."""
    means, ordinary = _means(learnt, labels), background.mean(0)[None]
    precision = _precision(np.concatenate((learnt - means[labels], background - ordinary)))
    return {
        "highest probability of a landmark": lambda part: (
            probabilities(part.logits, info.temperature)[:, :-1].max(1).values.numpy()
        ),
        "Mahalanobis distance, less that to ordinary photos": lambda part: (
            _distance(part, ordinary, precision) - _distance(part, means, precision)
        ),
        "neighbours, less ordinary ones": lambda part: _likeness(part, learnt) - _likeness(part, background),
        "background class": lambda part: 1.0 - probabilities(part.logits, info.temperature)[:, -1].numpy(),
    }


def _means(features: np.ndarray, labels: np.ndarray) -> np.ndarray:
    return np.stack([features[labels == label].mean(0) for label in range(labels.max() + 1)])


def _distance(part: Seen, centres: np.ndarray, precision: np.ndarray) -> np.ndarray:
    """Mahalanobis distance (Lee et al. 2018) to the nearest centre, with the covariance that all classes share."""
    apart = part.features[:, None] - centres[None]
    nearest: np.ndarray = np.einsum("nkf,nkf->nk", apart @ precision, apart).min(1)
    return nearest


def _likeness(part: Seen, others: np.ndarray) -> np.ndarray:
    """Mean cosine to the nearest training photos (Sun et al. 2022)."""
    nearest: np.ndarray = np.sort(part.features @ others.T, axis=1)[:, -_NEIGHBOURS:].mean(1)
    return nearest


def _precision(residuals: np.ndarray) -> np.ndarray:
    """Inverse covariance of (N, F), with a little of the mean variance added to stay invertible."""
    covariance = np.cov(residuals.T)
    precision: np.ndarray = np.linalg.inv(
        covariance + 1e-3 * np.trace(covariance) / len(covariance) * np.eye(len(covariance))
    )
    return precision


def _unit(vectors: np.ndarray) -> np.ndarray:
    length: np.ndarray = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return vectors / length


def _silent(_event: Event) -> None:
    """Nobody needs to hear of progress here."""


if __name__ == "__main__":
    main()
