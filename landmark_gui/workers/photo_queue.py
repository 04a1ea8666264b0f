"""Photos that wait for their turn: in order, but urgent ones first, and none twice."""

from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path


class PhotoQueue:
    """For one thread. Every operation is quick with 100,000 photos, but for `drop_below`."""

    def __init__(self) -> None:
        self._waiting: set[Path] = set()
        # Both may hold photos that are waiting no more: taking passes over them.
        self._order: deque[Path] = deque()
        self._urgent: deque[Path] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def __contains__(self, path: Path) -> bool:
        return path in self._waiting

    def add(self, paths: Iterable[Path]) -> None:
        """Puts photos at the end, except those that wait already."""
        for path in paths:
            if path not in self._waiting:
                self._waiting.add(path)
                self._order.append(path)

    def prioritise(self, paths: Iterable[Path]) -> None:
        """These come next, the first one first, as far as they wait by then; what was urgent before is so no more."""
        self._urgent = deque(paths)

    def put_back(self, paths: Sequence[Path]) -> None:
        """Puts photos that were taken back at the head, behind those that became urgent meanwhile."""
        self._waiting.update(paths)
        self._order.extendleft(reversed(paths))

    def take(self, count: int) -> list[Path]:
        """The next photos, at most so many; they wait no more."""
        taken: list[Path] = []
        for source in (self._urgent, self._order):
            while source and len(taken) < count:
                path = source.popleft()
                if path in self._waiting:
                    self._waiting.remove(path)
                    taken.append(path)
        return taken

    def drop_below(self, folder: Path) -> int:
        """Drops the photos in a folder and in the folders in it; returns how many."""
        gone = {path for path in self._waiting if path.is_relative_to(folder)}
        self._waiting -= gone
        return len(gone)

    def clear(self) -> int:
        """Drops all; returns how many."""
        count = len(self._waiting)
        self._waiting.clear()
        self._order.clear()
        self._urgent.clear()
        return count
