"""The wizard and the models dialog in the main window: opening, status bar, closing, going on after a crash.

Their windows are imported when they are opened: the main window is to stand as soon as possible.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.settings import Settings
from landmark_gui.training_flow import jobs
from landmark_gui.training_flow.jobs import Job, Status
from landmark_gui.ui.background import Background
from landmark_gui.ui.catalog_calls import CatalogCalls
from landmark_gui.ui.main_window import MainWindow

if TYPE_CHECKING:
    from landmark_gui.ui.models_dialog import ModelsDialog
    from landmark_gui.ui.training_wizard.session import TrainingSession
    from landmark_gui.ui.training_wizard.wizard import TrainingWizard


class TrainingControl(QObject):
    """Connects actions, status bar and windows with one training session.

    Signals:
        settings_chosen: New `Settings`, with another model.
    """

    settings_chosen = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        model: PhotoListModel,
        names: LandmarkNames,
        catalog: CatalogCalls,
        settings: Callable[[], Settings],
        model_in_use: Callable[[], tuple[str, Path | None]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._model, self._names, self._catalog = window, model, names, catalog
        self._settings, self._model_in_use = settings, model_in_use
        self.session: TrainingSession | None = None
        self.wizard: TrainingWizard | None = None
        self.models: ModelsDialog | None = None
        self._background = Background(self)
        self._leaving = False
        window.actions_["train"].triggered.connect(lambda _=False: self.open_wizard())
        window.actions_["models"].triggered.connect(lambda _=False: self.open_models())
        window.status.training_clicked.connect(self.open_wizard)
        window.status.model_clicked.connect(self.open_models)
        window.may_close = self.may_close

    # --- windows ------------------------------------------------------------------------------------

    def own_photos(self) -> list[Path]:
        """The photos that the main window shows, those of the grid first."""
        table = self._model.table
        return list(map(Path, table.paths_of(table.rows)))

    def _make_session(self) -> "TrainingSession":
        from landmark_gui.ui.training_wizard.session import TrainingSession  # noqa: PLC0415

        if self.session is None:
            session = TrainingSession(self._catalog, self._names, self._settings, self._model_in_use, self)
            session.progressed.connect(self._show_status)
            session.training_changed.connect(self._training_changed)
            session.models_changed.connect(self._models_changed)
            self.session = session
        return self.session

    def open_wizard(self) -> None:
        """Opens the wizard where it was left, or at its beginning."""
        from landmark_gui.ui.training_wizard.wizard import TrainingWizard  # noqa: PLC0415

        session = self._make_session()
        if self.wizard is None:
            wizard = TrainingWizard(session, self.own_photos, self._window)
            wizard.photo_opened.connect(_open_photo)
            wizard.save_page.use_wanted.connect(self.use_model)
            wizard.save_page.export_wanted.connect(self._export)
            wizard.save_page.report_wanted.connect(self._write_report)
            self.wizard = wizard
        elif not session.is_training and session.flow.job is not None and session.flow.job.status is Status.SAVED:
            self.wizard.start_anew()
        self.wizard.show()
        self.wizard.raise_()
        self.wizard.activateWindow()

    def open_models(self) -> None:
        """Opens the list of models."""
        from landmark_gui.ui.models_dialog import ModelsDialog  # noqa: PLC0415

        if self.models is None:
            dialog = ModelsDialog(self.own_photos, self._window)
            dialog.use_wanted.connect(self.use_model)
            dialog.renamed.connect(self._renamed)
            dialog.deleted.connect(self._deleted)
            dialog.train_wanted.connect(self.open_wizard)
            dialog.photo_opened.connect(_open_photo)
            self.models = dialog
        self.models.reload()
        self.models.show()
        self.models.raise_()
        self.models.activateWindow()

    # --- models -------------------------------------------------------------------------------------

    def use_model(self, name: str) -> None:
        """Lets a model suggest from now on; empty: the one that ships with the app."""
        self.settings_chosen.emit(self._settings().replace(model=name))
        text = self.tr("{name} suggests from now on.").replace("{name}", name or "default")
        self._window.messages.tell(text)
        if self.wizard is not None:
            self.wizard.save_page.tell(text)
        self._catalog.ask(lambda _: None, lambda _: self._models_changed())  # after the settings are on disk

    def _renamed(self, old: str, new: str) -> None:
        if self._settings().text("model") == old:
            self.settings_chosen.emit(self._settings().replace(model=new))

    def _deleted(self, name: str) -> None:
        if self._settings().text("model") == name:
            self.settings_chosen.emit(self._settings().replace(model=""))

    def _models_changed(self) -> None:
        if self.models is not None and self.models.isVisible():
            self.models.reload()

    def _export(self, name: str, file: Path) -> None:
        from landmark_gui.workers import model_files  # noqa: PLC0415

        wizard = self.wizard
        assert wizard is not None

        def done(written: Path) -> None:
            wizard.save_page.tell(self.tr("Exported to {file}").replace("{file}", str(written)))

        self._background.run(lambda: model_files.export(name, file), done, self._save_page_failed)

    def _write_report(self, file: Path) -> None:
        from landmark_gui.ui.training_wizard.report_writing import write  # noqa: PLC0415

        wizard, session = self.wizard, self.session
        assert wizard is not None
        assert session is not None
        page = wizard.save_page
        work = write(session, file, page.name.text().strip(), page.notes.toPlainText(), wizard.result_page.worst_paths)

        def done(written: Path) -> None:
            page.tell(self.tr("Report written to {file}").replace("{file}", str(written)))

        self._background.run(work, done, self._save_page_failed)

    def _save_page_failed(self, error: Exception) -> None:
        if self.wizard is not None:
            self.wizard.save_page.tell_problem(str(error))

    # --- while a training is under way ----------------------------------------------------------------

    def _training_changed(self) -> None:
        self._show_status()
        session = self.session
        if session is None or session.is_training or self._leaving:
            return
        job = session.flow.job
        if job is None or session.outcome is None or (self.wizard is not None and self.wizard.isVisible()):
            return
        if job.status is Status.DONE:
            text = self.tr("The training is done.")
            self._window.messages.tell(text, lasting=True, button=self.tr("Look at It"), do=self.open_wizard)
        elif job.status is Status.FAILED:
            text = self.tr("The training ended early: {reason}").replace("{reason}", session.words(session.outcome))
            self._window.messages.tell(text, "error", button=self.tr("Look at It"), do=self.open_wizard)

    def _show_status(self) -> None:
        session = self.session
        if session is None or not session.is_training:
            self._window.status.show_training("")
            return
        state = session.state
        run = state.run
        epoch = state.live.get("epoch")
        if state.paused:
            text = self.tr("Training paused")
        elif run is not None or epoch:
            wanted = run.wanted if run is not None else state.live.get("epochs")
            done = epoch or (run.epochs[-1].number if run is not None and run.epochs else 0)
            text = self.tr("Training: epoch {epoch} of {epochs}")
            text = text.replace("{epochs}", str(wanted)).replace("{epoch}", str(done))
            left = state.seconds_left
            if left is not None:
                text += " · " + self.tr("{time} left").replace("{time}", self._window.status.duration(left))
        else:
            text = self.tr("Training: getting ready")
        self._window.status.show_training(text)

    def may_close(self) -> bool:
        """Whether the main window may close; asks where a training is under way."""
        session = self.session
        if session is None or not session.is_training or self._leaving:
            return True
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("A model is being trained"),
            self.tr("If the program ends now, training stops with it."),
            parent=self._window,
        )
        box.setObjectName("closeWhileTraining")
        box.setInformativeText(
            self.tr("All finished epochs are kept, and the next start of the program offers to go on from there.")
        )
        leave = box.addButton(self.tr("Stop and Quit"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(self.tr("Keep Training"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)

        def answered() -> None:
            if box.clickedButton() is leave:
                self._leaving = True
                self._window.close()

        box.finished.connect(lambda _: answered())
        box.finished.connect(box.deleteLater)
        box.open()
        return False

    def leave_without_asking(self) -> None:
        """The session or a signal ends the program: a training under way is offered again at the next start."""
        self._leaving = True

    def offer_to_go_on(self) -> None:
        """Looks for a training that a crash, a reboot or the end of the program interrupted, and offers to go on."""
        if jobs.jobs_folder().is_dir():
            self._make_session().find_open_job(self._offer)

    def _offer(self, job: Job | None) -> None:
        session = self.session
        if job is None or session is None or session.flow.job is not None:
            return
        if job.status is Status.DONE:
            text, button = self.tr("A model was trained and is not saved yet."), self.tr("Look at It")
        elif job.status is Status.RUNNING:
            text, button = self.tr("A training was interrupted; it can go on where it was."), self.tr("Go On")
        else:
            text, button = self.tr("A training is not finished; it can go on where it was."), self.tr("Look at It")
        was_running = job.status is Status.RUNNING

        def take_up() -> None:
            self.open_wizard()
            assert self.wizard is not None
            self.wizard.take_up(job)
            if was_running:
                session.resume()

        self._window.messages.tell(text, lasting=True, button=button, do=take_up)

    def stop(self) -> None:
        """Ends processes and threads; for the end of the program."""
        if self.session is not None:
            self.session.stop()
        from landmark_gui.workers.worker import stop_all  # noqa: PLC0415

        workers = [] if self.wizard is None else list(self.wizard.workers)
        if self.models is not None and self.models.compare is not None:
            self.models.close()
        stop_all(workers)
        for dialog in (self.wizard, self.models):
            if dialog is not None:
                dialog.close()


def _open_photo(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
