"""Verdicts and decisions as small marks that differ in shape as well as in colour.

Verdicts of a model: a filled disc with a tick (confident), a filled diamond with a question mark (ambiguous), an
empty ring with a dash (no landmark), a triangle (cannot be read). A person's decisions: a filled square with a tick
(accepted), with two (written), with a dash (no landmark), an empty square with an arrow (skipped). A label: the file
says so itself.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from landmark_gui.models.marks import Mark, PlaceCheck
from landmark_gui.ui.theme import Colours


def paint(painter: QPainter, rect: QRectF, mark: Mark, colours: Colours) -> None:
    """Paints a mark into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 16, rect.height() / 16)  # all shapes below are drawn in a square of 16
    colour = QColor(_colour(mark, colours))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    on_colour = QColor(colours.on_accent if mark in _DECISIONS else colours.panel)
    if mark is Mark.CONFIDENT:
        painter.drawEllipse(QRectF(1, 1, 14, 14))
        _tick(painter, on_colour)
    elif mark is Mark.AMBIGUOUS:
        painter.drawPolygon(QPolygonF([QPointF(8, 0), QPointF(16, 8), QPointF(8, 16), QPointF(0, 8)]))
        _question(painter, on_colour)
    elif mark is Mark.ERROR:
        painter.drawPolygon(QPolygonF([QPointF(8, 0.5), QPointF(16, 15), QPointF(0, 15)]))
        _line(painter, on_colour, (8, 5.5), (8, 10))
        _line(painter, on_colour, (8, 12.6), (8, 12.7))
    elif mark is Mark.NO_LANDMARK:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.6))
        painter.drawEllipse(QRectF(1.8, 1.8, 12.4, 12.4))
        _line(painter, colour, (5, 8), (11, 8))
    elif mark is Mark.SKIPPED:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.6))
        painter.drawRoundedRect(QRectF(1.8, 1.8, 12.4, 12.4), 3, 3)
        _line(painter, colour, (5, 5), (8, 8), (5, 11))
        _line(painter, colour, (8.5, 5), (11.5, 8), (8.5, 11))
    elif mark is Mark.IN_FILE:
        painter.drawPolygon(
            QPolygonF([QPointF(1, 2.5), QPointF(9.5, 2.5), QPointF(15.5, 8), QPointF(9.5, 13.5), QPointF(1, 13.5)])
        )
        painter.setBrush(on_colour)
        painter.drawEllipse(QPointF(10.3, 8), 1.4, 1.4)
    else:
        painter.drawRoundedRect(QRectF(1, 1, 14, 14), 3.5, 3.5)
        if mark is Mark.NOTHING:
            _line(painter, on_colour, (4.5, 8), (11.5, 8))
        elif mark is Mark.WRITTEN:
            _line(painter, on_colour, (3, 8.2), (5.4, 10.8), (9.4, 5.4))
            _line(painter, on_colour, (8.2, 10.6), (8.6, 11), (12.8, 5.4))
        else:
            _tick(painter, on_colour)
    painter.restore()


def paint_pin(painter: QPainter, rect: QRectF, check: PlaceCheck, colours: Colours) -> None:
    """Paints a pin: filled with a tick where the position agrees, with a cross where it contradicts, else empty."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 16, rect.height() / 16)
    colour = {
        PlaceCheck.AGREES: colours.confident,
        PlaceCheck.CONTRADICTS: colours.error,
        PlaceCheck.UNKNOWN: colours.muted,
    }[check]
    path = QPainterPath(QPointF(8, 15.5))
    path.cubicTo(QPointF(4, 11.5), QPointF(2, 9), QPointF(2, 6.3))
    path.cubicTo(QPointF(2, -1.6), QPointF(14, -1.6), QPointF(14, 6.3))
    path.cubicTo(QPointF(14, 9), QPointF(12, 11.5), QPointF(8, 15.5))
    filled = check is not PlaceCheck.UNKNOWN
    painter.setPen(QPen(QColor(colour), 1.6))
    painter.setBrush(QColor(colour) if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    inside = QColor(colours.panel)
    if check is PlaceCheck.AGREES:
        _line(painter, inside, (5.2, 6.6), (7.2, 8.6), (10.8, 4.2))
    elif check is PlaceCheck.CONTRADICTS:
        _line(painter, inside, (5.8, 4.2), (10.2, 8.6))
        _line(painter, inside, (10.2, 4.2), (5.8, 8.6))
    else:
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(8, 6.2), 1.2, 1.2)
    painter.restore()


def pixmap(mark: Mark, size: int, ratio: float, colours: Colours) -> QPixmap:
    """A mark as a picture of ``size`` device-independent pixels."""
    result = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    paint(painter, QRectF(0, 0, size, size), mark, colours)
    painter.end()
    return result


_DECISIONS = frozenset({Mark.ACCEPTED, Mark.NOTHING, Mark.WRITTEN, Mark.IN_FILE})


def _colour(mark: Mark, colours: Colours) -> str:
    return {
        Mark.CONFIDENT: colours.confident,
        Mark.AMBIGUOUS: colours.ambiguous,
        Mark.NO_LANDMARK: colours.no_landmark,
        Mark.ERROR: colours.error,
        Mark.SKIPPED: colours.muted,
    }.get(mark, colours.accent)


def _line(painter: QPainter, colour: QColor, *points: tuple[float, float]) -> None:
    painter.save()
    pen = QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    painter.drawPath(path)
    painter.restore()


def _tick(painter: QPainter, colour: QColor) -> None:
    _line(painter, colour, (4.4, 8.3), (7, 11), (11.6, 5.4))


def _question(painter: QPainter, colour: QColor) -> None:
    painter.save()
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(QPointF(5.9, 6.2))
    path.cubicTo(QPointF(6, 3.4), QPointF(10.2, 3.6), QPointF(10, 6.2))
    path.cubicTo(QPointF(9.9, 7.6), QPointF(8, 7.6), QPointF(8, 9.3))
    painter.drawPath(path)
    painter.drawPoint(QPointF(8, 11.9))
    painter.restore()
