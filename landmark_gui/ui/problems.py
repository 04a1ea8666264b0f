"""What went wrong with single files: kept in a list that can be looked at and exported."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from landmark_gui.ui.reason_words import reason_words
from landmark_gui.workers.worker import Failure

Index = QModelIndex | QPersistentModelIndex


class Problems(QAbstractTableModel):
    """Files and reasons, the latest last; the same problem of the same file once.

    Signals:
        grew: There are more problems now; how many in all.
    """

    grew = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._failures: list[Failure] = []
        self._known: set[Failure] = set()

    def add(self, failures: Iterable[Failure]) -> None:
        """Takes in problems."""
        new = [failure for failure in dict.fromkeys(failures) if failure not in self._known]
        if not new:
            return
        first = len(self._failures)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._failures.extend(new)
        self._known.update(new)
        self.endInsertRows()
        self.grew.emit(len(self._failures))

    def clear(self) -> None:
        """Forgets all."""
        self.beginResetModel()
        self._failures.clear()
        self._known.clear()
        self.endResetModel()

    def failure(self, row: int) -> Failure:
        """The problem in a row."""
        return self._failures[row]

    def as_text(self) -> str:
        """All problems, one a line: path, tabulator, reason."""
        return "".join(f"{failure.path}\t{reason_words(failure.reason)}\n" for failure in self._failures)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """See Qt."""
        return 0 if parent.isValid() else len(self._failures)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """See Qt."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """File name and reason; the whole path as tooltip."""
        if not index.isValid():
            return None
        failure = self._failures[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return failure.path.name if index.column() == 0 else reason_words(failure.reason)
        return str(failure.path) if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """See Qt."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("File"), self.tr("What happened"))[section]
        return None
