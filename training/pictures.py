"""From an image file to an upright RGB picture, and why a file is none.

Every pipeline decodes here, so that all of them see the same pixels. Importing this module does not load torch.
"""

import io
import struct
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np
import PIL
from PIL import Image, UnidentifiedImageError

from training.colour import is_deep, to_eight_bits, to_srgb, white_of
from training.processors import cpu_cores

IMAGE_SUFFIXES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff"}
    | {".heic", ".heif", ".hif", ".avif", ".jp2", ".ppm", ".pgm"}
)
"""Names that promise an image; a file named so that is none is listed as unreadable, any other file is not ours."""

_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "HEIF", "AVIF", "JPEG2000", "PPM")
"""Pillow's names for what those suffixes promise. Whatever else the content is, no other plug-in gets to see it: the
one for EPS would have Ghostscript run the file."""

DECODER_VERSION = f"2-{PIL.__version__}"
"""Changes whenever the same file may give other pixels than before: part of the key of every cache of pixels."""

ORIENTATION_TAG = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation to the operation that undoes it."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class PictureError(Exception):
    """A file that gives no picture; the message says why, without the file's name."""


def read_picture(source: Path | bytes, *, at_least: int | None = None, grey: bool = False) -> Image.Image:
    """Decode an image, upright.

    Args:
        source: The file, or its content.
        at_least: Sides in pixels below which the picture must not be decoded smaller than it is. JPEG decodes at
            1/2, 1/4 or 1/8 of its size for a fraction of the work; other formats ignore this.
        grey: Decode the brightness only.

    Returns:
        The whole picture, turned as its EXIF orientation says, in mode ``RGB`` (sRGB, where an ICC profile says how to
        get there), or ``L`` where `grey`. Transparent parts are white; 16-bit values are scaled to 8 bits.

    Raises:
        PictureError: The file is missing, empty, cut off, damaged, no image or too large.
    """
    try:
        content = io.BytesIO(source) if isinstance(source, bytes) else source
        with Image.open(content, formats=_formats()) as picture:
            if at_least is not None:
                picture.draft("L" if grey else "RGB", (at_least, at_least))
            picture.load()
            orientation = _orientation(
                picture
            )  # afterwards: PNG may have it behind the pixels, and TIFF obeys it itself
            decoded = _eight_bit(picture, "L" if grey else "RGB")
            return decoded.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else decoded
    except Exception as error:  # decoders of damaged data raise anything, from struct.error to IndexError
        raise PictureError(_reason(error, source)) from error


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(ORIENTATION_TAG, 1))
    except Exception:  # damaged EXIF, which says nothing about the pixels
        return 1


def _eight_bit(picture: Image.Image, mode: str) -> Image.Image:
    profile = picture.info.get("icc_profile") if mode == "RGB" else None
    if profile and picture.mode in {"L", "RGB", "CMYK", "LAB"} and "transparency" not in picture.info:
        return to_srgb(picture, profile)
    if picture.mode == mode and "transparency" not in picture.info:
        return picture.copy()
    if picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", layer.size, "white")
        flat = Image.alpha_composite(paper, layer).convert(mode)
        return to_srgb(flat, profile) if profile else flat
    if is_deep(picture):
        values = np.asarray(picture)
        white = white_of(picture, lambda: float(np.nan_to_num(values, posinf=0).max(initial=0)))
        return to_eight_bits(picture, values, white).convert(mode)
    return picture.convert(mode)


def _reason(error: Exception, source: Path | bytes) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file"
        case PermissionError():
            return "no permission to read the file"
        case Image.DecompressionBombError():
            return "too many pixels for one picture"
        case MemoryError():
            return "too large for this computer's memory"
        case UnidentifiedImageError():
            empty = len(source) == 0 if isinstance(source, bytes) else source.stat().st_size == 0
            return "the file is empty" if empty else "not an image, or in a format that cannot be read"
        case OSError() if error.errno is not None:
            return f"cannot be read ({error.strerror})"
        case EOFError() | struct.error():
            return "the image is cut off"
        case _ if "truncated" in str(error).lower():
            return "the image is cut off"
        case _:
            return f"the image is damaged ({error or type(error).__name__})"


@cache
def _formats() -> tuple[str, ...]:
    """Those of `_FORMATS` that this Pillow can read."""
    import pillow_heif  # noqa: PLC0415 - a big library: loaded with the first picture, not with this module

    pillow_heif.register_heif_opener()
    Image.init()
    return tuple(form for form in _FORMATS if form in Image.OPEN)


@contextmanager
def quiet_decoders() -> Iterator[None]:
    """Keep Pillow's remarks (large picture, odd EXIF, short TIFF) off the terminal.

    A picture that decodes is good enough and one that does not is listed with its reason. Enter it in the main
    thread, around a pool: Python's warning filters belong to the process.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"PIL\.")
        warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)
        yield


def in_parallel(
    function: Callable[[Item], Answer], items: Iterable[Item], workers: int = 0
) -> Iterator[tuple[Item, Answer]]:
    """Apply a function to every item in a few threads; Pillow and hashlib let go of Python's lock.

    Args:
        function: What to do; its exceptions come out of the iteration.
        items: Taken as they are needed, a few ahead.
        workers: Number of threads; 0 is one per usable processor.

    Yields:
        Each item with its answer, in the order of the items. Whoever stops early waits for a few items at most.
    """
    threads = workers if workers > 0 else min(cpu_cores(), 16)
    pool = ThreadPoolExecutor(threads, thread_name_prefix="pictures")
    waiting: deque[tuple[Item, Future[Answer]]] = deque()
    try:
        with quiet_decoders():
            for item in items:
                waiting.append((item, pool.submit(function, item)))
                if len(waiting) > 8 * threads:
                    done, future = waiting.popleft()
                    yield done, future.result()
            while waiting:
                done, future = waiting.popleft()
                yield done, future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
