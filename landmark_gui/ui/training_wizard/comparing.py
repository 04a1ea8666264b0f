"""Measures the model in use on the photos that a new one was measured on, and compares the two."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from landmark_gui.training_flow import commands
from landmark_gui.training_flow.flow import Flow
from landmark_gui.training_flow.outcomes import Ending, Outcome
from landmark_gui.training_flow.results import DETAILS_FILE, Comparison, compare, read_evaluation
from landmark_gui.ui.background import Background
from landmark_gui.workers.training_process import TrainingProcess


class Comparing(QObject):
    """One comparison at a time, in a process of its own.

    Signals:
        changed: It began or ended.
    """

    changed = Signal()

    def __init__(
        self,
        flow: Flow,
        model_in_use: Callable[[], tuple[str, Path | None]],
        words: Callable[[Outcome], str],
        parent: QObject | None = None,
    ) -> None:
        """Makes it; nothing runs yet.

        Args:
            flow: Knows the new model's result, and is given the comparison.
            model_in_use: Its name and file.
            words: What an ending means, for the person.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._flow, self._model_in_use, self._words = flow, model_in_use, words
        self.is_comparing = False
        self.problem = ""
        self._background = Background(self)
        self._process = TrainingProcess(self)
        self._process.ended.connect(self._ended)

    @property
    def _folder(self) -> Path:
        assert self._flow.job is not None
        return self._flow.job.folder / "in_use"

    def start(self, device: str) -> None:
        """Measures the model in use, unless there is none, or nothing to compare it with."""
        name, path = self._model_in_use()
        evaluation = self._flow.evaluation
        self.problem = ""
        if path is None or evaluation is None or self._process.is_running:
            return
        self._flow.compared_with = name
        self.is_comparing = True
        line = commands.evaluate(path, self._flow.data_folder, evaluation.split, self._folder, device)
        self._process.start(line)
        self.changed.emit()

    def stop(self) -> None:
        """Ends the process and waits for it."""
        self._process.stop()

    def _ended(self, outcome: Outcome) -> None:
        if outcome.ending is not Ending.DONE:
            self._end(self._words(outcome))
            return
        mine, path = self._flow.evaluation, self._folder / DETAILS_FILE

        def read() -> Comparison | None:
            return None if mine is None else compare(mine, read_evaluation(path))

        self._background.run(read, self._read, lambda error: self._end(str(error)))

    def _read(self, comparison: Comparison | None) -> None:
        self._flow.take_comparison(comparison, self._flow.compared_with)
        self._end()

    def _end(self, problem: str = "") -> None:
        self.is_comparing = False
        self.problem = problem
        self.changed.emit()
