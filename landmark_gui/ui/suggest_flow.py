"""What the small dialog says and does as a whole: the plan, the Write button, messages, undo, and closing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from landmark_gui.library.photos import Photo
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.settings import Settings
from landmark_gui.ui.deciding import Deciding
from landmark_gui.ui.host_advice import host_advice
from landmark_gui.ui.plan_words import handed_over_line, plan_details, plan_heading, plan_line
from landmark_gui.ui.reason_words import reason_words
from landmark_gui.ui.suggest_dialog import SuggestDialog
from landmark_gui.ui.suggest_review import SuggestReview
from landmark_gui.ui.suggest_writing import SuggestWriting
from landmark_gui.workers.write_worker import WriteSummary

if TYPE_CHECKING:
    from landmark_gui.metadata import WriteResult


class SuggestFlow(QObject):
    """Connects review and writing of the dialog.

    Attributes:
        writes: Whether what is accepted is written; else the caller does it.
        host: The program from which the dialog was called.
        decided: Paths of the photos about which the person said something since `begin`.

    Signals:
        left: The dialog is closed and nothing is being written any more.
    """

    left = Signal()

    def __init__(
        self,
        dialog: SuggestDialog,
        names: LandmarkNames,
        review: SuggestReview,
        writing: SuggestWriting,
        deciding: Deciding,
        settings: Callable[[], Settings],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._dialog, self._names, self._review, self._writing = dialog, names, review, writing
        self._deciding, self._settings = deciding, settings
        self.writes, self.host = True, ""
        self.decided: set[str] = set()
        self._steps: list[str] = []  # what U takes back, oldest first: empty for a decision, else a batch
        self._warned, self._leaving, self._closes_after = False, False, False
        actions = dialog.actions_
        actions["go"].triggered.connect(self.go)
        actions["close"].triggered.connect(dialog.close)
        actions["undo"].triggered.connect(self.undo)
        dialog.closing.connect(self.close)
        review.decided.connect(self._on_decided)
        review.current_changed.connect(self.update)
        deciding.undone.connect(self._on_undone)
        writing.planned.connect(self._on_planned)
        writing.busy_changed.connect(self.update)
        writing.finished.connect(self._on_written)
        writing.taken_back.connect(self._on_taken_back)
        writing.failed.connect(lambda text: dialog.messages.tell(reason_words(text), "error"))
        self.update()

    def begin(self, *, writes: bool, host: str) -> None:
        """Other photos come; what was said of the former ones is no longer to be undone here."""
        self.writes, self.host = writes, host
        self.decided.clear()
        self._steps.clear()
        self._warned, self._leaving, self._closes_after = False, False, False
        self._writing.forget()
        self._dialog.messages.clear()
        self.update()

    def stay(self) -> None:
        """More photos come: a dialog that was about to close stays."""
        self._leaving, self._closes_after, self._warned = False, False, False

    def abandon(self) -> None:
        """Closes without asking; what is being written is written first."""
        self._leave()

    # --- what it says -----------------------------------------------------------------------------

    def update(self) -> None:
        """Says what Enter does, how far the person is, and what will be written."""
        dialog, unwritten, waiting = self._dialog, len(self._unwritten()), len(self._review.waiting())
        total = len(self._review.photos)
        if self._writing.is_busy:
            dialog.set_go(self.tr("Writing…"))
        elif unwritten:
            dialog.set_go(self.tr("Write %n File(s)", "", unwritten))
        else:
            dialog.set_go(self.tr("Close"))
        dialog.actions_["undo"].setEnabled(bool(self._steps) and not self._writing.is_busy)
        if total > 1:
            text = self.tr("%n waiting", "", waiting) if waiting else self.tr("All decided")
            dialog.count.setText(f"{dialog.strip.currentIndex().row() + 1} / {total} · {text}")
        else:
            dialog.count.setText("")
        self._ask_for_plan()

    def _ask_for_plan(self) -> None:
        photo = self._review.photo
        landmark = self._planned_landmark(photo)
        if not self.writes:
            heading = self.tr("Nothing is written into the file. The program that asked gets:") if landmark else ""
            line = handed_over_line(self._names, landmark, self._settings()) if landmark else ""
            self._dialog.set_plan(heading, line)
        elif self._names.gazetteer is not None:
            self._writing.show_plan(photo, landmark)

    def _planned_landmark(self, photo: Photo | None) -> str:
        """Key of the landmark that is accepted, or would be by the key 1; empty for none."""
        if photo is None or photo.problem:
            return ""
        if photo.decision.is_reviewed:
            return photo.decision.landmark
        first = self._dialog.review.candidates.suggested(1)
        return first.key if first is not None and photo.best is not None else ""

    def _on_planned(self, result: "WriteResult | None") -> None:
        photo = self._review.photo
        if result is None or photo is None:
            self._dialog.set_plan("", "")
        else:
            heading = plan_heading(result, is_accepted=bool(photo.decision.landmark))
            self._dialog.set_plan(heading, plan_line(result), plan_details(result))

    # --- what it does -----------------------------------------------------------------------------

    def go(self) -> None:
        """Writes what was accepted; closes where nothing is left to write."""
        unwritten = self._unwritten()
        if self._writing.is_busy:
            return
        if unwritten:
            self._dialog.messages.clear()
            self._writing.write(unwritten)
        else:
            self._dialog.close()

    def undo(self) -> None:
        """Takes back the last decision or write, one step each."""
        if self._writing.is_busy:
            return
        if not self._steps:
            self._dialog.messages.tell(self.tr("There is no decision to undo."))
            return
        batch = self._steps.pop()
        self._dialog.messages.clear()
        if batch:
            self._writing.take_back(batch)
        else:
            self._deciding.undo()
        self.update()

    def close(self) -> None:
        """Closes the dialog; where something was accepted in it and is not written, only at the second time."""
        unwritten = self._unwritten()  # with those of earlier evenings, as the button writes them too
        if self._writing.is_busy:
            self._leave()
        elif not self._warned and any(photo.path in self.decided for photo in unwritten):
            self._warned = True
            self._dialog.messages.tell(
                self.tr(
                    "%n accepted photo(s) are not written yet. Esc once more closes without writing.",
                    "",
                    len(unwritten),
                ),
                "warning",
                button=self.tr("Write and Close"),
                do=self._write_and_close,
            )
        else:
            self._leave()

    def _write_and_close(self) -> None:
        self._closes_after = True
        self.go()

    def _leave(self) -> None:
        self._leaving = True
        self._dialog.close_now()
        if not self._writing.is_busy:
            self._leaving = False
            self.left.emit()

    def _unwritten(self) -> list[Photo]:
        return [photo for photo in self._review.photos if photo.is_unwritten] if self.writes else []

    # --- what happens -----------------------------------------------------------------------------

    def _on_decided(self, ids: list[int]) -> None:
        table = self._review.table
        self.decided.update(table.photo(id).path for id in ids)  # noqa: A001
        self._steps.append("")
        self._warned = False
        self._write_at_once()
        self.update()

    def _write_at_once(self) -> None:
        if self.writes and self._settings().flag("write_at_once") and not self._writing.is_busy:
            self._writing.write([photo for photo in self._unwritten() if photo.path in self.decided])

    def _on_undone(self, ids: list[int]) -> None:
        self._review.show_first(ids)
        self.update()

    def _on_written(self, summary: WriteSummary) -> None:
        if summary.batch:
            self._steps.append(summary.batch)
        written = summary.counts.get("written", 0) + summary.counts.get("sidecar", 0)
        refused = summary.counts.get("refused", 0)
        unchanged = summary.counts.get("unchanged", 0)
        parts = [reason_words(summary.error)] if summary.error else []
        if written:
            parts += [self.tr("%n file(s) written.", "", written), host_advice(self.host)]
        if unchanged:
            parts.append(self.tr("%n had it already.", "", unchanged))
        if refused:
            parts.append(self.tr("%n could not be written.", "", refused))
        text = " ".join(parts)
        if refused or summary.error:
            self._dialog.messages.tell(text, "warning", button=self.tr("Details"), do=self._show_results)
        elif summary.batch:
            self._dialog.messages.tell(text, button=self.tr("Take Back"), do=self.undo, lasting=True)
        else:
            self._dialog.messages.tell(text, lasting=True)
        if self._leaving or (self._closes_after and not refused and not summary.error):
            self._leave()
            return
        self._closes_after = False
        self._write_at_once()
        self.update()

    def _on_taken_back(self, summary: WriteSummary) -> None:
        restored = summary.counts.get("restored", 0) + summary.counts.get("removed", 0)
        refused = summary.counts.get("refused", 0)
        text = reason_words(summary.error) or self.tr("%n file(s) are as they were.", "", restored)
        if refused:
            text += " " + self.tr("%n could not be taken back; another program has changed them.", "", refused)
        self._dialog.messages.tell(text, "warning" if refused or summary.error else "info")
        if self._leaving:
            self._leave()
            return
        self.update()

    def _show_results(self) -> None:
        from landmark_gui.ui.result_list import ResultList  # noqa: PLC0415

        ResultList(list(self._writing.results.values()), self._dialog).show()
