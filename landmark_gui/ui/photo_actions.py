"""What can be done with photos outside of this app: viewer, folder, clipboard, map; and the menu on photos."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QPoint, QProcess, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu

from landmark_gui.library.photos import Photo
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui.main_window import MainWindow

_MENU = (
    "suggest-selected", "", "accept-1", "no-landmark", "search", "reject", "skip", "accept-burst", "teach", "",
    "open-viewer", "show-folder", "show-map", "metadata", "", "copy-path", "copy-name",
)  # fmt: skip
_MOST_AT_ONCE = 10


class PhotoActions(QObject):
    """Connects the actions of the photo menu.

    Signals:
        told: Something that did not work, one sentence.
    """

    told = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        model: PhotoListModel,
        names: LandmarkNames,
        targets: Callable[[], list[int]],
        parent: QObject | None = None,
    ) -> None:
        """Connects what it is given.

        Args:
            window: Has the actions.
            model: The photos.
            names: Know where landmarks are.
            targets: Ids of the photos that an action is about, the current one among them.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._window, self._model, self._names, self._targets = window, model, names, targets
        self._on_clipboard = ""
        actions = window.actions_
        for name, slot in (
            ("open-viewer", self.open_viewer),
            ("show-folder", self.show_folder),
            ("show-map", self.show_map),
            ("copy-path", self.copy_path),
            ("copy-name", self.copy_name),
        ):
            actions[name].triggered.connect(slot)
        window.grid.doubleClicked.connect(lambda _: actions["zoom"].trigger())
        window.grid.customContextMenuRequested.connect(self._open_menu)
        window.grid.setContextMenuPolicy(window.grid.contextMenuPolicy().CustomContextMenu)

    def _photos(self) -> list[Photo]:
        return [self._model.table.photo(id) for id in self._targets()]  # noqa: A001

    def _current(self) -> Photo | None:
        row = self._window.grid.currentIndex().row()
        return self._model.photo(row) if 0 <= row < self._model.rowCount() else None

    def open_viewer(self) -> None:
        """Opens the photos with the program that the desktop opens them with."""
        for photo in self._photos()[:_MOST_AT_ONCE]:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(photo.path)):
                self.told.emit(self.tr("No program opens {name}.").replace("{name}", photo.file.name))
                return

    def show_folder(self) -> None:
        """Opens the photo's folder in the file manager, with the photo selected where the file manager can do that."""
        photo = self._current()
        if photo is None:
            return
        url = QUrl.fromLocalFile(photo.path).toString(QUrl.ComponentFormattingOption.FullyEncoded)
        # The file managers of Linux desktops share this interface; elsewhere the folder alone is opened.
        arguments = [
            "--session", "--print-reply", "--dest=org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
            "org.freedesktop.FileManager1.ShowItems", f"array:string:{url}", "string:",
        ]  # fmt: skip
        process = QProcess(self)

        def opened(code: int = 1) -> None:
            if code != 0 and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(photo.file.parent))):
                self.told.emit(self.tr("No file manager opens {name}.").replace("{name}", str(photo.file.parent)))
            process.deleteLater()

        process.finished.connect(opened)
        process.errorOccurred.connect(lambda error: opened() if error == QProcess.ProcessError.FailedToStart else None)
        process.start("dbus-send", arguments)

    def show_map(self) -> None:
        """Opens the map program at the photo's position, or else at its landmark's."""
        photo = self._current()
        if photo is None:
            return
        landmark = self._names.landmark(photo.landmark)
        place = photo.camera_gps or (landmark.position if landmark else None)
        if place is None:
            self.told.emit(self.tr("This photo has no position, and no landmark that has one."))
        elif not QDesktopServices.openUrl(QUrl(f"geo:{place[0]:.6f},{place[1]:.6f}")):
            self.told.emit(self.tr("No map program opens geo: links."))

    def copy_path(self) -> None:
        """Copies the paths, one a line, and as files for file managers."""
        self._copy([photo.path for photo in self._photos()], files=True)

    def copy_name(self) -> None:
        """Copies the file names, one a line."""
        self._copy([photo.file.name for photo in self._photos()], files=False)

    def _copy(self, lines: list[str], *, files: bool) -> None:
        if not lines:
            return
        data = QMimeData()
        data.setText("\n".join(lines))
        if files:
            data.setUrls([QUrl.fromLocalFile(line) for line in lines])
        QGuiApplication.clipboard().setMimeData(data)
        self._on_clipboard = data.text()

    def release_clipboard(self) -> None:
        """Leaves only plain text on the clipboard: Qt crashes over our own object when the program ends."""
        clipboard = QGuiApplication.clipboard()
        if self._on_clipboard and clipboard.text() == self._on_clipboard:
            clipboard.setText(self._on_clipboard)
        self._on_clipboard = ""

    def _open_menu(self, position: QPoint) -> None:
        if not self._window.grid.indexAt(position).isValid():
            return
        menu = self.menu()
        menu.popup(self._window.grid.viewport().mapToGlobal(position))

    def menu(self) -> QMenu:
        """The menu on photos; it deletes itself when it is closed."""
        menu = QMenu(self._window)
        menu.setToolTipsVisible(True)
        for name in _MENU:
            if not name:
                menu.addSeparator()
                continue
            menu.addAction(self._window.actions_[name])
        menu.aboutToHide.connect(menu.deleteLater)
        return menu
