"""The window's tool bar: in narrow windows it leaves out words, never an action."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

_GAP = 4  # pixels that Qt puts between icon and words
ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly
WITH_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon


class ToolBar(QToolBar):
    """Buttons with words, and at the far end some without.

    Qt has a button of its own at the end that opens what does not fit, but our style shows nothing of it.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._worded: list[QToolButton] = []
        self.setMovable(False)
        self.setToolButtonStyle(WITH_WORDS)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def add_worded(self, action: QAction) -> None:
        """Adds a button with words; those added last lose them first."""
        self.addAction(action)
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            self._worded.append(button)

    def add_spring(self) -> None:
        """Moves what is added from now on to the far end."""
        spring = QWidget()
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spring)

    def add_icon(self, action: QAction) -> None:
        """Adds a button without words."""
        self.addAction(action)
        button = self.widgetForAction(action)
        if isinstance(button, QToolButton):
            button.setToolButtonStyle(ICON_ONLY)

    def event(self, event: QEvent) -> bool:
        """Follows its width, and the words, which say how many photos there are to write."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        return done

    def _fit(self) -> None:
        needed = self.sizeHint().width() + sum(
            words_width(button) for button in self._worded if button.toolButtonStyle() == ICON_ONLY
        )
        changed = False
        for button in reversed(self._worded):
            fits = needed <= self.width()
            if not fits:
                needed -= words_width(button)
            style = WITH_WORDS if fits else ICON_ONLY
            if button.toolButtonStyle() != style:
                button.setToolButtonStyle(style)
                changed = True
        layout = self.layout()
        if changed and layout is not None:  # Qt's own button would stay, with nothing behind it
            layout.invalidate()
            layout.setGeometry(self.rect())


def words_width(button: QToolButton) -> int:
    """Pixels of width that a button has less without its words."""
    return _GAP + button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text()).width()
