"""Divides photos into training and validation: stratified, the same on every computer, stable when photos are added."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["train", "validation"]


class SplitError(ValueError):
    """The photos cannot be divided; the message says why, in a part of a sentence."""


def divide(
    names: Sequence[str],
    labels: Sequence[int],
    groups: Sequence[int],
    copies: Sequence[int],
    *,
    seed: int,
    kept: Mapping[str, Side],
) -> list[Side]:
    """Put four fifths of the photos into training and one fifth into validation.

    The total is exact (1,000 of 4,996: a fifth, rounded up) and shared out over the classes by largest remainder.
    Which photos are drawn depends on the seed and their names only, through SHA-256, so it is the same with every
    version of Python and whatever else is in the set.

    Args:
        names: A name of each photo that lasts, e.g. its path in the data set.
        labels: Class of each photo.
        groups: Photos with the same number show the same picture and stay together wherever the numbers above can be
            had. Those that stand in several classes go into training.
        copies: Finer groups, of equal files, which are never torn apart.
        seed: Which of the many possible divisions.
        kept: Photos that have been assigned before and stay where they are; their new copies join them.

    Returns:
        The side of each photo. Each class has a photo in training; each of at least five photos has one in
        validation, unless all of them are equal files.

    Raises:
        SplitError: There are too few photos.
    """
    counts = Counter(labels)
    quotas = validation_quotas(counts)
    members: dict[int, list[int]] = {}
    for index, group in enumerate(groups):
        members.setdefault(group, []).append(index)
    sides: list[Side | None] = [kept.get(name) for name in names]
    free: dict[int, list[list[int]]] = {label: [] for label in counts}  # class -> undecided groups
    for alike in members.values():
        decided: list[Side] = [side for side in (sides[index] for index in alike) if side is not None]
        if decided:
            _assign(alike, decided[0], sides)
        elif len({labels[index] for index in alike}) > 1:
            _assign(alike, "train", sides)
        else:
            free[labels[alike[0]]].append(alike)

    have = Counter(label for label, side in zip(labels, sides, strict=True) if side == "validation")
    in_training = {label for label, side in zip(labels, sides, strict=True) if side == "train"}
    for label in sorted(counts):
        free[label].sort(key=lambda group: _draw(seed, names[group[0]]))
        wanted = max(0, quotas[label] - have[label])
        if label not in in_training:
            wanted = min(wanted, counts[label] - have[label] - 1)
        if not _fill(free[label], wanted, sides) and not have[label] and counts[label] >= 5:
            _fill(_torn(free[label], copies, sides), wanted, sides)
    # Groups can leave a class short: single photos of other classes make up for it, and where none are left, groups
    # are torn after all.
    missing = _make_up(sum(quotas.values()) - sides.count("validation"), free, in_training, sides)
    for label in sorted(counts):
        torn = _torn(free[label], copies, sides)
        spare = sum(map(len, torn)) - (label not in in_training)
        missing -= _fill(torn, min(missing, spare), sides)
    return [side or "train" for side in sides]


def validation_quotas(counts: Mapping[int, int]) -> dict[int, int]:
    """Validation photos of each class: a fifth of all, rounded up, by largest remainder.

    Raises:
        SplitError: Not even one photo can be set aside without emptying a class.
    """
    photos = sum(counts.values())
    total = -(-photos // 5)
    quotas = {label: min(count * total // photos, count - 1) for label, count in counts.items()}
    by_remainder = sorted(counts, key=lambda label: (-(counts[label] * total % photos), -counts[label], label))
    missing = total - sum(quotas.values())
    while missing > 0:
        roomy = [label for label in by_remainder if quotas[label] < counts[label] - 1]
        if not roomy:
            raise SplitError(f"has {photos} photos of {len(counts)} landmarks, too few to set a fifth aside")
        for label in roomy[:missing]:
            quotas[label] += 1
        missing = total - sum(quotas.values())
    return quotas


def _draw(seed: int, name: str) -> bytes:
    return hashlib.sha256(f"{seed}\0{name}".encode("utf-8", "surrogateescape")).digest()


def _assign(group: Sequence[int], side: Side, sides: list[Side | None]) -> None:
    for index in group:
        if sides[index] is None:
            sides[index] = side


def _fill(groups: Sequence[Sequence[int]], wanted: int, sides: list[Side | None]) -> int:
    """Put groups into validation, in order, as long as they fit; gives the number of photos placed."""
    placed = 0
    for group in groups:
        if len(group) <= wanted - placed and all(sides[index] is None for index in group):
            _assign(group, "validation", sides)
            placed += len(group)
    return placed


def _torn(
    groups: Sequence[Sequence[int]], copies: Sequence[int], sides: Sequence[Side | None]
) -> Sequence[Sequence[int]]:
    """Undecided groups taken apart into groups of equal files."""
    parts: dict[int, list[int]] = {}
    for index in (index for group in groups for index in group if sides[index] is None):
        parts.setdefault(copies[index], []).append(index)
    return list(parts.values())


def _make_up(
    missing: int, free: Mapping[int, Sequence[Sequence[int]]], in_training: Set[int], sides: list[Side | None]
) -> int:
    """Put further single photos into validation, from the largest classes on; gives what is still missing."""
    by_size = sorted(free, key=lambda label: -len(free[label]))
    while missing > 0:
        before = missing
        for label in by_size:
            left = [group for group in free[label] if sides[group[0]] is None]
            single = next((group for group in left if len(group) == 1), None)
            if missing > 0 and single is not None and (len(left) > 1 or label in in_training):
                _assign(single, "validation", sides)
                missing -= 1
        if missing == before:
            break
    return missing
