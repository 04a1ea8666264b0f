"""Review in the small dialog: from keys and clicks to decisions, and on to the next photo."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QModelIndex, QObject, Signal

from landmark_gui.library import decisions
from landmark_gui.library.decisions import Action, DecisionKind
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.settings import Settings
from landmark_gui.ui import shortcuts
from landmark_gui.ui.deciding import Deciding
from landmark_gui.ui.landmark_search import LandmarkSearch
from landmark_gui.ui.reason_words import reason_words
from landmark_gui.ui.suggest_dialog import SuggestDialog


class SuggestReview(QObject):
    """Connects the review actions of the dialog.

    Signals:
        decided: Ids of photos about which the person said something.
        current_changed: The photo shown, or what is known of it, is another.
    """

    decided = Signal(object)
    current_changed = Signal()

    def __init__(
        self,
        dialog: SuggestDialog,
        model: PhotoListModel,
        deciding: Deciding,
        settings: Callable[[], Settings],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._dialog, self._model, self._deciding, self._settings = dialog, model, deciding, settings
        self._search: LandmarkSearch | None = None
        actions = dialog.actions_
        for number in range(1, 10):
            actions[f"accept-{number}"].triggered.connect(lambda _=False, chosen=number: self.accept_number(chosen))
        actions["no-landmark"].triggered.connect(lambda: self.act(decisions.NO_LANDMARK))
        actions["skip"].triggered.connect(lambda: self.act(decisions.SKIP))
        actions["search"].triggered.connect(self.search)
        actions["same-for-all"].triggered.connect(self.same_for_all)
        actions["next-photo"].triggered.connect(lambda: self.step(1))
        actions["previous-photo"].triggered.connect(lambda: self.step(-1))
        dialog.review.accepted.connect(self.accept)
        dialog.strip.selectionModel().currentChanged.connect(lambda *_: self._show())
        model.dataChanged.connect(self._data_changed)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._rows_changed)
        model.rowsInserted.connect(self._rows_came)
        self._remembered = ""
        self._show()

    # --- which photo ------------------------------------------------------------------------------

    @property
    def current(self) -> int | None:
        """Id of the photo shown; None where there is none."""
        row = self._dialog.strip.currentIndex().row()
        return self._model.id_at(row) if 0 <= row < self._model.rowCount() else None

    @property
    def photo(self) -> Photo | None:
        """The photo shown."""
        current = self.current
        return None if current is None else self._model.table.photo(current)

    @property
    def photos(self) -> list[Photo]:
        """All photos, in the order shown."""
        return [self._model.photo(row) for row in range(self._model.rowCount())]

    @property
    def table(self) -> PhotoTable:
        """The photos by id."""
        return self._model.table

    def show_first(self, ids: Iterable[int]) -> None:
        """Shows the first of these photos, as something happened to it."""
        rows = [row for id in ids if (row := self._model.row_of(id)) is not None]  # noqa: A001
        if rows:
            self._dialog.strip.go_to(min(rows))

    def waiting(self) -> list[int]:
        """Ids of the photos that wait for a decision and can be looked at."""
        return [id for id in self._model.table.rows if _waits(self._model.table.photo(id))]  # noqa: A001

    def step(self, by: int) -> None:
        """Shows the next photo or the one before."""
        row = self._dialog.strip.currentIndex().row() + by
        if 0 <= row < self._model.rowCount():
            self._dialog.strip.go_to(row)

    def go_on(self) -> None:
        """Shows the next photo that waits for a decision, from here on and then from the beginning."""
        rows = self._model.rowCount()
        here = self._dialog.strip.currentIndex().row()
        for row in [*range(here + 1, rows), *range(max(0, here))]:
            if _waits(self._model.photo(row)):
                self._dialog.strip.go_to(row)
                return

    # --- what the person says ---------------------------------------------------------------------

    def accept_number(self, number: int) -> None:
        """Accepts the candidate of that number."""
        row = self._dialog.review.candidates.suggested(number)
        if row is not None:
            self.accept(row.key)

    def accept(self, landmark: str) -> None:
        """Accepts a landmark, by its key."""
        self.act(decisions.accept(landmark))

    def act(self, action: Action) -> None:
        """Does an action to the photo shown, and goes on to the next one that waits."""
        current = self.current
        if current is not None and not self._is_refused(current):
            self._decide([current], action)
            if self._settings().flag("advance"):
                self.go_on()

    def same_for_all(self) -> None:
        """Does to all photos that wait what was said of the one shown; else accepts its first candidate for all."""
        current, photo = self.current, self.photo
        if current is None or photo is None:
            return
        decision = photo.decision
        if decision.kind is DecisionKind.NO_LANDMARK:
            action = decisions.NO_LANDMARK
        elif decision.landmark:
            action = decisions.accept(decision.landmark)
        else:
            first = self._dialog.review.candidates.suggested(1)
            if first is None:
                self._dialog.messages.tell(self.tr("Accept a landmark for this photo first."))
                return
            action = decisions.accept(first.key)
        ids = self.waiting()
        if ids:
            self._decide(ids, action)
            name = self._model.names.name(action.landmark) if action.landmark else self.tr("No landmark")
            text = self.tr("{name}: %n photo(s); U takes it back.", "", len(ids)).replace("{name}", name)
            self._dialog.messages.tell(text)
        else:
            self._dialog.messages.tell(self.tr("No other photo waits for a decision."))

    def search(self) -> None:
        """Finds any landmark for the photo shown."""
        if self.current is None:
            return
        if self._search is None:
            self._search = LandmarkSearch(self._model.names, self._dialog)
            self._search.chosen.connect(self.accept)
        self._search.open_over(self._dialog)

    def _decide(self, ids: Iterable[int], action: Action) -> None:
        ids = list(ids)
        self._deciding.act(ids, action)
        self._dialog.messages.clear()
        self.decided.emit(ids)

    def _is_refused(self, id: int) -> bool:  # noqa: A002
        """Whether nothing can be decided about a photo, as its file cannot be read; says so."""
        photo = self._model.table.photo(id)
        if photo.error:
            self._dialog.messages.tell(reason_words(photo.error), "warning")
        return bool(photo.error)

    # --- showing ----------------------------------------------------------------------------------

    def _remember(self) -> None:
        photo = self.photo
        self._remembered = photo.path if photo is not None else self._remembered

    def _rows_changed(self) -> None:
        """After rows were sorted anew or replaced: the photo shown stays, if it is still there."""
        id = self._model.table.id_of(self._remembered)  # noqa: A001
        row = self._model.row_of(id) if id is not None else None
        self._dialog.strip.go_to(row or 0)
        self._show()

    def _rows_came(self) -> None:
        if self.current is None:
            self._dialog.strip.go_to(0)
        else:
            self._show()

    def _data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self._dialog.strip.currentIndex().row() <= last.row():
            self._show()
        else:
            self.current_changed.emit()

    def _show(self) -> None:
        """Shows the current photo in the panel, and what the keys would do to it."""
        photo = self.photo
        review, actions = self._dialog.review, self._dialog.actions_
        review.show_photo(photo)
        for number, text in enumerate(shortcuts.ACCEPT_TEXTS, 1):
            row, action = review.candidates.suggested(number), actions[f"accept-{number}"]
            action.setText(row.name.replace("&", "&&") if row is not None else shortcuts.translated(text))
            action.setEnabled(row is not None)
        readable = photo is not None and not photo.error
        for name in ("no-landmark", "search", "skip", "same-for-all"):
            actions[name].setEnabled(readable)
        self.current_changed.emit()


def _waits(photo: Photo) -> bool:
    return not (photo.decision.is_reviewed or photo.problem)
