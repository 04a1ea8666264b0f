"""The large picture of the current photo: fitted, or as large as the person likes."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from landmark_gui.models.marks import Mark
from landmark_gui.ui import heat_painting, marks, theme

_MOST = 8.0


class Preview(QWidget):
    """Shows one picture.

    Signals:
        size_wanted: The longer side that the picture needs now, device pixels; told again when it grows.
        double_clicked: The person double-clicked the picture.
    """

    size_wanted = Signal(int)
    double_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._message = ""
        self._heat: QImage | None = None
        self._heat_caption = self._heat_short = ""
        self._zoom = 1.0  # 1: fitted
        self._centre = QPointF(0.5, 0.5)  # what is seen in the middle, as shares of the picture
        self._dragged_from: QPointF | None = None
        self._told = 0
        self._tell = QTimer(self, singleShot=True, interval=60)
        self._tell.timeout.connect(self._tell_size)
        self.setMinimumSize(160, 110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Preview"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """See Qt."""
        return QSize(380, 300)

    @property
    def pixels(self) -> int:
        """The longer side that a fitted picture has at most, device pixels."""
        return round(max(self.width(), self.height()) * self.devicePixelRatioF() * self._zoom)

    def set_picture(self, picture: QImage | QPixmap | None, *, same_photo: bool = False) -> None:
        """Shows a picture; the zoom stays only where it is a finer one of the same photo."""
        self._picture = QPixmap.fromImage(picture) if isinstance(picture, QImage) else picture
        if self._picture is not None:
            self._picture.setDevicePixelRatio(1)
        self._message = ""
        if not same_photo:
            self._heat, self._heat_caption, self._heat_short = None, "", ""
            self._zoom, self._centre, self._told = 1.0, QPointF(0.5, 0.5), self.pixels
        self.update()

    def set_message(self, text: str) -> None:
        """Shows why there is no picture."""
        self._picture, self._message = None, text
        self.update()

    @property
    def heat_caption(self) -> str:
        """What is said about the heat map; empty where nothing is."""
        return self._heat_caption

    @property
    def heat(self) -> QImage | None:
        """The heat map over the picture."""
        return self._heat

    def set_heat(self, levels: QImage | None, caption: str, short: str = "") -> None:
        """Lays a heat map over the picture, which stays until another photo is shown.

        Args:
            levels: Over the whole picture, as `heat_painting.coloured` takes it; None: no map.
            caption: What it shows, or why there is none; empty for nothing.
            short: The same where there is little room; empty: the caption.
        """
        self._heat = None if levels is None else heat_painting.coloured(levels)
        self._heat_caption, self._heat_short = caption, short
        self.setAccessibleDescription(caption)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paints the picture, or the message."""
        painter = QPainter(self)
        tokens = theme.colours(self.palette())
        painter.fillRect(self.rect(), QColor(tokens.grid))
        if self._picture is not None and not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            place = self._place()
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
            if self._heat is not None:
                painter.drawImage(place, self._heat, QRectF(self._heat.rect()))
            if self._heat_caption:
                seen = place.intersected(QRectF(self.rect()))
                texts = (self._heat_caption, self._heat_short or self._heat_caption)
                heat_painting.paint_legend(painter, seen, texts, self._heat is not None, tokens)
        elif self._message:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            centre = QPointF(self.rect().center())
            marks.paint(painter, QRectF(centre.x() - 16, centre.y() - 44, 32, 32), Mark.ERROR, tokens)
            painter.setPen(QColor(tokens.text))
            box = QRectF(24, centre.y(), self.width() - 48, self.height() / 2)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(box, int(flags), self._message)

    def _place(self) -> QRectF:
        """Where the whole picture lies, partly outside where it is zoomed."""
        assert self._picture is not None
        size = self._picture.size().toSizeF()
        fitted = min(self.width() / size.width(), self.height() / size.height())
        # A small photo is not blown up to fit; a fitted one may be at most as large as its pixels.
        fitted = min(fitted, max(1.0 / self.devicePixelRatioF(), 0.5))
        size *= fitted * self._zoom
        place = QRectF(0, 0, size.width(), size.height())
        centre = QPointF(self.width() / 2, self.height() / 2)
        place.moveTopLeft(centre - QPointF(self._centre.x() * size.width(), self._centre.y() * size.height()))
        for moves, low, high, span, room in (
            (True, place.left(), place.right(), place.width(), self.width()),
            (False, place.top(), place.bottom(), place.height(), self.height()),
        ):
            if span <= room:
                shift = (room - span) / 2 - low
            else:
                shift = min(0.0, -low) if low > 0 else max(0.0, room - high) if high < room else 0.0
            place.translate(shift if moves else 0, 0 if moves else shift)
        return place

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zooms round the pointer."""
        if self._picture is None:
            return
        place, at = self._place(), event.position()
        share = QPointF((at.x() - place.left()) / place.width(), (at.y() - place.top()) / place.height())
        self._zoom = max(1.0, min(_MOST, self._zoom * 1.2 ** (event.angleDelta().y() / 120)))
        size = self._place().size()
        middle = QPointF(self.width() / 2, self.height() / 2)
        self._centre = share + QPointF((middle.x() - at.x()) / size.width(), (middle.y() - at.y()) / size.height())
        self._centre.setX(max(0.0, min(1.0, self._centre.x())))
        self._centre.setY(max(0.0, min(1.0, self._centre.y())))
        self._tell.start()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begins to drag."""
        self._dragged_from = event.position() if self._zoom > 1 else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drags the zoomed picture."""
        if self._dragged_from is None or self._picture is None:
            return
        size = self._place().size()
        moved = event.position() - self._dragged_from
        self._dragged_from = event.position()
        self._centre -= QPointF(moved.x() / size.width(), moved.y() / size.height())
        self._centre.setX(max(0.0, min(1.0, self._centre.x())))
        self._centre.setY(max(0.0, min(1.0, self._centre.y())))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ends the drag."""
        self._dragged_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tells."""
        self.double_clicked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Asks for more pixels where there is more room."""
        super().resizeEvent(event)
        self._tell.start()

    def _tell_size(self) -> None:
        if self.pixels > self._told:
            self._told = self.pixels
            self.size_wanted.emit(self.pixels)
