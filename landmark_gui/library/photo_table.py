"""All photos of the open folders, and which of them a view shows, in which order: plain Python, fast at 100,000.

A view (a Qt model) keeps to this protocol: photos that `add` took in appear at the end of the rows by `show_added`;
`update` never moves a row, it says which rows look different and whether the rows are `stale` (filter, order or groups
would now be different); `refresh` puts them right, whenever the view likes to.

For one thread. A photo is known by its id, its number in the table, which stays the same and is never used again.
"""

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, cast

from landmark_gui.inference.suggestion import Suggestion, Verdict
from landmark_gui.library.decisions import Decision, DecisionKind
from landmark_gui.library.photo_filter import Filter, Group, GroupBy, SortKey, passing
from landmark_gui.library.photo_order import GROUP_FACTS, SORT_FACTS, SORT_VALUES, grouped, name_keys, words_of
from landmark_gui.library.photos import CandidatePool, Photo, Ranking
from landmark_gui.library.search_text import SEARCHED_FACTS, search_text


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did to the view.

    Attributes:
        rows: Rows that look different now, ascending.
        stale: Whether rows may now stand in the wrong place, or be shown or hidden wrongly: see `PhotoTable.refresh`.
    """

    rows: tuple[int, ...] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers for the status bar, of all photos in the table, shown or not."""

    photos: int
    verdicts: Counter[Verdict | None]
    decisions: Counter[DecisionKind]
    unwritten: int
    errors: int


class PhotoTable:
    """The photos, and the rows that a view shows.

    Attributes:
        rows: Ids of the photos shown, in order. Do not change it.
        groups: Groups of the rows, in order; one without a key over all rows where there is no grouping, none where
            there are no rows.
        stale: Whether `refresh` might change the rows.
    """

    def __init__(self, roots: Sequence[str] = (), names: Mapping[str, str] | None = None) -> None:
        """An empty table.

        Args:
            roots: The opened folders; folders above them are not searched.
            names: Display names of landmarks by key, for search and the order of groups; the words of the key itself
                (``eiffel-tower``) are always searched.
        """
        self.rows: list[int] = []
        self.groups: tuple[Group, ...] = ()
        self.stale = False
        self._names = names or {}
        self._text = search_text(roots, self._names)
        self._filter = Filter()
        self._sort_key = SortKey.NAME
        self._reversed = False
        self._group_by = GroupBy.NONE
        self._pool = CandidatePool()
        self._name_key = name_keys()
        self._begin()

    def _begin(self) -> None:
        self._photos: list[Photo | None] = []
        self._count = 0
        self._ids: dict[str, int] = {}
        self._by_content: dict[bytes, tuple[int, ...]] = {}
        self._name_keys: list[str] = []
        self._texts: list[str] = []
        # The order of names, of which the first `_in_order` ids are in place.
        self._by_name: list[int] = []
        self._in_order = 0
        # The values of the last other sort key by id, of which those in `_outdated` are no longer true.
        self._values_of = SortKey.NAME
        self._values: list[Any] = []
        self._outdated: set[int] = set()
        self._order: tuple[list[int], list[int]] | None = None
        self._rows_by_id = array("i")
        self._shown_until = 0
        self._added: list[int] | None = None

    def __len__(self) -> int:
        """Number of photos, shown or not."""
        return self._count

    # Photos

    def photo(self, id: int) -> Photo:  # noqa: A002
        """The photo with that id.

        Raises:
            KeyError: It was removed, or there never was one.
        """
        photo = self._photos[id] if 0 <= id < len(self._photos) else None
        if photo is None:
            raise KeyError(id)
        return photo

    def ids(self) -> Iterator[int]:
        """The ids of all photos, shown or not, in the order they came."""
        return (number for number, photo in enumerate(self._photos) if photo is not None)

    def id_of(self, path: str) -> int | None:
        """The id of the photo at a path."""
        return self._ids.get(path)

    def ids_with(self, content: bytes) -> tuple[int, ...]:
        """The ids of all photos with this content: a photo and its copies share decisions."""
        return self._by_content.get(content, ()) if content else ()

    def add(self, photos: Iterable[Photo]) -> list[int]:
        """Takes in photos; a path that is there already is passed over. They are not shown before `show_added`.

        Returns:
            The ids of the new ones.
        """
        first = len(self._photos)
        for photo in photos:
            if photo.path in self._ids:
                continue
            number = len(self._photos)
            self._ids[photo.path] = number
            self._photos.append(photo)
            self._name_keys.append(self._name_key(photo.path))
            self._texts.append(self._text(photo))
            self._link(photo.content, number)
        new = list(range(first, len(self._photos)))
        if new:
            self._count += len(new)
            self._rows_by_id.extend([-1] * len(new))
            self._by_name.extend(new)
            self._order = self._added = None
            self.stale = True
        return new

    def update(self, id: int, **facts: object) -> Updated:  # noqa: A002
        """Changes fields of one photo, by the names of `Photo`'s attributes except ``path``."""
        return self.update_many({id: facts})

    def update_many(self, updates: Mapping[int, Mapping[str, object]]) -> Updated:
        """Changes fields of many photos at once; ids that are no longer there are passed over.

        Raises:
            ValueError: The path is among the fields; a renamed photo is another one.
            AttributeError: There is no such field.
        """
        rows = []
        touched: set[str] = set()
        for number, facts in updates.items():
            photo = self._photos[number] if 0 <= number < len(self._photos) else None
            if photo is None:
                continue
            changed = self._change(number, photo, facts)
            if changed:
                touched |= changed
                if self._rows_by_id[number] >= 0:
                    rows.append(self._rows_by_id[number])
        if touched & SORT_FACTS[self._values_of]:
            self._order = None
            self._outdated.update(updates)
        if touched:
            self._added = None
        stale = bool(touched & (SORT_FACTS[self._sort_key] | GROUP_FACTS[self._group_by] | self._filter.facts))
        self.stale = self.stale or stale
        return Updated(tuple(sorted(rows)), stale)

    def _change(self, number: int, photo: Photo, facts: Mapping[str, object]) -> set[str]:
        """Changes fields of a photo; gives the names of those that really changed."""
        if "ranking" in facts and photo.weighed is not None and "weighed" not in facts:
            facts = {**facts, "weighed": None}  # the evidence was weighed with what the model said then
        changed = {name for name, value in facts.items() if getattr(photo, name) != value}
        if "path" in changed:
            raise ValueError("a photo's path cannot change: remove it and add another one")
        if "content" in changed:
            self._unlink(photo.content, number)
        for name in changed:
            setattr(photo, name, facts[name])
        if "content" in changed:
            self._link(photo.content, number)
        if changed & SEARCHED_FACTS:
            self._texts[number] = self._text(photo)
        return changed

    def set_suggestions(self, model: str, suggestions: Mapping[int, Suggestion]) -> Updated:
        """Takes in what a model says about photos, by id."""
        return self.update_many(
            {
                number: {"ranking": Ranking.of(suggestion, model, self._pool)}
                for number, suggestion in suggestions.items()
            }
        )

    def set_decisions(self, decisions: Mapping[bytes, Decision]) -> Updated:
        """Takes in what the person said, by content id: `Operation.decisions`."""
        return self.update_many(
            {
                number: {"decision": decision}
                for content, decision in decisions.items()
                for number in self.ids_with(content)
            }
        )

    def remove(self, ids: Iterable[int]) -> bool:
        """Takes photos out.

        Returns:
            Whether a row shows one of them, so that `refresh` must follow before rows are asked for anything.
        """
        shown = False
        for number in ids:
            photo = self._photos[number] if 0 <= number < len(self._photos) else None
            if photo is not None:
                shown = shown or self._rows_by_id[number] >= 0
                self._unlink(photo.content, number)
                del self._ids[photo.path]
                self._photos[number] = None
                self._name_keys[number] = self._texts[number] = ""
                self._count -= 1
                self._order = self._added = None
        self.stale = self.stale or shown
        return shown

    def clear(self) -> None:
        """Takes out all photos; filter, order and grouping stay."""
        self._begin()
        self.rows, self.groups, self.stale = [], (), False

    def _link(self, content: bytes, number: int) -> None:
        if content:
            self._by_content[content] = (*self._by_content.get(content, ()), number)

    def _unlink(self, content: bytes, number: int) -> None:
        left = tuple(other for other in self._by_content.get(content, ()) if other != number)
        if left:
            self._by_content[content] = left
        else:
            self._by_content.pop(content, None)

    # View

    @property
    def filter(self) -> Filter:
        """Which photos are shown."""
        return self._filter

    @property
    def sort_key(self) -> SortKey:
        """By what they are ordered."""
        return self._sort_key

    @property
    def is_reversed(self) -> bool:
        """Whether the order is reversed; photos for which the sort key is not known stay last."""
        return self._reversed

    @property
    def group_by(self) -> GroupBy:
        """What the groups are."""
        return self._group_by

    def set_view(
        self,
        *,
        filter: Filter | None = None,  # noqa: A002
        sort_key: SortKey | None = None,
        is_reversed: bool | None = None,
        group_by: GroupBy | None = None,
    ) -> None:
        """Changes filter, order or groups (what is None stays) and refreshes the rows."""
        self._filter = self._filter if filter is None else filter
        self._sort_key = self._sort_key if sort_key is None else sort_key
        self._reversed = self._reversed if is_reversed is None else is_reversed
        self._group_by = self._group_by if group_by is None else group_by
        self.refresh()

    def refresh(self) -> bool:
        """Puts the rows right, with all photos that were added.

        Returns:
            Whether the rows or groups are different now.
        """
        rows, groups = self._arrange()
        changed = rows != self.rows or groups != self.groups
        self.rows, self.groups = rows, groups
        self._rows_by_id = array("i", [-1]) * len(self._photos)
        for row, number in enumerate(rows):
            self._rows_by_id[number] = row
        self._shown_until = len(self._photos)
        self._added = None
        self.stale = False
        return changed

    def _arrange(self) -> tuple[list[int], tuple[Group, ...]]:
        known, others = self._ordered()
        ids = chain(reversed(known) if self._reversed else known, others)
        rows = passing(ids, self._live, self._texts, self._filter)
        return grouped(
            rows,
            self._live,
            self._group_by,
            days_reversed=self._reversed and (self._group_by, self._sort_key) == (GroupBy.DAY, SortKey.DATE),
            landmark_name=lambda key: self._names.get(key) or words_of(key),
        )

    @property
    def _live(self) -> Sequence[Photo]:
        """The photos by id, for ids of photos that were not removed."""
        return cast(Sequence[Photo], self._photos)

    def _ordered(self) -> tuple[list[int], list[int]]:
        """All photos in the order of the sort key: those for which it is known, and the others."""
        if self._count < len(self._by_name):
            self._by_name = [number for number in self._by_name if self._photos[number] is not None]
        if self._in_order < len(self._photos):
            self._by_name.sort(key=self._name_keys.__getitem__)  # quick where only the end is not in order yet
            self._in_order = len(self._photos)
        if self._sort_key is SortKey.NAME:
            return self._by_name, []
        self._update_values()
        if self._order is None:
            values = self._values
            known = [number for number in self._by_name if values[number] is not None]
            others = [number for number in self._by_name if values[number] is None]
            known.sort(key=values.__getitem__)
            self._order = known, others
        return self._order

    def _update_values(self) -> None:
        """Makes the values of the sort key true for all photos."""
        of = SORT_VALUES[self._sort_key]
        if self._values_of is not self._sort_key:
            self._values_of, self._values, self._order = self._sort_key, [], None
            self._outdated.clear()
        for number in self._outdated:
            photo = self._photos[number] if number < len(self._values) else None
            if photo is not None:
                self._values[number] = of(photo)
        self._outdated.clear()
        self._values += [of(photo) if photo is not None else None for photo in self._photos[len(self._values) :]]

    @property
    def waiting(self) -> int:
        """How many rows `show_added` would append: photos that were added, fit the filter and are not shown yet."""
        return len(self._fitting_added())

    def _fitting_added(self) -> list[int]:
        if self._added is None:
            new = [number for number in range(self._shown_until, len(self._photos)) if self._photos[number] is not None]
            new.sort(key=self._name_keys.__getitem__, reverse=self._reversed)
            self._added = passing(new, self._live, self._texts, self._filter)
        return self._added

    def show_added(self) -> int:
        """Appends the photos that were added and fit the filter, in the order of their names; cheap.

        With grouping they form a last group without a key until `refresh`. A Qt model calls ``beginInsertRows`` with
        `waiting` before.

        Returns:
            How many rows were appended.
        """
        new = self._fitting_added()
        first = len(self.rows)
        for row, number in enumerate(new, first):
            self._rows_by_id[number] = row
        self.rows += new
        if new:
            joins = self.groups and not self.groups[-1].key
            last = self.groups[-1] if joins else Group("", first, 0)
            self.groups = (
                *(self.groups[:-1] if joins else self.groups),
                Group("", last.first, last.count + len(new)),
            )
        self._shown_until = len(self._photos)
        self._added = None
        return len(new)

    def row_of(self, id: int) -> int | None:  # noqa: A002
        """The row that shows a photo; None where none does."""
        row = self._rows_by_id[id] if 0 <= id < len(self._rows_by_id) else -1
        return row if row >= 0 else None

    def group_of(self, row: int) -> Group:
        """The group of a row.

        Raises:
            IndexError: There is no such row.
        """
        if not 0 <= row < len(self.rows):
            raise IndexError(row)
        return self.groups[bisect_right(self.groups, row, key=lambda group: group.first) - 1]

    def next_unreviewed(self, row: int) -> int | None:
        """The next row after this one, beginning again at the top, whose photo waits for a decision; None for none.

        A photo waits where the model believes in a landmark, the person has not decided, and the file itself names
        none. Where no row has such a photo, those count in which the model sees no landmark.

        Args:
            row: Where to begin; -1 for the top.
        """
        none_seen = None
        for step in range(1, len(self.rows) + 1):
            here = (row + step) % len(self.rows)
            photo = self._photos[self.rows[here]]
            if photo is None or photo.decision.is_reviewed or photo.landmark_in_file or photo.verdict is None:
                continue
            if photo.verdict is not Verdict.NO_LANDMARK:
                return here
            if none_seen is None:
                none_seen = here
        return none_seen

    def counts(self) -> Counts:
        """Numbers for the status bar; takes some hundredths of a second at 100,000 photos."""
        photos = [photo for photo in self._photos if photo is not None]
        return Counts(
            photos=len(photos),
            verdicts=Counter(photo.verdict for photo in photos),
            decisions=Counter(photo.decision.kind for photo in photos),
            unwritten=sum(1 for photo in photos if photo.decision.landmark and photo.is_unwritten),
            errors=sum(1 for photo in photos if photo.problem),
        )
