"""What became of each file of a write, with reasons."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.ui import first_size
from landmark_gui.ui.reason_words import reason_words

if TYPE_CHECKING:
    from landmark_gui.metadata import WriteResult


class ResultList(QDialog):
    """A table: file, what became of it, why; what was refused stands first."""

    def __init__(self, results: "list[WriteResult]", parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Results"))
        first_size.open_at(self, 760, 460)
        words = {
            "written": self.tr("Written"),
            "sidecar": self.tr("Written to sidecar"),
            "unchanged": self.tr("Had it already"),
            "refused": self.tr("Not written"),
        }
        ordered = sorted(results, key=lambda result: result.status != "refused")
        self.table = QTableWidget(len(ordered), 3)
        self.table.setAccessibleName(self.tr("Results"))
        self.table.setHorizontalHeaderLabels([self.tr("File"), self.tr("Result"), self.tr("Reason")])
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setColumnWidth(0, 240)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for row, result in enumerate(ordered):
            for column, text in enumerate((result.path.name, words[result.status], reason_words(result.reason))):
                item = QTableWidgetItem(text)
                item.setToolTip(str(result.target) if column == 0 else text)
                self.table.setItem(row, column, item)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        box = QVBoxLayout(self)
        box.addWidget(self.table)
        box.addWidget(buttons)
