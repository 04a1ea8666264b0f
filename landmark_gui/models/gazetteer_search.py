"""What the gazetteer finds for a typed text, as a Qt model."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from landmark_gui.gazetteer import Landmark
from landmark_gui.models.landmark_names import LandmarkNames

KEY_ROLE = Qt.ItemDataRole.UserRole
PLACE_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class GazetteerSearchModel(QAbstractListModel):
    """Landmarks that a text may mean, the likeliest first; for an empty text those used last."""

    def __init__(self, names: LandmarkNames, limit: int = 30, parent: QObject | None = None) -> None:
        """Makes it.

        Args:
            names: Knows the gazetteer and the language.
            limit: Most landmarks to show.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._names = names
        self._limit = limit
        self._found: list[Landmark] = []

    def search(self, text: str, recent: tuple[str, ...] = ()) -> None:
        """Looks for a text; where it is empty, shows the landmarks of these keys."""
        self.beginResetModel()
        if self._names.gazetteer is not None and text.strip():
            self._found = self._names.gazetteer.search(text, self._limit)
        else:
            self._found = [landmark for key in recent if (landmark := self._names.landmark(key)) is not None]
        self.endResetModel()

    def key(self, row: int) -> str:
        """The key of a row's landmark."""
        return self._found[row].id

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """See Qt."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, place or key."""
        if not index.isValid() or not 0 <= index.row() < len(self._found):
            return None
        key = self._found[index.row()].id
        if role == Qt.ItemDataRole.DisplayRole:
            return self._names.name(key)
        if role == PLACE_ROLE:
            return self._names.place(key)
        if role == KEY_ROLE:
            return key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._names.name(key)}, {self._names.place(key)}"
        return None
