"""Small pictures of one landmark's photos, from the sheet that the training process made."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from landmark_gui.ui import theme

TILE, COLUMNS, MOST = 96, 8, 48
"""The sheet's geometry (``training.prepare``)."""

_GAP = 6


def read_tiles(path: str, photos: int) -> list[QImage]:
    """The single pictures of a sheet; reads a file, so it is for another thread."""
    sheet = QImage(path)
    count = min(MOST, photos)
    tiles = []
    for place in range(count):
        row, column = divmod(place, COLUMNS)
        rect = QRect(column * TILE + 1, row * TILE + 1, TILE - 2, TILE - 2)
        if sheet.rect().contains(rect):
            tiles.append(sheet.copy(rect))
    return tiles


class ContactSheet(QWidget):
    """As many columns as fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: list[QImage] = []
        self._expected = ""
        self.setMinimumSize(2 * TILE, TILE)
        self.setAccessibleName(self.tr("Contact sheet"))

    def clear(self) -> None:
        """Shows none."""
        self._tiles, self._expected = [], ""
        self.update()

    def expect(self, path: str) -> None:
        """These tiles come next; those of another sheet, which come late, are not shown."""
        self._expected = path

    def show_tiles(self, path: str, tiles: Sequence[QImage]) -> None:
        """Shows a sheet's pictures."""
        if path == self._expected:
            self._tiles = list(tiles)
            self.update()

    @property
    def number(self) -> int:
        """How many are shown."""
        return len(self._tiles)

    def sizeHint(self) -> QSize:  # noqa: N802
        """See Qt."""
        return QSize(5 * (TILE + _GAP), 4 * (TILE + _GAP))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """See Qt."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(theme.colours(self.palette()).grid))
        if not self._tiles:
            return
        # As large as all of them still fit, down to half their size.
        side = TILE
        while side > TILE // 2 and not self._fits(side):
            side -= 4
        columns = max(1, (self.width() - _GAP) // (side + _GAP))
        for place, tile in enumerate(self._tiles):
            row, column = divmod(place, columns)
            rect = QRect(_GAP + column * (side + _GAP), _GAP + row * (side + _GAP), side, side)
            painter.drawImage(rect, tile)

    def _fits(self, side: int) -> bool:
        columns = max(1, (self.width() - _GAP) // (side + _GAP))
        rows = -(-len(self._tiles) // columns)
        return rows * (side + _GAP) + _GAP <= self.height()
