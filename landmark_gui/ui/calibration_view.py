"""The person's own calibration chart: what the model said, how often that was so, and of how many photos."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from landmark_gui.library.own_calibration import OwnBin, OwnCalibration
from landmark_gui.ui import theme, wording

_ROW, _SCALE, _LEAST_TRACK = 30, 22, 140


class CalibrationView(QWidget):
    """A row for each range of probabilities: what was said as a block, what was so as a dot on its interval."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bins: tuple[OwnBin, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Calibration chart"))

    def show_calibration(self, calibration: OwnCalibration) -> None:
        """Shows its rows, most probable first."""
        self._bins = tuple(reversed(calibration.bins))
        rows = (f"{self.range_words(entry)}: {self._words(entry)}" for entry in self._bins)
        self.setAccessibleDescription("\n".join(rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """See Qt."""
        return QSize(520, len(self._bins) * _ROW + _SCALE + self._head())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """See Qt."""
        return QSize(380, self.sizeHint().height())

    @staticmethod
    def range_words(entry: OwnBin) -> str:
        """Such as ``90–95 %``."""
        if entry.low == 0.0:
            return f"< {wording.percent(entry.high)}"
        if entry.high == 1.0:
            return f"≥ {wording.percent(entry.low)}"
        low = wording.percent(entry.low).replace("%", "").strip()
        return f"{low}–{wording.percent(entry.high)}"

    def _words(self, entry: OwnBin) -> str:
        if not entry.count:
            return self.tr("no photos")
        text = self.tr("{right} of {count}").replace("{count}", wording.number(entry.count))
        return text.replace("{right}", wording.number(entry.right))

    def _head(self) -> int:
        return QFontMetrics(theme.small_font(self.font())).height() + 8

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """See Qt."""
        tokens = theme.colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong, small = theme.strong_font(self.font()), theme.small_font(self.font())
        heads = self.tr("The model said"), self.tr("and was right in")
        wide, narrow = QFontMetrics(strong), QFontMetrics(small)
        columns = [self.range_words(entry) for entry in self._bins], [self._words(entry) for entry in self._bins]
        left, right = (
            max(narrow.horizontalAdvance(head), *map(wide.horizontalAdvance, ("", *texts)))
            for head, texts in zip(heads, columns, strict=True)
        )
        mirrored = self.isRightToLeft()
        width = max(_LEAST_TRACK, self.width() - left - right - 44)
        start = right + 22 if mirrored else left + 22
        track = QRectF(start, self._head(), width, len(self._bins) * _ROW)
        leading = QRectF(self.width() - left if mirrored else 0, 0, left, 0)
        trailing = QRectF(0 if mirrored else self.width() - right, 0, right, 0)

        def x(share: float) -> float:
            return track.right() - share * width if mirrored else track.left() + share * width

        def write(column: QRectF, top: float, height: float, text: str, *, at_end: bool) -> None:
            side = Qt.AlignmentFlag.AlignRight if at_end != mirrored else Qt.AlignmentFlag.AlignLeft
            rect = QRectF(column.left(), top, column.width(), height)
            painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter), text)

        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        write(leading, 0, self._head() - 6, heads[0], at_end=True)
        write(trailing, 0, self._head() - 6, heads[1], at_end=False)
        for step in range(6):
            share = step / 5
            painter.setPen(QColor(tokens.border))
            painter.drawLine(QPointF(x(share), track.top()), QPointF(x(share), track.bottom()))
            painter.setPen(QColor(tokens.muted))
            below = QRectF(x(share) - 30, track.bottom() + 2, 60, _SCALE - 2)
            align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(below, int(align), wording.percent(share))
        for number, entry in enumerate(self._bins):
            top = track.top() + number * _ROW
            painter.setFont(strong)
            painter.setPen(QColor(tokens.text if entry.is_enough else tokens.muted))
            write(leading, top, _ROW, self.range_words(entry), at_end=True)
            painter.setFont(strong if entry.is_enough else small)
            write(trailing, top, _ROW, self._words(entry), at_end=False)
            self._paint_row(painter, entry, top + _ROW / 2, x, tokens)

    def _paint_row(
        self, painter: QPainter, entry: OwnBin, y: float, x: Callable[[float], float], tokens: theme.Colours
    ) -> None:
        # What was said: the whole range, pale.
        said = QColor(tokens.accent)
        said.setAlphaF(0.22)
        ends = sorted((x(entry.low), x(entry.high)))
        painter.fillRect(QRectF(ends[0], y - 9, ends[1] - ends[0], 18), said)
        if not entry.count:
            return
        honest = tokens.accent if entry.is_enough else tokens.muted
        colour = QColor({0: honest, 1: tokens.confident, -1: tokens.ambiguous}[entry.stance])
        low, high = entry.interval
        painter.setPen(QPen(colour, 2))
        painter.drawLine(QPointF(x(low), y), QPointF(x(high), y))
        painter.setPen(QPen(QColor(tokens.panel), 1.5))
        painter.setBrush(colour if entry.is_enough else QColor(tokens.panel))
        if not entry.is_enough:
            painter.setPen(QPen(colour, 1.5))
        painter.drawEllipse(QPointF(x(entry.share), y), 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
