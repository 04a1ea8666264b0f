"""Makes RAW files for tests, in the layouts of the camera makers, with a JPEG preview; see `photo_factory`."""

import struct

import numpy as np

RAW_KINDS = ("dng", "cr2", "cr3", "nef", "arw", "pef", "orf", "rw2", "raf")
_SHORT, _LONG, _ASCII, _UNDEFINED = 3, 4, 2, 7
_BYTES = {5: 8, 10: 8}  # of a rational
_SIZES = {_SHORT: "H", _LONG: "L"}


def tiff(ifds: list[dict], magic: bytes = b"II*\0", header: bytes = b"") -> bytes:
    """A little-endian TIFF structure of these directories.

    Each maps a tag to ``(type, values)``. Where a value is ``bytes``, that block is stored and its offset written; if
    it is a ``dict``, the same for that directory. With other types than 3 and 4 ``values`` is the raw data.
    """
    out = bytearray(magic + bytes(4) + header)

    def put(data: bytes) -> int:
        out.extend(bytes(len(out) % 2))
        out.extend(data)
        return len(out) - len(data)

    def directory(entries: dict, following: int) -> int:
        table = struct.pack("<H", len(entries))
        for tag, (kind, values) in sorted(entries.items()):
            if kind in _SIZES:
                numbers = [
                    directory(v, 0) if isinstance(v, dict) else put(v) if isinstance(v, bytes) else v for v in values
                ]
                payload, count = struct.pack(f"<{len(numbers)}{_SIZES[kind]}", *numbers), len(numbers)
            else:
                payload, count = values, len(values) // _BYTES.get(kind, 1)
            if len(payload) > 4:
                payload = struct.pack("<I", put(payload))
            table += struct.pack("<HHI", tag, kind, count) + payload.ljust(4, b"\0")
        return put(table + struct.pack("<I", following))

    following = 0
    for entries in reversed(ifds):
        following = directory(entries, following)
    struct.pack_into("<I", out, 4, following)
    return bytes(out)


def sensor(width: int, height: int) -> dict:
    """The directory of uncompressed Bayer data."""
    y, x = np.mgrid[0:height, 0:width]
    data = (2000 + 20 * (x % 256) + 10 * (y % 256)).astype("<u2").tobytes()
    return {
        254: (_LONG, [0]), 256: (_LONG, [width]), 257: (_LONG, [height]), 258: (_SHORT, [16]), 259: (_SHORT, [1]),
        262: (_SHORT, [32803]), 273: (_LONG, [data]), 277: (_SHORT, [1]), 278: (_LONG, [height]),
        279: (_LONG, [len(data)]), 33421: (_SHORT, [2, 2]), 33422: (1, bytes([0, 1, 1, 2])),
    }  # fmt: skip


def developable_dng(width: int, height: int, orientation: int = 1) -> bytes:
    """A DNG without any preview, but complete enough to be developed: dark on the left, bright on the right."""
    levels = np.where(np.arange(width) < width // 2, 2000, 40000).astype("<u2")
    data = np.tile(levels, (height, 1)).tobytes()
    identity = struct.pack("<18i", *(value for n in range(9) for value in (int(n % 4 == 0), 1)))
    neutral = struct.pack("<6I", 1, 1, 1, 1, 1, 1)
    return tiff([
        sensor(width, height) | {
            254: (_LONG, [0]), 271: (_ASCII, b"Photon\0"), 272: (_ASCII, b"P-100\0"), 274: (_SHORT, [orientation]),
            273: (_LONG, [data]), 50706: (1, bytes([1, 4, 0, 0])), 50708: (_ASCII, b"Photon P-100\0"),
            50717: (_LONG, [65535]), 50721: (10, identity), 50728: (5, neutral), 50778: (_SHORT, [21]),
        }
    ])  # fmt: skip


def raw(kind: str, preview: bytes, thumbnail: bytes, orientation: int = 1) -> bytes:
    """A RAW file in the layout of one camera maker, with Bayer data, a JPEG preview and a smaller JPEG thumbnail.

    Args:
        kind: one of `RAW_KINDS`.
        preview: the JPEG to embed, as stored (not turned).
        orientation: what the RAW's own directory says.
        thumbnail: a smaller JPEG, which is not to be taken for the preview.
    """
    head = {271: (_ASCII, b"Photon\0"), 272: (_ASCII, b"P-100\0"), 274: (_SHORT, [orientation])}
    linked = {513: (_LONG, [preview]), 514: (_LONG, [len(preview)]), 259: (_SHORT, [6])}
    stripped = {
        254: (_LONG, [1]),
        259: (_SHORT, [7]),
        262: (_SHORT, [6]),
        273: (_LONG, [preview]),
        279: (_LONG, [len(preview)]),
    }
    small = {513: (_LONG, [thumbnail]), 514: (_LONG, [len(thumbnail)]), 259: (_SHORT, [6])}
    data = sensor(160, 120)
    if kind == "dng":
        tiny = bytes([90]) * 32 * 24 * 3
        first = {
            254: (_LONG, [1]), 256: (_LONG, [32]), 257: (_LONG, [24]), 258: (_SHORT, [8, 8, 8]), 259: (_SHORT, [1]),
            262: (_SHORT, [2]), 273: (_LONG, [tiny]), 277: (_SHORT, [3]), 278: (_LONG, [24]), 279: (_LONG, [len(tiny)]),
            330: (_LONG, [data, stripped]), 50706: (1, bytes([1, 4, 0, 0])),
        }  # fmt: skip
        return tiff([head | first])
    if kind == "cr2":
        # The sensor's data is itself a (lossless) JPEG, in a strip like the preview's.
        lossless = b"\xff\xd8\xff\xc3\x00\x0e\x0e\x02\x00\x02\x80\x02\x01\x11\x00\x02\x11\x00" + bytes(
            len(preview) + 1000
        )
        main = {**stripped, 259: (_SHORT, [6])}
        strip = {259: (_SHORT, [6]), 273: (_LONG, [lossless]), 279: (_LONG, [len(lossless)])}
        return tiff([head | main, small, strip], header=b"CR\x02\0" + bytes(4))
    if kind == "cr3":
        return _cr3(preview, tiff([head]))
    if kind == "nef":
        return tiff([head | {254: (_LONG, [1]), 330: (_LONG, [linked, data])}])
    if kind == "arw":
        return tiff([head | linked | {330: (_LONG, [data])}, small])
    if kind == "pef":
        return tiff([head | data, small, linked])
    if kind == "orf":
        return tiff([head | {34665: (_LONG, [{37500: (_UNDEFINED, _olympus_note(preview))}])}, small], magic=b"IIRO")
    if kind == "rw2":
        return tiff([head | {0x2E: (_UNDEFINED, preview)}], magic=b"IIU\0")
    if kind == "raf":
        block = b"Exif\0\0" + tiff([head])
        full = preview[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + preview[2:]
        header = b"FUJIFILMCCD-RAW 0201FF383501".ljust(84, b"\0") + struct.pack(">II", 148, len(full))
        return header.ljust(148, b"\0") + full + bytes(4096)
    raise ValueError(f"no such RAW layout: {kind}")


def _cr3(preview: bytes, metadata: bytes) -> bytes:
    """Canon's MP4 structure: the metadata in TIFF blocks inside moov, the preview in a box of its own."""

    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", 8 + len(content)) + kind + content

    canon = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48") + box(b"CNCV", b"CanonCR3") + box(b"CMT1", metadata)
    prvw = box(b"PRVW", struct.pack(">IHHHHI", 0, 1, 640, 480, 1, len(preview)) + preview)
    previews = bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16") + struct.pack(">Q", 1) + prvw
    movie = box(b"moov", box(b"uuid", canon))
    return box(b"ftyp", b"crx \0\0\0\1crx isom") + movie + box(b"uuid", previews) + box(b"mdat", bytes(4096))


def _olympus_note(preview: bytes) -> bytes:
    """Olympus' MakerNote, which keeps the preview itself; its offsets count from the note's own start."""
    settings = (
        struct.pack("<H", 2)
        + struct.pack("<HHII", 0x101, 4, 1, 12 + 18 + 30)
        + struct.pack("<HHII", 0x102, 4, 1, len(preview))
    )
    first = struct.pack("<HHHII", 1, 0x2020, 13, 1, 12 + 18) + bytes(4)
    return b"OLYMPUS\0II\3\0" + first + settings + bytes(4) + preview
