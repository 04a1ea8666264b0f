"""Teaching a small network by what stronger ones see (Hinton et al. 2015; Beyer et al. 2022).

Teachers look at many augmented views of each photo once; views, their answers and their features are kept on disk,
and the student then learns from exactly these views. The student's weights start from nothing.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training import networks
from training.backbones import weights_digest
from training.data import Photo
from training.devices import autocast
from training.events import Progress, Reporter, Started
from training.fusing import fuse_batch_norm
from training.loop import TrainingError, TrainSet
from training.model_file import ModelInfo, load
from training.networks import Classifier, FeatureHead
from training.transforms import Augmentation, augment, normalise, resize_batch, to_unit_range

_MARKER = "finished_views"
_CELL_SIDE = 2
"""Teachers tell their features of each quarter of a view too: a small data set is then worth more (Chen et al. 2022,
"Knowledge distillation with the reused teacher classifier", match whole maps of features)."""


def load_teachers(
    paths: Sequence[Path], classes: Sequence[str], background: bool, device: torch.device
) -> list[tuple[Classifier, ModelInfo]]:
    """Teachers that know exactly these classes.

    Raises:
        TrainingError: A teacher knows others.
        ModelFileError: A file is no model.
    """
    teachers = []
    for path in paths:
        network, info = load(path, device)
        if info.classes != tuple(classes) or info.has_background != background:
            raise TrainingError(
                f"the teacher {path} was trained on other classes, or differs in having photos without landmark: "
                "train it on the same data and --negatives"
            )
        teachers.append((network, info))
    return teachers


@torch.inference_mode()
def view_bank(
    teachers: Sequence[tuple[Classifier, ModelInfo]],
    photos: Sequence[Photo],
    squares: np.ndarray,
    views: int,
    size: int,
    augmentation: Augmentation,
    *,
    cache: Path,
    device: torch.device,
    report: Reporter,
    seed: int,
) -> TrainSet:
    """Augmented views of all photos with the teachers' answers.

    Args:
        teachers: Networks whose averaged probabilities are learnt; the first one's features too. Their batch norms
            are folded into convolutions.
        photos: N photos.
        squares: (N, S, S, 3) their pictures, at the teachers' resolution.
        views: Number of views, V.
        size: Side of the views that are kept for the student.
        augmentation: How views differ.
        cache: Where the bank is kept.
        device: Where the teachers run.
        report: Hears about progress.
        seed: Source of the views' randomness.

    Returns:
        V views (V, N, size, size, 3) with soft targets (V, N, K) and features (V, N, C, F) of C parts of each view:
        its quarters, or the whole where the first teacher's features have no places.
    """
    cells = 1 if networks.split_at_pooling(teachers[0][0].backbone) is None else _CELL_SIDE**2
    key = [[photo.digest for photo in photos], [weights_digest(network) for network, _ in teachers]]
    more = [views, size, cells, repr(augmentation), squares.shape[1], seed, [info.temperature for _, info in teachers]]
    folder = cache / "views" / hashlib.sha256(json.dumps([key, more]).encode()).hexdigest()[:32]
    count, outputs = len(photos), teachers[0][1].outputs
    largest = max(info.preprocessing.size for _, info in teachers)
    width = _feature_width(teachers[0][0])
    folder.mkdir(parents=True, exist_ok=True)
    pictures = _array(folder / "pictures.u8", np.uint8, (views, count, size, size, 3))
    targets = _array(folder / "targets.f32", np.float32, (views, count, outputs))
    features = _array(folder / "features.f16", np.float16, (views, count, cells, width))
    finished = _finished_views(folder)
    for network, _ in teachers:  # after their weights have named the folder
        fuse_batch_norm(network)
    _ensure_space(folder, (views - finished) * count * (size * size * 3 + outputs * 4 + cells * width * 2))
    if finished < views:
        report(Started((views - finished) * count, "teachers look at augmented views"))
    for view in range(finished, views):
        generator = torch.Generator().manual_seed(seed * 100_003 + view)
        for start in range(0, count, 32):
            rows = slice(start, min(start + 32, count))
            large = augment(to_unit_range(squares[rows], device), augmentation, largest, generator)
            probability, vectors = _answers(teachers, large)
            small = resize_batch(large, size).mul_(255.0).round_().byte().permute(0, 2, 3, 1)
            pictures[view, rows] = small.cpu().numpy()
            targets[view, rows] = probability.cpu().numpy()
            features[view, rows] = vectors.half().cpu().numpy()
            report(Progress((view - finished) * count + rows.stop, (views - finished) * count))
        for array in (pictures, targets, features):
            array.flush()
        (folder / _MARKER).write_text(str(view + 1))
    return TrainSet(pictures, torch.from_numpy(np.array(targets)), features)


def _answers(teachers: Sequence[tuple[Classifier, ModelInfo]], batch: Tensor) -> tuple[Tensor, Tensor]:
    """The teachers' mean probabilities (N, K), and the first teacher's standardised features (N, C, F)."""
    total: Any = 0.0
    first: Tensor | None = None
    for network, info in teachers:
        size = info.preprocessing.size
        picture = normalise(batch if batch.shape[-1] == size else resize_batch(batch, size), info.preprocessing)
        with autocast(picture.device):
            parts = networks.split_at_pooling(network.backbone)
            feature_map = None if parts is None else parts[0](picture)
            features = network.features(picture) if parts is None else parts[1](feature_map)
            logits = network.head(features).float()
        total = total + torch.softmax(logits, dim=1)
        if first is None:
            first = features[:, None] if feature_map is None else networks.feature_cells(feature_map, _CELL_SIDE)
            if isinstance(network.head, FeatureHead):
                first = (first - network.head.mean) / network.head.std
    assert first is not None
    return total / len(teachers), first


def _feature_width(network: Classifier) -> int:
    linear = next(layer for layer in network.head.modules() if isinstance(layer, torch.nn.Linear))
    return int(linear.in_features)


def _array(path: Path, kind: Any, shape: tuple[int, ...]) -> np.memmap[Any, Any]:
    wanted = int(np.prod(shape)) * np.dtype(kind).itemsize
    whole = path.is_file() and path.stat().st_size == wanted
    if not whole:
        (path.parent / _MARKER).unlink(missing_ok=True)  # what it counts is gone with this file
    return np.memmap(path, dtype=kind, mode="r+" if whole else "w+", shape=shape)


def _finished_views(folder: Path) -> int:
    try:
        return int((folder / _MARKER).read_text())
    except (OSError, ValueError):
        return 0


def _ensure_space(folder: Path, needed: int) -> None:
    if needed and shutil.disk_usage(folder).free < needed + 2**28:
        raise TrainingError(f"no space left for {needed / 2**30:.1f} GB of augmented views in {folder}: free some")
