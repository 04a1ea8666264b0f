"""The settings dialog, made from the declarations."""

import gui_tools
import pytest
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox

from landmark_gui.settings import SETTINGS, Settings, load, save
from landmark_gui.ui import shortcuts
from landmark_gui.ui.keys_editor import KeysEditor
from landmark_gui.ui.scrolling import Scrolling
from landmark_gui.ui.settings_dialog import SettingsDialog

OTHER = {
    "theme": "dark", "language": "de", "thumbnail_size": 300, "model": "mine", "device": "cuda:1", "top_k": 7,
    "stay_ready_minutes": 0,
    "accept_probability": 0.75, "burst_seconds": 10.0, "keyword_root": "Orte", "keyword_language": "de",
    "hierarchy_separator": ">", "digikam_separator": "\\", "sidecar": "always", "sidecar_choice": "appended",
    "hard_links": "write", "keys": '{"skip": "J"}',
}  # fmt: skip


def other(setting):
    """A value that is not the default."""
    return not setting.default if setting.type is bool else OTHER[setting.name]


@pytest.fixture
def dialog(qtbot, qapp):
    made = SettingsDialog(Settings())
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_setting_can_be_changed_and_reset(dialog):
    for setting in SETTINGS:
        row = dialog.editor(setting.name)
        assert row.value() == setting.default, setting.name
        row.set(other(setting))
        assert dialog.values().get(setting.name) == other(setting), setting.name
        assert not row.reset_button.isHidden(), setting.name
        row.reset_button.click()
        assert dialog.values().get(setting.name) == setting.default, setting.name


def test_nothing_is_chosen_where_nothing_was_changed(dialog):
    assert dict(dialog.values().chosen) == {}


def test_searching_leaves_what_fits(dialog):
    dialog._search.setText("sidecar")
    assert "sidecar" in dialog.visible_names
    assert "theme" not in dialog.visible_names
    dialog._search.setText("no such thing")
    assert dialog.visible_names == []
    dialog._search.setText("")
    assert len(dialog.visible_names) == len(SETTINGS)


def test_what_a_setting_may_not_have_is_told(dialog, qtbot):
    dialog.editor("hierarchy_separator").set("ab")
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog._take()
    assert "punctuation" in dialog._message.text()


def test_all_reset_at_once(dialog):
    for setting in SETTINGS:
        dialog.editor(setting.name).set(other(setting))
    dialog.reset_all()
    assert all(dialog.values().get(setting.name) == setting.default for setting in SETTINGS)


def test_settings_are_kept_on_disk(start):
    window = start()
    window.program.use_settings(window.program.settings.replace(theme="dark", top_k=3))
    window.close()
    assert load().text("theme") == "dark"
    assert load().whole("top_k") == 3


def test_what_was_chosen_elsewhere_meanwhile_stays_when_the_window_closes(start):
    window = start()
    save(load().replace(model="mine"))
    window.program._size_chosen(300)
    window.close()
    assert (load().text("model"), load().whole("thumbnail_size")) == ("mine", 300)


def test_damaged_settings_are_set_aside_where_the_person_says_so(start, user_home, folder):
    save(Settings().replace(top_k=7))
    path = user_home / "settings.json"
    damaged = path.read_text()[:-4]
    path.write_text(damaged)
    window = start(folder)
    window.wait(lambda: "damaged" in window.message)
    assert path.read_text() == damaged
    window.window.messages.clear()
    window.program.use_settings(window.program.settings.replace(theme="dark"))
    window.wait(lambda: "damaged" in window.message)
    assert path.read_text() == damaged
    window.window.messages.button.click()
    window.wait(lambda: "settings-damaged.json" in window.message)
    assert (user_home / "settings-damaged.json").read_text() == damaged
    window.wait(lambda: path.exists() and load().text("theme") == "dark")
    assert load().whole("top_k") == Settings().whole("top_k")


def test_damaged_settings_that_the_person_deleted_meanwhile(start, user_home, folder):
    path = user_home / "settings.json"
    path.write_text("{")
    window = start(folder)
    window.wait(lambda: "damaged" in window.message)
    path.unlink()
    window.window.messages.button.click()
    window.wait(lambda: "defaults now; the old file is gone" in window.message)
    window.program.use_settings(window.program.settings.replace(theme="dark"))
    window.wait(lambda: path.exists() and load().text("theme") == "dark")


def test_clashing_keys_are_told(qtbot):
    editor = KeysEditor()
    qtbot.addWidget(editor)
    editor.set_key("skip", "X")
    assert "Skip" in editor._conflict.text()
    assert shortcuts.keys_in_use(editor.value())["skip"] == ("X",)
    editor.set_key("skip", "S")
    assert editor.value() == ""


def test_damaged_keys_are_left_out():
    assert shortcuts.keys_in_use("{no json")["skip"] == ("S",)
    assert shortcuts.keys_in_use('{"skip": 3, "nothing": "K"}')["skip"] == ("S",)
    assert shortcuts.keys_in_use("[1]")["skip"] == ("S",)


def test_the_wheel_scrolls_the_page_and_changes_only_the_field_with_the_focus(dialog, qtbot):
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    dialog._search.setFocus()
    bar = dialog.findChild(Scrolling).verticalScrollBar()
    editors = [dialog.editor(setting.name).editor for setting in SETTINGS]
    turned = [editor for editor in editors if isinstance(editor, (QAbstractSpinBox, QComboBox))]
    assert len(turned) > 5
    for editor in turned:
        bar.setValue(0)
        gui_tools.turn_wheel(editor, -1)
        assert bar.value() > 0, editor.accessibleName()
    assert dict(dialog.values().chosen) == {}
    row = dialog.editor("top_k")
    row.editor.setFocus()
    qtbot.waitUntil(row.editor.hasFocus)
    gui_tools.turn_wheel(row.editor, -1)
    assert row.value() == row.setting.default - 1
