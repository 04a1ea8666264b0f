"""Decoding for training: every format, orientation and mode to upright RGB."""

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from photo_factory import CORNER_COLOURS, corners, display_p3, encode, every_format, save, scene
from PIL import Image

from landmark_gui.inference.images import decode
from training.pictures import PictureError, in_parallel, quiet_decoders, read_picture
from training.scan import look_at

FILES = every_format()
RAW = {"dng", "cr2", "cr3", "nef", "arw", "pef", "orf", "rw2", "raf"}
SMALL_JPEG = encode(scene(64, 48), "JPEG", quality=80)


@pytest.mark.parametrize("name", [name for name in FILES if name not in RAW])
def test_every_format_decodes_upright_to_rgb(name):
    with quiet_decoders():
        picture = read_picture(FILES[name])
    assert picture.mode == "RGB"
    assert picture.width > picture.height, "a landscape, upright"
    got = np.asarray(picture.resize((16, 12), Image.Resampling.BOX), dtype=float)
    wanted = np.asarray(scene(160, 120).resize((16, 12), Image.Resampling.BOX), dtype=float)
    assert np.corrcoef(got.mean(2).ravel(), wanted.mean(2).ravel())[0, 1] > 0.9


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("at_least", [None, 40])
def test_all_orientations_are_undone(tmp_path, orientation, at_least):
    path = save(tmp_path / "turned.jpg", corners(320, 240), orientation=orientation, quality=95)
    picture = read_picture(path, at_least=at_least)
    assert picture.width * 3 == picture.height * 4
    assert (picture.width == 320) == (at_least is None)
    right, bottom = picture.width - 4, picture.height - 4
    places = {"top left": (3, 3), "top right": (right, 3), "bottom left": (3, bottom), "bottom right": (right, bottom)}
    for name, place in places.items():
        assert np.abs(np.subtract(picture.getpixel(place), CORNER_COLOURS[name])).max() < 25, name


@pytest.mark.parametrize("form", ["EPS", "PCX", "TGA", "ICO", "SGI", "PDF"])
def test_only_photo_formats_reach_a_decoder(tmp_path, form):
    """Whatever the name says: Pillow has Ghostscript run an EPS."""
    path = tmp_path / "photo.jpg"
    scene(64, 48).save(path, form)
    with quiet_decoders(), pytest.raises(PictureError, match=r"^not an image, or in a format that cannot be read$"):
        read_picture(path)


def test_damaged_exif_does_not_hide_the_picture(tmp_path):
    path = tmp_path / "odd.jpg"
    scene(64, 48).save(path, exif=b"Exif\0\0II*\0\xff\xff\xff\xff garbage")
    with quiet_decoders():
        assert read_picture(path).size == (64, 48)


def png(picture: Image.Image, **options) -> bytes:
    content = io.BytesIO()
    picture.save(content, "PNG", **options)
    return content.getvalue()


def test_transparent_parts_are_white():
    layer = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    layer.putpixel((0, 0), (10, 20, 30, 255))
    palette = Image.new("P", (8, 8), 0)
    palette.putpalette([0, 0, 0, 10, 20, 30])
    palette.putpixel((0, 0), 1)
    for content in (png(layer), png(palette, transparency=0)):
        picture = read_picture(content)
        assert picture.getpixel((0, 0)) == (10, 20, 30)
        assert picture.getpixel((5, 5)) == (255, 255, 255)


def test_sixteen_bits_are_scaled_not_cut():
    ramp = np.linspace(0, 65535, 64).astype(np.uint16).reshape(8, 8)
    values = np.asarray(read_picture(png(Image.fromarray(ramp))))[..., 0].ravel()
    assert values[0] == 0
    assert values[-1] == 255
    assert np.abs(values - np.linspace(0, 255, 64)).max() <= 1


def test_a_large_picture_is_no_bomb():
    content = png(Image.new("1", (10_000, 9_000)))
    with quiet_decoders():
        assert read_picture(content, grey=True).size == (10_000, 9_000)


def test_a_bomb_is_refused(tmp_path):
    path = tmp_path / "bomb.png"
    content = bytearray(png(Image.new("1", (1, 1))))
    content[16:24] = struct.pack(">II", 20_000, 20_000)  # width and height, and the header's checksum
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    path.write_bytes(content)
    with quiet_decoders(), pytest.raises(PictureError, match="too many pixels"):
        look_at(path)


def test_a_missing_file_is_named_as_such(tmp_path):
    with pytest.raises(PictureError, match="no such file"):
        read_picture(tmp_path / "gone.jpg")
    with pytest.raises(PictureError, match="not a regular file"):
        look_at(tmp_path)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(SMALL_JPEG) - 1))
def test_a_photo_cut_off_anywhere_is_found_by_the_quick_look_as_by_full_decoding(length):
    content = SMALL_JPEG[:length]
    full, quick = (_fails(content, **options) for options in ({}, {"at_least": 64, "grey": True}))
    assert full == quick
    assert full or length >= len(SMALL_JPEG) - 2, "only the end marker may be missing"


def _fails(content: bytes, **options) -> bool:
    try:
        read_picture(content, **options)
    except PictureError:
        return True
    return False


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from(sorted(FILES)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(1, 255)), min_size=1, max_size=8),
    st.floats(0.3, 1),
)
def test_a_damaged_file_gives_a_picture_or_a_reason(name, flips, keep):
    content = bytearray(FILES[name])
    for place, change in flips:
        content[int(place * (len(content) - 1))] ^= change
    with quiet_decoders():
        try:
            picture = read_picture(bytes(content[: int(len(content) * keep)]))
            assert picture.mode == "RGB"
        except PictureError as error:
            reason = str(error)
        else:
            reason = "none needed"
    assert len(reason) > 5


def test_work_in_threads_keeps_the_order_and_passes_errors_on():
    items = range(100)
    assert list(in_parallel(lambda value: value * value, items, 3)) == [(value, value * value) for value in items]
    done = []

    def work(value: int) -> int:
        done.append(value)
        return 1 // (value - 20)

    with pytest.raises(ZeroDivisionError):
        list(in_parallel(work, range(10_000), 2))
    assert len(done) < 100, "the rest is not begun"


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_colours_are_what_the_profile_says_as_in_the_app(tmp_path, mode):
    path = tmp_path / "phone.png"
    Image.new(mode, (32, 32), (200, 100, 100)).save(path, icc_profile=display_p3())
    ours = np.asarray(read_picture(path))[16, 16].astype(int)
    assert np.abs(ours - decode(path, 32)[16, 16]).max() <= 1
    assert ours[0] >= 208  # the same red needs more of sRGB's smaller one
