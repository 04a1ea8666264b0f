"""JPEG: reading metadata segments, and replacing only ours while every other byte is copied.

Segment layout: ITU-T T.81 annex B; XMP: ISO 16684-3; Exif: CIPA DC-008; MPF: CIPA DC-007.
"""

import io
import re
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, JpegImagePlugin

from landmark_gui.metadata import offsets, photoshop
from landmark_gui.metadata.blocks import BlockName, Blocks, Changes
from landmark_gui.metadata.errors import DamagedError, RefusedError, WriteError
from landmark_gui.metadata.patch import Patch, Replacement, in_order
from landmark_gui.metadata.source import BytesSource, Source

XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\0"
EXTENDED_HEADER = b"http://ns.adobe.com/xmp/extension/\0"
EXIF_HEADER = b"Exif\0\0"
PHOTOSHOP_HEADER = b"Photoshop 3.0\0"
MPF_HEADER = b"MPF\0"
MAX_PAYLOAD = 65533

_APP0, _APP1, _APP2, _APP11, _APP13 = 0xE0, 0xE1, 0xE2, 0xEB, 0xED
_SOI, _EOI, _SOS, _TABLES = 0xD8, 0xD9, 0xDA, 0xDB
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_MAX_SEGMENTS = 4096
_MAX_FILL = 65536
_CORNER, _CORNER_BYTES = 16, 8192  # pixels, and more bytes than their coded data take
# In entropy-coded data, FF is followed by 00 (stuffing), D0 to D7 (restart) or FF (fill); anything else ends the scan.
_SCAN_END = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


@dataclass(frozen=True)
class Segment:
    """A marker segment: ``start`` at its FF, ``data_start`` behind the length, ``end`` behind the payload."""

    marker: int
    start: int
    data_start: int
    end: int
    head: bytes

    @property
    def kind(self) -> str:
        """``xmp``, ``extended``, ``exif``, ``photoshop``, ``mpf``, ``jumbf`` or empty."""
        if self.marker == _APP1:
            for header, kind in ((XMP_HEADER, "xmp"), (EXTENDED_HEADER, "extended"), (EXIF_HEADER[:5], "exif")):
                if self.head.startswith(header):
                    return kind
        if self.marker == _APP13 and self.head.startswith(PHOTOSHOP_HEADER):
            return "photoshop"
        if self.marker == _APP2 and self.head.startswith(MPF_HEADER):
            return "mpf"
        if self.marker == _APP11 and self.head.startswith(b"JP"):
            return "jumbf"
        return ""


@dataclass(frozen=True)
class Layout:
    """A whole JPEG: segments before the first scan, where the image ends, and how long the file is."""

    segments: tuple[Segment, ...]
    image_end: int


def segments(source: Source) -> Iterator[Segment]:
    """The marker segments up to and with the first start of scan.

    Raises:
        DamagedError: no JPEG, junk between segments, a segment that does not fit, or no scan at all.
    """
    if source.read(0, 2) != b"\xff\xd8":
        raise DamagedError("This is not a JPEG.")
    position = 2
    fill = 0
    for _ in range(_MAX_SEGMENTS):
        start = position
        marker = source.read(position, 2)
        while marker == b"\xff\xff":  # fill bytes are allowed before any marker
            position += 1
            fill += 1
            marker = source.read(position, 2)
            if fill > _MAX_FILL:
                raise DamagedError("There is junk between the segments of this JPEG.")
        if len(marker) < 2:
            raise DamagedError("This JPEG is cut off before its image data.")
        if marker[0] != 0xFF or marker[1] in (0, _SOI):
            raise DamagedError("There is junk between the segments of this JPEG.")
        if marker[1] == _EOI:
            raise DamagedError("This JPEG holds no image data.")
        position += 2
        if marker[1] in _STANDALONE:
            continue
        header = source.read(position, 2)
        length = int.from_bytes(header, "big")
        if len(header) < 2 or length < 2 or position + length > source.size:
            raise DamagedError("A segment of this JPEG is cut off.")
        head = source.read(position + 2, min(length - 2, 40))
        yield Segment(marker[1], start, position + 2, position + length, head)
        position += length
        if marker[1] == _SOS:
            return
    raise DamagedError("This JPEG has more than 4096 segments.")


def read(source: Source) -> Blocks:
    """The metadata blocks, reading nothing behind the first scan.

    A damaged file gives what could be read, with the reason in ``read_only``.
    """
    found: dict[str, list[bytes]] = {"xmp": [], "exif": [], "photoshop": [], "extended": []}
    signed = False
    read_only = ""
    problems: list[str] = []
    frozen: list[tuple[BlockName, str]] = []
    try:
        for segment in segments(source):
            if segment.kind in found:
                data = source.read(segment.data_start, segment.end - segment.data_start)
                found[segment.kind].append(data)
            signed = signed or segment.kind == "jumbf"
    except DamagedError as error:
        read_only = str(error)
    for kind, name in (("xmp", "XMP"), ("exif", "Exif")):
        if len(found[kind]) > 1:
            read_only = read_only or f"This JPEG holds {len(found[kind])} {name} blocks."
    if found["exif"] and not found["exif"][0].startswith(EXIF_HEADER):
        frozen.append(("exif", "The Exif block begins in an unusual way; it is left alone."))
    iptc = None
    try:
        payloads = [payload[len(PHOTOSHOP_HEADER) :] for payload in found["photoshop"]]
        datasets = [block for payload in payloads if (block := photoshop.iptc(payload)) is not None]
        if len(datasets) > 1:
            raise DamagedError("This JPEG holds IPTC twice.")
        iptc = next(iter(datasets), None)
    except DamagedError as error:
        frozen.append(("iptc", f"{error} IPTC is left alone."))
        problems.append(str(error))
    return Blocks(
        "jpeg",
        xmp=found["xmp"][0][len(XMP_HEADER) :] if found["xmp"] else None,
        extended_xmp=_assemble(found["extended"]),
        exif=found["exif"][0][len(EXIF_HEADER) :] if found["exif"] else None,
        iptc=iptc,
        signed=signed,
        read_only=read_only,
        frozen=tuple(frozen),
        warnings=tuple(problems),
    )


def _assemble(parts: list[bytes]) -> bytes | None:
    """Extended XMP: GUID (32), full length (4), offset (4), then the part."""
    start = len(EXTENDED_HEADER)
    chunks = sorted(
        (p[start : start + 32], p[start + 36 : start + 40], p[start + 40 :]) for p in parts if len(p) > start + 40
    )
    return b"".join(chunk for _, _, chunk in chunks) or None


def layout(data: bytes) -> Layout:
    """The whole file, from the first segment to the end of the image.

    Raises:
        DamagedError: as `segments`, or no frame, or the image data are cut off.
    """
    found = tuple(segments(BytesSource(data)))
    if not any(segment.marker in _FRAMES for segment in found):
        raise DamagedError("This JPEG holds no frame header, so it cannot be decoded.")
    for segment in found:
        if segment.marker in _FRAMES:
            _check_frame(data[segment.data_start : segment.end])
    if not any(segment.marker == _TABLES for segment in found):
        raise DamagedError("This JPEG holds no quantisation tables, so it cannot be decoded.")
    if not _decodes(_beginning(data, found)) and not _decodes_whole(data):
        raise DamagedError("The image data of this JPEG cannot be decoded.")
    end = _image_end(data, found[-1].end)
    if end is None:
        # Some cameras leave the marker out, and some data hold stray ones. Where the image decodes nevertheless, all
        # that stands behind the header counts as what might follow the image, so that nothing in there is moved.
        if not _decodes_whole(data):
            raise DamagedError("The image data of this JPEG are cut off or damaged.")
        end = found[-1].end
    return Layout(found, end)


def _decodes_whole(data: bytes) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the image being large, for example
        return _decodes(data)


def _decodes(data: bytes) -> bool:
    """Whether Pillow decodes the image (at an eighth of its size, for memory's sake; all data are read for that)."""
    try:
        with Image.open(io.BytesIO(data), formats=[JpegImagePlugin.JpegImageFile.format]) as image:
            image.draft(image.mode, (1, 1))
            image.load()
    except Exception:  # whatever a decoder raises on damaged data means the same here
        return False
    return True


def _beginning(data: bytes, found: tuple[Segment, ...]) -> bytes:
    """A JPEG of the upper left corner, with all tables: whether it decodes tells about these within no time."""
    parts = [b"\xff\xd8"]
    for segment in found:
        part = bytearray(data[segment.start : segment.end])
        if segment.marker in _FRAMES:
            at = segment.data_start - segment.start + 1
            height, width = struct.unpack_from(">HH", part, at)
            struct.pack_into(">HH", part, at, min(height, _CORNER), min(width, _CORNER))
        if segment.marker < _APP0:
            parts.append(bytes(part))
    return b"".join(parts) + data[found[-1].end : found[-1].end + _CORNER_BYTES] + b"\xff\xd9"


def _check_frame(payload: bytes) -> None:
    if len(payload) < 6:
        raise DamagedError("The frame header of this JPEG is cut off.")
    precision, _height, width, components = struct.unpack_from(">BHHB", payload)
    if precision not in (8, 12, 16) or width == 0 or components == 0 or len(payload) < 6 + 3 * components:
        raise DamagedError("The frame header of this JPEG is damaged.")


def _image_end(data: bytes, position: int) -> int | None:
    """Behind the end-of-image marker, stepping over the further scans of progressive images, or None."""
    for _ in range(65536):
        match = _SCAN_END.search(data, position)
        if match is None:
            return None
        marker = data[match.start() + 1]
        if marker == _EOI:
            return match.end()
        if marker in _STANDALONE:
            position = match.end()
            continue
        if marker == _SOI or match.end() + 2 > len(data):
            return None
        position = match.end() + int.from_bytes(data[match.end() : match.end() + 2], "big")
    return None


def splice(data: bytes, changes: Changes) -> Patch:
    """Replaces or inserts the named blocks and nothing else.

    Raises:
        RefusedError: damaged file, block too large for a segment, or an offset elsewhere would break.
    """
    try:
        parsed = layout(data)
        if sum(s.kind == "xmp" for s in parsed.segments) > 1 or sum(s.kind == "exif" for s in parsed.segments) > 1:
            raise DamagedError("This JPEG holds two XMP or Exif blocks.")
        patch = in_order(_replacements(data, parsed, changes))
    except DamagedError as error:
        raise RefusedError(str(error)) from error
    _check_offsets(data, parsed, patch)
    return patch


def _replacements(data: bytes, parsed: Layout, changes: Changes) -> Iterator[Replacement]:
    if "exif" in changes:  # first, as both may be new: Exif goes before XMP
        yield _replace(parsed, "exif", EXIF_HEADER, changes["exif"], _behind(parsed, _APP0), "Exif")
    if "xmp" in changes:
        yield _replace(parsed, "xmp", XMP_HEADER, changes["xmp"], _xmp_position(data, parsed), "XMP")
    if changes.get("iptc") is not None:
        for segment in parsed.segments:
            block = data[segment.data_start + len(PHOTOSHOP_HEADER) : segment.end]
            if segment.kind == "photoshop" and photoshop.iptc(block) is not None:
                new = photoshop.replace_iptc(block, changes["iptc"] or b"")
                payload = PHOTOSHOP_HEADER + new
                yield Replacement(segment.start, segment.end, _segment(_APP13, payload, "IPTC"))


def _replace(parsed: Layout, kind: str, header: bytes, new: bytes | None, position: int, name: str) -> Replacement:
    old = next((segment for segment in parsed.segments if segment.kind == kind), None)
    start, end = (position, position) if old is None else (old.start, old.end)
    return Replacement(start, end, b"" if new is None else _segment(_APP1, header + new, name))


def _segment(marker: int, payload: bytes, name: str) -> bytes:
    if len(payload) > MAX_PAYLOAD:
        raise RefusedError(f"The {name} block would be larger than the 64 KB that a JPEG allows.")
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def _behind(parsed: Layout, *markers: int) -> int:
    """The position behind the last of the leading segments with these markers."""
    position = 2
    for segment in parsed.segments:
        if segment.marker not in markers:
            break
        position = segment.end
    return position


def _xmp_position(data: bytes, parsed: Layout) -> int:
    """Where a new XMP segment goes: behind the Exif block, or before it where something points past the segments."""
    exif = next((segment for segment in parsed.segments if segment.kind == "exif"), None)
    if exif is None:
        return _behind(parsed, _APP0)
    if parsed.image_end < len(data) or any(s.kind == "mpf" and s.start < exif.start for s in parsed.segments):
        return min(s.start for s in parsed.segments if s.kind in ("exif", "mpf"))
    block = data[exif.data_start + len(EXIF_HEADER) : exif.end]
    return exif.start if offsets.points_outside(block) else exif.end


def _check_offsets(data: bytes, parsed: Layout, patch: Patch) -> None:
    """Refuses where an Exif block or an MPF index points across a place at which the length changes.

    Raises:
        RefusedError: naming what would break.
    """
    growth = [r.start for r in patch if len(r.data) != r.end - r.start]
    for segment in parsed.segments:
        moves = any(position >= segment.end for position in growth)
        if segment.kind == "mpf" and moves and offsets.mpf_points_outside(data[segment.data_start + 4 : segment.end]):
            raise RefusedError(
                "Further images are stored behind this photo (MPF), and their index would no longer fit."
            )
        if segment.kind == "exif" and growth:
            base = segment.data_start + len(EXIF_HEADER)
            block = data[base : segment.end]
            if moves and offsets.points_outside(block, len(data) - base):
                raise RefusedError("The Exif block points to a preview behind itself, which would move.")
            bases = [0, base] if moves else [0]
            if any(offsets.refers_to_trailer(data, parsed.image_end, block, origin) for origin in bases):
                raise RefusedError("The camera's data point to a preview behind the image, which would move.")


def verify(old: bytes, new: bytes, changed: frozenset[BlockName]) -> None:
    """Checks that the two files differ in the named blocks only.

    Raises:
        WriteError: naming the first difference.
    """
    try:
        before, after = (tuple(segments(BytesSource(data))) for data in (old, new))
    except DamagedError as error:
        raise WriteError(f"Verification failed: {error}") from error
    kinds = {"xmp": "xmp", "exif": "exif", "iptc": "photoshop"}
    ours = {kinds[name] for name in changed}
    kept_before = [old[s.start : s.end] for s in before if s.kind not in ours]
    kept_after = [new[s.start : s.end] for s in after if s.kind not in ours]
    if kept_before != kept_after:
        raise WriteError("Verification failed: another segment of the file would have changed.")
    scan = memoryview(old)[before[-1].start :]  # a view, as images are large
    if len(scan) != len(new) - after[-1].start or not new.startswith(scan, after[-1].start):
        raise WriteError("Verification failed: the coded image would have changed.")
    if "iptc" in changed:
        _verify_resources(old, new, before, after)


def _verify_resources(old: bytes, new: bytes, before: tuple[Segment, ...], after: tuple[Segment, ...]) -> None:
    def others(data: bytes, parsed: tuple[Segment, ...]) -> list[bytes]:
        """Each resource as it stands there, but of IPTC and its digest only what is before their length."""
        blocks = [data[s.data_start + len(PHOTOSHOP_HEADER) : s.end] for s in parsed if s.kind == "photoshop"]
        own = (photoshop.IPTC_ID, photoshop.DIGEST_ID)
        return [
            b[r.start : r.data_start - 4 if r.identifier in own else r.end] for b in blocks for r in photoshop.parse(b)
        ]

    if others(old, before) != others(new, after):
        raise WriteError("Verification failed: another Photoshop resource would have changed.")
