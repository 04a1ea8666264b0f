"""Thumbnails in memory: as many as fit, the least recently painted go first."""

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap

DEFAULT_BYTES = 192 * 2**20


class ThumbnailCache:
    """Pictures by path, scaled once to the size at which they are painted."""

    def __init__(self, limit_bytes: int = DEFAULT_BYTES) -> None:
        """An empty cache.

        Args:
            limit_bytes: Most memory for the pictures.
        """
        self._limit = limit_bytes
        self._bytes = 0
        self._pictures: OrderedDict[str, QPixmap] = OrderedDict()
        self._failed: set[str] = set()
        self._pixels: dict[str, int] = {}

    def get(self, path: str) -> QPixmap | None:
        """The picture of a photo, if it is there."""
        picture = self._pictures.get(path)
        if picture is not None:
            self._pictures.move_to_end(path)
        return picture

    def has_failed(self, path: str) -> bool:
        """Whether there can be no picture of that photo."""
        return path in self._failed

    def pixels(self, path: str) -> int:
        """For which size, in device pixels, the picture was loaded; 0 where there is none, or a poor one only."""
        return self._pixels.get(path, 0)

    def put(self, path: str, image: QImage, pixels: int, side: int, ratio: float) -> None:
        """Keeps a picture.

        Args:
            path: The photo.
            image: Any size.
            pixels: For which size it was loaded; 0 for one that is to be replaced by a better one.
            side: Longest side at which it is painted, device-independent pixels; smaller pictures are not enlarged.
            ratio: Device pixels per device-independent one.
        """
        self.drop([path])
        limit = round(side * ratio)
        if max(image.width(), image.height()) > limit:
            image = image.scaled(
                QSize(limit, limit), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(ratio)
        self._pictures[path] = picture
        self._pixels[path] = pixels
        self._bytes += _bytes(picture)
        while self._bytes > self._limit and len(self._pictures) > 1:
            gone, oldest = self._pictures.popitem(last=False)
            self._pixels.pop(gone, None)
            self._bytes -= _bytes(oldest)

    def expire(self, paths: Iterable[str]) -> None:
        """Keeps these photos' pictures only until better ones come, as the files changed."""
        for path in paths:
            self._failed.discard(path)
            if path in self._pixels:
                self._pixels[path] = 0

    def put_failure(self, path: str) -> None:
        """Remembers that there can be no picture."""
        self._failed.add(path)

    def drop(self, paths: list[str]) -> None:
        """Forgets these photos' pictures."""
        for path in paths:
            self._failed.discard(path)
            picture = self._pictures.pop(path, None)
            self._pixels.pop(path, None)
            if picture is not None:
                self._bytes -= _bytes(picture)

    def clear(self) -> None:
        """Forgets all."""
        self._pictures.clear()
        self._failed.clear()
        self._pixels.clear()
        self._bytes = 0


def _bytes(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4
