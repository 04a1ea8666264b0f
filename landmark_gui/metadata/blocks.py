"""What every container format has in common: its metadata blocks, and how a changed block is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from landmark_gui.metadata.source import Source

BlockName: TypeAlias = Literal["xmp", "exif", "iptc"]
Changes: TypeAlias = Mapping[BlockName, bytes | None]
"""New bytes per block; None removes the block; a block that is not named stays as it is."""


@dataclass(frozen=True)
class Blocks:
    r"""The metadata blocks of one file.

    Attributes:
        container: format by content: ``jpeg``, ``png``, ``webp``, ``tiff``, ``heif``, ``raw``; or ``gif``,
            ``bmp``, ``jxl``, ``jp2``, ``psd``, whose metadata are not read.
        xmp: the XMP packet, or None.
        extended_xmp: the assembled extended XMP of a JPEG, or None; read, never written.
        exif: the EXIF block as a TIFF structure (without ``Exif\0\0``), or None.
        iptc: IPTC IIM datasets, or None.
        structure: the file itself where it is a TIFF structure with its EXIF tags inside; valid while it is open.
        signed: whether a C2PA manifest stands in the file.
        read_only: why the file cannot be written in place (a sentence), or empty.
        frozen: blocks that must stay as they are although the file is writable, with the reason.
        warnings: what could not be read.
    """

    container: str
    xmp: bytes | None = None
    extended_xmp: bytes | None = None
    exif: bytes | None = None
    iptc: bytes | None = None
    structure: Source | None = None
    signed: bool = False
    read_only: str = ""
    frozen: tuple[tuple[BlockName, str], ...] = ()
    warnings: tuple[str, ...] = ()

    def frozen_reason(self, block: BlockName) -> str:
        """Why this block is left alone, or empty."""
        return next((reason for name, reason in self.frozen if name == block), "")
