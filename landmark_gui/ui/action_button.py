"""A push button for an action of the window that shows its key."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from landmark_gui.ui import list_painting, shortcuts, theme

_ROOM = 8


_SYMBOLS = {"Return": "↵", "Enter": "↵", "Space": "␣", "Backspace": "⌫"}


def key_words(keys: QKeySequence) -> str:
    """A key as it stands on a cap: short, with symbols for long names."""
    symbol = _SYMBOLS.get(keys.toString(QKeySequence.SequenceFormat.PortableText))
    return symbol or keys.toString(QKeySequence.SequenceFormat.NativeText)


def _presses(event: QKeyEvent) -> bool:
    """Whether a key presses the button that has the focus; with Alt or Ctrl it is another action's."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return plain and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ActionButton(QPushButton):
    """Triggers an action and follows its text, state and keys."""

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self._key = ""
        self._was_hidden = False
        action.changed.connect(self._follow)
        self.setCheckable(action.isCheckable())
        self.clicked.connect(action.trigger)
        self.setProperty("keyed", True)
        # A click leaves the keys to the photos: with the focus, Space and Enter would decide about the next one too.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self._follow()

    def _follow(self) -> None:
        keys = self._action.shortcut()
        self._key = key_words(keys)
        spec = shortcuts.BY_ID.get(self._action.objectName())
        title = spec.title if spec is not None else self._action.text().replace("&", "").rstrip("….")
        self.setText(title)
        self.setAccessibleName(title)
        self.setToolTip(self._action.toolTip())
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())
        if self._was_hidden == self._action.isVisible():
            self._was_hidden = not self._was_hidden
            self.setVisible(not self._was_hidden)
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Keeps Space and Enter for the button while it has the focus, although they are keys of actions too."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _presses(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses the button too."""
        if _presses(event) and event.key() != Qt.Key.Key_Space:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802
        """With room for the key's cap."""
        hint = super().sizeHint()
        return hint + QSize(self._cap_width() + _ROOM, 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As `sizeHint`: a cut-off button helps nobody."""
        return self.sizeHint()

    def shown_text(self) -> str:
        """The text as far as it fits beside the cap; it does not with large type in a narrow window."""
        option = QStyleOptionButton()
        super().initStyleOption(option)
        contents = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        room = contents.width() - (self._cap_width() + _ROOM if self._key else 0)
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802
        """With the text that fits."""
        super().initStyleOption(option)
        option.text = self.shown_text()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paints the button, and the key's cap at its far end."""
        super().paintEvent(event)
        if not self._key:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        middle = self._cap_width() / 2 + _ROOM
        x = middle if self.isRightToLeft() else self.width() - middle
        centre = QPointF(x, self.height() / 2)
        tokens = theme.colours(theme.app_palette())
        if self.property("primary"):
            tokens = replace(tokens, window=tokens.accent, border=tokens.on_accent, muted=tokens.on_accent)
        list_painting.paint_key_cap(painter, centre, self._key, self.font(), tokens)

    def _cap_width(self) -> int:
        metrics = QFontMetrics(theme.small_font(self.font()))
        return max(metrics.height() + 2, metrics.horizontalAdvance(self._key) + 10) if self._key else 0
