"""What the person decides: shown at once, on disk a moment later, and undoable."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from landmark_gui.library import decisions
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.content import content_id
from landmark_gui.library.decisions import Action, Decision, Operation
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui.catalog_calls import CatalogCalls


class Deciding(QObject):
    """Hands decisions to the catalog and shows them in the model.

    Signals:
        decided: Ids of the photos that were decided about.
        undone: Ids of the photos whose decision was taken back or brought back.
        nothing_to_undo: There was none.
        nothing_to_redo: There was none, or something was decided since.
    """

    decided = Signal(object)
    undone = Signal(object)
    nothing_to_undo = Signal()
    nothing_to_redo = Signal()

    def __init__(self, model: PhotoListModel, catalog: CatalogCalls, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._catalog = model, catalog
        # By path: decisions about photos whose content id is not known yet, so that the catalog cannot take them.
        self._waiting: dict[str, list[Action]] = {}

    def act(self, ids: Iterable[int], action: Action) -> None:
        """Does one action to photos, as one step that can be undone."""
        self.act_each(dict.fromkeys(ids, action), action.verb.value)

    def act_each(self, actions: Mapping[int, Action], label: str) -> None:
        """Does an action of its own to each photo, by id, as one step that can be undone.

        Args:
            actions: By id.
            label: What the step is called.
        """
        table, when = self._model.table, decisions.now()
        shown: dict[bytes, Decision] = {}
        by_content: dict[bytes, Action] = {}
        without_content: dict[int, dict[str, object]] = {}
        for id, action in actions.items():  # noqa: A001
            photo = table.photo(id)
            after = decisions.apply(photo.decision, action, when)
            if photo.content:
                shown[photo.content] = after
                by_content[photo.content] = action
            else:
                self._waiting.setdefault(photo.path, []).append(action)
                without_content[id] = {"decision": after}
        if without_content:
            self._model.update_many(without_content)
        if by_content:
            self._model.set_decisions(shown)
            self._catalog.ask(lambda catalog: catalog.decide_each(by_content, label), self._confirmed)
        self.decided.emit(list(actions))

    def undo(self) -> None:
        """Takes back the last step."""
        self._catalog.ask(lambda catalog: catalog.undo_last(), self._undone)

    def redo(self) -> None:
        """Brings back what was taken back last."""
        self._catalog.ask(lambda catalog: catalog.redo_last(), self._redone)

    def facts_known(self, ids: Iterable[int]) -> None:
        """Hands the catalog what waited for these photos' content ids."""
        if not self._waiting:
            return
        for photo in map(self._model.table.photo, ids):
            if photo.path in self._waiting and photo.content:
                for action in self._waiting.pop(photo.path):
                    self._catalog.ask(_decide(photo.content, action), self._confirmed)

    def finish(self) -> None:
        """Keeps also what still waits for content ids, as the folder is closed: the catalog's thread reads them."""
        waiting, self._waiting = self._waiting, {}
        for path, actions in waiting.items():
            self._catalog.ask(_decide_file(Path(path), actions), self._confirmed_file)

    @property
    def waiting(self) -> int:
        """How many photos' decisions wait for their content ids."""
        return len(self._waiting)

    def _confirmed(self, operation: Operation) -> None:
        self._model.set_decisions(operation.decisions)

    def _confirmed_file(self, operations: list[Operation]) -> None:
        for operation in operations:
            self._confirmed(operation)

    def _undone(self, operation: Operation | None) -> None:
        self._changed_back(operation, self.nothing_to_undo)

    def _redone(self, operation: Operation | None) -> None:
        self._changed_back(operation, self.nothing_to_redo)

    def _changed_back(self, operation: Operation | None, nothing: SignalInstance) -> None:
        if operation is None:
            nothing.emit()
            return
        table = self._model.table
        ids = [id for content in operation.decisions for id in table.ids_with(content)]  # noqa: A001
        self._model.set_decisions(operation.decisions)
        self.undone.emit(ids)


def _decide_file(path: Path, actions: Sequence[Action]) -> Callable[[Catalog], list[Operation]]:
    def work(catalog: Catalog) -> list[Operation]:
        try:
            content = content_id(path)
        except OSError:
            return []  # the photo is gone, and what was said about it with it
        return [catalog.decide([content], action) for action in actions]

    return work


def _decide(content: bytes, action: Action) -> Callable[[Catalog], Operation]:
    return lambda catalog: catalog.decide([content], action)
