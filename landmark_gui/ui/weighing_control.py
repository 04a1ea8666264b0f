"""Weighs the photos of the list as what is known about them changes, in small pieces: the window stays smooth."""

import os
import time
from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from landmark_gui.library.photos import Photo, Ranking
from landmark_gui.library.weighing import Sources, Weighed, Weigher
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.settings import Settings

_WORTH_KEEPING = 0.005  # a difference of probabilities
_PIECE_S = 0.005
_PAUSE_MS = 5
# What one photo says changes little in a large folder: all of it is weighed anew once this share of it has changed.
_WORTH_ALL = 0.1


class WeighingControl(QObject):
    """Keeps `Photo.weighed` up to date.

    Signals:
        weighed: Ids of photos that were weighed anew.
    """

    weighed = Signal(object)

    def __init__(self, model: PhotoListModel, settings: Settings, parent: QObject | None = None) -> None:
        """Connects itself.

        Args:
            model: The photos.
            settings: What may be weighed.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._model = model
        self._weigher = _weigher(model, settings)
        self._unlearnt: dict[int, None] = {}
        self._waiting: dict[int, None] = {}
        self._changes: Counter[str] = Counter()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._work)
        model.evidence_changed.connect(self._changed)
        model.replaced.connect(self._begin)
        model.removed.connect(self._removed)

    @property
    def is_busy(self) -> bool:
        """Whether photos wait to be weighed."""
        return bool(self._unlearnt or self._waiting)

    def configure(self, settings: Settings) -> None:
        """Takes other settings, and weighs all photos anew."""
        self._weigher = _weigher(self._model, settings)
        self.weigh_all()

    def weigh_all(self) -> None:
        """Weighs all photos anew, such as after the landmarks' places became known."""
        self._begin()
        self._changed(self._model.table.ids())

    def evidence(self, id: int) -> Weighed | None:  # noqa: A002
        """What holds about one photo now, with all its evidence; None where nothing but the picture counts."""
        try:
            photo = self._model.table.photo(id)
        except KeyError:
            return None
        return self._weigher.weigh(photo)

    def _begin(self) -> None:
        weigher = self._weigher
        self._weigher = Weigher(self._model.names.landmark, weigher.sources, weigher.burst_seconds)
        self._unlearnt.clear()
        self._waiting.clear()
        self._changes.clear()

    def _changed(self, ids: Iterable[int]) -> None:
        self._unlearnt.update(dict.fromkeys(ids))
        if self._unlearnt and not self._timer.isActive():
            self._timer.start()

    def _removed(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._weigher.forget(path)

    def _work(self) -> None:
        """One piece: first all that is new is learnt, then what it changes is weighed."""
        until = time.perf_counter() + _PIECE_S
        table = self._model.table
        while self._unlearnt and time.perf_counter() < until:
            self._learn(_first(self._unlearnt))
        updates: dict[int, dict[str, object]] = {}
        done = []
        while self._waiting and not self._unlearnt and time.perf_counter() < until:
            id = _first(self._waiting)  # noqa: A001
            try:
                photo = table.photo(id)
            except KeyError:
                continue
            found = self._weigher.weigh(photo)
            weighed = _kept(photo, found.ranking) if found is not None else None
            if weighed != photo.weighed:
                updates[id] = {"weighed": weighed}
            done.append(id)
        if updates:
            self._model.update_many(updates)
        if done:
            self.weighed.emit(done)
        if self.is_busy:
            self._timer.start()

    def _learn(self, id: int) -> None:  # noqa: A002
        table = self._model.table
        try:
            photo = table.photo(id)
        except KeyError:
            return
        self._weigher.learn(photo)
        if photo.ranking is not None:
            self._waiting[id] = None
        for path in self._weigher.near(photo):
            near = table.id_of(path)
            if near is not None and table.photo(near).ranking is not None:
                self._waiting[near] = None
        folder = os.path.dirname(photo.path)
        self._changes[folder] += 1
        if not self._unlearnt:
            self._weigh_folders()

    def _weigh_folders(self) -> None:
        """Has whole folders weighed anew in which enough has changed."""
        if not self._weigher.sources.context:
            return
        table = self._model.table
        for folder in list(self._changes):
            known = self._weigher.known_in(folder)
            if known is None:
                del self._changes[folder]
            elif self._changes[folder] >= _WORTH_ALL * len(known):
                del self._changes[folder]
                ids = (table.id_of(path) for path in known.paths)
                self._waiting.update((id, None) for id in ids if id is not None)  # noqa: A001


def _weigher(model: PhotoListModel, settings: Settings) -> Weigher:
    sources = Sources(gps=settings.flag("use_gps"), context=settings.flag("use_context"))
    return Weigher(model.names.landmark, sources, settings.number("burst_seconds"))


def _kept(photo: Photo, weighed: Ranking) -> Ranking | None:
    """What is worth its memory, for 100,000 photos: nothing where the evidence hardly changes what the model says."""
    before = photo.ranking
    same = before is not None and before.verdict is weighed.verdict and before.landmarks == weighed.landmarks
    if same and before is not None:
        pairs = zip(before.probabilities, weighed.probabilities, strict=True)
        if all(abs(one - other) < _WORTH_KEEPING for one, other in pairs):
            return None
    return weighed


def _first(waiting: dict[int, None]) -> int:
    number = next(iter(waiting))
    del waiting[number]
    return number
