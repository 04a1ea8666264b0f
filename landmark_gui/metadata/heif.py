"""HEIC, AVIF and CR3 (ISO base media files): reading only; what is written goes into a sidecar.

Boxes: ISO/IEC 14496-12, section 8.11 (meta, iinf, iloc); Exif and XMP items: ISO/IEC 23008-12, annex A.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from landmark_gui.metadata.blocks import Blocks
from landmark_gui.metadata.errors import DamagedError
from landmark_gui.metadata.source import BytesSource, Source, WindowSource

_MAX_META = 16 * 1024 * 1024
_MAX_ITEM = 32 * 1024 * 1024
_MAX_BOXES = 10_000
_BRANDS = {*b"heic heix heim heis hevc hevx hevm hevs mif1 mif2 msf1 miaf avif avis avci avcs jpeg".split(), b"crx "}
_XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_CANON_UUID = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")


@dataclass(frozen=True)
class _Box:
    kind: bytes
    start: int
    size: int


def _boxes(source: Source, position: int = 0) -> Iterator[_Box]:
    """The boxes of a source; ``start`` and ``size`` are those of their bodies."""
    for _ in range(_MAX_BOXES):
        header = source.read(position, 16)
        if len(header) < 8:
            return
        size, kind = struct.unpack_from(">I4s", header)
        body = 8
        if size == 1 and len(header) == 16:
            size, body = struct.unpack_from(">Q", header, 8)[0], 16
        elif size == 0:
            size = source.size - position
        if size < body:
            return
        yield _Box(kind, position + body, min(size - body, source.size - position - body))
        position += size


def is_picture(source: Source) -> bool:
    """Whether the brands (``ftyp``) are those of still or moving HEIC and AVIF pictures or of CR3, not of videos."""
    size = min(int.from_bytes(source.read(0, 4), "big"), 1024)
    brands = source.read(8, size - 8)
    return any(brands[at : at + 4] in _BRANDS for at in range(0, len(brands), 4) if at != 4)  # the second: a version


def read(source: Source) -> Blocks:
    """The Exif and XMP items of HEIC and AVIF, or Canon's blocks of a CR3."""
    canon = source.read(8, 4) == b"crx "
    exif = packet = None
    signed = False
    warnings: list[str] = []
    try:
        for box in _boxes(source):
            if box.kind == b"meta":
                exif, packet = _items(source, box)
            elif box.kind == b"uuid" and source.read(box.start, 16) == _XMP_UUID:
                packet = source.read(box.start + 16, min(box.size - 16, _MAX_ITEM))
            elif box.kind == b"moov" and canon:
                exif = _canon(WindowSource(source, box.start, box.size))
            signed = signed or (box.kind == b"uuid" and source.read(box.start, 4) == b"\xd8\xfe\xc3\xd6")
    except (DamagedError, struct.error) as error:
        warnings.append(f"The metadata of this file are damaged ({error}).")
    name = "RAW files" if canon else "HEIC and AVIF files"
    return Blocks(
        "raw" if canon else "heif",
        xmp=packet,
        exif=exif,
        signed=signed,
        read_only=f"{name} are never written; their metadata go into a sidecar.",
        warnings=tuple(warnings),
    )


def _canon(moov: Source) -> bytes | None:
    """Canon's CMT1 (the first directory) from the uuid box of a CR3."""
    for box in _boxes(moov):
        if box.kind == b"uuid" and moov.read(box.start, 16) == _CANON_UUID:
            for inner in _boxes(WindowSource(moov, box.start + 16, box.size - 16)):
                if inner.kind == b"CMT1":
                    return moov.read(box.start + 16 + inner.start, min(inner.size, _MAX_ITEM))
    return None


def _items(source: Source, meta: _Box) -> tuple[bytes | None, bytes | None]:
    """The Exif block (from its TIFF header) and the XMP packet."""
    if meta.size > _MAX_META:
        raise DamagedError("the index is too large")
    body = source.read(meta.start + 4, meta.size - 4)
    inner = BytesSource(body)
    wanted: dict[int, str] = {}
    locations: dict[int, list[tuple[int, int, int]]] = {}
    data_box = 0
    for box in _boxes(inner):
        content = inner.read(box.start, box.size)
        if box.kind == b"iinf":
            wanted = _item_kinds(content)
        elif box.kind == b"iloc":
            locations = _item_locations(content)
        elif box.kind == b"idat":
            data_box = box.start
    found: dict[str, bytes] = {}
    for item, kind in wanted.items():
        if found.get(kind):
            continue
        parts: list[bytes] = []
        size = 0
        for method, offset, length in locations.get(item, ()):
            size += length
            if size > _MAX_ITEM:
                raise DamagedError("an item is too large")
            parts.append(inner.read(data_box + offset, length) if method == 1 else source.read(offset, length))
        found[kind] = b"".join(parts)
    exif = found.get("exif")
    if exif is not None:
        skip = struct.unpack_from(">I", exif)[0] if len(exif) > 4 else 0
        exif = exif[4 + skip :].removeprefix(b"Exif\0\0") if 4 + skip < len(exif) else None
    return exif, found.get("xmp")


def _item_kinds(content: bytes) -> dict[int, str]:
    """Item number → ``exif`` or ``xmp`` from the ``iinf`` box."""
    version = content[0] if content else 0
    start = 6 if version == 0 else 8
    result: dict[int, str] = {}
    source = BytesSource(content)
    for box in _boxes(source, start):
        entry = content[box.start : box.start + box.size]
        if box.kind != b"infe" or len(entry) < 12 or entry[0] < 2:
            continue
        wide = entry[0] >= 3
        item = struct.unpack_from(">I" if wide else ">H", entry, 4)[0]
        kind_at = 4 + (4 if wide else 2) + 2
        kind = entry[kind_at : kind_at + 4]
        if kind == b"Exif":
            result[item] = "exif"
        elif kind == b"mime" and b"application/rdf+xml" in entry[kind_at:]:
            result[item] = "xmp"
    return result


def _item_locations(content: bytes) -> dict[int, list[tuple[int, int, int]]]:
    """Item number → (construction method, offset, length) of its parts from the ``iloc`` box."""
    if len(content) < 8:
        raise DamagedError("the index is cut off")
    version = content[0]
    sizes = struct.unpack_from(">H", content, 4)[0]
    offset_size, length_size, base_size = sizes >> 12 & 15, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version in (1, 2) else 0
    position = 6

    def number(size: int) -> int:
        nonlocal position
        if position + size > len(content):
            raise DamagedError("the index is cut off")
        position += size
        return int.from_bytes(content[position - size : position], "big")

    result: dict[int, list[tuple[int, int, int]]] = {}
    total = 0
    for _ in range(min(number(2 if version < 2 else 4), 65536)):
        item = number(2 if version < 2 else 4)
        method = number(2) & 15 if version in (1, 2) else 0
        number(2)
        base = number(base_size)
        parts = []
        count = number(2)
        total += count
        if total > _MAX_BOXES:  # parts may take no bytes at all, so that the box's size does not bound them
            raise DamagedError("the index has too many parts")
        for _ in range(count):
            number(index_size)
            offset = number(offset_size)
            parts.append((method, base + offset, number(length_size)))
        result[item] = parts
    return result
