"""Colour spaces and pixel modes, through whole files."""

import struct
import zlib

import numpy as np
import photo_factory
import pytest
import raw_factory
from PIL import Image, ImageCms, ImageDraw
from PIL import __version__ as pillow_version

from landmark_gui.inference import pixels
from landmark_gui.inference.images import decode
from training.colour import _srgb_transform
from training.pictures import read_picture

PATCHES = ((200, 100, 100), (90, 180, 70), (60, 90, 210), (128, 128, 128), (230, 200, 170), (255, 255, 255), (0, 0, 0))


def patches(colours=PATCHES) -> Image.Image:
    """Flat bars of 32 x 64 pixels beside each other, so that no resampling or compression touches their middles."""
    picture = Image.new("RGB", (32 * len(colours), 64))
    draw = ImageDraw.Draw(picture)
    for number, colour in enumerate(colours):
        draw.rectangle([32 * number, 0, 32 * number + 31, 63], fill=colour)
    return picture


def middles(path) -> np.ndarray:
    array = decode(path, 64)
    assert array.shape[0] == 64
    return array[32, 16::32].astype(int)


def to_srgb(colours, columns, decode_curve) -> np.ndarray:
    """The definition, in floating point: to linear light, through XYZ (D50) to sRGB primaries, clipped, encoded."""
    linear = decode_curve(np.array(colours) / 255) @ np.array(columns) @ np.linalg.inv(photo_factory.SRGB_COLUMNS)
    linear = linear.clip(0, 1)
    return 255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def srgb_curve(values: np.ndarray) -> np.ndarray:
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


# --- colour profiles --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif", ".heic", ".avif"])
def test_display_p3_becomes_srgb(tmp_path, suffix):
    options = {"icc_profile": photo_factory.display_p3()}
    lossy = {
        ".jpg": {"quality": 100, "subsampling": 0},
        ".webp": {"lossless": True},
        ".heic": {"quality": 100, "chroma": 444},
    }
    path = photo_factory.save(tmp_path / f"a{suffix}", patches(), **options, **lossy.get(suffix, {}))
    expected = to_srgb(PATCHES, photo_factory.DISPLAY_P3_COLUMNS, srgb_curve)
    assert np.abs(expected - PATCHES).max() > 10  # the conversion is not nothing
    assert np.abs(middles(path) - expected).max() <= (6 if suffix in {".heic", ".avif"} else 3)


def test_adobe_rgb_becomes_srgb(tmp_path):
    path = photo_factory.save(tmp_path / "a.png", patches(), icc_profile=photo_factory.adobe_rgb())
    expected = to_srgb(PATCHES, photo_factory.ADOBE_RGB_COLUMNS, lambda v: v**photo_factory.ADOBE_RGB_GAMMA)
    assert np.abs(expected - PATCHES).max() > 10
    assert np.abs(middles(path) - expected).max() <= 2


@pytest.mark.parametrize(
    "profile", [photo_factory.srgb_profile(), ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()]
)
def test_srgb_under_any_name_changes_nothing(tmp_path, profile):
    path = photo_factory.save(tmp_path / "a.png", patches(), icc_profile=profile)
    assert np.array_equal(middles(path), PATCHES)
    assert _srgb_transform(profile, "RGB") is None


@pytest.mark.parametrize(
    "profile",
    [
        b"x",
        b"not a profile at all" * 20,
        photo_factory.display_p3()[:200],
        photo_factory.display_p3()[:128] + bytes(400),
        photo_factory.cmyk_profile(),  # of another kind of picture
        photo_factory.grey_profile(),
        bytes(5_000_000),
    ],
)
def test_profiles_that_are_broken_or_do_not_fit_are_ignored(tmp_path, profile):
    path = photo_factory.save(tmp_path / "a.tif", patches(), icc_profile=profile)
    assert np.array_equal(middles(path), PATCHES)


def test_grey_profile_is_applied(tmp_path):
    path = photo_factory.save(
        tmp_path / "a.png", Image.new("L", (64, 64), 55), icc_profile=photo_factory.grey_profile(1.0)
    )
    linear = 55 / 255
    assert np.abs(middles(path) - 255 * (1.055 * linear ** (1 / 2.4) - 0.055)).max() <= 2


def test_palette_picture_with_profile(tmp_path):
    picture = patches().convert("P", palette=Image.Palette.ADAPTIVE, colors=16)
    path = photo_factory.save(tmp_path / "a.png", picture, icc_profile=photo_factory.display_p3())
    assert np.abs(middles(path) - to_srgb(PATCHES, photo_factory.DISPLAY_P3_COLUMNS, srgb_curve)).max() <= 3


# --- CMYK -------------------------------------------------------------------------------------------------------------

INKS = ((255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0), (0, 0, 0, 255), (0, 0, 0, 0), (100, 50, 0, 30))
NAIVE = [tuple((255 - ink) * (255 - k) / 255 for ink in inks) for *inks, k in INKS]


def ink_patches() -> Image.Image:
    picture = Image.new("CMYK", (32 * len(INKS), 64))
    for number, inks in enumerate(INKS):
        picture.paste(inks, (32 * number, 0, 32 * number + 32, 64))
    return picture


def without_adobe_marker(data: bytes) -> bytes:
    at = data.index(b"\xff\xee")
    return data[:at] + data[at + 2 + int.from_bytes(data[at + 2 : at + 4]) :]


@pytest.mark.parametrize("suffix", [".jpg", ".tif"])
def test_cmyk_without_profile(tmp_path, suffix):
    path = photo_factory.save(tmp_path / f"a{suffix}", ink_patches(), quality=100, subsampling=0)
    assert np.abs(middles(path) - NAIVE).max() <= 3


@pytest.mark.parametrize("suffix", [".jpg", ".tif"])
def test_cmyk_with_profile(tmp_path, suffix):
    options = {"quality": 100, "subsampling": 0} if suffix == ".jpg" else {}
    path = photo_factory.save(
        tmp_path / f"a{suffix}", ink_patches(), icc_profile=photo_factory.cmyk_profile(), **options
    )
    cyan, magenta, yellow, black, paper, _ = middles(path)
    assert np.abs(cyan - (0, 158, 224)).max() <= 6
    assert np.abs(magenta - (230, 0, 126)).max() <= 6
    assert np.abs(yellow - (255, 237, 0)).max() <= 6
    assert black.max() < 40
    assert paper.min() >= 250


def test_cmyk_jpeg_without_adobes_marker_is_not_inverted(tmp_path):
    # Adobe stores 255 for "no ink" and says so with its marker; by the standard 255 is full ink.
    path = photo_factory.save(tmp_path / "a.jpg", ink_patches(), quality=100, subsampling=0)
    path.write_bytes(without_adobe_marker(path.read_bytes()))
    inverted = [tuple(ink * k / 255 for ink in inks) for *inks, k in INKS]
    assert np.abs(middles(path) - inverted).max() <= 3


# --- modes ------------------------------------------------------------------------------------------------------------


def png(width: int, height: int, depth: int, colour: int, rows: bytes, *extra: tuple[bytes, bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    chunks = [(b"IHDR", header), *extra, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    parts = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_grey_and_black_and_white(tmp_path):
    grey = patches().convert("L")
    expected = np.asarray(grey)[32, 16::32, None].repeat(3, axis=1)
    for suffix in (".png", ".tif", ".bmp", ".jp2"):
        assert np.array_equal(middles(photo_factory.save(tmp_path / f"a{suffix}", grey)), expected), suffix
    assert np.abs(middles(photo_factory.save(tmp_path / "a.jpg", grey, quality=100)) - expected).max() <= 2
    for suffix, options in ((".png", {}), (".tif", {"compression": "group4"}), (".gif", {}), (".bmp", {})):
        path = photo_factory.save(
            tmp_path / f"b{suffix}", grey.point(lambda v: 255 * (v > 127)).convert("1"), **options
        )
        assert np.array_equal(middles(path), np.where(expected > 127, 255, 0)), suffix


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "PA"])
def test_transparent_parts_are_white(tmp_path, mode):
    picture = patches(((200, 200, 200), (10, 10, 10), (90, 90, 90))).convert("RGBA")
    picture.putpixel((0, 0), (200, 200, 200, 255))
    alpha = Image.new("L", picture.size, 255)
    alpha.paste(0, (32, 0, 64, 64))
    picture.putalpha(alpha)
    if mode == "P":
        path = tmp_path / "a.gif"
        picture.save(path)
    elif mode == "PA":
        path = tmp_path / "a.png"  # a palette with an alpha value per entry
        picture.quantize(8).save(path)
    else:
        path = photo_factory.save(tmp_path / "a.png", picture.convert(mode))
    assert np.abs(middles(path) - [[200] * 3, [255] * 3, [90] * 3]).max() <= 2


def test_half_transparent_pixels_mix_with_white(tmp_path):
    for suffix in (".png", ".webp", ".tif", ".heic", ".avif"):
        options = {"lossless": True} if suffix == ".webp" else {}
        path = photo_factory.save(tmp_path / f"a{suffix}", Image.new("RGBA", (64, 64), (0, 0, 0, 128)), **options)
        assert np.abs(decode(path, 32).astype(int) - 127).max() <= 4, suffix


def test_transparent_colour_of_a_png(tmp_path):
    rows = (b"\0" + bytes([10, 20, 30]) * 16 + bytes([40, 50, 60]) * 16) * 32
    path = tmp_path / "a.png"
    path.write_bytes(png(32, 32, 8, 2, rows, (b"tRNS", struct.pack(">HHH", 10, 20, 30))))
    array = decode(path, 32)
    assert array[5, 5].tolist() == [255, 255, 255]
    assert array[5, 25].tolist() == [40, 50, 60]


def test_sixteen_bits(tmp_path):
    ramp = np.linspace(0, 65535, 7 * 32).reshape(1, -1).repeat(64, axis=0)
    expected = np.rint(ramp[0] / 257)[16::32, None].repeat(3, axis=1)
    grey = ramp.astype(">u2")
    path = tmp_path / "a"
    path.write_bytes(png(224, 64, 16, 0, b"".join(b"\0" + row.tobytes() for row in grey)))
    assert np.abs(middles(path) - expected).max() <= 1
    path.write_bytes(png(224, 64, 16, 2, b"".join(b"\0" + row.repeat(3).tobytes() for row in grey)))
    assert np.abs(middles(path) - expected).max() <= 1
    for channels, photometric in ((1, 1), (3, 2)):
        data = ramp.astype("<u2").repeat(channels, axis=1).tobytes()
        path.write_bytes(tiff(data, 224, 64, [16] * channels, photometric))
        assert np.abs(middles(path) - expected).max() <= 1
    Image.fromarray(ramp.astype(np.uint16)).save(tmp_path / "a.tif", compression="tiff_lzw")
    assert np.abs(middles(tmp_path / "a.tif") - expected).max() <= 1


def tiff(data: bytes, width: int, height: int, bits: list[int], photometric: int, sample_format: int = 1) -> bytes:
    tags = {
        256: (4, [width]), 257: (4, [height]), 258: (3, bits), 259: (3, [1]), 262: (3, [photometric]), 273: (4, [data]),
        277: (3, [len(bits)]), 278: (4, [height]), 279: (4, [len(data)]), 339: (3, [sample_format] * len(bits)),
    }  # fmt: skip
    return raw_factory.tiff([tags])


@pytest.mark.parametrize(
    ("white", "kind"),
    [(1.0, "f4"), (255.0, "f4"), (65535.0, "f4"), (3e9, "f4"), (255, "i4"), (65535, "i4"), (10**9, "i4")],
)
def test_floats_and_long_integers_are_scaled_by_what_they_hold(tmp_path, white, kind):
    ramp = np.linspace(0, 1, 7 * 32).reshape(1, -1).repeat(64, axis=0)
    path = tmp_path / "a.tif"
    path.write_bytes(tiff((ramp * white).astype(f"<{kind}").tobytes(), 224, 64, [32], 1, 3 if kind == "f4" else 2))
    assert np.abs(middles(path) - (ramp[0] * 255)[16::32, None]).max() <= 1


def test_floats_that_are_no_numbers(tmp_path):
    values = np.full((32, 32), 0.5, "<f4")
    values[0], values[1], values[2] = np.nan, np.inf, -np.inf
    path = tmp_path / "a.tif"
    path.write_bytes(tiff(values.tobytes(), 32, 32, [32], 1, 3))
    array = decode(path, 32)
    assert (array[3:] == 128).all() or (array[3:] == 127).all()
    assert (array[0] == 0).all()
    assert (array[1] == 255).all()
    assert (array[2] == 0).all()


def test_lab_and_ycbcr(tmp_path):
    lab = ImageCms.profileToProfile(
        patches(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    # Eight bits are coarse in blue.
    assert np.abs(middles(photo_factory.save(tmp_path / "a.tif", lab)) - PATCHES).max() <= 12
    ycbcr = photo_factory.save(tmp_path / "b.tif", patches().convert("YCbCr"), compression="tiff_lzw")
    assert np.abs(middles(ycbcr) - PATCHES).max() <= 4
    jpeg = photo_factory.save(tmp_path / "c.tif", patches(), compression="jpeg", quality=100)
    assert np.abs(middles(jpeg) - PATCHES).max() <= 4


@pytest.mark.skipif(int(pillow_version.split(".")[0]) < 13, reason="Pillow before 13 cannot read such files")
def test_ycbcr_that_is_not_compressed(tmp_path):
    ycbcr = photo_factory.save(tmp_path / "a.tif", patches().convert("YCbCr"))
    assert np.abs(middles(ycbcr) - PATCHES).max() <= 4


def test_strips_join_without_seams(tmp_path, monkeypatch):
    picture = photo_factory.scene(333, 257)
    paths = [
        photo_factory.save(tmp_path / "a.png", picture),
        photo_factory.save(tmp_path / "b.tif", picture.convert("F")),
    ]
    paths.append(photo_factory.save(tmp_path / "c.png", picture.quantize(64)))
    for path in paths:
        whole = decode(path, 60)
        with monkeypatch.context() as patch:
            patch.setattr(pixels, "_STRIP_PIXELS", 3000)
            assert np.array_equal(decode(path, 60), whole)


def _white_is_zero(path, values: np.ndarray):
    """A TIFF of 16 bits a pixel in which zero means white, which Pillow cannot write."""
    height, width = values.shape
    content = values.astype("<u2").tobytes()
    entries = [
        (256, width), (257, height), (258, 16), (259, 1), (262, 0), (273, 8), (277, 1), (278, height),
        (279, len(content)),
    ]  # fmt: skip
    directory = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    end = struct.pack("<H", len(entries)) + directory + bytes(4)
    path.write_bytes(b"II*\0" + struct.pack("<I", 8 + len(content)) + content + end)
    return path


@pytest.mark.parametrize("kind", ["white is zero", "16 bits", "float", "float of 16 bits", "32 bits"])
def test_deep_pictures_look_the_same_to_training_and_app(tmp_path, kind):
    grey = np.asarray(photo_factory.scene(160, 120, seed=4).convert("L"))
    path = tmp_path / "a.tif"
    if kind == "white is zero":
        _white_is_zero(path, 65535 - grey.astype(int) * 257)
    elif kind == "16 bits":
        Image.fromarray(grey.astype(np.uint16) * 257).save(path)
    elif kind == "float":
        Image.fromarray(grey.astype(np.float32) / 255).save(path)
    elif kind == "float of 16 bits":
        Image.fromarray(grey.astype(np.float32) * 257).save(path)
    else:
        Image.fromarray(grey.astype(np.int32) * (2**31 // 256)).save(path)
    wanted = grey * (255 / grey.max()) if kind == "32 bits" else grey.astype(float)
    served = decode(path, 120)[:, :, 0].astype(float)
    learnt = np.asarray(read_picture(path))[:, :, 0].astype(float)
    assert np.abs(served - wanted).max() <= 2
    assert np.abs(learnt - wanted).max() <= 2
