"""Suggestions: which photos the model is asked about, what comes back, and what is kept of it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
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
_RECALLED_AT_ONCE, _RECALL_MS = 500, 20


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
        self._waiting: Iterator[tuple[str, bool]] = iter(())  # paths, and whether to ask again what is known
        self._again, self._asked = False, 0
        self._answering = ""  # identity of the model whose results come
        self._run: list[str] = []  # paths handed over since the worker was last idle
        self._disagreed = ("", "")  # the last identities of which one was used and the other one wanted
        self._given_up = 0  # runs whose end is still to come
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._ask_some)
        # While the catalog is asked what the model in use said before: the table, and ids of photos still to come.
        self._recalling: tuple[PhotoTable, Iterator[int]] | None = None
        self._recall = QTimer(self, singleShot=True, interval=_RECALL_MS)
        self._recall.timeout.connect(self._recall_some)
        self._is_waited_for = False  # who asks to suggest while that goes on is told at its end where nothing is left
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
        self._waiting = self._paths(ids, again=again)
        self._is_waited_for = self._recalling is not None
        self._ask_some()
        if not self._asked and not self._is_waited_for:
            self.nothing_to_do.emit()
        return self._asked

    def _paths(self, ids: Iterable[int], *, again: bool = False) -> Iterator[tuple[str, bool]]:
        """One after the other, as they are handed over: the paths of very many photos take memory and time."""
        table = self._model.table
        return ((path, again) for id in ids for path in table.paths_of((id,)))  # noqa: A001

    def _ask_some(self) -> None:
        """Hands the worker some photos, and the next ones a moment later: with very many, all at once would stall."""
        if self._recalling is not None:
            return  # what the catalog knows need not be asked; it goes on when that is here
        table = self._model.table
        paths = []
        for path, again in self._waiting:
            id = table.id_of(path)  # noqa: A001
            if id is None:
                continue  # it went away meanwhile
            photo = table.photo(id)
            if again or self._needs_asking(photo):
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

    def use_model(self, identity: str, ask: Iterable[int] = ()) -> None:
        """Takes the id of the model in use; suggestions of another one give way to what the catalog has of this one.

        A model that was taught a landmark, or forgot one, is another one, but what it said before stays with photos
        that it is not asked about again, until the catalog has something newer, or their decision is taken back.

        Args:
            identity: The id; empty for none.
            ask: Photos that it is asked about where the catalog has nothing of it.
        """
        self._waiting = chain(self._paths(ask), self._waiting)
        if identity == self.identity:
            self._ask_some()
            return
        self.identity = identity
        self._unkept.clear()
        self.model_known.emit(identity)
        self._ask_anew()
        table = self._model.table
        self._recalling = (table, iter(photo_questions.without_ranking_of(table, identity)))
        self._recall_some()

    def _recall_some(self) -> None:
        """Asks the catalog about some photos, and about the next ones a moment later; none of another model stays."""
        if self._recalling is None:
            return
        table, waiting = self._recalling
        some = list(islice(waiting, _RECALLED_AT_ONCE)) if table is self._model.table else []
        if not some:
            self._recalling = None
            self._ask_some()
            if self._is_waited_for and not self._asked:
                self.nothing_to_do.emit()
            self._is_waited_for = False
            return
        identity = self.identity
        contents: list[bytes] = []
        gone: dict[int, dict[str, object]] = {}
        for number in some:
            photo = table.photo(number) if table.folder_of(number) is not None else None
            if photo is None or (photo.ranking is not None and photo.ranking.model == identity):
                continue  # it went away, or the model has said something about it meanwhile
            contents.append(photo.content)
            if photo.ranking is not None and not self._stays(photo):
                gone[number] = {"ranking": None}
        self._model.update_many(gone)
        self._catalog.ask(
            lambda catalog: catalog.rankings(contents, identity), lambda found: self._recalled(identity, found)
        )

    def _stays(self, photo: Photo) -> bool:
        """Whether a photo keeps what the model in use said before it was taught something, or forgot it.

        Where it is not asked again by itself, to have nothing would look as if it had never been asked.
        """
        ranking = photo.ranking
        if ranking is None or ranking.error or not (photo.decision.is_reviewed or photo.landmark_in_file):
            return False
        return taught.model_of(ranking.model) == taught.model_of(self.identity)

    def decisions_changed(self, ids: Iterable[int]) -> None:
        """Asks about photos that wait for a decision again, and kept what the model said before it was taught."""
        photos = ((id, self._model.table.photo(id)) for id in ids)  # noqa: A001
        old = [id for id, photo in photos if photo.ranking is not None and self._needs_asking(photo)]  # noqa: A001
        if old:
            self._waiting = chain(self._paths(old), self._waiting)
            self._ask_some()

    def _ask_anew(self) -> None:
        """Asks the model in use now about the photos of a run that another one is still answering."""
        if not self._run or self._answering in ("", self.identity):
            return
        self._given_up += 1
        again = self._again
        self._waiting = chain([(path, again) for path in self._run], self._waiting)
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

    def _recalled(self, identity: str, found: dict[bytes, Ranking]) -> None:
        if identity != self.identity:
            return  # another one is in use by now
        table = self._model.table
        updates: dict[int, dict[str, object]] = {}
        for content, ranking in found.items():
            updates |= {id: {"ranking": ranking} for id in table.ids_with(content)}  # noqa: A001
        self._model.update_many(updates)
        if self._recalling is not None:
            self._recall.start()

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
