"""Makes small data sets of labelled pictures that a small network learns in seconds.

A landmark is a shape in its own hue; size, place, light and ground differ from picture to picture, so that no two are
copies. Everything is computed, and the same arguments always give the same files:

>>> data = make_data_set(folder / "data", classes=3, train=24, test=10)    # train/00.Red_Disc/000.jpg, …, test/…
>>> make_negatives(folder / "no_landmark", 30)                              # the same grounds without any shape
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

Shape = Callable[[np.ndarray, np.ndarray], np.ndarray]

CLASSES: tuple[tuple[str, tuple[int, int, int], Shape], ...] = (
    ("Red Disc", (225, 45, 40), lambda x, y: x * x + y * y < 1),
    ("Green Square", (40, 185, 60), lambda x, y: (abs(x) < 0.85) & (abs(y) < 0.85)),
    ("Blue Triangle", (50, 80, 230), lambda x, y: (y < 0.8) & (abs(x) < (y + 1) / 1.8)),
    (
        "Yellow Cross",
        (235, 215, 40),
        lambda x, y: (np.minimum(abs(x), abs(y)) < 0.35) & (np.maximum(abs(x), abs(y)) < 1),
    ),
    ("Violet Ring", (190, 60, 220), lambda x, y: (x * x + y * y < 1) & (x * x + y * y > 0.35)),
)
"""Name, colour and outline (in coordinates from −1 to 1) of each landmark."""


def make_data_set(
    root: Path, *, classes: int = 3, train: int = 20, test: int = 8, size: int = 48, seed: int = 0, first: int = 0
) -> Path:
    """Writes ``train/NN.Name/*.jpg`` and ``test/NN.Name/*.jpg``.

    Args:
        root: Folder to make.
        classes: How many of `CLASSES`.
        train: Pictures of each class in ``train/``.
        test: Pictures of each class in ``test/``; 0 makes no such folder.
        size: Width and height in pixels.
        seed: Which of the many possible sets.
        first: Number of the first class folder: other numbers must not matter.

    Returns:
        `root`.
    """
    for split, count in (("train", train), ("test", test)):
        for label in range(classes if count else 0):
            folder = root / split / folder_name(label, first)
            folder.mkdir(parents=True, exist_ok=True)
            for number in range(count):
                picture = landmark(label, np.random.default_rng((seed, split == "test", label, number)), size)
                picture.save(folder / f"{number:03}.jpg", quality=90)
    return root


def make_negatives(folder: Path, count: int, *, size: int = 48, seed: int = 0) -> Path:
    """Writes pictures without any landmark and returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        Image.fromarray(_ground(np.random.default_rng((seed, 7, number)), size)).save(
            folder / f"{number:03}.jpg", quality=90
        )
    return folder


def folder_name(label: int, first: int = 0) -> str:
    """Name of a class folder, such as ``00.Red_Disc``."""
    return f"{label + first:02}.{CLASSES[label][0].replace(' ', '_')}"


def class_names(count: int) -> tuple[str, ...]:
    """The first names of `CLASSES`, as a model shows them."""
    return tuple(name for name, _, _ in CLASSES[:count])


def landmark(label: int, rng: np.random.Generator, size: int = 48) -> Image.Image:
    """One picture of a landmark."""
    pixels = _ground(rng, size).astype(float)
    _, colour, shape = CLASSES[label]
    radius = rng.uniform(0.22, 0.42)
    centre = rng.uniform(radius, 1 - radius, 2)
    y, x = (np.mgrid[0:size, 0:size] + 0.5) / size
    inside = shape((x - centre[0]) / radius, (y - centre[1]) / radius)
    pixels[inside] = np.array(colour) * rng.uniform(0.75, 1.1) + rng.normal(0, 8, (int(inside.sum()), 3))
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def _ground(rng: np.random.Generator, size: int) -> np.ndarray:
    """Blotches of dull colours, (size, size, 3) ``uint8``."""
    coarse = rng.uniform(60, 170) + rng.normal(0, 30, (6, 6, 1)) + rng.normal(0, 8, (6, 6, 3))
    blotches = Image.fromarray(coarse.clip(0, 255).astype(np.uint8)).resize((size, size), Image.Resampling.BICUBIC)
    return (np.asarray(blotches) + rng.normal(0, 6, (size, size, 3))).clip(0, 255).astype(np.uint8)


def train_model(data: Path, out: Path, *, negatives: Path | None = None, cache: Path, **options: Any) -> dict[str, Any]:
    """Trains a very small network on such a data set, with the real pipeline, and returns its summary.

    Args:
        data: A folder from `make_data_set`.
        out: Model file to write.
        negatives: A folder from `make_negatives`, or None.
        cache: Folder for decoded pictures.
        options: Further `training.pipelines.Options`.
    """
    import torch

    from training.events import discard
    from training.pipelines import Options, train_scratch

    small = {
        "recipe": "strong",
        "report": discard,
        "device": torch.device("cpu"),
        "size": 48,
        "arch_arguments": {"widths": (8, 16, 32), "depths": (1, 1, 1), "drop_path": 0.0, "dropout": 0.0},
        "changes": {"epochs": 12, "lr": 0.01, "batch_size": 16},
    }
    return train_scratch(Options(data=data, out=out, cache=cache, negatives=negatives, **(small | options)))
