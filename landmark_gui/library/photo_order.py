"""How photos are put in order and in groups: keys of single photos, kept for all of them.

Keys are texts and numbers, which Python compares fast; None stands for what is not known and comes last.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import plain_name
from landmark_gui.library.names import fold, natural_key
from landmark_gui.library.photo_filter import Group, GroupBy, SortKey
from landmark_gui.library.photos import Photo

_VERDICT_ORDER = {Verdict.CONFIDENT: 0, Verdict.AMBIGUOUS: 1, Verdict.NO_LANDMARK: 2}

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


def name_keys() -> Callable[[str], str]:
    """A function from a path to its key in the order of names: by file name, then folder, then as they are spelt."""
    folders: dict[str, str] = {}

    def key(path: str) -> str:
        folder, _, name = path.rpartition(os.sep)
        if folder not in folders:
            folders[folder] = f"\0{natural_key(folder)}\0{folder}\0"
        return natural_key(name) + folders[folder] + name

    return key


def _date(photo: Photo) -> str | None:
    return photo.capture_time or None


def _verdict(photo: Photo) -> int | None:
    verdict = photo.verdict
    return None if verdict is None else _VERDICT_ORDER[verdict]


def _uncertainty(photo: Photo) -> float | None:
    return photo.uncertainty


SORT_VALUES: Mapping[SortKey, Callable[[Photo], Any]] = {
    SortKey.DATE: _date,
    SortKey.VERDICT: _verdict,
    SortKey.UNCERTAINTY: _uncertainty,
}
"""For each order but that of names: what of a photo is compared; None where it is not known."""


def _group_keys(rows: Sequence[int], photos: Sequence[Photo], group_by: GroupBy) -> list[str]:
    """The group that each photo belongs to; empty where that is not known."""
    match group_by:
        case GroupBy.FOLDER:
            return [photos[number].path.rpartition(os.sep)[0] for number in rows]
        case GroupBy.DAY:
            return [photos[number].capture_time[:10] for number in rows]
        case _:
            return [photos[number].landmark for number in rows]


def grouped(
    rows: list[int],
    photos: Sequence[Photo],
    group_by: GroupBy,
    *,
    days_reversed: bool,
    landmark_name: Callable[[str], str],
) -> tuple[list[int], tuple[Group, ...]]:
    """The rows group by group, each in the order that they had.

    Folders and landmarks are ordered by name, days by date; what belongs to none comes last.

    Args:
        rows: Ids in order.
        photos: By id.
        group_by: What the groups are.
        days_reversed: Whether the newest day comes first.
        landmark_name: From a landmark's key to its name.
    """
    if not rows:
        return rows, ()
    if group_by is GroupBy.NONE:
        return rows, (Group("", 0, len(rows)),)
    members: dict[str, list[int]] = {}
    for number, key in zip(rows, _group_keys(rows, photos, group_by), strict=True):
        if key in members:
            members[key].append(number)
        else:
            members[key] = [number]
    order: Callable[[str], str] = {
        GroupBy.FOLDER: natural_key,
        GroupBy.LANDMARK: lambda key: fold(landmark_name(key)),
    }.get(group_by, str)
    keys = sorted((key for key in members if key), key=lambda key: (order(key), key), reverse=days_reversed)
    if "" in members:
        keys.append("")
    result: list[int] = []
    groups = []
    for key in keys:
        groups.append(Group(key, len(result), len(members[key])))
        result += members[key]
    return result, tuple(groups)


def words_of(key: str) -> str:
    """A landmark's key in words, where no better name is known: ``eiffel-tower`` becomes ``eiffel tower``."""
    return plain_name(key) or key.replace("-", " ")
