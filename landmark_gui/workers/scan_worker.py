"""Finds the photos in folders, at once, and then reads what stands in them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from landmark_gui.workers.worker import Worker


@dataclass(frozen=True, slots=True)
class FoundPhoto:
    """A photo on the disk.

    Attributes:
        path: Absolute path.
        size: Bytes.
        mtime_ns: Time of the last change, nanoseconds since 1970.
    """

    path: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """What a scan came to.

    Attributes:
        photos: Photos found.
        facts: Photos whose facts were read or recalled.
        failed: Files and folders that could not be read.
        cancelled: Whether it was cancelled before its end.
    """

    photos: int
    facts: int
    failed: int
    cancelled: bool


Recall = Callable[[Sequence[FoundPhoto]], Mapping[Path, object]]
"""What the catalog knows of some photos already; called in the worker's thread, a few hundred photos at a time."""
Describe = Callable[[FoundPhoto], object]
"""The facts of one photo from its file; called in the worker's thread. May raise `OSError`."""


class ScanWorker(Worker):
    """Lists photos in a first pass and reads their facts in a second one, the visible photos first.

    Signals:
        started: A scan begins.
        found (list[FoundPhoto]): Photos in the order of the folders; the first ones within 50 ms.
        gone (list[Path]): Photos that `refresh` was told of and that are no longer there.
        failed (list[Failure]): Files and folders that could not be read.
        listed (int): The list is complete, with so many photos.
        facts (list[tuple[FoundPhoto, object]]): What `recall` or `describe` gave for photos.
        progress (Progress): Of the second pass.
        finished (ScanSummary): Follows each `started`.
    """

    started = Signal()
    found = Signal(object)
    gone = Signal(object)
    failed = Signal(object)
    listed = Signal(int)
    facts = Signal(object)
    progress = Signal(object)
    finished = Signal(object)

    def __init__(
        self, describe: Describe | None = None, recall: Recall | None = None, parent: QObject | None = None
    ) -> None:
        """Makes the worker; its thread starts with the first command.

        Args:
            describe: See `Describe`; None: `landmark_gui.metadata.read_metadata`.
            recall: See `Recall`; None: nothing is known beforehand.
            parent: The worker stops when it is destroyed.
        """
        super().__init__(parent)

    def scan(self, paths: Sequence[Path]) -> None:
        """Lists the photos among these files and in these folders, then reads their facts.

        A scan that is still running is cancelled first.
        """
        raise NotImplementedError

    def refresh(self, folders: Sequence[Path], known: Mapping[Path, tuple[int, int]]) -> None:
        """Looks again, after a change on the disk; begins when the scan in hand is done.

        Args:
            folders: Where to look, recursively.
            known: The photos that are shown from below these folders, with (size, mtime_ns). Only others, and those
                that changed, come as `found`; those that are no longer there come as `gone`.
        """
        raise NotImplementedError

    def prioritise(self, paths: Sequence[Path]) -> None:
        """These photos' facts are read next, the first one first."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Ends the running scan, and those that wait; what was found stays found."""
        raise NotImplementedError
