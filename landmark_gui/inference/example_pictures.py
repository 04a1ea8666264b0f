"""Small copies of the photos that landmarks were taught from, and what models make of them.

Both lie in the user data folder, by content: ``taught/ID.jpg`` is the photo squashed into a square, from which any
model can make features again when the photo has moved or gone; ``taught/ID.MODEL.npy`` are one model's features of it.
"""

import hashlib
import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from landmark_gui import whole_file
from landmark_gui.inference import images
from landmark_gui.taught import Example, pictures_folder
from training import transforms

Square = npt.NDArray[np.uint8]
Features = npt.NDArray[np.float32]

SIDE = 320
"""Of the copies; no smaller than most networks' input."""

_QUALITY = 92
_VERSION = 1


def read(example: Example) -> Square:
    """The square of a photo, (SIDE, SIDE, 3): its copy, else from the photo itself, of which a copy is kept then.

    Raises:
        images.PhotoError: There is neither, or the photo cannot be read.
    """
    copy = pictures_folder() / f"{example.content}.jpg"
    if example.content:
        with suppress(OSError, ValueError, Image.DecompressionBombError), Image.open(copy, formats=["JPEG"]) as picture:
            if picture.size == (SIDE, SIDE):
                return np.asarray(picture.convert("RGB"))
    square = transforms.squash(Image.fromarray(images.decode(Path(example.path), SIDE)), SIDE)
    if example.content:
        stream = io.BytesIO()
        Image.fromarray(square).save(stream, "JPEG", quality=_QUALITY, subsampling=0)
        with suppress(OSError):  # it is only a copy
            whole_file.write(copy, stream.getvalue())
    return square


def features(example: Example, model: str, compute: Callable[[Square], Features]) -> Features:
    """Features (F,) of a photo; kept for next time.

    Args:
        example: The photo.
        model: Identifies the model, see `landmark_gui.library.content.model_id`.
        compute: From a `read` square to features.

    Raises:
        images.PhotoError: They are not known, and the photo cannot be read.
    """
    key = hashlib.blake2b(f"{_VERSION} {model}".encode(), digest_size=8).hexdigest()
    file = pictures_folder() / f"{example.content}.{key}.npy"
    if example.content:
        with suppress(OSError, ValueError, EOFError):
            known = np.load(file, allow_pickle=False)
            if known.ndim == 1 and known.dtype == np.float32 and np.isfinite(known).all():
                return np.asarray(known)
    found = compute(read(example))
    if example.content:
        stream = io.BytesIO()
        np.save(stream, found.astype(np.float32), allow_pickle=False)
        with suppress(OSError):
            whole_file.write(file, stream.getvalue())
    return found
