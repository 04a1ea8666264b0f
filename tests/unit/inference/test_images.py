"""Pictures for the network: every format and orientation, upright, small, in sRGB."""

import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import photo_factory
import pillow_heif
import psutil
import pytest
from PIL import Image, ImageFile

from landmark_gui.inference import images
from landmark_gui.inference.images import PhotoError, decode
from landmark_gui.photo_names import is_photo

ROOT = Path(images.__file__).parents[2]


def corner_colours(array: np.ndarray) -> dict[str, tuple[int, ...]]:
    height, width = array.shape[0] // 8, array.shape[1] // 8
    spots = {
        "top left": array[height, width],
        "top right": array[height, -width],
        "bottom left": array[-height, width],
        "bottom right": array[-height, -width],
    }
    return {name: tuple(int(v) for v in spot) for name, spot in spots.items()}


def assert_upright(array: np.ndarray, tolerance: int = 25) -> None:
    for name, colour in corner_colours(array).items():
        assert np.abs(np.subtract(colour, photo_factory.CORNER_COLOURS[name])).max() <= tolerance, name


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


# --- formats ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", photo_factory.every_format())
def test_every_format_shows_the_same_picture(tmp_path, name):
    array = decode(written(tmp_path / "photo", photo_factory.every_format()[name]), 60)
    assert array.dtype == np.uint8
    assert array.flags.writeable
    assert array.flags.c_contiguous
    expected = np.asarray(photo_factory.scene(160, 120).reduce(160 // array.shape[1])).astype(int)
    assert array.shape == expected.shape
    assert np.abs(array - expected).mean() < 6


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif", ".heic", ".avif"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(tmp_path, suffix, orientation):
    path = photo_factory.save(tmp_path / f"photo{suffix}", photo_factory.corners(), orientation=orientation)
    array = decode(path, 100)
    assert array.shape == (120, 160, 3)
    assert_upright(array)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_compressed_tiff_is_not_turned_twice(tmp_path, orientation):
    path = photo_factory.save(
        tmp_path / "photo.tif", photo_factory.corners(), orientation=orientation, compression="tiff_lzw"
    )
    assert_upright(decode(path, 100))


@pytest.mark.parametrize("value", [0, 9, 77, 65535])
def test_impossible_orientation_is_ignored(tmp_path, value):
    path = tmp_path / "photo.jpg"
    photo_factory.corners().save(path, exif=photo_factory.exif(value))
    assert_upright(decode(path, 100))


def test_broken_exif_is_ignored(tmp_path):
    path = tmp_path / "photo.jpg"
    for block in (b"Exif\0\0", b"Exif\0\0II*\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0garbage and more garbage"):
        photo_factory.corners().save(path, exif=block)
        assert_upright(decode(path, 100))


def test_content_decides_not_the_name(tmp_path):
    files = photo_factory.every_format()
    for name, other in (
        ("png", "a.jpg"),
        ("heif", "a.jpg"),
        ("jpeg progressive", "a.tif"),
        ("avif", "a.heic"),
        ("nef", "a"),
    ):
        assert decode(written(tmp_path / other, files[name]), 60).shape[2] == 3


def test_first_frame_of_animations_and_pages(tmp_path):
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "lime", "blue")]
    for name in ("a.gif", "a.png", "a.webp", "a.tif", "a.avif"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])
        assert np.abs(decode(tmp_path / name, 30)[15, 20].astype(int) - (255, 0, 0)).max() <= 4, name


def test_first_picture_of_a_multi_picture_jpeg(tmp_path):
    first, second = photo_factory.corners(), photo_factory.scene(seed=3)
    first.save(tmp_path / "a.mpo", save_all=True, append_images=[second])
    assert_upright(decode(tmp_path / "a.mpo", 100))


@pytest.mark.skipif(
    pillow_heif.HeifImageFile.draft is ImageFile.ImageFile.draft, reason="this pillow-heif does not offer thumbnails"
)
def test_heif_takes_the_cameras_thumbnail_only_if_it_is_large_enough(tmp_path, monkeypatch):
    picture, path = photo_factory.scene(480, 360), tmp_path / "a.heic"
    path.write_bytes(photo_factory.encode(picture, "HEIF", thumbnails=[120]))
    with_thumbnail = {side: decode(path, side) for side in (60, 90, 91)}
    monkeypatch.setattr(pillow_heif.options, "THUMBNAILS", False)
    without = {side: decode(path, side) for side in (60, 90, 91)}
    assert [np.array_equal(with_thumbnail[side], without[side]) for side in (60, 90, 91)] == [False, False, True]
    assert with_thumbnail[90].shape == (90, 120, 3)
    assert np.abs(with_thumbnail[90].astype(int) - without[90]).mean() < 5


# --- sizes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "short_side", "expected"),
    [
        ((640, 480), 160, (160, 214)),
        ((640, 480), 480, (480, 640)),
        ((640, 480), 481, (480, 640)),
        ((640, 480), 4000, (480, 640)),
        ((639, 479), 160, (240, 320)),
        ((100, 400), 100, (400, 100)),
        ((1, 1), 160, (1, 1)),
        ((1, 5000), 160, (625, 1)),
        ((5000, 1), 160, (1, 625)),
        ((4000, 200), 160, (200, 800)),
        ((200, 4000), 100, (400, 100)),
        ((5, 3), 2, (3, 5)),
    ],
)
@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_sizes(tmp_path, size, short_side, expected, suffix):
    array = decode(photo_factory.save(tmp_path / f"a{suffix}", photo_factory.scene(*size)), short_side)
    if suffix == ".png" or short_side >= min(size):
        assert array.shape[:2] == expected
    for axis, original in zip(array.shape[:2], reversed(size), strict=True):
        assert min(short_side, original) <= axis <= original
    assert array.shape[0] * array.shape[1] <= 16 * max(short_side, min(size) // max(1, min(size) // short_side)) ** 2


def test_quality_is_that_of_one_careful_resampling(tmp_path):
    path = photo_factory.save(tmp_path / "a.jpg", photo_factory.scene(2000, 1500), quality=92)
    with Image.open(path) as image:
        careful = np.asarray(image.resize((160, 160), Image.Resampling.BILINEAR)).astype(int)
    ours = np.asarray(Image.fromarray(decode(path, 160)).resize((160, 160), Image.Resampling.BILINEAR))
    assert np.abs(ours - careful).mean() < 1.5
    assert np.percentile(np.abs(ours - careful), 99) < 14


@pytest.mark.parametrize("short_side", [0, -1])
def test_short_side_must_be_positive(tmp_path, short_side):
    with pytest.raises(ValueError, match="positive"):
        decode(photo_factory.save(tmp_path / "a.jpg"), short_side)


# --- beside others ----------------------------------------------------------------------------------------------------


def test_many_threads_give_what_one_gives(tmp_path):
    files = [written(tmp_path / name.replace(" ", "-"), data) for name, data in photo_factory.every_format().items()]
    files += [written(tmp_path / f"cut-{i}", path.read_bytes()[:700]) for i, path in enumerate(files)]

    def result(path: Path) -> bytes | str:
        try:
            return decode(path, 60).tobytes()
        except PhotoError as error:
            return error.reason

    alone = [result(path) for path in files]
    with ThreadPoolExecutor(8) as pool:
        for together in [pool.map(result, files) for _ in range(4)]:
            assert list(together) == alone


def test_files_are_closed(tmp_path):
    files = [written(tmp_path / name.replace(" ", "-"), data) for name, data in photo_factory.every_format().items()]
    before = psutil.Process().num_fds()
    for path in files:
        decode(path, 60)
        path.write_bytes(path.read_bytes()[:600])
        with pytest.raises(PhotoError):
            decode(path, 60)
    assert psutil.Process().num_fds() == before


def test_pillows_settings_are_left_alone(tmp_path):
    before = Image.MAX_IMAGE_PIXELS, Image.ID[:], dict(Image.EXTENSION)
    path = written(tmp_path / "a.heic", photo_factory.every_format()["heif"])
    decode(path, 60)
    after = Image.MAX_IMAGE_PIXELS, Image.ID, Image.EXTENSION
    assert after == before


def test_import_brings_nothing_heavy():
    code = (
        "import sys, landmark_gui.inference.images;"
        "print([m for m in ('torch', 'PySide6', 'rawpy', 'pillow_heif', 'matplotlib') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


# --- real photos ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["metadata_corpus", "camera_photos"])
def test_all_real_photos_decode(real_data, folder):
    paths = [path for path in sorted((real_data / folder).rglob("*")) if path.is_file()]
    assert len(paths) == {"metadata_corpus": 101, "camera_photos": 68}[folder]
    for path in paths:
        array = decode(path, 160)
        assert array.ndim == 3
        assert is_photo(path)


def test_real_orientations(real_data):
    folder = real_data / "metadata_corpus" / "jpg" / "orientation"
    for kind in ("landscape", "portrait"):
        first = decode(folder / f"{kind}_1.jpg", 100).astype(int)
        for number in range(2, 9):
            other = decode(folder / f"{kind}_{number}.jpg", 100)
            assert other.shape == first.shape
            # The same picture but for the number drawn on it.
            assert np.median(np.abs(other - first)) < 6


def test_real_camera_photo_matches_pillow(real_data):
    for path in sorted((real_data / "camera_photos").iterdir())[::10]:
        ours = Image.fromarray(decode(path, 160)).resize((64, 64), Image.Resampling.BOX)
        with Image.open(io.BytesIO(path.read_bytes())) as image:
            from PIL import ImageOps

            plain = ImageOps.exif_transpose(image).convert("RGB").resize((64, 64), Image.Resampling.BOX)
        assert np.abs(np.asarray(ours).astype(int) - np.asarray(plain)).mean() < 4, path.name
