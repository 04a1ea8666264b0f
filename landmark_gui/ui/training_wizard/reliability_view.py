"""How often the model is right that says it is so sure: the reliability diagram."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from landmark_gui.training_flow.results import Bin
from landmark_gui.ui import theme, wording

_LEFT, _BOTTOM, _MOST = 64, 44, 440


class ReliabilityView(QWidget):
    """Bars of right answers over the probability that the model gave; on the diagonal it is honest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bins: tuple[Bin, ...] = ()
        self.setMinimumSize(280, 260)
        self.setAccessibleName(self.tr("Reliability diagram"))

    def set_bins(self, bins: Sequence[Bin]) -> None:
        """Shows these bars."""
        self._bins = tuple(bins)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """See Qt."""
        return QSize(_MOST, _MOST)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """See Qt."""
        tokens = theme.colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.small_font(self.font()))
        metrics = QFontMetrics(painter.font())
        side = min(_MOST, self.width() - _LEFT - 24, self.height() - _BOTTOM - 12)
        area = QRectF(_LEFT, 8, side, side)
        for step in range(6):
            share = step / 5
            y, x = area.bottom() - share * side, area.left() + share * side
            painter.setPen(QColor(tokens.border))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(tokens.muted))
            text = wording.percent(share)
            rect = QRectF(0, y - metrics.height() / 2, _LEFT - 8, metrics.height())
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
            rect = QRectF(x - 30, area.bottom() + 4, 60, metrics.height())
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignHCenter), text)
        most = max((entry.n for entry in self._bins), default=1)
        for entry in self._bins:
            colour = QColor(tokens.accent)
            colour.setAlphaF(0.3 + 0.7 * (entry.n / most) ** 0.5)  # of few photos, little can be said
            left, width = area.left() + entry.low * side, (entry.high - entry.low) * side
            painter.fillRect(
                QRectF(left + 1, area.bottom() - entry.right * side, width - 2, entry.right * side), colour
            )
            y = area.bottom() - entry.said * side
            painter.setPen(QPen(QColor(tokens.ambiguous), 2))
            painter.drawLine(QPointF(left + 1, y), QPointF(left + width - 2, y))
        pen = QPen(QColor(tokens.muted), 1)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.drawLine(area.bottomLeft(), area.topRight())
        painter.setPen(QColor(tokens.muted))
        rect = QRectF(area.left(), area.bottom() + 6 + metrics.height(), side, metrics.height())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignHCenter), self.tr("how sure the model said it was"))
        painter.translate(metrics.ascent(), area.center().y())
        painter.rotate(-90)
        rect = QRectF(-side / 2, -4, side, metrics.height())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignHCenter), self.tr("how often it was right"))
