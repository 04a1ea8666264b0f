"""A row of small pictures with their marks, for the photos of the small dialog."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from landmark_gui.models.marks import Mark, mark_of
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui import marks, theme

_SIDE = 88
_HEIGHT = 66
_GAP = 4
_MARK = 17
_QUIET = frozenset({Mark.NOTHING, Mark.SKIPPED})
Index = QModelIndex | QPersistentModelIndex


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(_SIDE + 2 * _GAP, _HEIGHT + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, PhotoListModel):
            return
        tokens = theme.colours(option.palette)
        photo = model.photo(index.row())
        mark = mark_of(photo)
        place = option.rect.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(place, QColor(tokens.hover))
        picture = model.thumbnails.get(photo.path)
        if picture is not None:
            size = picture.size()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            # Filled rather than fitted: at this size a photo is known by its middle.
            shown = place.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
            source = QRect(QPoint((size.width() - shown.width()) // 2, (size.height() - shown.height()) // 2), shown)
            painter.drawPixmap(place, picture, source)
            if mark in _QUIET:
                veil = QColor(tokens.panel)
                veil.setAlpha(150)
                painter.fillRect(place, veil)
        if mark is not None:
            badge = QRectF(place.right() - _MARK - 3, place.bottom() - _MARK - 3, _MARK, _MARK)
            back = QColor(tokens.panel)
            back.setAlpha(235)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(back)
            painter.drawRoundedRect(badge.adjusted(-2, -2, 2, 2), 5, 5)
            marks.paint(painter, badge, mark, tokens)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(tokens.accent), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place).adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4)
        painter.restore()


class PhotoStrip(QListView):
    """Shows a `PhotoListModel` in one line; the current photo is the one shown large.

    Signals:
        shown: Rows that came into view: first and last row, -1 where there is none.
    """

    shown = Signal(int, int)

    def __init__(self, model: PhotoListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(self.tr("Photos"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._announce = QTimer(self, singleShot=True, interval=30)
        self._announce.timeout.connect(self._announce_shown)
        self.horizontalScrollBar().valueChanged.connect(lambda _: self._announce.start())
        self.horizontalScrollBar().rangeChanged.connect(lambda *_: self._fit())
        model.rowsInserted.connect(self._announce.start)
        model.modelReset.connect(self._announce.start)
        self._fit()

    @property
    def thumbnail_size(self) -> int:
        """The longest side of a picture that is needed, device-independent pixels."""
        return 2 * _SIDE if self.devicePixelRatioF() < 2 else _SIDE + 40

    def rows_in_view(self) -> range:
        """Rows of which at least a part is seen."""
        count = self.model().rowCount()
        first = self.indexAt(QPoint(_GAP + 1, _GAP + 1)).row()
        last = self.indexAt(QPoint(self.viewport().width() - _GAP - 1, _GAP + 1)).row()
        first, last = (last, first) if self.isRightToLeft() else (first, last)
        return range(max(0, first), last + 1 if last >= 0 else count)

    def go_to(self, row: int) -> None:
        """Makes a row the current one and brings it into view."""
        model: QAbstractItemModel = self.model()
        if 0 <= row < model.rowCount():
            index = model.index(row, 0)
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leaves letters and digits to the dialog's keys instead of searching for names."""
        if event.text().isprintable() and event.text():
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scrolls sideways with the wheel."""
        step = event.angleDelta().y() or event.angleDelta().x()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - step)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Asks for the thumbnails that came into view."""
        super().resizeEvent(event)
        self._announce.start()

    def _fit(self) -> None:
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > bar.minimum() else 0
        self.setFixedHeight(_HEIGHT + 2 * _GAP + 2 + extra)

    def _announce_shown(self) -> None:
        rows = self.rows_in_view()
        self.shown.emit(rows.start if rows else -1, rows.stop - 1 if rows else -1)
