"""Notices when other programs change the open folders."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from landmark_gui.workers.watch_engine import MAX_FOLDERS, WatchEngine
from landmark_gui.workers.worker import Worker

__all__ = ["MAX_FOLDERS", "FolderWatch"]


class FolderWatch(Worker):
    """Watches folders and the folders in them.

    Signals:
        changed (list[Path]): In these folders photos or folders were added, removed or renamed; told once things have
            been quiet for a moment, or at the latest after two seconds, and once more a little later, as a file may
            still have been growing. Pass them to `ScanWorker.refresh`.
        vanished (list[Path]): These watched folders are no longer there (deleted, renamed or unplugged).
        failed (list[Failure]): Folders that cannot be watched, with the reason.
    """

    changed = Signal(object)
    vanished = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Makes the worker; its thread starts with the first command."""
        self._watching = WatchEngine()
        super().__init__(self._watching, parent)

    def watch(self, folders: Sequence[Path]) -> None:
        """Watches these folders, recursively, instead of the former ones; an empty list watches nothing.

        Args:
            folders: Absolute paths; files are watched by themselves.
        """
        self._command(self._watching.watch, tuple(folders))
