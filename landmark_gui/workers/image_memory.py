"""Pictures in memory: as many as fit, the least recently used go first. For one thread."""

from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QImage


class ImageMemory:
    """Pictures by photo, one for each, with the pixels that were asked for."""

    def __init__(self, limit: int) -> None:
        """An empty one.

        Args:
            limit: Bytes; the newest picture is kept even if it is larger.
        """
        self._limit = limit
        self._images: OrderedDict[Path, tuple[int, QImage]] = OrderedDict()
        self.bytes = 0

    def get(self, path: Path) -> QImage | None:
        """The picture of a photo."""
        entry = self._images.get(path)
        if entry is None:
            return None
        self._images.move_to_end(path)
        return entry[1]

    def pixels(self, path: Path) -> int:
        """The pixels that were asked for; 0 where there is no picture."""
        entry = self._images.get(path)
        return entry[0] if entry else 0

    def put(self, path: Path, pixels: int, image: QImage) -> None:
        """Keeps a picture in place of the former one."""
        self.drop([path])
        self._images[path] = (pixels, image)
        self.bytes += image.sizeInBytes()
        while self.bytes > self._limit and len(self._images) > 1:
            _, (_, oldest) = self._images.popitem(last=False)
            self.bytes -= oldest.sizeInBytes()

    def drop(self, paths: Iterable[Path]) -> None:
        """Forgets the pictures of these photos."""
        for path in paths:
            entry = self._images.pop(path, None)
            if entry is not None:
                self.bytes -= entry[1].sizeInBytes()
