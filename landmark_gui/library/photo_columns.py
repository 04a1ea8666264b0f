"""The facts of all photos in columns: `Photo` values go in and come out, arrays of all photos are looked at at once."""

import os
from collections.abc import Iterable, Mapping
from typing import Any

from landmark_gui.library.decisions import UNDECIDED, Decision, DecisionKind, landmark_key
from landmark_gui.library.fact_columns import DAY, Contents, FactColumn, Flags, Numbers, Pooled, Positions, Times
from landmark_gui.library.file_names import FileNames
from landmark_gui.library.hash_index import GOLDEN, MASK, HashIndex
from landmark_gui.library.lazy_numpy import Array, grown, np
from landmark_gui.library.photos import Photo, Ranking
from landmark_gui.library.ranking_columns import NONE, Pool, RankingColumns

KINDS = tuple(DecisionKind)
_KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
ACCEPTED, NOTHING = _KIND_NUMBERS[DecisionKind.ACCEPTED], _KIND_NUMBERS[DecisionKind.NO_LANDMARK]
UNREVIEWED = _KIND_NUMBERS[DecisionKind.UNDECIDED]
_RANKINGS = ("ranking", "weighed")
_WIDEST_RANGE = 2**22  # of days by their numbers, four centuries: a list of all of them is quicker than sorting
_SHOWN = frozenset({"ranking", "weighed", "decision"})


class PhotoColumns:
    """All photos by id, their number in the table.

    Attributes:
        names: Their paths.
        rankings: What models say about them.
        keys: Numbers of landmarks' keys; 0 for none.
        count: How many there are, without those that were taken out.
    """

    def __init__(self) -> None:
        self.names = FileNames()
        self.rankings = RankingColumns()
        self.keys: Pool[str] = Pool("")
        self.count = 0
        self.size, self.mtime_ns, self.facts_read = Numbers(), Numbers(), Flags()
        self.capture_time, self.camera_gps, self.camera = Times(), Positions(), Pooled(Pool(""))
        self.keywords = Pooled(Pool(()))
        self.landmark_in_file, self.written = Pooled(self.keys), Pooled(self.keys)
        self.content = Contents()
        self.decision = Pooled(Pool(UNDECIDED))
        self.error = Pooled(Pool(""))
        self._facts: dict[str, FactColumn] = {
            "size": self.size,
            "mtime_ns": self.mtime_ns,
            "facts_read": self.facts_read,
            "capture_time": self.capture_time,
            "camera_gps": self.camera_gps,
            "camera": self.camera,
            "keywords": self.keywords,
            "landmark_in_file": self.landmark_in_file,
            "content": self.content,
            "decision": self.decision,
            "written": self.written,
            "error": self.error,
        }
        self._alive: Array | None = None
        # Slots in `rankings`: of the ranking, of the weighed one, and of what is left after the person's rejections.
        self._slots: Array | None = None
        self._by_content = HashIndex()
        self._derived: dict[str, Array] = {}

    def __len__(self) -> int:
        """How many ids were given."""
        return len(self.names)

    # One photo

    def is_there(self, number: int) -> bool:
        """Whether there is a photo with that id."""
        return 0 <= number < len(self.names) and self._alive is not None and bool(self._alive.item(number))

    def photo(self, number: int) -> Photo:
        """The photo with that id, which must be there."""
        assert self._slots is not None
        facts = self._facts
        ranking, weighed, _ = self._slots[number].tolist()
        return Photo(
            self.names.path(number),
            facts["size"].get(number),
            facts["mtime_ns"].get(number),
            facts["facts_read"].get(number),
            facts["capture_time"].get(number),
            facts["camera_gps"].get(number),
            facts["camera"].get(number),
            facts["keywords"].get(number),
            facts["landmark_in_file"].get(number),
            facts["content"].get(number),
            self.rankings[ranking] if ranking else None,
            self.rankings[weighed] if weighed else None,
            facts["decision"].get(number),
            facts["written"].get(number),
            facts["error"].get(number),
        )

    def find(self, path: str) -> int | None:
        """The id of the photo at a path."""
        return next(filter(self.is_there, self.names.find(path)), None)

    def with_content(self, content: bytes) -> tuple[int, ...]:
        """The ids of all photos with this content."""
        found = self._by_content.find(_content_key(content)) if content else ()
        return tuple(number for number in found if self.is_there(number) and self.content.get(number) == content)

    def append(self, photos: Iterable[Photo]) -> None:
        """Takes in photos; a path that is there already is passed over."""
        first = len(self)
        new = {photo.path: photo for photo in reversed(list(photos)) if self.find(photo.path) is None}
        if not new:
            return
        added = list(reversed(new.values()))
        self.names.extend([photo.path for photo in added])
        self._make_room(len(added))
        assert self._alive is not None
        assert self._slots is not None
        self._alive[first : len(self)] = True
        self._slots[first : len(self)] = NONE
        for name, column in self._facts.items():
            column.extend(first, [getattr(photo, name) for photo in added])
        self.count += len(added)
        self._derived.clear()
        for number, photo in enumerate(added, first):
            if photo.content:
                self._by_content.add(_content_key(photo.content), number)
        for place, rankings in enumerate(([photo.ranking for photo in added], [photo.weighed for photo in added])):
            if any(rankings):
                self._slots[first : len(self), place] = self.rankings.extend(rankings)
        for number, photo in enumerate(added, first):
            if photo.ranking is not None or photo.weighed is not None:
                self._show(number, photo.decision)

    def change(self, number: int, facts: Mapping[str, object]) -> set[str]:
        """Changes facts of a photo that is there; gives the names of those that really changed.

        Raises:
            ValueError: The path is among them.
            AttributeError: There is no such fact.
        """
        assert self._slots is not None
        changed = set()
        for name, value in facts.items():
            if name in _RANKINGS:
                slot = self._slots.item(number, _RANKINGS.index(name))
                if self.rankings[slot] != value:
                    changed.add(name)
            elif name in self._facts:
                if self._facts[name].get(number) != value:
                    changed.add(name)
            elif getattr(self.photo(number), name) != value:
                raise ValueError(f"a photo's {name} cannot change: remove it and add another one")
        if not changed:
            return changed
        if changed & _SHOWN:
            self._hide(number)
        for name in changed:
            if name in _RANKINGS:
                place, ranking = _RANKINGS.index(name), facts[name]
                self.rankings.drop(self._slots.item(number, place))
                self._slots[number, place] = self.rankings.add(ranking) if isinstance(ranking, Ranking) else NONE
            else:
                self._facts[name].set(number, facts[name])
        if "content" in changed and facts["content"]:
            self._by_content.add(_content_key(facts["content"]), number)  # type: ignore[arg-type]
        if changed & _SHOWN:
            self._show(number, self.decision.get(number))
        self._derived.clear()
        return changed

    def remove(self, number: int) -> None:
        """Takes out a photo that is there."""
        assert self._alive is not None
        assert self._slots is not None
        self._hide(number)
        for slot in self._slots[number, :2].tolist():
            self.rankings.drop(slot)
        self._slots[number] = NONE
        self._alive[number] = False
        self.count -= 1
        self._derived.clear()

    def _show(self, number: int, decision: Decision) -> None:
        """Keeps what is shown after the person's rejections, so that it need not be worked out for all photos."""
        assert self._slots is not None
        ranking, weighed, _ = self._slots[number].tolist()
        shown = weighed or ranking
        if decision.rejected and shown:
            whole = self.rankings[shown]
            assert whole is not None
            left = whole.without(decision.rejected)
            if left is not whole:
                shown = self.rankings.add(left)
        self._slots[number, 2] = shown

    def _hide(self, number: int) -> None:
        assert self._slots is not None
        ranking, weighed, shown = self._slots[number].tolist()
        if shown not in (ranking, weighed):
            self.rankings.drop(shown)

    def _make_room(self, count: int) -> None:
        if self._alive is None or len(self) + count > len(self._alive):
            self._alive = grown(self._alive, len(self) - count, len(self), np.empty(0, bool))
            self._slots = grown(self._slots, len(self) - count, len(self), np.empty((0, 3), np.int32))

    def join(self, slots: Array) -> None:
        """Takes in very many photos whose facts are in the columns already, and whose paths are in `names`.

        Args:
            slots: Of their rankings, 0 for none.
        """
        first, count = len(self) - len(slots), len(slots)
        self._make_room(count)
        assert self._alive is not None
        assert self._slots is not None
        self._alive[first:] = False
        self._alive[first : first + count] = True
        self._slots[first : first + count, 0] = slots
        self._slots[first : first + count, 1] = NONE
        self._slots[first : first + count, 2] = slots
        self.count += count
        self._by_content.add_many(_content_keys(self.content.values[first : first + count]), first)
        self._derived.clear()
        rejecting = np.array([bool(decision.rejected) for decision in self.decision.pool.values], bool)
        decided = rejecting[self.decision.values[first : first + count]] & (slots != NONE)
        for number in (first + np.flatnonzero(decided)).tolist():
            self._show(number, self.decision.get(number))

    # All photos

    @property
    def alive(self) -> Array:
        """For each id, whether there is such a photo."""
        return np.zeros(0, bool) if self._alive is None else self._alive[: len(self)]

    @property
    def ranking_slots(self) -> Array:
        """The slot of each photo's ranking."""
        return np.zeros(0, np.int32) if self._slots is None else self._slots[: len(self), 0]

    @property
    def shown(self) -> Array:
        """The slot of each photo's ranking as it is shown."""
        return np.zeros(0, np.int32) if self._slots is None else self._slots[: len(self), 2]

    def verdicts(self) -> Array:
        """The number of each photo's verdict, by `ranking_columns.VERDICTS`."""
        return self._kept("verdicts", lambda: self.rankings.verdict[self.shown])

    def uncertainties(self) -> Array:
        """See `Photo.uncertainty`; not a number for none."""
        return self.rankings.uncertainty(self.shown)

    def best(self) -> Array:
        """The number of the landmark that is believed in, in `rankings.candidates`; -1 for none."""
        return self._kept("best", lambda: self.rankings.best(self.shown))

    def kinds(self) -> Array:
        """The number of each photo's decision, by `KINDS`."""
        kinds = [_KIND_NUMBERS[decision.kind] for decision in self.decision.pool.values]
        return np.array(kinds, np.uint8)[self.decision.values[: len(self)]]

    def accepted(self) -> Array:
        """The number of the key of each photo's accepted landmark."""
        keys = self.keys.numbers([decision.landmark for decision in self.decision.pool.values])
        return keys[self.decision.values[: len(self)]]

    def in_file(self) -> Array:
        """The number of the key of the landmark that each file names."""
        return self.landmark_in_file.values[: len(self)]

    def landmarks(self) -> Array:
        """The number of the key of each photo's landmark: see `Photo.landmark`."""
        return self._kept("landmarks", self._landmarks)

    def _landmarks(self) -> Array:
        candidates = self.rankings.candidates.values
        # The last one stands for none: best is -1 then.
        keys = self.keys.numbers([*map(landmark_key, candidates), ""])
        kinds, in_file = self.kinds(), self.in_file()
        found = np.where((in_file > 0) | (kinds == NOTHING), in_file, keys[self.best()])
        return np.where(kinds == ACCEPTED, self.accepted(), found)

    def is_written(self) -> Array:
        """See `Photo.is_written`."""
        accepted = self.accepted()
        written = (accepted == self.written.values[: len(self)]) | (accepted == self.in_file())
        found: Array = written & (accepted > 0)
        return found

    def unwritten(self) -> Array:
        """See `Photo.is_unwritten`."""
        return (self.accepted() > 0) & ~self.is_written()

    def has_problem(self) -> Array:
        """Whether a photo cannot be read: see `Photo.problem`."""
        return (self.error.values[: len(self)] > 0) | (self.rankings.error[self.ranking_slots] > 0)

    def has_gps(self) -> Array:
        """Whether the camera's position is known."""
        return self.camera_gps.known(len(self))

    def days(self, ids: Array) -> tuple[Array, list[str]]:
        """For each of these photos the number of the day when it was taken, and the days' texts by their numbers."""
        codes = self.capture_time.values[ids]
        days = np.where(codes < 0, codes, codes // DAY)
        known = days >= 0
        values, places = _numbered(days[known])
        others, other_places = np.unique(days[~known], return_inverse=True)  # texts that are no times; mostly none
        numbers = np.empty(len(ids), np.int64)
        numbers[known], numbers[~known] = places, len(values) + other_places
        text = self.capture_time.text
        texts = [text(value * DAY)[:10] for value in values.tolist()] + [text(value)[:10] for value in others.tolist()]
        return numbers, texts

    def times(self) -> Array:
        """Numbers that are ordered like the capture times; below 0 for none."""
        codes = self.capture_time.values[: len(self)]
        texts = self.capture_time.texts.values
        if len(texts) == 1:
            return codes
        values, places = np.unique(codes, return_inverse=True)
        named = [self.capture_time.text(value) for value in values.tolist()]
        ranks = np.empty(len(named), np.int64)
        ranks[sorted(range(len(named)), key=named.__getitem__)] = np.arange(len(named))
        ranks[[not name for name in named]] = -1
        return ranks[places]

    def _kept(self, name: str, work: Any) -> Array:
        """What was worked out for all photos, until any of them changes."""
        found = self._derived.get(name)
        if found is None:
            found = self._derived[name] = work()
        return found


def _content_key(content: bytes) -> int:
    low, high = int.from_bytes(content[:8], "little"), int.from_bytes(content[8:], "little")
    return (low ^ high * GOLDEN) & MASK


def _content_keys(contents: Array) -> Array:
    return contents[:, 0] ^ (contents[:, 1] * np.uint64(GOLDEN))


def folder_key(folder: str) -> str:
    """A folder without its closing separator."""
    return folder.removesuffix(os.sep)


def _numbered(days: Array) -> tuple[Array, Array]:
    """The different days, ascending, and the place of each day among them."""
    if not len(days) or days.max() - days.min() > _WIDEST_RANGE:
        return np.unique(days, return_inverse=True)
    first = days.min()
    there = np.zeros(int(days.max() - first) + 1, bool)
    there[days - first] = True
    return np.flatnonzero(there) + first, (np.cumsum(there) - 1)[days - first]


def folder_path(folder: str) -> str:
    """A folder's path as `os.path.dirname` gives it for what is in it."""
    return os.path.dirname(folder)
