"""Puts the photos on the map, and the map's choice into the grid."""

from PySide6.QtCore import QObject, QTimer

from landmark_gui.library import photo_questions
from landmark_gui.library.photos import Photo
from landmark_gui.models import world_map
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.models.world_map import Spot
from landmark_gui.ui.background import Background
from landmark_gui.ui.main_window import MainWindow
from landmark_gui.ui.view_control import ViewControl

_FOLLOW_MS = 500


class MapControl(QObject):
    """Connects the map of a window; costs nothing while the map is hidden."""

    def __init__(
        self,
        window: MainWindow,
        model: PhotoListModel,
        names: LandmarkNames,
        view: ViewControl,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._model, self._names, self._view = window, model, names, view
        self._background = Background(self)
        self._soon = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._soon.timeout.connect(self.show_photos)
        self._reading = False
        window.actions_["map"].toggled.connect(self._toggled)
        window.map.chosen.connect(view.set_within)
        model.changed.connect(self._changed)

    def show_photos(self) -> None:
        """Puts all photos with a place on the map."""
        if self._window.map.isHidden():
            return
        table = self._model.table
        spots = (self._spot(id, table.photo(id)) for id in photo_questions.placed(table))  # noqa: A001
        self._window.map.set_spots([spot for spot in spots if spot is not None])

    def _spot(self, id: int, photo: Photo) -> Spot | None:  # noqa: A002
        landmark = self._names.landmark(photo.decision.landmark or photo.landmark_in_file)
        if landmark is not None and landmark.position is not None:
            return Spot(id, *world_map.project(*landmark.position), accepted=True)
        if photo.camera_gps is not None:
            return Spot(id, *world_map.project(*photo.camera_gps), accepted=False)
        return None

    def _changed(self) -> None:
        if not self._window.map.isHidden() and not self._soon.isActive():
            self._soon.start()

    def _toggled(self, on: bool) -> None:
        self._window.map.setVisible(on)
        if not on:
            self._window.map.clear_choice()
            if self._model.table.filter.within is not None:
                self._view.set_within(None)
            return
        if not self._window.map.has_land and not self._reading:
            self._reading = True
            self._background.run(
                world_map.outlines,
                self._window.map.set_land,
                lambda error: self._window.messages.tell(str(error), "error"),
            )
        self.show_photos()
