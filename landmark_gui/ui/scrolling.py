"""What scrolls where there is too little room for it."""

from PySide6.QtCore import QEvent, QObject, Qt
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


class _WheelToPage(QObject):
    """Hands the wheel of a widget without focus on to what it lies in."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """See Qt; an event that is not accepted goes on to the parent."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def leave_wheel_to_page(editor: QWidget) -> None:
    """Lets the wheel change a field only while it has the focus: over any other one, it scrolls the page."""
    editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel would give it the focus too
    editor.installEventFilter(_WheelToPage(editor))
