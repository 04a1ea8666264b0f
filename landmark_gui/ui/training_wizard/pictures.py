"""Photos as pictures with a caption: worst mistakes, the photos of a cell, own photos that were tried."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from landmark_gui.models.thumbnail_cache import ThumbnailCache
from landmark_gui.ui import theme
from landmark_gui.workers.thumbnails import Thumbnail, Thumbnailer

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_WIDTH, _HEIGHT, _GAP = 184, 138, 8


@dataclass(frozen=True)
class Picture:
    """One photo with what is said about it.

    Attributes:
        path: The photo.
        title: First line.
        detail: Second line.
        mark: A word over the picture, such as "left out"; empty for none.
    """

    path: str
    title: str
    detail: str = ""
    mark: str = ""


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Picture] = []

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{entry.title}. {entry.detail}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{entry.title}\n{entry.detail}\n{entry.path}"
            case _ if role == ENTRY_ROLE:
                return entry
        return None

    def reset(self, entries: Sequence[Picture]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def replace(self, entries: Sequence[Picture]) -> None:
        """The same photos with other words."""
        self.entries = list(entries)
        if entries:
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))


class _Delegate(QStyledItemDelegate):
    def __init__(self, cache: ThumbnailCache, parent: QObject) -> None:
        super().__init__(parent)
        self._cache = cache

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(_WIDTH + 2 * _GAP, _HEIGHT + 2 * QFontMetrics(option.font).height() + 3 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Picture = index.data(ENTRY_ROLE)
        tokens = theme.colours(option.palette)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect.adjusted(2, 2, -2, -2), QColor(tokens.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect.adjusted(2, 2, -2, -2), QColor(tokens.hover))
        frame = QRect(option.rect.left() + _GAP, option.rect.top() + _GAP, _WIDTH, _HEIGHT)
        picture = self._cache.get(entry.path)
        if picture is None:
            painter.fillRect(frame, QColor(tokens.grid))
            if self._cache.has_failed(entry.path):
                painter.setPen(QColor(tokens.muted))
                painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), "?")
        else:
            _draw_within(painter, picture, frame)
        if entry.mark:
            shade = QColor(tokens.window)
            shade.setAlpha(190)
            painter.fillRect(frame, shade)
            painter.setPen(QColor(tokens.error))
            painter.setFont(theme.strong_font(option.font))
            painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), entry.mark)
        line = QRect(frame.left(), frame.bottom() + _GAP // 2 + 2, _WIDTH, QFontMetrics(option.font).height())
        for text, colour, font in (
            (entry.title, tokens.text, option.font),
            (entry.detail, tokens.muted, theme.small_font(option.font)),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, _WIDTH)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), short)
            line.translate(0, line.height() + 1)
        painter.restore()


def _draw_within(painter: QPainter, picture: QPixmap, frame: QRect) -> None:
    size = picture.deviceIndependentSize().toSize()
    if size.width() > frame.width() or size.height() > frame.height():
        size.scale(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(QPoint(0, 0), size)
    place.moveCenter(frame.center())
    painter.drawPixmap(place, picture)


class PictureList(QListView):
    """The photos; their pictures come as they are seen.

    Signals:
        picked: The current photo's `Picture`, or None.
        opened: A `Picture` that was double-clicked, or Enter was pressed on.
    """

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, thumbnailer: Thumbnailer, parent: QWidget | None = None) -> None:
        """Makes an empty one.

        Args:
            thumbnailer: Makes the pictures; of several lists only the one that is seen asks it.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._thumbnailer = thumbnailer
        self._cache = ThumbnailCache(48 * 2**20)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self._cache, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._soon = QTimer(self, singleShot=True, interval=30)
        self._soon.timeout.connect(self._want)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._soon.start())
        thumbnailer.loaded.connect(self._loaded)
        thumbnailer.failed.connect(self._failed)
        self.selectionModel().currentChanged.connect(lambda *_: self.picked.emit(self.current))
        self.activated.connect(lambda index: self.opened.emit(index.data(ENTRY_ROLE)))

    @property
    def current(self) -> Picture | None:
        """The photo with the mark."""
        index = self.currentIndex()
        return self._model.entries[index.row()] if index.isValid() else None

    @property
    def entries(self) -> Sequence[Picture]:
        """All photos shown."""
        return self._model.entries

    def show_pictures(self, entries: Sequence[Picture]) -> None:
        """Shows these; where they are the same photos as before, only their words change."""
        if [entry.path for entry in entries] == [entry.path for entry in self._model.entries]:
            self._model.replace(entries)
            self.picked.emit(self.current)
            return
        self._model.reset(entries)
        self.picked.emit(None)
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """See Qt."""
        super().resizeEvent(event)
        self._soon.start()

    def showEvent(self, event: object) -> None:  # noqa: N802
        """Asks for the pictures now seen."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._soon.start()

    @property
    def _pixels(self) -> int:
        return round(_WIDTH * self.devicePixelRatioF())

    def _want(self) -> None:
        if not self.isVisible() or not self._model.entries:
            return
        first = self.indexAt(QPoint(2 * _GAP, 2 * _GAP)).row()
        size = self.itemDelegate().sizeHint(QStyleOptionViewItem(), self._model.index(0))
        columns = max(1, self.viewport().width() // max(1, size.width()))
        rows = self.viewport().height() // max(1, size.height()) + 3
        entries = self._model.entries[max(0, first) : max(0, first) + columns * rows]
        missing = []
        for entry in entries:
            image = self._thumbnailer.image(Path(entry.path), self._pixels)
            if image is not None:
                self._cache.put(entry.path, image, self._pixels, _WIDTH, self.devicePixelRatioF())
            elif not self._cache.has_failed(entry.path):
                missing.append(Path(entry.path))
        self._thumbnailer.want(missing, self._pixels)
        self.viewport().update()

    def _loaded(self, thumbnails: Sequence[Thumbnail]) -> None:
        shown = {entry.path for entry in self._model.entries}
        for thumbnail in thumbnails:
            if str(thumbnail.path) in shown:
                self._cache.put(
                    str(thumbnail.path), thumbnail.image, thumbnail.pixels, _WIDTH, self.devicePixelRatioF()
                )
        self.viewport().update()

    def _failed(self, failures: Sequence[object]) -> None:
        for failure in failures:
            self._cache.put_failure(str(getattr(failure, "path", "")))
        self.viewport().update()
