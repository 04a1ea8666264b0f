"""Columns for the facts of photos, one kind for each kind of fact: small arrays that give back exactly what was put in.

What an array cannot hold (a time that is none, a number of more than 64 bits) is kept beside it.
"""

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from landmark_gui.library.lazy_numpy import Array, grown, np
from landmark_gui.library.ranking_columns import Pool, Value

_LEAST, _MOST = -(2**63), 2**63 - 1
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}")
_MARKS = str.maketrans("", "", "-T:")
NO_TIME = -1
DAY = 1_000_000
"""What a time's number is divided by to get the day's."""


class FactColumn(Protocol):
    """One fact of all photos."""

    def extend(self, first: int, values: Sequence[Any]) -> None:
        """Takes in the values of new photos, whose ids follow each other from ``first``."""

    def get(self, number: int) -> Any:
        """The value of one photo."""

    def set(self, number: int, value: Any) -> None:
        """Changes the value of one photo."""


class FilledColumn:
    """An array that grows, and what does not fit into it."""

    def __init__(self, dtype: str, width: tuple[int, ...] = ()) -> None:
        self._like = np.empty((0, *width), dtype)
        self.values = self._like
        self.odd: dict[int, Any] = {}

    def make_room(self, first: int, count: int) -> None:
        """Makes room for rows from ``first`` on."""
        if first + count > len(self.values):
            self.values = grown(self.values, first, first + count, self._like)

    def put(self, first: int, values: Array) -> None:
        """Takes in many rows as they are."""
        self.make_room(first, len(values))
        self.values[first : first + len(values)] = values


class Numbers(FilledColumn):
    """Whole numbers."""

    def __init__(self) -> None:
        super().__init__("i8")

    def extend(self, first: int, values: Sequence[int]) -> None:
        """See `FactColumn`."""
        try:
            self.put(first, np.array(values, np.int64))
        except OverflowError:
            self.make_room(first, len(values))
            for number, value in enumerate(values, first):
                self.set(number, value)

    def get(self, number: int) -> Any:
        """See `FactColumn`."""
        return self.odd[number] if number in self.odd else self.values.item(number)

    def set(self, number: int, value: int) -> None:
        """See `FactColumn`."""
        fits = _LEAST <= value <= _MOST
        self.values[number] = value if fits else 0
        self.odd.pop(number, None) if fits else self.odd.update({number: value})


class Flags(FilledColumn):
    """Truth values."""

    def __init__(self) -> None:
        super().__init__("?")

    def extend(self, first: int, values: Sequence[bool]) -> None:
        """See `FactColumn`."""
        self.put(first, np.array(values, bool))

    def get(self, number: int) -> bool:
        """See `FactColumn`."""
        return bool(self.values.item(number))

    def set(self, number: int, value: bool) -> None:
        """See `FactColumn`."""
        self.values[number] = value


class Pooled(FilledColumn):
    """Values that come again and again, by their numbers in a pool."""

    def __init__(self, pool: Pool[Any]) -> None:
        super().__init__("i4")
        self.pool = pool

    def extend(self, first: int, values: Sequence[Value]) -> None:
        """See `FactColumn`."""
        self.put(first, self.pool.numbers(values))

    def get(self, number: int) -> Any:
        """See `FactColumn`."""
        return self.pool.values[self.values.item(number)]

    def set(self, number: int, value: Value) -> None:
        """See `FactColumn`."""
        self.values[number] = self.pool.number(value)


class Times(FilledColumn):
    """Capture times: numbers of fourteen digits, in the order of the times; -1 for none.

    Texts that are no times have numbers below that, by their place in ``texts``.
    """

    def __init__(self) -> None:
        super().__init__("i8")
        self.texts: Pool[str] = Pool("")

    def number(self, text: str) -> int:
        """The number of a time."""
        if _TIME.fullmatch(text):
            return int(text.translate(_MARKS))
        return NO_TIME - self.texts.number(text)

    def text(self, number: int) -> str:
        """The time of a number."""
        if number < 0:
            return self.texts.values[NO_TIME - number]
        digits = f"{number:014}"
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}T{digits[8:10]}:{digits[10:12]}:{digits[12:]}"

    def extend(self, first: int, values: Sequence[str]) -> None:
        """See `FactColumn`."""
        self.put(first, np.fromiter(map(self.number, values), np.int64, len(values)))

    def get(self, number: int) -> str:
        """See `FactColumn`."""
        return self.text(self.values.item(number))

    def set(self, number: int, value: str) -> None:
        """See `FactColumn`."""
        self.values[number] = self.number(value)


class Positions(FilledColumn):
    """Pairs of degrees; not a number for none."""

    def __init__(self) -> None:
        super().__init__("f8", (2,))

    def extend(self, first: int, values: Sequence[tuple[float, float] | None]) -> None:
        """See `FactColumn`."""
        self.make_room(first, len(values))
        self.values[first : first + len(values)] = math.nan
        for number, value in enumerate(values, first):
            if value is not None:
                self.set(number, value)

    def get(self, number: int) -> tuple[float, float] | None:
        """See `FactColumn`."""
        latitude = self.values.item(number, 0)
        if latitude == latitude:  # noqa: PLR0124 - a number
            return latitude, self.values.item(number, 1)
        return self.odd.get(number) if self.odd else None

    def set(self, number: int, value: tuple[float, float] | None) -> None:
        """See `FactColumn`."""
        if self.odd:
            self.odd.pop(number, None)
        self.values[number] = (math.nan, math.nan) if value is None else value
        if value is not None and math.isnan(value[0]):
            self.odd[number] = value

    def known(self, count: int) -> Array:
        """Which of the first photos have a position."""
        found: Array = self.values[:count, 0] == self.values[:count, 0]
        found[list(self.odd)] = True
        return found


class Contents(FilledColumn):
    """Content ids of sixteen bytes; zeros for none."""

    def __init__(self) -> None:
        super().__init__("<u8", (2,))

    def extend(self, first: int, values: Sequence[bytes]) -> None:
        """See `FactColumn`."""
        self.make_room(first, len(values))
        self.values[first : first + len(values)] = 0
        for number, value in enumerate(values, first):
            if value:
                self.set(number, value)

    def get(self, number: int) -> bytes:
        """See `FactColumn`."""
        if number in self.odd:
            return bytes(self.odd[number])
        value = self.values[number].tobytes()
        return value if any(value) else b""

    def set(self, number: int, value: bytes) -> None:
        """See `FactColumn`."""
        fits = len(value) == 16 and any(value)
        self.odd.pop(number, None) if fits or not value else self.odd.update({number: value})
        self.values[number] = np.frombuffer(value, "<u8") if fits else 0


def chosen(texts: Iterable[str], part: str) -> Array:
    """For each text, whether a part is in it."""
    return np.array([part in text for text in texts], bool)
