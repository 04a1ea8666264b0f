"""An offline map of the world with the photos as dots; a click on a dot shows only its photos."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from landmark_gui.models import world_map
from landmark_gui.models.world_map import Cluster, Ring, Spot
from landmark_gui.ui import theme, wording

_DOT = 44  # clusters keep about this distance, pixels
_CLOSEST = 4000.0  # zoom: a town fills the view
_CLICK = 4  # pixels that a hand shakes


class MapView(QWidget):
    """Wheel and keys zoom, dragging moves.

    Signals:
        chosen: Ids of the photos of a dot that was clicked, a frozenset; None where the sea or land was.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._land: list[QPainterPath] = []
        self._spots: list[Spot] = []
        self._clusters: list[Cluster] = []
        self._chosen: frozenset[int] = frozenset()
        self._zoom = 1.0
        self._centre = QPointF(0.5, world_map.HEIGHT / 2)
        self._pressed: QPointF | None = None
        self._dragged = False
        self._fitted = False
        self._background: QPixmap | None = None
        self._soon = QTimer(self, singleShot=True, interval=60)
        self._soon.timeout.connect(self._cluster)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Map of the photos"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """See Qt."""
        return QSize(800, 340)

    # --- what it shows ----------------------------------------------------------------------------

    @property
    def has_land(self) -> bool:
        """Whether the outlines are there."""
        return bool(self._land)

    def set_land(self, countries: Sequence[Sequence[Ring]]) -> None:
        """Takes the projected outlines of the countries."""
        self._land = []
        for rings in countries:
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.OddEvenFill)
            for ring in rings:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
                path.closeSubpath()
            self._land.append(path)
        self._redraw()

    def set_spots(self, spots: Sequence[Spot]) -> None:
        """Takes the photos' places; the first time, the map shows just the part where they are."""
        self._spots = list(spots)
        if self._spots and not self._fitted:
            self.fit()
        self._soon.start()

    @property
    def clusters(self) -> list[Cluster]:
        """The dots."""
        return self._clusters

    def place_of(self, cluster: Cluster) -> QPointF:
        """Where a dot is painted."""
        return self._transform().map(QPointF(cluster.x, cluster.y))

    def words(self) -> str:
        """What stands at the lower edge."""
        if not self._spots:
            return self.tr("No photo has a position, and no landmark is accepted yet.")
        return self.tr("Filled: accepted landmarks. Empty: the camera's position. Click a dot to see its photos.")

    def fit(self) -> None:
        """Shows the part of the world where photos are."""
        if not self._spots or not self.width():
            return
        self._fitted = True
        xs, ys = [spot.x for spot in self._spots], [spot.y for spot in self._spots]
        self._centre = QPointF((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        span = max((max(xs) - min(xs)) * 1.35, (max(ys) - min(ys)) * 1.5 * self.width() / max(1, self.height()), 0.02)
        self._set_zoom(1 / span)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zooms round a point of the widget; None: its centre."""
        point = at or QPointF(self.width() / 2, self.height() / 2)
        before = self._world(point)
        self._set_zoom(self._zoom * factor)
        self._centre += before - self._world(point)
        self._moved()

    # --- geometry ---------------------------------------------------------------------------------

    def _scale(self) -> float:
        return max(self.width(), self.height() / world_map.HEIGHT) * self._zoom

    def _transform(self) -> QTransform:
        scale = self._scale()
        transform = QTransform.fromTranslate(self.width() / 2, self.height() / 2)
        transform.scale(scale, scale)
        return transform.translate(-self._centre.x(), -self._centre.y())

    def _world(self, point: QPointF) -> QPointF:
        inverted, _ = self._transform().inverted()
        return inverted.map(point)

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = max(1.0, min(_CLOSEST, zoom))
        self._moved()

    def _moved(self) -> None:
        half_width, half_height = self.width() / 2 / self._scale(), self.height() / 2 / self._scale()
        self._centre.setX(max(half_width, min(1 - half_width, self._centre.x())))
        self._centre.setY(max(half_height, min(world_map.HEIGHT - half_height, self._centre.y())))
        self._soon.start()
        self._redraw()

    def _redraw(self) -> None:
        self._background = None
        self.update()

    def _cluster(self) -> None:
        self._clusters = world_map.clusters(self._spots, _DOT / self._scale())
        self.update()

    # --- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paints land, dots, and what the dots mean."""
        tokens = theme.colours(self.palette())
        painter = QPainter(self)
        if self._background is None:
            self._background = self._paint_land(tokens)
        painter.drawPixmap(0, 0, self._background)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for cluster in self._clusters:
            self._paint_dot(painter, cluster, tokens)
        self._paint_words(painter, tokens)

    def _paint_land(self, tokens: theme.Colours) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(tokens.grid))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        transform = self._transform()
        seen = QRectF(self._world(QPointF(0, 0)), self._world(QPointF(self.width(), self.height())))
        painter.setTransform(transform)
        pen = QPen(QColor(tokens.border), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.panel))
        for path in self._land:
            if path.boundingRect().intersects(seen):
                painter.drawPath(path)
        painter.end()
        return picture

    def _paint_dot(self, painter: QPainter, cluster: Cluster, tokens: theme.Colours) -> None:
        place = self.place_of(cluster)
        radius = self._radius(cluster)
        if not QRectF(self.rect()).adjusted(-radius, -radius, radius, radius).contains(place):
            return
        accent = QColor(tokens.accent)
        chosen = bool(self._chosen) and self._chosen.issuperset(cluster.ids)
        fill = QColor(accent)
        # Filled: landmarks that were accepted; empty: only the camera's position is known.
        fill.setAlpha(255 if cluster.accepted else 40)
        painter.setPen(QPen(QColor(tokens.text) if chosen else accent, 3 if chosen else 2))
        painter.setBrush(QColor(tokens.panel))
        painter.drawEllipse(place, radius, radius)
        painter.setBrush(fill)
        painter.drawEllipse(place, radius, radius)
        if len(cluster.ids) > 1:
            painter.setFont(theme.small_font(self.font()))
            painter.setPen(QColor(tokens.on_accent if cluster.accepted else tokens.text))
            box = QRectF(place.x() - radius, place.y() - radius, 2 * radius, 2 * radius)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, wording.number(len(cluster.ids)))

    def _paint_words(self, painter: QPainter, tokens: theme.Colours) -> None:
        text = self.words()
        painter.setFont(theme.small_font(self.font()))
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap)
        room = QRectF(0, 0, self.width() - 24, self.height())
        box = QFontMetrics(painter.font()).boundingRect(room.toRect(), flags, text).toRectF().adjusted(-6, -3, 6, 3)
        box.moveBottomLeft(QPointF(6, self.height() - 6))
        back = QColor(tokens.window)
        back.setAlpha(220)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(box.adjusted(6, 3, -6, -3), flags, text)

    def _radius(self, cluster: Cluster) -> float:
        digits = len(str(len(cluster.ids)))
        return 6.0 if len(cluster.ids) == 1 else 9.0 + 2.5 * digits

    # --- events -----------------------------------------------------------------------------------

    def choose_at(self, point: QPointF) -> None:
        """Chooses the dot at a point, or none where there is none."""
        for cluster in sorted(self._clusters, key=lambda entry: len(entry.ids)):
            offset = self.place_of(cluster) - point
            if offset.x() ** 2 + offset.y() ** 2 <= (self._radius(cluster) + 3) ** 2:
                self._chosen = frozenset(cluster.ids)
                self.update()
                self.chosen.emit(self._chosen)
                return
        self.clear_choice()
        self.chosen.emit(None)

    def clear_choice(self) -> None:
        """Marks no dot any more."""
        self._chosen = frozenset()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begins a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drags the map."""
        if self._pressed is None:
            return
        moved = event.position() - self._pressed
        if self._dragged or moved.manhattanLength() > _CLICK:
            self._dragged = True
            self._centre -= moved / self._scale()
            self._pressed = event.position()
            self._moved()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ends a drag, or chooses."""
        if self._pressed is not None and not self._dragged:
            self.choose_at(event.position())
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Zooms in."""
        self.zoom_by(2.5, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zooms."""
        self.zoom_by(1.25 ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Plus and minus zoom, arrows move, Home shows all photos."""
        step = 60 / self._scale()
        moves = {
            Qt.Key.Key_Left: QPointF(-step, 0),
            Qt.Key.Key_Right: QPointF(step, 0),
            Qt.Key.Key_Up: QPointF(0, -step),
            Qt.Key.Key_Down: QPointF(0, step),
        }
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1.5)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom_by(1 / 1.5)
        elif event.key() == Qt.Key.Key_Home:
            self.fit()
        elif Qt.Key(event.key()) in moves:
            self._centre += moves[Qt.Key(event.key())]
            self._moved()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keeps the map's edges outside the view."""
        super().resizeEvent(event)
        if self._spots and not self._fitted:
            self.fit()
        self._moved()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._redraw()
