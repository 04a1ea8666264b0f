"""Colours as the picture's ICC profile means them: one definition for training and the app."""

import io
import logging
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
