"""Groups of photos that show the same place, whatever it is: candidates for teaching."""

import numpy as np
import numpy.typing as npt

from landmark_gui.inference.personal import Known
from landmark_gui.inference.space import Floats, Space

FEWEST = 3
"""Photos in a group."""

_FALSE_PAIRS = 0.005
"""Share of pairs of photos of different things that may look as alike as photos in a group do."""


def pair_likeness(space: Space, points: Floats) -> Floats:
    """How much likelier two photos show one place than two, for all pairs (N, N) of points (N, E); symmetric."""
    ratio = space.likeness(points, points, 1)
    both: Floats = (ratio + ratio.T) / 2
    return both


def threshold(known: Known) -> float:
    """The likeness that few pairs of photos of different things reach, measured on photos held back."""
    likeness = pair_likeness(known.space, known.held)
    labels, landmarks = known.held_labels, len(known.learnt_from.means)
    apart = (labels[:, None] != labels[None, :]) | (labels[:, None] == landmarks)
    np.fill_diagonal(apart, val=False)
    return float(np.quantile(likeness[apart], 1 - _FALSE_PAIRS))


def groups(known: Known, features: npt.ArrayLike) -> list[list[int]]:
    """Photos that look alike, by their numbers: the largest groups first, in each the most typical photo first.

    Groups grow from the most alike pairs on, as long as their photos look alike on average (average linkage).

    Args:
        known: What was measured for the model.
        features: (N, F) of the photos.
    """
    points = known.space.place(features)
    if len(points) < FEWEST:
        return []
    likeness, least = pair_likeness(known.space, points), threshold(known)
    members = [[row] for row in range(len(points))]
    total = likeness.copy()  # sums over the pairs of two groups
    sizes = np.ones(len(points))
    mean = likeness.copy()
    np.fill_diagonal(mean, -np.inf)
    while True:
        best = int(mean.argmax())
        first, second = divmod(best, len(points))
        if mean[first, second] < least:
            break
        members[first] += members[second]
        members[second] = []
        total[first] += total[second]
        total[:, first] += total[:, second]
        sizes[first] += sizes[second]
        mean[second], mean[:, second] = -np.inf, -np.inf
        sizes[second] = np.inf  # no mean with it is ever large
        row = total[first] / (sizes[first] * sizes)
        row[[first]] = -np.inf
        row[np.isinf(sizes)] = -np.inf
        mean[first], mean[:, first] = row, row
    found = [sorted(group, key=lambda row: -likeness[row, group].sum()) for group in members if len(group) >= FEWEST]
    return sorted(found, key=len, reverse=True)
