"""Damaged and malicious files: whatever stands in them, a valid picture or a `PhotoError`, soon and silently."""

import random
import struct
import time
import warnings
import zlib

import numpy as np
import photo_factory
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landmark_gui.inference.images import PhotoError, decode

SEEDS = photo_factory.every_format()
HUGE = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def check(path, data: bytes) -> bool:
    """Decodes and checks the promise; whether it was a picture. Time is the process's own, as others may be busy."""
    path.write_bytes(data)
    started = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            array = decode(path, 64)
        except PhotoError as error:
            array = error
    assert time.process_time() - started < 5
    if isinstance(array, PhotoError):
        assert array.path == path
        assert array.reason.endswith(".")
        return False
    assert array.dtype == np.uint8
    assert array.ndim == 3
    assert array.shape[2] == 3
    assert array.size
    assert array.flags.writeable
    return True


# --- ways to damage a file --------------------------------------------------------------------------------------------


def flip_bits(data: bytearray, rng: random.Random) -> bytearray:
    for _ in range(rng.choice((1, 2, 10, 100))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return data


def flip_header_bits(data: bytearray, rng: random.Random) -> bytearray:
    for _ in range(rng.choice((1, 3, 8))):
        data[rng.randrange(min(len(data), 400))] ^= 1 << rng.randrange(8)
    return data


def truncate(data: bytearray, rng: random.Random) -> bytearray:
    return data[: int(len(data) ** rng.random())]


def set_field(data: bytearray, rng: random.Random) -> bytearray:
    """Sets a length, count, offset or dimension to an extreme."""
    size = rng.choice((1, 2, 4))
    at = rng.randrange(min(len(data), rng.choice((60, 400, len(data)))) - size)
    value = (rng.choice(HUGE) & (256**size - 1)).to_bytes(size, rng.choice(("little", "big")))
    data[at : at + size] = value
    return data


def splice(data: bytearray, rng: random.Random) -> bytearray:
    other = SEEDS[rng.choice(sorted(SEEDS))]
    at = rng.randrange(min(len(data), 2000))
    return data[:at] + other[rng.randrange(min(len(other), 2000)) :]


def move_block(data: bytearray, rng: random.Random) -> bytearray:
    start, length, to = (rng.randrange(len(data)) for _ in range(3))
    block = data[start : start + length // 8]
    rest = data if rng.random() < 0.5 else data[:start] + data[start + length // 8 :]
    return rest[:to] + block + rest[to:]


def blank_block(data: bytearray, rng: random.Random) -> bytearray:
    start = rng.randrange(len(data))
    length = min(len(data) - start, rng.choice((4, 64, 512, 4096)))
    data[start : start + length] = rng.choice((b"\0", b"\xff")) * length
    return data


DAMAGES = (flip_bits, flip_header_bits, truncate, set_field, splice, move_block, blank_block)


def with_right_checksums(data: bytes) -> bytes:
    """A damaged PNG with its checksums corrected, so that the damage gets past them."""
    out, at = data[:8], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        body = data[at + 4 : at + 8 + length]
        out += data[at : at + 4] + body + struct.pack(">I", zlib.crc32(body))
        at += 12 + length
    return out


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_seeded_damage(tmp_path, capfd, name):
    rng = random.Random(name)
    survivors = 0
    for damage in DAMAGES:
        for _ in range(4):
            data = bytes(damage(bytearray(SEEDS[name]), rng))
            if name.startswith("png"):
                data = with_right_checksums(data)
            survivors += check(tmp_path / "photo", data)
    assert check(tmp_path / "photo", SEEDS[name])
    assert survivors < 4 * len(DAMAGES)  # else nothing was damaged
    if not name.startswith("tiff"):  # libtiff tells its troubles to stderr, and Pillow offers no way to stop it
        assert capfd.readouterr() == ("", "")


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(
    name=st.sampled_from(sorted(SEEDS)),
    damages=st.lists(st.tuples(st.sampled_from(DAMAGES), st.integers(0, 2**32 - 1)), min_size=1, max_size=4),
)
def test_damage_upon_damage(tmp_path_factory, name, damages):
    data = bytearray(SEEDS[name])
    for damage, seed in damages:
        if len(data) > 8:
            data = damage(data, random.Random(seed))
    check(tmp_path_factory.getbasetemp() / "photo", bytes(data))


@settings(max_examples=100, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(name=st.sampled_from(sorted(SEEDS)), start=st.integers(4, 32), body=st.binary(max_size=300))
def test_nonsense_after_a_right_beginning(tmp_path_factory, name, start, body):
    check(tmp_path_factory.getbasetemp() / "photo", SEEDS[name][:start] + body)


# --- known attacks ----------------------------------------------------------------------------------------------------


def png_of(*chunks: tuple[bytes, bytes]) -> bytes:
    parts = [struct.pack(">I", len(data)) + kind + data + bytes(4) for kind, data in chunks]
    return with_right_checksums(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


IHDR = (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
IDAT = (b"IDAT", zlib.compress(bytes(25 * 8)))
BOMB = zlib.compress(bytes(60_000_000), 9)


@pytest.mark.parametrize(
    "chunks",
    [
        [IHDR, (b"iCCP", b"name\0\0" + BOMB), IDAT],
        [IHDR, *[(b"zTXt", b"key\0\0" + BOMB)] * 20, IDAT],
        [IHDR, (b"iTXt", b"key\0\1\0\0\0" + BOMB), IDAT],
        [IHDR, (b"IDAT", BOMB)],
        [IHDR, *[(b"tEXt", b"key\0" + bytes(9))] * 20000, IDAT],
        [IHDR, (b"acTL", struct.pack(">II", 2**32 - 1, 0)), IDAT],
        [IHDR, (b"acTL", bytes(3)), IDAT],
        [IHDR, (b"eXIf", b"II*\0" + b"\xff" * 60), IDAT],
        [IHDR, IHDR, IDAT],
        [IDAT],
        [IHDR],
    ],
)
def test_png_bombs_and_chunks_out_of_order(tmp_path, chunks):
    check(tmp_path / "photo", png_of(*chunks, (b"IEND", b"")))


def test_jpeg_headers_that_promise_too_much(tmp_path):
    jpeg = photo_factory.encode(photo_factory.scene(64, 64))
    frame = jpeg.index(b"\xff\xc0")
    for height, width in ((0, 0), (0, 64), (64, 0), (65535, 65535), (1, 65535), (65535, 1), (17000, 17000)):
        damaged = jpeg[: frame + 5] + struct.pack(">HH", height, width) + jpeg[frame + 9 :]
        survived = check(tmp_path / "photo", damaged)
        assert not survived or height == 1
    for components in (0, 1, 2, 4, 5, 255):
        check(tmp_path / "photo", jpeg[: frame + 9] + bytes([components]) + jpeg[frame + 10 :])
    for marker in (0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF, 0xDE):
        check(tmp_path / "photo", jpeg[: frame + 1] + bytes([marker]) + jpeg[frame + 2 :])
    check(tmp_path / "photo", b"\xff\xd8" + b"\xff\xe1\x00\x02" * 100_000 + jpeg[2:])
    check(tmp_path / "photo", b"\xff\xd8" + b"\xff" * 1_000_000)


def test_gif_frames_larger_than_the_screen(tmp_path):
    screen = b"GIF89a" + struct.pack("<HHBBB", 4, 4, 0x80, 0, 0) + bytes(6)
    for width, height in ((65535, 65535), (12000, 12000), (9600, 9600), (0, 0)):
        frame = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\2\2\x4c\1\0;"
        assert not check(tmp_path / "photo", screen + frame)


def test_exif_that_refers_to_itself(tmp_path):
    for entries in (
        b"\x01\x00\x69\x87\x04\x00\x01\x00\x00\x00\x08\x00\x00\x00\x08\x00\x00\x00",
        b"\xff\xff" + b"\x12\x01" * 400,
    ):
        block = b"Exif\0\0II*\0\x08\0\0\0" + entries
        data = photo_factory.encode(photo_factory.scene(64, 64), exif=block)
        assert check(tmp_path / "photo", data)
