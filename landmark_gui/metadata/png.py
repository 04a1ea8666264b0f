"""PNG and APNG: reading metadata chunks, and replacing only the XMP chunk.

Chunk layout: W3C PNG (third edition), section 5; XMP in ``iTXt``: ISO 16684-3.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from landmark_gui.metadata.blocks import BlockName, Blocks, Changes
from landmark_gui.metadata.errors import DamagedError, RefusedError, WriteError
from landmark_gui.metadata.patch import Patch, Replacement, in_order
from landmark_gui.metadata.source import BytesSource, Source
from landmark_gui.metadata.xmp import MAX_PACKET

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = b"XML:com.adobe.xmp\0"
_RAW_XMP = (b"Raw profile type xmp\0", b"Raw profile type APP1\0")
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_MAX_CHUNKS = 1_000_000


@dataclass(frozen=True)
class Chunk:
    """A chunk; ``start`` at its length, ``end`` behind its CRC."""

    kind: bytes
    start: int
    end: int
    head: bytes

    @property
    def is_xmp(self) -> bool:
        """Whether this is the XMP packet."""
        return self.kind == b"iTXt" and self.head.startswith(XMP_KEYWORD)


def chunks(source: Source) -> Iterator[Chunk]:
    """All chunks from IHDR to IEND.

    Raises:
        DamagedError: no PNG, or a chunk that does not fit.
    """
    if source.read(0, 8) != SIGNATURE:
        raise DamagedError("This is not a PNG.")
    position = 8
    for number in range(_MAX_CHUNKS):
        header = source.read(position, 8)
        if len(header) < 8:
            raise DamagedError("This PNG is cut off.")
        length, kind = struct.unpack(">I4s", header)
        end = position + 12 + length
        if length > 0x7FFFFFFF or end > source.size or not kind.isalpha():
            raise DamagedError("A chunk of this PNG is damaged or cut off.")
        if number == 0 and kind != b"IHDR":
            raise DamagedError("This PNG does not begin with its header.")
        yield Chunk(kind, position, end, source.read(position + 8, min(length, 40)) if kind != b"IDAT" else b"")
        position = end
        if kind == b"IEND":
            return
    raise DamagedError("This PNG has more than a million chunks.")


def read(source: Source) -> Blocks:
    """The metadata blocks; image data are stepped over."""
    packets: list[bytes] = []
    exif: list[bytes] = []
    signed = False
    has_image = False
    read_only = ""
    warnings = []
    try:
        for chunk in chunks(source):
            body = (chunk.start + 8, chunk.end - chunk.start - 12)
            if chunk.is_xmp:
                packets.append(_packet(source.read(*body)))
            elif chunk.kind == b"eXIf":
                exif.append(source.read(*body))
            elif chunk.kind in _TEXTS and chunk.head.startswith(_RAW_XMP):
                read_only = read_only or "This PNG holds metadata in ImageMagick's raw profiles, which are not written."
            elif chunk.kind in _TEXTS and chunk.head.startswith(XMP_KEYWORD):
                read_only = read_only or "This PNG holds XMP in a kind of chunk that is not meant for it."
            signed = signed or chunk.kind == b"caBX"
            has_image = has_image or chunk.kind == b"IDAT"
        if not has_image:
            raise DamagedError("This PNG holds no image data.")
    except DamagedError as error:
        read_only = str(error)
        warnings.append(str(error))
    if len(packets) > 1:
        read_only = read_only or f"This PNG holds {len(packets)} XMP blocks."
    return Blocks(
        "png",
        xmp=packets[0] if packets else None,
        exif=exif[0].removeprefix(b"Exif\0\0") if exif else None,
        signed=signed,
        read_only=read_only,
        warnings=tuple(warnings),
    )


def _packet(body: bytes) -> bytes:
    """The text of an ``iTXt`` chunk: keyword, compression flag and method, language, translated keyword, text."""
    rest = body[len(XMP_KEYWORD) :]
    if len(rest) < 4:
        raise DamagedError("The XMP chunk of this PNG is damaged.")
    flag = rest[0]
    parts = rest[2:].split(b"\0", 2)
    if len(parts) < 3 or flag > 1:
        raise DamagedError("The XMP chunk of this PNG is damaged.")
    if not flag:
        return parts[2]
    inflate = zlib.decompressobj()
    try:
        text = inflate.decompress(parts[2], MAX_PACKET)
    except zlib.error as error:
        raise DamagedError("The XMP chunk of this PNG is damaged.") from error
    if not inflate.eof:
        raise DamagedError("The XMP chunk of this PNG is cut off or larger than 32 MB.")
    return text


def splice(data: bytes, changes: Changes) -> Patch:
    """Replaces or inserts the XMP chunk and nothing else.

    Raises:
        RefusedError: a damaged file, or a chunk whose checksum is wrong.
    """
    try:
        found = list(chunks(BytesSource(data)))
    except DamagedError as error:
        raise RefusedError(str(error)) from error
    if not all(_checksum_is_right(data, chunk) for chunk in found):
        raise RefusedError("A chunk of this PNG has a wrong checksum: the file is damaged.")
    if "xmp" not in changes:
        return ()
    old = [chunk for chunk in found if chunk.is_xmp]
    image = next((chunk for chunk in found if chunk.kind == b"IDAT"), None)
    if len(old) > 1 or image is None:
        raise RefusedError("This PNG holds two XMP blocks, or no image data.")
    start, end = (old[0].start, old[0].end) if old else (image.start, image.start)
    packet = changes["xmp"]
    return in_order([Replacement(start, end, b"" if packet is None else _chunk(packet))])


def _checksum_is_right(data: bytes, chunk: Chunk) -> bool:
    checksum = zlib.crc32(memoryview(data)[chunk.start + 4 : chunk.end - 4])
    return bool(checksum == struct.unpack_from(">I", data, chunk.end - 4)[0])


def _chunk(packet: bytes) -> bytes:
    body = b"iTXt" + XMP_KEYWORD + b"\0\0\0\0" + packet
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def verify(old: bytes, new: bytes, changed: frozenset[BlockName]) -> None:
    """Checks that all other chunks, and what stands behind them, are the same bytes, and the checksum of ours.

    Raises:
        WriteError: they are not.
    """

    def others(data: bytes) -> list[bytes]:
        found = list(chunks(BytesSource(data)))
        return [data[c.start : c.end] for c in found if not (c.is_xmp and "xmp" in changed)] + [data[found[-1].end :]]

    try:
        same = others(old) == others(new)
        ours = [chunk for chunk in chunks(BytesSource(new)) if chunk.is_xmp]
        same = same and all(_checksum_is_right(new, chunk) for chunk in ours)
    except DamagedError as error:
        raise WriteError(f"Verification failed: {error}") from error
    if not same:
        raise WriteError("Verification failed: another chunk of the PNG would have changed.")
