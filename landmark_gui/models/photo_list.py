"""The photos as a Qt model: a thin cover over `PhotoTable`, which filters, sorts and groups."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap

from landmark_gui.inference.suggestion import Suggestion
from landmark_gui.library.decisions import Decision
from landmark_gui.library.photo_filter import Filter, Group, GroupBy, SortKey
from landmark_gui.library.photo_table import Counts, PhotoTable, Updated
from landmark_gui.library.photos import Photo
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.marks import Mark, PlaceCheck, mark_of, place_check
from landmark_gui.models.thumbnail_cache import ThumbnailCache

ID_ROLE = Qt.ItemDataRole.UserRole
MARK_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex

_EVIDENCE = frozenset({"ranking", "decision", "landmark_in_file", "capture_time", "camera", "camera_gps"})
_REFRESH_MS = 400  # results come one by one; the rows move at most this often
_REFRESH_SHARE = 0.04  # nor is more of the time spent on that, where there are very many photos


class PhotoListModel(QAbstractListModel):
    """Rows of the grid.

    Signals:
        changed: Anything about the photos may be different: time to count anew.
        evidence_changed: Ids of photos of which something changed that counts as evidence: what the model or the
            person says, when and where they were taken.
        replaced: Another set of photos is shown.
        removed: Paths of photos that were taken out.
    """

    changed = Signal()
    evidence_changed = Signal(object)
    replaced = Signal()
    removed = Signal(object)

    def __init__(
        self,
        table: PhotoTable,
        names: LandmarkNames,
        parent: QObject | None = None,
        *,
        problem_words: Callable[[str], str] = str,
    ) -> None:
        """Makes it.

        Args:
            table: The photos; from now on changed only through this model.
            names: Names of landmarks.
            parent: Qt's owner.
            problem_words: `Photo.problem` in the app's language.
        """
        super().__init__(parent)
        self.table = table
        self.names = names
        self._problem_words = problem_words
        self.thumbnails = ThumbnailCache()
        self._refresh = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._refresh.timeout.connect(self.refresh)
        self._refresh_s = 0.0  # what the last refresh took

    # --- reading ----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """See Qt."""
        return 0 if parent.isValid() else len(self.table.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """File name, tooltip, id and mark of a row; painting goes by `photo` and `thumbnail`, which are quicker."""
        if not index.isValid() or not 0 <= index.row() < len(self.table.rows):
            return None
        if role == ID_ROLE:
            return self.table.rows[index.row()]
        photo = self.photo(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return photo.file.name
        if role == MARK_ROLE:
            return mark_of(photo)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (photo.path, self.landmark_name(photo), self._problem_words(photo.problem))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (photo.file.name, self.landmark_name(photo), str(mark_of(photo) or ""))))
        return None

    def photo(self, row: int) -> Photo:
        """The photo of a row."""
        return self.table.photo(self.table.rows[row])

    def id_at(self, row: int) -> int:
        """The id of the photo in a row."""
        return self.table.rows[row]

    def row_of(self, id: int) -> int | None:  # noqa: A002
        """The row of a photo; None where it is not shown."""
        return self.table.row_of(id)

    def mark(self, row: int) -> Mark | None:
        """The mark of a row."""
        return mark_of(self.photo(row))

    def landmark_name(self, photo: Photo) -> str:
        """The landmark that a photo counts as showing, by name; empty where there is none."""
        best = photo.best
        key = photo.landmark
        if key and best is not None and self.names.landmark(key) is None and not photo.decision.is_reviewed:
            return best[0].name
        return self.names.name(key) if key else ""

    def place_check(self, photo: Photo) -> PlaceCheck:
        """Whether the camera's position agrees with the landmark that a photo counts as showing."""
        return (
            place_check(photo.camera_gps, self.names.landmark(photo.landmark))
            if photo.camera_gps
            else (PlaceCheck.UNKNOWN)
        )

    def thumbnail(self, row: int) -> QPixmap | None:
        """The thumbnail of a row, if it is there."""
        return self.thumbnails.get(self.photo(row).path)

    @property
    def groups(self) -> tuple[Group, ...]:
        """Groups of the rows."""
        return self.table.groups

    def counts(self) -> Counts:
        """See `PhotoTable.counts`."""
        return self.table.counts()

    # --- changing ---------------------------------------------------------------------------------

    def add(self, photos: Iterable[Photo]) -> list[int]:
        """Takes in photos and shows those that fit; returns the ids of the new ones."""
        ids = self.table.add(photos)
        waiting = self.table.waiting
        if waiting:
            first = len(self.table.rows)
            self.beginInsertRows(QModelIndex(), first, first + waiting - 1)
            self.table.show_added()
            self.endInsertRows()
        if self.table.stale:
            self._refresh_soon()
        self.changed.emit()
        return ids

    def update_many(self, updates: Mapping[int, Mapping[str, object]]) -> None:
        """Changes facts of photos, by id."""
        self._follow(self.table.update_many(updates))
        ids = [id for id, facts in updates.items() if not _EVIDENCE.isdisjoint(facts)]  # noqa: A001
        if ids:
            self.evidence_changed.emit(ids)

    def set_suggestions(self, model: str, suggestions: Mapping[int, Suggestion]) -> None:
        """Takes in what a model says about photos, by id."""
        self._follow(self.table.set_suggestions(model, suggestions))
        self.evidence_changed.emit(list(suggestions))

    def set_decisions(self, decisions: Mapping[bytes, Decision]) -> None:
        """Takes in what the person said, by content id."""
        self._follow(self.table.set_decisions(decisions))
        self.evidence_changed.emit([id for content in decisions for id in self.table.ids_with(content)])  # noqa: A001

    def remove(self, ids: Sequence[int]) -> None:
        """Takes photos out."""
        paths = [self.table.photo(id).path for id in ids]  # noqa: A001
        self.thumbnails.drop(paths)
        self._reset(lambda: (self.table.remove(ids), self.table.refresh()))
        self.removed.emit(paths)

    def replace_table(self, table: PhotoTable) -> None:
        """Shows another set of photos."""

        def replace() -> None:
            self.table = table
            self.thumbnails.clear()

        self._reset(replace)
        self.replaced.emit()

    def set_view(
        self,
        *,
        filter: Filter | None = None,  # noqa: A002
        sort_key: SortKey | None = None,
        is_reversed: bool | None = None,
        group_by: GroupBy | None = None,
    ) -> None:
        """Changes filter, order or groups; what is None stays."""
        self._reset(
            lambda: self.table.set_view(filter=filter, sort_key=sort_key, is_reversed=is_reversed, group_by=group_by)
        )

    def refresh(self) -> None:
        """Puts the rows right after changes."""
        self._refresh.stop()
        if self.table.stale:
            began = time.perf_counter()
            self._reset(self.table.refresh)
            self._refresh_s = time.perf_counter() - began

    def thumbnail_came(self, path: str) -> None:
        """Says that the picture of a photo is there now."""
        id = self.table.id_of(path)  # noqa: A001
        row = self.table.row_of(id) if id is not None else None
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0), [Qt.ItemDataRole.DecorationRole])

    def repaint_all(self) -> None:
        """Says that every row may look different, such as after a change of language."""
        if self.table.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.table.rows) - 1, 0))

    def _follow(self, updated: Updated) -> None:
        for first, last in _runs(updated.rows):
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        if updated.stale:
            self._refresh_soon()
        self.changed.emit()

    def _refresh_soon(self) -> None:
        if not self._refresh.isActive():
            self._refresh.start(max(_REFRESH_MS, round(1000 * self._refresh_s / _REFRESH_SHARE)))

    def _reset(self, change: Callable[[], object]) -> None:
        self.beginResetModel()
        try:
            change()
        finally:
            self.endResetModel()
        self.changed.emit()


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring rows as pairs of first and last; one pair over all where there are very many."""
    if len(rows) > 200:
        return [(rows[0], rows[-1])]
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
