"""Which container a file is, by its content, and the module that reads and writes it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from landmark_gui.metadata import heif, jpeg, png, raw, sidecar, tiff_file, webp
from landmark_gui.metadata.blocks import BlockName, Blocks, Changes
from landmark_gui.metadata.errors import DamagedError
from landmark_gui.metadata.patch import Patch
from landmark_gui.metadata.source import Source


@dataclass(frozen=True)
class Format:
    """How one container is written: the change as a patch, and the check that nothing else differs."""

    splice: Callable[[bytes, Changes], Patch]
    verify: Callable[[bytes, bytes, frozenset[BlockName]], None]


WRITABLE = {
    "jpeg": Format(jpeg.splice, jpeg.verify),
    "png": Format(png.splice, png.verify),
    "webp": Format(webp.splice, webp.verify),
    "tiff": Format(tiff_file.splice, tiff_file.verify),
}
_SUFFIXES = {
    "jpeg": {".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"},
    "png": {".png", ".apng"},
    "webp": {".webp"},
    "tiff": {".tif", ".tiff"},
    "heif": {".heic", ".heif", ".hif", ".avif", ".heics", ".avifs"},
    "raw": sidecar.RAW_SUFFIXES,
}


def detect(source: Source) -> str:
    """``jpeg``, ``png``, ``webp``, ``tiff`` (also TIFF-based RAW), ``heif``, ``raf``, ``crw``, ``x3f`` or empty."""
    head = source.read(0, 32)
    if head.startswith(b"\xff\xd8"):
        return "jpeg"
    if head.startswith(png.SIGNATURE):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return "heif"
    if head.startswith(b"FUJIFILMCCD-RAW"):
        return "raf"
    if head[6:14] == b"HEAPCCDR":
        return "crw"
    if head.startswith(b"FOVb"):
        return "x3f"
    if head[:4] in (b"II*\0", b"MM\0*", b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"II+\0", b"MM\0+"):
        return "tiff"
    return ""


def read(source: Source, suffix: str = "") -> Blocks:
    """The metadata blocks of any supported container, never raising for damaged content.

    Args:
        source: the file.
        suffix: of its name; only to tell RAW from TIFF, and to warn where it does not fit the content.
    """
    readers: dict[str, Callable[[Source], Blocks]] = {
        "jpeg": jpeg.read,
        "png": png.read,
        "webp": webp.read,
        "heif": heif.read,
        "raf": raw.read_raf,
        "tiff": tiff_file.read,
    }
    kind = detect(source)
    if kind in ("crw", "x3f"):
        return Blocks("raw", read_only="This RAW format is never written; its metadata go into a sidecar.")
    if kind not in readers:
        if suffix.lower() in sidecar.RAW_SUFFIXES and source.size:  # not all of them can be told by their content
            return Blocks("raw", read_only="RAW files are never written; their metadata go into a sidecar.")
        reason = "The file is empty." if source.size == 0 else "This is not a photo of a supported format."
        if suffix.lower() == ".xmp":
            reason = "This is a sidecar; name the photo that it belongs to."
        return Blocks("", read_only=reason)
    try:
        blocks = readers[kind](source)
    except DamagedError as error:
        return Blocks(kind if kind != "raf" else "raw", read_only=str(error))
    suffix = suffix.lower()
    if blocks.container == "tiff" and suffix in sidecar.RAW_SUFFIXES:
        blocks = replace(
            blocks, container="raw", read_only="RAW files are never written; their metadata go into a sidecar."
        )
    expected = _SUFFIXES.get(blocks.container, set())
    known = set().union(*_SUFFIXES.values())
    if suffix in known and suffix not in expected:
        warning = (
            f"The name ends in {suffix}, but the content is {blocks.container.upper()}; it is treated by its content."
        )
        blocks = replace(blocks, warnings=(*blocks.warnings, warning))
    return blocks
