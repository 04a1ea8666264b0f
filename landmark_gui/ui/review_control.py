"""Review: from keys and clicks to decisions, and on to the next photo."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QObject, Signal

from landmark_gui.library import decisions, photo_questions
from landmark_gui.library.bursts import burst_of
from landmark_gui.library.decisions import Action, landmark_key
from landmark_gui.library.photos import Photo
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.settings import Settings
from landmark_gui.ui import shortcuts
from landmark_gui.ui.deciding import Deciding
from landmark_gui.ui.main_window import MainWindow
from landmark_gui.ui.review_queue import ReviewQueue

_NEED_PHOTO = (
    "suggest-selected", "no-landmark", "search", "skip", "open-viewer", "show-folder", "show-map", "metadata",
    "copy-path", "copy-name", "zoom",
)  # fmt: skip


class ReviewControl(QObject):
    """Connects the review actions of a window.

    Signals:
        told: Something worth a message, one sentence.
        current_changed: Id of the current photo; None where there is none.
    """

    told = Signal(str)
    current_changed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        model: PhotoListModel,
        deciding: Deciding,
        settings: Callable[[], Settings],
        parent: QObject | None = None,
    ) -> None:
        """Connects what it is given.

        Args:
            window: Its grid says which photos a decision is about.
            model: The photos.
            deciding: Takes decisions.
            settings: The settings as they are now.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._window, self._model, self._deciding, self._settings = window, model, deciding, settings
        self.queue = ReviewQueue(model)
        actions = window.actions_
        for number in range(1, 10):
            actions[f"accept-{number}"].triggered.connect(lambda _=False, chosen=number: self.accept_number(chosen))
        actions["no-landmark"].triggered.connect(lambda: self.act(decisions.NO_LANDMARK))
        actions["reject"].triggered.connect(self.reject)
        actions["skip"].triggered.connect(lambda: self.act(decisions.SKIP))
        actions["undo"].triggered.connect(deciding.undo)
        actions["redo"].triggered.connect(deciding.redo)
        actions["next"].triggered.connect(self.go_on)
        actions["previous"].triggered.connect(self.go_back)
        actions["accept-burst"].triggered.connect(self.accept_burst)
        window.review.accepted.connect(self.accept)
        deciding.undone.connect(self._undone)
        deciding.nothing_to_undo.connect(lambda: self.told.emit(self.tr("There is no decision to undo.")))
        deciding.nothing_to_redo.connect(lambda: self.told.emit(self.tr("There is no decision to redo.")))
        window.grid.selectionModel().currentChanged.connect(lambda *_: self._current_changed())
        window.grid.selectionModel().selectionChanged.connect(lambda *_: self._selection_changed())
        model.dataChanged.connect(self._data_changed)
        model.modelReset.connect(self._reset)
        self._show(None)

    # --- which photos -----------------------------------------------------------------------------

    @property
    def current(self) -> int | None:
        """Id of the current photo."""
        row = self._window.grid.currentIndex().row()
        return self._model.id_at(row) if 0 <= row < self._model.rowCount() else None

    def targets(self) -> list[int]:
        """Ids of the photos that a decision is about: the selection, or the current photo where it is not in it."""
        rows = self._window.grid.selected_rows()
        current = self._window.grid.currentIndex().row()
        if current >= 0 and current not in rows:
            rows = [current]
        return [self._model.id_at(row) for row in rows if row < self._model.rowCount()]

    def go_to(self, id: int) -> None:  # noqa: A002
        """Makes a photo the current one."""
        row = self._model.row_of(id)
        if row is not None:
            self._window.grid.go_to(row)

    # --- what the person says ---------------------------------------------------------------------

    def accept_number(self, number: int) -> None:
        """Accepts the candidate of that number for all targets."""
        row = self._window.review.candidates.suggested(number)
        if row is not None:
            self.accept(row.key)

    def accept(self, landmark: str) -> None:
        """Accepts a landmark, by its key, for all targets."""
        self.act(decisions.accept(landmark))

    def act(self, action: Action) -> None:
        """Does an action to all targets, and goes on to the next photo where the settings say so."""
        ids = self.targets()
        if not ids:
            return
        self._deciding.act(ids, action)
        if len(ids) > 1:
            self.told.emit(self.tr("Done for %n photo(s); U takes it back.", "", len(ids)))
        self._advance()

    def reject(self) -> None:
        """Rejects each target's first candidate; the next candidate moves up."""
        actions: dict[int, Action] = {}
        for id in self.targets():  # noqa: A001
            photo = self._model.table.photo(id)
            if photo.decision.landmark:
                actions[id] = decisions.reject(photo.decision.landmark)
            elif photo.shown_ranking is not None and photo.shown_ranking.landmarks:
                actions[id] = decisions.reject(landmark_key(photo.shown_ranking.landmarks[0]))
        if actions:
            self._deciding.act_each(actions, decisions.Verb.REJECT.value)

    def accept_burst(self) -> None:
        """Accepts the current photo's first candidate for its whole burst, except where the person said otherwise."""
        current, first = self.current, self._window.review.candidates.suggested(1)
        if current is None or first is None:
            return
        table = self._model.table
        numbers = photo_questions.shown_in(table, table.folder_of(current) or "")
        by_path = {photo.path: (number, photo) for number in numbers for photo in (table.photo(number),)}
        photos = [photo for _, photo in by_path.values()]
        burst = burst_of(table.photo(current), photos, self._settings().number("burst_seconds"))
        found = [by_path.get(photo.path, (current, photo)) for photo in burst]
        ids = [number for number, photo in found if number == current or not _settled_otherwise(photo, first.key)]
        self._deciding.act(ids, decisions.accept(first.key))
        text = self.tr("{name} accepted for a burst of %n photo(s); U takes it back.", "", len(ids))
        self.told.emit(text.replace("{name}", first.name))
        self._advance()

    def accept_each(self, landmarks: Mapping[str, str]) -> None:
        """Accepts a landmark of its own for each photo, as one step.

        Args:
            landmarks: From a photo's path to the landmark's key.
        """
        table = self._model.table
        actions = {
            id: decisions.accept(key)
            for path, key in landmarks.items()
            if (id := table.id_of(path)) is not None  # noqa: A001
        }
        if actions:
            self._deciding.act_each(actions, decisions.ACCEPT_CONFIDENT)
            self.told.emit(self.tr("%n suggestion(s) accepted; U takes that back.", "", len(actions)))

    # --- moving -----------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Goes to the next photo that waits for a decision."""
        following = self.queue.next(self.current)
        if following is None:
            self.told.emit(self.tr("All photos shown are reviewed.") if self._model.rowCount() else "")
        else:
            self.go_to(following)

    def go_back(self) -> None:
        """Goes to the photo that was looked at before."""
        before = self.queue.previous()
        if before is not None:
            self.go_to(before)

    def _advance(self) -> None:
        if self._settings().flag("advance"):
            following = self.queue.next(self.current)
            if following is not None:
                self.go_to(following)

    def _undone(self, ids: list[int]) -> None:
        self.queue.bring_back(ids)
        shown = [row for id in ids if (row := self._model.row_of(id)) is not None]  # noqa: A001
        if shown:
            self._window.grid.select_rows(shown, shown[0])
            self._window.grid.scrollTo(self._model.index(shown[0], 0))

    # --- showing ----------------------------------------------------------------------------------

    def _current_changed(self) -> None:
        current = self.current
        if current is not None:
            self.queue.visit(current)
        self._show(self._model.table.photo(current) if current is not None else None)
        self.current_changed.emit(current)

    def _show(self, photo: Photo | None) -> None:
        """Shows a photo in the panel, and what the keys would do to it in the menus."""
        self._window.review.show_photo(photo)
        actions, candidates = self._window.actions_, self._window.review.candidates
        for number, text in enumerate(shortcuts.ACCEPT_TEXTS, 1):
            action, row = actions[f"accept-{number}"], candidates.suggested(number)
            name = row.name.replace("&", "&&") if row is not None else ""
            action.setText(self.tr("Accept “{name}”").replace("{name}", name) if row else shortcuts.translated(text))
            action.setEnabled(row is not None)
        for name in _NEED_PHOTO:
            actions[name].setEnabled(photo is not None)
        for name in ("reject", "accept-burst"):
            actions[name].setEnabled(bool(candidates.rows))

    def _reset(self) -> None:
        """Another filter, order or folder: Qt tells nothing of a selection that is gone with its rows."""
        self._current_changed()
        self._selection_changed()

    def _selection_changed(self) -> None:
        self._window.review.set_scope(len(self._window.grid.selected_rows()))

    def _data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        row = self._window.grid.currentIndex().row()
        if first.row() <= row <= last.row():
            self._show(self._model.photo(row))


def _settled_otherwise(photo: Photo, landmark: str) -> bool:
    """Whether the person said about a photo that it does not show that landmark."""
    decision = photo.decision
    return landmark in decision.rejected or (decision.is_reviewed and decision.landmark != landmark)
