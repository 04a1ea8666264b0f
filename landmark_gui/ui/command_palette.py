"""Every action by typing a part of its name."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from landmark_gui.name_search import NameIndex
from landmark_gui.ui import list_painting, theme
from landmark_gui.ui.popup_search import PopupSearch
from landmark_gui.ui.shortcuts import BY_ID, translated

_MOST = 100
ACTION_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class CommandModel(QAbstractListModel):
    """Actions that a text may mean; those that cannot be used now are left out."""

    def __init__(self, actions: Mapping[str, QAction], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions = [action for id, action in actions.items() if id != "palette"]  # noqa: A001
        self._index = NameIndex(
            ((BY_ID[action.objectName()].title,), translated(BY_ID[action.objectName()].menu))
            for action in self._actions
        )
        self._found: list[QAction] = []

    def search(self, text: str) -> None:
        """Looks for a text; an empty one finds all."""
        self.beginResetModel()
        found = (
            [self._actions[position] for position in self._index.search(text, _MOST)]
            if text.strip()
            else (self._actions)
        )
        self._found = [action for action in found if action.isEnabled()]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """See Qt."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The action, its name or icon."""
        if not index.isValid() or not 0 <= index.row() < len(self._found):
            return None
        action = self._found[index.row()]
        if role == ACTION_ROLE:
            return action
        if role == Qt.ItemDataRole.DisplayRole:
            return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("….")
        return action.icon() if role == Qt.ItemDataRole.DecorationRole else None


class _CommandDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return QSize(200, QFontMetrics(option.font).height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        action = index.data(ACTION_ROLE)
        if not isinstance(action, QAction):
            return
        tokens = theme.colours(option.palette)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        list_painting.paint_row_background(painter, option, tokens)
        rect = option.rect.adjusted(10, 0, -12, 0)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        left = rect.right() - 18 if mirrored else rect.left()
        action.icon().paint(painter, left, rect.center().y() - 8, 17, 17)
        text = rect.adjusted(0, 0, -28, 0) if mirrored else rect.adjusted(28, 0, 0, 0)
        painter.setPen(option.palette.text().color())
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(option.font)
        painter.drawText(text, flags | Qt.AlignmentFlag.AlignLeading, index.data())
        painter.setFont(theme.small_font(option.font))
        painter.setPen(theme.colours(option.palette).muted)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        painter.drawText(text, flags | Qt.AlignmentFlag.AlignTrailing, keys)
        painter.restore()


class CommandPalette(PopupSearch):
    """Runs the action that is chosen."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget) -> None:
        """Makes it.

        Args:
            actions: All actions by id.
            parent: The window.
        """
        self._model = CommandModel(actions)
        super().__init__(parent, self.tr("Command palette"), self.tr("What do you want to do?"), self._model)
        self._model.setParent(self)
        self.list.setItemDelegate(_CommandDelegate(self.list))
        self.typed.connect(self._model.search)
        self.taken.connect(lambda index: index.data(ACTION_ROLE).trigger())
