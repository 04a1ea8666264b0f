"""What stands in a photo's file and its sidecar, as a table."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.ui import first_size, theme
from landmark_gui.ui.background import Background
from landmark_gui.ui.dates import shown_date
from landmark_gui.ui.elided_label import ElidedLabel

if TYPE_CHECKING:
    from landmark_gui.metadata import PhotoMetadata


class MetadataDialog(QDialog):
    """Reads the file in another thread and shows every field with its values."""

    def __init__(self, path: str, parent: QWidget) -> None:
        """Makes it and begins to read.

        Args:
            path: Of the photo.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("What is in the file"))
        first_size.open_at(self, 640, 520)
        title = ElidedLabel(Qt.TextElideMode.ElideMiddle)
        title.setFont(theme.title_font(self.font()))
        title.set_text(Path(path).name, path)
        self._state = QLabel(self.tr("Reading…"))
        self._state.setWordWrap(True)
        self._state.setProperty("muted", True)
        self.table = QTableWidget(0, 2)
        self.table.setAccessibleName(self.tr("Fields of the file"))
        self.table.setHorizontalHeaderLabels([self.tr("Field"), self.tr("Value")])
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self._copy.setEnabled(False)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.as_text()))
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        box.addWidget(title)
        box.addWidget(self._state)
        box.addWidget(self.table, 1)
        box.addWidget(buttons)
        self._rows: list[tuple[str, str]] = []
        Background(self).run(lambda: _read(Path(path)), self._show, self._failed)

    def as_text(self) -> str:
        """All rows, one a line, with a tabulator between field and value."""
        return "".join(f"{name}\t{value}\n" for name, value in self._rows)

    def _show(self, metadata: "PhotoMetadata") -> None:
        rows = self._rows = list(_rows(metadata))
        self.table.setRowCount(len(rows))
        for number, (name, value) in enumerate(rows):
            field = QTableWidgetItem(name)
            field.setFont(theme.strong_font(self.font()))
            self.table.setItem(number, 0, field)
            item = QTableWidgetItem(value)
            item.setToolTip(value)
            self.table.setItem(number, 1, item)
        own = len(metadata.written)
        self._state.setText(
            self.tr("This app wrote into it %n time(s).", "", own)
            if own
            else self.tr("This app wrote nothing into it.")
        )
        self._copy.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        self._state.setProperty("error", True)
        self._state.setText(self.tr("The file cannot be read: {reason}.").replace("{reason}", reason))
        self._state.style().unpolish(self._state)
        self._state.style().polish(self._state)


def _read(path: Path) -> "PhotoMetadata":
    from landmark_gui.metadata import read_metadata  # noqa: PLC0415 - loads more than the window needs to stand

    return read_metadata(path)


def _rows(metadata: "PhotoMetadata") -> Iterator[tuple[str, str]]:
    """The names of fields are those of the standards, as other programs show them, so they stay untranslated."""
    translate = QCoreApplication.translate
    position = metadata.camera_gps
    for name, value in (
        (translate("MetadataDialog", "Format"), metadata.container.upper()),
        (translate("MetadataDialog", "Camera"), " ".join(filter(None, (metadata.make, metadata.model)))),
        (translate("MetadataDialog", "Captured"), shown_date(metadata.capture_time) or metadata.capture_time),
        (translate("MetadataDialog", "Orientation"), str(metadata.orientation or "")),
        (translate("MetadataDialog", "Camera's position"), f"{position[0]:.6f}, {position[1]:.6f}" if position else ""),
    ):
        if value:
            yield name, value
    for name, values in sorted(metadata.fields.items()):
        yield name, "; ".join(values)
    for item in metadata.locations_shown:
        yield "Iptc4xmpExt:LocationShown", "; ".join(f"{key}={value}" for key, value in item.items())
    for record in metadata.written:
        yield "landmarkTagger:Written", f"{record.landmark}, {record.provenance.decision}, {record.provenance.date}"
    for warning in metadata.warnings:
        yield translate("MetadataDialog", "Warning"), warning
