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
    "gif": {".gif"},
    "bmp": {".bmp", ".dib"},
    "jxl": {".jxl"},
    "jp2": {".jp2", ".j2k", ".jpf"},
    "psd": {".psd", ".psb"},
}
_ONLY_SIDECARS = (
    *((b"GIF87a", "gif"), (b"GIF89a", "gif"), (b"BM", "bmp"), (b"8BPS", "psd"), (b"\xff\x0a", "jxl")),
    *((b"\0\0\0\x0cJXL \r\n\x87\n", "jxl"), (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"), (b"\xff\x4f\xff\x51", "jp2")),
)
"""How pictures begin of which we know no more than that they are some; what is written goes into a sidecar."""


def detect(source: Source) -> str:
    """What a file is by its first bytes.

    ``jpeg``, ``png``, ``webp``, ``tiff`` (also TIFF-based RAW), ``heif``, ``video``, ``raf``, ``crw``, ``x3f``,
    ``gif``, ``bmp``, ``jxl``, ``jp2``, ``psd`` or empty.
    """
    head = source.read(0, 32)
    if head.startswith(b"\xff\xd8"):
        return "jpeg"
    if head.startswith(png.SIGNATURE):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return "heif" if heif.is_picture(source) else "video"
    if head.startswith(b"FUJIFILMCCD-RAW"):
        return "raf"
    if head[6:14] == b"HEAPCCDR":
        return "crw"
    if head.startswith(b"FOVb"):
        return "x3f"
    if head[:4] in (b"II*\0", b"MM\0*", b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"II+\0", b"MM\0+"):
        return "tiff"
    return next((kind for start, kind in _ONLY_SIDECARS if head.startswith(start)), "")


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
    if kind == "video" and suffix.lower() in _SUFFIXES["heif"]:
        kind = "heif"
    if kind in ("crw", "x3f"):
        return Blocks("raw", read_only="This RAW format is never written; its metadata go into a sidecar.")
    if kind not in readers:
        if suffix.lower() in sidecar.RAW_SUFFIXES and source.size:  # not all of them can be told by their content
            return Blocks("raw", read_only="RAW files are never written; their metadata go into a sidecar.")
        if kind in _SUFFIXES:
            return _with_warning(
                Blocks(kind, read_only=f"{kind.upper()} files are never written; their metadata go into a sidecar."),
                suffix.lower(),
            )
        reason = "The file is empty." if source.size == 0 else "This is not a photo of a supported format."
        if kind == "video":
            reason = "This is a video, not a photo."
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
    return _with_warning(blocks, suffix)


def _with_warning(blocks: Blocks, suffix: str) -> Blocks:
    """The blocks with a warning where the name promises another format."""
    known = set().union(*_SUFFIXES.values())
    if suffix not in known or suffix in _SUFFIXES.get(blocks.container, set()):
        return blocks
    warning = f"The name ends in {suffix}, but the content is {blocks.container.upper()}; it is treated by its content."
    return replace(blocks, warnings=(*blocks.warnings, warning))
