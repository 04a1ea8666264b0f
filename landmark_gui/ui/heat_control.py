"""The heat map over the preview: which candidate it is about, and bringing it there when the person wants it."""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from landmark_gui.models.candidates import CandidateRow
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui.main_window import MainWindow
from landmark_gui.ui.reason_words import reason_words
from landmark_gui.ui.suggesting import Suggesting
from landmark_gui.workers.explaining import Explained

_PAUSE_MS = 120  # who goes through photos fast asks about none of them
_KEPT = 20


class HeatControl(QObject):
    """Connects the actions, the list of candidates and the preview with the worker that explains photos."""

    def __init__(
        self, window: MainWindow, model: PhotoListModel, suggesting: Suggesting, parent: QObject | None = None
    ) -> None:
        """Connects what it is given.

        Args:
            window: Its preview shows the map.
            model: The photos.
            suggesting: Its worker explains; what is known is dropped when its model changes.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._window, self._model, self._worker = window, model, suggesting.worker
        self._path = ""
        self._chosen = ""  # key of a landmark; empty: the first candidate
        self._pointed = ""  # key of the candidate under the pointer
        self._known: OrderedDict[str, Explained] = OrderedDict()
        self._ask = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._ask.timeout.connect(self._ask_now)
        actions, review = window.actions_, window.review
        actions["heat"].toggled.connect(self._toggled)
        actions["heat-next"].triggered.connect(self.show_next)
        review.candidates.modelReset.connect(self._show)
        review.pointed.connect(self._point)
        self._worker.explained.connect(self._explained)
        suggesting.model_known.connect(self._forget_all)

    @property
    def is_on(self) -> bool:
        """Whether the person wants to see heat maps."""
        return self._window.actions_["heat"].isChecked()

    @property
    def landmark(self) -> CandidateRow | None:
        """The candidate that the map is about."""
        rows = self._window.review.candidates.rows
        wanted = self._pointed or self._chosen
        return next((row for row in rows if row.key == wanted), rows[0] if rows else None)

    def show(self, id: int | None) -> None:  # noqa: A002
        """Goes to the photo of that id; None: to none."""
        path = self._model.table.photo(id).path if id is not None else ""
        if path != self._path:
            self._path, self._chosen, self._pointed = path, "", ""
        self._show()

    def renew(self, paths: list[Path]) -> None:
        """Forgets what is known of these photos, as their files changed."""
        for path in paths:
            self._known.pop(str(path), None)
        self._show()

    def show_next(self) -> None:
        """Shows the map of the next candidate, and turns maps on where they are off."""
        rows = self._window.review.candidates.rows
        if not self.is_on:
            self._window.actions_["heat"].setChecked(True)
            return
        current = self.landmark
        if current is not None:
            self._pointed, self._chosen = "", rows[(list(rows).index(current) + 1) % len(rows)].key
            self._show()

    def _point(self, key: str) -> None:
        self._pointed = key
        if self.is_on:
            self._show()

    def _toggled(self, on: bool) -> None:
        self._chosen = ""
        if not on:
            self._ask.stop()
            self._worker.explain(None)
        self._show()

    def _show(self) -> None:
        preview = self._window.review.preview
        if not self.is_on or not self._path:
            self._ask.stop()
            if preview.heat_caption or preview.heat is not None:
                preview.set_heat(None, "")
            return
        explained = self._known.get(self._path)
        if explained is None:
            preview.set_heat(None, self.tr("Looking where the model sees something…"))
            if not self._ask.isActive():
                self._ask.start()
            return
        row = self.landmark
        if explained.problem:
            preview.set_heat(None, reason_words(explained.problem))
        elif not explained.has_places:
            preview.set_heat(None, self.tr("This model cannot say where it sees something."))
        elif row is None:
            preview.set_heat(None, self.tr("Ask the model for suggestions first."))
        elif row.key not in explained.maps:
            preview.set_heat(
                None,
                self.tr("There is no heat map of {name}: the model itself does not know it.").replace(
                    "{name}", row.name
                ),
            )
        else:
            text = self.tr("Where the model sees {name}").replace("{name}", row.name)
            preview.set_heat(explained.maps[row.key], text, row.name)

    def _ask_now(self) -> None:
        if self.is_on and self._path and self._path not in self._known:
            self._worker.explain(Path(self._path))

    def _explained(self, explained: Explained) -> None:
        self._known[str(explained.path)] = explained
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        if str(explained.path) == self._path:
            self._show()

    def _forget_all(self) -> None:
        self._known.clear()
        self._show()
