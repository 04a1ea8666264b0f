"""A small model and photos of a landmark that it does not know, for tests of teaching."""

from pathlib import Path

import data_factory
import numpy as np

NEW = 3
"""Class of `data_factory` that the model was not trained on."""


def make_world(folder: Path) -> Path:
    """``m.landmarks`` knows three shapes; ``new`` shows a fourth, ``old`` the first, ``none`` nothing."""
    data = data_factory.make_data_set(folder / "data", classes=3, train=24, test=12)
    data_factory.make_negatives(folder / "none", 60)
    data_factory.train_model(data, folder / "m.landmarks", negatives=folder / "none", cache=folder / "cache")
    for name, label in (("new", NEW), ("old", 0)):
        (folder / name).mkdir()
        for number in range(12):
            picture = data_factory.landmark(label, np.random.default_rng((5, label, number)), 64)
            picture.save(folder / name / f"{name}{number}.jpg", quality=92)
    return folder


def photos(world: Path, name: str, *numbers: int) -> list[Path]:
    """Some photos of ``new`` or ``old``."""
    return [world / name / f"{name}{number}.jpg" for number in numbers]
