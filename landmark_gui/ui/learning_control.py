"""What the person's decisions say about the model, and what the model can learn from them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from landmark_gui.library.catalog import Lesson
from landmark_gui.library.own_calibration import OwnCalibration
from landmark_gui.settings import Settings
from landmark_gui.ui.calibration_dialog import CalibrationDialog
from landmark_gui.ui.catalog_calls import CatalogCalls
from landmark_gui.ui.improve_dialog import ImproveDialog
from landmark_gui.ui.main_window import MainWindow
from landmark_gui.ui.suggesting import Suggesting
from landmark_gui.workers.improve_worker import Improved, ImproveWorker


class LearningControl(QObject):
    """Opens the calibration chart, and improves the model.

    Signals:
        use_wanted: Name of the model to use from now on; empty: the one that ships with the app.
    """

    use_wanted = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        catalog: CatalogCalls,
        suggesting: Suggesting,
        worker: ImproveWorker,
        settings: Callable[[], Settings],
        model_in_use: Callable[[], tuple[str, Path | None]],
        parent: QObject | None = None,
    ) -> None:
        """Connects what it is given.

        Args:
            window: Its menu opens the windows.
            catalog: Knows the decisions.
            suggesting: Knows the id of the model in use.
            worker: Improves.
            settings: The settings as they are now.
            model_in_use: Its name and file.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._window, self._catalog, self._suggesting, self._worker = window, catalog, suggesting, worker
        self._settings, self._model_in_use = settings, model_in_use
        self._lessons: Sequence[Lesson] = ()
        self.dialog: ImproveDialog | None = None
        window.actions_["calibration"].triggered.connect(self.show_calibration)
        window.actions_["improve"].triggered.connect(self.open_improve)
        worker.progress.connect(self._progressed)
        worker.finished.connect(self._finished)

    def show_calibration(self) -> None:
        """Opens the chart of the model in use, as its decisions are now."""
        name, _ = self._model_in_use()
        identity = self._suggesting.identity
        dialog = CalibrationDialog(name, self._window)
        dialog.finished.connect(dialog.deleteLater)

        def show(calibration: OwnCalibration) -> None:
            dialog.show_calibration(calibration)
            dialog.open()

        self._catalog.ask(lambda catalog: catalog.own_calibration(identity), show)

    def open_improve(self) -> None:
        """Opens the dialog that improves the model."""
        if self.dialog is not None:
            self.dialog.raise_()
            return
        name, _ = self._model_in_use()
        dialog = self.dialog = ImproveDialog(name, self._window)
        dialog.start_wanted.connect(self._start)
        dialog.cancel_wanted.connect(self._worker.cancel)
        dialog.take_back_wanted.connect(self._use)
        dialog.finished.connect(self._closed)

        def show(lessons: list[Lesson]) -> None:
            self._lessons = lessons
            dialog.show_decisions(len(lessons))
            dialog.open()

        self._catalog.ask(lambda catalog: catalog.lessons(), show)

    def _start(self) -> None:
        settings = self._settings()
        self._worker.start(self._lessons, settings.text("model") or None, settings.text("device"))

    def _progressed(self, done: int, total: int) -> None:
        if self.dialog is not None and self.dialog.is_running:
            self.dialog.show_progress(done, total)

    def _finished(self, improved: Improved) -> None:
        if improved.name:
            self._use(improved.name)
        if self.dialog is not None:
            self.dialog.show_result(improved)

    def _use(self, name: str) -> None:
        self.use_wanted.emit("" if name == "default" else name)

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog, self._lessons = None, ()
