"""The large picture of the current photo, and those of its neighbours ahead of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from landmark_gui.workers.worker import Worker


@dataclass(frozen=True, slots=True)
class Preview:
    """A large upright picture of a photo.

    Attributes:
        path: The photo.
        image: The picture; its longer side has at most `pixels`, less only for smaller photos.
        pixels: The pixels that were asked for.
    """

    path: Path
    image: QImage
    pixels: int


class PreviewLoader(Worker):
    """Loads previews and keeps the latest ones in memory.

    Signals:
        loaded (Preview): The current photo's preview; also if it was in memory already.
        failed (Failure): The current photo cannot be shown.
    """

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, *, cache_bytes: int = 256 * 2**20) -> None:
        """Makes the worker; its threads start with the first command.

        Args:
            parent: The worker stops when it is destroyed.
            cache_bytes: Memory for previews; the current one is kept even if it is larger.
        """
        super().__init__(parent)

    def image(self, path: Path, pixels: int) -> QImage | None:
        """The preview if it is in memory; never waits."""
        raise NotImplementedError

    def show(self, path: Path, pixels: int, ahead: Sequence[Path] = ()) -> None:
        """Loads this photo's preview, then those of its neighbours, without telling of these.

        What an earlier call asked for and this one does not is dropped.

        Args:
            path: The current photo.
            pixels: Length of the longer side in device pixels; more than the photo has gives the photo as it is.
            ahead: Neighbours, most probable next one first.
        """
        raise NotImplementedError

    def forget(self, paths: Sequence[Path]) -> None:
        """Drops these photos from memory, as the files changed or are gone."""
        raise NotImplementedError
