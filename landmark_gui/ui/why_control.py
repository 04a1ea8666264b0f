"""Shows why a landmark is suggested for the current photo."""

from collections.abc import Iterable

from PySide6.QtCore import QObject

from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui.main_window import MainWindow
from landmark_gui.ui.weighing_control import WeighingControl


class WhyControl(QObject):
    """Keeps the review panel's evidence up to date, and shows it where the person asks why."""

    def __init__(
        self, window: MainWindow, model: PhotoListModel, weighing: WeighingControl, parent: QObject | None = None
    ) -> None:
        """Connects what it is given.

        Args:
            window: Its review panel shows the evidence.
            model: The photos.
            weighing: Knows it.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._window, self._model, self._weighing = window, model, weighing
        self._current: int | None = None
        weighing.weighed.connect(self._weighed)
        model.evidence_changed.connect(self._changed)
        window.actions_["why"].toggled.connect(window.review.set_why)

    def show(self, id: int | None) -> None:  # noqa: A002
        """Shows the evidence about the photo of that id; None: nothing."""
        self._current = id
        found = self._weighing.evidence(id) if id is not None else None
        self._window.review.show_evidence(found.evidence if found is not None else ())

    def _weighed(self, ids: list[int]) -> None:
        if self._current in ids:
            self.show(self._current)

    def _changed(self, ids: Iterable[int]) -> None:
        """Where nothing is suggested any more, as another model is in use, nothing speaks for it; nor is it weighed."""
        current = self._current
        if current is None or current not in ids:
            return
        if self._model.table.folder_of(current) is not None and self._model.table.photo(current).ranking is None:
            self._window.review.show_evidence(())
