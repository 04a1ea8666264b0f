"""Thumbnails: visible photos first, from the cache that all desktop programs share, else decoded."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from landmark_gui.workers.image_memory import ImageMemory
from landmark_gui.workers.outbox import Message
from landmark_gui.workers.thumbnail_engine import Thumbnail, ThumbnailEngine
from landmark_gui.workers.thumbnail_store import SIZES, ThumbnailStore
from landmark_gui.workers.worker import Worker

__all__ = ["Thumbnail", "Thumbnailer"]

_MOST_PIXELS = max(SIZES.values())


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
        self, parent: QObject | None = None, *, cache_bytes: int = 64 * 2**20, cache_folder: Path | None = None
    ) -> None:
        """Makes the worker; its threads start with the first command.

        Args:
            parent: The worker stops when it is destroyed.
            cache_bytes: Memory for thumbnails.
            cache_folder: The cache on disk; None: the one that all programs share, where there is one.
        """
        self._thumbnails = ThumbnailEngine(ThumbnailStore(cache_folder))
        super().__init__(self._thumbnails, parent)
        self._memory = ImageMemory(cache_bytes)
        self._is_busy_told = False

    def image(self, path: Path, pixels: int) -> QImage | None:
        """The thumbnail if it is in memory; never waits.

        Args:
            path: The photo.
            pixels: See `want`; one of another size is given until that one is there.
        """
        return self._memory.get(path)

    def want(self, paths: Sequence[Path], pixels: int) -> None:
        """Loads the thumbnails of these photos that are not in memory yet, the first one first.

        Call it whenever the view has been scrolled, with the visible photos and then those near by. Photos of an
        earlier call that are not among these are dropped, unless they are being decoded already.

        Args:
            paths: Photos, most urgent first.
            pixels: Length of the longer side in device pixels (size in the grid times the screen's scale), up to 1024.
        """
        pixels = min(pixels, _MOST_PIXELS)
        missing = tuple(path for path in paths if self._memory.pixels(path) != pixels)
        self._command(self._thumbnails.want, missing, pixels)

    def forget(self, paths: Sequence[Path]) -> None:
        """Drops these photos' thumbnails and failures from memory, as the files changed or are gone."""
        self._memory.drop(paths)
        self._command(self._thumbnails.forget, tuple(paths))

    def _emit(self, message: Message) -> None:
        if message.signal == "busy":
            (is_busy,) = message.arguments
            if is_busy == self._is_busy_told:
                return
            self._is_busy_told = bool(is_busy)
        elif message.signal == "loaded":
            (thumbnails,) = message.arguments
            assert isinstance(thumbnails, list)
            for thumbnail in thumbnails:
                self._memory.put(thumbnail.path, thumbnail.pixels, thumbnail.image)
        super()._emit(message)
