"""A light line chart: a few curves by step or epoch, drawn by Qt, in the colours of the theme."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from landmark_gui.ui import theme

Point = tuple[float, float]
_LEFT, _RIGHT, _BOTTOM = 52, 14, 24
_FEW = 40  # points up to which each one gets a dot


@dataclass(frozen=True)
class Curve:
    """One curve.

    Attributes:
        name: For the legend.
        points: (x, y); those that are no number are left out.
        colour: Token of the theme, such as ``accent``.
        dashed: How the line is drawn.
    """

    name: str
    points: tuple[Point, ...]
    colour: str
    dashed: bool = False


class CurveChart(QWidget):
    """Curves with axes, a legend, and the values under the pointer."""

    def __init__(
        self,
        title: str,
        x_name: str,
        *,
        write: Callable[[float], str] = lambda value: f"{value:.3g}",
        from_zero: bool = True,
        top: float | None = None,
        whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Makes an empty one.

        Args:
            title: Above it.
            x_name: What the horizontal axis counts.
            write: Writes a value of the vertical axis.
            from_zero: Whether that axis begins at 0.
            top: Largest value that the axis ever shows; None for as much as there is.
            whole: Whether all values are shown, also where a few high ones flatten all others.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._title, self._x_name, self._write = title, x_name, write
        self._from_zero, self._top, self._whole = from_zero, top, whole
        self._curves: tuple[Curve, ...] = ()
        self._wanted_x = 1.0
        self._empty = ""
        self._hover: float | None = None
        self._x_from_zero = False
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 150)
        self.setAccessibleName(title)

    @property
    def curves(self) -> tuple[Curve, ...]:
        """What is shown."""
        return self._curves

    def set_curves(self, curves: Sequence[Curve], wanted_x: float = 1.0, empty: str = "") -> None:
        """Shows other curves.

        Args:
            curves: They.
            wanted_x: How far the horizontal axis reaches at least.
            empty: What to say while there is no point.
        """
        self._curves, self._wanted_x, self._empty = tuple(curves), wanted_x, empty
        last = [f"{curve.name} {self._write(curve.points[-1][1])}" for curve in self._curves if curve.points]
        self.setAccessibleDescription(", ".join(last))
        self.update()

    def set_x_range(self, low: float, high: float) -> None:
        """Shows this part of the horizontal axis, instead of 1 to the last point."""
        self._x_from_zero, self._x_low, self._wanted_x = True, low, high
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """See Qt."""
        return QSize(420, 230)

    # --- painting -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """See Qt."""
        tokens = theme.colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.strong_font(self.font()))
        metrics = QFontMetrics(painter.font())
        painter.setPen(QColor(tokens.text))
        painter.drawText(QPointF(4, metrics.ascent() + 2), self._title)
        painter.setFont(theme.small_font(self.font()))
        metrics = QFontMetrics(painter.font())
        top = self._draw_legend(painter, metrics, metrics.height() + 8)
        area = QRectF(_LEFT, top + 6, self.width() - _LEFT - _RIGHT, self.height() - top - 6 - _BOTTOM - 2)
        if area.height() < 20 or area.width() < 40:
            return
        drawn = [point for curve in self._curves for point in curve.points if _is_number(point)]
        if not drawn:
            painter.setPen(QColor(tokens.border))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
            painter.setPen(QColor(tokens.muted))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(area, flags, self._empty)
            return
        box = self._box(drawn)
        self._draw_axes(painter, metrics, area, box)
        painter.setClipRect(area.adjusted(-4, -4, 4, 4))
        for curve in self._curves:
            self._draw_curve(painter, curve, area, box)
        painter.setClipping(False)
        if self._hover is not None:
            self._draw_hover(painter, metrics, area, box)

    def _box(self, drawn: Sequence[Point]) -> QRectF:
        """The part of the plane that is shown: x from 1, y from 0 or the lowest value."""
        low_x = self._x_low if self._x_from_zero else 1.0
        high_x = self._wanted_x if self._x_from_zero else max(self._wanted_x, *(x for x, _ in drawn), low_x + 1)
        values = sorted(y for _, y in drawn)
        # One wild value at the beginning must not flatten all that follows.
        high = values[-1]
        if len(values) > 12 and not self._whole:
            high = min(high, 2.5 * values[int(0.9 * (len(values) - 1))] + 1e-12)
        low = 0.0 if self._from_zero else values[0]
        if self._top is not None:
            high = min(self._top, high * 1.15)
        high = max(high, low + 1e-9)
        return QRectF(low_x, low, high_x - low_x, (high - low) * (1.0 if self._top == high else 1.06))

    def _draw_legend(self, painter: QPainter, metrics: QFontMetrics, top: float) -> float:
        if not self._curves:
            return top
        tokens = theme.colours(self.palette())
        x, y = 4.0, top
        for curve in self._curves:
            width = 26 + metrics.horizontalAdvance(curve.name) + 14
            if x + width > self.width() and x > 4:
                x, y = 4.0, y + metrics.height() + 2
            painter.setPen(self._pen(curve))
            painter.drawLine(QPointF(x, y + metrics.height() / 2), QPointF(x + 20, y + metrics.height() / 2))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(QPointF(x + 26, y + metrics.ascent()), curve.name)
            x += width
        return y + metrics.height()

    def _draw_axes(self, painter: QPainter, metrics: QFontMetrics, area: QRectF, box: QRectF) -> None:
        tokens = theme.colours(self.palette())
        step = nice_step(box.height(), max(2, int(area.height() / 44)))
        value = math.ceil(box.top() / step) * step
        while value <= box.bottom() + 1e-12:
            y = area.bottom() - (value - box.top()) / box.height() * area.height()
            painter.setPen(QColor(tokens.border))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(tokens.muted))
            rect = QRectF(0, y - metrics.height() / 2, _LEFT - 8, metrics.height())
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._write(value))
            value += step
        whole = not self._x_from_zero
        name = self._x_name if area.width() > 260 else ""
        name_width = metrics.horizontalAdvance(name) if name else -20
        step = nice_step(box.width(), max(2, int(area.width() / 54)), whole=whole)
        value = box.left() if whole else math.ceil(box.left() / step) * step
        while value <= box.right() + 1e-9:
            x = area.left() + (value - box.left()) / box.width() * area.width()
            rect = QRectF(x - 30, area.bottom() + 4, 60, metrics.height())
            if x < area.right() - name_width - 14:  # the axis's name stands there
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignHCenter), f"{value:g}")
            value = step * math.floor(value / step + 1 + 1e-9) if whole else value + step
        rect = QRectF(area.left(), area.bottom() + 4, area.width(), metrics.height())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight), name)

    def _pen(self, curve: Curve) -> QPen:
        tokens = theme.colours(self.palette())
        pen = QPen(QColor(getattr(tokens, curve.colour)), 2.0)
        if curve.dashed:
            pen.setDashPattern([2.5, 2.5])
        return pen

    def _place(self, point: Point, area: QRectF, box: QRectF) -> QPointF:
        return QPointF(
            area.left() + (point[0] - box.left()) / box.width() * area.width(),
            area.bottom() - (point[1] - box.top()) / box.height() * area.height(),
        )

    def _draw_curve(self, painter: QPainter, curve: Curve, area: QRectF, box: QRectF) -> None:
        places = [self._place(point, area, box) for point in curve.points if _is_number(point)]
        if not places:
            return
        path = QPainterPath(places[0])
        for place in places[1:]:
            path.lineTo(place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._pen(curve))
        painter.drawPath(path)
        if len(places) <= _FEW:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._pen(curve).color())
            for place in places:
                painter.drawEllipse(place, 2.6, 2.6)

    def _draw_hover(self, painter: QPainter, metrics: QFontMetrics, area: QRectF, box: QRectF) -> None:
        tokens = theme.colours(self.palette())
        assert self._hover is not None
        wanted = box.left() + (self._hover - area.left()) / area.width() * box.width()
        lines, x = [], None
        for curve in self._curves:
            points = [point for point in curve.points if _is_number(point)]
            if points:
                nearest = min(points, key=lambda point: abs(point[0] - wanted))
                x = nearest[0] if x is None else x
                lines.append(f"{curve.name}: {self._write(nearest[1])}")
        if x is None:
            return
        place = area.left() + (x - box.left()) / box.width() * area.width()
        painter.setPen(QColor(tokens.muted))
        painter.drawLine(QPointF(place, area.top()), QPointF(place, area.bottom()))
        lines.insert(0, f"{self._x_name} {x:g}")
        width = max(metrics.horizontalAdvance(line) for line in lines) + 16
        height = len(lines) * (metrics.height() + 1) + 10
        left = place + 8 if place + 8 + width < self.width() else place - 8 - width
        rect = QRectF(left, area.top() + 4, width, height)
        painter.setBrush(QColor(tokens.panel))
        painter.setPen(QColor(tokens.border))
        painter.drawRoundedRect(rect, 5, 5)
        painter.setPen(QColor(tokens.text))
        for number, line in enumerate(lines):
            painter.drawText(
                QPointF(rect.left() + 8, rect.top() + 5 + metrics.ascent() + number * (metrics.height() + 1)), line
            )

    # --- the pointer --------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Shows the values under it."""
        x = event.position().x()
        self._hover = x if _LEFT <= x <= self.width() - _RIGHT else None
        self.update()

    def leaveEvent(self, event: object) -> None:  # noqa: N802
        """Shows none."""
        self._hover = None
        self.update()


def _is_number(point: Point) -> bool:
    return math.isfinite(point[0]) and math.isfinite(point[1])


def nice_step(span: float, most: int, *, whole: bool = False) -> float:
    """A round distance of lines, of which at most so many fit into a span."""
    raw = max(span, 1e-12) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * (1 - 1e-9))
    return max(1.0, step) if whole else step
