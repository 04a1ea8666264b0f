"""Paints one photo of the grid: the picture, its mark, what it shows and its name."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from landmark_gui.models.marks import Mark, PlaceCheck, mark_of
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui import marks, theme, wording
from landmark_gui.ui.theme import Colours

DEFAULT_SIDE = 176
_GAP = 4  # between cells, each side
_PADDING = 8  # between a cell's edge and the picture
_MARK = 15
_HEIGHT = 0.8  # of a picture's place, as a share of its width: most photos are landscapes


class PhotoDelegate(QStyledItemDelegate):
    """Paints cells for a `PhotoListModel`.

    Attributes:
        side: Longest side of a picture, device-independent pixels.
        margin: From the edge of a cell's place to its picture.
    """

    margin = _GAP + _PADDING

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.side = DEFAULT_SIDE
        self._marks: dict[tuple[Mark, float, str], QPixmap] = {}
        self.set_font(QFont())

    def set_font(self, font: QFont) -> None:
        """Takes the view's font."""
        self._name_font, self._small_font = theme.strong_font(font), theme.small_font(font)
        self._name_metrics, self._small_metrics = QFontMetrics(self._name_font), QFontMetrics(self._small_font)

    def cell(self) -> tuple[int, int]:
        """Least width and height of a cell."""
        captions = self._name_metrics.height() + self._small_metrics.height() + 6
        return self.side + 2 * self.margin, self.picture_height + captions + 2 * self.margin

    @property
    def picture_height(self) -> int:
        """Greatest height of a picture, device-independent pixels."""
        return round(_HEIGHT * self.side)

    def body(self, place: QRect) -> QRect:
        """The part of a cell's place that belongs to the photo; the rest is gap."""
        return place.adjusted(_GAP, _GAP, -_GAP, -_GAP)

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """See Qt."""
        return QSize(*self.cell())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """See Qt."""
        model = index.model()
        if not isinstance(model, PhotoListModel):
            return
        tokens = theme.colours(option.palette)
        photo = model.photo(index.row())
        mark, name = mark_of(photo), model.landmark_name(photo)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = self.body(option.rect)
        self._paint_background(painter, body, option.state, tokens)
        inner = body.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        place = QRect(inner.left(), inner.top(), inner.width(), self.picture_height)
        picture = model.thumbnails.get(photo.path)
        frame = self._paint_picture(
            painter, place, picture, tokens, failed=bool(photo.problem) or model.thumbnails.has_failed(photo.path)
        )
        if photo.decision.is_reviewed and mark in (Mark.NOTHING, Mark.SKIPPED):
            veil = QColor(tokens.grid)
            veil.setAlpha(110)
            painter.fillRect(frame, veil)
        self._paint_place(painter, frame, model.place_check(photo), tokens, has_gps=photo.camera_gps is not None)
        self._paint_captions(
            painter,
            inner,
            place.bottom() + 6,
            mark,
            name or (wording.mark_words(mark) if mark else ""),
            photo.path,
            tokens,
            mirrored,
        )
        painter.restore()

    def _paint_background(self, painter: QPainter, body: QRect, state: QStyle.StateFlag, tokens: Colours) -> None:
        flag = QStyle.StateFlag
        selected = bool(state & flag.State_Selected)
        if selected or state & flag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection if selected else tokens.hover))
            painter.drawRoundedRect(body, 6, 6)
        if state & (flag.State_HasFocus | flag.State_Active):
            colour = QColor(tokens.accent)
            colour.setAlpha(255 if state & flag.State_HasFocus else 130)
            painter.setPen(QPen(colour, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(body).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_picture(
        self, painter: QPainter, place: QRect, picture: QPixmap | None, tokens: Colours, *, failed: bool
    ) -> QRect:
        """Paints the picture at the bottom of its place, so that captions sit right below; returns where it is."""
        if picture is None:
            side = min(place.width(), self.side)
            frame = QRect(0, 0, side, round(side * 0.68))
            frame.moveCenter(place.center())
            frame.moveBottom(place.bottom())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(frame, 3, 3)
            if failed:
                corner = QPointF(frame.center()) - QPointF(14, 14)
                marks.paint(painter, QRectF(corner.x(), corner.y(), 28, 28), Mark.ERROR, tokens)
            return frame
        ratio = picture.devicePixelRatio()
        size = QSize(round(picture.width() / ratio), round(picture.height() / ratio))
        room = QSize(min(self.side, place.width()), place.height())
        if size.width() > room.width() or size.height() > room.height():
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        frame = QRect(0, 0, size.width(), size.height())
        frame.moveCenter(place.center())
        frame.moveBottom(place.bottom())
        if frame.size() * ratio == picture.size():
            painter.drawPixmap(frame.topLeft(), picture)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(frame, picture)
        return frame

    def _paint_place(
        self, painter: QPainter, frame: QRect, check: PlaceCheck, tokens: Colours, *, has_gps: bool
    ) -> None:
        """A pin on the picture where the position is known, with a tick or a cross where it tells something."""
        if not has_gps:
            return
        badge = QRectF(frame.right() - 23, frame.top() + 5, 19, 19)
        back = QColor(tokens.panel)
        back.setAlpha(225)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(badge, 5, 5)
        marks.paint_pin(painter, badge.adjusted(2, 2, -2, -2), check, tokens)

    def _mark_picture(self, mark: Mark, painter: QPainter, tokens: Colours) -> QPixmap:
        """The mark as a picture: drawing its shapes anew for each photo would take most of the time."""
        key = (mark, painter.device().devicePixelRatioF(), tokens.window)
        if key not in self._marks:
            self._marks[key] = marks.pixmap(mark, _MARK, key[1], tokens)
        return self._marks[key]

    def _paint_captions(
        self,
        painter: QPainter,
        inner: QRect,
        top: int,
        mark: Mark | None,
        name: str,
        path: str,
        tokens: Colours,
        mirrored: bool,
    ) -> None:
        first = QRect(inner.left(), top, inner.width(), self._name_metrics.height())
        second = QRect(inner.left(), first.bottom() + 1, inner.width(), self._small_metrics.height())
        file_name = path.rsplit("/", 1)[-1] if "/" in path else path.rsplit("\\", 1)[-1]
        centre = Qt.AlignmentFlag.AlignCenter
        if mark is None and not name:
            second = first
        else:
            room = first.width() - _MARK - 6
            text = self._name_metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            used = _MARK + 6 + self._name_metrics.horizontalAdvance(text)
            left = first.left() + (first.width() - used) // 2
            square = QRectF(left, first.center().y() - _MARK / 2 + 1, _MARK, _MARK)
            words = QRect(left + _MARK + 6, first.top(), used - _MARK - 6 + 1, first.height())
            if mirrored:
                square.moveLeft(left + used - _MARK)
                words.moveLeft(left)
            if mark is not None:
                painter.drawPixmap(square.topLeft(), self._mark_picture(mark, painter, tokens))
            painter.setFont(self._name_font)
            quiet = mark in (Mark.NO_LANDMARK, Mark.NOTHING, Mark.SKIPPED)
            painter.setPen(QColor(tokens.muted if quiet else tokens.text))
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.setFont(self._small_font)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(
            second, centre, self._small_metrics.elidedText(file_name, Qt.TextElideMode.ElideMiddle, second.width())
        )
