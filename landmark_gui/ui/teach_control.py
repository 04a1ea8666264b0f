"""New landmarks in the main window: from the selected photos to a model that suggests them.

The dialogs are imported when they are opened: the main window is to stand as soon as possible.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.library import decisions
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.settings import Settings
from landmark_gui.taught import FEWEST_EXAMPLES
from landmark_gui.ui.background import Background
from landmark_gui.ui.deciding import Deciding
from landmark_gui.ui.main_window import MainWindow

if TYPE_CHECKING:
    from landmark_gui.ui.taught_dialog import TaughtDialog
    from landmark_gui.ui.teach_dialog import TeachDialog
    from landmark_gui.workers.teaching import Taught, Wish


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
        self.dialog: TeachDialog | None = None
        self.list: TaughtDialog | None = None
        window.actions_["teach"].triggered.connect(lambda _=False: self.open())
        window.actions_["taught"].triggered.connect(lambda _=False: self.open_list())

    def open(self) -> None:
        """Asks what the selected photos show."""
        from landmark_gui.ui.teach_dialog import TeachDialog  # noqa: PLC0415

        ids = self._targets()
        if len(ids) < FEWEST_EXAMPLES:
            self._window.messages.tell(self.tr("Select at least three photos of the new landmark first."))
            return
        dialog = TeachDialog([self._model.table.photo(id) for id in ids], self._names, self._window)  # noqa: A001
        dialog.wanted.connect(lambda wish: self._teach(wish, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        self.dialog = dialog
        dialog.open()

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

    def _teach(self, wish: "Wish", dialog: "TeachDialog") -> None:
        from landmark_gui.workers import teaching  # noqa: PLC0415

        settings = self._settings()
        whole = replace(wish, model=settings.text("model"), device=settings.text("device"))

        def failed(error: Exception) -> None:
            if self.dialog is dialog:
                dialog.fail(str(error) or type(error).__name__)

        self._background.run(lambda: teaching.teach(whole), self._done, failed)

    def _done(self, taught: "Taught") -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._read_gazetteer(lambda: self._accept(taught))

    def _accept(self, taught: "Taught") -> None:
        table = self._model.table
        found = [table.id_of(path) for path in sorted({example.path for example in taught.landmark.examples})]
        ids = [number for number in found if number is not None]
        if ids:
            self._deciding.act(ids, decisions.accept(taught.landmark.id))
        text = self.tr("{name} was learnt from %n photo(s).", "", len(taught.landmark.examples))
        text = " ".join((text.replace("{name}", taught.landmark.name), *taught.warnings))
        self._window.messages.tell(text, lasting=bool(taught.warnings))
        if self.list is not None:
            self.list.reload()

    def _read_gazetteer(self, then: Callable[[], None] | None = None) -> None:
        def read(gazetteer: Gazetteer) -> None:
            self._names.gazetteer = gazetteer
            if then is not None:
                then()
            self.gazetteer_changed.emit(gazetteer)

        self._background.run(Gazetteer.load, read, lambda error: self._window.messages.tell(str(error), "error"))
