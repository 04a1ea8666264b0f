"""How photos are put in order and in groups: by numbers of all of them, compared at once."""

from collections.abc import Callable, Mapping

from landmark_gui.library.decisions import plain_name
from landmark_gui.library.lazy_numpy import Array, np
from landmark_gui.library.names import fold, natural_key
from landmark_gui.library.photo_columns import PhotoColumns, folder_key
from landmark_gui.library.photo_filter import Group, GroupBy, SortKey
from landmark_gui.library.ranking_columns import NO_VERDICT

SORT_FACTS: Mapping[SortKey, frozenset[str]] = {
    SortKey.NAME: frozenset(),
    SortKey.DATE: frozenset({"capture_time"}),
    SortKey.VERDICT: frozenset({"ranking", "weighed", "decision"}),
    SortKey.UNCERTAINTY: frozenset({"ranking", "weighed", "decision"}),
}
"""The attributes of a photo that each order depends on, beside its path."""
GROUP_FACTS: Mapping[GroupBy, frozenset[str]] = {
    GroupBy.NONE: frozenset(),
    GroupBy.FOLDER: frozenset(),
    GroupBy.DAY: frozenset({"capture_time"}),
    GroupBy.LANDMARK: frozenset({"ranking", "weighed", "decision", "landmark_in_file"}),
}
"""The attributes of a photo that each grouping depends on, beside its path."""


def in_order(by_name: Array, columns: PhotoColumns, sort_key: SortKey) -> tuple[Array, Array]:
    """The ids in the order of a sort key: those for which it is known, and the others.

    Args:
        by_name: Ids in the order of names, which those keep that are alike.
        columns: The photos.
        sort_key: What is compared.
    """
    if sort_key is SortKey.NAME:
        return by_name, by_name[:0]
    if sort_key is SortKey.DATE:
        values = columns.times()[by_name]
        known = values >= 0
    elif sort_key is SortKey.VERDICT:
        values = columns.verdicts()[by_name]
        known = values != NO_VERDICT
    else:
        values = columns.uncertainties()[by_name]
        known = values == values  # noqa: PLR0124 - a number
    ids = by_name[known]
    return ids[np.argsort(values[known], kind="stable")], by_name[~known]


def grouped(
    rows: Array,
    columns: PhotoColumns,
    group_by: GroupBy,
    *,
    days_reversed: bool,
    landmark_name: Callable[[str], str],
) -> tuple[Array, tuple[Group, ...]]:
    """The rows group by group, each in the order that they had.

    Folders and landmarks are ordered by name, days by date; what belongs to none comes last.

    Args:
        rows: Ids in order.
        columns: The photos.
        group_by: What the groups are.
        days_reversed: Whether the newest day comes first.
        landmark_name: From a landmark's key to its name.
    """
    if not len(rows):
        return rows, ()
    if group_by is GroupBy.NONE:
        return rows, (Group("", 0, len(rows)),)
    numbers, keys = _group_numbers(rows, columns, group_by)
    order: Callable[[str], str] = {
        GroupBy.FOLDER: natural_key,
        GroupBy.LANDMARK: lambda key: fold(landmark_name(key)),
    }.get(group_by, str)
    counts = np.bincount(numbers, minlength=len(keys)).tolist()
    members: dict[str, list[int]] = {}  # numbers of each key
    for number, count in enumerate(counts):
        if count:
            members.setdefault(keys[number], []).append(number)
    ordered = sorted((key for key in members if key), key=lambda key: (order(key), key), reverse=days_reversed)
    if "" in members:
        ordered.append("")
    ranks = np.zeros(len(keys), np.int32)
    groups = []
    first = 0
    for rank, key in enumerate(ordered):
        ranks[members[key]] = rank
        count = sum(counts[number] for number in members[key])
        groups.append(Group(key, first, count))
        first += count
    places = ranks[numbers]
    # Numbers of 16 bits are sorted in time that is in proportion to how many they are.
    if len(ordered) < 2**16:
        places = places.astype(np.uint16)
    return rows[np.argsort(places, kind="stable")], tuple(groups)


def _group_numbers(rows: Array, columns: PhotoColumns, group_by: GroupBy) -> tuple[Array, list[str]]:
    """The number of the group that each photo belongs to, and the groups' keys; empty where that is not known."""
    match group_by:
        case GroupBy.FOLDER:
            return columns.names.folder[rows], [folder_key(folder) for folder in columns.names.folders]
        case GroupBy.DAY:
            return columns.days(rows)
        case _:
            return columns.landmarks()[rows], columns.keys.values


def words_of(key: str) -> str:
    """A landmark's key in words, where no better name is known: ``eiffel-tower`` becomes ``eiffel tower``."""
    return plain_name(key) or key.replace("-", " ")
