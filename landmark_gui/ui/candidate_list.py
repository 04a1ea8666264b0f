"""The list of candidates in the review panel: number, name, place, bar and words."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from landmark_gui.models.candidates import KEY_ROLE, ROW_ROLE, CandidateModel, CandidateRow
from landmark_gui.models.marks import Mark, PlaceCheck, likelihood
from landmark_gui.ui import list_painting, marks, theme, wording

_BAR = 4
Index = QModelIndex | QPersistentModelIndex


class _CandidateDelegate(QStyledItemDelegate):
    """Paints a candidate in two lines and a bar, or in one line and a bar.

    Attributes:
        compact: Whether name and place stand in one line.
    """

    compact = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(200, self.height(option.font, compact=self.compact))

    def height(self, font: QFont, *, compact: bool) -> int:
        """Of a row, pixels."""
        if compact:
            return QFontMetrics(theme.strong_font(font)).height() + _BAR + 10
        return list_painting.two_lines_height(font) + _BAR + 1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, CandidateRow):
            return
        tokens = theme.colours(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        list_painting.paint_row_background(painter, option, tokens)
        rect = option.rect.adjusted(6, 2, -10, -3) if self.compact else option.rect.adjusted(6, 4, -10, -4)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        lead, text = QRect(rect), QRect(rect)
        lead.setWidth(30)
        if mirrored:
            lead.moveRight(rect.right())
            text.setRight(rect.right() - 36)
        else:
            text.setLeft(rect.left() + 36)
        lines_height = self.height(option.font, compact=self.compact) - _BAR - (7 if self.compact else 11)
        centre = QPointF(lead.center().x(), rect.top() + lines_height / 2)
        if row.accepted:
            marks.paint(painter, QRectF(centre.x() - 9, centre.y() - 9, 18, 18), Mark.ACCEPTED, tokens)
        else:
            list_painting.paint_key_cap(painter, centre, str(index.row() + 1), option.font, tokens)
        upper = QRect(text.left(), rect.top(), text.width(), lines_height)
        room = self._paint_words(painter, upper, row, option, tokens, mirrored)
        if mirrored:
            upper.setLeft(upper.left() + room)
        else:
            upper.setRight(upper.right() - room)
        paint = list_painting.paint_one_line if self.compact else list_painting.paint_two_lines
        paint(painter, upper, option.font, (row.name, row.place), tokens)
        if row.probability is not None:
            bar = QRectF(text.left(), rect.bottom() - _BAR, text.width(), _BAR)
            colour = _bar_colour(index.row(), row.probability, tokens)
            list_painting.paint_bar(painter, bar, row.probability, colour, tokens)
        painter.restore()

    def _paint_words(
        self,
        painter: QPainter,
        rect: QRect,
        row: CandidateRow,
        option: QStyleOptionViewItem,
        tokens: theme.Colours,
        mirrored: bool,
    ) -> int:
        """The probability in words and per cent on the far side; returns the width that they and the pin take."""
        used = 0
        if row.probability is not None:
            percent = wording.probability(row.probability)
            words = wording.likelihood_words(likelihood(row.probability))
            small = theme.small_font(option.font)
            strong = theme.strong_font(option.font)
            widths = QFontMetrics(strong).horizontalAdvance(percent), QFontMetrics(small).horizontalAdvance(words)
            used = (sum(widths) + 8 if self.compact else max(widths)) + 8
            box = QRect(rect.left() if mirrored else rect.right() - used + 8, rect.top(), used - 8, rect.height())
            height, below = QFontMetrics(strong).height(), QFontMetrics(small).height()
            first, second = QRect(box), QRect(box)
            if self.compact:
                shift = widths[0] + 8
                second.adjust(*((shift, 0, 0, 0) if mirrored else (0, 0, -shift, 0)))
            else:
                first.setRect(box.left(), box.top() + (box.height() - height - below) // 2, box.width(), height)
                second.setRect(box.left(), first.bottom() + 1, box.width(), below)
            align = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
            painter.setFont(strong)
            painter.setPen(QColor(tokens.text))
            painter.drawText(first, align, percent)
            painter.setFont(small)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(second, align, words)
        if row.check is not PlaceCheck.UNKNOWN:
            left = rect.left() + used if mirrored else rect.right() - used - 18
            marks.paint_pin(painter, QRectF(left, rect.center().y() - 8, 16, 16), row.check, tokens)
            used += 24
        return used


def _bar_colour(row: int, probability: float, tokens: theme.Colours) -> str:
    """Only the first candidate has the colour of a verdict: the others are there for comparison."""
    if row > 0 or probability < 0.2:
        return tokens.muted
    return tokens.confident if probability >= 0.65 else tokens.ambiguous


class CandidateList(QListView):
    """Shows a `CandidateModel`; a click or Enter on a row accepts it.

    Signals:
        chosen: Key of the landmark of the row.
        pointed: Key of the landmark of the row under the pointer; empty for none.
    """

    chosen = Signal(str)
    pointed = Signal(str)

    def __init__(self, model: CandidateModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = 10_000  # pixels; see `fit`
        self.setModel(model)
        self._delegate = _CandidateDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Candidates"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the number keys work everywhere; Tab goes on to the buttons
        self.clicked.connect(lambda index: self.chosen.emit(index.data(KEY_ROLE)))
        self.entered.connect(lambda index: self.pointed.emit(index.data(KEY_ROLE)))
        self.viewportEntered.connect(lambda: self.pointed.emit(""))
        model.modelReset.connect(self._follow)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Points at nothing."""
        super().leaveEvent(event)
        self.pointed.emit("")

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as its rows, so that the preview gets the rest."""
        return QSize(260, self._height(compact=self._delegate.compact))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """All rows: the panel scrolls, not the list."""
        return QSize(200, self.sizeHint().height())

    def fit(self, room: int) -> None:
        """Shows the candidates in single lines where they are otherwise higher than that many pixels."""
        self._room = room
        if self._delegate.compact != self._is_tight():
            self._follow()

    def _height(self, *, compact: bool) -> int:
        rows = self.model().rowCount() if self.model() is not None else 0
        return rows * self._delegate.height(self.font(), compact=compact) + 4 if rows else 0

    def _is_tight(self) -> bool:
        return self._height(compact=False) > self._room

    def _follow(self) -> None:
        self._delegate.compact = self._is_tight()
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
