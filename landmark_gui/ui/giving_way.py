"""A part of a window that gives way: as high as what is in it, lower and scrolling where there is too little room."""

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from landmark_gui.ui.scrolling import Scrolling

LEAST_HEIGHT = 72  # pixels of height; three lines of small text


class GivingWay(Scrolling):
    """Shows widgets one below the other.

    Signals:
        changed: What is in it may need another height.
    """

    changed = Signal()

    def __init__(self, *widgets: QWidget, spacing: int, parent: QWidget | None = None) -> None:
        """Makes it.

        Args:
            widgets: What to show.
            spacing: Pixels between them.
            parent: Qt's owner.
        """
        content = QWidget()
        super().__init__(content, parent=parent)
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        for widget in widgets:
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for painted in (self.viewport(), content):
            painted.setAutoFillBackground(False)

    def content_height(self) -> int:
        """Pixels that all of it needs at the width it has."""
        width = self.width()
        if self._column.hasHeightForWidth():
            return self._column.totalHeightForWidth(width)
        return self._column.totalSizeHint().height()

    def sizeHint(self) -> QSize:  # noqa: N802
        """All of it."""
        return QSize(self._column.totalSizeHint().width(), self.content_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A few lines."""
        return QSize(self._column.totalMinimumSize().width(), min(self.content_height(), LEAST_HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follows what is in it."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
            self.changed.emit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Text takes more lines where there is less width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
