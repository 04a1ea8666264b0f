"""Thumbnails for what the grid shows: visible rows first, then one screen further."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from landmark_gui.library.photos import Photo
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.workers.thumbnails import Thumbnail, Thumbnailer
from landmark_gui.workers.worker import Failure

if TYPE_CHECKING:
    from landmark_gui.ui.photo_grid import PhotoGrid
    from landmark_gui.ui.photo_strip import PhotoStrip


class Thumbnailing(QObject):
    """Asks the thumbnailer for what is seen, and puts what comes into the model's cache."""

    def __init__(
        self,
        model: PhotoListModel,
        grid: "PhotoGrid | PhotoStrip",
        thumbnailer: Thumbnailer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._grid, self._thumbnailer = model, grid, thumbnailer
        grid.shown.connect(self._shown)
        thumbnailer.loaded.connect(self._loaded)
        thumbnailer.failed.connect(self._failed)

    @property
    def pixels(self) -> int:
        """The longer side that is needed, device pixels."""
        return round(self._grid.thumbnail_size * self._grid.devicePixelRatioF())

    def renew(self, paths: Sequence[Path]) -> None:
        """Loads the pictures of these photos again, as the files changed; the old ones stay until then."""
        self._thumbnailer.forget(paths)
        self._model.thumbnails.expire(map(str, paths))
        rows = self._grid.rows_in_view()
        self._shown(rows.start, rows.stop - 1)

    def _shown(self, first: int, last: int) -> None:
        count = self._model.rowCount()
        if first < 0 or not count:
            self._thumbnailer.want([], self.pixels)
            return
        screen = last - first + 1
        ahead = [*range(last + 1, min(count, last + 1 + screen)), *range(max(0, first - screen), first)]
        wanted = [
            photo.file
            for row in (*range(first, min(last + 1, count)), *ahead)
            if not self._has(photo := self._model.photo(row))
        ]
        self._thumbnailer.want(wanted, self.pixels)

    def _has(self, photo: Photo) -> bool:
        """Whether the cache has the picture in this size, now that the thumbnailer's memory was asked too."""
        cache = self._model.thumbnails
        if cache.pixels(photo.path) >= self.pixels or cache.has_failed(photo.path):
            return True
        image = self._thumbnailer.image(photo.file, self.pixels)
        if image is None:
            return False
        exact = max(image.width(), image.height()) >= self.pixels
        self._put(photo.path, image, self.pixels if exact else 0)
        return exact

    def _loaded(self, thumbnails: list[Thumbnail]) -> None:
        for thumbnail in thumbnails:
            self._put(str(thumbnail.path), thumbnail.image, thumbnail.pixels)

    def _put(self, path: str, image: QImage, pixels: int) -> None:
        self._model.thumbnails.put(path, image, pixels, self._grid.thumbnail_size, self._grid.devicePixelRatioF())
        self._model.thumbnail_came(path)

    def _failed(self, failures: list[Failure]) -> None:
        for failure in failures:
            self._model.thumbnails.put_failure(str(failure.path))
            self._model.thumbnail_came(str(failure.path))
