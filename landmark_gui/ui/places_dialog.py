"""Places that the model does not know: photos that look alike, group by group, to be taught from."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.ui import first_size, theme
from landmark_gui.ui.background import Background
from landmark_gui.ui.training_wizard.page import error_label, muted

Groups = list[list[Path]]
Find = Callable[[Callable[[int, int], None], Callable[[], bool]], Groups | None]
"""Finds groups; is given where to tell the progress, and what says that it should stop."""


class PlacesDialog(QDialog):
    """Looks for groups as soon as it is shown; stays beside the window, whose grid shows the chosen group.

    Signals:
        chosen: Paths of the group that the person looks at.
        teach_wanted: Paths of the group that the person wants to teach.
    """

    chosen = Signal(object)
    teach_wanted = Signal(object)
    _told = Signal(int, int)

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        """Makes it and begins to look.

        Args:
            find: Called in another thread.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unknown Places"))
        first_size.open_at(self, 440, 460)
        self._stop = threading.Event()
        self._background = Background(self)
        title = QLabel(self.tr("Photos that look alike"))
        title.setFont(theme.title_font(self.font()))
        self._text = muted(self.tr("Looking at photos in which the model is sure of nothing…"))
        self._error = error_label()
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Groups of photos"))
        self.list.setHeaderHidden(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.teach_button = buttons.addButton(self.tr("Teach This Landmark…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.teach_button.setProperty("primary", True)
        self.teach_button.setDefault(True)
        self.teach_button.setEnabled(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        for widget in (title, self._text, self._busy, self._error):
            box.addWidget(widget)
        box.addWidget(self.list, 1)
        box.addStretch()
        box.addWidget(buttons)
        self.list.currentItemChanged.connect(lambda *_: self._current_changed())
        self.list.itemActivated.connect(lambda *_: self._teach())
        buttons.accepted.connect(self._teach)
        buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _: self._stop.set())
        self._told.connect(self._show_progress)
        self._background.run(lambda: find(self._tell, self._stop.is_set), self._found, self._failed)

    def _tell(self, done: int, total: int) -> None:
        """Called in the other thread."""
        try:
            self._told.emit(done, total)
        except RuntimeError:  # the dialog is gone
            self._stop.set()

    def _show_progress(self, done: int, total: int) -> None:
        self._busy.setRange(0, total)
        self._busy.setValue(done)

    def _found(self, groups: Groups | None) -> None:
        self._busy.hide()
        if not groups:
            self._text.setText(self.tr("No three of these photos look alike."))
            return
        self._text.setText(
            self.tr("Each group may be a place that the model does not know yet. The window shows the chosen one.")
        )
        for group in groups:
            item = QTreeWidgetItem([self.tr("%n photo(s)", "", len(group)) + f" · {group[0].name}"])
            item.setData(0, Qt.ItemDataRole.UserRole, [str(path) for path in group])
            for path in group:
                child = QTreeWidgetItem([path.name])
                child.setToolTip(0, str(path))
                item.addChild(child)
            self.list.addTopLevelItem(item)
        self.list.show()
        self.list.setFocus()
        self.list.setCurrentItem(self.list.topLevelItem(0) or QTreeWidgetItem())

    def _failed(self, error: Exception) -> None:
        self._busy.hide()
        self._text.hide()
        self._error.setText(str(error))
        self._error.show()

    def _group(self) -> Sequence[str]:
        """Paths of the current group."""
        item = self.list.currentItem()
        if item is None:
            return []
        paths: list[str] = (item.parent() or item).data(0, Qt.ItemDataRole.UserRole)
        return paths

    def _current_changed(self) -> None:
        group = self._group()
        self.teach_button.setEnabled(bool(group))
        if group:
            self.chosen.emit(group)

    def _teach(self) -> None:
        if group := self._group():
            self.teach_wanted.emit(group)
