"""The window as it was left: kept when it closes, brought back when it opens."""

from PySide6.QtCore import QObject, QTimer

from landmark_gui.library import session as session_file
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.session import Session, SessionError
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui.catalog_calls import CatalogCalls
from landmark_gui.ui.main_window import MainWindow
from landmark_gui.ui.open_photos import OpenPhotos
from landmark_gui.ui.review_control import ReviewControl
from landmark_gui.ui.view_control import ViewControl

_SPLITTER = "photos"


class SessionControl(QObject):
    """Keeps and restores folders, filter, order, current photo, sizes and place."""

    def __init__(
        self,
        window: MainWindow,
        model: PhotoListModel,
        photos: OpenPhotos,
        view: ViewControl,
        review: ReviewControl,
        catalog: CatalogCalls,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._model, self._photos, self._view = window, model, photos, view
        self._review, self._catalog = review, catalog
        self._sizes: list[int] = []  # of the splitter, to be given as soon as both its parts are seen
        self._wanted = ""  # path of the photo to go to as soon as it is there
        model.rowsInserted.connect(self._seek)
        model.rowsInserted.connect(self._give_sizes)
        model.modelReset.connect(self._seek)
        photos.listed.connect(lambda _: self._give_up())

    def restore_layout(self, session: Session) -> None:
        """Puts the window and its parts where they were; before it is shown."""
        self._window.restore_geometry(session.geometry)
        sizes = session.splitters.get(_SPLITTER)
        if sizes and len(sizes) == self._window.splitter.count() and all(size > 0 for size in sizes):
            self._sizes = list(sizes)

    def restore_photos(self, session: Session) -> None:
        """Opens what was open and shows it as it was shown."""
        self._view.restore(session.filter, session.sort_key, session.is_reversed, session.group_by)
        if session.folders:
            self._wanted = session.current
            self._photos.open(session.folders)

    def current(self) -> Session:
        """The window as it is now."""
        table = self._model.table
        id = self._review.current  # noqa: A001
        sizes = tuple(self._window.splitter.sizes())
        return Session(
            folders=self._photos.folders,
            filter=self._window.filter_bar.filter,
            sort_key=table.sort_key,
            is_reversed=table.is_reversed,
            group_by=table.group_by,
            current=table.photo(id).path if id is not None else self._wanted,
            splitters={_SPLITTER: sizes} if all(sizes) else {_SPLITTER: tuple(self._sizes)} if self._sizes else {},
            geometry=self._window.geometry_text(),
        )

    def save(self) -> None:
        """Keeps the window as it is now, in the catalog's thread."""
        session = self.current()

        def write(catalog: Catalog) -> str:
            try:
                session_file.save(session)
            except SessionError as error:
                return str(error)
            return ""

        self._catalog.ask(write)

    def _give_sizes(self) -> None:
        if self._sizes:
            sizes, self._sizes = self._sizes, []
            QTimer.singleShot(0, self._window.splitter, lambda: self._window.splitter.setSizes(sizes))

    def _seek(self) -> None:
        if not self._wanted:
            return
        id = self._model.table.id_of(self._wanted)  # noqa: A001
        if id is not None and self._model.row_of(id) is not None:
            self._wanted = ""
            self._review.go_to(id)

    def _give_up(self) -> None:
        """The list is complete: where the wanted photo is gone, the first one will do."""
        self._seek()
        self._wanted = ""
        if self._review.current is None and self._model.rowCount():
            self._window.grid.go_to(0)
