"""From folders to photos: recursive, in order, each once."""

import os
import sys
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ordinary_user import ordinary_user

from landmark_gui.library.scan import Found, scan
from landmark_gui.photo_names import is_photo

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX file names and links")


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def names(found: list[Found], root: Path) -> list[str]:
    return [entry.path.relative_to(root).as_posix() for entry in found]


def test_folders_are_recursive_and_sorted(tmp_path):
    touch(
        *(
            tmp_path / name
            for name in ("b.jpg", "a.JPG", "z/2.png", "z/1.heic", "c/d/e.tiff", "notes.txt", "z/film.mp4")
        )
    )
    found = list(scan([tmp_path], is_photo))
    assert names(found, tmp_path) == ["a.JPG", "b.jpg", "c/d/e.tiff", "z/1.heic", "z/2.png"]
    assert all(entry.problem is None for entry in found)


def test_files_and_folders_mixed_keep_their_order_and_come_once(tmp_path):
    touch(tmp_path / "x.jpg", tmp_path / "f/1.jpg", tmp_path / "f/2.jpg", tmp_path / "f/g/3.jpg")
    found = scan(
        [tmp_path / "f/2.jpg", tmp_path / "x.jpg", tmp_path / "f", tmp_path / "f/g", tmp_path / "x.jpg"], is_photo
    )
    assert names(list(found), tmp_path) == ["f/2.jpg", "x.jpg", "f/1.jpg", "f/g/3.jpg"]


@pytest.mark.parametrize("stream", [list, iter])
@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (["f", "f/2.jpg"], ["f/1.jpg", "f/2.jpg", "f/g/3.jpg"]),
        (["f/2.jpg", "f"], ["f/2.jpg", "f/1.jpg", "f/g/3.jpg"]),
        (["f", "f"], ["f/1.jpg", "f/2.jpg", "f/g/3.jpg"]),
        (["f/g", "f", "f/g/3.jpg"], ["f/g/3.jpg", "f/1.jpg", "f/2.jpg"]),
        (["f/g/../2.jpg", "f/2.jpg"], ["f/2.jpg"]),
        (["f/no.jpg", "f", "f/no.jpg"], ["f/no.jpg", "f/1.jpg", "f/2.jpg", "f/g/3.jpg"]),
    ],
)
def test_what_is_reached_twice_comes_once(tmp_path, monkeypatch, stream, given, wanted):
    touch(tmp_path / "f/1.jpg", tmp_path / "f/2.jpg", tmp_path / "f/g/3.jpg")
    monkeypatch.chdir(tmp_path)
    assert names(list(scan(stream(given), is_photo)), tmp_path) == wanted


def test_memory_does_not_grow_with_the_photos(tmp_path):
    for number in range(60):
        touch(*(tmp_path / f"{number:02}" / f"{'long name ' * 15}{photo}.jpg" for photo in range(50)))
    tracemalloc.start()
    try:
        before, most = None, 0
        for _ in scan([tmp_path], is_photo):
            now, _ = tracemalloc.get_traced_memory()
            before = now if before is None else before
            most = max(most, now - before)
    finally:
        tracemalloc.stop()
    assert most < 150_000  # a folder's; the paths of all are more than 600 KB


def test_a_named_file_is_taken_whatever_its_suffix(tmp_path):
    touch(tmp_path / "photo", tmp_path / ".hidden.jpg")
    assert names(list(scan([tmp_path / "photo", tmp_path / ".hidden.jpg"], is_photo)), tmp_path) == [
        "photo",
        ".hidden.jpg",
    ]


def test_hidden_and_preview_folders_are_left_out_unless_named(tmp_path):
    touch(*(tmp_path / name for name in (".thumbnails/a.jpg", "@eaDir/b.jpg", "._c.jpg", ".d.jpg", "e.jpg")))
    assert names(list(scan([tmp_path], is_photo)), tmp_path) == ["e.jpg"]
    assert names(list(scan([tmp_path / ".thumbnails"], is_photo)), tmp_path) == [".thumbnails/a.jpg"]


def test_missing_files_and_impossible_names_are_problems_in_their_place(tmp_path):
    touch(tmp_path / "a.jpg")
    found = list(scan([tmp_path / "no.jpg", tmp_path / "a.jpg", "a\0b.jpg", "", tmp_path / "a.jpg/b.jpg"], is_photo))
    assert [entry.problem is None for entry in found] == [False, True, False, False, False]
    assert found[0].path == tmp_path / "no.jpg"
    assert "no such file" in found[0].problem
    assert "not a valid file name" in found[2].problem


def test_relative_paths_become_absolute(tmp_path, monkeypatch):
    touch(tmp_path / "f/a.jpg")
    monkeypatch.chdir(tmp_path)
    assert [entry.path for entry in scan(["f", Path("f/../f")], is_photo)] == [tmp_path / "f/a.jpg"]


@posix
def test_loops_of_links_end_and_linked_folders_count_once(tmp_path):
    touch(tmp_path / "f/a.jpg", tmp_path / "other/b.jpg")
    (tmp_path / "f/loop").symlink_to(tmp_path / "f")
    (tmp_path / "f/up").symlink_to("..")
    (tmp_path / "f/self").symlink_to("self")
    (tmp_path / "f/other").symlink_to(tmp_path / "other")
    found = list(scan([tmp_path / "f"], is_photo))
    assert names([entry for entry in found if entry.problem is None], tmp_path) == ["f/a.jpg", "f/other/b.jpg"]


@posix
def test_links_to_nothing_and_special_files_are_problems(tmp_path):
    touch(tmp_path / "a.jpg")
    (tmp_path / "gone.jpg").symlink_to(tmp_path / "nothing.jpg")
    (tmp_path / "linked.jpg").symlink_to(tmp_path / "a.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    found = {entry.path.name: entry.problem for entry in scan([tmp_path, tmp_path / "pipe.jpg", "/dev/null"], is_photo)}
    assert found["a.jpg"] is found["linked.jpg"] is None
    assert "does not exist" in found["gone.jpg"]
    assert "pipe" in found["pipe.jpg"]
    assert "device" in found["null"]


@posix
def test_an_unreadable_folder_is_a_problem(tmp_path):
    touch(tmp_path / "f/a.jpg", tmp_path / "g/b.jpg")
    (tmp_path / "f").chmod(0)
    try:
        with ordinary_user():
            found = list(scan([tmp_path], is_photo))
    finally:
        (tmp_path / "f").chmod(0o700)
    assert [(entry.path.name, entry.problem is None) for entry in found] == [("f", False), ("b.jpg", True)]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_not_utf8(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.jpg"
    with open(path, "wb"):
        pass
    (found,) = scan([tmp_path], is_photo)
    assert os.fsencode(found.path) == path


def test_folders_deeper_than_the_recursion_limit(tmp_path):
    folder = tmp_path / "deep"
    folder.mkdir()
    (tmp_path / "notes.txt").write_bytes(b"")  # ends the removal below
    for _ in range(1100):  # 2 characters each: within the longest path of the system
        folder = folder / "d"
        folder.mkdir()
    photo = folder / "a.jpg"
    photo.write_bytes(b"x")
    try:
        assert [entry.path for entry in scan([tmp_path], is_photo)] == [photo]
    finally:
        photo.unlink()
        os.removedirs(folder)  # pytest's own removal is recursive, and would fail


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=5))
def test_any_text_gives_photos_or_problems(texts):
    for entry in scan([text for text in texts if not os.path.exists(text)], is_photo):
        assert entry.problem
