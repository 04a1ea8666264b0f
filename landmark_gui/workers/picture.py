"""From a photo's file to a small upright picture for the screen. Runs in hands; no widgets."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PIL.Image import Image

# `images.decode` shortens longer pictures to this, which is right for a network but not for the eye.
_SHORTENED_ASPECT = 4
_COMMON_ASPECT = 4 / 3


def decode(path: Path, pixels: int) -> "Image":
    """The photo, upright, in sRGB, with its longer side at most so many pixels; never enlarged.

    Args:
        path: The photo.
        pixels: Length of the longer side.

    Returns:
        In mode RGB.

    Raises:
        landmark_gui.inference.images.PhotoError: It cannot be used; with the reason.
    """
    from PIL import Image  # noqa: PLC0415 - the window stands before Pillow and numpy are loaded

    from landmark_gui.inference import images  # noqa: PLC0415

    short_side = max(1, round(pixels / _COMMON_ASPECT))
    array = images.decode(path, short_side)
    # A photo less wide than most may have come out too small; one with a short side below this is as it is in the file.
    if max(array.shape[:2]) < pixels and min(array.shape[:2]) >= short_side:
        array = images.decode(path, pixels)
    picture = Image.fromarray(array)
    size = _fitting(_true_size(path, picture.size), pixels)
    return picture if size == picture.size else picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)


def _true_size(path: Path, size: tuple[int, int]) -> tuple[int, int]:
    """A size of the same aspect ratio as the photo: panoramas come shortened."""
    from PIL import Image  # noqa: PLC0415

    long, short = max(size), min(size)
    if long < (_SHORTENED_ASPECT - 0.1) * short:
        return size
    try:
        with Image.open(path) as header:
            aspect = max(header.size) / min(header.size)
    except Exception:  # Pillow reads fewer kinds of files than `images`
        return size
    long = max(long, round(short * aspect))
    return (long, short) if size[0] > size[1] else (short, long)


def _fitting(size: tuple[int, int], pixels: int) -> tuple[int, int]:
    """A size scaled down, if need be, so that the longer side has so many pixels."""
    scale = min(1.0, pixels / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def to_qimage(picture: "Image") -> QImage:
    """A picture in mode RGB for Qt, in the format that is painted fastest."""
    width, height = picture.size
    # Qt wants the fourth byte to be full: what is painted over it would be seen through else.
    data = picture.convert("RGBA").tobytes("raw", "BGRA")
    # A copy, as Qt does not keep Python's bytes alive.
    return QImage(data, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def why_not(error: Exception) -> str:
    """What to tell the person about an exception from `decode` or from asking the disk."""
    from landmark_gui.inference.images import PhotoError  # noqa: PLC0415

    if isinstance(error, PhotoError):
        return error.reason
    if isinstance(error, FileNotFoundError):
        return "There is no such file; it may have been moved, renamed or deleted."
    if isinstance(error, PermissionError):
        return "You have no permission to read this file; change its permissions."
    if isinstance(error, OSError) and error.errno is not None:
        return f"The file could not be read: {os.strerror(error.errno)}."
    if isinstance(error, MemoryError):
        return "There is not enough free memory to unpack this picture."
    return f"The picture could not be unpacked ({type(error).__name__})."
