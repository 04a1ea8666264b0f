"""What the window's own actions do: opening, dialogs, pages, full screen.

Dialogs are imported when they are opened: the window is to stand as soon as possible.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from landmark_gui import paths
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library import photo_questions
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.settings import Settings
from landmark_gui.ui.catalog_calls import CatalogCalls
from landmark_gui.ui.main_window import MainWindow
from landmark_gui.ui.open_photos import OpenPhotos
from landmark_gui.ui.problems import Problems
from landmark_gui.ui.review_control import ReviewControl
from landmark_gui.ui.suggesting import Suggesting

if TYPE_CHECKING:
    from landmark_gui.ui.command_palette import CommandPalette
    from landmark_gui.ui.landmark_search import LandmarkSearch


class WindowControl(QObject):
    """Connects menus and tool bar of a window.

    Signals:
        settings_chosen: New `Settings` from the dialog.
    """

    settings_chosen = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        model: PhotoListModel,
        names: LandmarkNames,
        photos: OpenPhotos,
        suggesting: Suggesting,
        review: ReviewControl,
        catalog: CatalogCalls,
        problems: Problems,
        settings: Callable[[], Settings],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._model, self._names, self._photos = window, model, names, photos
        self._suggesting, self._review, self._catalog = suggesting, review, catalog
        self._problems, self._settings = problems, settings
        self._search: LandmarkSearch | None = None
        self._palette: CommandPalette | None = None
        self._dialogs: dict[str, QDialog] = {}
        actions = window.actions_
        for name, slot in (
            ("open-folder", lambda: self._choose_folder(self.open)),
            ("add-folder", lambda: self._choose_folder(photos.add)),
            ("rescan", photos.look_again),
            ("quit", window.close),
            ("suggest-all", self.suggest_all),
            ("suggest-visible", self.suggest_visible),
            ("suggest-selected", self.suggest_selected),
            ("stop", self.stop),
            ("search", self.search),
            ("accept-confident", self.accept_confident),
            ("palette", self.show_palette),
            ("errors", lambda: self._show("errors", self._make_error_list)),
            ("about", lambda: self._show("about", self._make_about)),
            ("shortcuts", lambda: self._show("shortcuts", self._make_key_list)),
            ("metadata", self.show_metadata),
            ("settings", self.show_settings),
        ):
            actions[name].triggered.connect(lambda _=False, do=slot: do())
        actions["zoom"].toggled.connect(window.set_zoomed)
        actions["panel"].toggled.connect(lambda on: window.review.setVisible(on and len(model.table) > 0))
        actions["full-screen"].toggled.connect(lambda on: window.showFullScreen() if on else window.showNormal())
        window.status.stop.connect(self.stop)
        window.dropped.connect(self.open)
        window.empty.open_wanted.connect(actions["open-folder"].trigger)
        window.empty.folder_chosen.connect(lambda folder: self.open([folder]))
        window.review.preview.double_clicked.connect(actions["zoom"].trigger)
        photos.opened.connect(lambda: window.set_title(photos.folders))

    # --- opening ----------------------------------------------------------------------------------

    def open(self, paths: Sequence[str | Path]) -> None:
        """Opens folders and files instead of the former ones."""
        self._suggesting.cancel()
        self._window.messages.clear()
        self._photos.open(paths)
        self._catalog.ask(lambda catalog: catalog.recent(), self._window.set_recent)

    def _choose_folder(self, then: Callable[[list[str]], object]) -> None:
        start = str(self._photos.paths[0]) if self._photos.paths else str(Path.home())
        dialog = QFileDialog(self._window, self.tr("Open folder"), start)
        dialog.setObjectName("chooseFolder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: then([folder]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # --- suggestions ------------------------------------------------------------------------------

    def suggest_all(self) -> None:
        """Asks the model about all photos without a suggestion, in the order shown, then those filtered out."""
        table = self._model.table
        self._suggest(photo_questions.without_answer(table, self._suggesting.identity), some=len(table) > 0)

    def suggest_visible(self) -> None:
        """Asks the model about the photos that the filter shows."""
        table = self._model.table
        shown = photo_questions.without_answer(table, self._suggesting.identity, only_shown=True)
        self._suggest(shown, some=len(table.rows) > 0)

    def suggest_selected(self) -> None:
        """Asks the model about the selected photos, again where it was asked before."""
        targets = self._review.targets()
        self._suggest(targets, some=bool(targets), again=True)

    def _suggest(self, ids: Sequence[int], *, some: bool, again: bool = False) -> None:
        if not some:
            self._window.messages.tell(self.tr("Open a folder of photos first."))
            return
        if self._suggesting.suggest(ids, again=again):
            self._suggesting.prioritise(self._window.grid.rows_in_view())

    def stop(self) -> None:
        """Leaves the large preview; else stops what is going on; else takes the message away."""
        zoom = self._window.actions_["zoom"]
        if zoom.isChecked():
            zoom.setChecked(False)
        elif self._suggesting.worker.is_busy:
            self._suggesting.cancel()
        else:
            self._window.messages.clear()

    # --- dialogs ----------------------------------------------------------------------------------

    def search(self) -> None:
        """Finds any landmark for the selected photos."""
        from landmark_gui.ui.landmark_search import LandmarkSearch  # noqa: PLC0415

        if not self._review.targets():
            return
        if self._search is None:
            self._search = LandmarkSearch(self._names, self._window)
            self._search.chosen.connect(self._review.accept)
        self._search.open_over(self._window)

    def show_palette(self) -> None:
        """Every action by name."""
        from landmark_gui.ui.command_palette import CommandPalette  # noqa: PLC0415

        if self._palette is None:
            self._palette = CommandPalette(self._window.actions_, self._window)
        self._palette.open_over(self._window)

    def accept_confident(self) -> None:
        """Shows what would be accepted, and accepts it."""
        from landmark_gui.ui.accept_confident import AcceptConfident  # noqa: PLC0415

        table = self._model.table
        dialog = AcceptConfident(
            list(map(table.photo, photo_questions.undecided(table, Verdict.CONFIDENT))),
            self._names,
            self._settings().number("accept_probability"),
            self._window,
        )
        dialog.chosen.connect(self._review.accept_each)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_metadata(self) -> None:
        """What stands in the current photo's file."""
        from landmark_gui.ui.metadata_table import MetadataDialog  # noqa: PLC0415

        current = self._review.current
        if current is not None:
            dialog = MetadataDialog(self._model.table.photo(current).path, self._window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.show()

    def show_settings(self, search: str = "") -> None:
        """The settings, those that fit a text first."""
        from landmark_gui.ui.settings_dialog import SettingsDialog  # noqa: PLC0415

        def show(models: list[str]) -> None:
            dialog = SettingsDialog(self._settings(), self._window, search=search, models=models)
            dialog.chosen.connect(self.settings_chosen)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._catalog.ask(lambda _: _installed_models(), show)

    def _make_error_list(self) -> QDialog:
        from landmark_gui.ui.error_list import ErrorList  # noqa: PLC0415

        return ErrorList(self._problems, self._window)

    def _make_about(self) -> QDialog:
        from landmark_gui.ui.about import About  # noqa: PLC0415

        return About(self._suggesting.worker, self._settings(), self._window)

    def _make_key_list(self) -> QDialog:
        from landmark_gui.ui.key_list import KeyList  # noqa: PLC0415

        return KeyList(self._window.actions_, self._window)

    def _show(self, name: str, make: Callable[[], QDialog]) -> None:
        """Shows a dialog that stays beside the window; once."""
        if name not in self._dialogs:
            self._dialogs[name] = make()
        dialog = self._dialogs[name]
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()


def _installed_models() -> list[str]:
    """Names of the models that were trained or imported; reads a folder, so it is for another thread."""
    return sorted(path.stem for path in paths.models_folder().glob("*.landmarks"))
