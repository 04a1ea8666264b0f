"""The training wizard, page by page, with real small trainings; and what becomes of it when things go wrong."""

import os
import shutil
import signal
import sys
from pathlib import Path

import gui_tools
import psutil
import pytest
from data_factory import class_names, make_data_set
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QSpinBox
from training_cli import make_weights

from landmark_gui import settings as settings_file
from landmark_gui.training_flow import jobs
from landmark_gui.training_flow.choices import DataChoice, Pipeline, PipelineChoice, Source
from landmark_gui.training_flow.flow import Page
from landmark_gui.training_flow.jobs import Status
from landmark_gui.ui.training_wizard import texts
from training.backbone_list import OFFERED
from training.hyperparameters import AUGMENTATION, FINETUNE, INIT, LOOP, NO_FEATURE_CACHE, PADDING, SEED, SIZE


@pytest.fixture(scope="module")
def weights(tmp_path_factory) -> Path:
    return make_weights(tmp_path_factory.getbasetemp())


class Wizard:
    """A wizard, used as a person does."""

    def __init__(self, program, qtbot) -> None:
        program.window.actions_["train"].trigger()
        self.program, self.qtbot = program, qtbot
        self.control = program.training
        self.window, self.session = self.control.wizard, self.control.session
        self.flow = self.session.flow
        self.problems: list[str] = []
        self.session.problem.connect(self.problems.append)

    def wait(self, condition) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=gui_tools.LONG_MS)

    def press(self, button) -> None:
        self.wait(button.isEnabled)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def look_over(self, folder: Path) -> None:
        self.window.data_page.folder.setText(str(folder))
        self.window.data_page.look()
        self.wait(lambda: self.flow.summary is not None or self.problems)

    def train(self, folder: Path, weights: Path, epochs: int) -> None:
        """Begins a transfer training from the data on disk, with the least that is needed."""
        data = DataChoice(Source.FOLDER, str(folder))
        values = {"epochs": epochs, "size": 64}
        choice = PipelineChoice(Pipeline.TRANSFER, "strong", "mobilenet_v3_small", str(weights), values)
        self.session._begin(jobs.new_job(data, str(folder), choice))

    def trained(self) -> None:
        self.wait(lambda: not self.session.is_training and self.session.step is None)


@pytest.fixture
def wizard(program, qtbot):
    opened = Wizard(program, qtbot)
    yield opened
    program.training.leave_without_asking()  # where a test leaves a training under way, nobody is there to answer


def test_from_photos_to_a_model_in_use(wizard, home, weights, tmp_path, qtbot):
    window, flow = wizard.window, wizard.flow
    data = shutil.copytree(home / "data", tmp_path / "data")

    # 1: photos
    assert not window.next_button.isEnabled()
    wizard.look_over(data)
    page = window.data_page
    assert page.classes.topLevelItemCount() == 3
    assert "3" in page._doing.text()
    wizard.wait(lambda: page.sheet.number == 16)
    assert [len(curve.points) for curve in page.before.curves] == [252] * 3
    wizard.press(window.next_button)
    assert flow.page is Page.PIPELINE

    # 2: the way to train
    page = window.pipeline_page
    wizard.wait(lambda: page.backbones.topLevelItemCount() == len(OFFERED))
    item = page.backbones.findItems("mobilenet_v3_small", Qt.MatchFlag.MatchExactly)[0]
    page.backbones.setCurrentItem(item)
    page.weights.setText(str(weights))
    page.details_button.setChecked(True)
    for name, value in (("epochs", 2), ("size", 64)):
        page.details.editors[name].setValue(value)
    assert flow.choice.values == {"epochs": 2, "size": 64}
    assert flow.choice.backbone == "mobilenet_v3_small"
    wizard.wait(lambda: flow.estimate is not None)
    assert "MB" in page._takes.text()
    wizard.press(window.next_button)

    # 3: the sanity check
    wizard.press(window.check_page.run_button)
    wizard.wait(lambda: flow.check is not None)
    assert len(window.check_page.chart.curves[0].points) == 60
    wizard.press(window.next_button)

    # 4: training, which goes on when the wizard is closed
    wizard.wait(lambda: wizard.session.is_training)
    assert flow.page is Page.TRAINING
    window.close()
    assert wizard.program.window.status.training_text
    wizard.trained()
    assert wizard.problems == []
    assert wizard.program.window.status.training_text == ""
    assert "training is done" in wizard.program.window.messages.text
    wizard.program.window.messages.button.click()
    assert window.isVisible()
    assert [len(curve.points) for curve in window.training_page.loss.curves] == [2, 2]
    assert [len(curve.points) for curve in window.training_page.accuracy.curves] == [2, 2]
    assert "epoch 2/2" in window.training_page.log.toPlainText()
    wizard.press(window.next_button)

    # 5: the result, beside the model in use, which is better
    wizard.wait(lambda: flow.evaluation is not None and not wizard.session.comparing.is_comparing)
    assert flow.comparison is not None, wizard.session.comparing.problem
    assert flow.comparison.is_worse
    page = window.result_page
    assert page.warning.isVisibleTo(page)
    assert "worse than good" in page.warning.text()
    assert page.figures.topLevelItemCount() == 3
    assert {page.classes.topLevelItem(row).text(0) for row in range(3)} == set(class_names(3))
    page.tabs.setCurrentIndex(1)
    row, column = next((row, column) for row in range(3) for column in range(3) if flow.evaluation.count(row, column))
    qtbot.mouseClick(page.matrix.viewport(), Qt.MouseButton.LeftButton, pos=page.matrix.cell_rect(row, column).center())
    assert len(page.cell_photos.entries) == flow.evaluation.count(row, column)
    page.tabs.setCurrentIndex(4)
    assert page.mistakes.entries
    page.mistakes.setCurrentIndex(page.mistakes.model().index(0, 0))
    wrong = Path(page.mistakes.current.path)
    wizard.press(page.wrong_button)
    wizard.wait(lambda: wizard.session.step is None)
    assert wrong.name in (data / ".landmark-excluded.json").read_text()
    assert page.mistakes.current.mark == "left out"
    wizard.press(window.next_button)

    # 6: saving; a worse model is put in use only after being told so
    page = window.save_page
    assert not page.use_box.isChecked()
    assert "worse than good" in page.warning.text()
    page.name.setText("mine")
    page.notes.setPlainText("of shapes")
    page.use_box.setChecked(True)
    wizard.press(page.save_button)
    wizard.wait(lambda: flow.job.status is Status.SAVED)
    wizard.wait(lambda: settings_file.load().text("model") == "mine")
    assert wizard.program.settings.text("model") == "mine"
    page.report_wanted.emit(tmp_path / "report.html")
    wizard.wait((tmp_path / "report.html").is_file)
    assert (tmp_path / "report.html").read_text("utf-8").count("data:image/png") >= 6
    page.export_wanted.emit("mine", tmp_path / "mine.landmarks")
    wizard.wait((tmp_path / "mine.landmarks").is_file)
    wizard.press(window.next_button)
    assert not window.isVisible()
    assert jobs.open_job() is None

    # it suggests in the main window
    photos = gui_tools.Window(wizard.program, qtbot)
    photos.open(home / "data" / "test")
    photos.trigger("suggest-all")
    photos.wait(lambda: all(photo.ranking is not None for photo in photos.photos()))
    assert {photo.best[0].name for photo in photos.photos() if photo.best is not None} <= set(class_names(3))
    assert {photo.ranking.model for photo in photos.photos()} == {wizard.program.suggesting.identity}
    assert "mine" in wizard.program.window.status._model.text()

    # and it stands among the models, where going back to the better one needs no warning
    wizard.program.window.actions_["models"].trigger()
    models = wizard.control.models
    wizard.wait(lambda: {facts.name for facts in models.models} >= {"good", "mine"})
    facts = {facts.name: facts for facts in models.models}
    assert facts["mine"].in_use
    assert facts["mine"].notes == "of shapes"
    assert facts["good"].worse is None


def test_what_was_looked_over_is_forgotten_when_the_folder_changes(wizard, home, tmp_path, qtbot):
    window, flow, page = wizard.window, wizard.flow, wizard.window.data_page
    wizard.look_over(home / "data")
    wizard.wait(window.next_button.isEnabled)
    assert page.classes.topLevelItemCount() == 3
    page.folder.setText(str(tmp_path / "absent"))  # as assistive programs write, without a key
    assert flow.summary is None
    assert not window.next_button.isEnabled()
    assert page.classes.topLevelItemCount() == 0
    assert not page._result.isVisibleTo(page)
    page.look()
    wizard.wait(lambda: wizard.problems)
    assert "absent" in wizard.problems[0]
    assert not window.next_button.isEnabled()

    # while it is being looked over
    page.folder.setText(str(home / "data"))
    page.look()
    qtbot.keyClicks(page.folder, "x")
    wizard.wait(lambda: wizard.session.step is None and not flow.is_busy)
    assert flow.summary is None
    assert not window.next_button.isEnabled()


def test_details_refuse_what_training_would_refuse(wizard, qtbot):
    flow, page = wizard.flow, wizard.window.pipeline_page
    wizard.wait(lambda: flow.table is not None)
    flow.page = Page.PIPELINE
    page.ways[Pipeline.SCRATCH, "strong"].click()
    editor = page.details.editors["label_smoothing"]
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, "0.95")
    assert flow.refused_values == ["label_smoothing"]
    assert editor.property("wrong")
    assert not wizard.window.next_button.isEnabled()
    page.details._resets["label_smoothing"].click()
    assert flow.choice.values == {}
    for way in page.ways.values():
        way.click()
        assert set(page.details.editors) == {entry.name for entry in flow.parameters}


def test_the_wheel_over_details_scrolls_them_and_changes_none(wizard):
    flow, page = wizard.flow, wizard.window.pipeline_page
    wizard.wait(lambda: flow.table is not None)
    flow.page = Page.PIPELINE
    page.details_button.setChecked(True)
    turned = [editor for editor in page.details.editors.values() if isinstance(editor, (QSpinBox, QComboBox))]
    assert {type(editor) for editor in turned} == {QSpinBox, QComboBox}
    bar = page._area.verticalScrollBar()
    wizard.wait(lambda: bar.maximum() > 0)
    for editor in turned:
        bar.setValue(0)
        gui_tools.turn_wheel(editor, -1)
        assert bar.value() > 0, editor.accessibleName()
    assert flow.choice.values == {}


def test_the_form_has_a_name_and_a_translated_sentence_for_everything():
    everything = (*LOOP, *AUGMENTATION, *FINETUNE, SIZE, SEED, INIT, PADDING, NO_FEATURE_CACHE)
    assert {entry.name for entry in everything} == set(texts.NAMES)
    assert {entry.text for entry in everything} == set(texts.SENTENCES)


class TestTrouble:
    def test_a_folder_that_is_no_data_set(self, wizard, tmp_path):
        (tmp_path / "empty").mkdir()
        wizard.look_over(tmp_path / "empty")
        assert "has no folder named train" in wizard.problems[0]
        assert wizard.window.messages.text == wizard.problems[0]
        assert not wizard.window.next_button.isEnabled()

    def test_no_accepted_photos(self, wizard):
        wizard.window.data_page.sources[Source.ACCEPTED].click()
        wizard.window.data_page.look()
        wizard.wait(lambda: wizard.problems)
        assert "at least two landmarks" in wizard.problems[0]
        assert not wizard.flow.is_busy

    def test_no_network_at_the_download(self, wizard, tmp_path):
        page = wizard.window.data_page
        page.sources[Source.DOWNLOAD].click()
        page.destination.setText(str(tmp_path / "download"))
        wizard.session.look_over(
            DataChoice(Source.DOWNLOAD, str(tmp_path / "download"), "http://no-such-host.invalid/x.zip")
        )
        wizard.wait(lambda: wizard.problems)
        assert "cannot be found" in wizard.problems[0] or "cannot be reached" in wizard.problems[0]
        assert "run the same command again" in wizard.problems[0]
        assert page.look_button.isEnabled()

    def test_weights_that_do_not_fit(self, wizard, home, weights):
        wizard.flow.choose_data(DataChoice(Source.FOLDER, str(home / "tiny")))
        choice = PipelineChoice(Pipeline.TRANSFER, "strong", "resnet18", str(weights))
        wizard.session.choose_pipeline(choice)
        wizard.session.run_check()
        wizard.wait(lambda: wizard.problems)
        assert "these weights do not fit resnet18" in wizard.problems[0]
        assert str(weights) in wizard.problems[0]

    @pytest.mark.skipif(sys.platform == "win32", reason="signals are sent the POSIX way")
    def test_a_training_that_is_killed_goes_on_where_it_was(self, wizard, home, weights):
        wizard.train(home / "tiny", weights, 1000)
        wizard.wait(lambda: wizard.session.state.run is not None and len(wizard.session.state.run.epochs) > 1)
        os.kill(wizard.session.process_id, signal.SIGKILL)
        wizard.trained()
        page = wizard.window.training_page
        assert wizard.flow.job.status is Status.FAILED
        assert "ended from outside" in page._error.text()
        assert "Nothing is lost" in page._error.text()
        wizard.wait(lambda: jobs.open_job().status is Status.FAILED)
        killed = wizard.session.state
        before = len(killed.run.epochs)
        wizard.press(page.resume_button)
        wizard.wait(lambda: wizard.session.state is not killed)
        wizard.wait(lambda: wizard.session.state.run is not None and wizard.session.state.run.epochs)
        assert len(wizard.session.state.run.epochs) >= before - 1
        wizard.press(page.pause_button)
        wizard.wait(lambda: wizard.session.state.paused)
        assert page.pause_button.text() == "Resume"
        assert "paused" in wizard.program.window.status.training_text
        wizard.press(page.pause_button)
        wizard.wait(lambda: not wizard.session.state.paused)
        wizard.press(page.cancel_button)
        wizard.trained()
        assert wizard.flow.job.status is Status.STOPPED
        assert wizard.flow.has_result
        assert page.resume_button.isVisibleTo(page)

    def test_finish_now_takes_the_best_so_far(self, wizard, home, weights):
        wizard.train(home / "tiny", weights, 1000)
        wizard.wait(lambda: wizard.session.state.run is not None and wizard.session.state.run.epochs)
        wizard.press(wizard.window.training_page.finish_button)
        wizard.trained()
        assert wizard.flow.job.status is Status.DONE
        assert not wizard.flow.job.has_checkpoint

    def test_photos_deleted_meanwhile_cost_only_the_test(self, wizard, tmp_path, weights):
        data = make_data_set(tmp_path / "data", classes=2, train=8, test=2)
        wizard.train(data, weights, 400)
        wizard.wait(lambda: wizard.session.state.run is not None and wizard.session.state.run.epochs)
        shutil.rmtree(data)
        wizard.session.finish_now()
        wizard.trained()
        assert wizard.flow.job.status is Status.DONE
        wizard.wait(lambda: wizard.flow.evaluation is not None)
        assert wizard.flow.evaluation.split == "validation"

    def test_a_data_folder_that_is_gone_is_named_and_the_training_can_go_on_when_it_is_back(
        self, wizard, tmp_path, weights
    ):
        data = make_data_set(tmp_path / "data", classes=2, train=8, test=0)
        data.rename(tmp_path / "away")
        wizard.train(data, weights, 2)
        wizard.trained()
        assert f"There is no folder {data}" in wizard.window.training_page._error.text()
        (tmp_path / "away").rename(data)
        wizard.press(wizard.window.training_page.resume_button)
        wizard.wait(lambda: wizard.session.is_training)
        wizard.trained()
        assert wizard.flow.job.status is Status.DONE

    @pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
    def test_a_full_disk_is_told_and_keeps_what_there_is(self, wizard, home, weights):
        wizard.train(home / "tiny", weights, 400)
        wizard.wait(lambda: wizard.session.state.run is not None and len(wizard.session.state.run.epochs) > 1)
        process = psutil.Process(wizard.session.process_id)
        process.rlimit(psutil.RLIMIT_FSIZE, (1000, 1000))
        wizard.trained()
        assert wizard.flow.job.status is Status.FAILED
        text = wizard.window.training_page._error.text()
        assert "could not be written" in text
        assert "free some space" in text
        assert wizard.flow.job.has_checkpoint
        full = wizard.session.state
        wizard.press(wizard.window.training_page.resume_button)
        wizard.wait(lambda: wizard.session.state is not full)
        wizard.wait(lambda: wizard.session.state.run is not None and len(wizard.session.state.run.epochs) > 1)

    def test_closing_the_program_asks_and_the_next_start_offers_to_go_on(self, wizard, home, weights, start, qtbot):
        wizard.train(home / "tiny", weights, 1000)
        wizard.wait(lambda: wizard.session.state.run is not None and len(wizard.session.state.run.epochs) > 2)
        pid = wizard.session.process_id
        main = wizard.program.window
        main.close()
        assert main.isVisible()
        box = main.findChild(QMessageBox, "closeWhileTraining")
        assert "training stops" in box.text()
        box.defaultButton().click()
        assert main.isVisible()
        assert wizard.session.is_training
        QApplication.processEvents()
        gui_tools.deliver_deletions()
        main.close()
        box = main.findChild(QMessageBox, "closeWhileTraining")
        next(b for b in box.buttons() if box.buttonRole(b) == QMessageBox.ButtonRole.AcceptRole).click()
        assert not main.isVisible()
        assert not psutil.pid_exists(pid)

        again = start().program
        qtbot.waitUntil(lambda: "interrupted" in again.window.messages.text, timeout=gui_tools.LONG_MS)
        again.window.messages.button.click()
        session = again.training.session
        qtbot.waitUntil(
            lambda: session.state.run is not None and bool(session.state.run.epochs), timeout=gui_tools.LONG_MS
        )
        assert len(session.state.run.epochs) > 1  # an epoch is told before it is on disk
        session.cancel()
        qtbot.waitUntil(lambda: not session.is_training, timeout=gui_tools.LONG_MS)
        assert session.flow.job.status is Status.STOPPED


def test_keys_lead_through_the_confusion_matrix(qtbot):
    from landmark_gui.training_flow.results import Answer, Evaluation
    from landmark_gui.ui.training_wizard.matrix_view import MatrixView

    view = MatrixView()
    qtbot.addWidget(view)
    names = tuple(f"Landmark number {number}" for number in range(40))
    answers = tuple(Answer(f"/{n}", n, 0.1, ((n // 2, 0.9),)) for n in range(40))
    view.set_evaluation(Evaluation("test", names, {}, answers))
    view.resize(400, 300)
    view.show()
    qtbot.waitExposed(view)
    found = []
    view.chosen.connect(lambda row, column: found.append((row, column)))
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    for _ in range(10):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current == (20, 10)
    assert view.viewport().rect().contains(view.cell_rect(20, 10).center())
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert found == [(20, 10)]
    assert view.cell_words(20, 10) == "1 photo(s) of Landmark number 20, taken for Landmark number 10"
    assert view.cell_at(view.cell_rect(20, 10).center().toPointF()) == (20, 10)
    assert view.cell_at(QPoint(1, 1).toPointF()) is None
