"""The photos that are open: from folders on disk to rows in the model, kept up to date."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from landmark_gui.library.catalog import Catalog
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui.catalog_calls import CatalogCalls
from landmark_gui.ui.photo_facts import Described, FactsReader
from landmark_gui.workers.folder_watch import FolderWatch
from landmark_gui.workers.scan_worker import FoundPhoto, Known, ScanSummary, ScanWorker
from landmark_gui.workers.worker import Failure

_FILE_FACTS = (
    "size",
    "mtime_ns",
    "facts_read",
    "capture_time",
    "camera_gps",
    "camera",
    "keywords",
    "landmark_in_file",
    "content",
    "error",
)


class OpenPhotos(QObject):
    """Opens folders and files, and follows what happens to them.

    Signals:
        opened: Other folders or files are open now.
        listed: All photos are in the list; their number.
        finished: All facts are read too.
        facts_known: Ids of photos whose facts came in.
        failed: Files and folders that could not be read, a list of `Failure`.
        altered: Photos whose files are others than before, a list of paths.
        vanished: Open folders that are no longer there, a list of paths.
        checked: How many of the photos that are shown already the disk was asked about, a `Progress`.
    """

    opened = Signal()
    listed = Signal(int)
    finished = Signal()
    facts_known = Signal(object)
    failed = Signal(object)
    altered = Signal(object)
    vanished = Signal(object)
    checked = Signal(object)

    def __init__(
        self,
        model: PhotoListModel,
        catalog: CatalogCalls,
        reader: FactsReader,
        scan: ScanWorker,
        watch: FolderWatch,
        parent: QObject | None = None,
    ) -> None:
        """Connects what it is given.

        Args:
            model: Gets the photos.
            catalog: Remembers what is read.
            reader: What ``scan`` asks.
            scan: Finds photos.
            watch: Notices changes on the disk.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._model, self._catalog, self._reader, self._scan, self._watch = model, catalog, reader, scan, watch
        self.paths: tuple[Path, ...] = ()
        self._asked: tuple[tuple[Path, ...], frozenset[str], tuple[str, ...]] | None = None
        self.is_listing = False
        scan.known.connect(self._known)
        scan.checked.connect(self.checked)
        scan.found.connect(self._found)
        scan.gone.connect(self._gone)
        scan.left_out.connect(self._take_out)
        scan.facts.connect(self._facts)
        scan.failed.connect(self.failed)
        scan.listed.connect(self._listed)
        scan.finished.connect(self._finished)
        watch.changed.connect(self._changed)
        watch.vanished.connect(self.vanished)
        watch.failed.connect(self.failed)

    @property
    def folders(self) -> tuple[str, ...]:
        """The opened folders and files, as texts."""
        return tuple(str(path) for path in self.paths)

    def open(self, paths: Sequence[str | Path]) -> None:
        """Opens these folders and files instead of the former ones; none closes all."""
        self.paths = tuple(dict.fromkeys(Path(path).absolute() for path in paths))
        self._model.replace_table(self._empty_table())
        self.is_listing = bool(paths)
        self.opened.emit()
        self._watch.watch([])
        self._scan.scan(list(self.paths), self._empty_table())
        for path in self.folders:
            self._catalog.ask(_add_recent(path))

    def _empty_table(self) -> PhotoTable:
        """A table for the open folders that will show its photos as they are shown now."""
        old = self._model.table
        table = PhotoTable(self.folders, self._model.names.all_names())
        table.set_view(filter=old.filter, sort_key=old.sort_key, is_reversed=old.is_reversed, group_by=old.group_by)
        return table

    def look_at(self, paths: Iterable[str | Path]) -> None:
        """Looks at these files and folders; what is in the list stays there, also what these hold."""
        self.paths = tuple(dict.fromkeys(Path(path).absolute() for path in paths))
        self._scan.scan(list(self.paths))
        self._watch.watch(list(self.paths))

    def add(self, paths: Sequence[str | Path]) -> None:
        """Opens these as well."""
        self.open((*self.paths, *paths))

    def look_again(self, folders: Iterable[Path] | None = None) -> None:
        """Looks for new, changed and deleted photos; None: everywhere."""
        where = [Path(folder) for folder in folders] if folders is not None else list(self.paths)
        if where:
            self._scan.refresh(where, self._model.table.known_files())

    def prioritise(self, rows: Iterable[int]) -> None:
        """Reads the facts of these rows next, where they are not known yet."""
        waiting = [photo.file for row in rows if not (photo := self._model.photo(row)).facts_read]
        if waiting:
            self._scan.prioritise(waiting)

    def use_model(self, identity: str) -> None:
        """Recalls suggestions of that model from now on; an empty id for none."""
        self._reader.model = identity

    def files_changed(self, paths: Sequence[Path]) -> None:
        """Reads the facts of these files anew, as the app wrote into them."""
        folders = sorted({path.parent for path in paths})
        if folders:
            self._scan.refresh(folders, self._model.table.known_files())

    # --- from the workers -------------------------------------------------------------------------

    def _known(self, known: Known | None) -> None:
        """Shows what the catalog knows; what the disk says about it follows."""
        # Not sooner: looking through very many folders takes the processor from what the person waits for.
        self._watch.watch(list(self.paths))
        table = known.photos if known is not None else None
        if known is None or known.paths != self.paths or not isinstance(table, PhotoTable):
            return  # nothing to speak of is known, or something else was opened meanwhile
        now = self._model.table
        view = {"filter": now.filter, "sort_key": now.sort_key, "is_reversed": now.is_reversed}
        if now.group_by is not table.group_by or any(getattr(table, name) != value for name, value in view.items()):
            table.set_view(filter=now.filter, sort_key=now.sort_key, is_reversed=now.is_reversed, group_by=now.group_by)
        self._model.replace_table(table)

    def _found(self, found: list[FoundPhoto]) -> None:
        table = self._model.table
        new, changed = [], {}
        for entry in found:
            path = str(entry.path)
            id = table.id_of(path)  # noqa: A001
            if id is None and self._is_opened(path):
                new.append(Photo(path, entry.size, entry.mtime_ns))
            elif id is not None and (table.photo(id).size, table.photo(id).mtime_ns) != (entry.size, entry.mtime_ns):
                changed[id] = {"size": entry.size, "mtime_ns": entry.mtime_ns, "facts_read": False, "error": ""}
        if new:
            self._model.add(new)
        if changed:
            self._model.update_many(changed)
            self.altered.emit([table.photo(id).file for id in changed])  # noqa: A001

    def _is_opened(self, path: str) -> bool:
        """Whether a photo was asked for: where single files are open, looking again also finds their neighbours."""
        if self._asked is None or self._asked[0] is not self.paths:
            below = tuple(text if text.endswith(os.sep) else text + os.sep for text in self.folders)
            self._asked = (self.paths, frozenset(self.folders), below)
        _, files, below = self._asked
        return path in files or path.startswith(below)

    def _gone(self, paths: list[Path]) -> None:
        self._take_out(paths)
        gone = [str(path) for path in paths]
        self._catalog.ask(lambda catalog: catalog.forget(gone))

    def _take_out(self, paths: list[Path]) -> None:
        table = self._model.table
        ids = [id for path in paths if (id := table.id_of(str(path))) is not None]  # noqa: A001
        if ids:
            self._model.remove(ids)

    def _facts(self, facts: list[tuple[FoundPhoto, object]]) -> None:
        fresh = [entry.photo for _, entry in facts if isinstance(entry, Described)]
        self._take_in([entry for _, entry in facts if isinstance(entry, Photo)])
        if not fresh:
            return
        self._take_in(fresh)
        model = self._reader.model

        def remember(catalog: Catalog) -> list[Photo]:
            catalog.remember(fresh)
            catalog.recall_content(fresh, model)
            return fresh

        self._catalog.ask(remember, self._take_in)

    def _take_in(self, photos: list[Photo]) -> None:
        """Puts facts into the model; what the person said since they were asked for stays."""
        table = self._model.table
        updates: dict[int, dict[str, object]] = {}
        for photo in photos:
            id = table.id_of(photo.path)  # noqa: A001
            if id is None:
                continue
            known = table.photo(id)
            facts: dict[str, object] = {name: getattr(photo, name) for name in _FILE_FACTS}
            if photo.written and not known.written:
                facts["written"] = photo.written
            if photo.decision.when > known.decision.when:
                facts["decision"] = photo.decision
            if photo.ranking is not None and (known.ranking is None or known.ranking.model != photo.ranking.model):
                facts["ranking"] = photo.ranking
            updates[id] = facts
        self._tell_errors(photos)
        if updates:
            self._model.update_many(updates)
            self.facts_known.emit(list(updates))

    def _tell_errors(self, photos: list[Photo]) -> None:
        failures = [Failure(photo.file, photo.error) for photo in photos if photo.error]
        if failures:
            self.failed.emit(failures)

    def _listed(self, number: int) -> None:
        self.is_listing = False
        self.listed.emit(number)

    def _finished(self, summary: ScanSummary) -> None:
        self._model.refresh()
        self.finished.emit()

    def _changed(self, folders: list[Path]) -> None:
        self.look_again(folders)


def _add_recent(path: str) -> Callable[[Catalog], None]:
    return lambda catalog: catalog.add_recent(path) if Path(path).is_dir() else None
