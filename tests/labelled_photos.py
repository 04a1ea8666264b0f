"""Makes folders of tiny labelled photos, each with its own content, for tests of the data side of training."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PIL import Image


def patches(seed: int, width: int = 24, height: int = 18) -> Image.Image:
    """A picture of 6×6 coloured patches; two seeds never look alike."""
    colours = np.random.default_rng(seed).integers(0, 256, (6, 6, 3), dtype=np.uint8)
    return Image.fromarray(colours).resize((width, height), Image.Resampling.BILINEAR)


def make_photos(root: Path, counts: Mapping[str, int], *, first_seed: int = 0) -> Path:
    """Fill folders with photos ``000.jpg``, ``001.jpg``, …

    Args:
        root: Where the folders lie.
        counts: Folder (may have several parts) to number of photos.
        first_seed: Content of the first photo; the following ones count on.

    Returns:
        `root`.
    """
    seed = first_seed
    for folder, count in counts.items():
        (root / folder).mkdir(parents=True, exist_ok=True)
        for number in range(count):
            patches(seed).save(root / folder / f"{number:03}.jpg", quality=90)
            seed += 1
    return root


class Recorder:
    """A reporter that keeps what it hears."""

    def __init__(self) -> None:
        self.events: list[object] = []

    def __call__(self, event: object) -> None:
        self.events.append(event)

    def of(self, kind: type) -> list:
        """Events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]
