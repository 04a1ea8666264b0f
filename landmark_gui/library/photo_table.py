"""All photos of the open folders, and which of them a view shows, in which order: plain Python, fast at 100,000.

A view (a Qt model) keeps to this protocol: photos that `add` took in appear at the end of the rows by `show_added`;
`update` never moves a row, it says which rows look different and whether the rows are `stale` (filter, order or groups
would now be different); `refresh` puts them right, whenever the view likes to.

For one thread. A photo is known by its id, its number in the table, which stays the same and is never used again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from landmark_gui.inference.suggestion import Suggestion, Verdict
from landmark_gui.library.decisions import Decision, DecisionKind
from landmark_gui.library.photo_filter import Filter, Group, GroupBy, SortKey
from landmark_gui.library.photos import Photo


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
        stale: Whether `refresh` would change the rows.
    """

    rows: list[int]
    groups: tuple[Group, ...]
    stale: bool

    def __init__(self, roots: Sequence[str] = (), names: Mapping[str, str] | None = None) -> None:
        """An empty table.

        Args:
            roots: The opened folders; only what lies below them is searched and grouped.
            names: Display names of landmarks by key, for search and the order of groups; the words of the key itself
                (``eiffel-tower``) are always searched.
        """
        raise NotImplementedError

    def __len__(self) -> int:
        """Number of photos, shown or not."""
        raise NotImplementedError

    # Photos

    def photo(self, id: int) -> Photo:  # noqa: A002
        """The photo with that id.

        Raises:
            KeyError: It was removed, or there never was one.
        """
        raise NotImplementedError

    def ids(self) -> Iterator[int]:
        """The ids of all photos, shown or not, in the order they came."""
        raise NotImplementedError

    def id_of(self, path: str) -> int | None:
        """The id of the photo at a path."""
        raise NotImplementedError

    def ids_with(self, content: bytes) -> tuple[int, ...]:
        """The ids of all photos with this content: a photo and its copies share decisions."""
        raise NotImplementedError

    def add(self, photos: Iterable[Photo]) -> list[int]:
        """Takes in photos; a path that is there already is passed over. They are not shown before `show_added`.

        Returns:
            The ids of the new ones.
        """
        raise NotImplementedError

    def update(self, id: int, **facts: object) -> Updated:  # noqa: A002
        """Changes fields of one photo, by the names of `Photo`'s attributes except ``path``."""
        return self.update_many({id: facts})

    def update_many(self, updates: Mapping[int, Mapping[str, object]]) -> Updated:
        """Changes fields of many photos at once; ids that are no longer there are passed over."""
        raise NotImplementedError

    def set_suggestions(self, model: str, suggestions: Mapping[int, Suggestion]) -> Updated:
        """Takes in what a model says about photos, by id."""
        raise NotImplementedError

    def set_decisions(self, decisions: Mapping[bytes, Decision]) -> Updated:
        """Takes in what the person said, by content id: `Operation.decisions`."""
        raise NotImplementedError

    def remove(self, ids: Iterable[int]) -> bool:
        """Takes photos out; rows that show one are `stale` and must be refreshed before anything is asked of them.

        Returns:
            Whether a row showed one of them, so that `refresh` must follow at once.
        """
        raise NotImplementedError

    def clear(self) -> None:
        """Takes out all photos; filter, order and grouping stay."""
        raise NotImplementedError

    # View

    @property
    def filter(self) -> Filter:
        """Which photos are shown."""
        raise NotImplementedError

    @property
    def sort_key(self) -> SortKey:
        """By what they are ordered."""
        raise NotImplementedError

    @property
    def is_reversed(self) -> bool:
        """Whether the order is reversed; photos for which the sort key is not known stay last."""
        raise NotImplementedError

    @property
    def group_by(self) -> GroupBy:
        """What the groups are."""
        raise NotImplementedError

    def set_view(
        self,
        *,
        filter: Filter | None = None,  # noqa: A002
        sort_key: SortKey | None = None,
        is_reversed: bool | None = None,
        group_by: GroupBy | None = None,
    ) -> None:
        """Changes filter, order or groups (what is None stays) and refreshes the rows."""
        raise NotImplementedError

    def refresh(self) -> bool:
        """Puts the rows right, with all photos that were added.

        Returns:
            Whether the rows or groups are different now.
        """
        raise NotImplementedError

    @property
    def waiting(self) -> int:
        """How many rows `show_added` would append: photos that were added, fit the filter and are not shown yet."""
        raise NotImplementedError

    def show_added(self) -> int:
        """Appends the photos that were added and fit the filter, in order among themselves; cheap.

        With grouping they form a last group without a key until `refresh`. A Qt model calls ``beginInsertRows`` with
        `waiting` before.

        Returns:
            How many rows were appended.
        """
        raise NotImplementedError

    def row_of(self, id: int) -> int | None:  # noqa: A002
        """The row that shows a photo; None where none does."""
        raise NotImplementedError

    def group_of(self, row: int) -> Group:
        """The group of a row."""
        raise NotImplementedError

    def next_unreviewed(self, row: int) -> int | None:
        """The next row after this one, beginning again at the top, whose photo waits for a decision; None for none.

        A photo waits where it has a suggestion and no decision; one that shows no landmark by the model's verdict waits
        too. Where no photo shown has both, those without a suggestion count.
        """
        raise NotImplementedError

    def counts(self) -> Counts:
        """Numbers for the status bar; takes some hundredths of a second at 100,000 photos."""
        raise NotImplementedError
