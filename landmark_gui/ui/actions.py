"""Makes the window's actions and menus from the table in `shortcuts`."""

from collections.abc import Collection, Iterator, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from landmark_gui.ui import icons, shortcuts
from landmark_gui.ui.shortcuts import ACTIONS, BY_ID, MENUS, Scope


class Actions(Mapping[str, QAction]):
    """All actions of a window by id."""

    def __init__(self, window: QWidget, photos: QWidget, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Makes them.

        Args:
            window: Owner of the actions whose keys work everywhere.
            photos: Owner of those whose keys work only in it and its children.
            keys: See `shortcuts.keys_in_use`.
        """
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            action = QAction(shortcuts.translated(spec.text), window)
            action.setObjectName(spec.id)
            action.setCheckable(spec.checkable)
            if spec.short:
                action.setIconText(shortcuts.translated(spec.short))
            owner = photos if spec.scope is Scope.PHOTOS else window
            action.setShortcutContext(
                Qt.ShortcutContext.WidgetWithChildrenShortcut
                if spec.scope is Scope.PHOTOS
                else Qt.ShortcutContext.WindowShortcut
            )
            # Roles would let macOS move any action whose text begins with "settings" or "about" by guessing.
            action.setMenuRole(
                {
                    "quit": QAction.MenuRole.QuitRole,
                    "settings": QAction.MenuRole.PreferencesRole,
                    "about": QAction.MenuRole.AboutRole,
                }.get(spec.id, QAction.MenuRole.NoRole)
            )
            owner.addAction(action)
            self._actions[spec.id] = action
        self.set_keys(keys)

    def __getitem__(self, id: str) -> QAction:  # noqa: A002
        return self._actions[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def __len__(self) -> int:
        return len(self._actions)

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Gives the actions these keys, and tooltips that name them."""
        for id, action in self._actions.items():  # noqa: A001
            sequences = [QKeySequence(key) for key in keys.get(id, ())]
            action.setShortcuts(sequences)
            spec = BY_ID[id]
            tip = shortcuts.translated(spec.tip) if spec.tip else spec.title
            first = sequences[0].toString(QKeySequence.SequenceFormat.NativeText) if sequences else ""
            action.setToolTip(f"{tip} ({first})" if first else tip)
            action.setStatusTip("")

    def set_icons(self, palette: QPalette, only: Collection[str] | None = None) -> None:
        """Draws the icons in the colours of a palette.

        Args:
            palette: Of the window.
            only: Ids of the actions that get theirs; None: all.
        """
        for spec in ACTIONS:
            if spec.icon and (only is None or spec.id in only):
                self._actions[spec.id].setIcon(icons.icon(spec.icon, palette))

    def fill_menu_bar(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Fills the menu bar; returns the menus by their English names of `shortcuts.MENUS`."""
        menus = {name: bar.addMenu(shortcuts.translated(name)) for name in MENUS}
        for name, menu in menus.items():
            menu.setToolTipsVisible(True)
            for spec in ACTIONS:
                if spec.menu == name:
                    if spec.separator:
                        menu.addSeparator()
                    menu.addAction(self._actions[spec.id])
        return menus
