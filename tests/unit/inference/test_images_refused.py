"""Photos that cannot be decoded whole or would take too much memory are refused, each with one sentence."""

import os
import pickle
import socket
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import photo_factory
import psutil
import pytest
import raw_factory
from PIL import Image

from landmark_gui.inference import images
from landmark_gui.inference.images import PhotoError, decode
from landmark_gui.photo_names import RAW_SUFFIXES, SUFFIXES, is_photo

ROOT = Path(images.__file__).parents[2]


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def reason_of(path: Path | str, short_side: int = 64) -> str:
    with pytest.raises(PhotoError) as caught:
        decode(path, short_side)
    reason = caught.value.reason
    assert reason.endswith(".")
    assert "\n" not in reason
    assert reason[0].isupper()
    return reason


# --- damaged, cut off, too large --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(photo_factory.every_format()) - set(photo_factory.RAW_KINDS)))
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_cut_off_files_are_refused(tmp_path, name, share):
    data = photo_factory.every_format()[name]
    reason = reason_of(written(tmp_path / "a", data[: int(len(data) * share)]))
    assert "cut off" in reason or "damaged" in reason


@pytest.mark.parametrize("progressive", [False, True])
def test_jpeg_that_only_lacks_its_end_is_used(tmp_path, progressive):
    path = photo_factory.save(tmp_path / "a.jpg", photo_factory.scene(800, 600), quality=90, progressive=progressive)
    whole, data = decode(path, 200), path.read_bytes()
    for missing in (1, 2):
        array = decode(written(path, data[:-missing]), 200)
        assert np.array_equal(array, whole)


def test_jpeg_without_its_last_rows_loses_only_these(tmp_path):
    path = photo_factory.save(tmp_path / "a.jpg", photo_factory.scene(800, 600), quality=90)
    whole, data = decode(path, 600), path.read_bytes()
    array = decode(written(path, data[:-300]), 600)
    assert 0.97 * 600 <= array.shape[0] < 600
    assert np.array_equal(array[:-2], whole[: array.shape[0] - 2])
    assert "cut off" in reason_of(written(path, data[: len(data) * 94 // 100]), 600)
    assert "cut off" in reason_of(path, 64)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_jpeg_that_was_cut_off_and_given_an_end_is_refused(tmp_path, share, mode):
    data = photo_factory.encode(photo_factory.scene(800, 600).convert(mode), quality=90)
    path = written(tmp_path / "a.jpg", data[: int(len(data) * share)] + b"\xff\xd9" + bytes(100))
    assert "cut off" in reason_of(path)
    assert "cut off" in reason_of(path, 600)


def test_grey_picture_is_not_taken_for_a_cut_off_one(tmp_path):
    for progressive in (False, True):
        picture = photo_factory.scene(400, 300)
        picture.paste((128, 128, 128), (0, 100, 400, 300))
        path = photo_factory.save(tmp_path / "a.jpg", picture, progressive=progressive)
        assert decode(path, 300).shape == (300, 400, 3)
        assert (decode(path, 300)[-50:] == 128).all()


@pytest.mark.parametrize(
    "tail", [b"\0" * 5000, b"\xff\xd9", b"MotionPhoto_Data" + bytes(range(256)) * 99, b"\xff\xd8\xff"]
)
def test_bytes_after_a_jpegs_end_do_no_harm(tmp_path, tail):
    path = photo_factory.save(tmp_path / "a.jpg")
    whole = decode(path, 200)
    path.write_bytes(path.read_bytes() + tail)
    assert decode(path, 200).tobytes() == whole.tobytes()


def test_files_that_are_no_photos(tmp_path):
    path = tmp_path / "a.jpg"
    assert "empty" in reason_of(written(path, b""))
    assert "zeros" in reason_of(written(path, bytes(5000)))
    assert "video" in reason_of(written(path, b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41"))
    for data in (
        b"<html>Not found</html>",
        b"x",
        b"\xff",
        b"\xff\xd8",
        b"%PDF-1.7",
        os.urandom(999),
        b"RIFF1234AVI LIST",
    ):
        assert "not a photo" in reason_of(written(path, b"\1" + data if data[:1] == b"\xff" else data))


def test_interpreters_and_document_formats_are_never_reached(tmp_path):
    script = """
import sys
from landmark_gui.inference.images import PhotoError, decode
for path in sys.argv[1:]:
    try:
        decode(path, 64)
    except PhotoError as error:
        print(error.reason)
names = ("Eps", "Psd", "Fpx", "Mic", "Wmf", "Pdf", "Ppm", "Tga", "Ico", "Fits", "Sgi", "Dds", "Icns")
print([name for name in names if f"PIL.{name}ImagePlugin" in sys.modules])
"""
    samples = {
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n",
        "psd": b"8BPS\0\1" + bytes(30),
        "ppm": b"P6 2 2 255\n" + bytes(12),
        "ico": b"\0\0\1\0\1\0\x10\x10" + bytes(60),
        "wmf": b"\xd7\xcd\xc6\x9a" + bytes(60),
    }
    paths = [str(written(tmp_path / f"a.{suffix}", data)) for suffix, data in samples.items()]
    run = subprocess.run([sys.executable, "-c", script, *paths], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["This is not a photo in a format that can be read here."] * len(samples) + ["[]"]
    assert run.stderr == ""


def png(width: int, height: int, depth: int, colour: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")


def with_jpeg_size(data: bytes, width: int, height: int) -> bytes:
    at = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
    return data[: at + 5] + struct.pack(">HH", height, width) + data[at + 9 :]


def test_too_many_pixels_are_refused_before_they_are_unpacked(tmp_path):
    path = tmp_path / "a"
    baseline = photo_factory.encode(photo_factory.scene(64, 64))
    progressive = photo_factory.encode(photo_factory.scene(64, 64), progressive=True)
    before = psutil.Process().memory_info().rss
    assert "301 megapixels" in reason_of(written(path, with_jpeg_size(baseline, 21500, 14000)))
    assert "most 300" in reason_of(path)
    assert "most 120" in reason_of(written(path, with_jpeg_size(progressive, 12000, 10100)))
    assert "most 120" in reason_of(written(path, png(12000, 10100, 8, 2, b"")))
    assert "impossible" in reason_of(written(path, png(2**31 - 1, 2**31 - 1, 8, 2, b"")))
    tags = {
        256: (4, [20000]),
        257: (4, [20000]),
        258: (3, [8]),
        259: (3, [1]),
        262: (3, [1]),
        273: (4, [b"x"]),
        279: (4, [1]),
    }
    assert "most 120" in reason_of(written(path, raw_factory.tiff([tags])))
    assert "most 120" in reason_of(
        written(path, b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0, 0, 0) + b",\0\0\0\0\xff\xff\xff\xff\0\2\0;")
    )
    assert psutil.Process().memory_info().rss - before < 100e6


def test_a_medium_format_camera_s_picture_is_not_too_large(tmp_path):
    # Above the size at which Pillow warns, or refuses, by itself.
    width, height = 11648, 8736
    rows = (b"\0" + bytes(width // 2) + b"\xff" * (width - width // 2)) * height
    array = decode(written(tmp_path / "a.png", png(width, height, 8, 0, rows)), 100)
    assert array.shape == (101, 134, 3)
    assert array[:, 0].max() == 0
    assert array[:, -1].min() == 255
    blank = Image.new("1", (width, height), 1)
    blank.save(tmp_path / "a.tif", compression="group4")
    assert decode(tmp_path / "a.tif", 100).min() == 255


def test_progressive_jpeg_with_endless_scans_is_refused_at_once(tmp_path):
    data = photo_factory.encode(photo_factory.scene(64, 64), progressive=True)
    last = data.rfind(b"\xff\xda")
    bomb = with_jpeg_size(data[:-2] + data[last:-2] * 2000 + b"\xff\xd9", 10000, 10000)
    assert "minutes" in reason_of(written(tmp_path / "a.jpg", bomb))
    assert decode(written(tmp_path / "b.jpg", data[:-2] + data[last:-2] * 100 + b"\xff\xd9"), 64).shape == (64, 64, 3)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is counted differently elsewhere")
def test_a_hundred_megapixel_jpeg_takes_little_memory(tmp_path):
    tile = photo_factory.scene(1250, 1000)
    large = Image.new("RGB", (12500, 8000))
    for x in range(0, 12500, 1250):
        for y in range(0, 8000, 1000):
            large.paste(tile, (x, y))
    large.save(tmp_path / "a.jpg", quality=80)
    script = """
import resource, sys
from landmark_gui.inference.images import decode
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(decode(sys.argv[1], 160).shape, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    command = [sys.executable, "-c", script, str(tmp_path / "a.jpg")]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    shape, kilobytes = output.rsplit(" ", 1)
    assert shape == "(167, 261, 3)"
    assert int(kilobytes) < 30_000  # the picture itself has 300 MB


# --- files ------------------------------------------------------------------------------------------------------------


def test_paths_that_are_no_files(tmp_path):
    assert "no such file" in reason_of(tmp_path / "missing.jpg")
    assert "folder" in reason_of(tmp_path)
    assert "no such file" in reason_of(photo_factory.save(tmp_path / "a.jpg") / "b.jpg")
    assert "valid file name" in reason_of("a\0b.jpg")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "could not be read" in reason_of(tmp_path / "loop")
    assert "could not be read" in reason_of(tmp_path / ("n" * 999))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_pipes_sockets_and_devices_are_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    assert "pipe" in reason_of(tmp_path / "pipe.jpg")
    assert "device" in reason_of("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert "socket" in reason_of(tmp_path / "s")


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_file_without_permission(tmp_path):
    path = photo_factory.save(tmp_path / "a.jpg")
    path.chmod(0)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        assert "permission" in reason_of(path)
    finally:
        os.seteuid(user)


@pytest.mark.parametrize(
    "name", ["ü 日本 ö.jpg", "new\nline.jpg", "-rf.jpg", "a'b\"c$(d).jpg", os.fsdecode(b"\xff\xfe.jpg")]
)
def test_odd_file_names(tmp_path, name):
    path = photo_factory.save(tmp_path / name)
    assert decode(path, 100).shape[2] == 3
    assert decode(str(path), 100).shape[2] == 3
    path.write_bytes(b"")
    with pytest.raises(PhotoError) as caught:
        decode(path, 100)
    assert str(caught.value) == f"{path}: The file is empty."


def test_symbolic_links_are_followed(tmp_path):
    (tmp_path / "link.jpg").symlink_to(photo_factory.save(tmp_path / "a.jpg"))
    assert decode(tmp_path / "link.jpg", 100).shape[2] == 3


def test_photo_error_survives_pickling(tmp_path):
    with pytest.raises(PhotoError) as caught:
        decode(tmp_path / "missing.jpg", 100)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (copy.path, copy.reason, str(copy)) == (caught.value.path, caught.value.reason, str(caught.value))


def test_photo_error_keeps_nothing_of_the_decoder_alive(tmp_path):
    with pytest.raises(PhotoError) as caught:
        decode(written(tmp_path / "a.png", photo_factory.every_format()["png"][:5000]), 100)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_names_of_photos():
    for name in (
        "a.jpg",
        "A.JPEG",
        "b.HEIC",
        "c.webp",
        "d.Nef",
        "e.cr3",
        "f.avif",
        "/x/y.tiff",
        Path("z/b.dng"),
        ".hidden.jpg",
    ):
        assert is_photo(name), name
    for name in ("a.mp4", "a.xmp", "a.jpg.part", "jpg", "a", ".jpg", "._a.jpg", "a.psd", "a.pdf", "a.svg", "a.jpg/"):
        assert not is_photo(name), name
    assert {suffix.lower() for suffix in SUFFIXES} == SUFFIXES
    assert RAW_SUFFIXES < SUFFIXES
