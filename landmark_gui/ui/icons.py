"""The app's icons: line drawings in one colour, drawn in the colour of the text beside them."""

import functools

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from landmark_gui import resources

_SIZES = (16, 24, 32, 48)
_DRAWN_IN = "#000"


@functools.cache
def _drawing(name: str) -> str:
    return resources.path(f"icons/{name}.svg").read_text(encoding="utf-8")


def icon(name: str, palette: QPalette) -> QIcon:
    """An icon in the colours of a palette, also for disabled buttons.

    Args:
        name: File name in ``resources/icons`` without its suffix.
        palette: Of the widget that shows it; ask again when it changes.

    Raises:
        FileNotFoundError: There is no such icon.
    """
    result = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        colour = palette.color(group, QPalette.ColorRole.WindowText)
        for size in _SIZES:
            result.addPixmap(pixmap(name, QSize(size, size), colour.name(), colour.alphaF()), mode)
    return result


def pixmap(name: str, size: QSize, colour: str, opacity: float = 1.0) -> QPixmap:
    """An icon as a picture of that size in device pixels, in one colour (``#rrggbb``)."""
    result = QPixmap(size)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setOpacity(opacity)
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace(_DRAWN_IN, colour).encode()))
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return result


def app_icon() -> QIcon:
    """The program's own icon, which has its own colours."""
    return QIcon(str(resources.path("icons/landmark-tagger.svg")))
