"""Divides photos into training and validation: stratified, the same on every computer, stable when photos are added."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["train", "validation"]


class SplitError(ValueError):
    """The photos cannot be divided; the message says why, in a part of a sentence."""


def divide(
    names: Sequence[str], labels: Sequence[int], groups: Sequence[int], *, seed: int, kept: Mapping[str, Side]
) -> list[Side]:
    """Put four fifths of the photos into training and one fifth into validation.

    The total is exact (1,000 of 4,996: a fifth, rounded up) and shared out over the classes by largest remainder.
    Which photos are drawn depends on the seed and their names only, through SHA-256, so it is the same with every
    version of Python and whatever else is in the set.

    Args:
        names: A name of each photo that lasts, e.g. its path in the data set.
        labels: Class of each photo.
        groups: Photos with the same number are copies of one picture and stay together. Copies that stand in
            several classes go into training.
        seed: Which of the many possible divisions.
        kept: Photos that have been assigned before and stay where they are; their new copies join them.

    Returns:
        The side of each photo. Each class has a photo in training; each of at least five photos has one in
        validation, unless all of them are copies of each other.

    Raises:
        SplitError: There are too few photos, or all earlier training photos of a class are gone.
    """
    counts = Counter(labels)
    quotas = validation_quotas(counts)
    members: dict[int, list[int]] = {}
    for index, group in enumerate(groups):
        members.setdefault(group, []).append(index)
    sides: list[Side | None] = [kept.get(name) for name in names]
    free: dict[int, list[list[int]]] = {label: [] for label in counts}  # class -> undecided groups
    for copies in members.values():
        decided: list[Side] = [side for side in (sides[index] for index in copies) if side is not None]
        if decided:
            _assign(copies, decided[0], sides)
        elif len({labels[index] for index in copies}) > 1:
            _assign(copies, "train", sides)
        else:
            free[labels[copies[0]]].append(copies)

    have = Counter(label for label, side in zip(labels, sides, strict=True) if side == "validation")
    in_training = {label for label, side in zip(labels, sides, strict=True) if side == "train"}
    missing = 0
    for label in sorted(counts):
        free[label].sort(key=lambda group: _draw(seed, names[group[0]]))
        wanted = max(0, quotas[label] - have[label])
        room = wanted if label in in_training else counts[label] - have[label] - 1
        if room < 0:
            raise SplitError("keeps no training photo of a landmark any more: run prepare --again for a new split")
        missing += wanted - _fill(free[label], min(wanted, room), sides)
    # Copies that must stay together can leave a class short; single photos of other classes make up for it.
    _make_up(missing, free, sides)
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
        if len(group) <= wanted - placed:
            _assign(group, "validation", sides)
            placed += len(group)
    return placed


def _make_up(missing: int, free: Mapping[int, Sequence[Sequence[int]]], sides: list[Side | None]) -> None:
    by_size = sorted(free, key=lambda label: -len(free[label]))
    while missing > 0:
        before = missing
        for label in by_size:
            left = [group for group in free[label] if sides[group[0]] is None]
            single = next((group for group in left if len(group) == 1), None)
            if missing > 0 and single is not None and len(left) > 1:
                _assign(single, "validation", sides)
                missing -= 1
        if missing == before:
            return
