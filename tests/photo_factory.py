"""Makes photo-like pictures for tests, in every format, orientation, colour space and RAW layout that people have.

Everything is computed, nothing is read from disk, and the same arguments always give the same picture:

>>> save(folder / "a.jpg")                                  # a landscape, 640 x 480
>>> save(folder / "b.heic", corners(), orientation=6)       # stored turned, to be shown upright
>>> save(folder / "c.jpg", icc_profile=display_p3())        # a phone's colours
>>> (folder / "d.nef").write_bytes(raw("nef", orientation=8))
"""

import io
import struct
from functools import cache
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image, ImageDraw

CORNER_COLOURS = {
    "top left": (220, 40, 40),
    "top right": (40, 180, 60),
    "bottom left": (40, 70, 210),
    "bottom right": (240, 210, 40),
}

# What has to be done to the upright picture to get the pixels a camera stores with each EXIF orientation.
_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}

_FORMATS = {
    ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".tif": "TIFF", ".tiff": "TIFF", ".gif": "GIF",
    ".bmp": "BMP", ".jp2": "JPEG2000", ".avif": "AVIF", ".heic": "HEIF", ".heif": "HEIF", ".hif": "HEIF",
}  # fmt: skip


@cache
def _scene_array(width: int, height: int, seed: int, grain: float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:1:60j, 0:1:80j]
    sky = np.stack([90 + 120 * y, 140 + 80 * y, 235 - 20 * y], axis=-1)
    ground = np.stack([60 + 70 * y, 110 - 30 * y + 10 * x, 40 + 20 * x], axis=-1)
    hills = 0.55 + 0.1 * np.sin(5 * x + rng.uniform(0, 6)) + 0.05 * np.sin(13 * x + rng.uniform(0, 6))
    land = np.where((y > hills)[..., None], ground, sky) + rng.normal(0, 6, (60, 80, 3))
    picture = Image.fromarray(land.clip(0, 255).astype(np.uint8)).resize((width, height), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(picture)
    left, tower = width * rng.uniform(0.3, 0.6), width * 0.08
    draw.rectangle([left, height * 0.25, left + tower, height * 0.8], fill=(165, 120, 90))
    draw.polygon(
        [(left, height * 0.25), (left + tower / 2, height * 0.1), (left + tower, height * 0.25)], fill=(120, 40, 35)
    )
    draw.ellipse([width * 0.75, height * 0.1, width * 0.75 + tower, height * 0.1 + tower], fill=(255, 240, 170))
    tile = rng.normal(0, grain, (256, 256)).astype(np.int8)
    noise = np.tile(tile, (height // 256 + 1, width // 256 + 1))[:height, :width, None]
    return (np.asarray(picture).astype(np.int16) + noise).clip(0, 255).astype(np.uint8)


def scene(width: int = 640, height: int = 480, seed: int = 0, grain: float = 3.0) -> Image.Image:
    """A landscape with sky, hills, a tower, the sun and film grain (standard deviation in levels), mode RGB.

    The grain makes a JPEG of it about as large, and as slow to decode, as a photo's: 4000 x 3000 pixels with a grain of
    7 at quality 90 give 4 MB.
    """
    return Image.fromarray(_scene_array(width, height, seed, grain).copy())


def corners(width: int = 320, height: int = 240) -> Image.Image:
    """A scene whose corners (a quarter of each side) have the `CORNER_COLOURS`: shows what is turned or mirrored."""
    picture = scene(width, height)
    draw = ImageDraw.Draw(picture)
    right, bottom = width - width // 4, height - height // 4
    places = {"top left": (0, 0), "top right": (right, 0), "bottom left": (0, bottom), "bottom right": (right, bottom)}
    for name, (x, y) in places.items():
        draw.rectangle([x, y, x + width // 4, y + height // 4], fill=CORNER_COLOURS[name])
    return picture


def as_stored(upright: Image.Image, orientation: int) -> Image.Image:
    """The pixels that a file with this EXIF orientation must hold, so that the picture is shown like ``upright``."""
    return upright.transpose(_STORED[orientation]) if orientation in _STORED else upright.copy()


def exif(
    orientation: int = 1,
    *,
    make: str = "Photon",
    model: str = "P-100",
    date: str | None = "2019:07:14 16:45:12",
    gps: tuple[float, float] | None = None,
) -> bytes:
    """An EXIF block as a camera writes it, with its ``Exif`` prefix; ``gps`` is (latitude, longitude) in degrees."""
    block = Image.Exif()
    block[0x010F], block[0x0110], block[0x0112] = make, model, orientation
    if date:
        block[0x0132] = date
        block.get_ifd(0x8769).update({0x9003: date, 0x9004: date})
    if gps:

        def degrees(value: float) -> tuple[float, float, float]:
            value = abs(value)
            return float(int(value)), float(int(value * 60) % 60), round(value * 3600 % 60, 4)

        latitude, longitude = gps
        block.get_ifd(0x8825).update(
            {
                1: "N" if latitude >= 0 else "S",
                2: degrees(latitude),
                3: "E" if longitude >= 0 else "W",
                4: degrees(longitude),
            }
        )
    return block.tobytes()


def encode(image: Image.Image, format: str = "JPEG", **options) -> bytes:  # noqa: A002 (Pillow's own name)
    """The file's bytes; ``options`` are Pillow's for that format. HEIF and AVIF are encoded by their own libraries."""
    buffer = io.BytesIO()
    if format == "HEIF":
        pillow_heif.from_pillow(image).save(buffer, **{"quality": 80, **options})
    else:
        image.save(buffer, format, **options)
    return buffer.getvalue()


def _orientation_option(format_: str, orientation: int) -> dict:
    # Pillow can not write a whole EXIF block into a compressed TIFF: there the tag stands alone.
    return {"tiffinfo": {274: orientation}} if format_ == "TIFF" else {"exif": exif(orientation)}


def save(path: Path, image: Image.Image | None = None, *, orientation: int | None = None, **options) -> Path:
    """Writes a photo in the format its suffix names, and returns the path.

    Args:
        path: where to.
        image: the picture as it is to be seen (default: `scene`).
        orientation: if given, the pixels are stored turned and the file says so in its EXIF (HEIF and AVIF: in
            their own rotation properties).
        options: Pillow's save options, such as ``quality``, ``icc_profile``, ``progressive``, ``exif``.
    """
    image = scene() if image is None else image
    if orientation is not None:
        image = as_stored(image, orientation)
        options |= _orientation_option(_FORMATS[path.suffix.lower()], orientation)
    path.write_bytes(encode(image, _FORMATS[path.suffix.lower()], **options))
    return path


def every_format(image: Image.Image | None = None) -> dict[str, bytes]:
    """One file of each format and important variety, by name; all show the same picture."""
    image = scene(160, 120) if image is None else image
    stored = {
        "jpeg": ("JPEG", {"quality": 85, "exif": exif(6), "icc_profile": display_p3()}),
        "jpeg progressive": ("JPEG", {"quality": 85, "progressive": True}),
        "png": ("PNG", {"exif": exif(3)}),
        "webp": ("WEBP", {"exif": exif(8)}),
        "webp lossless": ("WEBP", {"lossless": True}),
        "tiff": ("TIFF", {}),
        "tiff lzw": ("TIFF", {"compression": "tiff_lzw", "tiffinfo": {274: 6}}),
        "tiff deflate": ("TIFF", {"compression": "tiff_adobe_deflate"}),
        "tiff jpeg": ("TIFF", {"compression": "jpeg"}),
        "bmp": ("BMP", {}),
        "heif": ("HEIF", {"exif": exif(6)}),
        "avif": ("AVIF", {"exif": exif(6)}),
        "jpeg2000": ("JPEG2000", {}),
    }
    files = {name: encode(image, format_, **options) for name, (format_, options) in stored.items()}
    files["gif"] = encode(image.quantize(64), "GIF")
    files["png palette"] = encode(image.quantize(64), "PNG", transparency=0)
    files["jpeg cmyk"] = encode(image.convert("CMYK"), "JPEG")
    preview = encode(image, "JPEG")
    return files | {kind: raw(kind, preview) for kind in RAW_KINDS}


# --- ICC profiles -----------------------------------------------------------------------------------------------------


def _s15f16(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def icc_profile(
    space: bytes, tags: dict[bytes, bytes], *, kind: bytes = b"mntr", pcs: bytes = b"XYZ ", name: str
) -> bytes:
    """An ICC profile (version 4.2) of these tags, with the description, copyright and white point each one needs."""

    def text(value: str) -> bytes:
        return (
            b"mluc" + struct.pack(">IIIHHII", 0, 1, 12, 0x656E, 0x5553, 2 * len(value), 28) + value.encode("utf-16-be")
        )

    tags = {b"desc": text(name), b"cprt": text("none"), b"wtpt": b"XYZ \0\0\0\0" + _s15f16(0.9642, 1, 0.8249), **tags}
    table, data = struct.pack(">I", len(tags)), b""
    for tag, value in tags.items():
        table += struct.pack(">4sII", tag, 128 + 4 + 12 * len(tags) + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    header = struct.pack(
        ">I4sI4s4s4s12s4s4s",
        132 + 12 * len(tags) + len(data),
        b"none",
        0x04200000,
        kind,
        space,
        pcs,
        bytes(12),
        b"acsp",
        bytes(4),
    )
    header += bytes(24) + struct.pack(">I", 0) + _s15f16(0.9642, 1, 0.8249)
    return header.ljust(128, b"\0") + table + data


def _matrix_profile(name: str, columns: tuple[tuple[float, float, float], ...], curve: bytes) -> bytes:
    tags = {
        tag: b"XYZ \0\0\0\0" + _s15f16(*column)
        for tag, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)
    }
    return icc_profile(b"RGB ", tags | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve), name=name)


# Colorant columns (red, green, blue) adapted to D50, from the published profiles.
SRGB_COLUMNS = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
DISPLAY_P3_COLUMNS = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
ADOBE_RGB_COLUMNS = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
ADOBE_RGB_GAMMA = 563 / 256
_SRGB_CURVE = b"para" + struct.pack(">IHH", 0, 3, 0) + _s15f16(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def srgb_profile() -> bytes:
    """An sRGB profile under a name of its own, as cameras and editors embed it."""
    return _matrix_profile("camera colours", SRGB_COLUMNS, _SRGB_CURVE)


def display_p3() -> bytes:
    """The wide-gamut profile of phones."""
    return _matrix_profile("Display P3", DISPLAY_P3_COLUMNS, _SRGB_CURVE)


def adobe_rgb() -> bytes:
    """The wide-gamut profile of cameras."""
    return _matrix_profile("Adobe RGB (1998)", ADOBE_RGB_COLUMNS, b"curv" + struct.pack(">IIHH", 0, 1, 563, 0))


def grey_profile(gamma: float = 1.0) -> bytes:
    """A profile for greyscale pictures with this gamma."""
    return icc_profile(
        b"GRAY", {b"kTRC": b"curv" + struct.pack(">IIHH", 0, 1, round(gamma * 256), 0)}, name=f"Grey {gamma}"
    )


# The sRGB colours of a printing press's 16 full ink overprints, cyan changing slowest, black fastest.
_INKS = (
    (255, 255, 255), (29, 29, 27), (255, 237, 0), (28, 26, 0), (230, 0, 126), (26, 0, 12), (227, 6, 19), (25, 0, 0),
    (0, 158, 224), (0, 15, 25), (0, 150, 64), (0, 14, 4), (49, 39, 131), (3, 2, 14), (58, 50, 48), (2, 1, 1),
)  # fmt: skip


def cmyk_profile() -> bytes:
    """A printing press's CMYK profile: its full cyan is (0, 158, 224) in sRGB, far from the naive (0, 255, 255)."""
    rgb = np.array(_INKS) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    scaled = linear @ np.array(SRGB_COLUMNS) / (0.9642, 1, 0.8249)
    root = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    lab = np.stack([116 * root[:, 1] - 16, 500 * (root[:, 0] - root[:, 1]), 200 * (root[:, 1] - root[:, 2])], axis=1)
    grid = np.rint(lab * (2.55, 1, 1) + (0, 128, 128)).clip(0, 255).astype(np.uint8)
    identity = bytes(range(256))
    table = b"mft1" + struct.pack(">IBBBB", 0, 4, 3, 2, 0) + _s15f16(1, 0, 0, 0, 1, 0, 0, 0, 1)
    table += identity * 4 + grid.tobytes() + identity * 3
    return icc_profile(b"CMYK", {b"A2B0": table}, kind=b"prtr", pcs=b"Lab ", name="Press")


# --- RAW files --------------------------------------------------------------------------------------------------------

RAW_KINDS = ("dng", "cr2", "cr3", "nef", "arw", "pef", "orf", "rw2", "raf")
_SHORT, _LONG, _ASCII, _UNDEFINED = 3, 4, 2, 7
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
                payload, count = values, len(values)
            table += struct.pack("<HHI", tag, kind, count) + (
                payload.ljust(4, b"\0") if len(payload) <= 4 else struct.pack("<I", put(payload))
            )
        return put(table + struct.pack("<I", following))

    following = 0
    for entries in reversed(ifds):
        following = directory(entries, following)
    struct.pack_into("<I", out, 4, following)
    return bytes(out)


def _sensor(width: int, height: int) -> dict:
    """The directory of uncompressed Bayer data."""
    y, x = np.mgrid[0:height, 0:width]
    data = (2000 + 20 * (x % 256) + 10 * (y % 256)).astype("<u2").tobytes()
    return {
        254: (_LONG, [0]), 256: (_LONG, [width]), 257: (_LONG, [height]), 258: (_SHORT, [16]), 259: (_SHORT, [1]),
        262: (_SHORT, [32803]), 273: (_LONG, [data]), 277: (_SHORT, [1]), 278: (_LONG, [height]),
        279: (_LONG, [len(data)]), 33421: (_SHORT, [2, 2]), 33422: (1, bytes([0, 1, 1, 2])),
    }  # fmt: skip


def raw(kind: str, preview: bytes | None = None, orientation: int = 1, thumbnail: bytes | None = None) -> bytes:
    """A RAW file in the layout of one camera maker, with Bayer data, a JPEG preview and a smaller JPEG thumbnail.

    Args:
        kind: one of `RAW_KINDS`.
        preview: the JPEG to embed, as stored (not turned); default: `scene` of 640 x 480.
        orientation: what the RAW's own directory says.
        thumbnail: default: a grey one of 160 x 120, so that a test sees when it is taken for the preview.
    """
    preview = encode(scene()) if preview is None else preview
    thumbnail = encode(Image.new("RGB", (160, 120), (90, 90, 90))) if thumbnail is None else thumbnail
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
    sensor = _sensor(160, 120)
    if kind == "dng":
        tiny = Image.new("RGB", (32, 24), (90, 90, 90)).tobytes()
        first = {
            254: (_LONG, [1]), 256: (_LONG, [32]), 257: (_LONG, [24]), 258: (_SHORT, [8, 8, 8]), 259: (_SHORT, [1]),
            262: (_SHORT, [2]), 273: (_LONG, [tiny]), 277: (_SHORT, [3]), 278: (_LONG, [24]), 279: (_LONG, [len(tiny)]),
            330: (_LONG, [sensor, stripped]), 50706: (1, bytes([1, 4, 0, 0])),
        }  # fmt: skip
        return tiff([head | first])
    if kind == "cr2":
        # The sensor's data is itself a (lossless) JPEG, in a strip like the preview's.
        lossless = b"\xff\xd8\xff\xc3\x00\x0e\x0e\x02\x00\x02\x80\x02\x01\x11\x00\x02\x11\x00" + bytes(
            len(preview) + 1000
        )
        main = {**stripped, 259: (_SHORT, [6])}
        data = {259: (_SHORT, [6]), 273: (_LONG, [lossless]), 279: (_LONG, [len(lossless)])}
        return tiff([head | main, small, data], header=b"CR\x02\0" + bytes(4))
    if kind == "cr3":
        return _cr3(preview, tiff([head]))
    if kind == "nef":
        return tiff([head | {254: (_LONG, [1]), 330: (_LONG, [linked, sensor])}])
    if kind == "arw":
        return tiff([head | linked | {330: (_LONG, [sensor])}, small])
    if kind == "pef":
        return tiff([head | sensor, small, linked])
    if kind == "orf":
        return tiff([head | {34665: (_LONG, [{37500: (_UNDEFINED, _olympus_note(preview))}])}, small], magic=b"IIRO")
    if kind == "rw2":
        return tiff([head | {0x2E: (_UNDEFINED, preview)}], magic=b"IIU\0")
    if kind == "raf":
        preview_with_exif = (
            preview[:2] + b"\xff\xe1" + struct.pack(">H", len(exif(orientation)) + 2) + exif(orientation) + preview[2:]
        )
        header = b"FUJIFILMCCD-RAW 0201FF383501".ljust(84, b"\0") + struct.pack(
            ">6I", 148, len(preview_with_exif), 0, 0, 0, 0
        )
        return header.ljust(148, b"\0") + preview_with_exif + bytes(4096)
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
