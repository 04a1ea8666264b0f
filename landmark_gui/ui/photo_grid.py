"""The grid of photos: a view with headings that lays out and paints only what is seen."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from landmark_gui.ui import theme
from landmark_gui.ui.grid_layout import GridLayout, Section
from landmark_gui.ui.photo_delegate import PhotoDelegate

SMALLEST, LARGEST, STEP = 96, 512, 16
_HEADING_LINES = 2.4
Index = QModelIndex | QPersistentModelIndex


class PhotoGrid(QAbstractItemView):
    """Shows a list of photos in cells of one size, under the headings that `set_sections` names.

    Signals:
        shown: Rows that came into view or left it: first and last row, -1 where there is none.
        size_chosen: The person changed the size of the thumbnails, pixels.
    """

    shown = Signal(int, int)
    size_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = PhotoDelegate(self)
        self.setItemDelegate(self._delegate)
        self._sections: Callable[[], list[Section]] | None = None
        self._layout = GridLayout((), 1, (1, 1), 0)
        self._anchor = 0
        self._rubber: tuple[QPoint, QPoint] | None = None
        self._announce = QTimer(self, singleShot=True, interval=30)
        self._announce.timeout.connect(self._announce_shown)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setAccessibleName(self.tr("Photos"))
        self.setMouseTracking(True)
        self.setMinimumWidth(SMALLEST + 60)
        self._restyle()

    # --- what the owner sets ----------------------------------------------------------------------

    def set_sections(self, sections: Callable[[], list[Section]]) -> None:
        """Where the view asks for the headings; asked again after each change of the model."""
        self._sections = sections
        self.relayout()

    @property
    def thumbnail_size(self) -> int:
        """The longest side of a photo in the grid, device-independent pixels."""
        return self._delegate.side

    def set_thumbnail_size(self, side: int) -> None:
        """Changes the size and keeps the current photo, or else the first one seen, in view."""
        side = max(SMALLEST, min(LARGEST, side))
        if side == self._delegate.side:
            return
        current = self.currentIndex().row()
        kept = current if current in self.rows_in_view() else self.rows_in_view().start
        self._delegate.side = side
        self.relayout()
        if 0 <= kept < self._layout.rows:
            self.scrollTo(self.model().index(kept, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.size_chosen.emit(side)

    def relayout(self) -> None:
        """Lays all cells out anew."""
        count = self.model().rowCount() if self.model() is not None else 0
        sections = self._sections() if self._sections is not None else [Section("", 0, count)]
        heading = round(QFontMetrics(self.font()).height() * _HEADING_LINES)
        self._layout = GridLayout(
            sections, self.viewport().width(), self._delegate.cell(), heading, mirrored=self.isRightToLeft()
        )
        self.updateGeometries()
        self.viewport().update()
        self._announce.start()

    def rows_in_view(self) -> range:
        """Rows of which at least a part is seen."""
        top = self.verticalOffset()
        return self._layout.rows_between(top, top + self.viewport().height() - 1)

    def selected_rows(self) -> list[int]:
        """Rows of all selected photos in order; quick also for very many, as it goes by ranges."""
        if self.selectionModel() is None:
            return []
        rows: list[int] = []
        for part in self.selectionModel().selection().toList():
            rows.extend(range(part.top(), part.bottom() + 1))
        return sorted(rows)

    def select_rows(self, rows: Iterable[int], current: int | None = None) -> None:
        """Selects exactly these rows and makes one of them the current one."""
        model = self.model()
        selection = QItemSelection()
        ordered = sorted(rows)
        start = 0
        for position, row in enumerate(ordered):
            if position + 1 == len(ordered) or ordered[position + 1] != row + 1:
                selection.select(model.index(ordered[start], 0), model.index(row, 0))
                start = position + 1
        flag = QItemSelectionModel.SelectionFlag
        if current is None and ordered:
            current = ordered[0]
        if current is not None and 0 <= current < model.rowCount():
            self.selectionModel().setCurrentIndex(model.index(current, 0), flag.NoUpdate)
            self._anchor = current
        self.selectionModel().select(selection, flag.ClearAndSelect)

    def go_to(self, row: int) -> None:
        """Makes one row current, selected and seen."""
        self.select_rows([row], row)
        self.scrollTo(self.model().index(row, 0))

    # --- QAbstractItemView ------------------------------------------------------------------------

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802
        """See Qt; the layout follows the model."""
        old = self.model()
        if old is not None:
            for signal in (old.modelReset, old.layoutChanged, old.rowsInserted, old.rowsRemoved):
                signal.disconnect(self.relayout)
        super().setModel(model)
        if model is not None:
            for signal in (model.modelReset, model.layoutChanged, model.rowsInserted, model.rowsRemoved):
                signal.connect(self.relayout)
        self.relayout()

    def visualRect(self, index: Index) -> QRect:  # noqa: N802
        """See Qt."""
        return self._layout.rect(index.row()).translated(0, -self.verticalOffset()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:  # noqa: N802
        """See Qt; the gap between cells belongs to none, so that a rubber band can begin there."""
        row = self._layout.row_at(point.x(), point.y() + self.verticalOffset())
        if row < 0 or not self._delegate.body(self._layout.rect(row)).contains(
            point + QPoint(0, self.verticalOffset())
        ):
            return QModelIndex()
        return self.model().index(row, 0)

    def scrollTo(  # noqa: N802
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """See Qt."""
        rect = self._layout.rect(index.row())
        if rect.isNull():
            return
        top, height = self.verticalOffset(), self.viewport().height()
        bar = self.verticalScrollBar()
        if hint == QAbstractItemView.ScrollHint.PositionAtTop:
            bar.setValue(rect.top())
        elif hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue(rect.center().y() - height // 2)
        elif rect.top() < top:
            bar.setValue(rect.top() - min(rect.top(), 8))
        elif rect.bottom() >= top + height:
            bar.setValue(rect.bottom() + 8 - height)

    def horizontalOffset(self) -> int:  # noqa: N802
        """See Qt: rows are never wider than the view."""
        return 0

    def verticalOffset(self) -> int:  # noqa: N802
        """See Qt."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:  # noqa: N802
        """See Qt: what is filtered out is not in the model."""
        return False

    def moveCursor(  # noqa: N802
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """See Qt."""
        if not self._layout.rows:
            return QModelIndex()
        row, last = max(0, self.currentIndex().row()), self._layout.rows - 1
        if not self.currentIndex().isValid():
            return self.model().index(0, 0)
        move = QAbstractItemView.CursorAction
        page = max(1, self.viewport().height() // self._layout.cell_height)
        forward = -1 if self.isRightToLeft() else 1
        target = {
            move.MoveLeft: row - forward,
            move.MoveRight: row + forward,
            move.MovePrevious: row - 1,
            move.MoveNext: row + 1,
            move.MoveHome: 0,
            move.MoveEnd: last,
        }.get(action)
        if target is None:
            lines = {
                move.MoveUp: 1,
                move.MoveDown: -1,
                move.MovePageUp: page,
                move.MovePageDown: -page,
            }[action]
            target = self._layout.above(row, lines)
        return self.model().index(max(0, min(last, target)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:  # noqa: N802
        """See Qt: a rubber band takes what it touches, Shift takes all photos from the first one to this one."""
        model = self.model()
        selection = QItemSelection()
        if self.state() == QAbstractItemView.State.DragSelectingState:
            area = rect.normalized().translated(0, self.verticalOffset())
            for run in self._layout.rows_in(area):
                selection.select(model.index(run.start, 0), model.index(run.stop - 1, 0))
        elif command & QItemSelectionModel.SelectionFlag.Current and self.currentIndex().isValid():
            ends = sorted((min(self._anchor, self._layout.rows - 1), self.currentIndex().row()))
            selection.select(model.index(ends[0], 0), model.index(ends[1], 0))
        else:
            index = self.indexAt(rect.topLeft())
            if index.isValid():
                selection.select(index, index)
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: N802
        """See Qt: only what is seen has to be painted anew."""
        region = QRegion()
        rows = self.rows_in_view()
        offset = self.verticalOffset()
        for part in selection.toList():
            for row in range(max(part.top(), rows.start), min(part.bottom() + 1, rows.stop)):
                region += self._layout.rect(row).translated(0, -offset)
        return region

    def updateGeometries(self) -> None:  # noqa: N802
        """See Qt."""
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setPageStep(height)
        bar.setSingleStep(max(20, self._layout.cell_height // 4))
        bar.setRange(0, max(0, self._layout.height - height))
        super().updateGeometries()

    def sizeHint(self) -> QSize:  # noqa: N802
        """See Qt."""
        return QSize(4 * self._delegate.cell()[0], 3 * self._delegate.cell()[1])

    # --- events -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keeps the first photo seen at its place when the number of columns changes."""
        rows = self.rows_in_view()
        anchor = self.currentIndex().row() if self.currentIndex().row() in rows else rows.start
        before = self._layout.columns
        super().resizeEvent(event)
        self.relayout()
        if self._layout.columns != before and 0 < anchor < self._layout.rows:
            self.scrollTo(self.model().index(anchor, 0))

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802
        """See Qt."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()
        self._announce.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paints headings and cells of the part that is seen."""
        painter = QPainter(self.viewport())
        tokens = theme.colours(self.palette())
        painter.fillRect(event.rect(), QColor(tokens.grid))
        if self.model() is None:
            return
        offset = self.verticalOffset()
        top, bottom = event.rect().top() + offset, event.rect().bottom() + offset
        for section, rect in self._layout.headings_between(top, bottom):
            self._paint_heading(painter, section, rect.translated(0, -offset))
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        selected = self.selectionModel()
        current, focused = self.currentIndex().row(), self.hasFocus()
        hovered = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())).row() if self.underMouse() else -1
        state = QStyle.StateFlag
        for row in self._layout.rows_between(top, bottom):
            index = self.model().index(row, 0)
            option.rect = self._layout.rect(row).translated(0, -offset)
            option.state = state.State_Enabled
            if selected.isSelected(index):
                option.state |= state.State_Selected
            if row == current:
                option.state |= state.State_HasFocus if focused else state.State_Active
            if row == hovered:
                option.state |= state.State_MouseOver
            self._delegate.paint(painter, option, index)
        if self._rubber is not None and self.state() == QAbstractItemView.State.DragSelectingState:
            band = QRect(self._rubber[0] - QPoint(0, offset), self._rubber[1]).normalized()
            fill = QColor(tokens.accent)
            painter.setPen(QPen(fill, 1))
            fill.setAlpha(40)
            painter.setBrush(fill)
            painter.drawRect(band)

    def _paint_heading(self, painter: QPainter, section: Section, rect: QRect) -> None:
        tokens = theme.colours(self.palette())
        margin = self._delegate.margin
        inner = rect.adjusted(margin + 4, 0, -margin - 4, -6)
        font = theme.strong_font(self.font())
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        count = self.tr("%n photo(s)", "", section.count)
        small = theme.small_font(self.font())
        room = inner.width() - QFontMetrics(small).horizontalAdvance(count) - 12
        metrics = QFontMetrics(font)
        title = metrics.elidedText(section.title, Qt.TextElideMode.ElideMiddle, max(0, room))
        flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading
        painter.drawText(inner, flags, title)
        used = metrics.horizontalAdvance(title) + 12
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        rest = inner.adjusted(0, 0, -used, 0) if self.isRightToLeft() else inner.adjusted(used, 0, 0, 0)
        painter.drawText(rest, flags, count)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remembers where a range or a rubber band begins."""
        position = event.position().toPoint()
        index = self.indexAt(position)
        if index.isValid() and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = index.row()
        self._rubber = (position + QPoint(0, self.verticalOffset()), position)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Draws the rubber band along."""
        if self._rubber is not None:
            self._rubber = (self._rubber[0], event.position().toPoint())
        super().mouseMoveEvent(event)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ends the rubber band."""
        self._rubber = None
        super().mouseReleaseEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Moves; the place from which Shift extends stays while Shift is held."""
        super().keyPressEvent(event)
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.currentIndex().isValid():
            self._anchor = self.currentIndex().row()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Ctrl and the wheel change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_thumbnail_size(self.thumbnail_size + (STEP if event.angleDelta().y() > 0 else -STEP))
            event.accept()
            return
        super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows a change of theme, font or direction."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._restyle()
            self.relayout()

    def _restyle(self) -> None:
        self._delegate.set_font(self.font())

    def _announce_shown(self) -> None:
        rows = self.rows_in_view()
        self.shown.emit(*((rows.start, rows.stop - 1) if rows else (-1, -1)))
