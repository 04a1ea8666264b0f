"""Ids in order, in four bytes each."""

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self

from landmark_gui.library.lazy_numpy import Array, np

if TYPE_CHECKING:
    _Numbers = array[int]
else:
    _Numbers = array


class Rows(_Numbers):
    """Ids in order: an array of numbers, and alike to any sequence of the same ones."""

    def __new__(cls, ids: Iterable[int] = ()) -> Self:
        """From any numbers."""
        rows: Self = super().__new__(cls, "i", ids)  # type: ignore[assignment] # array's own type is not generic here
        return rows

    @property
    def ids(self) -> Array:
        """The same ids for numpy; not to be kept, as no row can be added while it is."""
        return np.frombuffer(self, np.intc)

    @classmethod
    def of(cls, ids: Array) -> Self:
        """From numpy's kind of array."""
        rows = cls()
        rows.frombytes(ids.astype(np.intc).tobytes())
        return rows

    def __eq__(self, other: object) -> bool:
        if isinstance(other, array):
            return bool(super().__eq__(other))
        return isinstance(other, Sequence) and self.tolist() == list(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None
