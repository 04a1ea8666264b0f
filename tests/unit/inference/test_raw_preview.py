"""The camera's preview in RAW files of every layout."""

import importlib.util
import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import photo_factory
import pytest
import raw_factory
from PIL import Image

from landmark_gui.inference import raw_preview
from landmark_gui.inference.images import PhotoError, decode

ROOT = Path(raw_preview.__file__).parents[2]
ORIENTATIONS = [1, 3, 6, 8]


def turned_corners(orientation: int) -> bytes:
    return photo_factory.encode(photo_factory.as_stored(photo_factory.corners(), orientation), quality=90)


def assert_upright_corners(array: np.ndarray) -> None:
    assert array.shape[1] > array.shape[0]
    height, width = array.shape[0] // 8, array.shape[1] // 8
    found = (array[height, width], array[height, -width], array[-height, width], array[-height, -width])
    for colour, expected in zip(found, photo_factory.CORNER_COLOURS.values(), strict=True):
        assert np.abs(colour.astype(int) - expected).max() <= 25


@pytest.mark.parametrize("kind", raw_factory.RAW_KINDS)
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_preview_of_every_layout_upright(tmp_path, kind, orientation):
    path = tmp_path / "photo"  # no suffix: the content decides
    path.write_bytes(photo_factory.raw(kind, turned_corners(orientation), orientation))
    assert_upright_corners(decode(path, 100))


@pytest.mark.parametrize("kind", [kind for kind in raw_factory.RAW_KINDS if kind != "raf"])
def test_the_previews_own_orientation_is_not_applied_as_well(tmp_path, kind):
    stored = photo_factory.as_stored(photo_factory.corners(), 6)
    preview = photo_factory.encode(stored, exif=photo_factory.exif(6))
    (tmp_path / "photo").write_bytes(photo_factory.raw(kind, preview, 6))
    assert_upright_corners(decode(tmp_path / "photo", 100))


@pytest.mark.parametrize("kind", raw_factory.RAW_KINDS)
def test_largest_preview_and_its_size(kind):
    data = photo_factory.raw(kind, photo_factory.encode(photo_factory.scene(400, 300)), 8)
    assert raw_preview.is_raw(io.BytesIO(data))
    preview = raw_preview.find_preview(io.BytesIO(data))
    assert preview.size == (400, 300)
    assert preview.orientation == (None if kind == "raf" else 8)
    with Image.open(io.BytesIO(preview.jpeg)) as image:
        assert image.size == (400, 300)


def test_big_endian_structure():
    # Nikon and Pentax write Motorola byte order: the same structure, every number turned round.
    jpeg = photo_factory.encode(photo_factory.scene(200, 100))
    entries = [
        (274, 3, 1, (6).to_bytes(2) + b"\0\0"),
        (513, 4, 1, (200).to_bytes(4)),
        (514, 4, 1, len(jpeg).to_bytes(4)),
    ]
    entries.append((50706, 1, 4, bytes([1, 4, 0, 0])))
    table = len(entries).to_bytes(2) + b"".join(
        t.to_bytes(2) + k.to_bytes(2) + n.to_bytes(4) + v for t, k, n, v in entries
    )
    data = (b"MM\0*" + (8).to_bytes(4) + table).ljust(200, b"\0") + jpeg
    assert raw_preview.is_raw(io.BytesIO(data))
    assert raw_preview.find_preview(io.BytesIO(data)) == raw_preview.Preview(jpeg, (200, 100), 6)


def test_ordinary_pictures_are_no_raw_files():
    for name, data in photo_factory.every_format().items():
        assert raw_preview.is_raw(io.BytesIO(data)) == (name in raw_factory.RAW_KINDS), name
    assert not raw_preview.is_raw(io.BytesIO(b""))
    assert not raw_preview.is_raw(io.BytesIO(b"II*\0"))


class CountingFile(io.BytesIO):
    count = 0

    def read(self, size=-1):
        data = super().read(size)
        self.count += len(data)
        return data


@pytest.mark.parametrize("kind", raw_factory.RAW_KINDS)
def test_only_headers_and_preview_are_read(kind):
    preview = photo_factory.encode(photo_factory.scene())
    data = photo_factory.raw(kind, preview)
    file = CountingFile(data + bytes(30_000_000))
    assert raw_preview.is_raw(file)
    assert raw_preview.find_preview(file).size == (640, 480)
    assert file.count < len(preview) + 5000


def test_directories_that_lead_in_circles_or_out_of_the_file():
    loop = bytearray(raw_factory.tiff([{50706: (1, bytes([1, 4, 0, 0])), 330: (4, [8, 8, 0, 5])}]))
    loop[-4:] = loop[4:8]  # the next directory is this one
    assert raw_preview.is_raw(io.BytesIO(loop))
    assert raw_preview.find_preview(io.BytesIO(loop)) is None
    jpeg = photo_factory.encode(photo_factory.scene(64, 64))
    for offset, length in ((2**32 - 1, 10), (0, 2**32 - 1), (10, 2**31), (8, 0), (0, 0)):
        data = raw_factory.tiff([{50706: (1, bytes([1, 4, 0, 0])), 513: (4, [offset]), 514: (4, [length])}]) + jpeg
        assert raw_preview.find_preview(io.BytesIO(data)) is None


def test_a_thousand_directories_take_no_time():
    chain: dict = {50706: (1, bytes([1, 4, 0, 0]))}
    for _ in range(300):
        chain = {330: (4, [chain]), 50706: (1, bytes([1, 4, 0, 0]))}
    assert raw_preview.find_preview(io.BytesIO(raw_factory.tiff([chain]))) is None


WITHOUT_RAWPY = """
import sys
sys.modules["rawpy"] = None  # as if it were not installed
from landmark_gui.inference.images import PhotoError, decode
for path in sys.argv[1:]:
    try:
        print(decode(path, 200).shape)
    except PhotoError as error:
        print(error.reason)
"""


def test_without_rawpy_a_small_preview_is_used_and_a_missing_one_is_explained(tmp_path):
    (tmp_path / "small.nef").write_bytes(photo_factory.raw("nef", photo_factory.encode(photo_factory.scene(180, 135))))
    (tmp_path / "none.nef").write_bytes(raw_factory.tiff([raw_factory.sensor(320, 240)]))
    paths = [str(tmp_path / "small.nef"), str(tmp_path / "none.nef")]
    command = [sys.executable, "-c", WITHOUT_RAWPY, *paths]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert output[0] == "(135, 180, 3)"
    assert "install" in output[1]
    assert "[raw]" in output[1]


@pytest.mark.skipif(importlib.util.find_spec("rawpy") is None, reason="the extra `raw` is not installed")
def test_with_rawpy_a_file_without_a_large_preview_is_developed(tmp_path):
    path = tmp_path / "a.dng"
    path.write_bytes(raw_factory.developable_dng(640, 480, orientation=6))
    array = decode(path, 160)
    assert array.shape == (320, 240, 3)
    # The sensor's left half is dark and its right half bright; turned clockwise by 90 degrees, the top is dark.
    assert array[:130].mean() + 60 < array[190:].mean()


@pytest.mark.skipif(importlib.util.find_spec("rawpy") is None, reason="the extra `raw` is not installed")
def test_with_rawpy_nonsense_is_refused(tmp_path):
    path = tmp_path / "a.nef"
    for magic in (b"FOVb", b"\0MRM", b"IIU\0", b"IIRO"):
        path.write_bytes(magic + bytes(500))
        with pytest.raises(PhotoError, match="RAW"):
            decode(path, 160)
