"""Shows in the status bar and message bar what the workers are doing."""

from PySide6.QtCore import QObject

from landmark_gui.ui import wording
from landmark_gui.ui.main_window import MainWindow
from landmark_gui.ui.open_photos import OpenPhotos
from landmark_gui.ui.problems import Problems
from landmark_gui.ui.reason_words import reason_words
from landmark_gui.ui.suggesting import Suggesting
from landmark_gui.workers.inference_worker import InferenceSummary, LoadedModel
from landmark_gui.workers.worker import Failure, Progress


class WorkStatus(QObject):
    """Connects workers with the window's status bar."""

    def __init__(
        self,
        window: MainWindow,
        photos: OpenPhotos,
        suggesting: Suggesting,
        problems: Problems,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._photos, self._suggesting, self._problems = window, photos, suggesting, problems
        self._loading = ""
        worker = suggesting.worker
        photos.opened.connect(self._opened)
        photos.checked.connect(self._check_progress)
        photos.listed.connect(lambda _: self._idle())
        photos.failed.connect(self._failed)
        photos.vanished.connect(self._vanished)
        worker.started.connect(lambda total: self._suggest_progress(Progress(0, total, 0.0, None)))
        worker.model_loading.connect(self._model_loading)
        worker.model_ready.connect(self._model_ready)
        worker.model_failed.connect(self._model_failed)
        worker.failed.connect(self._failed)
        worker.progress.connect(self._suggest_progress)
        worker.finished.connect(self._suggest_finished)
        worker.explained.connect(self._aside_done)
        worker.nearest.connect(self._aside_done)
        suggesting.nothing_to_do.connect(
            lambda: window.messages.tell(self.tr("All these photos have a suggestion or a decision already."))
        )

    def _opened(self) -> None:
        if self._photos.is_listing:
            self._window.status.show_work(self.tr("Looking for photos…"))
        else:
            self._idle()

    def _check_progress(self, progress: Progress) -> None:
        if self._photos.is_listing and not self._suggesting.worker.is_busy:
            self._window.status.show_progress(
                self.tr("Looking for photos…"), progress.done, progress.total, 0.0, progress.seconds_left
            )

    def _idle(self) -> None:
        if not self._suggesting.worker.is_busy:
            self._window.status.end_work()

    def _model_loading(self, name: str) -> None:
        self._loading = self.tr("Loading the model {name}…").replace("{name}", name)
        self._window.status.show_work(self._loading)

    def _aside_done(self) -> None:
        """Where the model was loaded for a question about one photo, nothing else goes on."""
        if self._loading and self._window.status.work_text == self._loading:
            self._window.status.end_work()
        self._loading = ""

    def _model_ready(self, loaded: LoadedModel) -> None:
        device = loaded.device.upper() if loaded.device in ("cpu", "mps") else loaded.device.replace("cuda", "GPU")
        self._window.status.set_model(f"{loaded.name} · {device}")

    def _model_failed(self, problem: str) -> None:
        self._window.messages.tell(
            reason_words(problem), "error", button=self.tr("Models…"), do=self._window.actions_["models"].trigger
        )

    def _suggest_progress(self, progress: Progress) -> None:
        self._window.status.show_progress(
            self.tr("Suggesting"), progress.done, progress.total, progress.per_second, progress.seconds_left
        )

    def _suggest_finished(self, summary: InferenceSummary) -> None:
        self._window.status.end_work()
        if summary.error:
            return  # model_failed said it already
        if summary.cancelled:
            left = self.tr("Stopped; %n photo(s) are left. Suggesting again goes on there.", "", summary.left_out)
            self._window.messages.tell(left)
            return
        text = self.tr("%n photo(s) have a suggestion now.", "", summary.done)
        if summary.failed:
            text += " " + self.tr("%n could not be read.", "", summary.failed)
        self._window.messages.tell(
            text,
            button=self.tr("Review"),
            do=self._window.actions_["next"].trigger,
        )

    def _failed(self, failures: list[Failure]) -> None:
        self._problems.add(failures)

    def _vanished(self, folders: list[object]) -> None:
        names = ", ".join(str(folder) for folder in folders[:3])
        text = self.tr("{folders} is no longer there. Decisions are kept; open it again when it is back.")
        self._window.messages.tell(text.replace("{folders}", names), "warning", lasting=True)

    def tell_problems(self, number: int) -> None:
        """Shows how many problems there are."""
        action = self._window.actions_["errors"]
        text = self.tr("Problems ({number})").replace("{number}", wording.number(number))
        action.setToolTip(text if number else self.tr("Problems"))
