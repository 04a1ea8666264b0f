"""What all pages of the wizard share."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from landmark_gui.ui import theme
from landmark_gui.ui.training_wizard.session import TrainingSession


class WizardPage(QWidget):
    """A title, a line that says what this page is for, and what the page adds below."""

    def __init__(self, session: TrainingSession, title: str, text: str, parent: QWidget | None = None) -> None:
        """Makes it.

        Args:
            session: The flow and its processes.
            title: Of the page.
            text: What it is for.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.session = session
        self._title = QLabel(title)
        self._title.setFont(theme.title_font(self.font()))
        self.intro = muted(text)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 16, 20, 10)
        self.box.setSpacing(8)
        self.box.addWidget(self._title)
        self.box.addWidget(self.intro)

    def refresh(self) -> None:
        """Shows what the flow says now."""

    def refresh_progress(self) -> None:
        """Shows what the process told last."""

    def entered(self) -> None:
        """The page is shown now."""


def muted(text: str = "") -> QLabel:
    """A line of secondary text."""
    label = QLabel(text)
    label.setProperty("muted", True)
    label.setWordWrap(True)
    return label


def error_label() -> QLabel:
    """A line for what went wrong; hidden until there is any."""
    label = QLabel()
    label.setProperty("error", True)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.hide()
    return label
