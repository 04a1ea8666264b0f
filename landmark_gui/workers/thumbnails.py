"""Thumbnails: visible photos first, from the cache that all desktop programs share, else decoded."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from landmark_gui.workers.worker import Worker


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small upright picture of a photo.

    Attributes:
        path: The photo.
        image: The picture; its longer side is at most the pixels asked for, less only for smaller photos.
        pixels: The pixels that were asked for.
    """

    path: Path
    image: QImage
    pixels: int


class Thumbnailer(Worker):
    """Loads thumbnails and keeps the latest ones in memory.

    Signals:
        loaded (list[Thumbnail]): Thumbnails that were wanted; they can also be had from `image` now.
        failed (list[Failure]): Photos of which there can be no thumbnail.
        busy (bool): Whether wanted thumbnails are still missing; `InferenceWorker.give_way` may be connected to it.
    """

    loaded = Signal(object)
    failed = Signal(object)
    busy = Signal(bool)

    def __init__(
        self, parent: QObject | None = None, *, cache_bytes: int = 128 * 2**20, cache_folder: Path | None = None
    ) -> None:
        """Makes the worker; its threads start with the first command.

        Args:
            parent: The worker stops when it is destroyed.
            cache_bytes: Memory for thumbnails.
            cache_folder: The cache on disk; None: the one that all programs share, where there is one.
        """
        super().__init__(parent)

    def image(self, path: Path, pixels: int) -> QImage | None:
        """The thumbnail if it is in memory; never waits. One of another size will do until the right one is there."""
        raise NotImplementedError

    def want(self, paths: Sequence[Path], pixels: int) -> None:
        """Loads the thumbnails of these photos that are not in memory yet, the first one first.

        Call it whenever the view has been scrolled, with the visible photos and then those near by. Photos of an
        earlier call that are not among these are dropped, unless they are being decoded already.

        Args:
            paths: Photos, most urgent first.
            pixels: Length of the longer side in device pixels (size in the grid times the screen's scale), up to 1024.
        """
        raise NotImplementedError

    def forget(self, paths: Sequence[Path]) -> None:
        """Drops these photos' thumbnails and failures from memory, as the files changed or are gone."""
        raise NotImplementedError
