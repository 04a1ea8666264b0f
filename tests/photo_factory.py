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
import raw_factory
from PIL import Image, ImageDraw
from raw_factory import RAW_KINDS

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

STORED_ORIENTATIONS = {"jpeg": 6, "png": 3, "webp": 8, "tiff lzw": 6, "heif": 6, "avif": 5}
"""The files of `every_format` whose pixels are stored turned, and the EXIF orientation they have."""

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
    """One file of each format and important variety, by name; all show the same picture (default: `scene`, 160 x 120).

    Some are stored turned, see `STORED_ORIENTATIONS`.
    """
    return dict(_default_files()) if image is None else _encode_all(image)


@cache
def _default_files() -> dict[str, bytes]:
    return _encode_all(scene(160, 120))


def _encode_all(image: Image.Image) -> dict[str, bytes]:
    varieties = {
        "jpeg": ("JPEG", {"quality": 85, "icc_profile": srgb_profile()}),
        "jpeg progressive": ("JPEG", {"quality": 85, "progressive": True}),
        "png": ("PNG", {}),
        "webp": ("WEBP", {}),
        "webp lossless": ("WEBP", {"lossless": True}),
        "tiff": ("TIFF", {}),
        "tiff lzw": ("TIFF", {"compression": "tiff_lzw"}),
        "tiff deflate": ("TIFF", {"compression": "tiff_adobe_deflate"}),
        "tiff jpeg": ("TIFF", {"compression": "jpeg"}),
        "bmp": ("BMP", {}),
        "heif": ("HEIF", {}),
        "avif": ("AVIF", {}),
        "jpeg2000": ("JPEG2000", {}),
    }
    files = {}
    for name, (format_, options) in varieties.items():
        orientation = STORED_ORIENTATIONS.get(name)
        if orientation is None:
            files[name] = encode(image, format_, **options)
        else:
            turned = _orientation_option(format_, orientation)
            files[name] = encode(as_stored(image, orientation), format_, **options, **turned)
    files["gif"] = encode(image.quantize(64), "GIF")
    files["png palette"] = encode(image.quantize(64), "PNG", transparency=0)
    files["jpeg cmyk"] = encode(image.convert("CMYK"), "JPEG")
    preview = encode(image)
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


def raw(kind: str, preview: bytes | None = None, orientation: int = 1) -> bytes:
    """A RAW file in the layout of one camera maker (`RAW_KINDS`), with Bayer data, a JPEG preview and a thumbnail.

    Args:
        kind: such as "nef".
        preview: the JPEG to embed, as stored (not turned); default: `scene`, 640 x 480.
        orientation: what the RAW file's own directory says.
    """
    preview = encode(scene()) if preview is None else preview
    grey = encode(Image.new("RGB", (160, 120), (90, 90, 90)))  # so that a test sees when it is taken for the preview
    return raw_factory.raw(kind, preview, grey, orientation)
