"""Do offsets inside a metadata block point out of it? If so, nothing may move between the block and its target."""

import struct

from landmark_gui.metadata import tiff
from landmark_gui.metadata.errors import DamagedError
from landmark_gui.metadata.source import BytesSource, Source

_THUMBNAIL, _THUMBNAIL_LENGTH = 0x0201, 0x0202
_STRIPS, _STRIP_LENGTHS = 0x0111, 0x0117
_MP_ENTRIES = 0xB002
_MAX_PREVIEWS = 64


def points_outside(block: bytes | Source, available: int | None = None) -> bool:
    """Whether a value or thumbnail of an EXIF block (or a TIFF file) lies (partly) behind its end.

    Args:
        block: the TIFF structure.
        available: bytes from the start of the block to the end of the file; what points behind that is merely
            damaged and counts as not outside. None counts it too.
    """
    source = BytesSource(block) if isinstance(block, bytes) else block
    end_of_block = source.size
    try:
        order = tiff.byte_order(source)
        pending = [(tiff.first_offset(source, order), True)]
    except DamagedError:
        return False
    limit = available if available is not None else 1 << 32
    seen: set[int] = set()
    entries = 0
    while pending and len(seen) < 64 and entries < tiff.MAX_ENTRIES:
        offset, is_main = pending.pop()
        if offset == 0 or offset in seen:
            continue
        seen.add(offset)
        if end_of_block <= offset < limit:
            return True
        try:
            current = tiff.directory(source, order, offset)
        except DamagedError:
            count = int.from_bytes(source.read(offset, 2), "little" if order == "<" else "big")
            if end_of_block < offset + 2 + 12 * count <= limit:  # cut off: it would go on in whatever comes behind
                return True
            continue
        entries += len(current.entries)
        if is_main and current.following < end_of_block:  # behind others, cameras leave junk that nobody follows
            pending.append((current.following, True))
        for entry in current.entries:
            if entry.size > 4 and end_of_block < entry.offset + entry.size <= limit:
                return True
            if entry.tag in (tiff.EXIF_IFD, tiff.GPS_IFD, tiff.INTEROP_IFD, tiff.SUB_IFDS):
                pending.extend((target, False) for target in tiff.integers(source, order, entry)[:16])
        if any(end_of_block < end <= limit for end in _image_ends(source, order, current)):
            return True
    return False


def _image_ends(source: Source, order: str, current: tiff.Directory) -> list[int]:
    ends = []
    for start_tag, length_tag in ((_THUMBNAIL, _THUMBNAIL_LENGTH), (_STRIPS, _STRIP_LENGTHS)):
        starts = tiff.integers(source, order, current.get(start_tag))
        lengths = tiff.integers(source, order, current.get(length_tag))
        ends += [start + length for start, length in zip(starts, lengths, strict=False)]
    return ends


def mpf_points_outside(index: bytes) -> bool:
    """Whether an MPF index (CIPA DC-007, from its TIFF header) names images behind the first; True where unreadable."""
    source = BytesSource(index)
    try:
        order = tiff.byte_order(source)
        first = tiff.directory(source, order, tiff.first_offset(source, order))
    except DamagedError:
        return True
    entries = tiff.value(source, first.get(_MP_ENTRIES))
    if entries is None:
        return first.get(_MP_ENTRIES) is not None
    return any(struct.unpack_from(order + "I", entries, at + 8)[0] for at in range(0, len(entries) - 15, 16))


def refers_to_trailer(data: bytes, image_end: int, block: bytes, origin: int) -> bool:
    """Whether an EXIF block holds the position of a JPEG that stands behind the image, counted from ``origin``.

    Maker notes keep previews there under tags that differ by camera, so the number itself is looked for.
    """
    position = image_end
    for _ in range(_MAX_PREVIEWS):
        position = data.find(b"\xff\xd8\xff", position)
        if position < 0:
            return False
        number = position - origin
        if struct.pack("<I", number) in block or struct.pack(">I", number) in block:
            return True
        position += 3
    return False
