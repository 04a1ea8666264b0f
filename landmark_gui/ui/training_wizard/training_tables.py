"""Asks the training process for what it offers: its recipes, its backbones and how fast those are here."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from landmark_gui.training_flow import commands
from landmark_gui.training_flow.events import Event
from landmark_gui.training_flow.flow import Flow
from landmark_gui.training_flow.outcomes import Ending, Outcome
from landmark_gui.training_flow.parameters import read_table
from landmark_gui.workers.training_process import TrainingProcess


class TrainingTables(QObject):
    """What can be chosen, learnt one table after the other.

    Signals:
        changed: More is known.
        ended: A table is complete; the next one can be asked for.
        problem: What a table lacks, one sentence.
        failed: A table could not be had; the process's `Outcome`.
    """

    changed = Signal()
    ended = Signal()
    problem = Signal(str)
    failed = Signal(object)

    def __init__(self, flow: Flow, device: Callable[[], str], parent: QObject | None = None) -> None:
        """Makes it; nothing runs yet.

        Args:
            flow: Is given the table of recipes.
            device: Where networks run.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._flow, self._device = flow, device
        self.backbones: dict[str, dict[str, Any]] = {}
        self._is_measuring = False
        self._process = TrainingProcess(self)
        self._process.events.connect(self._events)
        self._process.ended.connect(self._ended)

    def learn(self) -> None:
        """Asks for the next table that is not known yet: recipes, backbones, and last the backbones' speed."""
        if self._process.is_running:
            return
        if self._flow.table is None:
            self._process.start(commands.recipes())
        elif not self.backbones:
            self._process.start(commands.backbones(self._device()))
        elif any(values.get("photos_per_second") is None for values in self.backbones.values()):
            self._is_measuring = True
            self._process.start(commands.backbones(self._device(), measure=True))

    def give_way(self) -> None:
        """Ends a measurement: two at a time would falsify both. What was found is kept."""
        if self._is_measuring:
            self._process.kill()

    def stop(self) -> None:
        """Ends the process and waits for it."""
        self._process.stop()

    def _events(self, found: Sequence[Event]) -> None:
        for event in found:
            if event.kind == "result" and event.name == "backbone":
                self._take_backbone(str(event.values.get("name")), dict(event.values))
            elif event.kind == "finished" and isinstance(event.values.get("recipes"), dict):
                try:
                    self._flow.table = read_table(event.values["recipes"])
                except ValueError as error:
                    self.problem.emit(str(error))
        self.changed.emit()

    def _take_backbone(self, name: str, values: dict[str, Any]) -> None:
        self.backbones[name] = values
        if values.get("package") and not values.get("here"):
            self._flow.not_installed.add(name)
        else:
            self._flow.not_installed.discard(name)

    def _ended(self, outcome: Outcome) -> None:
        was_measuring, self._is_measuring = self._is_measuring, False
        if outcome.ending is Ending.DONE:
            self.ended.emit()
        elif not was_measuring:
            self.failed.emit(outcome)
