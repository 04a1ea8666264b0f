"""The window: where each part stands. What the parts do is connected in `landmark_gui.app` and the controllers."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui import icons, shortcuts
from landmark_gui.ui.actions import Actions
from landmark_gui.ui.empty_state import EmptyState
from landmark_gui.ui.filter_bar import FilterBar
from landmark_gui.ui.map_view import MapView
from landmark_gui.ui.message_bar import MessageBar
from landmark_gui.ui.photo_grid import PhotoGrid
from landmark_gui.ui.review_panel import ReviewPanel
from landmark_gui.ui.status import Status
from landmark_gui.ui.tool_bar import ToolBar

_TOOLBAR = ("open-folder", "", "suggest-all", "accept-confident", "write")
_TOOLBAR_END = ("map", "errors", "palette", "settings")


class MainWindow(QMainWindow):
    """Menus, tool bar, filter bar, messages, grid, review panel, status.

    Signals:
        dropped: Files and folders were dropped on the window, a list of paths.
        closing: The person closes the window, which is still there.
        painted: The window has been painted for the first time.
    """

    dropped = Signal(object)
    closing = Signal()
    painted = Signal()

    def __init__(self, model: PhotoListModel, names: LandmarkNames, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Builds it.

        Args:
            model: The photos.
            names: Names of landmarks.
            keys: Of the actions, see `shortcuts.keys_in_use`.
        """
        self._shown = False
        self.may_close: Callable[[], bool] = lambda: True  # asked before closing; False keeps the window open
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowIcon(icons.app_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        self.resize(1280, 820)
        self._photos = QWidget()
        self.actions_ = Actions(self, self._photos, keys)
        self.filter_bar = FilterBar()
        self.messages = MessageBar()
        self.grid = PhotoGrid()
        self.grid.setModel(model)
        self.empty = EmptyState()
        self.review = ReviewPanel(names, self.actions_)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.grid)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.map = MapView()
        self.map.hide()
        self.centre = QSplitter(Qt.Orientation.Vertical)
        self.centre.setHandleWidth(1)
        self.centre.setChildrenCollapsible(False)
        self.centre.addWidget(self.map)
        self.centre.addWidget(self.stack)
        self.centre.setSizes([300, 400])
        self.splitter.addWidget(self.centre)
        self.splitter.addWidget(self.review)
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setCollapsible(1, False)
        self.splitter.setSizes([880, 400])
        self.status = Status()
        self._build()
        self.actions_.set_icons(self.palette(), {*_TOOLBAR, *_TOOLBAR_END})
        self.set_title(())
        self.actions_["panel"].setChecked(True)

    def _build(self) -> None:
        photos = QVBoxLayout(self._photos)
        photos.setContentsMargins(0, 0, 0, 0)
        photos.addWidget(self.splitter)
        central = QWidget()
        box = QVBoxLayout(central)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (self.filter_bar, self.messages):
            box.addWidget(widget)
        box.addWidget(self._photos, 1)
        self.setCentralWidget(central)
        self.setStatusBar(self.status)
        menus = self.actions_.fill_menu_bar(self.menuBar())
        file = menus[shortcuts.FILE]
        self.recent_menu = QMenu(self.tr("Open &Recent"), self)
        file.insertMenu(self.actions_["rescan"], self.recent_menu)
        bar = ToolBar(self.tr("Tools"))
        bar.setObjectName("tools")
        for name in _TOOLBAR:
            if name:
                bar.add_worded(self.actions_[name])
            else:
                bar.addSeparator()
        self._add_suggest_menu(bar)
        bar.add_spring()
        for name in _TOOLBAR_END:
            bar.add_icon(self.actions_[name])
        self.addToolBar(bar)
        self.setTabOrder(self.filter_bar, self.grid)
        self.setTabOrder(self.grid, self.review)

    def _add_suggest_menu(self, bar: ToolBar) -> None:
        button = bar.widgetForAction(self.actions_["suggest-all"])
        if isinstance(button, QToolButton):
            menu = QMenu(button)
            for name in ("suggest-all", "suggest-visible", "suggest-selected"):
                menu.addAction(self.actions_[name])
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)

    # --- what it shows ----------------------------------------------------------------------------

    def set_title(self, folders: tuple[str, ...]) -> None:
        """Names what is open."""
        name = self.tr("Landmark Tagger")
        if not folders:
            self.setWindowTitle(name)
            return
        first = Path(folders[0]).name or folders[0]
        others = self.tr(" and %n other(s)", "", len(folders) - 1) if len(folders) > 1 else ""
        self.setWindowTitle(f"{first}{others} – {name}")

    def set_recent(self, folders: list[str]) -> None:
        """Fills the menu of recent folders."""
        self.recent_menu.clear()
        for folder in folders:
            action: QAction = self.recent_menu.addAction(folder)
            action.triggered.connect(lambda _=False, path=folder: self.dropped.emit([path]))
        self.recent_menu.setEnabled(bool(folders))

    def show_page(self, page: QWidget) -> None:
        """Shows the grid or the empty state."""
        if self.stack.currentWidget() is not page:
            self.stack.setCurrentWidget(page)

    def set_zoomed(self, zoomed: bool) -> None:
        """Gives the current photo the whole window, or shows the grid again."""
        self.centre.setVisible(not zoomed)
        self.review.setVisible(zoomed or self.actions_["panel"].isChecked())
        (self.review if zoomed else self.grid).setFocus()

    # --- events -----------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Tells when the first paint is done."""
        super().showEvent(event)
        if not self._shown:
            self._shown = True
            QTimer.singleShot(0, self._first_painted)

    def _first_painted(self) -> None:
        self.painted.emit()
        self._draw_icons()  # those in menus could wait

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown:
            self._draw_icons()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Lets everything be kept first, where nothing speaks against closing."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Takes files and folders."""
        if _local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Opens what was dropped."""
        paths = _local_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _draw_icons(self) -> None:
        self.actions_.set_icons(self.palette())

    # --- how it was left --------------------------------------------------------------------------

    def geometry_text(self) -> str:
        """Place and size, for `restore_geometry`."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def restore_geometry(self, text: str) -> None:
        """Puts the window where it was; a text that is no geometry changes nothing."""
        if text:
            self.restoreGeometry(QByteArray.fromBase64(text.encode("ascii", "ignore")))


def _local_paths(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
