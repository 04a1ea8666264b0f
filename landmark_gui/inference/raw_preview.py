"""The JPEG preview that a camera stores inside its RAW file, found without reading the sensor's data. No Qt, no torch.

Nearly every RAW file holds a developed JPEG, often of full size, and nearly every RAW format is a TIFF structure. So
the directories of that structure lead to the preview: DNG, CR2, NEF, NRW, ARW, PEF, SRW and their like keep it as an
ordinary sub-image (TIFF 6.0, DNG 1.7 specification), RW2 in a tag of its own, ORF in Olympus' maker note. Fujifilm's
RAF is no TIFF, but its header says where the preview lies; Canon's CR3 is an MP4 structure with boxes of its own
(https://github.com/lclevy/canon_cr3). Maker notes' tags: https://exiftool.org/TagNames/.

Every offset and length is checked against the file's size before it is used, and `find_preview`
reads only the directories and the preview: some hundred kilobytes of a file of 60 megabytes.
"""

import io
import logging
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

TIFF_MAGIC = (b"II*\0", b"MM\0*")
_RAW_TIFF_MAGIC = (b"IIRO", b"IIRS", b"MMOR", b"IIU\0")  # Olympus (two byte orders and two ages), Panasonic
_RAF_MAGIC = b"FUJIFILMCCD-RAW"
_CR3_MAGIC = b"ftypcrx "
_CR3_METADATA = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_CR3_PREVIEW = bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16")
# Also Minolta, Sigma and Canon's oldest, in which only rawpy finds its way.
OTHER_RAW_MAGIC = (*_RAW_TIFF_MAGIC, _RAF_MAGIC, b"\0MRM", b"FOVb", b"II\x1a\0\0\0HEAPCCDR")

_COMPRESSION, _PHOTOMETRIC, _ORIENTATION = 259, 262, 274
_STRIP_OFFSETS, _STRIP_LENGTHS, _SUB_DIRECTORIES = 273, 279, 330
_JPEG_OFFSET, _JPEG_LENGTH = 513, 514
_EXIF_DIRECTORY, _MAKER_NOTE, _DNG_VERSION = 34665, 37500, 50706
_PANASONIC_JPEG = 0x2E
_OLYMPUS_SETTINGS, _OLYMPUS_PREVIEW_START, _OLYMPUS_PREVIEW_LENGTH = 0x2020, 0x101, 0x102
_WANTED = frozenset(
    {_COMPRESSION, _PHOTOMETRIC, _ORIENTATION, _STRIP_OFFSETS, _STRIP_LENGTHS, _SUB_DIRECTORIES, _JPEG_OFFSET}
    | {_JPEG_LENGTH, _EXIF_DIRECTORY, _MAKER_NOTE, _DNG_VERSION, _PANASONIC_JPEG}
    | {_OLYMPUS_SETTINGS, _OLYMPUS_PREVIEW_START, _OLYMPUS_PREVIEW_LENGTH}
)

_FROM_LIBRAW_FLIP = {3: 3, 5: 8, 6: 6}  # to EXIF orientation

_SENSOR_PHOTOMETRICS = (32803, 34892)  # colour filter array, linear raw
_JPEG_COMPRESSIONS = (6, 7)
_INTEGERS = {1: "B", 3: "H", 4: "I", 13: "I"}  # BYTE, SHORT, LONG, IFD

_MAX_DIRECTORIES = 32  # a RAW file has about five
_MAX_ENTRIES = 1000
_MAX_VALUES = 64
_MAX_SEGMENTS = 200  # between a JPEG's start and its frame header
_MAX_PREVIEW_BYTES = 100_000_000

_log = logging.getLogger(__name__)

_Block = tuple[int, int]  # where it starts in the file, and how many bytes it has


@dataclass(frozen=True)
class Preview:
    """A JPEG found in a RAW file.

    Attributes:
        jpeg: the JPEG file's bytes, as stored (not turned).
        size: its width and height in pixels.
        orientation: the EXIF orientation the RAW file gives, or None where only the JPEG itself can say.
    """

    jpeg: bytes
    size: tuple[int, int]
    orientation: int | None


@dataclass(frozen=True)
class _Directory:
    """One TIFF directory: the wanted tags' integer values, and for other types where their data lie."""

    values: dict[int, tuple[int, ...]]
    blocks: dict[int, _Block]

    def first(self, tag: int) -> int | None:
        values = self.values.get(tag)
        return values[0] if values else None


class _BadStructureError(Exception):
    """An offset or a length leads out of the file, or a header is not what it must be."""


class _Reader:
    """Reads blocks of an open file by offset, never beyond its end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, os.SEEK_END)

    def read(self, offset: int, length: int) -> bytes:
        if offset < 0 or length < 0 or offset + length > self.size:
            raise _BadStructureError
        self._file.seek(offset)
        data = self._file.read(length)
        if len(data) != length:
            raise _BadStructureError
        return data


def is_raw(file: BinaryIO) -> bool:
    """Whether an open file is a camera's RAW file of one of the layouts known here, by its content.

    A TIFF picture is not; a TIFF structure which says that it holds a sensor's data, is a DNG, or is Canon's, is.
    """
    reader = _Reader(file)
    head = reader.read(0, min(16, reader.size))
    if head.startswith((_RAF_MAGIC, *_RAW_TIFF_MAGIC)) or head[4:12] == _CR3_MAGIC:
        return True
    if not head.startswith(TIFF_MAGIC):
        return False
    return head[8:10] == b"CR" or any(
        _DNG_VERSION in directory.values or directory.first(_PHOTOMETRIC) in _SENSOR_PHOTOMETRICS
        for directory in _directories(reader)
    )


def find_preview(file: BinaryIO) -> Preview | None:
    """The largest JPEG preview in an open RAW file, or None where there is none or the file is damaged."""
    reader = _Reader(file)
    orientation = None
    try:
        if reader.read(0, len(_RAF_MAGIC)) == _RAF_MAGIC:
            candidates = [struct.unpack(">II", reader.read(84, 8))]
        elif reader.read(4, 8) == _CR3_MAGIC:
            orientation, candidates = _cr3_orientation_and_previews(reader)
        else:
            directories = list(_directories(reader))
            orientation = next((d.first(_ORIENTATION) for d in directories if _ORIENTATION in d.values), 1)
            candidates = [block for directory in directories for block in _jpeg_blocks(reader, directory)]
    except _BadStructureError:
        return None
    sized = [(size, block) for block in dict.fromkeys(candidates) if (size := _jpeg_size(reader, *block))]
    if not sized:
        return None
    size, block = max(sized, key=lambda found: (found[0][0] * found[0][1], found[1][1]))
    return Preview(reader.read(*block), size, orientation)


def _directories(reader: _Reader, base: int = 0) -> Iterator[_Directory]:
    """The directories and sub-directories of the TIFF structure that starts at ``base``; damaged ones are left out.

    The first one comes first. All their offsets count from ``base``.
    """
    try:
        head = reader.read(base, 8)
    except _BadStructureError:
        return
    order = ">" if head.startswith(b"MM") else "<"
    waiting, seen = [struct.unpack(f"{order}I", head[4:])[0]], {0}
    while waiting and len(seen) <= _MAX_DIRECTORIES:
        offset = waiting.pop(0)
        if offset in seen:
            continue
        seen.add(offset)
        try:
            directory, following = _read_directory(reader, order, base + offset, base)
        except _BadStructureError:
            continue
        waiting += [*directory.values.get(_SUB_DIRECTORIES, ()), following]
        yield directory


def _read_directory(reader: _Reader, order: str, offset: int, base: int = 0) -> tuple[_Directory, int]:
    """The directory at an offset, and the offset of the following one (0: none); its offsets count from ``base``."""
    (count,) = struct.unpack(f"{order}H", reader.read(offset, 2))
    if not 0 < count <= _MAX_ENTRIES:
        raise _BadStructureError
    table = reader.read(offset + 2, 12 * count)
    values: dict[int, tuple[int, ...]] = {}
    blocks: dict[int, _Block] = {}
    for tag, kind, number, field in struct.iter_unpack(f"{order}HHI4s", table):
        if tag not in _WANTED:
            continue
        (target,) = struct.unpack(f"{order}I", field)
        code = _INTEGERS.get(kind)
        if code is None:
            blocks[tag] = (base + target, number)
        elif number <= _MAX_VALUES:
            length = number * struct.calcsize(code)
            data = field[:length] if length <= 4 else reader.read(base + target, length)
            values[tag] = struct.unpack(f"{order}{number}{code}", data)
    try:
        (following,) = struct.unpack(f"{order}I", reader.read(offset + 2 + 12 * count, 4))
    except _BadStructureError:
        following = 0
    return _Directory(values, blocks), following


def _jpeg_blocks(reader: _Reader, directory: _Directory) -> Iterator[_Block]:
    """Where one directory says that JPEG data lie; it may be a sensor's lossless JPEG, too, see `_jpeg_size`."""
    start, length = directory.first(_JPEG_OFFSET), directory.first(_JPEG_LENGTH)
    if start and length:
        yield start, length
    strips, lengths = directory.values.get(_STRIP_OFFSETS, ()), directory.values.get(_STRIP_LENGTHS, ())
    if directory.first(_COMPRESSION) in _JPEG_COMPRESSIONS and len(strips) == len(lengths) == 1:
        yield strips[0], lengths[0]
    if _PANASONIC_JPEG in directory.blocks:
        yield directory.blocks[_PANASONIC_JPEG]
    exif = directory.first(_EXIF_DIRECTORY)
    if exif:
        try:
            yield from _olympus_preview(reader, exif)
        except _BadStructureError:
            return


def _olympus_preview(reader: _Reader, exif_offset: int) -> Iterator[_Block]:
    """The preview noted in the maker note of Olympus and OM System cameras; offsets count from the note's start."""
    order = ">" if reader.read(0, 2) == b"MM" else "<"
    exif, _ = _read_directory(reader, order, exif_offset)
    base, length = exif.blocks.get(_MAKER_NOTE, (0, 0))
    if length < 16:
        return
    header = reader.read(base, 16)
    if header.startswith(b"OLYMPUS\0"):
        start = 12
    elif header.startswith(b"OM SYSTEM\0"):
        start = 16
    else:
        return
    order = ">" if header[start - 4 : start - 2] == b"MM" else "<"
    note, _ = _read_directory(reader, order, base + start, base)
    offset = note.first(_OLYMPUS_SETTINGS)
    # Older cameras declare the settings an opaque block instead of a directory.
    settings_at = note.blocks.get(_OLYMPUS_SETTINGS, (0, 0))[0] if offset is None else base + offset
    settings, _ = _read_directory(reader, order, settings_at, base)
    preview, size = settings.first(_OLYMPUS_PREVIEW_START), settings.first(_OLYMPUS_PREVIEW_LENGTH)
    if preview and size:
        yield base + preview, size


def _cr3_orientation_and_previews(reader: _Reader) -> tuple[int, list[_Block]]:
    orientation, previews = 1, []
    for kind, start, end in _boxes(reader, 0, reader.size):
        if kind == b"moov":
            metadata = next((box for box in _boxes(reader, start, end) if box[0] == _CR3_METADATA), None)
            blocks = _boxes(reader, *metadata[1:]) if metadata else ()
            base = next((begin for name, begin, _ in blocks if name == b"CMT1"), None)  # a TIFF structure of its own
            if base is not None:
                orientation = next((d.first(_ORIENTATION) for d in _directories(reader, base)), None) or 1
        elif kind == _CR3_PREVIEW:
            # Eight bytes, then the box PRVW: ten bytes, width and height, two bytes, the JPEG's length, the JPEG.
            (length,) = struct.unpack(">I", reader.read(start + 28, 4))
            previews.append((start + 32, min(length, end - start - 32)))
    return orientation, previews


def _boxes(reader: _Reader, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The MP4 boxes (ISO 14496-12) between two offsets: type (extended: its 16 bytes), content's start and end."""
    for _ in range(_MAX_DIRECTORIES):
        if start + 8 > end:
            return
        size, kind = struct.unpack(">I4s", reader.read(start, 8))
        content = start + 8
        if size == 1:  # the length follows in 64 bits
            (size,) = struct.unpack(">Q", reader.read(content, 8))
            content += 8
        if kind == b"uuid":
            kind = reader.read(content, 16)
            content += 16
        following = start + size if size else end  # 0: to the file's end
        if not content <= following <= end:
            raise _BadStructureError
        yield kind, content, following
        start = following


def _jpeg_size(reader: _Reader, offset: int, length: int) -> tuple[int, int] | None:
    """Width and height of the JPEG in this block; None if it is none, or not one of 8 bits a person could look at.

    Sensor data is often a JPEG as well: a lossless one (SOF3), with two or four components and up to 16 bits.
    """
    if not 4 < length <= _MAX_PREVIEW_BYTES or offset + length > reader.size:
        return None
    try:
        if reader.read(offset, 2) != b"\xff\xd8":
            return None
        at = offset + 2
        for _ in range(_MAX_SEGMENTS):
            lead, marker, size = struct.unpack(">BBH", reader.read(at, 4))
            if lead != 0xFF or marker in {0xD9, 0xDA} or at > offset + length:
                return None
            if marker == 0xFF:  # fill byte
                at += 1
                continue
            if marker in {0xC0, 0xC1, 0xC2}:
                bits, height, width, components = struct.unpack(">BHHB", reader.read(at + 4, 6))
                return (width, height) if bits == 8 and components in {1, 3} and width and height else None
            if 0xC3 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
                return None
            at += 2 + size
    except _BadStructureError:
        return None
    return None


def ask_rawpy(path: str | os.PathLike[str], short_side: int) -> Preview | npt.NDArray[np.uint8] | None:
    """What rawpy (LibRaw), the extra ``raw``, makes of a RAW file.

    Returns:
        The embedded preview if its short side has ``short_side`` pixels; else the picture developed at half its size
        (uint8, shape (height, width, 3), sRGB, upright; takes about a second); None if rawpy is not installed or can
        not read the file.
    """
    try:
        import rawpy  # noqa: PLC0415 (optional)
    except ImportError:
        return None
    try:
        with rawpy.imread(os.fspath(path)) as raw:
            preview = _rawpy_preview(raw)
            if preview is not None and min(preview.size) >= short_side:
                return preview
            developed: npt.NDArray[np.uint8] = raw.postprocess(half_size=True, use_camera_wb=True)
            return developed
    except Exception:  # LibRaw's own, and whatever numpy says to impossible sizes
        _log.debug("rawpy cannot read %s", path, exc_info=True)
        return None


def _rawpy_preview(raw: Any) -> Preview | None:
    try:
        jpeg = bytes(raw.extract_thumb().data)
    except Exception:  # LibRaw has several for "no thumbnail" and "unknown thumbnail"
        return None
    size = _jpeg_size(_Reader(io.BytesIO(jpeg)), 0, len(jpeg))  # None for a bitmap
    return Preview(jpeg, size, _FROM_LIBRAW_FLIP.get(raw.sizes.flip, 1)) if size else None
