"""A label of one line that shortens its text to the room it has."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """Shows one line; the tooltip has all of it where it is cut."""

    def __init__(self, mode: Qt.TextElideMode, parent: QWidget | None = None) -> None:
        """Makes it.

        Args:
            mode: Where the text is cut.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str, tip: str = "") -> None:
        """Shows a text; the tooltip is ``tip``, or the text itself."""
        self.setText(text)
        self.setToolTip(tip or text)

    def sizeHint(self) -> QSize:  # noqa: N802
        """See Qt."""
        metrics, margins = QFontMetrics(self.font()), self.contentsMargins()
        width = metrics.horizontalAdvance(self.text()) + margins.left() + margins.right()
        return QSize(width + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """See Qt."""
        return QSize(20, QFontMetrics(self.font()).height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paints as much as fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        text = QFontMetrics(self.font()).elidedText(self.text(), self._mode, room.width())
        centred = bool(self.alignment() & Qt.AlignmentFlag.AlignHCenter)
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeading
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), text)
