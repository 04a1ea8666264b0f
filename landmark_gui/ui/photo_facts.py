"""What the scan's second pass asks for each photo: the catalog first, then the file. Runs in the scan's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from landmark_gui.library.catalog import Catalog
from landmark_gui.library.header_facts import FindLandmark, finder, read_facts
from landmark_gui.library.photos import Photo
from landmark_gui.workers.scan_worker import FoundPhoto


@dataclass(frozen=True, slots=True)
class Described:
    """Facts that were read from the file just now, so that the catalog does not know them yet."""

    photo: Photo


class FactsReader:
    """The two functions that `ScanWorker` takes; to be called in its thread only.

    Attributes:
        model: Id of the model whose suggestions are recalled; set by the GUI thread before a scan, empty for none.
    """

    def __init__(self, catalog: Path | None = None) -> None:
        """Makes it.

        Args:
            catalog: Path of the database; None: the person's own.
        """
        self.model = ""
        self._catalog = catalog
        self._find: FindLandmark | None = None

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
