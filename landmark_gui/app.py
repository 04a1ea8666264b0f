"""The composition root: makes the window and its workers, connects them, and ends them again."""

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

if sys.platform == "win32":
    import torch  # noqa: F401 - loaded after Qt, its libraries fail to start there

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from landmark_gui import settings as settings_file
from landmark_gui.application import make_application
from landmark_gui.gazetteer import Gazetteer
from landmark_gui.library import decisions, photo_questions
from landmark_gui.library import session as session_file
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.session import Session
from landmark_gui.library.weighing import CANDIDATES
from landmark_gui.model_path import model_path
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.settings import Settings, SettingsError
from landmark_gui.ui import icons, shortcuts, theme, translations
from landmark_gui.ui.heat_control import HeatControl
from landmark_gui.ui.learning_control import LearningControl
from landmark_gui.ui.main_window import MainWindow
from landmark_gui.ui.map_control import MapControl
from landmark_gui.ui.nearest_control import NearestControl
from landmark_gui.ui.photo_actions import PhotoActions
from landmark_gui.ui.photo_work import PhotoWork
from landmark_gui.ui.problems import Problems
from landmark_gui.ui.reason_words import reason_words
from landmark_gui.ui.review_control import ReviewControl
from landmark_gui.ui.session_control import SessionControl
from landmark_gui.ui.suggesting import identify
from landmark_gui.ui.teach_control import TeachControl
from landmark_gui.ui.training_control import TrainingControl
from landmark_gui.ui.view_control import ViewControl
from landmark_gui.ui.weighing_control import WeighingControl
from landmark_gui.ui.why_control import WhyControl
from landmark_gui.ui.window_control import WindowControl
from landmark_gui.ui.work_status import WorkStatus
from landmark_gui.ui.writing import Writing
from landmark_gui.ui.written_marks import mark_written
from landmark_gui.workers.improve_worker import ImproveWorker
from landmark_gui.workers.smoothness import favour_gui_thread
from landmark_gui.workers.worker import Worker

__all__ = ["Program", "make_application"]

_GC_THRESHOLDS = 20_000, 20, 50  # a collection of 100,000 photos takes a tenth of a second: not every second
_UNWRITTEN_MS = 1000


class Program(QObject):
    """The running program: one window, its workers, its settings."""

    def __init__(self, app: QApplication, files: Sequence[str] = (), *, train: bool = False) -> None:
        """Builds everything; nothing runs before `start`.

        Args:
            app: The application.
            files: Folders and photos to open; none: what was open the last time.
            train: Open the training wizard, too.
        """
        super().__init__()
        favour_gui_thread()
        self._app, self._files, self._train = app, list(files), train
        self._settings_problem = ""
        self._begun = decisions.now()
        self.settings = self._kept_settings = self._load_settings()
        language = translations.install(app, self.settings.text("language"))
        theme.apply(app, self.settings.text("theme"))
        app.styleHints().colorSchemeChanged.connect(self._scheme_changed)
        app.setWindowIcon(icons.app_icon())
        self.names = LandmarkNames(None, language)
        self.model = PhotoListModel(PhotoTable(), self.names, self, problem_words=reason_words)
        self.window = MainWindow(self.model, self.names, shortcuts.keys_in_use(self.settings.text("keys")))
        self.window.grid.set_thumbnail_size(self.settings.whole("thumbnail_size"))
        self._session = self._load_session()
        self._connect()
        self._is_opened = self._ended = False
        gc.set_threshold(*_GC_THRESHOLDS)

    def _connect(self) -> None:
        window, model, names = self.window, self.model, self.names
        self.work = work = PhotoWork(model, self)
        self.catalog, self.photos = work.catalog, work.photos
        self.suggesting, self.deciding = work.suggesting, work.deciding
        self.problems = Problems(self)
        self.review = ReviewControl(window, model, self.deciding, lambda: self.settings, self)
        self.weighing = WeighingControl(model, self.settings, self)
        self.why = WhyControl(window, model, self.weighing, self)
        self.heat = HeatControl(window, model, self.suggesting, self)
        self.nearest = NearestControl(window, model, self.suggesting, self._model_in_use, self)
        window.review.candidates.most = self.settings.whole("top_k")
        self.view = ViewControl(window, model, self.photos, self)
        self.writing = Writing(
            window, model, names, self.catalog, work.writer, self.problems, lambda: self.settings, self
        )
        self.control = WindowControl(
            window, model, names, self.photos, self.suggesting, self.review, self.catalog, self.problems,
            lambda: self.settings, self,
        )  # fmt: skip
        self.status = WorkStatus(window, self.photos, self.suggesting, self.problems, self)
        self._preview = work.show_pictures(window.grid, window.review.preview)
        self._photo_actions = PhotoActions(window, model, names, self.review.targets, self)
        self._map = MapControl(window, model, names, self.view, self)
        self.session = SessionControl(window, model, self.photos, self.view, self.review, self.catalog, self)
        self.training = TrainingControl(
            window, model, names, self.catalog, lambda: self.settings, self._model_in_use, self
        )
        self.training.settings_chosen.connect(self.use_settings)
        self.teaching = TeachControl(
            window, model, names, self.deciding, self.review.targets, lambda: self.settings, self
        )
        self.teaching.gazetteer_changed.connect(self._taught_changed)
        self._improver = ImproveWorker(self)
        self.learning = LearningControl(
            window, self.catalog, self.suggesting, self._improver, lambda: self.settings, self._model_in_use, self
        )
        self.learning.use_wanted.connect(self.training.use_model)
        self.photos.finished.connect(self._facts_finished)
        self.photos.opened.connect(self.deciding.finish)
        self.photos.altered.connect(self.heat.renew)
        self.suggesting.results_came.connect(lambda _: self.review.queue.forget())
        self.deciding.decided.connect(self._decided)
        self.writing.files_changed.connect(self.photos.files_changed)
        self.review.told.connect(window.messages.tell)
        self.nearest.told.connect(window.messages.tell)
        self._photo_actions.told.connect(window.messages.tell)
        self.review.current_changed.connect(self._preview.show)
        self.review.current_changed.connect(self.why.show)
        self.review.current_changed.connect(self.heat.show)
        self.review.current_changed.connect(self.nearest.show)
        self.problems.grew.connect(self.status.tell_problems)
        window.grid.shown.connect(self._shown)
        self.catalog.problem_changed.connect(self._catalog_problem)
        self.control.settings_chosen.connect(self.use_settings)
        self.view.size_chosen.connect(self._size_chosen)
        window.closing.connect(self.end)
        window.painted.connect(self._begin)

    # --- beginning --------------------------------------------------------------------------------

    def start(self) -> None:
        """Shows the window; what takes time follows after its first paint."""
        self.session.restore_layout(self._session)
        if self._files or self._session.folders:
            self.window.empty.show_looking()
        self.window.show()

    def _begin(self) -> None:
        self._configure_inference()
        self.catalog.ask(lambda catalog: catalog.recent(), self._show_recent)
        self.work.begin(self._gazetteer_read, self._gazetteer_failed)
        if self._train:
            self.training.open_wizard()
        self.training.offer_to_go_on()

    def _gazetteer_read(self, gazetteer: Gazetteer) -> None:
        self.names.gazetteer = gazetteer
        self.model.repaint_all()
        self.weighing.weigh_all()
        self._open_first()

    def _taught_changed(self, _: Gazetteer) -> None:
        """Asks the model again about undecided photos that it was asked about: what it knows has changed."""
        asked = photo_questions.with_ranking(self.model.table)
        self.model.repaint_all()
        self.weighing.weigh_all()
        path = model_path(self.settings.text("model"))
        if path is None:
            return
        self.catalog.ask(
            lambda catalog: identify(catalog, path), lambda identity: self.suggesting.use_model(identity, asked)
        )

    def _gazetteer_failed(self, error: Exception) -> None:
        self._open_first()
        self.window.messages.tell(str(error), "error")

    def _open_first(self) -> None:
        """Opens what was asked for, or what was open; a moment later than the window, so that it stands at once."""
        self._is_opened = True
        if self._files:
            self.control.open(self._files)
        elif self.settings.flag("restore_session"):
            self.session.restore_photos(self._session)
        self._tell_settings_error(self._settings_problem)  # opening clears what was told before
        QTimer.singleShot(_UNWRITTEN_MS, self, self._ask_unwritten)

    def _ask_unwritten(self) -> None:
        if self.photos.is_listing:  # it takes seconds where very many were accepted, and the photos come first
            self.photos.finished.connect(self._ask_unwritten, Qt.ConnectionType.SingleShotConnection)
            return
        self.catalog.ask(lambda catalog: len(catalog.unwritten(self._begun)), self._tell_unwritten)

    def _tell_unwritten(self, number: int) -> None:
        if number and not self.window.messages.text:
            text = self.tr("%n accepted photo(s) of earlier evenings are not written yet.", "", number)
            self.window.messages.tell(text, lasting=True)

    def _show_recent(self, folders: list[str]) -> None:
        self.window.set_recent(folders)
        self.window.empty.set_recent(folders)

    def _load_settings(self) -> Settings:
        try:
            return settings_file.load()
        except SettingsError as error:
            self._settings_problem = str(error)
            return Settings()

    def _keep_settings(self, then: Callable[[str], None] | None = None) -> None:
        """Writes what was changed here since the last time; `then` hears why it could not be written, or nothing."""
        before, after = self._kept_settings, self.settings
        self._kept_settings = after
        self.catalog.ask(lambda _: _keep(before, after), then)

    def _begin_settings_anew(self) -> None:
        """Sets a damaged file aside; what was chosen since the start is kept in a new one."""

        def moved(result: tuple[str, str]) -> None:
            name, problem = result
            if problem:
                self._tell_settings_error(problem)
                return
            self._settings_problem, self._kept_settings = "", Settings()
            self._keep_settings(self._tell_settings_error)
            with_file = self.tr("The settings are the defaults now; the old file is called {name}.")
            without = self.tr("The settings are the defaults now; the old file is gone.")
            self.window.messages.tell(with_file.replace("{name}", name) if name else without)

        self.catalog.ask(lambda _: _set_aside(), moved)

    def _load_session(self) -> Session:
        return session_file.load() if self.settings.flag("restore_session") else Session()

    # --- settings ---------------------------------------------------------------------------------

    def use_settings(self, settings: Settings) -> None:
        """Takes new settings, keeps them on disk and follows them."""
        before, self.settings = self.settings, settings
        self._keep_settings(self._tell_settings_error)
        changed = {
            setting.name for setting in settings_file.SETTINGS if before.get(setting.name) != settings.get(setting.name)
        }
        if "theme" in changed:
            theme.apply(self._app, settings.text("theme"))
        if "thumbnail_size" in changed:
            self.window.grid.set_thumbnail_size(settings.whole("thumbnail_size"))
        if "keys" in changed:
            self.window.actions_.set_keys(shortcuts.keys_in_use(settings.text("keys")))
        if changed & {"model", "device", "top_k"}:
            self._configure_inference()
        if changed & {"use_gps", "use_context", "burst_seconds"}:
            self.weighing.configure(settings)
        if "top_k" in changed:
            self.window.review.candidates.most = settings.whole("top_k")
            self.window.review.show_photo(self.window.review.photo)
        if "language" in changed:
            self.window.messages.tell(self.tr("The language changes when the app is started again."))

    def _configure_inference(self) -> None:
        settings = self.settings
        self.work.inference.configure(
            settings.text("model") or None,
            settings.text("device"),
            top_k=max(settings.whole("top_k"), CANDIDATES),
        )
        self.window.status.set_model(settings.text("model") or "default")
        path = model_path(settings.text("model"))
        if path is not None:
            self.catalog.ask(lambda catalog: identify(catalog, path), self.suggesting.use_model)

    def _model_in_use(self) -> tuple[str, Path | None]:
        path = model_path(self.settings.text("model"))
        return self.settings.text("model") or "default", path

    def _size_chosen(self, side: int) -> None:
        if side != self.settings.whole("thumbnail_size"):
            self.settings = self.settings.replace(thumbnail_size=side)

    def _scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        if self.settings.text("theme") == "system":
            theme.apply(self._app, "system")

    def _tell_settings_error(self, text: str) -> None:
        if text:
            button = self.tr("Use Defaults") if self._settings_problem else ""
            self.window.messages.tell(text, "error", button=button, do=self._begin_settings_anew)

    # --- connections that need more than one part -------------------------------------------------

    def _shown(self, first: int, last: int) -> None:
        rows = range(first, last + 1) if first >= 0 else range(0)
        rows = range(rows.start, min(rows.stop, self.model.rowCount()))
        self.photos.prioritise(rows)
        self.suggesting.prioritise(rows)

    def _decided(self, ids: list[int]) -> None:
        if self.settings.flag("write_at_once"):
            self.writing.write_at_once(ids)

    def _facts_finished(self) -> None:
        gc.freeze()  # photos live as long as the folder is open; looking through all of them again only stalls
        if self.settings.flag("suggest_on_open") and self.model.rowCount():
            self.suggesting.suggest(photo_questions.without_answer(self.model.table, self.suggesting.identity))

    def suggest_when_listed(self) -> None:
        """Asks the model about all photos as soon as their facts are known; for those that were handed over."""
        if not self.settings.flag("suggest_on_open"):
            connection = Qt.ConnectionType.SingleShotConnection
            self.photos.finished.connect(self.control.suggest_all, connection)

    def take_in_writes(self, written: Mapping[str, str]) -> None:
        """Shows what the small dialog wrote: by path the landmark's key, empty where it was taken back."""
        mark_written(self.model, self.catalog, written)
        self.photos.files_changed([Path(path) for path in written if self.model.table.id_of(path) is not None])

    def _catalog_problem(self, problem: str) -> None:
        if problem:
            self.window.messages.tell(problem, "error")

    # --- ending -----------------------------------------------------------------------------------

    def end(self) -> None:
        """Keeps everything and stops all threads; the window is still there."""
        if self._ended:
            return
        self._ended = True
        self._photo_actions.release_clipboard()
        self.training.stop()
        if self._is_opened:  # else what was open the last time is still what is to be opened
            self.session.save()
        self._keep_settings()
        self._improver.stop()
        self.work.end()
        QThreadPool.globalInstance().waitForDone(2000)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """All workers."""
        return (self._improver, *self.work.workers)


def _keep(before: Settings, after: Settings) -> str:
    try:
        settings_file.keep_changes(before, after)
    except SettingsError as error:
        return str(error)
    return ""


def _set_aside() -> tuple[str, str]:
    """What the damaged file is called now, empty where there is none, and why it could not be renamed."""
    try:
        aside = settings_file.set_aside()
    except SettingsError as error:
        return "", str(error)
    return aside.name if aside is not None else "", ""
