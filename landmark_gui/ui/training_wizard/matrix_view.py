"""The confusion matrix: which landmark is taken for which; a cell leads to its photos."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from landmark_gui.training_flow.results import Evaluation
from landmark_gui.ui import theme

_LEAST, _MOST = 20, 44
_NAMES = 190


class MatrixView(QAbstractScrollArea):
    """Rows are the right landmarks, columns what the model said.

    Signals:
        chosen: Row and column of a cell with photos.
    """

    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluation: Evaluation | None = None
        self._current = (0, 0)
        self._cell = _LEAST
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Confusion matrix"))

    def set_evaluation(self, evaluation: Evaluation) -> None:
        """Shows a model's answers."""
        self._evaluation = evaluation
        self._current = (0, 0)
        self._lay_out()
        self.viewport().update()

    @property
    def current(self) -> tuple[int, int]:
        """Row and column of the cell with the keyboard's mark."""
        return self._current

    # --- geometry -----------------------------------------------------------------------------------

    def _number(self) -> int:
        return len(self._evaluation.classes) if self._evaluation is not None else 0

    def _names_width(self) -> int:
        if self._evaluation is None:
            return 0
        metrics = QFontMetrics(theme.small_font(self.font()))
        return min(_NAMES, 12 + max(metrics.horizontalAdvance(name) for name in self._evaluation.classes))

    def _lay_out(self) -> None:
        number = self._number()
        if not number:
            return
        names = self._names_width()
        room = min(self.viewport().width() - names, self.viewport().height() - names)
        self._cell = max(_LEAST, min(_MOST, room // number if room > 0 else _LEAST))
        size = names + number * self._cell + 2
        horizontal, vertical = self.horizontalScrollBar(), self.verticalScrollBar()
        horizontal.setRange(0, max(0, size - self.viewport().width()))
        vertical.setRange(0, max(0, size - self.viewport().height()))
        for bar, page in ((horizontal, self.viewport().width()), (vertical, self.viewport().height())):
            bar.setPageStep(page)
            bar.setSingleStep(self._cell)

    def resizeEvent(self, event: QEvent) -> None:  # noqa: N802
        """See Qt."""
        self._lay_out()

    def sizeHint(self) -> QSize:  # noqa: N802
        """See Qt."""
        return QSize(560, 460)

    def cell_at(self, place: QPointF) -> tuple[int, int] | None:
        """Row and column under a point of the viewport."""
        names = self._names_width()
        x = place.x() + self.horizontalScrollBar().value() - names
        y = place.y() + self.verticalScrollBar().value() - names
        if place.x() < names or place.y() < names:
            return None
        row, column = int(y // self._cell), int(x // self._cell)
        return (row, column) if 0 <= row < self._number() and 0 <= column < self._number() else None

    def cell_rect(self, row: int, column: int) -> QRect:
        """Where a cell stands in the viewport."""
        names = self._names_width()
        return QRect(
            names + column * self._cell - self.horizontalScrollBar().value(),
            names + row * self._cell - self.verticalScrollBar().value(),
            self._cell,
            self._cell,
        )

    # --- painting -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """See Qt."""
        evaluation = self._evaluation
        if evaluation is None:
            return
        tokens = theme.colours(self.palette())
        painter = QPainter(self.viewport())
        painter.setFont(theme.small_font(self.font()))
        metrics = QFontMetrics(painter.font())
        names, number = self._names_width(), self._number()
        view = QRect(names, names, self.viewport().width() - names, self.viewport().height() - names)
        totals = [max(1, evaluation.row_total(row)) for row in range(number)]
        painter.setClipRect(view)
        for row in range(number):
            for column in range(number):
                rect = self.cell_rect(row, column)
                if rect.intersects(view):
                    self._paint_cell(painter, rect, evaluation.count(row, column), totals[row], row == column)
        if self.hasFocus():
            painter.setPen(QColor(tokens.text))
            painter.drawRect(self.cell_rect(*self._current).adjusted(0, 0, -1, -1))
        painter.setClipping(False)
        painter.setPen(QColor(tokens.text))
        painter.setClipRect(QRect(0, names, names, view.height()))
        for row, name in enumerate(evaluation.classes):
            rect = self.cell_rect(row, 0)
            line = QRectF(2, rect.top(), names - 8, rect.height())
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names - 10)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        painter.setClipRect(QRect(names, 0, view.width(), names))
        for column, name in enumerate(evaluation.classes):
            rect = self.cell_rect(0, column)
            painter.save()
            painter.translate(rect.left(), names)
            painter.rotate(-90)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names - 10)
            painter.drawText(QRectF(6, 0, names - 8, rect.width()), int(Qt.AlignmentFlag.AlignVCenter), text)
            painter.restore()
        painter.setClipping(False)
        painter.setPen(QColor(tokens.muted))
        corner = QRectF(2, 2, names - 8, names - 8)
        painter.drawText(
            corner, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), self.tr("said →\nright ↓")
        )

    def _paint_cell(self, painter: QPainter, rect: QRect, count: int, total: int, is_right: bool) -> None:
        tokens = theme.colours(self.palette())
        painter.fillRect(rect.adjusted(0, 0, -1, -1), QColor(tokens.panel))
        if not count:
            return
        share = count / total
        colour = QColor(tokens.accent if is_right else tokens.ambiguous)
        colour.setAlphaF(0.14 + 0.86 * share)
        painter.fillRect(rect.adjusted(0, 0, -1, -1), colour)
        if self._cell >= QFontMetrics(painter.font()).height() + 2:
            painter.setPen(QColor(tokens.on_accent if share > 0.55 else tokens.text))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(count) if count < 10_000 else "…")

    # --- pointer and keys ---------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Leads to a cell's photos."""
        cell = self.cell_at(event.position())
        if cell is not None:
            self._current = cell
            self.viewport().update()
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows move the mark; Enter leads to the photos."""
        row, column = self._current
        moves = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        key = Qt.Key(event.key())
        if key in moves and self._number():
            most = self._number() - 1
            self._current = (
                max(0, min(most, row + moves[key][0])),
                max(0, min(most, column + moves[key][1])),
            )
            self._scroll_to_current()
            self.viewport().update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _scroll_to_current(self) -> None:
        rect, names = self.cell_rect(*self._current), self._names_width()
        for bar, low, high, end in (
            (self.horizontalScrollBar(), rect.left(), rect.right(), self.viewport().width()),
            (self.verticalScrollBar(), rect.top(), rect.bottom(), self.viewport().height()),
        ):
            if low < names:
                bar.setValue(bar.value() + low - names)
            elif high > end:
                bar.setValue(bar.value() + high - end)

    def _choose(self) -> None:
        if self._evaluation is not None and self._evaluation.count(*self._current):
            self.chosen.emit(*self._current)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Says what a cell means."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._evaluation is not None:
            cell = self.cell_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.cell_words(*cell) if cell is not None else "", self)
            return True
        return super().viewportEvent(event)

    def cell_words(self, row: int, column: int) -> str:
        """What a cell means."""
        if self._evaluation is None:
            return ""
        count, names = self._evaluation.count(row, column), self._evaluation.classes
        if row == column:
            return self.tr("%n photo(s) of {right}, recognised", "", count).replace("{right}", names[row])
        text = self.tr("%n photo(s) of {right}, taken for {said}", "", count)
        return text.replace("{right}", names[row]).replace("{said}", names[column])
