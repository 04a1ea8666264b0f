"""Suggestions: which photos the model is asked about, what comes back, and what is kept of it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from landmark_gui import taught
from landmark_gui.inference.suggestion import Suggestion, failure
from landmark_gui.library import photo_questions
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.content import model_id
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo, Ranking
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui.catalog_calls import CatalogCalls
from landmark_gui.workers.inference_worker import InferenceSummary, InferenceWorker, LoadedModel
from landmark_gui.workers.worker import Failure

_AT_ONCE = 250
_RENEWED_AT_ONCE, _RENEW_MS = 500, 20


class Suggesting(QObject):
    """Runs the model over photos of the list.

    Signals:
        nothing_to_do: All photos that were asked for have a suggestion.
        results_came: Ids of photos that have a suggestion now.
        model_known: The id of the model in use changed.
    """

    nothing_to_do = Signal()
    results_came = Signal(object)
    model_known = Signal(str)

    def __init__(
        self, model: PhotoListModel, catalog: CatalogCalls, worker: InferenceWorker, parent: QObject | None = None
    ) -> None:
        """Connects what it is given.

        Args:
            model: The photos.
            catalog: Keeps suggestions.
            worker: Runs the network.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._model, self._catalog, self.worker = model, catalog, worker
        self.identity = ""
        # By path: suggestions of photos whose content id is not known yet, so that the catalog cannot keep them.
        self._unkept: dict[str, Suggestion] = {}
        self._waiting: Iterator[str] = iter(())  # paths
        self._again, self._asked = False, 0
        self._answering = ""  # identity of the model whose results come
        self._run: list[str] = []  # paths handed over since the worker was last idle
        self._disagreed = ("", "")  # the last identities of which one was used and the other one wanted
        self._given_up = 0  # runs whose end is still to come
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._ask_some)
        # The table whose photos have suggestions of another model than that in use, and their ids.
        self._stale: tuple[PhotoTable, list[int]] = (model.table, [])
        self._renew = QTimer(self, singleShot=True, interval=_RENEW_MS)
        self._renew.timeout.connect(self._renew_some)
        worker.results.connect(self._results)
        worker.failed.connect(self._failed)
        worker.finished.connect(self._finished)
        worker.answering.connect(self._answers_come_from)
        worker.model_ready.connect(self._model_ready)

    def suggest(self, ids: Iterable[int], *, again: bool = False) -> int:
        """Asks the model about photos.

        Args:
            ids: Which ones.
            again: Also those that have a suggestion of this model, and those whose file names a landmark itself.

        Returns:
            How many it is asked about at once; others may follow.
        """
        self._again, self._asked = again, 0
        table = self._model.table
        # One after the other, as they are handed over: the paths of very many photos take memory and time.
        self._waiting = (path for id in ids for path in table.paths_of((id,)))  # noqa: A001
        self._ask_some()
        if not self._asked:
            self.nothing_to_do.emit()
        return self._asked

    def _ask_some(self) -> None:
        """Hands the worker some photos, and the next ones a moment later: with very many, all at once would stall."""
        table = self._model.table
        paths = []
        for path in self._waiting:
            id = table.id_of(path)  # noqa: A001
            if id is None:
                continue  # it went away meanwhile
            photo = table.photo(id)
            if self._again or self._needs_asking(photo):
                paths.append(photo.file)
                if len(paths) == _AT_ONCE:
                    self._more.start()
                    break
        if paths:
            self._asked += len(paths)
            self._run += map(str, paths)
            self.worker.start(paths)

    def _needs_asking(self, photo: Photo) -> bool:
        known = photo.ranking is not None and not photo.ranking.error and photo.ranking.model == self.identity
        return not (known or photo.landmark_in_file or photo.decision.is_reviewed)

    def prioritise(self, rows: Iterable[int]) -> None:
        """These rows come next, as they are seen."""
        if self.worker.is_busy:
            self.worker.prioritise([self._model.photo(row).file for row in rows])

    def cancel(self) -> None:
        """Stops; what came stays, and asking again goes on from there."""
        self._more.stop()
        self._waiting = iter(())
        self._run = []  # nor is it asked anew of another model
        self.worker.cancel()

    def use_model(self, identity: str) -> None:
        """Takes the id of the model in use; suggestions of another one give way to what the catalog has of this one."""
        if identity == self.identity:
            return
        self.identity = identity
        self._unkept.clear()
        self.model_known.emit(identity)
        self._ask_anew()
        self._stale = (self._model.table, photo_questions.with_ranking(self._model.table, other_than=identity))
        self._renew_some()

    def _renew_some(self) -> None:
        """Lets some suggestions of another model give way, and the next ones a moment later."""
        table, ids = self._stale
        if not ids or table is not self._model.table:
            return
        some, identity = ids[:_RENEWED_AT_ONCE], self.identity
        self._stale = (table, ids[_RENEWED_AT_ONCE:])
        photos = {id: table.photo(id) for id in some if table.folder_of(id) is not None}  # noqa: A001
        # Those of which the model has said something meanwhile keep that.
        stale = {id: photo for id, photo in photos.items() if photo.ranking and photo.ranking.model != identity}  # noqa: A001
        self._model.update_many({id: {"ranking": None} for id in stale})  # noqa: A001
        contents = [photo.content for photo in stale.values() if photo.content]
        self._catalog.ask(lambda catalog: catalog.rankings(contents, identity), self._recalled)
        if self._stale[1]:
            self._renew.start()

    def _ask_anew(self) -> None:
        """Asks the model in use now about the photos of a run that another one is still answering."""
        if not self._run or self._answering in ("", self.identity):
            return
        self._given_up += 1
        self._waiting = chain(self._run, self._waiting)
        self._run = []
        self.worker.cancel()
        self._more.start()  # when the suggestions of the other model are gone

    def facts_known(self, ids: Iterable[int]) -> None:
        """Keeps what waited for these photos' content ids."""
        if not self._unkept:
            return
        photos = map(self._model.table.photo, ids)
        ready = [photo for photo in photos if photo.content and photo.path in self._unkept]
        self._keep([(photo.content, self._unkept.pop(photo.path)) for photo in ready])

    # --- from the worker --------------------------------------------------------------------------

    def _answers_come_from(self, identity: str) -> None:
        self._answering = identity
        if identity == self.identity:
            self._disagreed = ("", "")
        elif self._disagreed == (identity, self.identity):
            self.use_model(identity)  # the worker was asked anew and says the same: it knows best what it uses
        else:
            self._disagreed = (identity, self.identity)
            self._ask_anew()

    def _finished(self, _: InferenceSummary) -> None:
        if self._given_up:
            self._given_up -= 1
        else:
            self._run.clear()

    def _results(self, suggestions: Sequence[Suggestion]) -> None:
        if self._answering not in ("", self.identity):
            return  # of a model that is no longer in use, which was asked before it was changed
        table = self._model.table
        by_id: dict[int, Suggestion] = {}
        keep = []
        for suggestion in suggestions:
            id = table.id_of(str(suggestion.path))  # noqa: A001
            if id is None:
                continue
            by_id[id] = suggestion
            content = table.photo(id).content
            if content:
                keep.append((content, suggestion))
            else:
                self._unkept[str(suggestion.path)] = suggestion
        self._model.set_suggestions(self.identity, by_id)
        self._keep(keep)
        self.results_came.emit(list(by_id))

    def _failed(self, failures: Sequence[Failure]) -> None:
        table = self._model.table
        found = {
            id: failure(entry.path, entry.reason)
            for entry in failures
            if (id := table.id_of(str(entry.path))) is not None  # noqa: A001
        }
        if found:
            self._model.set_suggestions(self.identity, found)

    def _model_ready(self, loaded: LoadedModel) -> None:
        if not self.identity:
            self.use_model(loaded.identity)

    def _recalled(self, found: dict[bytes, Ranking]) -> None:
        table = self._model.table
        updates: dict[int, dict[str, object]] = {}
        for content, ranking in found.items():
            if ranking.model == self.identity:
                updates |= {id: {"ranking": ranking} for id in table.ids_with(content)}  # noqa: A001
        self._model.update_many(updates)

    def _keep(self, pairs: list[tuple[bytes, Suggestion]]) -> None:
        if pairs:
            identity = self.identity
            self._catalog.ask(lambda catalog: catalog.store_suggestions(identity, pairs))


def identify(catalog: Catalog, path: Path) -> str:
    """Identifies a model and what it was taught, or empty. Reads the disk: for the catalog's thread."""
    try:
        return taught.identity(model_id(path))
    except OSError:
        return ""
