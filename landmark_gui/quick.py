"""The composition root of the small dialog: makes it and its workers, connects them, and ends them again."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from landmark_gui import taught
from landmark_gui.gazetteer import Gazetteer
from landmark_gui.instance import results
from landmark_gui.instance.results import Outcome
from landmark_gui.instance.server import Call
from landmark_gui.library.decisions import landmark_key
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo
from landmark_gui.library.weighing import CANDIDATES
from landmark_gui.model_path import model_path
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.settings import Settings
from landmark_gui.ui import shortcuts
from landmark_gui.ui.photo_work import PhotoWork
from landmark_gui.ui.reason_words import reason_words
from landmark_gui.ui.suggest_dialog import SuggestDialog
from landmark_gui.ui.suggest_flow import SuggestFlow
from landmark_gui.ui.suggest_review import SuggestReview
from landmark_gui.ui.suggest_writing import SuggestWriting
from landmark_gui.ui.suggesting import identify
from landmark_gui.ui.weighing_control import WeighingControl
from landmark_gui.workers.worker import Failure, Worker

MOST_PHOTOS = 200
"""More are for the main window."""
Mode = tuple[bool, str, str]
"""Whether what is accepted is written, the model and the device: photos with the same ones share a dialog."""


def mode_of(call: Call) -> Mode:
    """The mode that a request asks for."""
    request = call.request
    return request.write, request.model, request.device


class Quick(QObject):
    """One dialog, for one set of photos after the other; model and workers stay ready in between.

    Signals:
        closed: The dialog is closed, and everyone who waited has the results.
        too_many: There are more photos than the dialog is for; the calls. The dialog is closed.
        main_wanted: The person wants these paths in the main window; the dialog is closed.
        decided: The person said something about these photos, a list of `Photo`.
        written: Files of these photos were written or restored, a list of `Photo`.
    """

    closed = Signal()
    too_many = Signal(object)
    main_wanted = Signal(object)
    decided = Signal(object)
    written = Signal(object)

    def __init__(self, settings: Callable[[], Settings], language: str, parent: QObject | None = None) -> None:
        """Builds the dialog.

        Args:
            settings: The settings as they are now.
            language: Code of the language for names.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._settings = settings
        self.mode: Mode = (True, "", "")
        self.names = LandmarkNames(None, language)
        self.model = PhotoListModel(PhotoTable(), self.names, self, problem_words=reason_words)
        self.dialog = SuggestDialog(self.model, self.names, shortcuts.keys_in_use(settings().text("keys")))
        self._calls: list[Call] = []
        self._model_problem = ""
        self._asked: set[str] = set()  # paths of photos that the model was asked about
        self._connect()
        self._begun = False
        # What the gazetteer in use knows of landmarks that the person taught; None where that was not asked yet.
        self._taught: str | None = None

    def _connect(self) -> None:
        model, dialog = self.model, self.dialog
        self.work = work = PhotoWork(model, self)
        self.catalog, self.photos = work.catalog, work.photos
        self.suggesting, self.deciding = work.suggesting, work.deciding
        self.weighing = WeighingControl(model, self._settings(), self)
        self.review = SuggestReview(dialog, model, self.deciding, self._settings, self)
        self.writing = SuggestWriting(model, self.catalog, work.writer, self._settings, self)
        self.flow = SuggestFlow(dialog, self.names, self.review, self.writing, self.deciding, self._settings, self)
        self._preview = work.show_pictures(dialog.strip, dialog.review.preview)
        self.photos.facts_known.connect(self._ask_model)
        self.photos.listed.connect(self._listed)
        self.photos.failed.connect(self._failed)
        work.inference.model_loading.connect(lambda _: self._say_loading())
        work.inference.model_ready.connect(lambda _: self._say_looking())
        work.inference.model_failed.connect(self._model_failed)
        self.review.current_changed.connect(lambda: self._preview.show(self.review.current))
        self.review.decided.connect(lambda ids: self.decided.emit(self._photos(ids)))
        self.deciding.undone.connect(lambda ids: self.decided.emit(self._photos(ids)))
        self.writing.files_changed.connect(self._files_changed)
        self.flow.left.connect(self._conclude)
        dialog.painted.connect(self._begin)
        dialog.open_main.clicked.connect(self._leave_for_main)
        self.catalog.problem_changed.connect(self._tell_problem)

    # --- photos come ------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether the dialog is shown, or what was accepted in it is still being written."""
        return self.dialog.isVisible() or bool(self._calls) or self.writing.is_busy

    def take(self, call: Call) -> None:
        """Shows the photos of a request, beside those that the dialog shows already."""
        request = call.request
        if not self.is_open:
            self.mode = mode_of(call)
            self.deciding.finish()
            self.model.replace_table(PhotoTable())
            self.photos.paths = ()
            self._asked.clear()
            self.weighing.configure(self._settings())
            self.flow.begin(writes=request.write, host=request.host)
            self._say_looking()
        self.flow.stay()
        self._calls.append(call)
        call.gone.connect(lambda: self._withdraw(call))
        new = [Photo(path) for path in request.files if self.model.table.id_of(path) is None]
        if new:
            self.model.add(new)
        self.flow.host = request.host or self.flow.host
        self.dialog.open_anew()
        if self._begun:
            self._read_what_was_taught()
            self._open_photos()

    def _read_what_was_taught(self) -> None:
        """Reads the gazetteer again where landmarks were taught or forgotten since, perhaps by another process."""
        self.work.background.run(partial(_newly_taught, self._taught), self._taught_read, self._gazetteer_failed)

    def _taught_read(self, found: tuple[str, Gazetteer] | None) -> None:
        if found is not None:
            self._taught, gazetteer = found
            self._gazetteer_read(gazetteer)

    def _begin(self) -> None:
        """After the first paint: what takes time."""
        if not self._begun:
            self._begun = True
            self.work.begin(self._gazetteer_read, self._gazetteer_failed)
            self._open_photos()

    def _open_photos(self) -> None:
        """Looks at the files of all calls, and asks the model about them."""
        _, model, device = self.mode
        settings = self._settings()
        # More than are shown: evidence can raise one that stood low.
        self.dialog.review.candidates.most = settings.whole("top_k")
        most = max(settings.whole("top_k"), CANDIDATES)
        self.work.inference.configure(model or None, device or None, top_k=most)
        name = model or settings.text("model")
        # The model's id first: with it, suggestions of an earlier time are recalled, and the model need not be loaded.
        self.catalog.ask(lambda catalog: _identify(name, catalog), self._identified)

    def _identified(self, identity: str) -> None:
        self.suggesting.use_model(identity)
        asked = [path for call in self._calls for path in call.request.paths]
        if asked:
            self.photos.look_at(dict.fromkeys(asked))

    def _listed(self, _: int) -> None:
        if self.model.rowCount() > MOST_PHOTOS and any(call.request.folders for call in self._calls):
            calls, self._calls = self._calls, []
            self.flow.abandon()
            self.too_many.emit(calls)

    def _ask_model(self, ids: Sequence[int]) -> None:
        """Asks about photos of which no suggestion is known, now that the catalog was asked."""
        asked = [photo for photo in self._photos(ids) if photo.ranking is None and not photo.problem]
        new = [photo.path for photo in asked if photo.path not in self._asked]
        self._asked.update(new)
        if new:
            table = self.model.table
            self.suggesting.suggest([id for path in new if (id := table.id_of(path)) is not None], again=True)  # noqa: A001

    def _failed(self, failures: Sequence[Failure]) -> None:
        """Shows in place which file cannot be read, and why; a folder has no place, so it is told."""
        table = self.model.table
        updates: dict[int, dict[str, object]] = {}
        for failure in failures:
            id = table.id_of(str(failure.path))  # noqa: A001
            if id is not None:
                updates[id] = {"error": failure.reason}
            else:
                self.dialog.messages.tell(f"{failure.path}: {failure.reason}", "warning")
        self.model.update_many(updates)

    def _gazetteer_read(self, gazetteer: Gazetteer) -> None:
        self.names.gazetteer = gazetteer
        self.model.repaint_all()
        self.weighing.weigh_all()

    def _tell_problem(self, problem: str) -> None:
        if problem:
            self.dialog.messages.tell(problem, "error")

    def _gazetteer_failed(self, error: Exception) -> None:
        self.dialog.messages.tell(str(error), "error")

    # --- the model --------------------------------------------------------------------------------

    def _say_loading(self) -> None:
        self.dialog.review.set_unasked(self.tr("Looking…"), self.tr("The model is being loaded."))

    def _say_looking(self) -> None:
        self._model_problem = ""
        self.dialog.review.set_unasked(self.tr("Looking…"), "")

    def _model_failed(self, problem: str) -> None:
        self._model_problem = problem
        words = self.tr("You can still find the landmark by its name: /")
        self.dialog.review.set_unasked(self.tr("No suggestion"), words)
        self.dialog.messages.tell(problem, "error")

    # --- what became of them ----------------------------------------------------------------------

    def _photos(self, ids: Sequence[int]) -> list[Photo]:
        return [self.model.table.photo(id) for id in ids]  # noqa: A001

    def _files_changed(self, changed: list[Path]) -> None:
        self.photos.files_changed(changed)
        ids = [self.model.table.id_of(str(path)) for path in changed]
        self.written.emit(self._photos([id for id in ids if id is not None]))  # noqa: A001

    def give_up(self, calls: Sequence[Call]) -> None:
        """These calls' photos, too many for the dialog, are shown elsewhere."""
        for call in calls:
            self._withdraw(call)

    def _withdraw(self, call: Call) -> None:
        """Whoever asked has left: its photos go, unless somebody else asked for them or the person decided on them."""
        if call not in self._calls:
            return
        self._calls.remove(call)
        table = self.model.table
        ids = [
            id
            for id in list(table.ids())  # noqa: A001
            if _belongs(table.photo(id).path, call)
            and table.photo(id).path not in self.flow.decided
            and not any(_belongs(table.photo(id).path, other) for other in self._calls)
        ]
        self.model.remove(ids)
        if not self.model.rowCount():
            self.flow.abandon()

    def _conclude(self) -> None:
        """The dialog is closed: everyone gets what became of their own photos."""
        calls, self._calls = self._calls, []
        self.suggesting.cancel()
        for call in calls:
            if call.is_open:
                self._report(call)
        self.closed.emit()

    def _report(self, call: Call) -> None:
        form = call.request.form
        outcomes = [self._outcome(photo) for photo in self.review.photos if _belongs(photo.path, call)]
        for outcome in outcomes:
            line = results.line(outcome, form)
            if line is not None:
                call.result(line)
        for sentence in results.complaints(outcomes, form):
            call.complain(sentence)
        if self._model_problem:
            call.complain(self._model_problem)
        call.finish(results.exit_code(outcomes, form, self._model_problem))

    def _outcome(self, photo: Photo) -> Outcome:
        decided = photo.path in self.flow.decided and photo.decision.is_reviewed
        key = photo.decision.landmark if decided else ""
        verdict = str(photo.verdict or "")
        write = self.writing.results.get(photo.path)
        if not key:
            return Outcome(photo.path, verdict, decided=decided, error=photo.problem, write=write)
        settings, landmark = self._settings(), self.names.landmark(key)
        name, root = self.names.name(key), settings.text("keyword_root")
        levels = tuple(filter(None, (root, name)))
        if landmark is not None:
            levels = landmark.hierarchy(root, settings.text("keyword_language"))
        return Outcome(
            photo.path,
            verdict,
            landmark.id if landmark else None,
            name,
            levels,
            _probability(photo, key),
            landmark.latitude if landmark else None,
            landmark.longitude if landmark else None,
            landmark.city if landmark else None,
            landmark.country if landmark else None,
            decided,
            photo.error,
            write,
        )

    def _leave_for_main(self) -> None:
        paths = [photo.path for photo in self.review.photos]
        self.flow.abandon()
        self.main_wanted.emit(paths)

    # --- ending -----------------------------------------------------------------------------------

    def end(self) -> None:
        """Stops all threads; what was decided is kept."""
        self.work.end()
        self.dialog.deleteLater()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """All workers."""
        return self.work.workers


def _newly_taught(known: str | None) -> tuple[str, Gazetteer] | None:
    """What the person has taught by now, and the gazetteer with it; None where that is known."""
    now = taught.fingerprint()
    return None if now == known else (now, Gazetteer.load())


def _identify(name: str, catalog: object) -> str:
    path = model_path(name)
    return identify(catalog, path) if path is not None else ""  # type: ignore[arg-type]


def _belongs(path: str, call: Call) -> bool:
    request = call.request
    return path in request.files or any(path.startswith(folder.rstrip(os.sep) + os.sep) for folder in request.folders)


def _probability(photo: Photo, key: str) -> float | None:
    ranking = photo.ranking if photo.weighed is None else photo.weighed
    if ranking is None:
        return None
    pairs = zip(ranking.landmarks, ranking.probabilities, strict=True)
    return next((probability for candidate, probability in pairs if landmark_key(candidate) == key), None)
