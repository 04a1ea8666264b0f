"""Fujifilm RAF: its metadata stand in the JPEG preview, to which the header points; reading only."""

import struct
from dataclasses import replace

from landmark_gui.metadata import jpeg
from landmark_gui.metadata.blocks import Blocks
from landmark_gui.metadata.source import Source, WindowSource

_PREVIEW_AT = 84


def read_raf(source: Source) -> Blocks:
    """The metadata blocks of the preview."""
    reason = "RAW files are never written; their metadata go into a sidecar."
    header = source.read(_PREVIEW_AT, 8)
    if len(header) < 8:
        return Blocks("raw", read_only=reason)
    offset, length = struct.unpack(">II", header)
    blocks = jpeg.read(WindowSource(source, offset, length))
    return replace(blocks, container="raw", read_only=reason, signed=False)
