"""Photoshop image resources (8BIM), the wrapping of IPTC in JPEG's APP13 and TIFF's tag 34377."""

import hashlib
import struct
from dataclasses import dataclass

from landmark_gui.metadata.errors import DamagedError

IPTC_ID = 0x0404
DIGEST_ID = 0x0425
_SIGNATURES = (b"8BIM", b"8BPS", b"PHUT", b"DCSR", b"AgHg", b"MeSa")


@dataclass(frozen=True)
class Resource:
    """One resource; ``start`` and ``end`` bound it with its padding, ``data_start`` where its data begins."""

    identifier: int
    data: bytes
    start: int
    data_start: int
    end: int


def parse(block: bytes) -> list[Resource]:
    """The resources of a block, which must be filled by them but for trailing zeros.

    Raises:
        DamagedError: a resource does not fit.
    """
    resources = []
    position = 0
    while position < len(block):
        if block[position : position + 4] not in _SIGNATURES:
            if not block[position:].strip(b"\0"):
                break
            raise DamagedError("The Photoshop block (IPTC) is damaged.")
        if position + 7 > len(block):
            raise DamagedError("The Photoshop block (IPTC) is cut off.")
        (identifier,) = struct.unpack_from(">H", block, position + 4)
        name_length = block[position + 6] + 1
        size_at = position + 6 + name_length + name_length % 2
        if size_at + 4 > len(block):
            raise DamagedError("The Photoshop block (IPTC) is cut off.")
        (size,) = struct.unpack_from(">I", block, size_at)
        data_start = size_at + 4
        if data_start + size > len(block):
            raise DamagedError("The Photoshop block (IPTC) is cut off.")
        end = min(data_start + size + size % 2, len(block))
        data = block[data_start : data_start + size]
        resources.append(Resource(identifier, data, position, data_start, end))
        position = end
    return resources


def iptc(block: bytes) -> bytes | None:
    """The IPTC datasets of a block, or None.

    Raises:
        DamagedError: the block is damaged or holds IPTC twice.
    """
    found = [resource.data for resource in parse(block) if resource.identifier == IPTC_ID]
    if len(found) > 1:
        raise DamagedError("The Photoshop block holds IPTC twice.")
    return found[0] if found else None


def replace_iptc(block: bytes, data: bytes) -> bytes:
    """The block with other IPTC datasets; its digest follows where it was true before.

    Raises:
        DamagedError: the block holds no IPTC, or is damaged.
    """
    resources = parse(block)
    old = next((r for r in resources if r.identifier == IPTC_ID), None)
    if old is None:
        raise DamagedError("The Photoshop block holds no IPTC.")
    was = hashlib.md5(old.data, usedforsecurity=False).digest()
    parts = []
    position = 0
    for resource in resources:
        new = resource.data
        if resource is old:
            new = data
        elif resource.identifier == DIGEST_ID and resource.data == was:
            new = hashlib.md5(data, usedforsecurity=False).digest()
        if new is not resource.data:
            parts.append(block[position : resource.data_start - 4])
            parts.append(struct.pack(">I", len(new)) + new + b"\0" * (len(new) % 2))
            position = resource.end
    parts.append(block[position:])
    return b"".join(parts)
