"""TIFF structure (files and EXIF blocks): bounded reading, and changing tags of the first directory by appending.

A new first directory is appended instead of moving anything, so that every offset in the file stays true, also those
inside maker notes that no specification describes. Layout: TIFF 6.0, section 2.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from landmark_gui.metadata.errors import DamagedError
from landmark_gui.metadata.patch import Patch, Replacement, in_order
from landmark_gui.metadata.source import Source

SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
MAX_VALUE = 64 * 1024 * 1024
_MAX_DIRECTORIES = 2000
MAX_ENTRIES = 100_000
"""The most tags that are read from all directories of one file together; more is a trap, not a photo."""
_MAGICS = {42, 0x4F52, 0x5352, 0x55}  # TIFF, Olympus ORF (two), Panasonic RW2

EXIF_IFD, GPS_IFD, INTEROP_IFD, SUB_IFDS = 0x8769, 0x8825, 0xA005, 0x014A


@dataclass(frozen=True)
class Entry:
    """A directory entry; ``position`` is where its 12 bytes stand, ``offset`` where its value stands."""

    tag: int
    kind: int
    count: int
    position: int
    offset: int

    @property
    def size(self) -> int:
        """Length of the value in bytes; 0 for an unknown type."""
        return SIZES.get(self.kind, 0) * self.count


@dataclass(frozen=True)
class Directory:
    """An image file directory."""

    offset: int
    entries: tuple[Entry, ...]
    following: int

    def get(self, tag: int) -> Entry | None:
        """The first entry with this tag."""
        return next((entry for entry in self.entries if entry.tag == tag), None)


def byte_order(source: Source) -> str:
    """``<`` or ``>`` for `struct`.

    Raises:
        DamagedError: no TIFF header, or BigTIFF.
    """
    header = source.read(0, 8)
    order = {b"II": "<", b"MM": ">"}.get(header[:2])
    if order is None or len(header) < 8:
        raise DamagedError("There is no TIFF header.")
    magic = struct.unpack_from(order + "H", header, 2)[0]
    if magic == 43:
        raise DamagedError("This is a BigTIFF.")
    if magic not in _MAGICS:
        raise DamagedError("There is no TIFF header.")
    return order


def directory(source: Source, order: str, offset: int) -> Directory:
    """Reads one directory.

    Raises:
        DamagedError: it lies outside or is cut off.
    """
    head = source.read(offset, 2)
    if offset < 8 or len(head) < 2:
        raise DamagedError("A metadata directory lies outside the file.")
    (count,) = struct.unpack(order + "H", head)
    body = source.read(offset + 2, count * 12 + 4)
    if len(body) not in (count * 12, count * 12 + 4):  # the link of the last one may be missing altogether
        raise DamagedError("A metadata directory is cut off.")
    entries = []
    for index in range(count):
        tag, kind, number, value = struct.unpack_from(order + "HHII", body, index * 12)
        position = offset + 2 + index * 12
        inline = SIZES.get(kind, 0) * number <= 4
        entries.append(Entry(tag, kind, number, position, position + 8 if inline else value))
    following = struct.unpack_from(order + "I", body, count * 12)[0] if len(body) >= count * 12 + 4 else 0
    return Directory(offset, tuple(entries), following)


def first_offset(source: Source, order: str) -> int:
    """Where the first directory stands."""
    return int(struct.unpack(order + "I", source.read(4, 4))[0])


def chain(source: Source, order: str) -> Iterator[Directory]:
    """The main directories (pages), in order.

    Raises:
        DamagedError: a loop, more than 2000, or one that cannot be read.
    """
    seen: set[int] = set()
    offset = first_offset(source, order)
    entries = 0
    while offset:
        if offset in seen or len(seen) >= _MAX_DIRECTORIES:
            raise DamagedError("The metadata directories form a loop.")
        seen.add(offset)
        current = directory(source, order, offset)
        entries += len(current.entries)
        if entries > MAX_ENTRIES:
            raise DamagedError("The metadata directories hold too many tags.")
        yield current
        offset = current.following


def value(source: Source, entry: Entry | None) -> bytes | None:
    """The raw value, or None where it is absent, outside, of unknown type or unreasonably large."""
    if entry is None or entry.size == 0 or entry.size > min(MAX_VALUE, source.size):
        return None
    data = source.read(entry.offset, entry.size)
    return data if len(data) == entry.size else None


def integers(source: Source, order: str, entry: Entry | None) -> tuple[int, ...]:
    """The value of a BYTE, SHORT, LONG or IFD entry, at most 65536 numbers; empty where it is none."""
    if entry is None or entry.kind not in (1, 3, 4, 13) or entry.count > 65536:
        return ()
    data = value(source, entry)
    if data is None:
        return ()
    return struct.unpack(f"{order}{entry.count}{ {1: 'B', 3: 'H', 4: 'I', 13: 'I'}[entry.kind] }", data)


def rationals(source: Source, order: str, entry: Entry | None) -> tuple[float, ...]:
    """The value of a (signed) RATIONAL entry of at most 16 numbers; empty where it is none or divides by zero."""
    if entry is None or entry.kind not in (5, 10) or entry.count > 16:
        return ()
    data = value(source, entry)
    if data is None:
        return ()
    numbers = struct.unpack(f"{order}{2 * entry.count}{'I' if entry.kind == 5 else 'i'}", data)
    if any(denominator == 0 for denominator in numbers[1::2]):
        return ()
    return tuple(a / b for a, b in zip(numbers[::2], numbers[1::2], strict=True))


def sub_directory(source: Source, order: str, parent: Directory, tag: int) -> Directory | None:
    """The directory that an entry points to, or None where it is absent or damaged."""
    pointer = integers(source, order, parent.get(tag))
    if len(pointer) != 1:
        return None
    try:
        return directory(source, order, pointer[0])
    except DamagedError:
        return None


@dataclass(frozen=True)
class NewValue:
    """A value to be stored: TIFF type, count and bytes in the file's byte order."""

    kind: int
    count: int
    data: bytes


def with_values(data: bytes, source: Source, new: Mapping[int, NewValue | None]) -> Patch:
    """Sets (or, with None, removes) tags of the first directory, appending whatever is new at the end.

    Where all tags exist already, their entries are changed in place; else a new first directory is appended, with
    the old one's other entries copied as they are.

    Raises:
        DamagedError: no readable first directory, or the file would pass 4 GB.
    """
    order = byte_order(source)
    old = directory(source, order, first_offset(source, order))
    tail = bytearray(room_for_link(data))
    rows: dict[int, bytes] = {}
    for tag, item in new.items():
        if item is not None:
            rows[tag] = struct.pack(order + "HHI", tag, item.kind, item.count) + _stored(order, item.data, data, tail)
    if len(data) + len(tail) > 0xFFFFFFFF - 65536:
        raise DamagedError("The file would be larger than the 4 GB that TIFF allows.")
    if all(old.get(tag) is not None for tag in rows) and len(rows) == len(new):
        changes = [
            Replacement(e.position, e.position + 12, rows[tag]) for tag in rows if (e := old.get(tag)) is not None
        ]
    else:
        kept = [entry for entry in old.entries if entry.tag not in new]
        table = [data[entry.position : entry.position + 12] for entry in kept]
        for tag in sorted(rows, reverse=True):
            # Before the first greater one, as the old ones stay in their order, even where that is not a sorted one.
            table.insert(next((i for i, entry in enumerate(kept) if entry.tag > tag), len(kept)), rows[tag])
        start = len(data) + len(tail)
        tail += struct.pack(order + "H", len(table)) + b"".join(table) + struct.pack(order + "I", old.following)
        changes = [Replacement(4, 8, struct.pack(order + "I", start))]
    appended = bytes(tail) if bytes(tail) != room_for_link(data) else b""
    return in_order([*changes, Replacement(len(data), len(data), appended)])


def room_for_link(data: bytes) -> bytes:
    """What goes before anything that is appended: a last directory without its link must not find one there."""
    return b"\0" * (4 + len(data) % 2)


def _stored(order: str, content: bytes, data: bytes, tail: bytearray) -> bytes:
    """The last four bytes of an entry: the value itself, or where it was appended."""
    if len(content) <= 4:
        return content.ljust(4, b"\0")
    offset = len(data) + len(tail)
    tail += content + b"\0" * (len(content) % 2)
    return struct.pack(order + "I", offset)
