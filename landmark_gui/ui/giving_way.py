"""A part of a window that gives way: as high as what is in it, lower and scrolling where there is too little room."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from landmark_gui.ui.scrolling import Scrolling

LEAST_HEIGHT = 72  # pixels of height; three lines of small text


class GivingWay(Scrolling):
    """Shows what is put into its column, one below the other.

    Signals:
        changed: What is in it may need another height.

    Attributes:
        column: Takes the widgets and layouts to show.
    """

    changed = Signal()

    def __init__(self, *, spacing: int, parent: QWidget | None = None) -> None:
        """Makes it, still empty.

        Args:
            spacing: Pixels between what it shows.
            parent: Qt's owner.
        """
        content = QWidget()
        # Its height goes by the width alone: the least height of text that wraps is that of a narrower one.
        content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        super().__init__(content, parent=parent)
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(spacing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for painted in (self.viewport(), content):
            painted.setAutoFillBackground(False)

    def content_height(self) -> int:
        """Pixels that all of it needs at the width it has."""
        width = self.width()
        if self.column.hasHeightForWidth():
            return self.column.totalHeightForWidth(width)
        return self.column.totalSizeHint().height()

    def sizeHint(self) -> QSize:  # noqa: N802
        """All of it."""
        return QSize(self.column.totalSizeHint().width(), self.content_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A few lines."""
        return QSize(self.column.totalMinimumSize().width(), min(self.content_height(), LEAST_HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follows what is in it."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._follow()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Text takes more lines where there is less width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._follow()
        self._show_bar()

    def _follow(self) -> None:
        self.updateGeometry()
        self._show_bar()
        self.changed.emit()

    def _show_bar(self) -> None:
        """Left to Qt, a bar would stay where text fits only without it, since beside the bar the text is higher."""
        fits = self.content_height() <= self.height()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
