"""How good a model is, on photos that it has not seen."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from training.calibration import (
    Scores,
    area_under_roc,
    confident,
    expected_calibration_error,
    negative_log_likelihood,
    pooled,
    probabilities,
    score,
)
from training.data import DataError, Photo, class_key, folder_photos, open_data_set
from training.engine import predict_logits
from training.events import Failed, Reporter, Started
from training.model_file import ModelInfo, load
from training.pictures import PictureError, read_picture
from training.squares import load_squares
from training.transforms import squash

DETAILS_FILE = "evaluation.json"
BEST_KEPT = 5
RELIABILITY_BINS = 15

Classify = Callable[[Sequence[Photo], np.ndarray], Tensor]
"""Logits (V, N, outputs) of photos, given with their pictures (N, S, S, 3)."""


@dataclass(frozen=True)
class Evaluation:
    """Figures and what plots are drawn from.

    Attributes:
        summary: The JSON object of ``evaluate --json``.
        classes: Names of the landmarks.
        labels: (N,) right landmarks.
        predicted: (N,) best candidates.
        confidence: (N,) their probabilities.
        probabilities: (N, K) calibrated probabilities of all landmarks.
        paths: The photos.
        split: Which photos these are: ``test``, ``validation`` or ``train``.
    """

    summary: dict[str, Any]
    classes: tuple[str, ...]
    labels: np.ndarray
    predicted: np.ndarray
    confidence: np.ndarray
    probabilities: np.ndarray
    paths: tuple[Path, ...]
    split: str = "test"


def validation_figures(logits: Tensor, labels: Tensor) -> dict[str, float]:
    """Loss and accuracy over all outputs, uncalibrated: what training curves show.

    Args:
        logits: (V, N, K).
        labels: (N,).
    """
    probability = probabilities(logits, 1.0)
    return {
        "val_loss": float(negative_log_likelihood(probability, labels)),
        "val_top1": float((probability.argmax(1) == labels).float().mean()),
    }


def figures(info: ModelInfo, logits: Tensor, labels: Tensor) -> dict[str, float]:
    """Calibrated figures of landmark photos; labels beyond the landmarks are left out.

    Args:
        info: The model, with temperature and thresholds.
        logits: (V, N, outputs).
        labels: (N,) right outputs.
    """
    keep = labels < len(info.classes)
    if not bool(keep.any()):
        return {}
    scores = score(logits[:, keep], info.temperature, info.rejection.method)
    return _landmark_figures(info, scores, labels[keep].numpy())


def _landmark_figures(info: ModelInfo, scores: Scores, labels: np.ndarray) -> dict[str, float]:
    order = np.argsort(-scores.landmarks, axis=1)
    hits = order == labels[:, None]
    best = scores.landmarks.max(1)
    kept = scores.landmark_score >= info.rejection.threshold
    sure = confident(scores, info.rejection)
    right = hits[:, 0]
    of_label = scores.landmarks[np.arange(len(labels)), labels]
    return {
        "n": len(labels),
        "loss": float(-np.log(np.maximum(of_label, 1e-12)).mean()),
        "top1": float(right.mean()),
        "top3": float(hits[:, :3].any(1).mean()),
        "top5": float(hits[:, :5].any(1).mean()),
        "ece": expected_calibration_error(best, right),
        "kept_landmarks": float(kept.mean()),
        "confident": float(sure.mean()),
        "confident_right": float(right[sure].mean()) if sure.any() else 1.0,
    }


def evaluate(
    model: Path,
    root: Path,
    *,
    split: str = "test",
    negatives: Path | None = None,
    report: Reporter,
    device: torch.device,
    cache: Path,
    workers: int = 0,
) -> Evaluation:
    """Measures a model file on a split of a data set.

    Classes are matched by name; the data may hold a part of the model's. Photos of classes that the model does not
    know are reported and left out, and so are ordinary photos that it has seen in training.

    Raises:
        DataError: No such split, or no class in common.
        ModelFileError: The model cannot be used.
    """
    network, info = load(model, device)

    def classify(_photos: Sequence[Photo], squares: np.ndarray) -> Tensor:
        return predict_logits(network, squares, info.preprocessing, device, views=info.looks)

    return measure(info, classify, root, split=split, negatives=negatives, report=report, cache=cache, workers=workers)


def measure(
    info: ModelInfo,
    classify: Classify,
    root: Path,
    *,
    split: str = "test",
    negatives: Path | None = None,
    report: Reporter,
    cache: Path,
    workers: int = 0,
) -> Evaluation:
    """As `evaluate`, for a model whose logits come from anywhere, such as from cached features."""

    def logits_of(photos: Sequence[Photo]) -> Tensor:
        # Decoded to the network's own size as for the app, not by way of training's larger squares. The app only scales
        # further down before that last step (`landmark_gui.inference.images`): the pixels are alike, not the same.
        size = info.preprocessing.size
        squares = load_squares(photos, size, cache=cache, report=report, workers=workers)
        return pooled(classify(photos, squares), info, info.temperature)

    photos, labels = labelled_photos(info, root, split, report, workers)
    report(Started(None, f"measuring on {len(photos)} {split} photos"))
    logits = logits_of(photos)
    scores = score(logits, info.temperature, info.rejection.method)
    summary: dict[str, Any] = dict(_landmark_figures(info, scores, labels))
    predicted = scores.landmarks.argmax(1)
    summary["per_class"] = _per_class(info, labels, scores)
    if negatives is not None:
        seen = set(info.data.get("negatives_seen", ()))
        unseen = [photo for photo in folder_photos(negatives, report=report) if photo.digest[:12] not in seen]
        if not unseen:
            raise DataError(f"{negatives}: holds no photo that the model has not seen in training")
        ordinary = score(logits_of(unseen), info.temperature, info.rejection.method)
        summary["n_negatives"] = len(unseen)
        summary["auroc"] = area_under_roc(scores.landmark_score, ordinary.landmark_score)
        summary["rejected_negatives"] = float((ordinary.landmark_score < info.rejection.threshold).mean())
        summary["confident_negatives"] = float(confident(ordinary, info.rejection).mean())
        # A probability that leaves a share to "no landmark" is too low wherever all photos show one.
        shown = np.concatenate((scores.landmarks.max(1), ordinary.landmarks.max(1)))
        right = np.concatenate((predicted == labels, np.zeros(len(unseen), dtype=bool)))
        summary["ece_with_negatives"] = expected_calibration_error(shown, right)
    confidence = scores.landmarks.max(1)
    paths = tuple(photo.path for photo in photos)
    return Evaluation(summary, info.classes, labels, predicted, confidence, scores.landmarks, paths, split)


def evaluation_of(info: ModelInfo, logits: Tensor, photos: Sequence[Photo], split: str) -> Evaluation:
    """As `measure`, of landmark photos whose logits (V, N, outputs) are known already."""
    labels = np.array([photo.label for photo in photos])
    scores = score(logits, info.temperature, info.rejection.method)
    summary = _landmark_figures(info, scores, labels) | {"per_class": _per_class(info, labels, scores)}
    predicted, confidence = scores.landmarks.argmax(1), scores.landmarks.max(1)
    paths = tuple(photo.path for photo in photos)
    return Evaluation(summary, info.classes, labels, predicted, confidence, scores.landmarks, paths, split)


def _per_class(info: ModelInfo, labels: np.ndarray, scores: Scores) -> dict[str, Any]:
    predicted = scores.landmarks.argmax(1)
    return {
        name: {
            "n": int((labels == index).sum()),
            "top1": float((predicted[labels == index] == index).mean()),
            "precision": float((labels[predicted == index] == index).mean()) if (predicted == index).any() else None,
        }
        for index, name in enumerate(info.classes)
        if (labels == index).any()
    }


def labelled_photos(
    info: ModelInfo, root: Path, split: str, report: Reporter, workers: int
) -> tuple[list[Photo], np.ndarray]:
    """Photos of a split whose landmarks the model knows, and its outputs (N,) for them; others are reported.

    Raises:
        DataError: No such split, or no class in common.
    """
    needed = ("test",) if split == "test" else ("train",)
    data = open_data_set(root, report=report, splits=needed, workers=workers)
    wanted = {"train": data.train, "validation": data.validation, "test": data.test}[split]
    known = {class_key(name): index for index, name in enumerate(info.classes)}
    outputs = [known.get(class_key(name)) for name in data.classes]
    for name, output in zip(data.classes, outputs, strict=True):
        if output is None:
            report(Failed(name, "the model does not know this landmark; its photos are left out"))
    photos = [photo for photo in wanted if outputs[photo.label] is not None]
    if not photos:
        raise DataError(f"{root}: the {split} photos have no landmark in common with the model")
    return photos, np.array([outputs[photo.label] for photo in photos])


def details(result: Evaluation) -> dict[str, Any]:
    """What lies behind the figures, photo by photo, as plain values: ``evaluation.json``.

    ``photos`` has a row for each: path, right class, probability of that class, and the ``best`` classes with their
    probabilities. ``reliability`` has a row for each filled bin: its edges, how many photos, what the model said on
    average, and how often it was right.
    """
    order = np.argsort(-result.probabilities, axis=1)[:, :BEST_KEPT]
    photos = [
        {
            "path": str(path),
            "label": int(label),
            "of_label": round(float(row[label]), 5),
            "best": [[int(index), round(float(row[index]), 5)] for index in best],
        }
        for path, label, row, best in zip(result.paths, result.labels, result.probabilities, order, strict=True)
    ]
    return {
        "split": result.split,
        "classes": list(result.classes),
        "summary": result.summary,
        "photos": photos,
        "reliability": _reliability(result.confidence, result.labels == result.predicted),
    }


def _reliability(confidence: np.ndarray, right: np.ndarray) -> list[dict[str, float]]:
    """Equal-width bins as in `plots.reliability_diagram`."""
    place = np.clip(np.ceil(confidence * RELIABILITY_BINS).astype(int) - 1, 0, RELIABILITY_BINS - 1)
    return [
        {
            "low": index / RELIABILITY_BINS,
            "high": (index + 1) / RELIABILITY_BINS,
            "n": int((place == index).sum()),
            "said": float(confidence[place == index].mean()),
            "right": float(right[place == index].mean()),
        }
        for index in np.unique(place).tolist()
    ]


def write_plots(result: Evaluation, folder: Path) -> list[Path]:
    """Confusion matrix, accuracy per class and reliability diagram as PNG files; beside them ``evaluation.json``."""
    from training import plots  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    (folder / DETAILS_FILE).write_text(json.dumps(details(result)), encoding="utf-8")
    count = len(result.classes)
    matrix = np.zeros((count, count), dtype=int)
    np.add.at(matrix, (result.labels, result.predicted), 1)
    per_class = {name: values["top1"] for name, values in result.summary["per_class"].items()}
    return [
        plots.confusion_matrix(matrix, result.classes, folder / "confusion_matrix.png"),
        plots.per_class_bars(per_class, folder / "per_class.png"),
        plots.reliability_diagram(result.confidence, result.labels == result.predicted, folder / "reliability.png"),
    ]


def predict_files(
    model: Path, paths: Sequence[Path], device: torch.device, k: int, report: Reporter
) -> Iterator[tuple[Path, list[tuple[str, float]] | None]]:
    """The k best landmarks of each picture with their probabilities; None for one that cannot be read.

    Raises:
        ModelFileError: The model cannot be used.
    """
    network, info = load(model, device)
    size = info.preprocessing.size
    for path in paths:
        try:
            square = squash(_picture(path, size), size)
        except PictureError as error:
            report(Failed(str(path), str(error)))
            yield path, None
            continue
        logits = predict_logits(network, square[None], info.preprocessing, device, views=info.looks)
        row = score(pooled(logits, info, info.temperature), info.temperature, info.rejection.method).landmarks[0]
        yield path, [(info.classes[index], float(row[index])) for index in np.argsort(-row)[: min(k, len(row))]]


def _picture(path: Path, side: int) -> Image.Image:
    with suppress(OSError):  # `read_picture` says what is wrong with a file that cannot be reached
        if not stat.S_ISREG(path.stat().st_mode):  # reading a pipe or a device might never end
            raise PictureError("not a regular file")
    return read_picture(path, at_least=side)
