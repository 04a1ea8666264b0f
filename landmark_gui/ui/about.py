"""What this program is, its versions, and the model in use."""

import platform
from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from landmark_gui import __version__, paths
from landmark_gui.settings import Settings
from landmark_gui.ui import icons, theme

if TYPE_CHECKING:
    from landmark_gui.workers.inference_worker import InferenceWorker, LoadedModel


def _version(package: str) -> str:
    try:
        return metadata.version(package)  # without importing it: torch takes seconds
    except metadata.PackageNotFoundError:
        return "–"


class About(QDialog):
    """Names and versions, to be copied into a report."""

    def __init__(self, worker: "InferenceWorker", settings: Settings, parent: QWidget) -> None:
        """Makes it.

        Args:
            worker: Tells when another model is loaded.
            settings: Name the model in use.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("About"))
        picture = QLabel()
        picture.setPixmap(icons.app_icon().pixmap(72, 72))
        title = QLabel(self.tr("Landmark Tagger"))
        title.setFont(theme.title_font(self.font()))
        what = QLabel(self.tr("Suggests which landmark a photo shows, and writes what you accept into the file."))
        what.setWordWrap(True)
        what.setMinimumWidth(320)
        self._model = settings.text("model") or "default"
        self._rows = {
            self.tr("Version"): __version__,
            self.tr("Model"): self._model,
            "Python": platform.python_version(),
            "Qt": qVersion(),
            "PySide6": _version("PySide6-Essentials"),
            "PyTorch": _version("torch"),
            self.tr("System"): platform.platform(terse=True),
            self.tr("Your data"): str(paths.data_folder()),
        }
        form = QFormLayout()
        self._labels: dict[str, QLabel] = {}
        for name, value in self._rows.items():
            label = QLabel(value)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            label.setWordWrap(True)
            heading = QLabel(name)
            heading.setProperty("muted", True)
            form.addRow(heading, label)
            self._labels[name] = label
        worker.model_ready.connect(self._model_ready)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.as_text()))
        buttons.rejected.connect(self.close)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(title)
        words.addWidget(what)
        head.addLayout(words, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 20, 20, 14)
        box.setSpacing(16)
        box.addLayout(head)
        box.addLayout(form)
        box.addWidget(buttons)

    def as_text(self) -> str:
        """All rows, one a line."""
        return "".join(f"{name}: {label.text()}\n" for name, label in self._labels.items())

    def _model_ready(self, loaded: "LoadedModel") -> None:
        text = self.tr("{name}, %n landmark(s), on {device}", "", loaded.classes)
        text = text.replace("{name}", loaded.name).replace("{device}", loaded.device)
        self._labels[self.tr("Model")].setText(text)
