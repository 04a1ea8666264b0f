"""The catalog, the workers and what connects them with a list of photos: alike for the window and the small dialog."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.library.catalog_thread import CatalogThread
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui.background import Background
from landmark_gui.ui.catalog_calls import CatalogCalls
from landmark_gui.ui.deciding import Deciding
from landmark_gui.ui.open_photos import OpenPhotos
from landmark_gui.ui.photo_facts import FactsReader
from landmark_gui.ui.preview import Preview
from landmark_gui.ui.preview_control import PreviewControl
from landmark_gui.ui.suggesting import Suggesting
from landmark_gui.ui.thumbnailing import Thumbnailing
from landmark_gui.workers.folder_watch import FolderWatch
from landmark_gui.workers.inference_worker import InferenceWorker
from landmark_gui.workers.preview_loader import PreviewLoader
from landmark_gui.workers.scan_worker import ScanWorker
from landmark_gui.workers.thumbnails import Thumbnailer
from landmark_gui.workers.worker import Worker
from landmark_gui.workers.write_worker import WriteWorker

if TYPE_CHECKING:
    from landmark_gui.ui.photo_grid import PhotoGrid
    from landmark_gui.ui.photo_strip import PhotoStrip


class PhotoWork(QObject):
    """Everything that works for one list of photos."""

    def __init__(self, model: PhotoListModel, parent: QObject | None = None) -> None:
        """Makes the workers and connects them; they start with the first work they get.

        Args:
            model: The photos.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._model = model
        self.catalog = CatalogCalls(CatalogThread(), self)
        self.background = Background(self)
        reader = FactsReader()
        self._watch = FolderWatch(self)
        self._scan = ScanWorker(reader.describe, reader.recall, self, know=reader.know, tidy=reader.tidy)
        self._thumbnailer = Thumbnailer(self)
        self._previews = PreviewLoader(self)
        self.inference = InferenceWorker(self)
        self.writer = WriteWorker(self)
        self.photos = OpenPhotos(model, self.catalog, reader, self._scan, self._watch, self)
        self.suggesting = Suggesting(model, self.catalog, self.inference, self)
        self.deciding = Deciding(model, self.catalog, self)
        self._thumbnailer.busy.connect(self.inference.give_way)
        self.photos.facts_known.connect(self.deciding.facts_known)
        self.photos.facts_known.connect(self.suggesting.facts_known)
        self.suggesting.model_known.connect(self.photos.use_model)
        self.deciding.decided.connect(self.suggesting.decisions_changed)
        self.deciding.undone.connect(self.suggesting.decisions_changed)

    def show_pictures(self, view: "PhotoGrid | PhotoStrip", preview: Preview) -> PreviewControl:
        """Brings thumbnails into a view and the current photo into a preview, anew where files change.

        Returns:
            What the preview is told by, which photo is the current one.
        """
        thumbnailing = Thumbnailing(self._model, view, self._thumbnailer, self)
        control = PreviewControl(preview, view, self._model, self._previews, self)
        self.photos.altered.connect(thumbnailing.renew)
        self.photos.altered.connect(control.renew)
        return control

    def begin(self, read: Callable[[Gazetteer], object], failed: Callable[[Exception], object]) -> None:
        """What takes time and waits for the first paint: reads the gazetteer, mends writes that were cut short.

        Args:
            read: Called with the gazetteer.
            failed: Called with the reason why there is none.
        """
        self.background.run(_load, read, failed)
        self.writer.recover()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """All workers, in the order in which they end: those that could begin new work first."""
        return self._watch, self._scan, self._thumbnailer, self._previews, self.inference, self.writer

    def end(self) -> None:
        """Keeps what was decided, and stops all threads."""
        self.deciding.finish()
        for worker in self.workers:
            worker.stop()
        self.catalog.close()


def _load() -> Gazetteer:
    """The gazetteer, and what the first photo would make the GUI thread load."""
    gazetteer = Gazetteer.load()
    import numpy  # noqa: F401, PLC0415

    return gazetteer
