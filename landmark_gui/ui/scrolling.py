"""What scrolls where there is too little room for it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolling(QScrollArea):
    """Shows one widget, without a frame and without a place of its own among those that Tab visits."""

    def __init__(self, content: QWidget, *, sideways: bool = False, parent: QWidget | None = None) -> None:
        """Makes it.

        Args:
            content: What to show.
            sideways: Whether it scrolls from side to side too, instead of being as narrow as there is room.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus of what is in it
        if not sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
