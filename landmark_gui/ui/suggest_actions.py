"""The actions of the small dialog: the window's review actions that fit, and a few own ones."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QWidget

from landmark_gui.ui import icons, shortcuts
from landmark_gui.ui.noop import QT_TRANSLATE_NOOP

_SHARED = (*(f"accept-{number}" for number in range(1, 10)), "no-landmark", "search", "skip", "undo")
_OWN = (
    ("same-for-all", QT_TRANSLATE_NOOP("SuggestActions", "Same for All Others"), "A", "accept-all"),
    ("next-photo", QT_TRANSLATE_NOOP("SuggestActions", "Next Photo"), "Right", ""),
    ("previous-photo", QT_TRANSLATE_NOOP("SuggestActions", "Previous Photo"), "Left", ""),
    ("go", QT_TRANSLATE_NOOP("SuggestActions", "Close"), "Return", ""),
    ("close", QT_TRANSLATE_NOOP("SuggestActions", "Close"), "Esc", ""),
)


class SuggestActions(Mapping[str, QAction]):
    """Actions by id; their keys work in the whole dialog."""

    def __init__(self, window: QWidget, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Makes them.

        Args:
            window: The dialog.
            keys: See `shortcuts.keys_in_use`.
        """
        self._actions: dict[str, QAction] = {}
        self._icons: dict[str, str] = {}
        own_keys = {key.casefold() for _, _, key, _ in _OWN}
        for name in _SHARED:
            spec = shortcuts.BY_ID[name]
            chosen = [key for key in keys.get(name, ()) if key.casefold() not in own_keys]
            tip = shortcuts.translated(spec.tip) if spec.tip else spec.title
            self._add(window, name, shortcuts.translated(spec.text), chosen, spec.icon, tip)
        for name, text, key, icon in _OWN:
            shown = QCoreApplication.translate("SuggestActions", text)
            self._add(window, name, shown, [key, "Enter"] if key == "Return" else [key], icon, shown)

    def _add(self, window: QWidget, name: str, text: str, keys: list[str], icon: str, tip: str) -> None:
        action = QAction(text, window)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(f"{tip} ({keys[0]})" if keys else tip)
        if icon:
            self._icons[name] = icon
            action.setIcon(icons.icon(icon, window.palette()))
        window.addAction(action)
        self._actions[name] = action

    def set_icons(self, palette: QPalette) -> None:
        """Draws the icons in the colours of a palette."""
        for name, icon in self._icons.items():
            self._actions[name].setIcon(icons.icon(icon, palette))

    def __getitem__(self, id: str) -> QAction:  # noqa: A002
        return self._actions[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def __len__(self) -> int:
        return len(self._actions)
