"""Writing in the small dialog: the plan for the photo shown, one batch for all that was accepted, and the way back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.library import write_items
from landmark_gui.library.decisions import Decision, DecisionKind
from landmark_gui.library.photos import Photo
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.settings import Settings
from landmark_gui.ui.background import Background
from landmark_gui.ui.catalog_calls import CatalogCalls
from landmark_gui.ui.written_marks import mark_written
from landmark_gui.workers.write_worker import WriteSummary, WriteWorker

if TYPE_CHECKING:
    from landmark_gui.metadata import Item, UndoResult, WriteResult, WriteSettings

_PLAN_MS = 60  # who goes through photos quickly needs no plan for each


class SuggestWriting(QObject):
    """Plans, writes and takes back for the photos of the small dialog.

    Signals:
        planned: What would be written for the photo that was asked for last, a `WriteResult`; None where nothing would.
        busy_changed: Writing began or ended.
        finished: A write is over: a `WriteSummary`.
        taken_back: A write was taken back: a `WriteSummary`.
        files_changed: Paths of files that were written or restored.
        failed: Nothing can be written; one sentence.
    """

    planned = Signal(object)
    busy_changed = Signal()
    finished = Signal(object)
    taken_back = Signal(object)
    files_changed = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        model: PhotoListModel,
        catalog: CatalogCalls,
        worker: WriteWorker,
        settings: Callable[[], Settings],
        parent: QObject | None = None,
    ) -> None:
        """Connects what it is given.

        Args:
            model: The photos.
            catalog: Remembers what was written.
            worker: Writes.
            settings: The settings as they are now.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._model, self._catalog, self._worker, self._settings = model, catalog, worker, settings
        self._background = Background(self)
        self._soon = QTimer(self, singleShot=True, interval=_PLAN_MS)
        self._soon.timeout.connect(self._plan)
        self._wanted: tuple[Photo, str] | None = None  # for which photo and landmark a plan is wanted
        self._shown: tuple[str, str, str] | None = None  # for which it was told: path, landmark, state of the file
        self._preparing = 0
        self._landmarks: dict[str, str] = {}  # by path: key of what is being written
        self._restored: list[UndoResult] = []
        self.results: dict[str, WriteResult] = {}
        """By path: what became of the file in the last write of it."""
        worker.planned.connect(self._on_planned)
        worker.written.connect(self._on_written)
        worker.undone.connect(self._on_undone)
        worker.finished.connect(self._on_finished)
        worker.journal_failed.connect(self.failed)

    @property
    def is_busy(self) -> bool:
        """Whether something is being written or taken back, or is about to be."""
        return bool(self._landmarks) or self._preparing > 0

    def forget(self) -> None:
        """Other photos come."""
        self._soon.stop()
        self._wanted, self._shown = None, None
        self.results.clear()

    # --- the plan ---------------------------------------------------------------------------------

    def show_plan(self, photo: Photo | None, landmark: str) -> None:
        """Finds out what would be written into a photo, for `planned`.

        Args:
            photo: The photo; None for none.
            landmark: Key of the landmark; empty for none.
        """
        if photo is None or not landmark or photo.problem:
            self._wanted, self._shown = None, None
            self._soon.stop()
            self.planned.emit(None)
            return
        self._wanted = (photo, landmark)
        if self._shown != self._state(photo, landmark):
            self._soon.start()

    def _state(self, photo: Photo, landmark: str) -> tuple[str, str, str]:
        return photo.path, landmark, f"{photo.mtime_ns} {photo.written} {photo.ranking is None}"

    def _plan(self) -> None:
        if self._wanted is None or self.is_busy:
            return
        photo, landmark = self._wanted
        decided = replace(photo, decision=Decision(DecisionKind.ACCEPTED, landmark))

        def plan(items: "list[Item]", settings: "WriteSettings") -> None:
            if self._wanted is not None and self._wanted[0].path == photo.path and self._wanted[1] == landmark:
                self._shown = self._state(photo, landmark)
                self._worker.plan(items, settings)

        self._prepare([decided], plan)

    # --- writing ----------------------------------------------------------------------------------

    def write(self, photos: Sequence[Photo]) -> None:
        """Writes what was accepted for these photos, in one batch."""
        if not photos:
            return
        self._landmarks = {photo.path: photo.decision.landmark for photo in photos}
        self._prepare(photos, self._worker.write)
        self.busy_changed.emit()

    def take_back(self, batch: str) -> None:
        """Takes a batch back."""
        self._restored = []
        self._preparing += 1
        self._worker.undo(batch)
        self.busy_changed.emit()

    def _prepare(self, photos: Sequence[Photo], then: "Callable[[list[Item], WriteSettings], object]") -> None:
        """Makes items and settings for the writer in another thread, as that loads the metadata package."""
        settings, gazetteer = self._settings(), self._model.names.gazetteer or Gazetteer(())

        def work() -> "tuple[list[Item], WriteSettings]":
            return write_items.items(photos, gazetteer, settings), write_items.write_settings(settings)

        self._background.run(work, lambda made: then(*made), self._not_prepared)

    def _not_prepared(self, error: Exception) -> None:
        self._landmarks = {}
        self.failed.emit(str(error))
        self.busy_changed.emit()

    # --- from the worker --------------------------------------------------------------------------

    def _on_planned(self, results: "list[WriteResult]") -> None:
        for result in results:
            if self._wanted is not None and str(result.path) == self._wanted[0].path:
                self.planned.emit(result)

    def _on_written(self, results: "list[WriteResult]") -> None:
        self.results |= {str(result.path): result for result in results}
        done = {
            str(result.path): self._landmarks.get(str(result.path), "")
            for result in results
            if result.status in ("written", "sidecar", "unchanged")
        }
        done = {path: key for path, key in done.items() if key}
        if done:
            mark_written(self._model, self._catalog, done)

    def _on_undone(self, results: "list[UndoResult]") -> None:
        self._restored += results
        gone = {str(result.path): "" for result in results if result.status in ("restored", "removed", "unchanged")}
        if gone:
            for path in gone:
                self.results.pop(path, None)
            mark_written(self._model, self._catalog, gone)

    def _on_finished(self, summary: WriteSummary) -> None:
        if summary.kind == "plan":
            return
        changed: list[Path]
        if summary.kind == "write":
            changed = [
                self.results[path].path
                for path in self._landmarks
                if path in self.results and self.results[path].status in ("written", "sidecar")
            ]
            self._landmarks = {}
        else:
            changed = [result.path for result in self._restored if result.status in ("restored", "removed")]
            self._preparing = 0
        self._shown = None
        self.files_changed.emit(changed)
        self.busy_changed.emit()
        (self.finished if summary.kind == "write" else self.taken_back).emit(summary)
