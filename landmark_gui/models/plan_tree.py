"""A plan of writes as a Qt tree: files, and below each the groups of fields that change, each to be ticked."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

if TYPE_CHECKING:
    from landmark_gui.metadata import WriteResult

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole
FILE, BEFORE, AFTER = range(3)

_MEMBER = re.compile(r"(^|, )[A-Za-z]+=")
_GROUPS = {
    "dc:subject": "keywords",
    "lr:hierarchicalSubject": "hierarchy",
    "digiKam:TagsList": "digikam",
    "Iptc4xmpExt:LocationShown": "location_shown",
    "EXIF:GPS": "gps",
    "exif:GPSLatitude": "gps",
    "exif:GPSLongitude": "gps",
    "EXIF:XPKeywords": "xp_keywords",
}


def group_of(field: str) -> str:
    """The group that a metadata field is written with: one of the writer's places, ``gps`` or ``xp_keywords``."""
    return _GROUPS.get(field) or ("iptc" if field.startswith("IPTC:") else "location")


@dataclass(frozen=True, slots=True)
class Line:
    """One group of fields of one file.

    Attributes:
        group: See `group_of`.
        fields: Names of the fields.
        before: What stands there, one text for each field.
        after: What will.
    """

    group: str
    fields: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(slots=True)
class PlannedFile:
    """One file of the plan.

    Attributes:
        result: What the writer says.
        lines: What changes.
        off: Groups that the person unticked.
        chosen: Whether the file is written at all.
    """

    result: "WriteResult"
    lines: tuple[Line, ...]
    off: set[str]
    chosen: bool = True

    @property
    def writes(self) -> bool:
        """Whether anything is to be written."""
        return self.chosen and any(line.group not in self.off for line in self.lines)


def lines_of(result: "WriteResult") -> tuple[Line, ...]:
    """The changes of a plan by group, in the writer's order."""
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for change in result.plan.changes:
        entry = (change.field, _for_people(change.before), _for_people(change.after))
        groups.setdefault(group_of(change.field), []).append(entry)
    return tuple(
        Line(group, *(tuple(column) for column in zip(*entries, strict=True))) for group, entries in groups.items()
    )


def _for_people(values: tuple[str, ...]) -> str:
    """The values in one line; a structure's members without their names (``City=Paris``)."""
    return "; ".join(_MEMBER.sub(r"\1", value) for value in values)


class PlanTree(QAbstractItemModel):
    """Files with their changes; ticks are kept per file and group."""

    def __init__(
        self,
        group_names: Mapping[str, str],
        headers: tuple[str, str, str],
        words: Callable[["WriteResult"], str],
        parent: QObject | None = None,
    ) -> None:
        """Makes it.

        Args:
            group_names: Names of the groups for people.
            headers: Of the three columns.
            words: Says what will become of a file.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._names, self._headers, self._words = group_names, headers, words
        self.files: list[PlannedFile] = []

    def add(self, results: Iterable["WriteResult"]) -> None:
        """Takes in results of planning."""
        new = [PlannedFile(result, lines_of(result), set()) for result in results]
        if new:
            self.beginInsertRows(QModelIndex(), len(self.files), len(self.files) + len(new) - 1)
            self.files.extend(new)
            self.endInsertRows()

    def set_group(self, group: str, on: bool) -> None:
        """Ticks or unticks a group in all files."""
        self.beginResetModel()
        for file in self.files:
            file.off.discard(group) if on else file.off.add(group)
        self.endResetModel()

    # --- QAbstractItemModel -----------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """See Qt; a line's internal id is the number of its file plus one, a file's is 0."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # noqa: B008
        """See Qt."""
        number = child.internalId() if child.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """See Qt."""
        if not parent.isValid():
            return len(self.files)
        if parent.internalId() or parent.column():
            return 0
        return len(self.files[parent.row()].lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """See Qt."""
        return len(self._headers)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """See Qt."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        return None

    def entry(self, index: Index) -> tuple[PlannedFile, Line | None]:
        """The file of an index, and the line where it is one."""
        number = index.internalId()
        if number:
            file = self.files[number - 1]
            return file, file.lines[index.row()]
        return self.files[index.row()], None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, ticks, tooltips."""
        if not index.isValid():
            return None
        file, line = self.entry(index)
        if role == ENTRY_ROLE:
            return file, line
        if role == Qt.ItemDataRole.FontRole and line is None:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == FILE and file.lines:
            return self._tick(file, line)
        if line is None:
            if role == Qt.ItemDataRole.DisplayRole:
                return (file.result.path.name, "", "")[index.column()]
            return self._whole_text(file, role, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self._names.get(line.group, line.group),
                " · ".join(text for text in line.before if text) or "–",
                " · ".join(line.after),
            )[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(
                f"{field}: {before or '–'} → {after}"
                for field, before, after in zip(line.fields, line.before, line.after, strict=True)
            )
        return None

    def _whole_text(self, file: PlannedFile, role: int, column: int) -> str | None:
        """Of a file, what the view shows shortened; for assistive programs too, as it is no text of the model."""
        words = self._words(file.result) if column != FILE else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            # As rich text it is broken into lines; a plain one could be wider than the screen.
            return f"<p>{html.escape(words)}</p>" if words else str(file.result.path)
        return words if role == Qt.ItemDataRole.AccessibleTextRole and column == BEFORE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See Qt."""
        flags = super().flags(index)
        if index.isValid() and index.column() == FILE and self.entry(index)[0].lines:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Ticks or unticks a file or a group of one."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        file, line = self.entry(index)
        on = Qt.CheckState(value) == Qt.CheckState.Checked
        if line is None:
            file.chosen = on
            if on and not file.writes:
                file.off.clear()
        elif on:
            file.off.discard(line.group)
            file.chosen = True
        else:
            file.off.add(line.group)
        top = index if line is None else self.parent(index)
        self.dataChanged.emit(top, top)
        if file.lines:
            last = self.index(len(file.lines) - 1, 0, top)
            self.dataChanged.emit(self.index(0, 0, top), last)
        return True

    def _tick(self, file: PlannedFile, line: Line | None) -> Qt.CheckState:
        if line is not None:
            on = file.chosen and line.group not in file.off
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if not file.writes:
            return Qt.CheckState.Unchecked
        partly = any(entry.group in file.off for entry in file.lines)
        return Qt.CheckState.PartiallyChecked if partly else Qt.CheckState.Checked
