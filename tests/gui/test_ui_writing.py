"""From accepted decisions over the plan into real files, and back."""

import hashlib
import html
import sys
from pathlib import Path

import pytest
from ordinary_user import ordinary_user
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from landmark_gui.library.decisions import accept
from landmark_gui.metadata import WriteResult, read_metadata
from landmark_gui.models.marks import Mark, mark_of
from landmark_gui.models.plan_tree import AFTER, BEFORE, FILE, group_of
from landmark_gui.ui.accept_confident import AcceptConfident
from landmark_gui.ui.plan_dialog import PlanDialog
from landmark_gui.ui.result_list import ResultList


def accepted(window, *names, key="eiffel-tower"):
    table = window.model.table
    for name in names:
        window.program.deciding.act([table.id_of(window.photo(name).path)], accept(key))
    window.wait(window.window.actions_["write"].isEnabled)


def plan(window) -> PlanDialog:
    window.trigger("write")
    dialog = window.window.findChild(PlanDialog)
    window.wait(lambda: "will change" in dialog.summary or "Nothing to write" in dialog.summary)
    return dialog


def write(window, dialog):
    window.qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    window.wait(lambda: "written" in window.message and not window.program.writing.is_busy)


def checksum(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_plan_writes_nothing(window, folder):
    accepted(window, "a.jpg")
    before = checksum(folder / "a.jpg")
    dialog = plan(window)
    assert len(dialog.tree.files) == 1
    lines = {line.group: line for line in dialog.tree.files[0].lines}
    assert lines["keywords"].after == ("Eiffel Tower",)
    dialog.reject()
    assert checksum(folder / "a.jpg") == before


def test_write_and_take_back(window, folder):
    before = checksum(folder / "a.jpg")
    accepted(window, "a.jpg", "b.jpg")
    write(window, plan(window))
    assert "Eiffel Tower" in read_metadata(folder / "a.jpg").keywords
    window.wait(lambda: mark_of(window.photo("a.jpg")) is Mark.WRITTEN)
    window.wait(lambda: not window.window.actions_["write"].isEnabled())
    assert window.window.messages.button.isVisible()
    window.window.messages.button.click()
    window.wait(lambda: "as they were" in window.message)
    assert checksum(folder / "a.jpg") == before
    window.wait(lambda: mark_of(window.photo("a.jpg")) is Mark.ACCEPTED)


def test_the_plan_is_read_and_confirmed_by_keyboard(window, folder):
    accepted(window, "a.jpg")
    dialog = plan(window)
    window.press(Qt.Key.Key_Down, widget=dialog.view)
    window.press(Qt.Key.Key_Down, widget=dialog.view)
    window.press(Qt.Key.Key_Space, widget=dialog.view)  # unticks the first field
    window.press(Qt.Key.Key_Return, widget=dialog.view)
    window.wait(lambda: "written" in window.message)
    fields = read_metadata(folder / "a.jpg").fields
    assert "dc:subject" not in fields
    assert "lr:hierarchicalSubject" in fields


def test_the_last_write_of_an_earlier_evening_is_taken_back_after_asking(window, start, folder):
    before = checksum(folder / "a.jpg")
    accepted(window, "a.jpg")
    write(window, plan(window))
    window.close()
    again = start(folder)
    again.wait(lambda: len(again.names) == 5)
    again.trigger("undo-write")
    again.wait(lambda: "last write" in again.message)
    assert checksum(folder / "a.jpg") != before
    again.window.messages.button.click()
    again.wait(lambda: "as it was" in again.message)
    assert checksum(folder / "a.jpg") == before


def test_an_unticked_field_is_not_written(window, folder):
    accepted(window, "a.jpg", "b.jpg")
    dialog = plan(window)
    tree = dialog.tree
    row = next(n for n, file in enumerate(tree.files) if file.result.path.name == "a.jpg")
    top = tree.index(row, 0)
    line = next(n for n, entry in enumerate(tree.files[row].lines) if entry.group == "hierarchy")
    tree.setData(tree.index(line, 0, top), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert tree.data(top, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.PartiallyChecked
    write(window, dialog)
    assert "lr:hierarchicalSubject" not in read_metadata(folder / "a.jpg").fields
    assert "lr:hierarchicalSubject" in read_metadata(folder / "b.jpg").fields
    window.trigger("undo-write")
    window.wait(lambda: "as they were" in window.message)
    assert not any(read_metadata(folder / name).keywords for name in ("a.jpg", "b.jpg"))


def test_an_unticked_file_is_not_written(window, folder):
    accepted(window, "a.jpg", "b.jpg")
    dialog = plan(window)
    row = next(n for n, file in enumerate(dialog.tree.files) if file.result.path.name == "a.jpg")
    dialog.tree.setData(dialog.tree.index(row, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    window.wait(lambda: "1 file" in dialog.summary)
    write(window, dialog)
    assert not read_metadata(folder / "a.jpg").keywords
    assert read_metadata(folder / "b.jpg").keywords


def test_a_field_is_unticked_in_all_files(window):
    accepted(window, "a.jpg", "b.jpg")
    dialog = plan(window)
    box = next(box for box in dialog.findChildren(QCheckBox) if "digiKam" in box.text())
    box.setChecked(False)
    assert all("digikam" in file.off for file in dialog.tree.files)
    dialog.reject()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_no_permission_is_told(start, folder):
    with ordinary_user():  # before the program starts its threads
        window = start()
        window.open(folder)
        accepted(window, "e.jpg")
        before = checksum(folder / "sub" / "e.jpg")
        (folder / "sub").chmod(0o555)
        try:
            dialog = plan(window)
            assert "1 cannot be written" in dialog.summary
            assert "sub is read-only" in dialog.tree.files[0].result.reason
            assert not dialog.write_button.isEnabled()
            dialog.reject()
        finally:
            (folder / "sub").chmod(0o755)
    assert checksum(folder / "sub" / "e.jpg") == before


def test_a_long_reason_goes_on_over_a_selected_row_and_is_whole_in_the_tooltip(qtbot):
    reason = "The folder <A> " + "with a long name " * 20 + "is read-only."
    dialog = PlanDialog(1)
    qtbot.addWidget(dialog)
    photo = Path("a.jpg")
    dialog.add([WriteResult(photo, photo, "refused", reason)])
    dialog.complete()
    dialog.show()
    qtbot.waitExposed(dialog)
    file, before, after = (dialog.tree.index(0, column) for column in (FILE, BEFORE, AFTER))
    dialog.view.setCurrentIndex(file)
    cells = [dialog.view.viewport().grab(dialog.view.visualRect(index)).toImage() for index in (before, after)]
    for cell in cells:
        colours = {cell.pixel(x, cell.height() // 2) for x in range(8, cell.width() - 8)}
        assert len(colours) > 5, "there is text in the cell"
    for index in (before, after):
        assert html.escape(reason) in index.data(Qt.ItemDataRole.ToolTipRole)
    assert before.data(Qt.ItemDataRole.AccessibleTextRole) == reason
    assert "a.jpg" in file.data(Qt.ItemDataRole.ToolTipRole)


def test_files_that_vanish_between_plan_and_write_are_told(window, folder):
    accepted(window, "a.jpg", "b.jpg")
    dialog = plan(window)
    (folder / "a.jpg").unlink()
    window.qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    window.wait(lambda: "could not be written" in window.message)
    assert window.program.problems.rowCount() >= 1
    assert read_metadata(folder / "b.jpg").keywords
    window.window.messages.button.click()
    results = window.window.findChild(ResultList)
    assert results.table.item(0, 1).text() == "Not written"


def test_written_at_once_where_the_setting_says_so(window, folder):
    window.program.use_settings(window.program.settings.replace(write_at_once=True))
    accepted_id = window.model.table.id_of(str(folder / "a.jpg"))
    window.program.deciding.act([accepted_id], accept("petra"))
    window.wait(lambda: "written" in window.message)
    assert "Petra" in read_metadata(folder / "a.jpg").keywords


def test_each_write_at_once_is_told_for_itself(window, folder):
    window.program.use_settings(window.program.settings.replace(write_at_once=True))
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        window.window.messages.clear()
        window.program.deciding.act([window.model.table.id_of(str(folder / name))], accept("petra"))
        window.wait(lambda: window.message)
        assert window.message == "1 file written."
    window.trigger("undo-write")
    window.wait(lambda: "as they were" in window.message or "as it was" in window.message)
    assert not read_metadata(folder / "c.jpg").keywords
    assert read_metadata(folder / "b.jpg").keywords


def test_what_is_accepted_while_another_file_is_written_belongs_to_it(window, folder):
    window.program.use_settings(window.program.settings.replace(write_at_once=True))
    names = ("a.jpg", "b.jpg", "c.jpg")
    for number, name in enumerate(names):
        # A landmark that no gazetteer knows: only what is remembered here says that it stands in the file.
        window.program.deciding.act([window.model.table.id_of(str(folder / name))], accept(f"name:Mill {number}"))
    window.wait(lambda: all(window.photo(name).is_written for name in names))
    window.wait(lambda: "3 files written" in window.message)
    window.trigger("undo-write")
    window.wait(lambda: not any(read_metadata(folder / name).keywords for name in names))


def test_unwritten_decisions_are_told_next_time(window, start):
    accepted(window, "a.jpg")
    window.close()
    again = start()
    again.wait(lambda: "not written yet" in again.message)


def test_what_was_accepted_since_the_start_is_of_no_earlier_evening(window):
    accepted(window, "a.jpg")
    window.window.messages.clear()
    window.program._ask_unwritten()
    answers = []
    window.program.catalog.ask(lambda catalog: len(catalog.unwritten()), answers.append)
    window.wait(lambda: answers)
    assert answers == [1]
    assert window.message == ""


def test_accept_all_confident_says_how_many_mistakes(window):
    # One of these photos has a position, which would take part in it.
    window.program.use_settings(window.program.settings.replace(use_gps=False, use_context=False))
    window.suggest(a=[("eiffel-tower", 0.98)], b=[("eiffel-tower", 0.92)], c=[("petra", 0.5)], e=[("taj-mahal", 0.95)])
    window.trigger("accept-confident")
    dialog = window.window.findChild(AcceptConfident)
    assert set(dialog.landmarks.values()) == {"eiffel-tower", "taj-mahal"}
    assert "3" in dialog.summary
    assert "5.0 %" in dialog.summary  # (0.02 + 0.08 + 0.05) / 3
    dialog._slider.setValue(94)
    window.wait(lambda: len(dialog.landmarks) == 2)
    dialog._tree.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    assert len(dialog.landmarks) == 1
    dialog._accept.click()
    window.wait(lambda: "accepted" in window.message)
    assert sum(bool(photo.decision.landmark) for photo in window.photos()) == 1
    window.trigger("undo")
    window.wait(lambda: not any(photo.decision.is_reviewed for photo in window.photos()))


def test_photos_taken_far_from_there_are_not_accepted_with_the_others(window):
    window.program.use_settings(window.program.settings.replace(use_gps=False, use_context=False))
    window.suggest(a=[("eiffel-tower", 0.98)], d=[("taj-mahal", 0.99)])  # d was taken in Paris
    window.trigger("accept-confident")
    dialog = window.window.findChild(AcceptConfident)
    assert set(dialog.landmarks.values()) == {"eiffel-tower"}
    assert "1 photo taken far from there is left out" in dialog.summary
    dialog.reject()


@pytest.mark.parametrize(
    ("field", "group"),
    [
        ("dc:subject", "keywords"),
        ("lr:hierarchicalSubject", "hierarchy"),
        ("digiKam:TagsList", "digikam"),
        ("photoshop:City", "location"),
        ("IPTC:City", "iptc"),
        ("EXIF:GPS", "gps"),
        ("EXIF:XPKeywords", "xp_keywords"),
        ("Iptc4xmpExt:LocationShown", "location_shown"),
    ],
)
def test_groups_of_fields(field, group):
    assert group_of(field) == group
