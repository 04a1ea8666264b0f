"""The list of problems: what happened to which file, to be exported."""

import os
from pathlib import Path

from PySide6.QtCore import QSaveFile, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.ui import first_size
from landmark_gui.ui.problems import Problems


class ErrorList(QDialog):
    """Shows the problems; stays open beside the window."""

    def __init__(self, problems: Problems, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Problems"))
        first_size.open_at(self, 720, 420)
        self._problems = problems
        self._empty = QLabel(self.tr("Nothing went wrong so far."))
        self._empty.setProperty("muted", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._table = QTableView()
        self._table.setModel(problems)
        self._table.setAccessibleName(self.tr("Problems"))
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setWordWrap(True)
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._table.horizontalHeader().setStretchLastSection(True)
        self._table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        self._table.setColumnWidth(0, 220)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._export = self._buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.ActionRole)
        self._copy = self._buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self._clear = self._buttons.addButton(self.tr("Clear"), QDialogButtonBox.ButtonRole.ResetRole)
        self._export.clicked.connect(self._choose_file)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(problems.as_text()))
        self._clear.clicked.connect(problems.clear)
        self._buttons.rejected.connect(self.close)
        self._message = QLabel()
        self._message.setWordWrap(True)
        self._message.hide()
        box = QVBoxLayout(self)
        box.addWidget(self._table)
        box.addWidget(self._empty, 1)
        box.addWidget(self._message)
        box.addWidget(self._buttons)
        problems.rowsInserted.connect(self._follow)
        problems.modelReset.connect(self._follow)
        self._follow()

    def export(self, path: Path) -> bool:
        """Writes the list as text into a file, says what became of it, and returns whether it is there."""
        file = QSaveFile(os.fspath(path))
        done = file.open(QSaveFile.OpenModeFlag.WriteOnly) and (
            file.write(self._problems.as_text().encode("utf-8", "surrogateescape")) >= 0
        )
        done = done and file.commit()
        self._message.setText(
            self.tr("Exported to {path}.").replace("{path}", str(path))
            if done
            else self.tr("{path} could not be written: {reason}.")
            .replace("{path}", str(path))
            .replace("{reason}", file.errorString())
        )
        self._message.setProperty("error", not done)
        self._message.style().unpolish(self._message)
        self._message.style().polish(self._message)
        self._message.show()
        return bool(done)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Export problems"), str(Path.home() / "problems.txt"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _follow(self) -> None:
        some = self._problems.rowCount() > 0
        self._table.setVisible(some)
        self._empty.setVisible(not some)
        for button in (self._export, self._copy, self._clear):
            button.setEnabled(some)
