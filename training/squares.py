"""Decoded photos as squares of one size, kept on disk: decoded once instead of in every epoch of every run."""

import hashlib
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import numpy as np

from training.data import DataError, Photo
from training.events import Progress, Reporter, Started
from training.pictures import DECODER_VERSION, PictureError, in_parallel, read_picture
from training.transforms import squash

FOOTER = b"landmark squares"
"""Follows the pixels, and is followed by their CRC-32 (4 bytes): tells a complete file from a damaged one."""

SPARE_BYTES = 64 * 2**20
"""Disk space that must remain free after a cache file is written."""

MOST_BYTES = 10 * 2**30
"""The cache grows to this size; then the squares that were not used for longest make room. One run may need more."""

CHUNK_BYTES = 8 * 2**20
STALE_SECONDS = 24 * 3600

_in_use: set[Path] = set()
"""What this process has loaded: parts of one large data set must not make room for each other."""


def load_squares(photos: Sequence[Photo], size: int, *, cache: Path, report: Reporter, workers: int = 0) -> np.ndarray:
    """Photos as squares, from the cache where they are there and sound.

    Args:
        photos: What to load; the result has their order.
        size: Side of the squares in pixels; each picture is squashed into it.
        cache: Folder of the cache, made where it is absent. Files are named by the photos' digests, the size and
            the version of the decoder, so renamed folders hit and changed photos miss.
        report: Hears of the progress where photos have to be decoded.
        workers: Number of decoding threads; 0 is one per processor.

    Returns:
        (N, size, size, 3) ``uint8``, read-only; a memory map, so that a set may be larger than the memory.

    Raises:
        DataError: No space on the disk, the cache cannot be written, or a photo no longer decodes.
    """
    if size < 1:
        raise ValueError(f"size must be at least 1 pixel, not {size}")
    shape = (len(photos), size, size, 3)
    if not photos:
        return _read_only(np.empty(shape, np.uint8))
    path = cache / f"squares-{size}-{_key(photos, size)}.u8"
    if not _is_sound(path, shape):
        _build(path, photos, size, report=report, workers=workers)
    _in_use.add(path.absolute())
    with suppress(OSError):
        os.utime(path)  # used now: others make room first
    return np.memmap(path, dtype=np.uint8, mode="r", shape=shape)


def _read_only(array: np.ndarray) -> np.ndarray:
    array.flags.writeable = False
    return array


def _key(photos: Sequence[Photo], size: int) -> str:
    state = hashlib.sha256(f"{DECODER_VERSION} {size}".encode())
    for photo in photos:
        state.update(bytes.fromhex(photo.digest))
    return state.hexdigest()[:32]


def _is_sound(path: Path, shape: tuple[int, ...]) -> bool:
    """Whether a cache file is there, complete and unchanged since it was written."""
    pixels = int(np.prod(shape, dtype=np.int64))
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size != pixels + len(FOOTER) + 4:
                return False
            checksum, left = 0, pixels
            while left:
                chunk = file.read(min(CHUNK_BYTES, left))
                checksum, left = zlib.crc32(chunk, checksum), left - len(chunk)
            return file.read() == FOOTER + checksum.to_bytes(4, "little")
    except OSError:
        return False


def _build(path: Path, photos: Sequence[Photo], size: int, *, report: Reporter, workers: int) -> None:
    needed = len(photos) * size * size * 3 + SPARE_BYTES
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale(path.parent)
        _make_room(path.parent, needed)
        free = shutil.disk_usage(path.parent).free
        if free < needed:
            raise DataError(
                f"No space left for decoded photos in {path.parent}: {needed / 2**20:.0f} MiB are needed and "
                f"{free / 2**20:.0f} MiB are free."
            )
        descriptor, name = tempfile.mkstemp(prefix=f"{path.stem}-", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                _write(file, photos, size, report=report, workers=workers)
            _move(Path(name), path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise DataError(f"Decoded photos cannot be kept in {path.parent}: {error.strerror or error}.") from error


def _write(file: BinaryIO, photos: Sequence[Photo], size: int, *, report: Reporter, workers: int) -> None:
    def decode(photo: Photo) -> np.ndarray | str:
        try:
            return squash(read_picture(photo.path, at_least=2 * size), size)
        except PictureError as error:
            return str(error)

    report(Started(len(photos), f"Decoding photos at {size} px"))
    step, checksum = max(1, len(photos) // 200), 0
    for done, (photo, square) in enumerate(in_parallel(decode, photos, workers), 1):
        if isinstance(square, str):
            raise DataError(f"{photo.path} could be read before and now cannot: {square}.")
        pixels = square.tobytes()
        checksum = zlib.crc32(pixels, checksum)
        file.write(pixels)
        if done % step == 0 or done == len(photos):
            report(Progress(done, len(photos)))
    file.write(FOOTER + checksum.to_bytes(4, "little"))
    file.flush()
    os.fsync(file.fileno())


def _move(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except PermissionError:
        # Windows: another run made the same file meanwhile and has it mapped; its content is the same.
        if not path.exists():
            raise


def _remove_stale(folder: Path) -> None:
    for part in folder.glob("squares-*.part"):  # of runs that were killed while they decoded
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > STALE_SECONDS:
                part.unlink()


def _make_room(folder: Path, needed: int) -> None:
    """Removes what other runs used, longest ago first, until so many bytes fit into the cache and onto the disk."""
    found = []
    for path in folder.glob("squares-*.u8"):
        with suppress(OSError):
            state = path.stat()
            found.append((state.st_mtime, state.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total + needed <= MOST_BYTES and shutil.disk_usage(folder).free >= needed:
            return
        if path.absolute() in _in_use:
            continue
        with suppress(OSError):  # Windows: another run has it mapped
            path.unlink()
            total -= size
