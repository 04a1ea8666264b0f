"""A change to a file as byte ranges replaced: what every container writer returns and the journal keeps for undo."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from landmark_gui.metadata.errors import DamagedError

_MAGIC = b"LTP1"
_HEADER = struct.Struct(">QQQ")


@dataclass(frozen=True)
class Replacement:
    """The bytes ``start`` to ``end`` (exclusive) of the old file become ``data``."""

    start: int
    end: int
    data: bytes


Patch: TypeAlias = tuple[Replacement, ...]


def in_order(replacements: Iterable[Replacement]) -> Patch:
    """Sorts by position and drops those that change nothing.

    Raises:
        ValueError: when two overlap.
    """
    patch = tuple(sorted((r for r in replacements if r.data or r.end > r.start), key=lambda r: (r.start, r.end)))
    for first, second in pairwise(patch):
        if second.start < first.end:
            raise ValueError(f"replacements overlap at byte {second.start}")
    return patch


def pieces(patch: Patch, data: bytes) -> list[memoryview]:
    """The new file as views on the old bytes and on the replacements, in order, without copying."""
    view = memoryview(data)
    result: list[memoryview] = []
    position = 0
    for replacement in patch:
        result.append(view[position : replacement.start])
        result.append(memoryview(replacement.data))
        position = replacement.end
    result.append(view[position:])
    return [piece for piece in result if len(piece)]


def apply(patch: Patch, data: bytes) -> bytes:
    """The new file."""
    return b"".join(pieces(patch, data))


def invert(patch: Patch, data: bytes) -> Patch:
    """The patch that turns ``apply(patch, data)`` back into ``data``."""
    shift = 0
    inverse = []
    for replacement in patch:
        start = replacement.start + shift
        inverse.append(Replacement(start, start + len(replacement.data), data[replacement.start : replacement.end]))
        shift += len(replacement.data) - (replacement.end - replacement.start)
    return tuple(inverse)


def difference(old: bytes, new: bytes) -> Patch:
    """One replacement that turns ``old`` into ``new``: what lies between their common beginning and end."""
    limit = min(len(old), len(new))
    start = _common_prefix(old, new, limit)
    tail = _common_prefix(old[start:][::-1], new[start:][::-1], limit - start)
    return in_order([Replacement(start, len(old) - tail, new[start : len(new) - tail])])


def _common_prefix(a: bytes, b: bytes, limit: int) -> int:
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def encode(patch: Patch) -> bytes:
    """The patch as compressed bytes, for the journal."""
    body = b"".join(_HEADER.pack(r.start, r.end, len(r.data)) + r.data for r in patch)
    return _MAGIC + zlib.compress(body, 6)


def decode(blob: bytes) -> Patch:
    """The inverse of `encode`.

    Raises:
        DamagedError: when the bytes are not a whole patch.
    """
    if not blob.startswith(_MAGIC):
        raise DamagedError("The journal's record of the old bytes is damaged.")
    try:
        body = zlib.decompress(blob[len(_MAGIC) :])
        result = []
        position = 0
        while position < len(body):
            start, end, length = _HEADER.unpack_from(body, position)
            position += _HEADER.size
            if position + length > len(body):
                raise ValueError("short")
            result.append(Replacement(start, end, body[position : position + length]))
            position += length
    except (zlib.error, struct.error, ValueError) as error:
        raise DamagedError("The journal's record of the old bytes is damaged.") from error
    return tuple(result)
