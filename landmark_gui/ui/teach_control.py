"""New landmarks in the main window: from the selected photos to a model that suggests them.

The dialogs are imported when they are opened: the main window is to stand as soon as possible.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library import decisions, photo_questions
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.settings import Settings
from landmark_gui.taught import FEWEST_EXAMPLES, fingerprint
from landmark_gui.ui.background import Background
from landmark_gui.ui.deciding import Deciding
from landmark_gui.ui.main_window import MainWindow

if TYPE_CHECKING:
    from landmark_gui.ui.places_dialog import PlacesDialog
    from landmark_gui.ui.taught_dialog import TaughtDialog
    from landmark_gui.ui.teach_dialog import TeachDialog
    from landmark_gui.workers.teaching import Taught, Wish

_MOST_COMPARED = 1500
"""Photos among which groups are looked for: a minute or two."""


class TeachControl(QObject):
    """Connects the actions with the dialogs, and the app with what was taught.

    Signals:
        gazetteer_changed: A `Gazetteer` with the landmarks that are taught now; the model suggests them from now on.
    """

    gazetteer_changed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        model: PhotoListModel,
        names: LandmarkNames,
        deciding: Deciding,
        targets: Callable[[], list[int]],
        settings: Callable[[], Settings],
        parent: QObject | None = None,
    ) -> None:
        """Connects what it is given.

        Args:
            window: Has the actions.
            model: The photos.
            names: Know the gazetteer.
            deciding: Accepts the landmark for the photos that it was taught from.
            targets: Ids of the photos that an action is about.
            settings: Those in use.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._window, self._model, self._names, self._deciding = window, model, names, deciding
        self._targets, self._settings = targets, settings
        self._background = Background(self)
        self._seen = fingerprint()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._look_again)
        self.dialog: TeachDialog | None = None
        self.list: TaughtDialog | None = None
        self.places: PlacesDialog | None = None
        window.actions_["teach"].triggered.connect(lambda _=False: self.open())
        window.actions_["unknown-places"].triggered.connect(lambda _=False: self.open_places())
        window.actions_["taught"].triggered.connect(lambda _=False: self.open_list())

    def open(self) -> None:
        """Asks what the selected photos show."""
        self._open(self._targets())

    def _open(self, ids: list[int]) -> None:
        from landmark_gui.ui.teach_dialog import TeachDialog  # noqa: PLC0415

        if len(ids) < FEWEST_EXAMPLES:
            self._window.messages.tell(self.tr("Select at least three photos of the new landmark first."))
            return
        dialog = TeachDialog([self._model.table.photo(id) for id in ids], self._names, self._window)  # noqa: A001
        dialog.wanted.connect(lambda wish: self._teach(wish, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: self._forget_dialog(dialog))
        self.dialog = dialog
        dialog.open()

    def _forget_dialog(self, dialog: "TeachDialog") -> None:
        if self.dialog is dialog:
            self.dialog = None

    def open_list(self) -> None:
        """Shows what was taught."""
        from landmark_gui.ui.taught_dialog import TaughtDialog  # noqa: PLC0415

        if self.list is None:
            self.list = TaughtDialog(self._window)
            self.list.changed.connect(self._read_gazetteer)
        self.list.reload()
        self.list.show()
        self.list.raise_()
        self.list.activateWindow()

    def open_places(self) -> None:
        """Looks for photos that look alike, among those in which the model is sure of nothing."""
        from landmark_gui.ui.places_dialog import PlacesDialog  # noqa: PLC0415
        from landmark_gui.workers import teaching  # noqa: PLC0415

        table, settings = self._model.table, self._settings()
        ids = photo_questions.undecided(table, Verdict.NO_LANDMARK, Verdict.AMBIGUOUS)
        unsure = list(map(Path, table.paths_of(ids[:_MOST_COMPARED])))
        if len(unsure) < FEWEST_EXAMPLES:
            self._window.messages.tell(
                self.tr("Ask the model first: it looks for places among photos in which it is sure of nothing.")
            )
            return
        if self.places is not None:
            self.places.reject()
        model, device = settings.text("model"), settings.text("device")
        dialog = PlacesDialog(
            lambda progress, stop: teaching.unknown_places(unsure, model, device, progress, stop), self._window
        )
        dialog.chosen.connect(self._select)
        dialog.teach_wanted.connect(lambda paths: self._open(self._ids(paths)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: self._forget_places(dialog))
        self.places = dialog
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _forget_places(self, dialog: "PlacesDialog") -> None:
        if self.places is dialog:
            self.places = None

    def _ids(self, paths: Sequence[str]) -> list[int]:
        found = [self._model.table.id_of(path) for path in paths]
        return [number for number in found if number is not None]

    def _select(self, paths: Sequence[str]) -> None:
        """Shows photos in the grid: selected, the first one current."""
        rows = [row for number in self._ids(paths) if (row := self._model.row_of(number)) is not None]
        if rows:
            self._window.grid.go_to(rows[0])
            self._window.grid.select_rows(rows, rows[0])

    def _teach(self, wish: "Wish", dialog: "TeachDialog") -> None:
        from landmark_gui.workers import teaching  # noqa: PLC0415

        settings = self._settings()
        whole = replace(wish, model=settings.text("model"), device=settings.text("device"))

        cancelled = threading.Event()
        dialog.rejected.connect(cancelled.set)

        def done(result: "Taught | None") -> None:
            if self.dialog is dialog:
                dialog.accept()
            if result is not None:
                self._done(result, is_wanted=not cancelled.is_set())

        def failed(error: Exception) -> None:
            if self.dialog is dialog:
                dialog.fail(str(error) or type(error).__name__)

        self._background.run(lambda: teaching.teach(whole, cancelled.is_set), done, failed)

    def _done(self, taught: "Taught", *, is_wanted: bool) -> None:
        """Goes on with what was taught; unless it is wanted, cancelling came too late, and it is only told."""
        self._read_gazetteer(lambda: self._accept(taught) if is_wanted else self._tell(taught))

    def _accept(self, taught: "Taught") -> None:
        ids = self._ids(sorted({example.path for example in taught.landmark.examples}))
        if ids:
            self._deciding.act(ids, decisions.accept(taught.landmark.id))
        self._tell(taught)

    def _tell(self, taught: "Taught") -> None:
        text = self.tr("{name} was learnt from %n photo(s).", "", len(taught.landmark.examples))
        text = " ".join((text.replace("{name}", taught.landmark.name), *taught.warnings))
        self._window.messages.tell(text, lasting=bool(taught.warnings))
        if self.list is not None:
            self.list.reload()
        if self.places is not None:  # what it shows is not unknown any more
            self.places.reject()

    def _look_again(self, state: Qt.ApplicationState) -> None:
        """Takes in what another program, such as the command line, taught while the person was not here."""
        if state == Qt.ApplicationState.ApplicationActive and fingerprint() != self._seen:
            self._read_gazetteer()

    def _read_gazetteer(self, then: Callable[[], None] | None = None) -> None:
        self._seen = fingerprint()

        def read(gazetteer: Gazetteer) -> None:
            self._names.gazetteer = gazetteer
            if then is not None:
                then()
            self.gazetteer_changed.emit(gazetteer)

        self._background.run(Gazetteer.load, read, lambda error: self._window.messages.tell(str(error), "error"))
