"""From a photo's file to a small upright sRGB array for the network. No Qt, no torch.

What a person may rely on:

* The content decides what a file is, never its name, and only decoders for photo formats are ever reached.
* The picture is upright (EXIF orientation, HEIF and AVIF rotation), in sRGB (embedded ICC profiles are applied; a
  broken one is ignored), its first frame, and transparent parts are white, as photo viewers show them.
* A file that can not be used raises `PhotoError` with one sentence saying why, and nothing else is ever raised.
* A cut-off file is such a file, never a half-grey picture, even if somebody put an end to it again. One exception: a
  JPEG that lacks only its last bytes is used without the rows that those bytes held, if these are at most 3 % of it.
  Bytes after a JPEG's end (a phone's video, a second picture, a transmission's padding) do no harm.

Memory: a JPEG is scaled down while it is decoded, and a few megabytes suffice whatever its size. All others are
unpacked whole, at 4 bytes a pixel and sometimes twice that, so their size is limited, and of those above 40 megapixels
only one is unpacked at a time.
"""

import importlib.util
import io
import logging
import os
import re
import stat
import threading
import warnings
from collections.abc import Callable
from contextlib import nullcontext
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageChops,
    ImageFile,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from landmark_gui.inference import pixels, raw_preview
from training.colour import to_srgb

MAX_PIXELS_SCALED = 300_000_000
"""The largest JPEG, in pixels: the largest phone sensors have 200 million."""
MAX_PIXELS_WHOLE = 120_000_000
"""The largest picture that has to be unpacked whole: medium format cameras have 100 million pixels."""

_LARGE_PIXELS = 40_000_000
_ONE_LARGE_AT_A_TIME = threading.Lock()
_MAX_SCAN_PIXELS = 3_000_000_000  # progressive JPEG: pixels times scans; an ordinary one has ten scans
_KEPT_ROWS = 0.97

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_CUT_OFF = "The file is cut off before the picture's end; copy it again from where it came from."
_JPEG_END = b"\xff\xd9"
# Any data will do which differ from the zeros that a decoder makes up for missing ones.
_JPEG_NOISE = b"\x00" + b"\x5a\xa5\x33\xcc" * 64
_JPEG_SEGMENT = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])", re.DOTALL)

_log = logging.getLogger(__name__)


class PhotoError(Exception):
    """A file that can not be used as a photo.

    Attributes:
        path: the file.
        reason: one plain sentence for the person, with what to do where there is something to do.
    """

    def __init__(self, path: str | os.PathLike[str], reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{os.fspath(self.path)}: {self.reason}"


class _UnusableError(Exception):
    """Carries the sentence for a `PhotoError`."""


def decode(path: str | os.PathLike[str], short_side: int) -> npt.NDArray[np.uint8]:
    """The photo, small and upright, ready to be squashed to a network's square. May be called from many threads.

    It is only ever scaled by whole factors (while decoding, then by averaging), so that the one fine resampling is the
    network's own. The short side comes out between ``short_side`` and twice that, or as it is if it is smaller; never
    enlarged. The aspect ratio is kept up to 4:1; a longer panorama's long side is shortened to four times its short
    one, which loses nothing to a network that sees every picture squashed, and bounds the result's size.

    Args:
        path: the file.
        short_side: pixels that the network needs of either side.

    Returns:
        Writable uint8 array of shape (height, width, 3), sRGB.

    Raises:
        PhotoError: whatever is wrong with the file; no other exception comes from a file, however damaged.
        ValueError: if ``short_side`` is not positive.
    """
    if short_side < 1:
        raise ValueError(f"short_side must be positive, not {short_side}")
    _ignore_pillow_warnings()
    try:
        with _open_regular_file(path) as file:
            return _decode(file, path, short_side)
    except Exception as error:
        # Decoders raise anything at all for damaged input: struct.error, SyntaxError, AssertionError, MemoryError ...
        _log.debug("cannot decode %s", path, exc_info=True)
        reason = _reason(error)
    # Raised out here, so that the error does not keep the decoder's frames and their pictures alive.
    raise PhotoError(path, reason)


def _ignore_pillow_warnings() -> None:
    """Keeps Pillow's warnings about odd metadata and large pictures (we have our own limits) from the person.

    A filter for the process, because `warnings.catch_warnings` is not safe in threads. Put back whenever it is missing,
    since others reset the filters.
    """
    for category in (UserWarning, Image.DecompressionBombWarning):
        if ("ignore", None, category, re.compile(r"PIL\."), 0) not in warnings.filters:
            warnings.filterwarnings("ignore", category=category, module=r"PIL\.")


def _open_regular_file(path: str | os.PathLike[str]) -> BinaryIO:
    """Opens a file, but nothing that is none: opening a pipe would wait for ever, a device may do anything."""

    def require_regular(mode: int) -> None:
        if stat.S_ISDIR(mode):
            raise _UnusableError("This is a folder, not a photo.")
        if not stat.S_ISREG(mode):
            raise _UnusableError("This is a pipe, socket or device, not a photo.")

    def opener(name: str, flags: int) -> int:
        # Neither waits for a pipe's other end, nor trusts that what stands there is still what was looked at.
        descriptor = os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
        try:
            require_regular(os.fstat(descriptor).st_mode)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    try:
        require_regular(os.stat(path).st_mode)
        return open(path, "rb", opener=opener)
    except (FileNotFoundError, NotADirectoryError):
        raise _UnusableError("There is no such file; it may have been moved, renamed or deleted.") from None
    except PermissionError:
        raise _UnusableError("You have no permission to read this file; change its permissions.") from None
    except ValueError:  # a name with a NUL character, or one the file system can not encode
        raise _UnusableError("This is not a valid file name.") from None


def _reason(error: Exception) -> str:
    """What to tell the person about an exception from a decoder."""
    text = str(error)
    if isinstance(error, _UnusableError):
        return text
    if isinstance(error, MemoryError):
        return "There is not enough free memory to unpack this picture."
    if isinstance(error, ImportError):
        return f"The software to read this kind of picture is not installed: {text}."
    if isinstance(error, OSError) and error.errno is not None:
        return f"The file could not be read: {os.strerror(error.errno)}."
    if isinstance(error, Image.DecompressionBombError):
        return "The picture has too many pixels to be unpacked."
    if isinstance(error, EOFError) or re.search(r"truncat|end of file|premature", text, re.IGNORECASE):
        return _CUT_OFF
    return "The picture's data are damaged, or of a rare variety that can not be read."


def _decode(file: BinaryIO, path: str | os.PathLike[str], short_side: int) -> npt.NDArray[np.uint8]:
    head = file.read(64)
    kind = _kind(head)
    if kind == "TIFF" and raw_preview.is_raw(file):
        kind = "RAW"
    orientation = None
    if kind == "RAW":
        image, orientation = _load_raw(file, path, short_side)
    elif kind == "JPEG":
        image = _load_jpeg(file, short_side)
    else:
        image = _load_whole(file, kind, short_side)
    if orientation is None:
        orientation = _orientation(image)
    small = to_srgb(pixels.shrink(image, short_side), image.info.get("icc_profile"))
    if orientation in _UPRIGHT:
        small = small.transpose(_UPRIGHT[orientation])
    return np.array(small)


def _kind(head: bytes) -> str:
    """The format's name, by a file's first bytes."""
    if not head:
        raise _UnusableError("The file is empty.")
    if not head.strip(b"\0"):
        raise _UnusableError("The file holds nothing but zeros; it was lost when it was copied or recovered.")
    if head[4:8] == b"ftyp":
        # Brands (ISO 14496-12): the major one, a version, then the compatible ones.
        major, brands = head[8:12], {head[at : at + 4] for at in range(8, min(len(head), int.from_bytes(head[:4])), 4)}
        if major == b"crx ":
            return "RAW"
        if major in {b"avif", b"avis"} or (brands & {b"avif", b"avis"} and not brands & {b"heic", b"heix"}):
            return "AVIF"
        if brands & {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}:
            return "HEIF"
        raise _UnusableError("This is a video, not a photo.")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    for kind, *magics in (
        ("JPEG", b"\xff\xd8\xff"),
        ("PNG", b"\x89PNG\r\n\x1a\n"),
        ("GIF", b"GIF87a", b"GIF89a"),
        ("BMP", b"BM"),
        ("JPEG2000", b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51"),
        ("TIFF", *raw_preview.TIFF_MAGIC, b"II+\0", b"MM\0+"),
        ("RAW", *raw_preview.OTHER_RAW_MAGIC),
    ):
        if head.startswith(tuple(magics)):
            return kind
    raise _UnusableError("This is not a photo in a format that can be read here.")


def _load_whole(file: BinaryIO, kind: str, short_side: int) -> Image.Image:
    """Opens and unpacks a picture in any format but JPEG."""
    # The plugins are called directly: `Image.open` would bring Pillow's own pixel limit and its warnings with it.
    file.seek(0)
    image = _plugin(kind)(file)
    width, height = image.size
    scale = short_side / min(width, height)
    if scale < 1:
        # HEIF: takes the thumbnail that the camera stored, if it is large enough. All others: does nothing.
        image.draft(None, (int(width * scale), int(height * scale)))
    area = image.size[0] * image.size[1]
    _check_area(area, MAX_PIXELS_WHOLE)
    with _ONE_LARGE_AT_A_TIME if area > _LARGE_PIXELS else nullcontext():
        image.load()
    return image


def _plugin(kind: str) -> Callable[[BinaryIO], ImageFile.ImageFile]:
    match kind:
        case "PNG":
            return PngImagePlugin.PngImageFile
        case "WEBP":
            return WebPImagePlugin.WebPImageFile
        case "TIFF":
            return TiffImagePlugin.TiffImageFile
        case "GIF":
            return GifImagePlugin.GifImageFile
        case "BMP":
            return BmpImagePlugin.BmpImageFile
        case "JPEG2000":
            return Jpeg2KImagePlugin.Jpeg2KImageFile
        case "AVIF":
            from PIL import AvifImagePlugin  # noqa: PLC0415 (since Pillow 11.3)

            if not AvifImagePlugin.SUPPORTED:
                raise ImportError("this Pillow was built without AVIF")
            return AvifImagePlugin.AvifImageFile
        case _:
            from pillow_heif import HeifImageFile  # noqa: PLC0415 (takes long to import, and most folders have none)

            return HeifImageFile


def _check_area(area: int, limit: int) -> None:
    if area > 100 * limit:
        raise _UnusableError("The picture claims an impossible size; the file is damaged.")
    if area > limit:
        raise _UnusableError(
            f"The picture has {area // 1_000_000} megapixels; in this format at most {limit // 1_000_000} can be read."
        )


class _Jpeg(JpegImagePlugin.JpegImageFile):
    """A JPEG that, where its file ends early, is given an end, and notes that."""

    data_start = 0
    ended_early = False

    def load_read(self, read_bytes: int) -> bytes:
        """Called by Pillow for the next piece of the file."""
        data = super().load_read(read_bytes)
        if not data and not self.ended_early:
            self.ended_early = True
            return _JPEG_END
        return data


def _load_jpeg(file: BinaryIO, short_side: int) -> Image.Image:
    """Unpacks a JPEG, scaled down by 2, 4 or 8 in the process where that leaves ``short_side`` pixels."""
    image = _open_jpeg(file, short_side)
    image.load()
    if not image.ended_early and not _ends_in_grey(image):
        return image
    # The decoder does not say that it made up what is missing. But where a second try, with other data in place of the
    # missing, first differs, there the missing began.
    _, end = _scans(file, image.data_start)
    file.seek(0)
    probe = _open_jpeg(io.BytesIO(file.read(end) + _JPEG_NOISE + _JPEG_END), short_side)
    try:
        probe.load()
    except Exception:
        raise _UnusableError(_CUT_OFF) from None
    difference = ImageChops.difference(image, probe).getbbox()
    if difference is None:
        return image
    if difference[1] < _KEPT_ROWS * image.height:
        raise _UnusableError(_CUT_OFF)
    return image.crop((0, 0, image.width, difference[1]))


def _ends_in_grey(image: Image.Image) -> bool:
    """Whether the last row is all of the grey that libjpeg puts where data are missing (127: inverted, in CMYK)."""
    last = image.crop((0, image.height - 1, image.width, image.height))
    return all(band.getextrema() in {(127, 127), (128, 128)} for band in last.split())


def _open_jpeg(file: BinaryIO, short_side: int) -> _Jpeg:
    file.seek(0)
    image = _Jpeg(file)
    image.data_start = file.tell()
    area = image.width * image.height
    progressive = "progressive" in image.info
    # All of a progressive JPEG's coefficients are held in memory, and every scan goes over all of them.
    _check_area(area, MAX_PIXELS_WHOLE if progressive else MAX_PIXELS_SCALED)
    if progressive and area * _scans(file, image.data_start)[0] > _MAX_SCAN_PIXELS:
        raise _UnusableError("The picture is built to take minutes to unpack, and no camera's.")
    side = min(short_side, *image.size)
    image.draft(None, (side, side))
    return image


def _scans(file: BinaryIO, start: int) -> tuple[int, int]:
    """How many scans a JPEG has whose first scan's data start here, and where the last one's data end."""
    file.seek(start)
    data = file.read()
    count, at = 1, 0
    while segment := _JPEG_SEGMENT.search(data, at):
        marker = segment[1][0]
        if marker == 0xD9:
            return count, start + segment.start()
        count += marker == 0xDA
        at = segment.end() + int.from_bytes(data[segment.end() : segment.end() + 2])
    return count, start + len(data)


def _load_raw(file: BinaryIO, path: str | os.PathLike[str], short_side: int) -> tuple[Image.Image, int | None]:
    """A RAW file's embedded preview, and the EXIF orientation it is to be shown with (None: its own).

    Only if none of the size that is needed is found, the file is handed to rawpy, where that is installed.
    """
    preview = raw_preview.find_preview(file)
    if preview is None or min(preview.size) < short_side:
        result = raw_preview.ask_rawpy(path, short_side)
        if isinstance(result, np.ndarray):
            return Image.fromarray(result), 1
        preview = result or preview
    if preview is None:
        raise _UnusableError(
            "No preview was found in this RAW file; install the extra for RAW files: pip install '.[raw]' in the "
            "project's folder."
            if importlib.util.find_spec("rawpy") is None
            else "This RAW file is damaged, or of a camera that is not supported yet."
        )
    return _load_jpeg(io.BytesIO(preview.jpeg), short_side), preview.orientation


def _orientation(image: Image.Image) -> int:
    """EXIF orientation, 1 to 8; 1 where there is none or the EXIF is broken."""
    try:
        value = image.getexif().get(0x0112)
        return int(value) if value in _UPRIGHT else 1
    except Exception:
        return 1
