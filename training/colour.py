"""Colours as the picture's ICC profile means them: one definition for training and the app."""

import io
import logging
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from PIL import Image, ImageCms

_MAX_PROFILE_BYTES = 4_000_000  # a printing press's profile has 0.5 to 2 MB

_log = logging.getLogger(__name__)


def to_srgb(image: Image.Image, profile: object) -> Image.Image:
    """The picture in mode RGB and sRGB.

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


_WHITE_IS_ZERO, _PHOTOMETRIC = 0, 262  # TIFF


def is_deep(image: Image.Image) -> bool:
    """Whether the picture has more than 8 bits a channel as Pillow keeps them: 16- or 32-bit integers, or floats."""
    return image.mode == "F" or image.mode.startswith("I")


def white_of(image: Image.Image, peak: Callable[[], float]) -> float:
    """The value that means white in a deep picture: in 32 bits the usual one above its largest value.

    Args:
        image: See `is_deep`.
        peak: Gives its largest finite value; called where that matters, as it looks at every pixel.
    """
    if image.mode.startswith("I;16"):
        return 65535.0
    largest = peak()
    return next((level for level in (1.0, 255.0, 65535.0) if largest <= level), largest)


def to_eight_bits(image: Image.Image, values: np.ndarray, white: float) -> Image.Image:
    """Values of a deep picture, or of a part of it, as a picture in mode L.

    Args:
        image: The whole picture, which says whether zero means white; Pillow obeys that in 8 bits only.
        values: (H, W); what is no number is black.
        white: From `white_of`.
    """
    shares = (np.nan_to_num(values.astype(np.float32)) / white).clip(0, 1)
    if getattr(image, "tag_v2", {}).get(_PHOTOMETRIC) == _WHITE_IS_ZERO:
        shares = 1 - shares
    return Image.fromarray((shares * 255).round().astype(np.uint8))


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
