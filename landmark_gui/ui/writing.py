"""Writing: from accepted decisions to a plan, from the plan to the files, and back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.library import photo_questions, write_items
from landmark_gui.library.photos import Photo
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.settings import Settings
from landmark_gui.ui.background import Background
from landmark_gui.ui.catalog_calls import CatalogCalls
from landmark_gui.ui.dates import shown_date
from landmark_gui.ui.main_window import MainWindow
from landmark_gui.ui.problems import Problems
from landmark_gui.ui.reason_words import reason_words
from landmark_gui.ui.written_marks import mark_written
from landmark_gui.workers.worker import Failure, Progress
from landmark_gui.workers.write_worker import WriteSummary, WriteWorker

if TYPE_CHECKING:
    from landmark_gui.metadata import Batch, Item, UndoResult, WriteResult, WriteSettings
    from landmark_gui.models.plan_tree import PlannedFile
    from landmark_gui.ui.plan_dialog import PlanDialog
    from landmark_gui.ui.result_list import ResultList


class Writing(QObject):
    """Connects the writing actions of a window with the writing thread.

    Signals:
        files_changed: Paths of files that were written or restored.
    """

    files_changed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        model: PhotoListModel,
        names: LandmarkNames,
        catalog: CatalogCalls,
        worker: WriteWorker,
        problems: Problems,
        settings: Callable[[], Settings],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._model, self._names, self._catalog = window, model, names, catalog
        self._worker, self._problems, self._settings = worker, problems, settings
        self._background = Background(self)
        self._dialog: PlanDialog | None = None
        self._results: ResultList | None = None
        self._planned: dict[str, tuple[Item, str]] = {}  # by path: what would be written, and the landmark's key
        self._landmarks: dict[str, str] = {}  # by path: key of what is being written
        self._batches: list[str] = []  # of the last write, oldest first
        self._written: list[WriteResult] = []
        self._undone: list[UndoResult] = []
        self._kind = ""  # of the command that runs
        self._is_writing = False  # until the person is told what became of all that was asked for
        window.actions_["write"].triggered.connect(self.plan)
        window.actions_["undo-write"].triggered.connect(self.undo)
        worker.started.connect(self._on_started)
        worker.planned.connect(self._on_planned)
        worker.written.connect(self._on_written)
        worker.undone.connect(self._on_undone)
        worker.progress.connect(self._on_progress)
        worker.finished.connect(self._on_finished)
        worker.journal_failed.connect(self._tell_error)
        worker.recovered.connect(self._on_recovered)

    # --- planning ---------------------------------------------------------------------------------

    def unwritten(self) -> list[Photo]:
        """Photos with an accepted landmark that is not in the file yet."""
        table = self._model.table
        return list(map(table.photo, photo_questions.unwritten(table)))

    def plan(self) -> None:
        """Shows what would be written."""
        from landmark_gui.ui.plan_dialog import PlanDialog  # noqa: PLC0415 - the window is to stand before

        photos = self.unwritten()
        if not photos:
            self._window.messages.tell(self.tr("There is nothing to write: accept some suggestions first."))
            return
        self._dialog = PlanDialog(len(photos), self._window)
        self._dialog.confirmed.connect(self._confirmed)
        self._dialog.rejected.connect(self._worker.cancel)
        self._dialog.finished.connect(self._dialog_closed)
        self._dialog.open()
        self._prepare(photos, self._worker.plan)

    def write_at_once(self, ids: Sequence[int]) -> None:
        """Writes what was accepted for these photos, without a plan; for the setting of that name."""
        table = self._model.table
        photos = [photo for id in ids if (photo := table.photo(id)).is_unwritten]  # noqa: A001
        if photos:
            self._begin_writing()
            self._prepare(photos, self._worker.write)

    def _prepare(self, photos: list[Photo], then: "Callable[[list[Item], WriteSettings], object]") -> None:
        """Makes items and settings for the writer in another thread, as that loads the metadata package."""
        settings, gazetteer = self._settings(), self._names.gazetteer or Gazetteer(())

        def work() -> "tuple[list[Item], WriteSettings]":
            return write_items.items(photos, gazetteer, settings), write_items.write_settings(settings)

        keys = {photo.path: photo.decision.landmark for photo in photos}

        def begin(made: "tuple[list[Item], WriteSettings]") -> None:
            self._planned = {str(item.path): (item, keys[str(item.path)]) for item in made[0]}
            self._landmarks |= keys  # others may still be on their way into their files
            then(*made)

        def failed(error: Exception) -> None:
            self._is_writing = self._worker.is_busy
            self._tell_error(str(error))

        self._background.run(work, begin, failed)

    def _begin_writing(self) -> None:
        """What is asked for while something is being written belongs to it: it is told, and taken back, together."""
        if not self._is_writing:
            self._batches, self._written, self._is_writing = [], [], True

    def _confirmed(self, files: "list[PlannedFile]") -> None:
        """Writes; files of which other groups are left out need settings of their own, and so a batch of their own."""
        settings = write_items.write_settings(self._settings())
        by_left_out: dict[frozenset[str], list[Item]] = {}
        for file in files:
            planned = self._planned.get(str(file.result.path))
            if planned is not None:
                groups = {line.group for line in file.lines}
                by_left_out.setdefault(frozenset(file.off & groups), []).append(planned[0])
        if by_left_out:
            self._begin_writing()
        for left_out, items in by_left_out.items():
            self._worker.write(items, _without(settings, left_out))

    def _dialog_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    # --- taking back ------------------------------------------------------------------------------

    def undo(self) -> None:
        """Takes back the last write; one of an earlier evening only after asking."""
        if not self._batches:
            self._background.run(last_batch, self._offer_undo, lambda error: self._tell_error(str(error)))
            return
        self._undone = []
        batches, self._batches = self._batches, []
        for batch in reversed(batches):
            self._worker.undo(batch)

    def _offer_undo(self, found: "Batch | None") -> None:
        if found is None:
            self._window.messages.tell(self.tr("Nothing was written yet."))
            return

        def do() -> None:
            self._batches = [found.identifier]
            self.undo()

        text = self.tr("The last write was on {date}: %n file(s).", "", found.counts.get("done", 0))
        text = text.replace("{date}", shown_date(found.started))
        self._window.messages.tell(text, button=self.tr("Take Back"), do=do, lasting=True)

    def _tell_error(self, text: str) -> None:
        self._window.messages.tell(text, "error")

    # --- from the worker --------------------------------------------------------------------------

    def _on_planned(self, results: "list[WriteResult]") -> None:
        if self._dialog is not None:
            self._dialog.add(results)

    def _on_written(self, results: "list[WriteResult]") -> None:
        self._written += results
        done = {
            str(result.path): self._landmarks.get(str(result.path), "")
            for result in results
            if result.status in ("written", "sidecar", "unchanged")
        }
        done = {path: key for path, key in done.items() if key}
        if done:
            mark_written(self._model, self._catalog, done)
        self._problems.add(Failure(result.path, result.reason) for result in results if result.status == "refused")

    def _on_undone(self, results: "list[UndoResult]") -> None:
        self._undone += results
        gone = {str(result.path): "" for result in results if result.status in ("restored", "removed", "unchanged")}
        if gone:
            mark_written(self._model, self._catalog, gone)
        self._problems.add(Failure(result.path, result.reason) for result in results if result.status == "refused")

    def _on_started(self, kind: str, total: int) -> None:
        self._kind = kind

    def _on_progress(self, progress: Progress) -> None:
        if self._kind != "plan":
            self._window.status.show_progress(
                self.tr("Writing"), progress.done, progress.total, progress.per_second, progress.seconds_left
            )

    def _on_finished(self, summary: WriteSummary) -> None:
        if summary.kind == "plan":
            if self._dialog is not None:
                self._dialog.complete(reason_words(summary.error))
            return
        self._window.status.end_work()
        if summary.kind == "write":
            self._write_finished(summary)
        else:
            self._undo_finished(summary)

    def _write_finished(self, summary: WriteSummary) -> None:
        if summary.batch:
            self._batches.append(summary.batch)
        if self._worker.is_busy:
            return  # another part of the same write follows
        self._is_writing = False
        changed = [result.path for result in self._written if result.status in ("written", "sidecar")]
        refused = sum(result.status == "refused" for result in self._written)
        self.files_changed.emit(changed)
        text = reason_words(summary.error) or self.tr("%n file(s) written.", "", len(changed))
        if refused:
            text += " " + self.tr("%n could not be written.", "", refused)
        if summary.cancelled:
            text += " " + self.tr("Stopped before the end; the others are still waiting.")
        if refused or summary.error:
            self._window.messages.tell(text, "warning", button=self.tr("Details"), do=self.show_results)
        else:
            self._window.messages.tell(text, button=self.tr("Take Back"), do=self.undo, lasting=True)

    def _undo_finished(self, summary: WriteSummary) -> None:
        if self._worker.is_busy:
            return
        restored = [result.path for result in self._undone if result.status in ("restored", "removed")]
        refused = sum(result.status == "refused" for result in self._undone)
        self.files_changed.emit(restored)
        text = reason_words(summary.error) or self.tr("%n file(s) are as they were.", "", len(restored))
        if refused:
            text += " " + self.tr("%n could not be taken back; see the problems.", "", refused)
        self._window.messages.tell(text, "warning" if refused or summary.error else "info")

    def _on_recovered(self, recovery: object) -> None:
        self._window.messages.tell(
            self.tr("A write was cut off last time; the files and the journal are in order again."), lasting=True
        )

    def show_results(self) -> None:
        """What became of each file of the last write."""
        from landmark_gui.ui.result_list import ResultList  # noqa: PLC0415

        self._results = ResultList(self._written, self._window)
        self._results.show()

    def cancel(self) -> None:
        """Stops before the next file."""
        self._worker.cancel()

    @property
    def is_busy(self) -> bool:
        """Whether files are being written or restored."""
        return self._worker.is_busy


def last_batch() -> "Batch | None":
    """The newest batch in the journal of which something still stands in files. Reads the disk."""
    from landmark_gui.metadata import Journal  # noqa: PLC0415 - loads more than the window needs to stand

    with Journal() as journal:
        standing = (batch for batch in journal.batches() if batch.kind == "write" and batch.counts.get("done"))
        return next(standing, None)


def _without(settings: "WriteSettings", groups: frozenset[str]) -> "WriteSettings":
    """The settings that leave these groups of fields out."""
    return replace(
        settings,
        places=frozenset(place for place in settings.places if place not in groups),
        fill_empty_gps=settings.fill_empty_gps and "gps" not in groups,
        write_xp_keywords=settings.write_xp_keywords and "xp_keywords" not in groups,
    )
