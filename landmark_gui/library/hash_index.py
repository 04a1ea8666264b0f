"""From 64-bit hashes to the ids that have them: a sorted array, and a dict for what came since it was sorted."""

from bisect import bisect_left
from collections.abc import Sequence

from landmark_gui.library.lazy_numpy import Array, np

MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15  # spreads small numbers over all bits
_FEWEST = 4096
_SHARE = 8  # what came since is sorted in when it is more than one of so many


class HashIndex:
    """Twelve bytes for each entry, where a dict takes a hundred.

    Entries are never taken out: whoever asks looks whether an id still has what it was looked up by.
    """

    def __init__(self) -> None:
        self._recent: dict[int, int | tuple[int, ...]] = {}
        self._added = 0
        self._keys: Array | None = None
        self._ids: Array | None = None
        self._view: Sequence[int] = ()

    def add(self, key: int, number: int) -> None:
        """Takes in one entry.

        Args:
            key: The hash, 0 to 2⁶⁴ − 1.
            number: The id.
        """
        known = self._recent.get(key)
        if known is None:
            self._recent[key] = number
        else:
            self._recent[key] = (*(known if isinstance(known, tuple) else (known,)), number)
        self._added += 1
        if self._added > _FEWEST and self._added > len(self._view) // _SHARE:
            self._settle()

    def add_many(self, keys: Array, first: int) -> None:
        """Takes in entries with ids that follow each other.

        Args:
            keys: Hashes, unsigned 64-bit.
            first: The id of the first one.
        """
        if len(keys) <= _FEWEST:
            for number, key in enumerate(keys.tolist(), first):
                self.add(key, number)
            return
        self._settle()
        self._join(keys, np.arange(first, first + len(keys), dtype=np.int32))

    def find(self, key: int) -> list[int]:
        """The ids with this hash, ascending; each once."""
        recent = self._recent.get(key, ())
        found = [recent] if isinstance(recent, int) else list(recent)
        place = bisect_left(self._view, key)
        if self._ids is not None:
            ids = self._ids
            while place < len(self._view) and self._view[place] == key:
                found.append(int(ids[place]))
                place += 1
        return found if len(found) < 2 else sorted(set(found))

    def _settle(self) -> None:
        if self._recent:
            pairs = [
                (key, number)
                for key, numbers in self._recent.items()
                for number in (numbers if isinstance(numbers, tuple) else (numbers,))
            ]
            self._recent = {}
            self._added = 0
            keys = np.array([key for key, _ in pairs], np.uint64)
            self._join(keys, np.array([number for _, number in pairs], np.int32))

    def _join(self, keys: Array, ids: Array) -> None:
        if self._keys is not None and self._ids is not None:
            keys, ids = np.concatenate((self._keys, keys)), np.concatenate((self._ids, ids))
        order = np.argsort(keys, kind="stable")
        self._keys, self._ids = np.ascontiguousarray(keys[order]), ids[order]
        self._view = memoryview(self._keys)  # type: ignore[arg-type] # whose items are plain integers, quicker than numpy's
