"""Ids of pictures and models: the same whatever the file is called and whatever is written into it."""

import shutil
from pathlib import Path

import photo_factory
import pytest
import raw_factory
from PIL import Image

from landmark_gui.library.content import ID_BYTES, content_id, model_id
from landmark_gui.metadata import Item, Journal, LandmarkTag, WriteSettings, remove_all, write_batch

TAG = LandmarkTag(
    "Eiffel Tower", ("Places", "France", "Paris", "Eiffel Tower"), "Paris", "", "France", "FR", 48.858, 2.294
)
FORMATS = photo_factory.every_format()


@pytest.fixture(params=FORMATS)
def file(request, tmp_path) -> Path:
    """A photo of each format."""
    path = tmp_path / f"photo.{request.param.split()[0]}"
    path.write_bytes(FORMATS[request.param])
    return path


def test_ids_are_short_repeatable_and_tell_photos_apart(tmp_path):
    found = set()
    for number, data in enumerate(FORMATS.values()):
        path = tmp_path / str(number)
        path.write_bytes(data)
        found.add(content_id(path))
        assert content_id(path) == content_id(str(path))
        assert len(content_id(path)) == ID_BYTES
    assert len(found) == len(set(FORMATS.values()))


def test_the_name_does_not_count(file):
    other = shutil.copy(file, file.with_name("another name"))
    assert content_id(other) == content_id(file)


def test_writing_and_removing_a_landmark_changes_no_id(file):
    before = content_id(file)
    outcome = write_batch([Item(file, TAG)], WriteSettings(write_xp_keywords=True, fill_empty_gps=True))
    assert content_id(file) == before
    with Journal() as journal:
        remove_all([file], journal)
    assert content_id(file) == before
    assert outcome.results[0].status in ("written", "sidecar", "refused")


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
def test_formats_that_are_written_in_place_really_were(tmp_path, suffix):
    path = photo_factory.save(tmp_path / f"a{suffix}")
    before, old = content_id(path), path.read_bytes()
    assert write_batch([Item(path, TAG)]).results[0].status == "written"
    assert path.read_bytes() != old
    assert content_id(path) == before


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
def test_pictures_of_one_size_are_told_apart(tmp_path, suffix):
    ids = {
        content_id(photo_factory.save(tmp_path / f"{number}{suffix}", photo_factory.scene(64, 48, seed=number)))
        for number in range(8)
    }
    assert len(ids) == 8


def test_metadata_of_other_programs_changes_no_id_of_a_jpeg(tmp_path):
    path = photo_factory.save(tmp_path / "a.jpg")
    before = content_id(path)
    data = path.read_bytes()
    comment = b"\xff\xfe\x00\x0bNew words"
    path.write_bytes(data[:2] + comment + data[2:])
    assert content_id(path) == before
    with Image.open(path) as image:
        assert image.info["comment"] == b"New words"


@pytest.mark.parametrize("position", [0.0, 0.505, 0.999])
def test_a_change_in_the_coded_picture_is_noticed_where_it_is_sampled(tmp_path, position):
    path = photo_factory.save(tmp_path / "a.jpg", photo_factory.scene(1200, 900), quality=95)
    before, data = content_id(path), bytearray(path.read_bytes())
    scan = data.rindex(b"\xff\xda") + 14
    assert len(data) - scan > 60_000
    data[scan + int((len(data) - 3 - scan) * position)] ^= 1
    path.write_bytes(data)
    assert content_id(path) != before


@pytest.mark.parametrize("kind", raw_factory.RAW_KINDS)
def test_raw_files(tmp_path, kind):
    one, other = tmp_path / f"one.{kind}", tmp_path / f"other.{kind}"
    one.write_bytes(photo_factory.raw(kind))
    other.write_bytes(photo_factory.raw(kind, photo_factory.encode(photo_factory.scene(seed=5))))
    before = content_id(one)
    if kind != "orf":  # made with the same sensor data, and its preview lies in the maker note, which is metadata
        assert content_id(other) != before
    write_batch([Item(one, TAG)])
    assert content_id(one) == before


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\xff\xd8", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"II*\0", b"RIFF" * 9]
)
def test_damaged_files_have_ids_too(tmp_path, data):
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    first = content_id(path)
    path.write_bytes(data + b"!")
    assert content_id(path) != first


@pytest.mark.parametrize("name", FORMATS)
def test_files_cut_off_anywhere_have_ids(tmp_path, name):
    data = FORMATS[name]
    path = tmp_path / "a"
    for length in range(0, len(data), max(1, len(data) // 23)):
        path.write_bytes(data[:length])
        assert len(content_id(path)) == ID_BYTES


def test_a_file_that_is_gone(tmp_path):
    for work in (content_id, model_id):
        with pytest.raises(FileNotFoundError):
            work(tmp_path / "no.jpg")


def test_a_models_id_follows_its_name_and_content(tmp_path):
    path = tmp_path / "mine.landmarks"
    path.write_bytes(bytes(1_000_000))
    first = model_id(path)
    assert first.startswith("mine:")
    assert model_id(path) == first
    path.write_bytes(bytes(500_000) + b"\1" + bytes(499_999))
    assert model_id(path) != first
    path.write_bytes(bytes(1_000_001))
    assert model_id(path) != first


def test_real_photos(real_data):
    """Real cameras' files, among them copies made by other programs under other names, have ids of their own."""
    paths = sorted(path for path in (real_data / "camera_photos").rglob("*") if path.is_file())[:200]
    data = {path.read_bytes() for path in paths}
    assert len({content_id(path) for path in paths}) == len(data)
