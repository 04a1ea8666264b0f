"""The order of photos by name, kept while photos come: file name, then folder, then as they are spelt."""

from landmark_gui.library.file_names import FileNames, encoded
from landmark_gui.library.lazy_numpy import Array, grown, np
from landmark_gui.library.names import natural_key

KEY_BYTES = 32
_FEW = 8  # what is new is sorted in one by one where it is less than one of so many


def name_key(name: str) -> bytes:
    """The beginning of a name's key, which nearly always tells it from all others."""
    return encoded(natural_key(name))[:KEY_BYTES]


class NameOrder:
    """Numbers photos by name.

    Keys of a fixed length are compared, all at once; where two are alike, and only there, the names themselves are.
    """

    def __init__(self, names: FileNames) -> None:
        self._names = names
        self._keys: Array | None = None
        self._count = 0
        self._order: Array | None = None
        self._in_order = 0  # so many of the first ids stand in `_order`, but for those that were taken out
        self._ranks: Array | None = None

    def extend(self, keys: "list[bytes] | Array") -> None:
        """Takes in the keys (`name_key`) of the next photos."""
        count = self._count + len(keys)
        if self._keys is None or count > len(self._keys):
            self._keys = grown(self._keys, self._count, count, np.empty(0, f"S{KEY_BYTES}"))
        self._keys[self._count : count] = keys
        self._count = count

    def order(self, alive: Array) -> Array:
        """The ids of all photos that are there, in order.

        Args:
            alive: For each id, whether it is there.
        """
        order = np.empty(0, np.int32) if self._order is None else self._order
        gone = ~alive[order]
        if gone.any():
            order = order[~gone]
        if self._in_order < self._count:
            new = np.arange(self._in_order, self._count, dtype=np.int32)
            new = new[alive[self._in_order : self._count]]
            few = len(new) * _FEW < len(order)
            order = self._merged(order, self.sorted(new)) if few else self.sorted(np.concatenate((order, new)))
            self._in_order = self._count
        self._order = order
        return order

    def sorted(self, ids: Array) -> Array:
        """These ids in order."""
        assert self._keys is not None
        ranks = self._folder_ranks()[self._names.folder[ids]]
        # By the lesser key first, then by the greater one without changing what that leaves open.
        ids = ids[np.argsort(ranks.astype(np.uint16) if len(self._names.folders) < 2**16 else ranks, kind="stable")]
        keys = self._keys[ids]
        ids, keys = _ordered(ids, keys)
        return self._settled(ids, keys)

    def _settled(self, ids: Array, keys: Array) -> Array:
        """Puts those right that the keys cannot tell apart."""
        if len(ids) < 2:
            return ids
        ranks = self._folder_ranks()[self._names.folder[ids]]
        same = keys[1:] == keys[:-1]
        same &= (ranks[1:] == ranks[:-1]) | _is_cut(keys[1:])
        if not same.any():
            return ids
        edges = np.diff(np.concatenate(([False], same, [False])).astype(np.int8))
        for first, last in zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True):
            ids[first : last + 1] = sorted(ids[first : last + 1].tolist(), key=self._full)
        return ids

    def _full(self, number: int) -> tuple[str, int, str]:
        name = self._names.name(number)
        return natural_key(name), self._folder_ranks().item(self._names.folder.item(number)), name

    def _merged(self, order: Array, new: Array) -> Array:
        """A few new ones, themselves in order, between those that are."""
        if not len(new):
            return order
        assert self._keys is not None
        keys, wanted = self._keys[order], self._keys[new]
        lefts = np.searchsorted(keys, wanted, "left")
        rights = np.searchsorted(keys, wanted, "right")
        for place in np.flatnonzero(lefts < rights).tolist():
            low, high = int(lefts[place]), int(rights[place])
            key = self._full(int(new[place]))
            while low < high:
                middle = (low + high) // 2
                if self._full(int(order[middle])) < key:
                    low = middle + 1
                else:
                    high = middle
            lefts[place] = low
        return np.insert(order, lefts, new)

    def _folder_ranks(self) -> Array:
        """The place of each folder among all of them."""
        folders = self._names.folders
        if self._ranks is None or len(self._ranks) != len(folders):
            keys = [(natural_key(folder[:-1]), folder[:-1]) for folder in folders]
            ranks = np.empty(len(folders), np.int32)
            ranks[sorted(range(len(folders)), key=keys.__getitem__)] = np.arange(len(folders))
            self._ranks = ranks
        return self._ranks


def _ordered(ids: Array, keys: Array) -> tuple[Array, Array]:
    places = np.argsort(keys, kind="stable")
    return ids[places], keys[places]


def _is_cut(keys: Array) -> Array:
    """Which keys may go on."""
    found: Array = np.ascontiguousarray(keys).view(np.uint8).reshape(len(keys), KEY_BYTES)[:, -1] != 0
    return found
