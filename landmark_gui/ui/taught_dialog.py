"""The landmarks that the person taught: looking at them, and forgetting them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.taught import TaughtLandmark
from landmark_gui.ui import first_size, theme, wording
from landmark_gui.ui.background import Background
from landmark_gui.ui.training_wizard.page import error_label, muted
from landmark_gui.workers import teaching


class TaughtDialog(QDialog):
    """A list with name, place, examples and date.

    Signals:
        changed: Landmarks were forgotten.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Makes it; `reload` fills it."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Taught Landmarks"))
        first_size.open_at(self, 620, 400)
        self._background = Background(self)
        title = QLabel(self.tr("Landmarks that you taught"))
        title.setFont(theme.title_font(self.font()))
        self._text = muted()
        self._error = error_label()
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Taught landmarks"))
        self.list.setHeaderLabels([self.tr("Landmark"), self.tr("Place"), self.tr("Photos")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemSelectionChanged.connect(self._say)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.forget_button: QPushButton = buttons.addButton(
            self.tr("Forget"), QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.forget_button.setAutoDefault(False)
        self.forget_button.clicked.connect(self._forget)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self._forget)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        for widget in (title, self._text, self.list, self._error, buttons):
            box.addWidget(widget)
        self._say()

    def reload(self) -> None:
        """Reads the list anew, in another thread."""
        self._background.run(teaching.known, self._show, self._failed)

    def _show(self, landmarks: Sequence[TaughtLandmark]) -> None:
        self._error.hide()
        self.list.clear()
        for landmark in landmarks:
            place = ", ".join(filter(None, (landmark.city, landmark.country)))
            if not place and landmark.latitude is not None and landmark.longitude is not None:
                place = f"{landmark.latitude:.4f}, {landmark.longitude:.4f}"
            item = QTreeWidgetItem([landmark.name, place, wording.number(len(landmark.examples))])
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setData(0, Qt.ItemDataRole.UserRole, landmark.id)
            item.setToolTip(0, "\n".join(example.path for example in landmark.examples))
            self.list.addTopLevelItem(item)
        if (first := self.list.topLevelItem(0)) is not None:
            self.list.setCurrentItem(first)
        self._say()

    def _say(self) -> None:
        self.forget_button.setEnabled(bool(self.list.selectedItems()))
        self._text.setText(
            self.tr("They are suggested by every model that can learn them. Forgetting one changes no decision.")
            if self.list.topLevelItemCount()
            else self.tr(
                "None yet. Select three or more photos of a place and choose “New Landmark from These Photos…”."
            )
        )

    def _forget(self) -> None:
        ids = [item.data(0, Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()]
        if ids:
            self.forget_button.setEnabled(False)
            self._background.run(lambda: teaching.forget(ids), self._forgotten, self._failed)

    def _forgotten(self, left: Sequence[TaughtLandmark]) -> None:
        self._show(left)
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._error.setText(str(error))
        self._error.show()
        self._say()
