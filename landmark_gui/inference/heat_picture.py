"""A photo with a heat map over it as a picture in a file."""

import os
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from landmark_gui.inference import heat_scale, images
from landmark_gui.inference.explain import HeatMap

_SHORT_SIDE = 900


def overlaid(photo: Image.Image, heat: HeatMap) -> Image.Image:
    """The upright photo under the colours of the map."""
    levels = Image.fromarray((heat.values.clip(0.0, 1.0) * 255).round().astype(np.uint8))
    # Enlarged while it is a scale of numbers: between two colours lies none that the scale does not have.
    large = np.asarray(levels.resize(photo.size, Image.Resampling.BICUBIC))
    colours = np.array(heat_scale.table(), np.uint8)[large]
    return Image.alpha_composite(photo.convert("RGBA"), Image.fromarray(colours, "RGBA")).convert("RGB")


def write(target: Path, photo: Path, heat: HeatMap) -> None:
    """Writes the photo with the map over it, whole or not at all.

    Args:
        target: Its suffix says the format; replaced where it is there.
        photo: The photo.
        heat: Of this photo.

    Raises:
        landmark_gui.inference.images.PhotoError: The photo cannot be read.
        OSError: The picture cannot be written.
        ValueError: Pictures cannot be written in the format of that suffix, or it would replace the photo itself.
    """
    if target.exists() and target.samefile(photo):
        raise ValueError("it is the photo itself")
    picture = overlaid(Image.fromarray(images.decode(photo, _SHORT_SIDE)), heat)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".heat-") as folder:
        part = Path(folder) / f"picture{target.suffix or '.png'}"
        picture.save(part, quality=92)
        os.replace(part, target)
