"""Weighs the photos of the list as what is known about them changes, in small pieces: the window stays smooth.

Photos count for others of their own folder only, so that one folder after the other is looked at. What is known of a
folder takes a thousand bytes a photo: where there are very many photos, it is forgotten and learnt anew when needed.
"""

import os
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from landmark_gui.library import photo_questions
from landmark_gui.library.photos import Photo, Ranking
from landmark_gui.library.weighing import Sources, Weighed, Weigher
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.settings import Settings

_WORTH_KEEPING = 0.005  # a difference of probabilities
_PIECE_S = 0.005
_PAUSE_MS = 5
# What one photo says changes little in a large folder: all of it is weighed anew once this share of it has changed.
_WORTH_ALL = 0.1
_MOST_LEARNT = 30_000  # photos of which it is kept what they say about others


_Item = TypeVar("_Item", int, str)


@dataclass(slots=True)
class _Job:
    """What is to be done in one folder.

    Attributes:
        unlearnt: Ids of photos of which something changed.
        waiting: Ids of photos to be weighed.
        is_whole: Whether all photos are to be weighed, whatever changed.
    """

    unlearnt: dict[int, None] = field(default_factory=dict)
    waiting: dict[int, None] = field(default_factory=dict)
    is_whole: bool = False


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
        self._jobs: dict[str, _Job] = {}  # by folder
        self._rounds: dict[str, None] = {}  # folders to be weighed as a whole, after all jobs
        self._learnt: dict[str, int] = {}  # folders, the one used last at the end, and how many photos they had
        self._changes: Counter[str] = Counter()  # photos that were learnt anew since their folder was weighed
        self._loading: dict[int, None] = {}  # photos to be learnt before anything of their folder is weighed
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._work)
        model.evidence_changed.connect(self._changed)
        model.replaced.connect(self.weigh_all)
        model.removed.connect(self._removed)

    @property
    def is_busy(self) -> bool:
        """Whether photos wait to be weighed."""
        return bool(self._loading or self._jobs or self._rounds)

    def configure(self, settings: Settings) -> None:
        """Takes other settings, and weighs all photos anew."""
        self._weigher = _weigher(self._model, settings)
        self.weigh_all()

    def weigh_all(self) -> None:
        """Weighs all photos anew, such as after the landmarks' places became known."""
        weigher = self._weigher
        self._weigher = Weigher(self._model.names.landmark, weigher.sources, weigher.burst_seconds)
        self._jobs.clear()
        self._learnt.clear()
        self._changes.clear()
        self._loading.clear()
        self._rounds = dict.fromkeys(self._model.table.folders())
        self._begin()

    def evidence(self, id: int) -> Weighed | None:  # noqa: A002
        """What holds about one photo now, with all its evidence; None where nothing but the picture counts."""
        try:
            photo = self._model.table.photo(id)
        except KeyError:
            return None
        self._load(os.path.dirname(photo.path))
        while self._loading:
            self._learn(_first(self._loading))
        return self._weigher.weigh(photo)

    def _begin(self) -> None:
        if self.is_busy and not self._timer.isActive():
            self._timer.start()

    def _changed(self, ids: Iterable[int]) -> None:
        folder_of = self._model.table.folder_of
        for id in ids:  # noqa: A001
            folder = folder_of(id)
            if folder is not None:
                self._jobs.setdefault(folder, _Job()).unlearnt[id] = None
        self._begin()

    def _removed(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._weigher.forget(path)

    def _work(self) -> None:
        """One piece: in each folder first all that is new is learnt, then what it changes is weighed."""
        until = time.perf_counter() + _PIECE_S
        updates: dict[int, dict[str, object]] = {}
        done: list[int] = []
        while self.is_busy and time.perf_counter() < until:
            if self._loading:
                self._learn(_first(self._loading))
                continue
            if not self._jobs:
                self._jobs[_first(self._rounds)] = _Job(is_whole=True)
            folder = next(iter(self._jobs))
            self._step(folder, self._jobs[folder], updates, done)
        if updates:
            self._model.update_many(updates)
        if done:
            self.weighed.emit(done)
        self._begin()

    def _step(self, folder: str, job: _Job, updates: dict[int, dict[str, object]], done: list[int]) -> None:
        """Does the next thing that is to be done in a folder."""
        if self._load(folder):
            if len(job.unlearnt) >= _WORTH_ALL * len(self._loading):  # they are all learnt now
                job.is_whole, job.unlearnt = True, {}
        elif job.unlearnt:
            self._learn_change(folder, job, _first(job.unlearnt))
        elif job.is_whole or self._is_worth_all(folder):
            job.is_whole = False
            del self._changes[folder]
            job.waiting.update(dict.fromkeys(photo_questions.ranked_in(self._model.table, folder)))
        elif job.waiting:
            self._weigh(_first(job.waiting), updates, done)
        else:
            del self._jobs[folder]

    def _is_worth_all(self, folder: str) -> bool:
        """Whether enough has changed in a folder to weigh all of it anew."""
        known = self._weigher.known_in(folder) if self._changes[folder] else None
        return known is not None and self._changes[folder] >= _WORTH_ALL * len(known)

    def _load(self, folder: str) -> bool:
        """Sees to it that a folder's photos are learnt; whether they have to be learnt first."""
        if not self._weigher.sources.context:
            return False
        if folder in self._learnt:
            self._learnt[folder] = self._learnt.pop(folder)
            return False
        ids = self._model.table.ids_in(folder)
        while self._learnt and sum(self._learnt.values()) + len(ids) > _MOST_LEARNT:
            oldest = next(iter(self._learnt))
            del self._learnt[oldest]
            self._weigher.forget_folder(oldest)
        self._learnt[folder] = len(ids)
        self._loading.update(dict.fromkeys(ids))
        return True

    def _learn(self, id: int) -> None:  # noqa: A002
        try:
            self._weigher.learn(self._model.table.photo(id))
        except KeyError:
            return  # it went away meanwhile

    def _learn_change(self, folder: str, job: _Job, id: int) -> None:  # noqa: A002
        table = self._model.table
        try:
            photo = table.photo(id)
        except KeyError:
            return
        self._weigher.learn(photo)
        self._changes[folder] += self._weigher.sources.context
        if photo.ranking is not None:
            job.waiting[id] = None
        for path in self._weigher.near(photo):
            near = table.id_of(path)
            if near is not None and photo_questions.is_ranked(table, near):
                job.waiting[near] = None

    def _weigh(self, id: int, updates: dict[int, dict[str, object]], done: list[int]) -> None:  # noqa: A002
        try:
            photo = self._model.table.photo(id)
        except KeyError:
            return
        if photo.ranking is None:
            return
        found = self._weigher.weigh(photo)
        weighed = _kept(photo, found.ranking) if found is not None else None
        if weighed != photo.weighed:
            updates[id] = {"weighed": weighed}
        done.append(id)


def _weigher(model: PhotoListModel, settings: Settings) -> Weigher:
    sources = Sources(gps=settings.flag("use_gps"), context=settings.flag("use_context"))
    return Weigher(model.names.landmark, sources, settings.number("burst_seconds"))


def _kept(photo: Photo, weighed: Ranking) -> Ranking | None:
    """What is worth its memory, for very many photos: nothing where the evidence hardly changes what the model says."""
    before = photo.ranking
    same = before is not None and before.verdict is weighed.verdict and before.landmarks == weighed.landmarks
    if same and before is not None:
        pairs = zip(before.probabilities, weighed.probabilities, strict=True)
        if all(abs(one - other) < _WORTH_KEEPING for one, other in pairs):
            return None
    return weighed


def _first(waiting: dict[_Item, None]) -> _Item:
    item = next(iter(waiting))
    del waiting[item]
    return item
