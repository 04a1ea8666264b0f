"""Messages above the photos, for what needs no answer at once."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from landmark_gui.ui import icons

_SHORT_MS = 8000


class MessageBar(QFrame):
    """One message at a time, with at most one thing to do about it; a newer one replaces it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._do: Callable[[], object] | None = None
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._button = QPushButton()
        self._button.clicked.connect(self._clicked)
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close this message"))
        self._close.clicked.connect(self.clear)
        self._hide = QTimer(self, singleShot=True, interval=_SHORT_MS)
        self._hide.timeout.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self.hide()

    def tell(
        self,
        text: str,
        kind: str = "info",
        *,
        button: str = "",
        do: Callable[[], object] | None = None,
        lasting: bool = False,
    ) -> None:
        """Shows a message.

        Args:
            text: One or two sentences.
            kind: ``info``, ``warning`` or ``error``; only information goes away by itself.
            button: What can be done about it; empty for nothing.
            do: Called when the button is pressed; the message goes then.
            lasting: Whether also information stays until it is closed.
        """
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self._do = do
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._draw_icon()
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
        if kind == "info" and not lasting:
            self._hide.start()
        else:
            self._hide.stop()

    @property
    def text(self) -> str:
        """The message shown; empty where there is none."""
        return self._text.text() if not self.isHidden() else ""

    @property
    def button(self) -> QPushButton:
        """What can be done about the message."""
        return self._button

    def clear(self) -> None:
        """Takes the message away."""
        self._hide.stop()
        self._do = None
        self.hide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """See Qt."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icon()

    def _draw_icon(self) -> None:
        self._close.setIcon(icons.icon("close", self.palette()))

    def _clicked(self) -> None:
        do, self._do = self._do, None
        self.clear()
        if do is not None:
            do()
