"""A place, chosen on the map of the world."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from landmark_gui.models import world_map
from landmark_gui.ui import first_size, theme, wording
from landmark_gui.ui.background import Background
from landmark_gui.ui.map_view import MapView
from landmark_gui.ui.training_wizard.page import error_label, muted

Position = tuple[float, float]
_ARM = 11  # of the cross that marks the place, pixels
_NEAR = 12.0  # zoom: a country and its neighbours fill the view


class PlaceMap(MapView):
    """A map with one place on it; a click, or Space for the middle, moves it.

    Signals:
        placed: Latitude and longitude.
    """

    placed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place: Position | None = None
        self.setAccessibleName(self.tr("Map of the world"))

    def show_place(self, place: Position) -> None:
        """Marks a place and shows what lies round it."""
        self.place = place
        self._centre = QPointF(*world_map.project(*place))
        self._set_zoom(_NEAR)

    def words(self) -> str:
        """How the map is used."""
        return self.tr("Click the place. Wheel or + and − zoom, dragging or arrow keys move; Space: the middle.")

    def choose_at(self, point: QPointF) -> None:
        """Puts the place at a point of the widget."""
        world = self._world(point)
        self.place = world_map.unproject(world.x(), world.y())
        self.update()
        self.placed.emit(self.place)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paints the cross over the map."""
        super().paintEvent(event)
        if self.place is None:
            return
        painter = QPainter(self)
        at = self._transform().map(QPointF(*world_map.project(*self.place)))
        tokens = theme.colours(self.palette())
        for colour, width in ((tokens.panel, 5), (tokens.accent, 2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(at - QPointF(_ARM, 0), at + QPointF(_ARM, 0))
            painter.drawLine(at - QPointF(0, _ARM), at + QPointF(0, _ARM))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space chooses the middle; else as the map."""
        if event.key() == Qt.Key.Key_Space:
            self.choose_at(QPointF(self.width() / 2, self.height() / 2))
        else:
            super().keyPressEvent(event)


class PlaceDialog(QDialog):
    """Asks for a place.

    Signals:
        placed: The latitude and longitude that the person agreed to.
    """

    placed = Signal(object)

    def __init__(self, begin: Position | None, parent: QWidget | None = None) -> None:
        """Makes it.

        Args:
            begin: The place so far.
            parent: Its window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Where Is It?"))
        first_size.open_at(self, 860, 520)
        title = QLabel(self.windowTitle())
        title.setFont(theme.title_font(self.font()))
        self.map = PlaceMap()
        self._where = muted()
        self._error = error_label()
        self._error.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        box.setSpacing(10)
        box.addWidget(title)
        box.addWidget(self.map, 1)
        box.addWidget(self._where)
        box.addWidget(self._error)
        box.addWidget(self.buttons)
        self.map.placed.connect(lambda _: self._say())
        self.buttons.accepted.connect(self._agree)
        self.buttons.rejected.connect(self.reject)
        self._background = Background(self)
        self._background.run(world_map.outlines, self.map.set_land, self._no_land)
        if begin is not None:
            self.map.show_place(begin)
        self._say()
        self.map.setFocus()

    def _say(self) -> None:
        place = self.map.place
        self._ok.setEnabled(place is not None)
        text = self.tr("It is at {position}.").replace("{position}", wording.position(place)) if place else ""
        self._where.setText(text)

    def _no_land(self, error: Exception) -> None:
        self._error.setText(str(error))
        self._error.show()

    def _agree(self) -> None:
        if self.map.place is not None:
            self.placed.emit(self.map.place)
        self.accept()
