"""Notices when other programs change the open folders."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from landmark_gui.workers.worker import Worker

MAX_FOLDERS = 4096
"""Most folders watched at a time: the system's watches are for all programs."""


class FolderWatch(Worker):
    """Watches folders and the folders in them.

    Signals:
        changed (list[Path]): In these folders photos or folders were added, removed or renamed; told once things have
            been quiet for a moment, or at the latest after two seconds. Pass them to `ScanWorker.refresh`.
        vanished (list[Path]): These watched folders are no longer there (deleted, renamed or unplugged).
        failed (list[Failure]): Folders that cannot be watched, with the reason.
    """

    changed = Signal(object)
    vanished = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Makes the worker; its thread starts with the first command."""
        super().__init__(parent)

    def watch(self, folders: Sequence[Path]) -> None:
        """Watches these folders, recursively, instead of the former ones; an empty list watches nothing."""
        raise NotImplementedError
