"""Photos that wait for their turn: in order, but urgent ones first, and none twice."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)
"""What photos are known by: their paths, or numbers, which take less memory."""


class PhotoQueue(Generic[Item]):
    """For one thread. Every operation is quick with very many photos, but for `drop_if`."""

    def __init__(self) -> None:
        self._waiting: set[Item] = set()
        # Both may hold photos that are waiting no more: taking passes over them.
        self._order: deque[Item] = deque()
        self._urgent: deque[Item] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def __contains__(self, item: Item) -> bool:
        return item in self._waiting

    def add(self, paths: Iterable[Item]) -> None:
        """Puts photos at the end, except those that wait already."""
        for path in paths:
            if path not in self._waiting:
                self._waiting.add(path)
                self._order.append(path)

    def prioritise(self, paths: Iterable[Item]) -> None:
        """These come next, the first one first, as far as they wait by then; what was urgent before is so no more."""
        self._urgent = deque(paths)

    def put_back(self, paths: Sequence[Item]) -> None:
        """Puts photos that were taken back at the head, behind those that became urgent meanwhile."""
        self._waiting.update(paths)
        self._order.extendleft(reversed(paths))

    def take(self, count: int) -> list[Item]:
        """The next photos, at most so many; they wait no more."""
        taken: list[Item] = []
        for source in (self._urgent, self._order):
            while source and len(taken) < count:
                path = source.popleft()
                if path in self._waiting:
                    self._waiting.remove(path)
                    taken.append(path)
        return taken

    def drop_if(self, is_dropped: Callable[[Item], bool]) -> int:
        """Drops the photos of which this is true; returns how many."""
        gone = set(filter(is_dropped, self._waiting))
        self._waiting -= gone
        return len(gone)

    def clear(self) -> int:
        """Drops all; returns how many."""
        count = len(self._waiting)
        self._waiting.clear()
        self._order.clear()
        self._urgent.clear()
        return count
