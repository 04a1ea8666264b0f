"""From an unpacked picture in any of Pillow's modes to a small one in a mode that has a colour space. No torch."""

from collections.abc import Callable, Iterator

import numpy as np
from PIL import Image, ImageChops

from training import colour

_STRIP_PIXELS = 1 << 20
_MAX_ASPECT = 4


def shrink(image: Image.Image, short_side: int) -> Image.Image:
    """Averages a picture down by whole factors, and brings its mode to L, RGB, CMYK or LAB.

    The short side comes out between ``short_side`` and twice that pixels, or as it is if it is smaller. The aspect
    ratio is kept up to 4:1; of a longer picture the long side is shortened to four times the other (or, if the other is
    smaller than ``short_side``, to four times that). Transparent parts become white.

    It goes strip by strip, so that converting a huge picture does not need its size in memory a second time.
    """
    width, height = image.size
    factors = _factors(image.size, short_side)
    rows = factors[1] * max(1, _STRIP_PIXELS // (width * factors[1]))
    flat = _flattener(image, rows)
    small: Image.Image | None = None
    for top, strip in _strips(image, rows):
        part = flat(strip).reduce(factors)
        if small is None:
            small = Image.new(part.mode, (part.width, -(-height // factors[1])))
        small.paste(part, (0, top // factors[1]))
    assert small is not None
    if image.format == "JPEG" and small.mode == "CMYK" and "adobe" not in image.info:
        # Pillow takes every CMYK JPEG for Adobe's, which are stored inverted and say that they are Adobe's.
        return ImageChops.invert(small)
    return small


def _factors(size: tuple[int, int], short_side: int) -> tuple[int, int]:
    """By how much to divide width and height."""
    both = max(1, min(size) // short_side)
    longest = _MAX_ASPECT * max(short_side, min(size) // both)
    return max(both, -(-size[0] // longest)), max(both, -(-size[1] // longest))


def _strips(image: Image.Image, rows: int) -> Iterator[tuple[int, Image.Image]]:
    """Horizontal strips of so many rows, each with its first row's number."""
    for top in range(0, image.height, rows):
        yield top, image.crop((0, top, image.width, min(top + rows, image.height)))


def _flattener(image: Image.Image, rows: int) -> Callable[[Image.Image], Image.Image]:
    """What brings this picture's strips to mode L, RGB, CMYK or LAB."""
    mode = image.mode
    if colour.is_deep(image):
        white = colour.white_of(image, lambda: _peak(image, rows))
        return lambda strip: colour.to_eight_bits(image, np.asarray(strip), white)
    if image.has_transparency_data:
        return _over_white
    if mode in {"L", "RGB", "CMYK", "LAB"}:
        return lambda strip: strip
    return lambda strip: strip.convert("L" if mode == "1" else "RGB")


def _over_white(strip: Image.Image) -> Image.Image:
    backdrop = Image.new("RGBA", strip.size, "white")
    backdrop.alpha_composite(strip.convert("RGBA"))
    return backdrop.convert("RGB")


def _peak(image: Image.Image, rows: int) -> float:
    """The largest finite value."""
    return max(float(np.nan_to_num(np.asarray(strip), posinf=0).max()) for _, strip in _strips(image, rows))
