"""How good are the suggestions, and "Improve my model", in the window with a real tiny model."""

import learning_world
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from worker_tools import Record, wait_idle

from landmark_gui import settings as settings_file
from landmark_gui.inference.suggestion import Candidate, Verdict
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.decisions import Decision, DecisionKind
from landmark_gui.library.own_calibration import own_calibration
from landmark_gui.library.photos import Ranking
from landmark_gui.ui import theme
from landmark_gui.ui.calibration_dialog import CalibrationDialog
from landmark_gui.workers.improve_worker import Improved, ImproveWorker


@pytest.fixture
def window(start, user_home, tmp_path):
    """Sixty decided photos; the tiny model is the one in use."""
    model = learning_world.make_model(user_home / "models" / "colours.landmarks")
    settings_file.save(settings_file.Settings().replace(model="colours", device="cpu"))
    learning_world.decide(learning_world.take_photos(tmp_path / "photos", 60), model=model)
    opened = start()
    opened.wait(lambda: opened.program.suggesting.identity)
    return opened


def dialog(window, kind):
    window.wait(lambda: [d for d in window.window.findChildren(kind) if d.isVisible()])
    return next(d for d in window.window.findChildren(kind) if d.isVisible())


def test_the_chart_comes_from_the_person_s_decisions(window):
    window.trigger("calibration")
    chart = dialog(window, CalibrationDialog)
    assert "60 photos" in chart._about.text()
    assert chart.chart.isVisible()
    assert "promises too much" in chart.words.text()
    assert "of 60" in chart.chart.accessibleDescription() or "40 of" in chart.chart.accessibleDescription()
    chart.close()


@pytest.mark.parametrize("tokens", ["light", "dark"])
@pytest.mark.parametrize("count", [0, 3, 60])
def test_charts_of_any_size_are_painted(qtbot, qapp, tokens, count):
    theme.apply(qapp, tokens)
    pair = (
        Decision(DecisionKind.ACCEPTED, "a"),
        Ranking("m", Verdict.CONFIDENT, (Candidate("a", "A", 0.0),), (0.97,), 0.9),
    )
    chart = CalibrationDialog("m")
    qtbot.addWidget(chart)
    chart.show_calibration(own_calibration([pair] * count))
    chart.show()
    qtbot.waitExposed(chart)
    assert not chart.grab().isNull()
    wanted = {0: "not yet decided", 3: "too few", 60: "right for 60 of 60"}[count]
    assert wanted in chart.words.text()
    assert chart.chart.isVisible() == (count > 0)


def test_improving_puts_the_better_model_in_use_and_takes_it_back(window):
    window.trigger("improve")
    control = window.program.learning
    window.wait(lambda: control.dialog is not None and control.dialog.isVisible())
    improve = control.dialog
    assert "60 photos" in improve._text.text()
    QTest.mouseClick(improve.start_button, Qt.MouseButton.LeftButton)
    window.wait(lambda: not improve.is_running)
    assert "colours-improved" in improve._title.text()
    assert "Eiffel Tower" in improve._notes.text()
    assert window.program.settings.text("model") == "colours-improved"
    window.wait(lambda: settings_file.load().text("model") == "colours-improved")
    QTest.mouseClick(improve.take_back_button, Qt.MouseButton.LeftButton)
    assert window.program.settings.text("model") == "colours"
    assert "colours" in improve._title.text()
    improve.reject()
    window.wait(lambda: control.dialog is None)


def test_enter_improves_and_afterwards_closes(window):
    window.trigger("improve")
    control = window.program.learning
    window.wait(lambda: control.dialog is not None and control.dialog.isVisible())
    dialog = control.dialog
    dialog.activateWindow()
    window.wait(dialog.start_button.hasFocus)
    window.press(Qt.Key.Key_Return)
    assert dialog.is_running
    window.press(Qt.Key.Key_Return)
    assert dialog.close_button.isEnabled(), "a second Enter does not cancel"
    window.wait(lambda: not dialog.is_running)
    assert "colours-improved" in dialog._title.text()
    window.press(Qt.Key.Key_Return)
    window.wait(lambda: control.dialog is None)
    assert window.program.settings.text("model") == "colours-improved"


def test_cancelling_leaves_all_as_it_was(window):
    window.trigger("improve")
    control = window.program.learning
    window.wait(lambda: control.dialog is not None and control.dialog.isVisible())
    QTest.mouseClick(control.dialog.start_button, Qt.MouseButton.LeftButton)
    QTest.keyClick(control.dialog, Qt.Key.Key_Escape)
    window.wait(lambda: control.dialog is None or not control.dialog.is_running)
    if control.dialog is not None:  # it was done before
        control.dialog.reject()
    window.wait(lambda: control.dialog is None)
    assert not window.program.workers[0].is_busy


def test_a_cancel_right_after_the_start_counts_and_only_for_that(qtbot, user_home, tmp_path):
    learning_world.make_model(user_home / "models" / "colours.landmarks")
    learning_world.decide(learning_world.take_photos(tmp_path / "photos", 60))
    with Catalog() as catalog:
        lessons = catalog.lessons()
    worker = ImproveWorker()
    record = Record(worker)
    worker.start(lessons, "colours", "cpu")
    worker.cancel()
    wait_idle(qtbot, worker)
    assert record.values("finished") == [Improved(cancelled=True)]
    worker.start(lessons, "colours", "cpu")
    wait_idle(qtbot, worker)
    assert record.values("finished")[1].name == "colours-improved"
    worker.stop()


def test_closing_the_window_meanwhile(window):
    window.trigger("improve")
    control = window.program.learning
    window.wait(lambda: control.dialog is not None and control.dialog.isVisible())
    QTest.mouseClick(control.dialog.start_button, Qt.MouseButton.LeftButton)
    window.close()


def test_too_few_decisions_offer_nothing(start, user_home, tmp_path):
    learning_world.make_model(user_home / "models" / "colours.landmarks")
    settings_file.save(settings_file.Settings().replace(model="colours", device="cpu"))
    learning_world.decide(learning_world.take_photos(tmp_path / "photos", 6))
    window = start()
    window.trigger("improve")
    control = window.program.learning
    window.wait(lambda: control.dialog is not None and control.dialog.isVisible())
    assert not control.dialog.start_button.isEnabled()
    assert control.dialog.close_button.isDefault()
    assert "20" in control.dialog._notes.text()
    control.dialog.reject()


def test_a_refusal_is_told_in_words(qtbot, qapp):
    from landmark_gui.ui.improve_dialog import ImproveDialog

    figures = {
        "decisions": 50,
        "held_out": 10,
        "agreed_before": 8,
        "agreed_after": 8,
        "test_before": {"top1": 0.9, "confident_right": 0.99},
        "test_after": {"top1": 0.8, "confident_right": 0.9},
        "gained": [],
        "fell": ["Taj_Mahal"],
        "refusals": [
            {"kind": "not_better", "before": 8, "after": 8, "of": 10, "landmark": ""},
            {"kind": "top1", "before": 0.9, "after": 0.8, "of": 0, "landmark": ""},
            {"kind": "landmark", "before": 1.0, "after": 0.2, "of": 0, "landmark": "Taj Mahal"},
        ],
    }
    shown = ImproveDialog("colours")
    qtbot.addWidget(shown)
    shown.show_result(Improved("colours", "", figures, unknown=3, gone=1))
    text = shown._text.text()
    assert "no more of the held-out decisions" in text
    assert "80.0" in text
    assert "Taj Mahal is answered right on 20" in text
    assert "Not better: colours stays in use" in shown._title.text()
    assert not shown.take_back_button.isVisible()
    failed = ImproveDialog("colours")
    qtbot.addWidget(failed)
    failed.show_result(Improved(problem="No such model."))
    assert "No such model." in failed._text.text()
