"""Decoded squares on disk: true to the photos, kept by content, mended where damaged."""

import os
import shutil
import time

import numpy as np
import pytest
from labelled_photos import Recorder, make_photos, patches
from photo_factory import corners, save
from PIL import Image

from training import squares
from training.data import DataError, Photo, folder_photos
from training.events import Progress, Started, discard
from training.pictures import read_picture
from training.squares import STALE_SECONDS, load_squares
from training.transforms import squash


@pytest.fixture
def photos(tmp_path) -> tuple[Photo, ...]:
    return folder_photos(make_photos(tmp_path / "data", {"a": 6, "b": 5}), report=discard)


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache" / "pictures"


def test_squares_are_the_photos_squashed_in_order(photos, cache):
    heard = Recorder()
    squares = load_squares(photos, 12, cache=cache, report=heard)
    assert squares.shape == (11, 12, 12, 3)
    assert squares.dtype == np.uint8
    for photo, square in zip(photos, squares, strict=True):
        np.testing.assert_array_equal(square, squash(read_picture(photo.path), 12))
    assert [event.total for event in heard.of(Started)] == [11]
    assert heard.of(Progress)[-1].done == 11


def test_squares_are_upright_and_true_to_a_large_photo(tmp_path, cache):
    save(tmp_path / "turned.jpg", corners(1600, 1200), orientation=6, quality=95)
    (photo,) = folder_photos(tmp_path, report=discard)
    square = load_squares([photo], 64, cache=cache, report=discard)[0]
    exact = np.asarray(corners(1600, 1200).resize((64, 64), Image.Resampling.BICUBIC))
    assert np.abs(square.astype(int) - exact).mean() < 3


def test_the_second_time_nothing_is_decoded(photos, cache):
    first = np.array(load_squares(photos, 16, cache=cache, report=discard))
    for photo in photos:
        photo.path.unlink()
    heard = Recorder()
    second = load_squares(photos, 16, cache=cache, report=heard)
    np.testing.assert_array_equal(second, first)
    assert heard.events == []
    assert isinstance(second, np.memmap)
    assert not second.flags.writeable
    with pytest.raises(DataError, match=str(photos[0].path.parent)):
        load_squares(photos, 17, cache=cache, report=discard)
    assert [path.suffix for path in cache.iterdir()] == [".u8"], "nothing half-written stays"


def test_content_decides_not_the_name(photos, cache, tmp_path):
    first = np.array(load_squares(photos, 16, cache=cache, report=discard))
    shutil.move(tmp_path / "data", tmp_path / "moved")
    moved = folder_photos(tmp_path / "moved", report=discard)
    heard = Recorder()
    np.testing.assert_array_equal(load_squares(moved, 16, cache=cache, report=heard), first)
    assert heard.events == []
    patches(999).save(moved[2].path)
    changed = load_squares(folder_photos(tmp_path / "moved", report=discard), 16, cache=cache, report=discard)
    assert [index for index in range(11) if not np.array_equal(changed[index], first[index])] == [2]
    np.testing.assert_array_equal(load_squares(moved[::-1], 16, cache=cache, report=discard)[-1], first[0])


def change_a_pixel(content: bytearray) -> bytes:
    content[1000] ^= 1
    return bytes(content)


DAMAGE = {
    "a changed pixel": change_a_pixel,
    "cut in half": lambda content: bytes(content[: len(content) // 2]),
    "cut by a byte": lambda content: bytes(content[:-1]),
    "zeros of the right length": lambda content: bytes(len(content)),
    "more than there should be": lambda content: bytes(content) + b"x",
    "empty": lambda content: b"",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_is_rebuilt(photos, cache, damage):
    first = np.array(load_squares(photos, 16, cache=cache, report=discard))
    (file,) = cache.iterdir()
    good = file.read_bytes()
    file.write_bytes(DAMAGE[damage](bytearray(good)))
    heard = Recorder()
    np.testing.assert_array_equal(load_squares(photos, 16, cache=cache, report=heard), first)
    assert len(heard.of(Started)) == 1
    assert file.read_bytes() == good


def test_an_interruption_leaves_nothing_and_the_next_run_succeeds(photos, cache):
    def stop(event):
        if isinstance(event, Progress) and event.done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_squares(photos, 16, cache=cache, report=stop)
    assert list(cache.iterdir()) == []
    assert len(load_squares(photos, 16, cache=cache, report=discard)) == 11


def test_remains_of_killed_runs_are_removed_when_they_are_old(photos, cache):
    cache.mkdir(parents=True)
    old, young = cache / "squares-16-x.part", cache / "squares-16-y.part"
    old.write_bytes(b"half")
    young.write_bytes(b"half")
    os.utime(old, (time.time() - STALE_SECONDS - 60,) * 2)
    load_squares(photos, 16, cache=cache, report=discard)
    assert not old.exists()
    assert young.exists(), "another run may be writing it"


def test_too_little_disk_space_is_said_before_the_work(photos, cache, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=10 * 2**20))
    heard = Recorder()
    with pytest.raises(DataError, match=r"No space left.*10 MiB are free"):
        load_squares(photos, 16, cache=cache, report=heard)
    assert heard.events == []
    assert list(cache.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_named(photos, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DataError, match=r"file/cache"):
        load_squares(photos, 16, cache=tmp_path / "file" / "cache", report=discard)


def test_no_photos_make_no_file(cache):
    squares = load_squares([], 16, cache=cache, report=discard)
    assert squares.shape == (0, 16, 16, 3)
    assert not cache.exists()
    with pytest.raises(ValueError, match="size"):
        load_squares([], 0, cache=cache, report=discard)


def test_the_cache_drops_what_was_not_used_for_longest(photos, cache, monkeypatch):
    one = photos[0:1]
    names = {}
    for age, size in ((300, 10), (200, 11), (100, 12)):
        load_squares(one, size, cache=cache, report=discard)
        (names[size],) = (path for path in cache.glob(f"squares-{size}-*"))
        os.utime(names[size], (time.time() - age, time.time() - age))
    load_squares(one, 10, cache=cache, report=discard)  # used again
    room = sum(path.stat().st_size for path in cache.iterdir()) + squares.SPARE_BYTES + 200
    monkeypatch.setattr(squares, "MOST_BYTES", room)
    monkeypatch.setattr(squares, "_in_use", set())  # as for a later run
    load_squares(one, 13, cache=cache, report=discard)
    assert names[10].exists()
    assert not names[11].exists()
    assert names[12].exists()


def test_the_parts_of_one_run_do_not_make_room_for_each_other(photos, cache, monkeypatch):
    monkeypatch.setattr(squares, "MOST_BYTES", 1)
    parts = [photos[:2], photos[2:3], photos[3:4]]
    for part in parts:
        load_squares(part, 10, cache=cache, report=discard)
    assert len(list(cache.glob("squares-10-*.u8"))) == 3
    heard = []
    for part in parts:
        load_squares(part, 10, cache=cache, report=heard.append)
    assert heard == []
