"""Brings the current photo's large picture into the preview, and its neighbours' into memory."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemView

from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui.preview import Preview as PreviewWidget
from landmark_gui.ui.reason_words import reason_words
from landmark_gui.workers.preview_loader import Preview, PreviewLoader
from landmark_gui.workers.worker import Failure

_STEP = 256  # sizes are rounded up to this, so that dragging the splitter does not load a picture for each pixel


class PreviewControl(QObject):
    """Connects the preview loader with a preview and the view that knows the current photo."""

    def __init__(
        self,
        preview: PreviewWidget,
        view: QAbstractItemView,
        model: PhotoListModel,
        loader: PreviewLoader,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._preview, self._view, self._model, self._loader = preview, view, model, loader
        self._path = ""
        loader.loaded.connect(self._loaded)
        loader.failed.connect(self._failed)
        preview.size_wanted.connect(lambda _: self._load(same_photo=True))

    def show(self, id: int | None) -> None:  # noqa: A002
        """Shows the photo of that id; None: nothing."""
        path = self._model.table.photo(id).path if id is not None else ""
        if path == self._path:
            return
        self._path = path
        if path:
            self._load(same_photo=False)

    def renew(self, paths: Sequence[Path]) -> None:
        """Loads the previews of these photos again, as the files changed; the one shown stays until then."""
        self._loader.forget(paths)
        if self._path and Path(self._path) in paths:
            self._load(same_photo=True)

    def _load(self, *, same_photo: bool) -> None:
        if not self._path:
            return
        preview = self._preview
        pixels = -(-max(preview.pixels, _STEP) // _STEP) * _STEP
        path = Path(self._path)
        ready = self._loader.image(path, pixels)
        if ready is not None:
            preview.set_picture(ready, same_photo=same_photo)
        elif not same_photo:
            # Until the large one is there, the thumbnail will do.
            preview.set_picture(self._model.thumbnails.get(self._path))
        self._loader.show(path, pixels, self._neighbours())

    def _neighbours(self) -> list[Path]:
        row = self._view.currentIndex().row()
        near = [row + 1, row - 1, row + 2]
        return [self._model.photo(other).file for other in near if 0 <= other < self._model.rowCount()]

    def _loaded(self, loaded: Preview) -> None:
        if str(loaded.path) == self._path:
            self._preview.set_picture(loaded.image, same_photo=True)

    def _failed(self, failure: Failure) -> None:
        if str(failure.path) == self._path:
            self._preview.set_message(reason_words(failure.reason))
