"""Finds copies among photos: same bytes, or the same picture saved, resized or compressed anew."""

from collections.abc import Iterator, Sequence

import numpy as np

from training.scan import THUMBNAIL_SIDE, Look, thumbnails

HAMMING_LIMIT = 10
"""Bits in which the hashes of two copies may differ, before their thumbnails are compared."""

BANDS = 4
UNSURE_BITS = 3
"""Copies are looked for among photos with an equal band of 16 bits, where this many bits of it may be either way:
those whose frequency is closest to the median, because they are the ones that compression changes."""

PAIRS_AT_ONCE = 2**20

MEAN_DIFFERENCE_LIMIT = 0.1
LARGEST_DIFFERENCE_LIMIT = 0.6
"""How far the thumbnails of two copies may differ, on average and anywhere, in standard deviations of brightness.

Of real photos of landmarks, 98 of 100 copies or more are found that are half or a third of the size, saved at JPEG
quality 20, squashed to a square or 10 % brighter, and four fifths of those whose margins of 1 % were cut off; different
photos of the same view begin at about 0.12 and 0.7.
"""

FLATNESS_LIMIT = 6.0
"""Standard deviation in grey levels below which a thumbnail shows too little to recognise it by."""

BIT_COUNTS = np.array([value.bit_count() for value in range(2**16)], dtype=np.uint8)


def find_duplicates(looks: Sequence[Look]) -> list[tuple[int, int]]:
    """Pairs of photos that show the same picture.

    A pair has the same digest, or 64-bit perceptual hashes within `HAMMING_LIMIT` and, to keep false alarms out,
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


def perceptual_hashes(pictures: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """64-bit hashes of small grey pictures: signs of the lowest cosine frequencies against their median.

    The "pHash" of Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions (2010), on 16×16.

    Args:
        pictures: (N, 16, 16), brightness.

    Returns:
        (N, 64) bits, as ``bool``, and (N, 64) how far each frequency is from the median: how sure its bit is.
    """
    side = pictures.shape[-1]
    angle = np.pi / side * (np.arange(side) + 0.5)
    cosines = np.cos(np.arange(9)[:, None] * angle[None, :])
    spectrum = cosines @ pictures.astype(np.float64) @ cosines.T
    # The mean brightness (frequency 0, 0) says nothing about the content: the next frequency stands in for it.
    low = np.concatenate([spectrum[:, :8, :8].reshape(-1, 64)[:, 1:], spectrum[:, :1, 8]], axis=1)
    above = low - np.median(low, axis=1, keepdims=True)
    return above > 0, np.abs(above)


def _near_pairs(pictures: np.ndarray) -> set[tuple[int, int]]:
    grey = pictures.reshape(len(pictures), THUMBNAIL_SIDE**2).astype(np.float32)
    rich = np.flatnonzero(grey.std(axis=1) >= FLATNESS_LIMIT)
    grey = grey[rich]
    grey = (grey - grey.mean(axis=1, keepdims=True)) / grey.std(axis=1, keepdims=True)
    bits, sureness = perceptual_hashes(grey.reshape(-1, THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    hashes = _words(bits)
    found: set[tuple[int, int]] = set()
    for one, other in _candidates(hashes, sureness):
        close = BIT_COUNTS[hashes[one] ^ hashes[other]].sum(axis=1) <= HAMMING_LIMIT
        one, other = one[close], other[close]  # noqa: PLW2901 - fewer of the same
        difference = np.abs(grey[one] - grey[other])
        same = difference.mean(axis=1) <= MEAN_DIFFERENCE_LIMIT
        same &= difference.max(axis=1, initial=0) <= LARGEST_DIFFERENCE_LIMIT
        found.update(zip(rich[one[same]].tolist(), rich[other[same]].tolist(), strict=True))
    return found


def _words(bits: np.ndarray) -> np.ndarray:
    """(N, 64) bits as (N, 4) ``uint16``, one for each band."""
    return np.packbits(bits, axis=1).view(">u2").astype(np.uint16)


def _candidates(hashes: np.ndarray, sureness: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs (lower index, higher index) that agree in a band up to unsure bits; a pair may come several times."""
    width = 64 // BANDS
    for band in range(BANDS):
        values = hashes[:, band]
        order = np.argsort(values, kind="stable")
        ordered = values[order]
        part = sureness[:, band * width : (band + 1) * width]
        unsure = np.argpartition(part, UNSURE_BITS, axis=1)[:, :UNSURE_BITS]
        flips = (1 << (width - 1 - unsure)).astype(np.uint16)
        for choice in range(2**UNSURE_BITS):
            chosen = [bit for bit in range(UNSURE_BITS) if choice >> bit & 1]
            wanted = values ^ np.bitwise_or.reduce(flips[:, chosen], axis=1, dtype=np.uint16)
            first, last = (np.searchsorted(ordered, wanted, side) for side in ("left", "right"))
            for one, other in _ranges(first, last):
                partner = order[other]
                different = one != partner
                yield np.minimum(one, partner)[different], np.maximum(one, partner)[different]


def _ranges(first: np.ndarray, last: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Each index with every position from its first to before its last, about `PAIRS_AT_ONCE` at once."""
    lengths = last - first
    chunk = np.cumsum(lengths) // PAIRS_AT_ONCE
    for number in np.unique(chunk):
        own = np.flatnonzero((chunk == number) & (lengths > 0))
        one = np.repeat(own, lengths[own])
        starts = np.repeat(np.cumsum(lengths[own]) - lengths[own], lengths[own])
        yield one, np.arange(len(one)) - starts + first[one]
