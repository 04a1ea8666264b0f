"""Thumbnails and previews: the cache that all programs share, what is shown first, and odd files."""

import ctypes.util
import hashlib
import os
import stat
import struct
import sys
import zlib
from bisect import bisect_left
from pathlib import Path

import photo_factory
import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtGui import QColor, QImage
from worker_tools import Record, has_ended, plain_threads, thread_of, wait, wait_idle

from landmark_gui.inference.images import PhotoError
from landmark_gui.workers import picture, thumbnail_store
from landmark_gui.workers.preview_loader import PreviewLoader
from landmark_gui.workers.thumbnail_store import ThumbnailStore, size_for
from landmark_gui.workers.thumbnails import Thumbnailer

ON_LINUX = sys.platform.startswith("linux")


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache" / "thumbnails"


@pytest.fixture
def thumbnailer(qtbot, cache):
    worker = Thumbnailer(cache_folder=cache)
    yield worker
    assert worker.stop()
    assert has_ended(thread_of(worker))
    assert not plain_threads("thumbnails")


@pytest.fixture
def record(thumbnailer):
    return Record(thumbnailer)


@pytest.fixture
def previews(qtbot):
    worker = PreviewLoader()
    yield worker
    assert worker.stop()
    assert has_ended(thread_of(worker))


def png_chunks(path: Path) -> list[tuple[bytes, bytes]]:
    data, at, chunks = path.read_bytes(), 8, []
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, content = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + content) == struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0]
        chunks.append((kind, content))
        at += 12 + length
    return chunks


def png_text(path: Path) -> dict[str, str]:
    """Only what stands in tEXt chunks, as the standard asks."""
    pairs = (content.split(b"\0", 1) for kind, content in png_chunks(path) if kind == b"tEXt")
    return {key.decode("latin-1"): value.decode("latin-1") for key, value in pairs}


def near(colour: QColor, expected: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 30 for a, b in zip(colour.getRgb()[:3], expected, strict=True))


def longest_rise(values: list[Path]) -> int:
    """How many of these are left at most where those are taken out that are not in order; of forty at random, ten."""
    lowest_ends: list[Path] = []  # of rises of one, two and more values
    for value in values:
        place = bisect_left(lowest_ends, value)
        lowest_ends[place : place + 1] = [value]
    return len(lowest_ends)


# --- the cache on disk ------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="names are texts on Windows")
@pytest.mark.parametrize(
    ("name", "uri"),
    [
        # What `gio info -a standard::*` and Nautilus, Thunar and Dolphin give for these names.
        (b"plain.jpg", "plain.jpg"),
        (b"two words.jpg", "two%20words.jpg"),
        ("Müßiggang.jpg".encode(), "M%C3%BC%C3%9Figgang.jpg"),
        (b"100%.jpg", "100%25.jpg"),
        (b"a#b?c.jpg", "a%23b%3Fc.jpg"),
        (b"it's (1) [x] ~!$&*+,=:@_.jpg", "it's%20(1)%20%5Bx%5D%20~!$&*+,=:@_.jpg"),
        (b'semi;colon"<>\\^`{|}.jpg', "semi%3Bcolon%22%3C%3E%5C%5E%60%7B%7C%7D.jpg"),
        (b"latin\xe4.jpg", "latin%E4.jpg"),
        ("日本.jpg".encode(), "%E6%97%A5%E6%9C%AC.jpg"),
    ],
)
def test_uris_and_file_names_are_those_of_other_programs(name, uri):
    path = Path(os.fsdecode(b"/photos/" + name))
    assert thumbnail_store.uri(path) == f"file:///photos/{uri}"
    expected = hashlib.md5(f"file:///photos/{uri}".encode()).hexdigest()
    assert thumbnail_store.file_name(path) == f"{expected}.png"


def test_every_byte_is_spelt_as_glib_spells_it():
    library = ctypes.util.find_library("glib-2.0")
    if library is None:
        pytest.skip("GLib is not installed; the names above are what it gives")
    spell = ctypes.CDLL(library).g_filename_to_uri
    spell.restype, spell.argtypes = ctypes.c_char_p, [ctypes.c_char_p, ctypes.c_void_p, ctypes.c_void_p]
    for byte in (*range(1, ord("/")), *range(ord("/") + 1, 256)):
        name = b"/photos/a" + bytes([byte]) + b".jpg"
        assert thumbnail_store.uri(Path(os.fsdecode(name))) == spell(name, None, None).decode()


def test_the_standard_s_own_example():
    if os.name != "nt":
        path = Path("/home/jens/photos/me.png")
        assert thumbnail_store.file_name(path) == "c6ee772d9e49320e97ec29a7eb5b1697.png"


def test_the_shared_folder_follows_the_environment(monkeypatch, tmp_path):
    if ON_LINUX:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
        assert thumbnail_store.default_folder() == tmp_path / "thumbnails"
        monkeypatch.setenv("XDG_CACHE_HOME", "relative")
        assert thumbnail_store.default_folder() == Path.home() / ".cache" / "thumbnails"


@pytest.mark.parametrize("name", ["a b%ü.jpg", "bytes\udce4.jpg"])
def test_thumbnails_are_kept_as_the_standard_asks(qtbot, thumbnailer, record, cache, tmp_path, name):
    if os.name == "nt" and "\udce4" in name:
        pytest.skip("Windows has no such names")
    photo = photo_factory.save(tmp_path / "photo.jpg", photo_factory.scene(640, 480)).rename(tmp_path / name)
    os.utime(photo, ns=(1, 1_234_567_890_987_654_321))
    thumbnailer.want([photo], 200)
    wait_idle(qtbot, thumbnailer)
    (thumbnail,) = record.items("loaded")
    assert (thumbnail.image.width(), thumbnail.image.height()) == (200, 150)
    kept = cache / "large" / thumbnail_store.file_name(photo)
    assert [path for path in cache.rglob("*") if path.is_file()] == [kept]
    text = png_text(kept)
    assert text["Thumb::URI"] == thumbnail_store.uri(photo)
    assert text["Thumb::MTime"] == "1234567890"
    assert text["Thumb::Size"] == str(photo.stat().st_size)
    with Image.open(kept) as image:
        assert image.size == (256, 192)
    if os.name != "nt":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(cache.stat().st_mode) == 0o700


def test_thumbnails_of_other_programs_are_used_while_the_photo_is_the_same(qtbot, thumbnailer, record, cache, tmp_path):
    photo = photo_factory.save(tmp_path / "photo.jpg", Image.new("RGB", (640, 480), (200, 0, 0)))
    info = PngImagePlugin.PngInfo()
    info.add_text("Thumb::URI", thumbnail_store.uri(photo))
    info.add_text("Thumb::MTime", str(int(photo.stat().st_mtime)), zip=True)  # as Qt writes long texts
    theirs = cache / "x-large" / thumbnail_store.file_name(photo)
    theirs.parent.mkdir(parents=True)
    Image.new("RGB", (512, 384), (0, 0, 200)).save(theirs, pnginfo=info)
    thumbnailer.want([photo], 256)
    wait_idle(qtbot, thumbnailer)
    image = record.items("loaded")[0].image
    assert (image.width(), near(image.pixelColor(9, 9), (0, 0, 200))) == (256, True)
    # The photo is changed: theirs is out of date.
    os.utime(photo, (1, 1))
    thumbnailer.forget([photo])
    thumbnailer.want([photo], 256)
    wait_idle(qtbot, thumbnailer)
    assert near(record.items("loaded")[1].image.pixelColor(9, 9), (200, 0, 0))


@pytest.mark.parametrize("content", [b"", b"no PNG", b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_a_damaged_thumbnail_is_made_anew(qtbot, thumbnailer, record, cache, tmp_path, content):
    photo = photo_factory.save(tmp_path / "photo.jpg")
    kept = cache / "large" / thumbnail_store.file_name(photo)
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content)
    thumbnailer.want([photo], 256)
    wait_idle(qtbot, thumbnailer)
    assert record.items("loaded")[0].image.width() == 256
    assert png_text(kept)["Thumb::URI"] == thumbnail_store.uri(photo)


def test_a_cache_that_cannot_be_written_does_no_harm(qtbot, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    photo = photo_factory.save(tmp_path / "photo.jpg")
    worker = Thumbnailer(cache_folder=tmp_path / "file" / "thumbnails")
    record = Record(worker)
    worker.want([photo], 256)
    wait_idle(qtbot, worker)
    assert len(record.items("loaded")) == 1
    assert worker.stop()


def test_photos_in_the_cache_itself_are_not_cached(qtbot, thumbnailer, record, cache):
    (cache / "large").mkdir(parents=True)
    inside = photo_factory.save(cache / "large" / "picture.png")
    thumbnailer.want([inside], 256)
    wait_idle(qtbot, thumbnailer)
    assert len(record.items("loaded")) == 1
    assert [path for path in cache.rglob("*") if path.is_file()] == [inside]


def test_failures_are_kept_until_the_file_changes(qtbot, thumbnailer, record, cache, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff" + bytes(200))
    thumbnailer.want([broken, tmp_path / "missing.jpg"], 256)
    wait_idle(qtbot, thumbnailer)
    reasons = {failure.path: failure.reason for failure in record.items("failed")}
    assert reasons.keys() == {broken, tmp_path / "missing.jpg"}
    (kept,) = (path for path in (cache / "fail").rglob("*") if path.is_file())
    assert kept.name == thumbnail_store.file_name(broken)
    assert kept.parent.name.startswith("landmark-tagger-")
    assert png_text(kept)["Thumb::MTime"] == str(int(broken.stat().st_mtime))
    assert ThumbnailStore(cache).failure(broken, int(broken.stat().st_mtime)) == reasons[broken]
    assert ThumbnailStore(cache).failure(broken, 1) == ""
    photo_factory.save(broken)
    os.utime(broken, (1, 1))
    thumbnailer.want([broken], 256)
    wait_idle(qtbot, thumbnailer)
    assert [thumbnail.path for thumbnail in record.items("loaded")] == [broken]


def test_the_folder_is_large_enough():
    assert [size_for(pixels) for pixels in (96, 128, 256, 257, 512, 1024)] == [
        "large", "large", "large", "x-large", "x-large", "xx-large",
    ]  # fmt: skip


# --- what is shown ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_thumbnails_are_upright(qtbot, thumbnailer, record, tmp_path, orientation):
    photo = photo_factory.save(tmp_path / "photo.jpg", photo_factory.corners(640, 480), orientation=orientation)
    thumbnailer.want([photo], 128)
    wait_idle(qtbot, thumbnailer)
    image = record.items("loaded")[0].image
    assert (image.width(), image.height()) == (128, 96)
    assert near(image.pixelColor(5, 5), photo_factory.CORNER_COLOURS["top left"])
    assert near(image.pixelColor(122, 90), photo_factory.CORNER_COLOURS["bottom right"])


@pytest.mark.parametrize("suffix", [".png", ".webp", ".tif", ".heic", ".avif", ".gif"])
def test_every_format_has_thumbnails(tmp_path, suffix):
    photo = photo_factory.save(tmp_path / f"photo{suffix}", photo_factory.corners(640, 480))
    image = picture.to_qimage(picture.decode(photo, 256))
    assert (image.width(), image.height()) == (256, 192)
    assert near(image.pixelColor(10, 180), photo_factory.CORNER_COLOURS["bottom left"])


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((4000, 500), (256, 32)),  # a panorama keeps its shape
        ((500, 4000), (32, 256)),
        ((700, 700), (256, 256)),
        ((1000, 250), (256, 64)),
        ((60, 40), (60, 40)),  # small ones are not enlarged
        ((1, 1), (1, 1)),
        ((3000, 1), (256, 1)),
    ],
)
def test_shapes(tmp_path, size, shown):
    photo = tmp_path / "photo.jpg"
    Image.new("RGB", size, (10, 20, 30)).save(photo)
    assert picture.decode(photo, 256).size == shown


def test_the_most_urgent_come_first_and_what_is_no_longer_wanted_is_dropped(qtbot, thumbnailer, record, tmp_path):
    original = photo_factory.save(tmp_path / "original.jpg", photo_factory.scene(1600, 1200))
    photos = [tmp_path / f"{number:03}.jpg" for number in range(120)]
    for photo in photos:
        os.link(original, photo)
    thumbnailer.want(photos, 256)
    wait(qtbot, lambda: record.items("loaded"))
    thumbnailer.want(photos[80:], 256)  # scrolled to the end
    wait_idle(qtbot, thumbnailer)
    order = [thumbnail.path for thumbnail in record.items("loaded")]
    # What had been done, delivered or not, and the last forty, of which most come in their order: the thread that has
    # one of them may have to wait while the others go on.
    assert set(photos[80:]) <= set(order)
    assert len(order) < 120
    assert longest_rise([path for path in order if path in set(photos[80:])]) >= 30
    assert record.values("busy")[0] is True
    assert record.values("busy")[-1] is False
    assert record.values("busy") == [number % 2 == 0 for number in range(len(record.values("busy")))]


def test_thumbnails_in_memory_are_there_at_once_and_not_made_again(qtbot, thumbnailer, record, tmp_path):
    photo = photo_factory.save(tmp_path / "photo.jpg")
    assert thumbnailer.image(photo, 256) is None
    thumbnailer.want([photo, photo], 256)
    wait_idle(qtbot, thumbnailer)
    assert thumbnailer.image(photo, 256).width() == 256
    thumbnailer.want([photo], 256)
    wait_idle(qtbot, thumbnailer)
    assert len(record.items("loaded")) == 1
    thumbnailer.want([photo], 512)
    assert thumbnailer.image(photo, 512).width() == 256  # until the larger one is there
    wait_idle(qtbot, thumbnailer)
    assert thumbnailer.image(photo, 512).width() == 512
    thumbnailer.forget([photo])
    assert thumbnailer.image(photo, 512) is None


def test_stopping_in_the_middle(qtbot, thumbnailer, record, tmp_path):
    original = photo_factory.save(tmp_path / "original.jpg", photo_factory.scene(1600, 1200))
    photos = [tmp_path / f"{number:03}.jpg" for number in range(300)]
    for photo in photos:
        os.link(original, photo)
    thumbnailer.want(photos, 256)
    wait(qtbot, lambda: record.items("loaded"))
    assert thumbnailer.stop()
    assert 0 < len(record.items("loaded")) < 300


def test_a_folder_that_is_gone(qtbot, thumbnailer, record, tmp_path):
    thumbnailer.want([tmp_path / "gone" / f"{number}.jpg" for number in range(20)], 256)
    wait_idle(qtbot, thumbnailer)
    assert len(record.items("failed")) == 20
    assert all("no such file" in failure.reason for failure in record.items("failed"))


# --- previews ---------------------------------------------------------------------------------------------------------


def test_the_current_preview_comes_and_its_neighbours_wait_in_memory(qtbot, previews, tmp_path):
    photos = [photo_factory.save(tmp_path / f"{name}.jpg", photo_factory.scene(1200, 800)) for name in "abc"]
    record = Record(previews)
    previews.show(photos[0], 900, photos[1:])
    wait_idle(qtbot, previews)
    (preview,) = record.values("loaded")
    assert (preview.path, preview.image.width(), preview.image.height()) == (photos[0], 900, 600)
    assert all(isinstance(previews.image(photo, 900), QImage) for photo in photos)
    assert previews.image(photos[1], 1200) is None
    previews.show(photos[1], 900)
    assert len(record.values("loaded")) == 1  # never before `show` has returned
    wait(qtbot, lambda: len(record.values("loaded")) == 2)
    assert record.values("loaded")[1].path == photos[1]


def test_going_on_quickly_shows_only_the_last_photo_and_zoom_gives_it_in_full(qtbot, previews, tmp_path):
    photos = [photo_factory.save(tmp_path / f"{number}.jpg", photo_factory.scene(1200, 800)) for number in range(6)]
    record = Record(previews)
    for photo in photos:
        previews.show(photo, 600, photos)
    wait_idle(qtbot, previews)
    assert record.values("loaded")[-1].path == photos[-1]
    assert len(record.values("loaded")) <= 2
    previews.show(photos[-1], 100_000)
    wait(qtbot, lambda: record.values("loaded")[-1].image.width() == 1200)


def test_previews_keep_to_their_memory(qtbot, tmp_path):
    photos = [photo_factory.save(tmp_path / f"{number}.jpg", photo_factory.scene(1000, 800)) for number in range(6)]
    worker = PreviewLoader(cache_bytes=3 * 1000 * 800 * 4)
    worker.show(photos[0], 1000, photos[1:])
    wait_idle(qtbot, worker)
    assert sum(worker.image(photo, 1000) is not None for photo in photos) == 3
    worker.stop()


def test_previews_that_cannot_be_shown(qtbot, previews, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff" + bytes(200))
    record = Record(previews)
    previews.show(broken, 900, [tmp_path / "missing.jpg"])
    wait_idle(qtbot, previews)
    (failure,) = record.values("failed")
    with pytest.raises(PhotoError) as expected:
        picture.decode(broken, 900)
    assert (failure.path, failure.reason) == (broken, expected.value.reason)


def test_a_changed_photo_is_shown_as_it_is_now(qtbot, previews, tmp_path):
    photo = photo_factory.save(tmp_path / "photo.jpg", Image.new("RGB", (300, 200), (200, 0, 0)))
    record = Record(previews)
    previews.show(photo, 300)
    wait_idle(qtbot, previews)
    photo_factory.save(photo, Image.new("RGB", (300, 200), (0, 0, 200)))
    previews.forget([photo])
    previews.show(photo, 300)
    wait(qtbot, lambda: len(record.values("loaded")) == 2)
    assert near(record.values("loaded")[1].image.pixelColor(5, 5), (0, 0, 200))
