"""All photos of the open folders, and which of them a view shows, in which order: columns, fast at a million.

A view (a Qt model) keeps to this protocol: photos that `add` took in appear at the end of the rows by `show_added`;
`update` never moves a row, it says which rows look different and whether the rows are `stale` (filter, order or groups
would now be different); `refresh` puts them right, whenever the view likes to.

For one thread at a time. A photo is known by its id, its number in the table, which stays the same and is never used
again. A `Photo` that the table gives is a value: it tells what was known when it was asked for.
"""

import os
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from landmark_gui.inference.suggestion import Suggestion, Verdict
from landmark_gui.library.decisions import Decision, DecisionKind
from landmark_gui.library.known_files import KnownFiles
from landmark_gui.library.lazy_numpy import Array, np
from landmark_gui.library.name_order import NameOrder, name_key
from landmark_gui.library.passing import passing
from landmark_gui.library.photo_columns import KINDS, UNREVIEWED, PhotoColumns, folder_path
from landmark_gui.library.photo_filter import Filter, Group, GroupBy, SortKey
from landmark_gui.library.photo_order import GROUP_FACTS, SORT_FACTS, grouped, in_order, words_of
from landmark_gui.library.photos import CandidatePool, Photo, Ranking
from landmark_gui.library.ranking_columns import NO_LANDMARK, NO_VERDICT, VERDICTS
from landmark_gui.library.rows import Rows
from landmark_gui.library.text_index import TextIndex

_RECENT = 1000


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
        self.rows = Rows()
        self.groups: tuple[Group, ...] = ()
        self.stale = False
        self._roots = tuple(roots)
        self._names = names or {}
        self._filter = Filter()
        self._sort_key = SortKey.NAME
        self._reversed = False
        self._group_by = GroupBy.NONE
        self._pool = CandidatePool()
        self._begin()

    def _begin(self) -> None:
        self._recent: dict[int, Photo] = {}  # a view asks for those on the screen again and again
        self._inside: tuple[PhotoColumns, TextIndex, NameOrder] | None = None
        # All photos in the order of the last sort key, until that changes or what it depends on.
        self._ordered_by = SortKey.NAME
        self._order: tuple[Array, Array] | None = None
        self._rows_by_id = array("i")
        self._shown_until = 0
        self._added: Array | None = None

    def __len__(self) -> int:
        """Number of photos, shown or not."""
        return 0 if self._inside is None else self._columns.count

    # Photos

    def photo(self, id: int) -> Photo:  # noqa: A002
        """The photo with that id.

        Raises:
            KeyError: It was removed, or there never was one.
        """
        photo = self._recent.get(id)
        if photo is None:
            if not self._columns.is_there(id):
                raise KeyError(id)
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            photo = self._recent[id] = self._columns.photo(id)
        return photo

    def ids(self) -> Iterator[int]:
        """The ids of all photos, shown or not, in the order they came."""
        return iter(np.flatnonzero(self._columns.alive).tolist() if len(self) else ())

    def paths_of(self, ids: Iterable[int]) -> list[str]:
        """The paths of these photos; quicker than asking for the photos. Ids that are no longer there are left out."""
        columns = self._columns
        return [columns.names.path(number) for number in ids if columns.is_there(number)]

    def id_of(self, path: str) -> int | None:
        """The id of the photo at a path."""
        return self._columns.find(path) if self else None

    def ids_with(self, content: bytes) -> tuple[int, ...]:
        """The ids of all photos with this content: a photo and its copies share decisions."""
        return self._columns.with_content(content) if self else ()

    def ids_in(self, folder: str) -> list[int]:
        """The ids of the photos in one folder, without those in the folders in it."""
        if not self:
            return []
        ids = self._columns.names.in_folder(os.path.join(folder, ""))
        found: list[int] = ids[self._columns.alive[ids]].tolist()
        return found

    def folders(self) -> list[str]:
        """The folders that photos are in."""
        if not self:
            return []
        columns = self._columns
        used = np.bincount(columns.names.folder[columns.alive], minlength=len(columns.names.folders))
        return [folder_path(columns.names.folders[number]) for number in np.flatnonzero(used).tolist()]

    def folder_of(self, id: int) -> str | None:  # noqa: A002
        """The folder that a photo is in; None where there is no such photo."""
        names = self._columns.names
        return folder_path(names.folders[names.folder.item(id)]) if self._columns.is_there(id) else None

    def known_files(self) -> KnownFiles:
        """Sizes and times of all files, as they are known now; what changes in the table changes nothing in them."""
        return KnownFiles.of(self._columns)

    def add(self, photos: Iterable[Photo]) -> list[int]:
        """Takes in photos; a path that is there already is passed over. They are not shown before `show_added`.

        Returns:
            The ids of the new ones.
        """
        first = len(self._columns)
        self._columns.append(photos)
        new = list(range(first, len(self._columns)))
        if new:
            self._by_name.extend([name_key(self._columns.names.name(number)) for number in new])
            self._came(len(new))
        return new

    def join(self, keys: Array, slots: Array) -> None:
        """Shows very many photos whose paths and facts a `PhotoBlocks` has put into `columns`, before any others.

        Args:
            keys: Their keys in the order of names, see `name_key`.
            slots: Of their rankings, see `PhotoColumns.join`.
        """
        self._columns.join(slots)
        self._by_name.extend(keys)
        self._came(len(slots))

    @property
    def columns(self) -> PhotoColumns:
        """The facts of the photos, for who looks at all of them, or puts in very many, at once."""
        return self._columns

    def _all(self) -> tuple[PhotoColumns, TextIndex, NameOrder]:
        if self._inside is None:  # not before the first photo: it loads numpy, and the window is to stand before
            columns = PhotoColumns()
            texts = TextIndex(columns, self._roots, self._names)
            self._inside = columns, texts, NameOrder(columns.names)
        return self._inside

    @property
    def _columns(self) -> PhotoColumns:
        return self._all()[0]

    @property
    def _texts(self) -> TextIndex:
        return self._all()[1]

    @property
    def _by_name(self) -> NameOrder:
        return self._all()[2]

    def _came(self, number: int) -> None:
        self._texts.follow()
        self._rows_by_id.frombytes(b"\xff" * (number * self._rows_by_id.itemsize))  # -1 each
        self._order = self._added = None
        self.stale = True

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
            if not self._columns.is_there(number):
                continue
            if "ranking" in facts and "weighed" not in facts:
                facts = {**facts, "weighed": None}  # noqa: PLW2901 - it was weighed with what the model said then
            changed = self._columns.change(number, facts)
            if changed:
                self._recent.pop(number, None)
                touched |= changed
                if self._rows_by_id[number] >= 0:
                    rows.append(self._rows_by_id[number])
        if touched & SORT_FACTS[self._ordered_by]:
            self._order = None
        if touched:
            self._added = None
        stale = bool(touched & (SORT_FACTS[self._sort_key] | GROUP_FACTS[self._group_by] | self._filter.facts))
        self.stale = self.stale or stale
        return Updated(tuple(sorted(rows)), stale)

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
            if self._columns.is_there(number):
                shown = shown or self._rows_by_id[number] >= 0
                self._columns.remove(number)
                self._recent.pop(number, None)
                self._order = self._added = None
        self.stale = self.stale or shown
        return shown

    def clear(self) -> None:
        """Takes out all photos; filter, order and grouping stay."""
        self._begin()
        self.rows, self.groups, self.stale = Rows(), (), False

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
        if self._inside is None or not len(self._columns):
            changed = bool(self.rows or self.groups)
            self.rows, self.groups, self.stale = Rows(), (), False
            return changed
        ids, groups = self._arrange()
        rows = Rows.of(ids)
        changed = rows != self.rows or groups != self.groups
        self.rows, self.groups = rows, groups
        by_id = np.full(len(self._columns), -1, np.intc)
        by_id[ids] = np.arange(len(ids), dtype=np.intc)
        self._rows_by_id = array("i")
        self._rows_by_id.frombytes(by_id.tobytes())
        self._shown_until = len(self._columns)
        self._added = None
        self.stale = False
        return changed

    def _arrange(self) -> tuple[Array, tuple[Group, ...]]:
        if self._order is None or self._ordered_by is not self._sort_key:
            by_name = self._by_name.order(self._columns.alive)
            self._order = in_order(by_name, self._columns, self._sort_key)
            self._ordered_by = self._sort_key
        known, others = self._order
        ids = np.concatenate((known[::-1] if self._reversed else known, others))
        fitting = passing(self._columns, self._texts, self._filter)
        return grouped(
            ids if fitting is None else ids[fitting[ids]],
            self._columns,
            self._group_by,
            days_reversed=self._reversed and (self._group_by, self._sort_key) == (GroupBy.DAY, SortKey.DATE),
            landmark_name=lambda key: self._names.get(key) or words_of(key),
        )

    @property
    def waiting(self) -> int:
        """How many rows `show_added` would append: photos that were added, fit the filter and are not shown yet."""
        return len(self._fitting_added())

    def _fitting_added(self) -> Array | Rows:
        if self._inside is None or self._shown_until == len(self._columns):
            return Rows()
        if self._added is None:
            new = np.arange(self._shown_until, len(self._columns), dtype=np.intc)
            new = self._by_name.sorted(new[self._columns.alive[new]])
            fitting = passing(self._columns, self._texts, self._filter)
            new = new if fitting is None else new[fitting[new]]
            self._added = new[::-1] if self._reversed else new
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
        for row, number in enumerate(new.tolist(), first):
            self._rows_by_id[number] = row
            self.rows.append(number)
        if len(new):
            joins = self.groups and not self.groups[-1].key
            last = self.groups[-1] if joins else Group("", first, 0)
            self.groups = (
                *(self.groups[:-1] if joins else self.groups),
                Group("", last.first, last.count + len(new)),
            )
        self._shown_until = len(self._columns)
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
        if not self.rows:
            return None
        columns, rows = self._columns, np.frombuffer(self.rows, np.intc)
        verdicts = columns.verdicts()
        waits = (columns.kinds() == UNREVIEWED) & (columns.in_file() == 0) & (verdicts != NO_VERDICT)
        for wanted in (waits & (verdicts != NO_LANDMARK), waits):
            found = np.flatnonzero(wanted[rows])
            if len(found):
                following = int(np.searchsorted(found, row, "right"))
                return int(found[following % len(found)])
        return None

    def counts(self) -> Counts:
        """Numbers for the status bar; takes some hundredths of a second at a million photos."""
        if not self:
            return Counts(0, Counter(), Counter(), 0, 0)
        columns = self._columns
        alive = columns.alive
        verdicts = np.bincount(columns.verdicts()[alive], minlength=len(VERDICTS)).tolist()
        kinds = np.bincount(columns.kinds()[alive], minlength=len(KINDS)).tolist()
        return Counts(
            photos=columns.count,
            verdicts=Counter({verdict: count for verdict, count in zip(VERDICTS, verdicts, strict=True) if count}),
            decisions=Counter({kind: count for kind, count in zip(KINDS, kinds, strict=True) if count}),
            unwritten=int(np.count_nonzero(columns.unwritten() & alive)),
            errors=int(np.count_nonzero(columns.has_problem() & alive)),
        )
