"""Finds copies among photos: same bytes, or the same picture saved, resized or compressed anew."""

from collections.abc import Iterator, Sequence

import numpy as np

from training.scan import THUMBNAIL_SIDE, Look, thumbnails

HAMMING_LIMIT = 3
"""Bits in which the hashes of two copies may differ; four 16-bit bands find all such pairs, because one is equal."""

MEAN_DIFFERENCE_LIMIT = 0.1
LARGEST_DIFFERENCE_LIMIT = 0.6
"""How far the thumbnails of two copies may differ, on average and anywhere, in standard deviations of brightness.

On real photos of landmarks, copies at a third of the size, at JPEG quality 20, or 10 % brighter stay below both in
19 of 20 cases or more; different photos of the same view begin at about 0.12 and 0.7.
"""

FLATNESS_LIMIT = 6.0
"""Standard deviation in grey levels below which a thumbnail shows too little to recognise it by."""

BIT_COUNTS = np.array([value.bit_count() for value in range(2**16)], dtype=np.uint8)


def find_duplicates(looks: Sequence[Look]) -> list[tuple[int, int]]:
    """Pairs of photos that show the same picture.

    A pair has the same digest, or a 64-bit perceptual hash within `HAMMING_LIMIT` and, to keep false alarms out,
    thumbnails that are nearly equal up to brightness and contrast.

    Args:
        looks: What is known of each photo.

    Returns:
        Pairs of indices (lower first), as few as connect all copies of a picture: n copies make n − 1 pairs. Pairs of
        equal bytes come first.
    """
    groups = Groups(len(looks))
    first: dict[str, int] = {}
    pairs = []
    for index, look in enumerate(looks):
        original = first.setdefault(look.digest, index)
        if original != index:
            groups.join(original, index)
            pairs.append((original, index))
    unique = np.array(sorted(first.values()), dtype=np.int64)
    near = [(int(unique[one]), int(unique[other])) for one, other in _near_pairs(thumbnails(looks)[unique])]
    pairs += [pair for pair in sorted(near) if groups.join(*pair)]
    return pairs


class Groups:
    """Disjoint sets of indices 0 … count − 1 (union-find)."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def root(self, index: int) -> int:
        """The index that stands for the group of this one."""
        while self._parents[index] != index:
            self._parents[index] = index = self._parents[self._parents[index]]
        return index

    def join(self, one: int, other: int) -> bool:
        """Make one group of two; False where they were one already."""
        one, other = sorted((self.root(one), self.root(other)))
        self._parents[other] = one
        return one != other


def perceptual_hashes(pictures: np.ndarray) -> np.ndarray:
    """64-bit hashes of small grey pictures: signs of the lowest cosine frequencies against their median.

    The "pHash" of Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions (2010), on 16×16.

    Args:
        pictures: (N, 16, 16) ``uint8``.

    Returns:
        (N,) ``uint64``.
    """
    side = pictures.shape[-1]
    angle = np.pi / side * (np.arange(side) + 0.5)
    cosines = np.cos(np.arange(9)[:, None] * angle[None, :])
    spectrum = cosines @ pictures.astype(np.float64) @ cosines.T
    # The mean brightness (frequency 0, 0) says nothing about the content: the next frequency stands in for it.
    low = np.concatenate([spectrum[:, :8, :8].reshape(-1, 64)[:, 1:], spectrum[:, :1, 8]], axis=1)
    bits = low > np.median(low, axis=1, keepdims=True)
    return np.packbits(bits, axis=1).view(np.uint64).ravel()


def _near_pairs(pictures: np.ndarray) -> Iterator[tuple[int, int]]:
    grey = pictures.reshape(len(pictures), THUMBNAIL_SIDE**2).astype(np.float32)
    rich = np.flatnonzero(grey.std(axis=1) >= FLATNESS_LIMIT)
    grey = grey[rich]
    grey = (grey - grey.mean(axis=1, keepdims=True)) / grey.std(axis=1, keepdims=True)
    hashes = perceptual_hashes(pictures[rich]).view(np.uint16).reshape(-1, 4)
    for one, candidates in _candidates(hashes):
        others = candidates[BIT_COUNTS[hashes[candidates] ^ hashes[one]].sum(axis=1) <= HAMMING_LIMIT]
        difference = np.abs(grey[others] - grey[one])
        close = (difference.mean(axis=1) <= MEAN_DIFFERENCE_LIMIT) & (
            difference.max(axis=1, initial=0) <= LARGEST_DIFFERENCE_LIMIT
        )
        for other in others[close]:
            yield int(rich[min(one, other)]), int(rich[max(one, other)])


def _candidates(hashes: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
    """Each index with later ones of the same band; a pair may come once per band."""
    for band in hashes.T:
        order = np.argsort(band, kind="stable")
        starts = np.flatnonzero(np.diff(band[order], prepend=-1))
        for run in np.split(order, starts[1:]):
            for position in range(len(run) - 1):
                yield int(run[position]), run[position + 1 :]
