"""The window: opening, empty states, filter, order, groups, dialogs, session."""

import gui_tools
import photo_factory
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import SKIP
from landmark_gui.library.photo_filter import Filter, GroupBy, SortKey
from landmark_gui.ui import shortcuts
from landmark_gui.ui.shortcuts import ACTIONS


def test_without_anything_it_says_what_to_do(start):
    window = start()
    assert "landmarks are in your photos" in window.window.empty.title
    assert window.window.empty.isVisible()


def test_a_folder_from_the_command_line(start, folder):
    window = start(folder)
    assert window.names == ["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"]
    assert folder.name in window.window.windowTitle()
    window.wait(lambda: all(window.model.thumbnail(row) is not None for row in range(5)))


def test_single_files(start, folder):
    assert start(folder / "a.jpg", folder / "sub" / "e.jpg").names == ["a.jpg", "e.jpg"]


def test_a_folder_without_photos(start, tmp_path):
    (tmp_path / "none").mkdir()
    window = start(tmp_path / "none")
    window.wait(lambda: "No photos in none" in window.window.empty.title)


def test_a_folder_that_is_not_there(start, tmp_path):
    window = start(tmp_path / "missing")
    window.wait(lambda: window.program.problems.rowCount() == 1)
    assert window.names == []


def test_dropped_folders_are_opened(window, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    photo_factory.save(other / "z.jpg", photo_factory.scene(80, 60))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.window.dropEvent(event)
    window.wait(lambda: window.names == ["z.jpg"])


def test_a_second_folder_is_added(window, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    photo_factory.save(other / "z.jpg", photo_factory.scene(80, 60))
    window.program.photos.add([other])
    window.wait(lambda: len(window.names) == 6)


def test_new_and_deleted_photos_are_noticed(window, folder):
    photo_factory.save(folder / "new.jpg", photo_factory.scene(80, 60))
    (folder / "a.jpg").unlink()
    window.wait(lambda: "new.jpg" in window.names and "a.jpg" not in window.names)


def test_recent_folders(window, start, folder):
    window.close()
    again = start()
    again.wait(lambda: [action.text() for action in again.window.recent_menu.actions()] == [str(folder)])


def test_filters(window):
    window.suggest(a=[("eiffel-tower", 0.95)], b=[("petra", 0.5)], c=[("petra", 0.1)])
    bar = window.window.filter_bar
    for verdict, names in (
        (Verdict.CONFIDENT, ["a.jpg"]),
        (Verdict.AMBIGUOUS, ["b.jpg"]),
        (Verdict.NO_LANDMARK, ["c.jpg"]),
    ):
        chip = bar.findChild(QToolButton, f"chip-{verdict.value}")
        chip.click()
        window.wait(lambda names=names: window.names == names)
        chip.click()
    bar.set_filter(Filter(text="eiffel"))
    bar.filter_changed.emit(Filter(text="eiffel"))
    assert window.names == ["a.jpg"]
    bar.filter_changed.emit(Filter(has_gps=True))
    assert window.names == ["d.jpg"]
    bar.filter_changed.emit(Filter(text="nothing has this"))
    assert "No photo fits" in window.window.empty.title
    window.trigger("clear-filter")
    assert len(window.names) == 5


def test_typing_filters(window):
    window.press("f", Qt.KeyboardModifier.ControlModifier)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    window.press("e.jpg")
    window.wait(lambda: window.names == ["e.jpg"])
    window.press(Qt.Key.Key_Escape)
    window.wait(lambda: len(window.names) == 5)


def test_who_types_goes_on_typing_after_a_text_that_nothing_has(window):
    window.press("f", Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    window.press("e.jpx")
    window.wait(lambda: window.window.stack.currentWidget() is window.window.empty)
    window.press(Qt.Key.Key_Backspace)
    window.wait(lambda: window.names == ["e.jpg"])
    assert QApplication.focusWidget() is field
    window.press("g")
    assert field.text() == "e.jpg"


def test_the_photo_that_a_filter_hid_is_current_again(window):
    window.go_to("c.jpg")
    for name in ("e.jpg", "d.jpg", "nothing has this"):
        window.press("f", Qt.KeyboardModifier.ControlModifier)
        window.window.filter_bar.set_filter(Filter())
        window.press(name)
        window.wait(lambda name=name: window.model.table.filter.text == name)
        assert window.current == ""
        window.press(Qt.Key.Key_Return)  # to the grid, where Qt makes the first photo the current one
    window.trigger("clear-filter")
    assert window.current == "c.jpg"
    assert window.window.grid.selected_rows() == [2]
    # but not where another one was chosen meanwhile
    window.program.view.set_filter(Filter(text="e.jpg"))
    window.go_to("e.jpg")
    window.trigger("clear-filter")
    assert window.current == "e.jpg"
    # of several, those that are still shown stay
    window.window.grid.select_rows([0, 1, 2], 1)
    window.program.view.set_filter(Filter(text="c.jpg"))
    assert window.current == "c.jpg"
    window.trigger("clear-filter")
    assert (window.current, window.window.grid.selected_rows()) == ("b.jpg", [0, 1, 2])


def test_keys_apply_to_no_photos_that_a_filter_hid(window):
    window.window.grid.selectAll()
    scope = window.window.review._scope
    assert scope.isVisible()
    assert "all 5 selected" in scope.text()
    window.program.view.set_filter(Filter(text="nothing has this"))
    assert not scope.isVisibleTo(window.window.review)
    window.trigger("clear-filter")
    window.window.grid.select_rows([0, 1, 2], 0)
    window.program.view.set_filter(Filter(text="d.jpg"))
    assert "No photo chosen" in window.window.review._file.text()
    assert not scope.isVisibleTo(window.window.review)


def test_orders_and_groups(window):
    view = window.program.view
    view.restore(Filter(), SortKey.NAME, True, GroupBy.NONE)
    assert window.names == ["e.jpg", "d.jpg", "c.jpg", "b.jpg", "a.jpg"]
    view.restore(Filter(), SortKey.DATE, False, GroupBy.NONE)
    assert window.names == ["a.jpg", "b.jpg", "d.jpg", "e.jpg", "c.jpg"]
    view.restore(Filter(), SortKey.NAME, False, GroupBy.DAY)
    assert [section.count for section in view._sections()] == [2, 1, 1, 1]
    assert "2019" in view._sections()[0].title
    view.restore(Filter(), SortKey.NAME, False, GroupBy.FOLDER)
    assert [section.count for section in view._sections()] == [4, 1]


def test_the_session_comes_back(window, start, folder):
    window.program.view.restore(Filter(text="jpg"), SortKey.DATE, True, GroupBy.DAY)
    window.go_to("d.jpg")
    window.window.resize(780, 600)  # the screenless platform has 800 pixels
    window.window.splitter.setSizes([380, 400])
    sizes = window.window.splitter.sizes()
    window.close()
    again = start()
    again.wait(lambda: len(again.names) == 5 and again.current == "d.jpg")
    assert again.model.table.group_by is GroupBy.DAY
    assert again.model.table.is_reversed
    assert again.window.filter_bar.filter.text == "jpg"
    again.wait(lambda: again.window.splitter.sizes()[1] == pytest.approx(sizes[1], abs=8))


def test_decisions_and_suggestions_come_back(window, start, folder):
    window.program.deciding.act([0], SKIP)
    window.close()
    again = start(folder)
    again.wait(lambda: again.photo("a.jpg").decision.is_reviewed)


def test_every_action_can_be_found_in_the_palette(window):
    window.press("k", Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    window.press("problems", widget=field)
    window.press(Qt.Key.Key_Return, widget=field)
    assert any("Problems" in widget.windowTitle() for widget in QApplication.topLevelWidgets() if widget.isVisible())


def test_no_two_actions_share_a_key():
    assert shortcuts.conflicts(shortcuts.keys_in_use()) == {}


def test_every_action_does_something(window):
    unconnected = [
        spec.id
        for spec in ACTIONS
        if not window.window.actions_[spec.id].receivers("2triggered(bool)" if not spec.checkable else "2toggled(bool)")
    ]
    assert unconnected == []


def test_keys_can_be_changed(window):
    keys = '{"skip": "Ctrl+J"}'
    window.program.use_settings(window.program.settings.replace(keys=keys))
    window.go_to("a.jpg")
    window.press("s")
    assert not window.photo("a.jpg").decision.is_reviewed
    window.press("j", Qt.KeyboardModifier.ControlModifier)
    assert window.photo("a.jpg").decision.is_reviewed


def test_a_message_can_be_closed_in_any_theme(window):
    messages = window.window.messages
    window.program.use_settings(window.program.settings.replace(theme="light"))
    messages.tell("Something happened.", lasting=True)
    (cross,) = [button for button in messages.findChildren(QToolButton) if "Close" in button.accessibleName()]
    for theme, is_light_on_dark in (("light", False), ("dark", True)):
        window.program.use_settings(window.program.settings.replace(theme=theme))
        window.wait(lambda expected=is_light_on_dark: (_brightest(cross) > 160) is expected)


def _brightest(button: QToolButton) -> int:
    """Of the drawn parts of its icon, 0 to 255."""
    image = button.icon().pixmap(16, 16).toImage()
    colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(colour.lightness() for colour in colours if colour.alpha() > 200)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_themes_paint(window, theme, qapp):
    window.program.use_settings(window.program.settings.replace(theme=theme))
    picture = window.window.grab().toImage()
    grey = picture.pixelColor(picture.width() // 2, picture.height() - 4).lightness()
    assert (grey > 128) == (theme == "light")


def test_everything_has_a_name_for_assistive_programs(window):
    nameless = []
    for widget in window.window.findChildren(object):
        shown = isinstance(widget, (QToolButton, QLineEdit)) and widget.isVisible()
        if shown and not (widget.accessibleName() or widget.text() or widget.toolTip()):
            nameless.append(widget)
    assert nameless == []


def test_copying(window):
    window.window.grid.select_rows([0, 1])
    window.trigger("copy-name")
    assert gui_tools.clipboard_text() == "a.jpg\nb.jpg"
    window.trigger("copy-path")
    assert gui_tools.clipboard_text().endswith("b.jpg")
    assert gui_tools.clipboard_text().startswith("/")


def test_the_menu_on_photos(window):
    window.suggest(a=[("eiffel-tower", 0.95)])
    window.go_to("a.jpg")
    menu = window.program._photo_actions.menu()
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert any("Suggest" in text for text in texts)
    assert any("Eiffel Tower" in text for text in texts)
    assert all(isinstance(action, QAction) for action in menu.actions())


def test_what_is_in_the_file(window):
    window.go_to("d.jpg")
    window.trigger("metadata")
    dialog = next(d for d in window.window.findChildren(object) if type(d).__name__ == "MetadataDialog")
    window.wait(lambda: dialog.table.rowCount() > 3)
    assert "48.858400, 2.294500" in dialog.as_text()


def test_the_map_filters_the_grid(window):
    window.trigger("map")
    map_view = window.window.map
    window.wait(lambda: map_view.has_land and len(map_view.clusters) == 1)
    map_view.choose_at(map_view.place_of(map_view.clusters[0]))
    assert window.names == ["d.jpg"]
    map_view.choose_at(QPointF(1, 1))
    assert len(window.names) == 5


def test_problems_are_listed_and_exported(window, folder, tmp_path):
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 this is no photo")
    window.trigger("rescan")
    window.wait(lambda: "broken.jpg" in window.names)
    from landmark_gui.ui.error_list import ErrorList
    from landmark_gui.workers.worker import Failure

    window.program.problems.add([Failure(folder / "broken.jpg", "It is damaged.")] * 2)
    assert window.program.problems.rowCount() == 1
    errors = ErrorList(window.program.problems, window.window)
    assert errors.export(tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text() == f"{folder / 'broken.jpg'}\tIt is damaged.\n"
    assert not errors.export(tmp_path / "no" / "folder.txt")
    assert any("could not be written" in label.text() for label in errors.findChildren(QLabel))
