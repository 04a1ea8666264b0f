"""Writes accepted landmarks into photos and takes them back: one thing at a time, strictly in order."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from landmark_gui.workers.worker import Worker
from landmark_gui.workers.write_engine import WriteEngine, WriteKind, WriteSummary

if TYPE_CHECKING:
    from landmark_gui.metadata import Item, WriteSettings

__all__ = ["WriteKind", "WriteSummary", "WriteWorker"]


class WriteWorker(Worker):
    """Plans, writes and undoes. Commands wait for each other.

    Signals:
        started (str, int): A command of this `WriteKind` begins with so many photos.
        planned (list[WriteResult]): What `plan` would do, photo by photo; nothing is written.
        written (list[WriteResult]): What became of photos in `write`.
        undone (list[UndoResult]): What became of photos in `undo` and `remove`.
        progress (Progress): How far the command is.
        finished (WriteSummary): Follows each `started`.
        recovered (Recovery): What a crash had left was put right; comes only if there was something.
        journal_failed (str): The journal cannot be used, so nothing is written; one sentence.
    """

    started = Signal(str, int)
    planned = Signal(object)
    written = Signal(object)
    undone = Signal(object)
    progress = Signal(object)
    finished = Signal(object)
    recovered = Signal(object)
    journal_failed = Signal(str)

    def __init__(self, parent: QObject | None = None, *, journal: Path | None = None) -> None:
        """Makes the worker; its thread starts with the first command.

        Args:
            parent: The worker stops when it is destroyed.
            journal: The journal's file; None: the person's own.
        """
        self._writing = WriteEngine(journal)
        super().__init__(self._writing, parent)

    def plan(self, items: Sequence["Item"], settings: "WriteSettings | None" = None) -> None:
        """Finds out what `write` would change; cancels a plan that is still being made."""
        self._command(self._writing.plan, tuple(items), settings)

    def write(
        self, items: Sequence["Item"], settings: "WriteSettings | None" = None, label: str = "write accepted landmarks"
    ) -> None:
        """Writes, in this order.

        Args:
            items: Photos and landmarks.
            settings: How to write; None: the defaults.
            label: What the batch is called in the journal.
        """
        self._command(self._writing.write, tuple(items), settings, label)

    def undo(self, batch: str) -> None:
        """Takes back a batch, the last write first; the same call again goes on after a cancelled one."""
        self._command(self._writing.undo, batch)

    def remove(self, paths: Sequence[Path]) -> None:
        """Removes everything that this app ever wrote into these photos."""
        self._command(self._writing.remove, tuple(paths))

    def recover(self) -> None:
        """Puts right what a crash left; call it once at the start of the app."""
        self._command(self._writing.recover)

    def cancel(self) -> None:
        """Ends the command in hand before its next photo and drops those that wait; what is written stays."""
        self._command(self._writing.cancel)
