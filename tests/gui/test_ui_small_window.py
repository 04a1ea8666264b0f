"""Small windows: what must stay whole, what gives way, and that all of it can be reached."""

import itertools
import json
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from landmark_gui import settings as settings_file
from landmark_gui.ui.action_button import ActionButton
from landmark_gui.ui.review_panel import ReviewPanel
from landmark_gui.ui.tool_bar import ToolBar

FIVE = [(key, 0.19) for key in ("eiffel-tower", "petra", "taj-mahal", "stonehenge", "colosseum")]


@pytest.fixture(params=["en", "de"])
def window(request, start, folder, qapp):
    """An accepted photo, with five candidates."""
    settings_file.save(settings_file.Settings().replace(language=request.param, advance=False))
    font = qapp.font()
    opened = start()
    opened.open(folder)
    opened.suggest(a=FIVE, b=FIVE, c=FIVE)
    opened.go_to("a.jpg")
    opened.press("1")
    yield opened
    qapp.setFont(font)


def write_in(qapp, points: float) -> None:
    """Makes all type so large; 0 leaves it."""
    if points:
        font = qapp.font()
        font.setPointSizeF(points)
        qapp.setFont(font)


def squashed(panel: ReviewPanel) -> list[str]:
    """The buttons of the panel that are not whole, or not within it."""
    details = panel._details
    return [
        button.text()
        for button in details.findChildren(ActionButton)
        if button.parentWidget() is details
        and (button.height() < button.sizeHint().height() or not details.rect().contains(button.geometry()))
    ]


def is_laid_out(panel: ReviewPanel) -> bool:
    """Whether the buttons are whole and the panel ends where its parts end."""
    return not squashed(panel) and panel.preview.height() + panel._details.height() == panel.height()


@pytest.mark.parametrize("points", [0, 14], ids=["plain", "large"])
@pytest.mark.parametrize("size", [(720, 480), (760, 520), (760, 600), (1024, 580)], ids=str)
def test_the_buttons_are_whole(window, qapp, size, points):
    write_in(qapp, points)
    panel = window.window.review
    window.window.resize(*size)
    window.wait(lambda: is_laid_out(panel))
    window.trigger("why")
    window.wait(lambda: panel.why.isVisible() and is_laid_out(panel))
    panel.set_scope(3)
    window.window.messages.tell("Something happened.", button="Do", do=lambda: None, lasting=True)
    window.wait(lambda: is_laid_out(panel))
    assert len([b for b in panel._details.findChildren(ActionButton) if b.parentWidget() is panel._details]) == 6


def test_the_preview_gives_way_before_anything_scrolls(window):
    panel = window.window.review
    bar = panel._body.verticalScrollBar()
    window.window.resize(1024, 700)
    window.wait(lambda: is_laid_out(panel) and panel.preview.height() > 110 and bar.maximum() == 0)
    window.window.resize(760, 480)
    window.wait(lambda: is_laid_out(panel) and panel.preview.height() == 0 and bar.maximum() > 0)
    window.window.resize(1024, 700)
    window.wait(lambda: is_laid_out(panel) and panel.preview.height() > 110 and bar.maximum() == 0)


def test_what_does_not_fit_is_reached_by_scrolling_and_the_next_photo_begins_at_the_top(window):
    panel = window.window.review
    window.trigger("why")
    window.window.resize(720, 480)
    bar = panel._body.verticalScrollBar()
    window.wait(lambda: is_laid_out(panel) and bar.maximum() > 0)
    viewport = panel._body.viewport()
    bar.setValue(bar.maximum())
    last = panel.nearest
    assert viewport.rect().contains(last.mapTo(viewport, last.rect().bottomLeft()))
    window.go_to("c.jpg")
    assert bar.value() == 0


def test_a_text_beside_a_key_ends_in_an_ellipsis(window):
    button = window.window.review._details.findChildren(ActionButton)[-1]
    button.setParent(None)
    button.show()
    QApplication.processEvents()
    button.resize(button.sizeHint())
    whole = button.grab().toImage()
    assert button.shown_text() == button.text()
    button.resize(button.sizeHint().width() - 20, button.height())
    assert button.shown_text().endswith("…")
    assert button.grab().toImage() != whole
    button.deleteLater()


@pytest.mark.parametrize("points", [0, 14], ids=["plain", "large"])
def test_every_button_of_the_tool_bar_is_there(window, qapp, points):
    """Without words where need be, and with them again where there is room."""
    write_in(qapp, points)
    bar = window.window.findChild(ToolBar)
    buttons = [button for action in bar.actions() if isinstance(button := bar.widgetForAction(action), QToolButton)]
    assert len(buttons) == 8

    def are_whole() -> bool:
        last = max(buttons, key=lambda button: button.x())
        return last.geometry().right() < bar.width() and all(
            button.isVisible() and button.width() >= button.sizeHint().width() for button in buttons
        )

    for width in (720, 760, 1024):
        window.window.resize(width, 480)
        window.wait(lambda width=width: bar.width() == width and are_whole())
    assert all(button.toolTip() and button.text() for button in buttons)
    window.window.resize(1400, 480)
    window.wait(
        lambda: (
            [button.toolButtonStyle() for button in buttons]
            == 4 * [Qt.ToolButtonStyle.ToolButtonTextBesideIcon] + 4 * [Qt.ToolButtonStyle.ToolButtonIconOnly]
        )
    )


DIALOGS = """
from landmark_gui import app
from landmark_gui.inference.suggestion import Candidate, Verdict
from landmark_gui.library.decisions import Decision, DecisionKind
from landmark_gui.library.own_calibration import own_calibration
from landmark_gui.library.photos import Ranking
from landmark_gui.settings import Settings
application = app.make_application()
from landmark_gui.ui.calibration_dialog import CalibrationDialog
from landmark_gui.ui.plan_dialog import PlanDialog
from landmark_gui.ui.settings_dialog import SettingsDialog
program = app.Program(application)
program.window.actions_["train"].trigger()
decision = Decision(DecisionKind.ACCEPTED, "a")
pair = decision, Ranking("m", Verdict.CONFIDENT, (Candidate("a", "A", 0.0),), (0.97,), 0.9)
calibration = CalibrationDialog("m")
calibration.show_calibration(own_calibration([pair] * 60))
room = application.primaryScreen().availableSize()
for dialog in (SettingsDialog(Settings()), PlanDialog(1), calibration, program.training.wizard):
    dialog.show()
    application.processEvents()
    fits = dialog.width() < room.width() and dialog.height() + 40 <= room.height()
    print(type(dialog).__name__, "fits" if fits else dialog.size().toTuple(), flush=True)
    dialog.close()
program.window.close()
"""


def test_dialogs_open_within_a_small_screen(user_home, tmp_path):
    """With room for a title bar."""
    screen = {"name": "small", "x": 0, "y": 0, "width": 1024, "height": 600}
    (tmp_path / "screens.json").write_text(json.dumps({"screens": [screen]}))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen:configfile=screens.json"}
    command = [sys.executable, "-c", DIALOGS]
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=True
    )
    names = ("SettingsDialog", "PlanDialog", "CalibrationDialog", "TrainingWizard")
    assert done.stdout == "".join(f"{name} fits\n" for name in names), done.stderr


@pytest.mark.parametrize("points", [0, 14], ids=["plain", "large"])
def test_nothing_in_the_filter_bar_lies_over_anything_else(window, qapp, points):
    write_in(qapp, points)
    bar = window.window.filter_bar

    def is_clear() -> bool:
        parts = [part for part in bar.findChildren(QWidget, options=Qt.FindDirectChildrenOnly) if part.isVisible()]
        spans = sorted((part.geometry().left(), part.geometry().right()) for part in parts)
        return spans[0][0] >= 0 and all(one[1] < two[0] for one, two in itertools.pairwise([*spans, (bar.width(), 0)]))

    for width in (720, 1000, 760, 1400):
        window.window.resize(width, 600)
        window.wait(is_clear)
    assert bar._size.isVisible()
    assert bar._sort.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon


@pytest.mark.parametrize("width", [1000, 760, 740, 736, 720])
def test_the_tool_bar_has_no_button_with_nothing_behind_it(window, width):
    window.window.resize(1200, 600)
    bar = window.window.findChild(ToolBar)
    window.wait(lambda: bar.width() == 1200)
    window.window.resize(width, 600)
    window.wait(lambda: bar.width() == width)
    window.wait(lambda: not bar.findChild(QToolButton, "qt_toolbar_ext_button").isVisible())
