"""For everybody: contrast, names for assistive programs, the way of the Tab key, right to left, large scales."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import access_tools
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QRadioButton

from landmark_gui import resources
from landmark_gui.gazetteer import Gazetteer
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui import shortcuts, theme
from landmark_gui.ui.suggest_dialog import SuggestDialog

SURFACES = ("window", "panel", "grid", "selection", "hover")


def luminance(colour):
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """As WCAG 2.2 defines it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_contrast(tokens):
    for surface in SURFACES:
        for text in ("text", "muted"):
            assert contrast(getattr(tokens, text), getattr(tokens, surface)) >= 4.5, (text, surface)
        for mark in ("confident", "ambiguous", "no_landmark", "error", "accent"):
            assert contrast(getattr(tokens, mark), getattr(tokens, surface)) >= 3, (mark, surface)
    for surface in ("window", "panel"):
        assert contrast(tokens.error, getattr(tokens, surface)) >= 4.5
        assert contrast(tokens.accent, getattr(tokens, surface)) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_what_is_ticked_stands_out_in_its_full_size(qtbot, qapp, name, kind):
    theme.apply(qapp, name)
    tokens = theme.LIGHT if name == "light" else theme.DARK
    box = kind()
    qtbot.addWidget(box)
    box.setChecked(True)
    box.resize(box.sizeHint())
    picture = box.grab().toImage()
    seen = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if contrast(picture.pixelColor(x, y).name(), tokens.window) >= 3
    ]
    for axis in (0, 1):
        places = [place[axis] for place in seen]
        assert max(places) - min(places) >= 11
    drawings = [resources.path(f"styles/{drawing}-{name}.svg").read_text() for drawing in ("tick", "dash")]
    assert all(f'stroke="{tokens.on_accent}"' in drawing for drawing in drawings)
    qapp.setStyleSheet("")


def test_the_style_sheet_takes_any_folder(tmp_path, monkeypatch):
    place = tmp_path / "a@b; c"
    shutil.copytree(resources.path("styles"), place / "styles")
    monkeypatch.setattr(theme.resources, "path", lambda name: place / name)
    assert f'url("{place.as_posix()}/styles/tick-dark.svg");' in theme._style_sheet(theme.DARK)
    (place / "styles" / "window.qss").write_text("QLabel { color: @nothing; }")
    with pytest.raises(ValueError, match="nothing"):
        theme._style_sheet(theme.DARK)


def prepared(window):
    window.suggest(a=[("eiffel-tower", 0.6), ("petra", 0.3)])
    window.go_to("a.jpg")
    window.trigger("map")
    window.window.messages.tell("Something", button="Do", do=lambda: None, lasting=True)
    QApplication.processEvents()


def test_every_widget_that_takes_keys_has_a_name(window):
    prepared(window)
    assert access_tools.nameless(window.window) == []


DIALOGS = (
    "errors", "about", "shortcuts", "metadata", "accept-confident", "settings", "write", "models", "train", "palette",
    "search", "improve", "calibration", "taught", "teach",
)  # fmt: skip


def dialog_of(window, action):
    """What an action of the window opens."""

    def visible():
        return [dialog for dialog in window.window.findChildren(QDialog) if dialog.isVisible()]

    window.trigger(action)
    window.wait(lambda: visible() or QApplication.activePopupWidget() is not None)
    return (visible() or [QApplication.activePopupWidget()])[0]


@pytest.mark.parametrize("action", DIALOGS)
def test_dialogs_too(window, action):
    """Also in what they show later: other tabs and pages, buttons that have nothing to do yet."""
    prepared(window)
    if action == "write":
        window.press("1")
        window.wait(window.window.actions_["write"].isEnabled)
    elif action == "teach":
        window.window.grid.selectAll()
    dialog = dialog_of(window, action)
    assert access_tools.nameless(dialog, shown=False) == []
    assert dialog.windowTitle() or dialog.accessibleName()
    assert access_tools.unreached(dialog) == []
    if action == "train":
        window.program.training.leave_without_asking()
    else:
        dialog.close()


def test_every_dialog_is_looked_at():
    """Those of other starts than an action of the window are looked at by the next test, and by the wizard's."""
    folder = Path(theme.__file__).parent
    classes = {
        node.name
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and {base.id for base in node.bases if isinstance(base, ast.Name)} & {"QDialog", "PopupSearch", "ResultList"}
    }
    assert len(classes) == len(DIALOGS) + len(
        {"PopupSearch", "ResultList", "SuggestDialog", "CompareDialog", "PlacesDialog", "PlaceDialog"}
    )


def test_the_small_dialog_too(qtbot, folder):
    names = LandmarkNames(Gazetteer.load(), "en")
    model = PhotoListModel(PhotoTable(), names)
    dialog = SuggestDialog(model, names, shortcuts.keys_in_use())
    qtbot.addWidget(dialog)
    model.add([Photo(str(path)) for path in sorted(folder.glob("*.jpg"))])
    dialog.show()
    qtbot.waitExposed(dialog)
    assert len(access_tools.focusable(dialog)) > 3
    assert access_tools.nameless(dialog, shown=False) == []
    assert dialog.accessibleName()
    assert access_tools.unreached(dialog) == []


def test_tab_goes_round_and_reaches_everything(window):
    prepared(window)
    window.window.activateWindow()
    window.window.grid.setFocus()
    expected = set(access_tools.focusable(window.window))
    seen = []
    for _ in range(3 * len(expected)):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is window.window.grid:
            break
    assert QApplication.focusWidget() is window.window.grid, "Tab does not come back"
    assert [repr(widget) for widget in expected - set(seen)] == []
    buttons = [seen.index(widget) for widget in seen if widget.parent() is window.window.review._details]
    assert buttons == sorted(buttons)
    assert seen.index(window.window.grid) < min(buttons), "from the photos on to what can be said about them"


def test_the_whole_window_from_right_to_left(window, qapp):
    prepared(window)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        centre, review = window.window.centre, window.window.review
        window.wait(
            lambda: review.mapToGlobal(review.rect().center()).x() < centre.mapToGlobal(centre.rect().center()).x()
        )
        window.go_to("a.jpg")
        window.press(Qt.Key.Key_Left)
        assert window.current == "b.jpg"
        assert not window.window.grab().isNull()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


FITS = """
import sys, time
from PySide6.QtCore import QTimer
from landmark_gui import app
application = app.make_application()
program = app.Program(application, sys.argv[1:])
window = program.window
window.resize(1024, 700)
seen = []
def look():
    if len(program.model.table) == 0:
        return
    seen.append(time.monotonic())
    cut = [
        button.text() for button in window.findChildren(type(window.review._suggest))
        if button.isVisible() and button.width() < button.sizeHint().width()
    ]
    if cut and time.monotonic() < seen[0] + 10:  # the panel has just been shown and is still being laid out
        return
    timer.stop()
    print(window.devicePixelRatioF(), window.width(), window.height(), cut, flush=True)
    window.close()
timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
program.start()
application.exec()
"""


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_at_200_percent_nothing_is_cut(user_home, folder, language):
    from landmark_gui import settings

    settings.save(settings.Settings().replace(language=language))
    environment = {**os.environ, "QT_SCALE_FACTOR": "2"}
    done = subprocess.run(
        [sys.executable, "-c", FITS, str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert done.stdout == "2.0 1024 700 []\n", done.stderr
