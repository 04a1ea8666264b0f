"""Writes accepted landmarks into photos and takes them back: one thing at a time, strictly in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QObject, Signal

from landmark_gui.workers.worker import Worker

if TYPE_CHECKING:
    from landmark_gui.metadata import Item, WriteSettings

WriteKind: TypeAlias = Literal["plan", "write", "undo", "remove"]


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """What one command came to.

    Attributes:
        kind: Which command it was.
        batch: Its id in the journal, which `WriteWorker.undo` takes; None where nothing was written.
        total: Photos asked for; for ``undo`` the writes that were reached.
        counts: Number of results by their status, such as ``{"written": 3, "refused": 1}``.
        failed: How many writes were tried and failed.
        cancelled: Whether it was cancelled before its end.
        error: Why nothing (more) could be written, in one sentence; empty where all went well.
    """

    kind: WriteKind
    batch: str | None
    total: int
    counts: dict[str, int]
    failed: int
    cancelled: bool
    error: str


class WriteWorker(Worker):
    """Plans, writes and undoes. Commands wait for each other.

    Signals:
        started (str, int): A command of this `WriteKind` begins with so many photos (0: not known yet).
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
        super().__init__(parent)

    def plan(self, items: Sequence["Item"], settings: "WriteSettings | None" = None) -> None:
        """Finds out what `write` would change; cancels a plan that is still being made."""
        raise NotImplementedError

    def write(
        self, items: Sequence["Item"], settings: "WriteSettings | None" = None, label: str = "write accepted landmarks"
    ) -> None:
        """Writes, in this order.

        Args:
            items: Photos and landmarks.
            settings: How to write; None: the defaults.
            label: What the batch is called in the journal.
        """
        raise NotImplementedError

    def undo(self, batch: str) -> None:
        """Takes back a batch, the last write first; the same call again goes on after a cancelled one."""
        raise NotImplementedError

    def remove(self, paths: Sequence[Path]) -> None:
        """Removes everything that this app ever wrote into these photos."""
        raise NotImplementedError

    def recover(self) -> None:
        """Puts right what a crash left; call it once at the start of the app."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Ends the command in hand before its next photo and drops those that wait; what is written stays."""
        raise NotImplementedError
