"""TIFF files: reading, and writing XMP (tag 700) by appending; every page stays where it is.

DNG and the RAW formats built on TIFF are recognised and only read.
"""

import struct

from landmark_gui.metadata import offsets, photoshop, tiff
from landmark_gui.metadata.blocks import BlockName, Blocks, Changes
from landmark_gui.metadata.errors import DamagedError, RefusedError, WriteError
from landmark_gui.metadata.patch import Patch
from landmark_gui.metadata.source import BytesSource, Source

_XMP, _IPTC, _PHOTOSHOP, _C2PA, _DNG_VERSION = 700, 33723, 34377, 0xCD41, 0xC612
_PHOTOMETRIC = 0x0106
_RAW_PHOTOMETRIC = {32803, 34892}
_PARTS = ((0x0111, 0x0117), (0x0144, 0x0145))  # strips, tiles: offsets and lengths


def read(source: Source) -> Blocks:
    """The metadata blocks; image data are not read.

    Raises:
        DamagedError: no TIFF header, a BigTIFF, or no readable first directory.
    """
    order = tiff.byte_order(source)
    first = tiff.directory(source, order, tiff.first_offset(source, order))
    read_only = ""
    try:
        pages = list(tiff.chain(source, order))
        read_only = _why_damaged(source, order, pages)
    except DamagedError as error:
        read_only = str(error)
    raw = _is_raw(source, order, first)
    if raw:
        read_only = "RAW files are never written; their metadata go into a sidecar."
    packets = [entry for entry in first.entries if entry.tag == _XMP]
    packet = tiff.value(source, packets[0]) if packets else None
    if len(packets) > 1:
        read_only = read_only or f"This TIFF holds {len(packets)} XMP blocks."
    if packets and packet is None:
        read_only = read_only or "The XMP block of this TIFF is damaged or cut off."
    warnings = []
    iptc = tiff.value(source, first.get(_IPTC))
    if iptc is None and (resources := tiff.value(source, first.get(_PHOTOSHOP))) is not None:
        try:
            iptc = photoshop.iptc(resources)
        except DamagedError as error:
            warnings.append(str(error))
    return Blocks(
        "raw" if raw else "tiff",
        xmp=packet,
        iptc=iptc,
        structure=source,
        signed=first.get(_C2PA) is not None,
        read_only=read_only,
        frozen=(("iptc", "IPTC in a TIFF is left alone; the same values stand in its XMP."),),
        warnings=tuple(warnings),
    )


def _is_raw(source: Source, order: str, first: tiff.Directory) -> bool:
    magic = struct.unpack(order + "H", source.read(2, 2))[0]
    if magic != 42 or first.get(_DNG_VERSION) is not None or source.read(8, 3) == b"CR\2":
        return True
    directories = [first]
    for offset in tiff.integers(source, order, first.get(tiff.SUB_IFDS))[:16]:
        try:
            directories.append(tiff.directory(source, order, offset))
        except DamagedError:
            continue
    return any(set(tiff.integers(source, order, d.get(_PHOTOMETRIC))[:1]) & _RAW_PHOTOMETRIC for d in directories)


def _why_damaged(source: Source, order: str, pages: list[tiff.Directory]) -> str:
    """A sentence where image data of a page lie outside the file, or empty."""
    for page in pages:
        for starts_tag, lengths_tag in _PARTS:
            starts = tiff.integers(source, order, page.get(starts_tag))
            lengths = tiff.integers(source, order, page.get(lengths_tag))
            if any(start + length > source.size for start, length in zip(starts, lengths, strict=False)):
                return "The image data of this TIFF are cut off."
    if offsets.points_outside(source):  # what is appended would turn up as the value
        return "A value of this TIFF lies outside the file, which is damaged or cut off."
    return ""


def splice(data: bytes, changes: Changes) -> Patch:
    """Sets or removes tag 700 of the first page; everything else stays where it is, also the old packet.

    Raises:
        RefusedError: a damaged file, or one that would pass 4 GB.
    """
    if "xmp" not in changes:
        return ()
    source = BytesSource(data)
    packet = changes["xmp"]
    try:
        order = tiff.byte_order(source)
        first = next(tiff.chain(source, order), None)
        if first is None:
            raise DamagedError("This TIFF holds no page.")
        # Never into the old packet's place, even where it fits: another page may share it.
        return tiff.with_values(data, source, {_XMP: None if packet is None else tiff.NewValue(1, len(packet), packet)})
    except DamagedError as error:
        raise RefusedError(str(error)) from error


def verify(old: bytes, new: bytes, changed: frozenset[BlockName]) -> None:
    """Checks that every old byte stands where it was, and every page and tag but XMP is the same.

    Raises:
        WriteError: they are not.
    """
    try:
        before, after = _pages(old), _pages(new)
    except DamagedError as error:
        raise WriteError(f"Verification failed: {error}") from error
    allowed = [(4, 8)]
    for entry in before[0].entries:
        if entry.tag == _XMP and "xmp" in changed:
            allowed.append((entry.position, entry.position + 12))
    view, position = memoryview(old), 0
    for start, end in sorted(allowed):
        if not new.startswith(view[position:start], position):
            raise WriteError("Verification failed: another byte of the TIFF would have changed.")
        position = max(position, end)
    if not new.startswith(view[position:], position):
        raise WriteError("Verification failed: another byte of the TIFF would have changed.")
    tags_before = [old[e.position : e.position + 12] for e in before[0].entries if e.tag != _XMP]
    tags_after = [new[e.position : e.position + 12] for e in after[0].entries if e.tag != _XMP]
    if tags_before != tags_after or [p.offset for p in before[1:]] != [p.offset for p in after[1:]]:
        raise WriteError("Verification failed: another tag or page of the TIFF would have changed.")


def _pages(data: bytes) -> list[tiff.Directory]:
    source = BytesSource(data)
    pages = list(tiff.chain(source, tiff.byte_order(source)))
    if not pages:
        raise DamagedError("This TIFF holds no page.")
    return pages
