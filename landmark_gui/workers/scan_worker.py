"""Finds the photos in folders, at once, and then reads what stands in them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from landmark_gui.library.known_files import KnownFiles
from landmark_gui.workers.found_photos import FoundPhoto
from landmark_gui.workers.scan_engine import Describe, Know, Known, Recall, ScanEngine, ScanSummary, Tidy
from landmark_gui.workers.worker import Worker

__all__ = ["Describe", "FoundPhoto", "Know", "Known", "Recall", "ScanSummary", "ScanWorker", "Tidy"]


class ScanWorker(Worker):
    """Lists photos in a first pass and reads their facts in a second one, the visible photos first.

    Signals:
        started: A scan begins.
        known (Known | None): What `know` knows of the photos, where it was asked; of these, only those come as `found`
            that changed. From now on the disk is asked.
        checked (Progress): How many of them the disk was asked about.
        found (list[FoundPhoto]): Photos in the order of the folders; the first ones within 50 ms.
        gone (list[Path]): Photos that were known and are no longer there.
        left_out (list[Path]): Photos that `know` knew, and that are there, but not to be shown.
        failed (list[Failure]): Files and folders that could not be read.
        listed (int): The list is complete, with so many photos.
        facts (list[tuple[FoundPhoto, object]]): What `recall` or `describe` gave for photos.
        progress (Progress): Of the second pass.
        finished (ScanSummary): Follows each `started`.
    """

    started = Signal()
    known = Signal(object)
    checked = Signal(object)
    found = Signal(object)
    gone = Signal(object)
    left_out = Signal(object)
    failed = Signal(object)
    listed = Signal(int)
    facts = Signal(object)
    progress = Signal(object)
    finished = Signal(object)

    def __init__(
        self,
        describe: Describe | None = None,
        recall: Recall | None = None,
        parent: QObject | None = None,
        *,
        know: Know | None = None,
        tidy: Tidy | None = None,
    ) -> None:
        """Makes the worker; its thread starts with the first command.

        Args:
            describe: See `Describe`; None: `landmark_gui.metadata.read_metadata`.
            recall: See `Recall`; None: nothing is known beforehand.
            parent: The worker stops when it is destroyed.
            know: See `Know`; None: nothing is known before the disk is asked.
            tidy: See `Tidy`; None: nothing is done after a scan.
        """
        self._scanning = ScanEngine(describe, recall, know, tidy)
        super().__init__(self._scanning, parent)

    def scan(self, paths: Sequence[Path], into: object = None) -> None:
        """Lists the photos among these files and in these folders, then reads their facts.

        A scan that is still running is cancelled first.

        Args:
            paths: Files and folders.
            into: Where `know` puts what is known of them, before the disk is asked; None: it is not asked.
        """
        self._command(self._scanning.scan, tuple(paths), into)

    def refresh(self, folders: Sequence[Path], known: KnownFiles) -> None:
        """Looks again, after a change on the disk; begins when the scan in hand is done.

        Args:
            folders: Where to look, recursively.
            known: The photos that are shown, perhaps with others. Only others, and those that changed, come as
                `found`; those below `folders` that are no longer there come as `gone`, but not those below a folder
                that is itself gone: its disk may only have been unplugged.
        """
        self._command(self._scanning.refresh, tuple(folders), known)

    def prioritise(self, paths: Sequence[Path]) -> None:
        """These photos' facts are read next, the first one first."""
        self._command(self._scanning.prioritise, tuple(paths))

    def cancel(self) -> None:
        """Ends the running scan, and those that wait; what was found stays found."""
        self._command(self._scanning.cancel)
