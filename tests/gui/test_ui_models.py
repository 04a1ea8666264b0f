"""The dialog of all models: using, comparing, renaming, exporting, importing and deleting them."""

import gui_tools
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from landmark_gui import settings as settings_file
from landmark_gui.ui.models_dialog import ModelsDialog


@pytest.fixture
def models(program, qtbot, home, user_home):
    from landmark_gui.workers import model_files

    compared = {"id": model_files.model_id(user_home / "models" / "good.landmarks"), "name": "good", "n": 9,
                "top1": 0.5, "top1_in_use": 0.9}  # fmt: skip
    model_files.save_trained(home / "m.landmarks", "worse", "a note", compared)
    program.window.actions_["models"].trigger()
    dialog = program.training.models
    qtbot.waitUntil(lambda: len(dialog.models) >= 2, timeout=gui_tools.LONG_MS)
    return dialog


def choose(dialog, *names: str) -> None:
    dialog.list.clearSelection()
    for row in range(dialog.list.topLevelItemCount()):
        item = dialog.list.topLevelItem(row)
        item.setSelected(item.data(0, Qt.ItemDataRole.UserRole) in names)


def answer(dialog, name: str, role) -> str:
    box = dialog.findChild(QMessageBox, name)
    text = box.text()
    next(button for button in box.buttons() if box.buttonRole(button) == role).click()
    return text


def test_a_worse_one_is_used_only_after_a_plain_question(models, program, qtbot):
    choose(models, "worse")
    assert "worse than good" in models._facts.text()
    assert "a note" in models._facts.text()
    models.use_button.click()
    assert "50.0 % instead of 90.0 %" in answer(models, "worseQuestion", QMessageBox.ButtonRole.RejectRole)
    assert program.settings.text("model") == "good"
    QApplication.processEvents()
    gui_tools.deliver_deletions()
    models.use_button.click()
    answer(models, "worseQuestion", QMessageBox.ButtonRole.AcceptRole)
    qtbot.waitUntil(lambda: program.settings.text("model") == "worse", timeout=gui_tools.LONG_MS)


def test_rename_export_import_delete(models, program, qtbot, tmp_path):
    from PySide6.QtWidgets import QInputDialog

    choose(models, "good")
    models.rename_button.click()
    box = models.findChild(QInputDialog, "renameModel")
    box.setTextValue("better")
    box.accept()
    qtbot.waitUntil(lambda: program.settings.text("model") == "better", timeout=gui_tools.LONG_MS)
    models.export("better", tmp_path / "out")
    qtbot.waitUntil((tmp_path / "out.landmarks").is_file, timeout=gui_tools.LONG_MS)
    models.take_in(tmp_path / "out.landmarks")
    models.take_in(tmp_path / "absent.landmarks")
    qtbot.waitUntil(lambda: models._error.isVisibleTo(models), timeout=gui_tools.LONG_MS)
    assert "absent.landmarks" in models._error.text()
    qtbot.waitUntil(lambda: "better" in {facts.name for facts in models.models}, timeout=gui_tools.LONG_MS)
    choose(models, "better")
    models.delete_button.click()
    answer(models, "deleteQuestion", QMessageBox.ButtonRole.DestructiveRole)
    qtbot.waitUntil(lambda: "better" not in {facts.name for facts in models.models}, timeout=gui_tools.LONG_MS)
    assert program.settings.text("model") == ""


def test_deleting_the_one_in_use_says_what_is_used_then(models, program, qtbot):
    choose(models, "worse")
    models.delete_button.click()
    box = models.findChild(QMessageBox, "deleteQuestion")
    assert "in use" not in box.text()
    assert "used" not in box.informativeText()
    box.reject()
    gui_tools.deliver_deletions()
    choose(models, "good")
    models.delete_button.click()
    words = models.findChild(QMessageBox, "deleteQuestion").informativeText()
    assert words.startswith("From then on default is used.")
    text = answer(models, "deleteQuestion", QMessageBox.ButtonRole.DestructiveRole)
    assert text == "Delete the model good, which is in use?"
    qtbot.waitUntil(lambda: program.settings.text("model") == "", timeout=gui_tools.LONG_MS)


def test_it_is_seen_which_one_is_in_use(models, qtbot, user_home):
    """Also beside wide columns, and where there is no room for the whole name."""
    name = "mini-mobile"
    (user_home / "models" / "good.landmarks").rename(user_home / "models" / f"{name}.landmarks")
    settings_file.save(settings_file.load().replace(model=name))
    dialog = ModelsDialog(list)
    qtbot.addWidget(dialog)
    dialog.resize(560, 400)
    dialog.show()
    dialog.reload()
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() > 0, timeout=gui_tools.LONG_MS)
    QApplication.processEvents()
    assert dialog.list.header().sectionSize(0) >= dialog.list.sizeHintForColumn(0)
    dialog.resize(dialog.minimumSizeHint())  # as on a small screen
    QApplication.processEvents()
    item = next(item for item in dialog.list.findItems(name, Qt.MatchFlag.MatchExactly))
    assert item.toolTip(0) == name
    assert item.text(1) == "in use"
    assert dialog.list.header().sectionSize(1) >= dialog.list.sizeHintForColumn(1)


def test_the_one_that_ships_stays(models):
    choose(models, "default")
    assert not models.delete_button.isEnabled()
    assert not models.rename_button.isEnabled()
    assert models.use_button.isEnabled()


def test_two_are_compared_on_own_photos(models, program, qtbot, home):
    photos = gui_tools.Window(program, qtbot)
    photos.open(home / "data" / "test" / "00.Red_Disc")
    choose(models, "good", "worse")
    models.compare_button.click()
    dialog = models.compare
    qtbot.waitUntil(lambda: dialog.is_done, timeout=gui_tools.LONG_MS)
    assert dialog.disagreements() == []  # one model under two names
    assert "agree about all" in dialog._title.text()
    dialog.close()
