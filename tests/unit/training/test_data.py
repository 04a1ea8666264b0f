"""Data sets: folders of labelled photos, with every mistake that they can have."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from labelled_photos import Recorder, make_photos, patches

from training.data import DataError, class_name, folder_photos, open_data_set
from training.events import Failed, Progress, Started, discard
from training.manifest import FILE_NAME, forget_split, manifest_path

TWO = {"train/00.Taj_Mahal": 10, "train/01.Petra": 10}


def names(photos) -> list[str]:
    return [f"{photo.path.parent.name}/{photo.path.name}" for photo in photos]


def sides(data) -> dict[Path, str]:
    return {photo.path: split for split in ("train", "validation", "test") for photo in getattr(data, split)}


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("00.Haleakala_National_Park", "Haleakala National Park"),
        ("7.Petra", "Petra"),
        ("Eiffel Tower", "Eiffel Tower"),
        ("Pier_39", "Pier 39"),
        ("7-Wonders", "7-Wonders"),
        ("Cho\u0302\u0323", "Chộ"),
        ("12.", "12."),
        ("3.Caf\udce9_Central", "Café Central"),
    ],
)
def test_names_of_classes(folder, name):
    assert class_name(folder) == name


def test_classes_stand_in_the_order_of_their_numbers(tmp_path):
    counts = {f"train/{folder}": 3 for folder in ("10.Aa", "9.Zz", "2.Mm", "Beta", "alpha")}
    data = open_data_set(make_photos(tmp_path, counts), report=discard)
    assert data.classes == ("Mm", "Zz", "Aa", "Beta", "alpha")
    for photo in data.train + data.validation:
        assert data.classes[photo.label] == class_name(photo.path.parent.name)
        assert photo.path.is_absolute()


def test_only_photos_are_taken_from_any_depth(tmp_path):
    root = make_photos(tmp_path, {**TWO, "train/01.Petra/evening/late": 3, "test/01.Petra": 2, "test/00.Taj_Mahal": 1})
    (root / "train/01.Petra/notes.txt").write_text("not a photo")
    (root / "train/01.Petra/.hidden.jpg").write_bytes(b"x")
    (root / "train/01.Petra/._000.jpg").write_bytes(b"resource fork")
    (root / "train/01.Petra/evening/again").symlink_to(root / "train/01.Petra", target_is_directory=True)
    patches(99).save(root / "train/01.Petra/UPPER.PNG")
    data = open_data_set(root, report=discard)
    found = sorted(names(data.train + data.validation))
    assert len(found) == 24
    assert "Petra" not in found
    assert sum(name.startswith("late/") for name in found) == 3
    assert "01.Petra/UPPER.PNG" in found
    assert data.unreadable == ()
    assert sorted(names(data.test)) == ["00.Taj_Mahal/000.jpg", "01.Petra/000.jpg", "01.Petra/001.jpg"]


def test_files_that_give_no_picture_are_listed_with_the_reason(tmp_path):
    root = make_photos(tmp_path, TWO)
    good = (root / "train/01.Petra/000.jpg").read_bytes()
    (root / "train/01.Petra/empty.jpg").write_bytes(b"")
    (root / "train/01.Petra/page.jpg").write_text("<html>404</html>")
    (root / "train/01.Petra/short.jpg").write_bytes(good[: len(good) * 2 // 3])
    os.mkfifo(root / "train/01.Petra/pipe.jpg")  # nothing ever comes out of it
    heard = Recorder()
    data = open_data_set(root, report=heard)
    reasons = {path.name: reason for path, reason in data.unreadable}
    assert set(reasons) == {"empty.jpg", "page.jpg", "short.jpg", "pipe.jpg"}
    assert "empty" in reasons["empty.jpg"]
    assert "not an image" in reasons["page.jpg"]
    assert "cut off" in reasons["short.jpg"]
    assert reasons["pipe.jpg"] == "not a regular file"
    assert {Path(event.item).name for event in heard.of(Failed)} == set(reasons)
    assert len(data.train) + len(data.validation) == 20
    again = Recorder()
    assert open_data_set(root, report=again).unreadable == data.unreadable
    assert len(again.of(Failed)) == 4, "listed every time, not only the first"


def test_an_unchanged_photo_is_not_read_again(tmp_path):
    root = make_photos(tmp_path, TWO)
    path = root / "train/00.Taj_Mahal/000.jpg"
    before = {photo.path: photo.digest for photo in open_data_set(root, report=discard).train}
    status, content = path.stat(), bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    heard = Recorder()
    data = open_data_set(root, report=heard)
    assert heard.of(Started) == []
    assert {photo.path: photo.digest for photo in data.train} == before
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    heard = Recorder()
    changed = {
        photo.path: photo.digest
        for split in ("train", "validation")
        for photo in getattr(open_data_set(root, report=heard), split)
    }
    assert [event.total for event in heard.of(Started)] == [1]
    assert {path for path, digest in changed.items() if before.get(path, digest) != digest} == ({path} & before.keys())
    assert changed[path] != before.get(path)


def test_the_split_is_the_same_everywhere(tmp_path):
    one, other = tmp_path / "one", tmp_path / "elsewhere" / "other"
    first = open_data_set(make_photos(one, TWO), report=discard)
    second = open_data_set(make_photos(other, TWO), report=discard)
    assert names(first.validation) == names(second.validation)
    assert first.fingerprint == second.fingerprint
    # Drawn once and for all: another result would silently change everybody's validation photos.
    assert names(first.validation) == [
        "00.Taj_Mahal/004.jpg",
        "00.Taj_Mahal/008.jpg",
        "01.Petra/005.jpg",
        "01.Petra/007.jpg",
    ]


def test_photos_added_later_do_not_move_the_others(tmp_path):
    root = make_photos(tmp_path, TWO)
    before = sides(open_data_set(root, report=discard))
    make_photos(root, {"train/00.Taj_Mahal/more": 7, "train/01.Petra/more": 4, "train/02.New": 9}, first_seed=1000)
    data = open_data_set(root, report=discard)
    after = sides(data)
    assert {path: after[path] for path in before} == before
    assert len(data.validation) == 8
    assert len(data.train) == 32
    gone = data.train[0].path
    gone.unlink()
    assert sides(open_data_set(root, report=discard)) == {path: side for path, side in after.items() if path != gone}


def test_a_seed_counts_for_a_split_that_has_to_be_drawn_only(tmp_path):
    root = make_photos(tmp_path, TWO)
    first = sides(open_data_set(root, report=discard, seed=42))
    assert sides(open_data_set(root, report=discard, seed=7)) == first
    forget_split(root, seed=7)
    heard = Recorder()
    redrawn = sides(open_data_set(root, report=heard, seed=42))
    assert redrawn != first
    assert heard.of(Started) == [], "a new split needs no new look at the photos"
    assert json.loads((root / FILE_NAME).read_text())["seed"] == 7


def test_the_manifest_of_read_only_data_is_kept_among_the_users_caches(tmp_path, user_home):
    root = make_photos(tmp_path / "data", TWO)
    root.chmod(0o555)
    try:
        data = open_data_set(root, report=discard)
        assert sorted(path.name for path in root.iterdir()) == ["train"]
        assert manifest_path(root).is_relative_to(user_home / "cache")
        heard = Recorder()
        assert open_data_set(root, report=heard) == data
        assert heard.events == []
    finally:
        root.chmod(0o755)


def test_a_manifest_that_came_with_read_only_data_is_followed(tmp_path):
    root = make_photos(tmp_path / "data", TWO)
    before = sides(open_data_set(root, report=discard, seed=5))
    root.chmod(0o555)
    try:
        assert sides(open_data_set(root, report=discard, seed=42)) == before
    finally:
        root.chmod(0o755)


def test_copies_stay_on_one_side(tmp_path):
    root = make_photos(tmp_path, {"train/00.Taj_Mahal": 12, "train/01.Petra": 12, "test/00.Taj_Mahal": 2})
    for number in range(6):
        original = root / f"train/00.Taj_Mahal/{number:03}.jpg"
        patches(number, 96, 72).save(original, quality=90)
        shutil.copy(original, root / f"train/00.Taj_Mahal/{number:03} copy.jpg")
        patches(number, 96, 72).resize((64, 48)).save(root / f"train/00.Taj_Mahal/{number:03} small.jpg", quality=60)
    shutil.copy(root / "train/01.Petra/004.jpg", root / "test/00.Taj_Mahal/leaked.jpg")
    data = open_data_set(root, report=discard)
    side = sides(data)
    assert len(data.validation) == 8
    for number in range(6):
        group = {side[root / f"train/00.Taj_Mahal/{number:03}{end}.jpg"] for end in ("", " copy", " small")}
        assert len(group) == 1, number
    assert len(data.duplicates) == 13
    assert (root / "train/01.Petra/004.jpg", root / "test/00.Taj_Mahal/leaked.jpg") in data.duplicates
    assert root / "train/01.Petra/004.jpg" in side, "reported, not dropped"
    assert side[root / "test/00.Taj_Mahal/leaked.jpg"] == "test"


def test_the_split_does_not_depend_on_whether_the_test_photos_are_opened_too(tmp_path):
    counts = {"train/0.A": 10, "train/1.B": 10, "test/0.A": 3}
    alone = open_data_set(make_photos(tmp_path / "alone", counts), report=discard, splits=("train",))
    both = open_data_set(make_photos(tmp_path / "both", counts), report=discard)
    assert names(alone.validation) == names(both.validation)
    assert alone.test == ()
    assert len(both.test) == 3
    again = open_data_set(tmp_path / "alone", report=discard)
    assert again.fingerprint == both.fingerprint


def test_a_new_split_of_a_folder_without_one_writes_nothing(tmp_path):
    forget_split(tmp_path, seed=1)
    assert list(tmp_path.iterdir()) == []


def test_a_class_of_near_copies_still_has_validation_photos(tmp_path):
    root = make_photos(tmp_path, {"train/0.Webcam": 1, "train/1.Petra": 10})
    for quality in range(30, 90, 6):
        patches(500, 64, 48).save(root / f"train/0.Webcam/q{quality}.jpg", quality=quality)
    data = open_data_set(root, report=discard)
    assert len(data.validation) == 5
    assert {photo.label for photo in data.validation} == {0, 1}


def test_a_test_set_may_hold_a_part_of_the_classes_under_other_numbers(tmp_path):
    root = make_photos(
        tmp_path,
        {"train/0.Taj_Mahal": 5, "train/1.Petra": 5, "train/2.Louvre": 5, "test/7.Petra": 2, "test/Taj Mahal": 1},
    )
    data = open_data_set(root, report=discard)
    assert sorted((photo.label, photo.path.parent.name) for photo in data.test) == [
        (0, "Taj Mahal"),
        (1, "7.Petra"),
        (1, "7.Petra"),
    ]


def test_evaluation_needs_the_test_photos_only(tmp_path):
    root = make_photos(tmp_path, {"test/07.Petra": 3})
    data = open_data_set(root, report=discard, splits=("test",))
    assert data.classes == ("Petra",)
    assert len(data.test) == 3
    assert data.train == data.validation == ()


def test_test_photos_of_an_unknown_landmark_are_left_out_and_named(tmp_path):
    root = make_photos(tmp_path, {**TWO, "test/00.Taj_Mahal": 2, "test/02.Louvre": 2})
    heard = Recorder()
    data = open_data_set(root, report=heard)
    assert len(data.test) == 2
    assert [Path(event.item).name for event in heard.of(Failed)] == ["02.Louvre"]


def test_class_folders_without_a_train_folder_are_training_photos(tmp_path):
    data = open_data_set(make_photos(tmp_path, {"Taj Mahal": 5, "Petra": 5}), report=discard)
    assert data.classes == ("Petra", "Taj Mahal")
    assert (len(data.train), len(data.validation), len(data.test)) == (8, 2, 0)


def test_the_fingerprint_is_of_content_classes_and_split_not_of_places(tmp_path):
    one = open_data_set(make_photos(tmp_path / "one", TWO), report=discard)
    (tmp_path / "moved").mkdir()
    shutil.copytree(tmp_path / "one", tmp_path / "moved/two")
    assert open_data_set(tmp_path / "moved/two", report=discard).fingerprint == one.fingerprint
    seen = {one.fingerprint}
    for name, change in {
        "photo": lambda root: patches(777).save(root / "train/01.Petra/000.jpg"),
        "class": lambda root: (root / "train/01.Petra").rename(root / "train/01.Petraea"),
        "split": lambda root: forget_split(root, seed=1),
        "test": lambda root: make_photos(root, {"test/01.Petra": 1}, first_seed=50),
    }.items():
        root = tmp_path / name
        shutil.copytree(tmp_path / "one", root)
        change(root)
        seen.add(open_data_set(root, report=discard).fingerprint)
    assert len(seen) == 5


UNUSABLE = {
    "no folder": ({}, None, "missing"),
    "no train folder": ({"test/0.A": 2, "test/1.B": 2}, None, "train"),
    "no class folders": ({"train": 3}, None, "train"),
    "one landmark": ({"train/0.Petra": 6}, None, "Petra"),
    "an empty class": ({"train/0.A": 6, "train/1.Void": 0}, None, "1.Void"),
    "an empty test class": ({"train/0.A": 6, "train/1.B": 6, "test/1.B": 0}, None, "1.B"),
    "an unreadable class": ({"train/0.A": 6, "train/1.Broken": 0}, "train/1.Broken/x.jpg", "1.Broken"),
    "two folders of one class": ({"train/0.Petra": 6, "train/1.Petra": 6}, None, "1.Petra"),
    "two folders in other letters": (
        {"train/0.Stra\u00dfe": 6, "train/1.STRASSE": 6},
        None,
        "0.Stra\u00dfe and 1.STRASSE",
    ),
    "two folders of accents": ({"train/0.Caf\u00e9": 6, "train/1.cafe\u0301": 6}, None, "1.cafe\u0301"),
    "two test folders": ({"train/0.A": 6, "train/1.B": 6, "test/0.A": 2, "test/1.a": 2}, None, "0.A and 1.a"),
    "too few photos": ({"train/0.A": 1, "train/1.B": 1}, None, "too few"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_what_cannot_be_used_is_named_in_one_sentence(tmp_path, case):
    counts, broken, named = UNUSABLE[case]
    root = make_photos(tmp_path / "missing", counts)
    if broken:
        (root / broken).write_bytes(b"no picture")
    with pytest.raises(DataError) as caught:
        open_data_set(root, report=discard)
    message = str(caught.value)
    assert named in message
    assert str(root) in message
    assert message.endswith(".")
    assert "\n" not in message


def test_missing_test_photos_matter_only_where_they_are_asked_for(tmp_path):
    root = make_photos(tmp_path, TWO)
    assert open_data_set(root, report=discard).test == ()
    with pytest.raises(DataError, match="test"):
        open_data_set(root, report=discard, splits=("test",))
    with pytest.raises(ValueError, match="splits"):
        open_data_set(root, report=discard, splits=("tset",))


SHORT_ENTRY = {"split": "train", "sha256": "00", "bytes": 1, "mtime_ns": 1, "thumbnail": ""}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"format": 1}',
        '{"format": 1, "seed": 1, "photos": {"a": 3}}',
        json.dumps({"format": 1, "seed": 1, "photos": {"a": SHORT_ENTRY}}),
    ],
)
def test_a_damaged_manifest_is_named_and_can_be_drawn_anew(tmp_path, content):
    root = make_photos(tmp_path, TWO)
    (root / FILE_NAME).write_text(content)
    with pytest.raises(DataError, match=r"landmark-split\.json.*--again"):
        open_data_set(root, report=discard)
    forget_split(root, seed=42)
    assert len(open_data_set(root, report=discard).validation) == 4


def test_a_newer_manifest_is_refused_not_overwritten(tmp_path):
    root = make_photos(tmp_path, TWO)
    newer = '{"format": 2, "seed": 1, "photos": {}}'
    (root / FILE_NAME).write_text(newer)
    with pytest.raises(DataError, match="newer"):
        open_data_set(root, report=discard)
    assert (root / FILE_NAME).read_text() == newer


def test_training_photos_that_are_all_gone_are_not_replaced_by_validation_photos(tmp_path):
    root = make_photos(tmp_path, TWO)
    data = open_data_set(root, report=discard)
    for photo in data.train:
        if photo.label == 1:
            photo.path.unlink()
    with pytest.raises(DataError, match=r"01\.Petra.*--again"):
        open_data_set(root, report=discard)
    forget_split(root, seed=42)
    assert {photo.label for photo in open_data_set(root, report=discard).train} == {0, 1}


def test_an_interruption_loses_no_look_that_was_taken(tmp_path):
    root = make_photos(tmp_path, TWO)

    def stop(event):
        if isinstance(event, Progress) and event.done == 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_data_set(root, report=stop, workers=1)
    heard = Recorder()
    data = open_data_set(root, report=heard)
    assert [event.total for event in heard.of(Started)] == [8]
    fresh = open_data_set(make_photos(tmp_path / "fresh", TWO), report=discard)
    assert data.fingerprint == fresh.fingerprint


def test_photos_of_a_folder_have_no_label(tmp_path):
    root = make_photos(tmp_path, {"dogs": 3, "dogs/large": 2, "empty": 0})
    (root / "dogs/broken.jpg").write_bytes(b"no picture")
    heard = Recorder()
    photos = folder_photos(root / "dogs", report=heard)
    assert [photo.label for photo in photos] == [-1] * 5
    assert len({photo.digest for photo in photos}) == 5
    assert [Path(event.item).name for event in heard.of(Failed)] == ["broken.jpg"]
    assert not list(root.rglob(".*"))
    for name in ("empty", "absent"):
        with pytest.raises(DataError, match=name):
            folder_photos(root / name, report=discard)


def test_any_number_of_threads_gives_the_same(tmp_path):
    one = open_data_set(make_photos(tmp_path / "one", TWO), report=discard, workers=1)
    many = open_data_set(make_photos(tmp_path / "many", TWO), report=discard, workers=7)
    assert one.fingerprint == many.fingerprint
    assert names(one.train) == names(many.train)


def test_opening_data_does_not_load_torch():
    code = "import sys, training.data, training.manifest; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_real_photos(real_data):
    data = open_data_set(real_data / "mini_landmarks", report=discard)
    assert len(data.classes) == 27
    assert (len(data.train), len(data.validation), len(data.test)) == (1531, 383, 554)
    assert data.unreadable == ()
    assert [(one.name, other.name) for one, other in data.duplicates] == [
        ("60e2ac787b4ae297.jpg", "f84387397a185398.jpg")
    ]
    assert {photo.label for photo in data.validation} == set(range(27))
