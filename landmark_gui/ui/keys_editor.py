"""Lets the person give actions other keys."""

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.ui import shortcuts
from landmark_gui.ui.shortcuts import ACTIONS, BY_ID

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_ID = Qt.ItemDataRole.UserRole


class KeysEditor(QWidget):
    """A list of actions with their keys; the value is that of the setting ``keys``.

    Signals:
        changed: Another key was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overrides: dict[str, str] = {}
        self._list = QTreeWidget()
        self._list.setColumnCount(2)
        self._list.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.setMinimumHeight(220)
        self._list.setAccessibleName(self.tr("Actions and keys"))
        for spec in ACTIONS:
            item = QTreeWidgetItem([spec.title, ""])
            item.setData(0, _ID, spec.id)
            self._list.addTopLevelItem(item)
        self._edit = QKeySequenceEdit()
        self._edit.setMaximumSequenceLength(1)
        self._edit.setAccessibleName(self.tr("New key"))
        self._edit.setEnabled(False)
        self._none = QPushButton(self.tr("No Key"))
        self._default = QPushButton(self.tr("Default"))
        self._conflict = QLabel()
        self._conflict.setProperty("error", True)
        self._conflict.setWordWrap(True)
        self._conflict.hide()
        row = QHBoxLayout()
        row.addWidget(self._edit, 1)
        row.addWidget(self._none)
        row.addWidget(self._default)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._list)
        box.addLayout(row)
        box.addWidget(self._conflict)
        self._list.currentItemChanged.connect(lambda *_: self._show_current())
        self._edit.editingFinished.connect(self._edited)
        self._none.clicked.connect(lambda: self.set_key(self._current(), ""))
        self._default.clicked.connect(lambda: self._reset(self._current()))
        self._show()

    def value(self) -> str:
        """JSON of what differs from the defaults; empty where nothing does."""
        return json.dumps(self._overrides, sort_keys=True) if self._overrides else ""

    def set_value(self, text: str) -> None:
        """Shows a value of the setting."""
        keys = shortcuts.keys_in_use(text)
        self._overrides = {id: " ".join(own) for id, own in keys.items() if own != BY_ID[id].keys}  # noqa: A001
        self._show()

    def set_key(self, action: str, key: str) -> None:
        """Gives an action one key (portable spelling), or none where it is empty."""
        if not action:
            return
        if key == " ".join(BY_ID[action].keys):
            self._overrides.pop(action, None)
        else:
            self._overrides[action] = key
        self._show()
        self.changed.emit()

    def _reset(self, action: str) -> None:
        if self._overrides.pop(action, None) is not None:
            self._show()
            self.changed.emit()

    def _current(self) -> str:
        item = self._list.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def _show_current(self) -> None:
        keys = shortcuts.keys_in_use(self.value()).get(self._current(), ())
        self._edit.setEnabled(bool(self._current()))
        self._edit.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())

    def _edited(self) -> None:
        key = self._edit.keySequence().toString(_PORTABLE)
        keys = shortcuts.keys_in_use(self.value()).get(self._current(), ())
        if key and key not in keys:
            self.set_key(self._current(), key)

    def _show(self) -> None:
        keys = shortcuts.keys_in_use(self.value())
        for position in range(self._list.topLevelItemCount()):
            item = self._list.topLevelItem(position)
            if item is None:
                continue
            own = keys[str(item.data(0, _ID))]
            native = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in own]
            item.setText(1, ", ".join(native))
        clashing = shortcuts.conflicts(keys)
        lines = [f"{key}: {', '.join(BY_ID[id].title for id in ids)}" for key, ids in clashing.items()]  # noqa: A001
        self._conflict.setText(
            self.tr("Keys that more than one action has: {keys}").replace("{keys}", "; ".join(lines))
        )
        self._conflict.setVisible(bool(clashing))
