"""Which photo comes next in review: the one about which the model is least sure."""

import time
from collections.abc import Iterable

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.photos import Photo
from landmark_gui.models.photo_list import PhotoListModel

# Photos that probably show no landmark come last: most of a folder is of that kind, and seldom worth a look.
_ORDER: dict[Verdict | None, int] = {Verdict.AMBIGUOUS: 0, Verdict.CONFIDENT: 1, Verdict.NO_LANDMARK: 2}
_REMEMBERED = 500
_KEPT_S = 1.0  # while suggestions come in, the queue is made anew at most this often
Key = tuple[int, float, int]


class ReviewQueue:
    """Goes through the photos shown by falling uncertainty; where the model was not asked, in the grid's order.

    A photo that the person passes without a decision comes again only after all others were met.
    """

    def __init__(self, model: PhotoListModel) -> None:
        """Makes it.

        Args:
            model: The photos.
        """
        self._model = model
        self._queue: list[Key] = []  # the last number of a key is the photo's id
        self._fresh = False
        self._built = -_KEPT_S
        self._passed: set[int] = set()
        self._visited: list[int] = []
        model.modelReset.connect(lambda: self.bring_back(()))
        model.rowsInserted.connect(self.forget)

    def forget(self) -> None:
        """Orders anew at the next question, as rows or suggestions changed."""
        self._fresh = False

    def bring_back(self, ids: Iterable[int]) -> None:
        """These photos wait again, as a decision was undone."""
        self._passed.difference_update(ids)
        self._fresh, self._built = False, -_KEPT_S

    def visit(self, id: int) -> None:  # noqa: A002
        """Remembers that the person looks at this photo."""
        if not self._visited or self._visited[-1] != id:
            self._visited.append(id)
            del self._visited[:-_REMEMBERED]

    def next(self, current: int | None) -> int | None:
        """Id of the next photo that waits for a decision; None where none waits but the current one.

        Args:
            current: Id of the photo that is shown; None for none.
        """
        if not self._fresh and time.monotonic() > self._built + _KEPT_S:
            self._build()
        table = self._model.table
        if not self._queue:
            row = table.row_of(current) if current is not None else None
            following = table.next_unreviewed(-1 if row is None else row)
            return None if following is None else table.rows[following]
        if current is not None:
            self._passed.add(current)
        for _ in range(2):
            for *_, id in self._queue:  # noqa: A001
                if id not in self._passed and self._waits(id):
                    return id
            self._passed = set() if current is None else {current}
        return None

    def _waits(self, id: int) -> bool:  # noqa: A002
        return self._model.row_of(id) is not None and not self._model.table.photo(id).decision.is_reviewed

    def previous(self) -> int | None:
        """Id of the photo that the person looked at before this one; None where there is none."""
        if self._visited:
            self._visited.pop()
        while self._visited and self._model.row_of(self._visited[-1]) is None:
            self._visited.pop()
        return self._visited[-1] if self._visited else None

    def _build(self) -> None:
        table = self._model.table
        photos = ((table.photo(id), id) for id in table.rows)  # noqa: A001
        self._queue = sorted(
            _key(photo, id)
            for photo, id in photos  # noqa: A001
            if photo.ranking is not None and not photo.decision.is_reviewed and not photo.problem
        )
        self._fresh, self._built = True, time.monotonic()


def _key(photo: Photo, id: int) -> Key:  # noqa: A002
    named = 4 if photo.landmark_in_file else _ORDER.get(photo.verdict, 3)
    return named, -(photo.uncertainty or 0.0), id
