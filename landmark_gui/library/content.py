"""What identifies a photo's picture and a model, whatever their files are called.

The content id of a photo survives what this app and most other programs write into its metadata, because it is taken
from the coded picture only:

* JPEG: the frame header, the length of everything from the first scan on, and samples of that.
* PNG: kind, length and CRC of every chunk that belongs to the picture.
* WebP: kind and length of every chunk that belongs to the picture, and samples of them.
* TIFF, and RAW formats built on it: form, lengths and samples of the strips and tiles of the first pages.
* All others (HEIC, AVIF, CR3, …) and damaged files: size and samples of the file, as this app never writes into those:
  their metadata go into sidecars. Where another program writes into one, it counts as a new photo.

Two files with the same picture have the same id, and with it the same decisions: a copy shows what the original shows.
"""

import hashlib
import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landmark_gui.metadata.source import Source

ID_BYTES = 16

_LONG, _SHORT = 16 * 1024, 4 * 1024
_MOST_CHUNKS = 2000
_MOST_PAGES = 8
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PNG_PICTURE = frozenset({b"IHDR", b"PLTE", b"tRNS", b"acTL", b"fcTL", b"IDAT", b"fdAT"})
_WEBP_PICTURE = frozenset({b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"})
_TIFF_FORM = (256, 257, 258, 259, 262, 277)  # width, height, bits, compression, photometric, samples
_TIFF_PARTS = ((273, 279), (324, 325), (513, 514))  # strips, tiles, a preview's JPEG: offsets and lengths


def content_id(path: str | os.PathLike[str]) -> bytes:
    """The content id of a photo, `ID_BYTES` long; reads some 30 KB of the file beside its headers.

    Damaged files have one too, from the size and samples of the file.

    Raises:
        OSError: The file cannot be read.
    """
    # Reading metadata loads XML parsers, for which a window that is about to appear need not wait.
    from landmark_gui.metadata import formats  # noqa: PLC0415
    from landmark_gui.metadata.errors import DamagedError  # noqa: PLC0415
    from landmark_gui.metadata.source import FileSource  # noqa: PLC0415

    readers = {"jpeg": _jpeg, "png": _png, "webp": _webp, "tiff": _tiff}
    with FileSource(Path(path)) as source:
        kind = formats.detect(source)
        parts = None
        if kind in readers:
            try:
                parts = list(readers[kind](source))
            except DamagedError:
                kind = ""
        digest = hashlib.blake2b(kind.encode(), digest_size=ID_BYTES)
        for part in parts if parts else _samples(source, 0, source.size):
            digest.update(part)
    return digest.digest()


def model_id(path: str | os.PathLike[str]) -> str:
    """Name and fingerprint of a model file, such as ``default:3f2a…``; suggestions are kept by it.

    Raises:
        OSError: The file cannot be read.
    """
    digest = hashlib.blake2b(digest_size=8)
    with open(path, "rb") as file:
        size = file.seek(0, os.SEEK_END)
        digest.update(size.to_bytes(8, "big"))
        # Models of one architecture have one size; their headers and any part of their weights tell them apart.
        for eighth in range(8):
            file.seek(size * eighth // 8)
            digest.update(file.read(4 * _LONG))
    return f"{Path(path).stem}:{digest.hexdigest()}"


def _samples(source: "Source", start: int, length: int) -> "Iterator[bytes]":
    """How long a range is, and its beginning, middle and end."""
    yield length.to_bytes(8, "big")
    if length <= _LONG + 2 * _SHORT:
        yield source.read(start, length)
        return
    yield source.read(start, _LONG)
    yield source.read(start + length // 2, _SHORT)
    yield source.read(start + length - _SHORT, _SHORT)


def _jpeg(source: "Source") -> "Iterator[bytes]":
    from landmark_gui.metadata import jpeg  # noqa: PLC0415

    for segment in jpeg.segments(source):
        if segment.marker in _JPEG_FRAMES:
            yield bytes([segment.marker])
            yield source.read(segment.data_start, segment.end - segment.data_start)
    yield from _samples(source, segment.end, source.size - segment.end)


def _png(source: "Source") -> "Iterator[bytes]":
    from landmark_gui.metadata import png  # noqa: PLC0415

    picture = (chunk for chunk in png.chunks(source) if chunk.kind in _PNG_PICTURE)
    for chunk in islice(picture, _MOST_CHUNKS):
        yield chunk.kind + (chunk.end - chunk.start).to_bytes(8, "big") + source.read(chunk.end - 4, 4)


def _webp(source: "Source") -> "Iterator[bytes]":
    from landmark_gui.metadata import webp  # noqa: PLC0415

    picture = (chunk for chunk in webp.chunks(source) if chunk.kind in _WEBP_PICTURE)
    for chunk in islice(picture, _MOST_CHUNKS):
        yield chunk.kind
        yield from _samples(source, chunk.start + 8, chunk.size)


def _tiff(source: "Source") -> "Iterator[bytes]":
    from landmark_gui.metadata import tiff  # noqa: PLC0415
    from landmark_gui.metadata.errors import DamagedError  # noqa: PLC0415

    order = tiff.byte_order(source)
    directories = []
    for page in islice(tiff.chain(source, order), _MOST_PAGES):
        offsets = tiff.integers(source, order, page.get(tiff.SUB_IFDS))[:_MOST_PAGES]
        directories += [page, *(tiff.directory(source, order, offset) for offset in offsets)]
    found = False
    for directory in directories:
        for tag in _TIFF_FORM:
            yield repr(tiff.integers(source, order, directory.get(tag))).encode()
        for starts_tag, lengths_tag in _TIFF_PARTS:
            starts = tiff.integers(source, order, directory.get(starts_tag))
            lengths = tiff.integers(source, order, directory.get(lengths_tag))
            if not starts or len(starts) != len(lengths):
                continue
            found = True
            yield sum(lengths).to_bytes(16, "big")
            for part in sorted({0, len(starts) // 2, len(starts) - 1}):
                yield from _samples(source, starts[part], min(lengths[part], source.size))
    if not found:
        raise DamagedError("This TIFF holds no image data.")
