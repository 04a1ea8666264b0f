"""The small dialog's callers: who gets what, of which photos, one after the other and beside the main window."""

import json
import os

from known_suggestions import EIFFEL, remember
from PySide6.QtCore import Qt
from suggest_tools import opened

from landmark_gui.library.catalog import Catalog
from landmark_gui.library.content import content_id
from landmark_gui.metadata import read_metadata
from landmark_gui.models.marks import Mark, mark_of


def test_each_caller_gets_only_its_own(small, photos):
    first = small.ask(photos[0], photos[1])
    second = small.ask(photos[2], form="json")
    third = small.ask(photos[1], photos[3], wait=False)
    small.wait_for_suggestions()
    assert len(small.running._quicks) == 1
    assert len(small.photos) == 4
    for _ in range(3):
        small.press("1")
    small.press(Qt.Key.Key_Return)
    small.wait(lambda: "3 files written" in small.message)
    small.press(Qt.Key.Key_Return)
    assert small.end_of(first) == 0
    assert small.end_of(second) == 0
    assert [line.split("\t")[0] for line in first.lines] == [str(photos[0]), str(photos[1])]
    assert [json.loads(line)["path"] for line in second.lines] == [str(photos[2])]
    assert third.lines == []


def test_who_decides_only_has_a_dialog_of_its_own(small, photos):
    opened(small, photos[:1])
    opened(small, photos[1:2], write=False)
    assert len(small.running._quicks) == 2
    for quick in small.running._quicks:
        assert len(quick.review.photos) == 1


def test_the_dialog_is_used_again(small, photos):
    first = opened(small, photos[:2])
    small.press("1")
    small.press(Qt.Key.Key_Escape)
    small.press(Qt.Key.Key_Escape)
    assert small.end_of(first) == 0
    second = opened(small, photos[2:3])
    assert len(small.running._quicks) == 1
    assert [photo.file.name for photo in small.photos] == ["c.png"]
    assert not small.dialog.actions_["undo"].isEnabled()
    small.press("u")
    assert not small.photo("c.png").decision.is_reviewed
    with Catalog() as catalog:
        assert catalog.decisions([content_id(photos[0])])  # what was said the first time stands
    small.press(Qt.Key.Key_Escape)
    assert small.end_of(second) == 1


def test_a_caller_that_leaves_takes_its_photos_along(small, photos):
    first = small.ask(photos[0])
    second = small.ask(photos[1])
    small.wait_for_suggestions()
    second.leave()
    small.wait(lambda: [photo.file.name for photo in small.photos] == ["a.png"])
    assert small.dialog.isVisible()
    first.leave()
    small.wait(lambda: not small.dialog.isVisible())


def test_folders_are_looked_through(small, photos, tmp_path):
    caller = small.ask(folders=[tmp_path / "in"])
    small.wait(lambda: len(small.photos) == 4)
    small.wait_for_suggestions()
    small.press("1")
    small.press(Qt.Key.Key_Return)
    small.wait(lambda: "written" in small.message)
    small.press(Qt.Key.Key_Return)
    assert small.end_of(caller) == 0
    assert caller.lines[0].startswith(str(photos[0]))


def test_neighbours_of_the_photos_are_left_alone(small, photos):
    opened(small, photos[:1])
    small.press("1")
    small.press(Qt.Key.Key_Return)
    small.wait(lambda: "written" in small.message)
    small.wait(lambda: small.photo("a.png").landmark_in_file)
    assert [photo.file.name for photo in small.photos] == ["a.png"]


def test_too_many_photos_go_to_the_main_window(small, photos):
    many = [photos[0].parent / f"{number}.png" for number in range(250)]
    caller = small.ask(*photos, *many)
    assert small.end_of(caller) == 0
    assert "main window" in caller.complaints[0]
    program = small.running._program
    small.wait(lambda: not program.photos.is_listing and program.model.rowCount() == 4)
    assert not any(quick.is_open for quick in small.running._quicks)
    program.window.close()


def test_the_main_window_on_request(small, photos):
    caller = opened(small, photos)
    small.qtbot.mouseClick(small.dialog.open_main, Qt.MouseButton.LeftButton)
    assert small.end_of(caller) == 1
    program = small.running._program
    small.wait(lambda: program.model.rowCount() == 4)
    program.window.close()


def test_the_main_window_sees_what_the_dialog_does(small, photos):
    small.running.open_window([str(photos[0].parent)])
    program = small.running._program
    small.wait(lambda: program.model.rowCount() == 4 and all(program.model.photo(row).content for row in range(4)))
    opened(small, photos[:1])
    small.press("1")
    small.wait(lambda: program.model.photo(0).decision.landmark == "eiffel-tower")
    small.press(Qt.Key.Key_Return)
    small.wait(lambda: "written" in small.message)
    small.wait(lambda: mark_of(program.model.photo(0)) is Mark.WRITTEN)
    small.press(Qt.Key.Key_Escape)
    program.window.close()


def test_names_with_everything_in_them(small, photos, tmp_path):
    names = ["with space.png", "qu'ote\".png", "umläut €.png", os.fsdecode(b"caf\xe9.png"), "a\nb\tc.png"]
    paths = [tmp_path / "odd" / name for name in names]
    remember(dict.fromkeys(paths, EIFFEL))
    caller = opened(small, paths, form="json")
    small.press("a")
    small.press(Qt.Key.Key_Return)
    small.wait(lambda: "5 files written" in small.message)
    small.press(Qt.Key.Key_Return)
    assert small.end_of(caller) == 0
    assert {json.loads(line)["path"] for line in caller.lines} == set(map(str, paths))
    assert all(read_metadata(path).keywords == ("Eiffel Tower",) for path in paths)
