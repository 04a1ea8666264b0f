"""The app's icons: line drawings in one colour, drawn in the colour of the text beside them."""

import functools

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from landmark_gui import resources

_SIZES = (20, 40)  # the larger one is for screens with twice the pixels, and is scaled down for what lies between
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
    renderer = _renderer(name, palette.color(QPalette.ColorRole.WindowText).name())
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText).alphaF()
    for mode, opacity in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, disabled)):
        for size in _SIZES:
            result.addPixmap(_draw(renderer, QSize(size, size), opacity), mode)
    return result


def pixmap(name: str, size: QSize, colour: str, opacity: float = 1.0) -> QPixmap:
    """An icon as a picture of that size in device pixels, in one colour (``#rrggbb``)."""
    return _draw(_renderer(name, colour), size, opacity)


def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace(_DRAWN_IN, colour).encode()))


def _draw(renderer: QSvgRenderer, size: QSize, opacity: float) -> QPixmap:
    result = QPixmap(size)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return result


def app_icon() -> QIcon:
    """The program's own icon, which has its own colours."""
    return QIcon(str(resources.path("icons/landmark-tagger.svg")))
