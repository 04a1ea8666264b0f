"""What a pipeline learns from: photos and their decoded pictures, landmarks and ordinary photos together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from training.data import DataError, DataSet, Photo, folder_photos, open_data_set
from training.events import Reporter
from training.squares import load_squares


class GatherOptions(Protocol):
    """The part of the pipelines' options that says which photos to take."""

    @property
    def data(self) -> Path: ...  # noqa: D102
    @property
    def negatives(self) -> Path | None: ...  # noqa: D102
    @property
    def cache(self) -> Path: ...  # noqa: D102
    @property
    def report(self) -> Reporter: ...  # noqa: D102
    @property
    def seed(self) -> int: ...  # noqa: D102
    @property
    def workers(self) -> int: ...  # noqa: D102


@dataclass(frozen=True)
class Negatives:
    """Photos without landmark, split by content so that every run and every folder order gives the same parts."""

    train: tuple[Photo, ...] = ()
    validation: tuple[Photo, ...] = ()
    test: tuple[Photo, ...] = ()


@dataclass(frozen=True)
class Material:
    """Photos to learn from and photos held back, decoded.

    Attributes:
        data: The data set.
        negatives: Ordinary photos.
        train: Photos learnt from, landmarks first, then ordinary photos.
        validation: Photos held back, in the same order.
        train_squares: (N, S, S, 3) their pictures.
        validation_squares: (M, S, S, 3) their pictures.
        targets: (N, K) one-hot targets; the last output is "no landmark" where there are negatives.
        validation_labels: (M,) right outputs.
    """

    data: DataSet
    negatives: Negatives
    train: tuple[Photo, ...]
    validation: tuple[Photo, ...]
    train_squares: np.ndarray
    validation_squares: np.ndarray
    targets: Tensor
    validation_labels: Tensor

    @property
    def has_background(self) -> bool:
        """Whether there are ordinary photos to learn "no landmark" from."""
        return bool(self.negatives.train)

    @property
    def outputs(self) -> int:
        """Number of network outputs."""
        return len(self.data.classes) + int(self.has_background)


def gather(options: GatherOptions, *, square_size: int, hold_out: float) -> Material:
    """Opens the data set, splits and decodes it.

    Args:
        options: Which photos.
        square_size: Side of the decoded pictures.
        hold_out: Share of all training photos that stays for validation; the rest of the manifest's validation
            split is learnt from too. 0 keeps the manifest's split.

    Raises:
        DataError: The data cannot be used.
    """
    data = open_data_set(
        options.data, report=options.report, seed=options.seed, splits=("train",), workers=options.workers
    )
    train, validation = data.train, data.validation
    if hold_out > 0:
        train, validation = shrink_validation(train, validation, hold_out)
    negatives = Negatives()
    if options.negatives is not None:
        negatives = split_negatives(folder_photos(options.negatives, report=options.report))
        if not negatives.train:
            raise DataError(f"{options.negatives} holds too few photos to learn what is no landmark: give more.")
    background = len(data.classes)
    learnt = train + negatives.train
    held = validation + negatives.validation
    squares = [
        load_squares(part, square_size, cache=options.cache, report=options.report, workers=options.workers)
        for part in (learnt, held)
    ]
    outputs = background + int(bool(negatives.train))
    return Material(
        data,
        negatives,
        learnt,
        held,
        squares[0],
        squares[1],
        F.one_hot(_labels(learnt, background), outputs).float(),
        _labels(held, background),
    )


def split_negatives(photos: Sequence[Photo]) -> Negatives:
    """60 % to learn from, 10 % to choose thresholds, 30 % to test, by the photos' content digests."""
    parts: dict[str, list[Photo]] = defaultdict(list)
    for photo in sorted(photos, key=lambda photo: photo.digest):
        place = int(photo.digest[:8], 16) / 2**32
        parts["train" if place < 0.6 else "validation" if place < 0.7 else "test"].append(photo)
    return Negatives(tuple(parts["train"]), tuple(parts["validation"]), tuple(parts["test"]))


def _labels(photos: Sequence[Photo], background: int) -> Tensor:
    return torch.tensor([photo.label if photo.label >= 0 else background for photo in photos], dtype=torch.long)


def shrink_validation(
    train: tuple[Photo, ...], validation: tuple[Photo, ...], share: float
) -> tuple[tuple[Photo, ...], tuple[Photo, ...]]:
    """Keeps a stratified part of the validation photos; the others join the training photos.

    Args:
        train: Training photos.
        validation: Photos held back.
        share: Of all of them, to stay held back.
    """
    wanted = share * (len(train) + len(validation)) / max(1, len(validation))
    by_class: dict[int, list[Photo]] = defaultdict(list)
    for photo in sorted(validation, key=lambda photo: photo.digest):
        by_class[photo.label].append(photo)
    kept = {photo.digest for group in by_class.values() for photo in group[: max(1, round(len(group) * wanted))]}
    moved = tuple(photo for photo in validation if photo.digest not in kept)
    return train + moved, tuple(photo for photo in validation if photo.digest in kept)
