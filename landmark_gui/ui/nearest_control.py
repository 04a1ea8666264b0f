"""The training photos most like the current photo, in the review panel's "Why?"."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui.background import Background
from landmark_gui.ui.main_window import MainWindow
from landmark_gui.ui.reason_words import reason_words
from landmark_gui.ui.suggesting import Suggesting
from landmark_gui.workers import model_files
from landmark_gui.workers.explaining import Nearest

_PAUSE_MS = 350  # it can take seconds: who only passes by asks for nothing


class NearestControl(QObject):
    """Asks the worker while "Why?" is shown, for the candidate that stands first.

    Signals:
        told: Something worth a message, one sentence.
    """

    told = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        model: PhotoListModel,
        suggesting: Suggesting,
        model_in_use: Callable[[], tuple[str, Path | None]],
        parent: QObject | None = None,
    ) -> None:
        """Connects what it is given.

        Args:
            window: Its review panel shows the photos.
            model: The photos.
            suggesting: Its worker compares.
            model_in_use: Its name and file.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._window, self._model, self._worker = window, model, suggesting.worker
        self._model_in_use = model_in_use
        self._path = ""
        self._known: dict[tuple[str, str], Nearest] = {}
        self._background = Background(self)
        self._ask = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._ask.timeout.connect(self._ask_now)
        view = window.review.nearest
        view.opened.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
        view.folder_wanted.connect(self.choose_folder)
        window.actions_["why"].toggled.connect(self._toggled)
        window.review.candidates.modelReset.connect(self._show)
        self._worker.nearest.connect(self._found)
        suggesting.model_known.connect(self._forget)

    def show(self, id: int | None) -> None:  # noqa: A002
        """Goes to the photo of that id; None: to none."""
        self._path = self._model.table.photo(id).path if id is not None else ""
        self._show()

    def choose_folder(self) -> None:
        """Asks where the training photos lie."""
        dialog = QFileDialog(self._window, self.tr("Folder of the training photos"), str(Path.home()))
        dialog.setObjectName("trainingPhotosFolder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.use_folder(Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def use_folder(self, folder: Path) -> None:
        """Takes a folder for that of the training photos, if it is."""
        _, path = self._model_in_use()
        if path is None:
            return
        model = path

        def done(problem: str) -> None:
            if problem:
                self.told.emit(problem)
            self._forget()

        self._background.run(
            lambda: model_files.remember_training_photos(model, folder), done, lambda error: self.told.emit(str(error))
        )

    @property
    def _wanted(self) -> tuple[str, str] | None:
        """The photo and the landmark to compare; None where nobody wants to know."""
        rows = self._window.review.candidates.rows
        is_on = self._window.actions_["why"].isChecked()
        return (self._path, rows[0].key) if is_on and self._path and rows else None

    def _toggled(self, on: bool) -> None:
        if not on:
            self._ask.stop()
            self._worker.find_nearest(None)
        self._show()

    def _show(self) -> None:
        wanted, view = self._wanted, self._window.review.nearest
        if wanted is None:
            self._ask.stop()
            view.say("")
            return
        nearest = self._known.get(wanted)
        if nearest is None:
            view.say(self.tr("Comparing with its training photos…"))
            self._ask.start()
        elif nearest.problem:
            view.say(reason_words(nearest.problem))
        elif not nearest.is_here:
            view.say(self.tr("The photos that the model was trained with are not on this machine."), choose=True)
        elif not nearest.photos:
            view.say(self.tr("None of its training photos can be compared."))
        else:
            view.show_photos(nearest.photos)

    def _ask_now(self) -> None:
        wanted = self._wanted
        if wanted is not None and wanted not in self._known:
            self._worker.find_nearest(Path(wanted[0]), wanted[1])

    def _found(self, nearest: Nearest) -> None:
        self._known[str(nearest.path), nearest.landmark] = nearest
        while len(self._known) > 50:
            del self._known[next(iter(self._known))]
        if self._wanted == (str(nearest.path), nearest.landmark):
            self._show()

    def _forget(self) -> None:
        self._known.clear()
        self._show()
