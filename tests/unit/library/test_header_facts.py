"""What the headers of photos say: time, camera, position, keywords, landmarks already written."""

import os
from dataclasses import replace
from pathlib import Path

import photo_factory
import pytest
from library_values import photo, ranking

from landmark_gui.library.content import content_id
from landmark_gui.library.decisions import UNDECIDED, accept, apply
from landmark_gui.library.header_facts import camera_name, finder, read_facts
from landmark_gui.library.photos import Photo
from landmark_gui.metadata import Item, LandmarkTag, WriteSettings, write_batch

TAG = LandmarkTag("Atomium", ("Places", "Belgium", "Brussels", "Atomium"), "Brussels", "", "Belgium", "BE", 50.9, 4.34)


@pytest.fixture(scope="module")
def find():
    return finder()


def write(path: Path, tag: LandmarkTag, **settings) -> None:
    (result,) = write_batch([Item(path, tag)], WriteSettings(**settings)).results
    assert result.status in ("written", "sidecar")


def test_facts_of_a_photo_without_metadata(tmp_path, find):
    path = photo_factory.save(tmp_path / "a.jpg")
    found = read_facts(Photo(str(path)), find)
    status = path.stat()
    assert (found.size, found.mtime_ns, found.facts_read, found.error) == (status.st_size, status.st_mtime_ns, True, "")
    assert found.content == content_id(path)
    assert (found.keywords, found.landmark_in_file, found.camera_gps) == ((), "", None)


def test_facts_of_a_camera_photo(tmp_path, find):
    exif = photo_factory.exif(make="Canon", model="Canon EOS 80D", date="2024:05:01 10:11:12", gps=(48.5, -2.25))
    found = read_facts(Photo(str(photo_factory.save(tmp_path / "a.jpg", exif=exif))), find)
    assert (found.capture_time, found.camera) == ("2024-05-01T10:11:12", "Canon EOS 80D")
    assert found.camera_gps == pytest.approx((48.5, -2.25))


@pytest.mark.parametrize("date", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", None])
def test_a_camera_without_a_clock(tmp_path, find, date):
    path = photo_factory.save(tmp_path / "a.jpg", exif=photo_factory.exif(date=date))
    assert read_facts(Photo(str(path)), find).capture_time == ""


def test_times_cameras_and_positions_of_real_photos(real_data, find):
    paths = sorted(path for path in (real_data / "metadata_corpus" / "jpg").rglob("*.jpg"))[:60]
    photos = [read_facts(Photo(str(path)), find) for path in paths]
    assert all(entry.facts_read and not entry.error for entry in photos)
    timed = [entry for entry in photos if entry.capture_time]
    assert len(timed) > len(photos) // 2
    assert all(len(entry.capture_time) == 19 and entry.capture_time[10] == "T" for entry in timed)
    assert sum(bool(entry.camera) for entry in photos) > len(photos) // 2


@pytest.mark.parametrize("settings", [{}, {"sidecar": "always"}])
def test_a_landmark_that_was_written_is_recognised(tmp_path, find, settings):
    path = photo_factory.save(tmp_path / "a.jpg")
    write(path, TAG, **settings)
    found = read_facts(Photo(str(path)), find)
    assert found.landmark_in_file == "atomium"
    assert "Atomium" in found.keywords


def test_what_was_written_last_counts_most(tmp_path, find):
    path = photo_factory.save(tmp_path / "a.jpg")
    write(path, TAG)
    write(path, replace(TAG, name="Taj Mahal", hierarchy=("Places", "India", "Agra", "Taj Mahal")))
    assert read_facts(Photo(str(path)), find).landmark_in_file == "taj-mahal"


def test_names_in_other_languages_are_found_and_other_words_are_not(find):
    assert find("Tour Eiffel") == find("eiffel tower") == find("EIFFEL-TOWER") == "eiffel-tower"
    assert find("holiday") == find("") == ""


def test_what_model_and_person_said_stays_with_the_picture(tmp_path, find):
    path = photo_factory.save(tmp_path / "a.jpg")
    said = {"ranking": ranking(("atomium", 0.9)), "decision": apply(UNDECIDED, accept("atomium"), "t"), "written": "x"}
    known = replace(read_facts(Photo(str(path)), find), **said)
    write(path, TAG)
    same = read_facts(known, find)
    assert (same.ranking, same.decision, same.written) == tuple(said.values())
    photo_factory.save(path, photo_factory.corners())
    other = read_facts(known, find)
    assert (other.ranking, other.decision, other.written) == (None, UNDECIDED, "")
    first = replace(Photo(str(path)), decision=said["decision"])
    assert read_facts(first, find).decision == said["decision"]


def test_a_file_that_cannot_be_read_keeps_what_is_known(tmp_path, find):
    known = photo(str(tmp_path / "gone.jpg"), 1, keywords=("a",))
    found = read_facts(known, find)
    assert found.error == f"The file cannot be read ({os.strerror(2)})."
    assert replace(found, error="") == known


def test_files_that_are_no_photos_have_facts_without_values(tmp_path, find):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"no photo")
    found = read_facts(Photo(str(path), error="old"), find)
    assert (found.facts_read, found.error, found.keywords, found.capture_time) == (True, "", (), "")


@pytest.mark.parametrize(
    ("make", "model", "name"),
    [
        ("Canon", "Canon EOS 80D", "Canon EOS 80D"),
        ("NIKON CORPORATION", "D90 ", "NIKON CORPORATION D90"),
        ("", "X", "X"),
        ("Y", "", "Y"),
        ("", "", ""),
    ],
)
def test_camera_names(make, model, name):
    assert camera_name(make, model) == name
