"""Which photo comes next in review: the one about which the model is least sure."""

import time
from collections.abc import Iterable

from landmark_gui.library.photo_questions import by_uncertainty
from landmark_gui.models.photo_list import PhotoListModel

_REMEMBERED = 500
_KEPT_S = 1.0  # while suggestions come in, the queue is made anew at most this often
_MOST = 5000  # so many of the first ones are looked for at a time


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
        self._queue: list[int] = []  # ids of the first photos that wait and were not passed when it was made
        self._all_waiting = 0  # and how many waited, those that were passed among them
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
        if not self._all_waiting:
            row = table.row_of(current) if current is not None else None
            following = table.next_unreviewed(-1 if row is None else row)
            return None if following is None else table.rows[following]
        if current is not None:
            self._passed.add(current)
        following = self._first()
        if following is None:  # there may be others behind those that were looked for
            self._build()
            following = self._first()
        if following is None:  # all others were met
            self._passed = set() if current is None else {current}
            self._build()
            following = self._first()
        return following

    def _first(self) -> int | None:
        return next((id for id in self._queue if id not in self._passed and self._waits(id)), None)  # noqa: A001

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
        self._queue, self._all_waiting = by_uncertainty(self._model.table, _MOST, frozenset(self._passed))
        self._fresh, self._built = True, time.monotonic()
