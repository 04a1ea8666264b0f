"""WebP: reading metadata chunks, and replacing only the XMP chunk (with its flag in VP8X).

Layout: RFC 9649, sections 2.3 to 2.7.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from landmark_gui.metadata.blocks import BlockName, Blocks, Changes
from landmark_gui.metadata.errors import DamagedError, RefusedError, WriteError
from landmark_gui.metadata.patch import Patch, Replacement, in_order
from landmark_gui.metadata.source import BytesSource, Source

_XMP_FLAG, _EXIF_FLAG, _ALPHA_FLAG, _ICC_FLAG = 0x04, 0x08, 0x10, 0x20
_XMP = b"XMP "
_IMAGES = (b"VP8 ", b"VP8L", b"ANMF")
_MAX_CHUNKS = 200_000


@dataclass(frozen=True)
class Chunk:
    """A chunk; ``end`` is behind its padding byte, ``size`` is that of its body."""

    kind: bytes
    start: int
    size: int
    end: int


def chunks(source: Source) -> Iterator[Chunk]:
    """All chunks of the RIFF container.

    Raises:
        DamagedError: no WebP, or a chunk that does not fit.
    """
    header = source.read(0, 12)
    if header[:4] != b"RIFF" or header[8:] != b"WEBP":
        raise DamagedError("This is not a WebP.")
    limit = 8 + struct.unpack_from("<I", header, 4)[0]
    if limit > source.size:
        raise DamagedError("This WebP is cut off.")
    position = 12
    for _ in range(_MAX_CHUNKS):
        if position >= limit:
            return
        head = source.read(position, 8)
        if len(head) < 8 or position + 8 > limit:
            raise DamagedError("A chunk of this WebP is cut off.")
        kind, size = struct.unpack("<4sI", head)
        end = position + 8 + size + size % 2
        if end > limit and end - size % 2 != limit:
            raise DamagedError("A chunk of this WebP is cut off.")
        yield Chunk(kind, position, size, min(end, limit))
        position = end
    raise DamagedError("This WebP has too many chunks.")


def read(source: Source) -> Blocks:
    """The metadata blocks; image data are stepped over."""
    packets: list[bytes] = []
    exif: list[bytes] = []
    signed = has_image = False
    read_only = ""
    warnings = []
    try:
        for chunk in chunks(source):
            if chunk.kind == _XMP:
                packets.append(source.read(chunk.start + 8, chunk.size))
            elif chunk.kind == b"EXIF":
                exif.append(source.read(chunk.start + 8, chunk.size))
            signed = signed or chunk.kind == b"C2PA"
            has_image = has_image or chunk.kind in _IMAGES
        if not has_image:
            raise DamagedError("This WebP holds no image data.")
    except DamagedError as error:
        read_only = str(error)
        warnings.append(str(error))
    if len(packets) > 1:
        read_only = read_only or f"This WebP holds {len(packets)} XMP blocks."
    return Blocks(
        "webp",
        xmp=packets[0] if packets else None,
        exif=exif[0].removeprefix(b"Exif\0\0") if exif else None,
        signed=signed,
        read_only=read_only,
        warnings=tuple(warnings),
    )


def splice(data: bytes, changes: Changes) -> Patch:
    """Replaces, appends or removes the XMP chunk, sets its flag and the container's length; nothing else.

    Raises:
        RefusedError: a damaged file, or more than the 4 GB that RIFF allows.
    """
    if "xmp" not in changes:
        return ()
    try:
        found = list(chunks(BytesSource(data)))
        if not found:
            raise DamagedError("This WebP holds no image data.")
        old = [chunk for chunk in found if chunk.kind == _XMP]
        if len(old) > 1:
            raise DamagedError("This WebP holds two XMP blocks.")
        packet = changes["xmp"]
        new = b"" if packet is None else struct.pack("<4sI", _XMP, len(packet)) + packet + b"\0" * (len(packet) % 2)
        tail = found[-1].end
        padding = b"\0" * (tail % 2) if not old else b""
        start, end = (old[0].start, old[0].end) if old else (tail, tail)
        result = [Replacement(start, end, padding + new), *_header(data, found, packet is not None)]
    except DamagedError as error:
        raise RefusedError(str(error)) from error
    limit = 8 + struct.unpack_from("<I", data, 4)[0]
    size = limit - 8 + sum(len(r.data) - (r.end - r.start) for r in result)
    if size > 0xFFFFFFFE:
        raise RefusedError("The WebP would be larger than the 4 GB that its container allows.")
    return in_order([*result, Replacement(4, 8, struct.pack("<I", size))])


def _header(data: bytes, found: list[Chunk], wanted: bool) -> list[Replacement]:
    """The change of the XMP flag, or a new VP8X chunk for a simple file."""
    first = found[0]
    if first.kind == b"VP8X":
        if first.size < 10:
            raise DamagedError("The header of this WebP is damaged.")
        flags = data[first.start + 8]
        new = flags | _XMP_FLAG if wanted else flags & ~_XMP_FLAG
        return [] if new == flags else [Replacement(first.start + 8, first.start + 9, bytes([new]))]
    if not wanted:
        return []
    width, height, alpha = _dimensions(data[first.start + 8 : first.start + 8 + first.size], first.kind)
    kinds = {chunk.kind for chunk in found}  # not allowed in a simple file, but there are such files
    flags = _XMP_FLAG | (_ALPHA_FLAG if alpha else 0)
    flags |= (_EXIF_FLAG if b"EXIF" in kinds else 0) | (_ICC_FLAG if b"ICCP" in kinds else 0)
    canvas = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    return [Replacement(first.start, first.start, struct.pack("<4sIB3x", b"VP8X", 10, flags) + canvas)]


def _dimensions(body: bytes, kind: bytes) -> tuple[int, int, bool]:
    """Width, height and alpha of a simple file (RFC 6386 section 9.1, RFC 9649 section 3.4)."""
    if kind == b"VP8 " and len(body) >= 10 and body[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", body, 6)
        width, height, alpha = width & 0x3FFF, height & 0x3FFF, False
    elif kind == b"VP8L" and len(body) >= 5 and body[0] == 0x2F:
        bits = struct.unpack_from("<I", body, 1)[0]
        width, height, alpha = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, bool(bits >> 28 & 1)
    else:
        raise DamagedError("The image data of this WebP are damaged.")
    if not width or not height:
        raise DamagedError("The image data of this WebP are damaged.")
    return width, height, alpha


def verify(old: bytes, new: bytes, changed: frozenset[BlockName]) -> None:
    """Checks that all other chunks, and what stands behind the container, are the same bytes.

    Raises:
        WriteError: they are not.
    """
    simple = old[12:16] != b"VP8X"

    def others(data: bytes) -> list[bytes]:
        result = []
        for chunk in chunks(BytesSource(data)):
            body = data[chunk.start + 8 : chunk.start + 8 + chunk.size]
            if chunk.kind == b"VP8X":
                if simple:
                    continue  # it was added, as only the extended form may hold XMP
                body = bytes([body[0] & ~_XMP_FLAG]) + body[1:]
            if not (chunk.kind == _XMP and "xmp" in changed):
                result.append(chunk.kind + body)
        return [*result, data[8 + struct.unpack_from("<I", data, 4)[0] :]]

    try:
        same = others(old) == others(new)
    except DamagedError as error:
        raise WriteError(f"Verification failed: {error}") from error
    if not same:
        raise WriteError("Verification failed: another chunk of the WebP would have changed.")
