"""From an unpacked picture in any of Pillow's modes to a small one in sRGB. No Qt, no torch."""

import io
import logging
from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
from PIL import Image, ImageChops, ImageCms

_MAX_PROFILE_BYTES = 4_000_000  # a printing press's profile has 0.5 to 2 MB
_STRIP_PIXELS = 1 << 20
_MAX_ASPECT = 4

_log = logging.getLogger(__name__)


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
    if mode == "F" or mode.startswith("I"):
        white = 65535.0 if mode.startswith("I;16") else _white_level(image, rows)
        return lambda strip: _to_8_bit(strip, white)
    if image.has_transparency_data:
        return _over_white
    if mode in {"L", "RGB", "CMYK", "LAB"}:
        return lambda strip: strip
    return lambda strip: strip.convert("L" if mode == "1" else "RGB")


def _over_white(strip: Image.Image) -> Image.Image:
    backdrop = Image.new("RGBA", strip.size, "white")
    backdrop.alpha_composite(strip.convert("RGBA"))
    return backdrop.convert("RGB")


def _white_level(image: Image.Image, rows: int) -> float:
    """The value that means white in a picture of 32-bit integers or floats: the usual one above its largest value."""
    peak = max(float(np.nan_to_num(np.asarray(strip), posinf=0).max()) for _, strip in _strips(image, rows))
    return next((level for level in (1.0, 255.0, 65535.0) if peak <= level), peak)


def _to_8_bit(strip: Image.Image, white: float) -> Image.Image:
    shares = (np.nan_to_num(np.asarray(strip).astype(np.float32)) / white).clip(0, 1)
    return Image.fromarray((shares * 255).round().astype(np.uint8))


def to_srgb(image: Image.Image, profile: object) -> Image.Image:
    """A picture from `shrink` in mode RGB and sRGB.

    Args:
        image: in mode L, RGB, CMYK or LAB.
        profile: the ICC profile from the file; anything that is none, or does not fit the picture, is ignored.
    """
    transform = None
    if isinstance(profile, bytes) and 0 < len(profile) <= _MAX_PROFILE_BYTES:
        transform = _srgb_transform(profile, image.mode)
    if transform is not None:
        converted = ImageCms.applyTransform(image, transform)
        if converted is not None:
            return converted
    return image.convert("RGB")


@lru_cache(maxsize=16)
def _srgb_transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """How to get from a profile to sRGB; None if that changes nothing, or the profile is broken or of another mode.

    Whether a profile is sRGB is seen by what it does to colours, as its name says little: cameras, editors and phones
    each have their own for it. The cache makes this a matter of once per camera instead of once per photo.
    """
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        transform = ImageCms.buildTransform(
            source,
            ImageCms.createProfile("sRGB"),
            mode,
            "RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        if mode == "RGB":
            steps = np.linspace(0, 255, 9).astype(np.uint8)
            cube = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(27, 27, 3)
            converted = ImageCms.applyTransform(Image.fromarray(cube), transform)
            if converted is None or np.abs(np.asarray(converted).astype(int) - cube).max() <= 2:
                return None
    except Exception:
        _log.debug("ignoring a broken colour profile", exc_info=True)
        return None
    return transform
