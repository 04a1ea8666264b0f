"""What the scan's second pass asks for each photo: the catalog first, then the file. Runs in the scan's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from landmark_gui.library.catalog import Catalog
from landmark_gui.library.catalog_packs import FEWEST
from landmark_gui.library.header_facts import FindLandmark, finder, read_facts
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo
from landmark_gui.workers.scan_worker import FoundPhoto, Known


@dataclass(frozen=True, slots=True)
class Described:
    """Facts that were read from the file just now, so that the catalog does not know them yet."""

    photo: Photo


class FactsReader:
    """The functions that `ScanWorker` takes; to be called in its thread only.

    Attributes:
        model: Id of the model whose suggestions are recalled; set by the GUI thread before a scan, empty for none.
    """

    def __init__(self, catalog: Path | None = None, fewest: int = FEWEST) -> None:
        """Makes it.

        Args:
            catalog: Path of the database; None: the person's own.
            fewest: So many photos must be known for them to be shown before the disk is asked.
        """
        self.model = ""
        self._catalog = catalog
        self._fewest = fewest
        self._find: FindLandmark | None = None

    def know(self, paths: tuple[Path, ...], table: object) -> Known | None:
        """What the catalog knows below these paths, where that is much.

        Args:
            paths: Folders and files; of files nothing is known here.
            table: An empty `PhotoTable` for it, with the view that is wanted.
        """
        folders = [str(path) for path in paths if path.is_dir()]
        if not folders or not isinstance(table, PhotoTable):
            return None
        with Catalog(self._catalog) as catalog:
            if not catalog.fill(table, folders, self.model, self._fewest):
                return None
        return Known(paths, table, table.known_files())

    def tidy(self) -> bool:
        """Packs some of the photos that the catalog knows, so that it finds them sooner the next time."""
        if not self.model:
            return False  # the packs of the model that is about to be known would be lost
        with Catalog(self._catalog) as catalog:
            return catalog.pack_next(self.model)

    def recall(self, found: Sequence[FoundPhoto]) -> Mapping[Path, object]:
        """What the catalog knows of these files."""
        photos = [Photo(str(entry.path), entry.size, entry.mtime_ns) for entry in found]
        with Catalog(self._catalog) as catalog:
            catalog.recall(photos, self.model)
        return {entry.path: photo for entry, photo in zip(found, photos, strict=True) if photo.facts_read}

    def describe(self, found: FoundPhoto) -> object:
        """What the file itself says."""
        if self._find is None:
            self._find = finder()
        return Described(read_facts(Photo(str(found.path), found.size, found.mtime_ns), self._find))
