"""How often a model was right on the person's own photos, by how sure it said it was: from their decisions.

What is held against a decision is what that model itself said about the photo; what the camera's position and other
photos made of it is left out. A photo counts where the person said whether the first candidate is right: they accepted
it, accepted another one, rejected it, or said that there is no landmark.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import Decision, DecisionKind, landmark_key
from landmark_gui.library.photos import Ranking

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.0)
"""Between these lie the bins; finer where most suggestions are."""
FEWEST_IN_BIN = 8
"""Of fewer photos nothing is said."""
FEWEST = 25
"""From fewer decisions there is no chart."""
_Z = 1.645  # of 90 % intervals


@dataclass(frozen=True, slots=True)
class OwnBin:
    """The suggestions of one range of probabilities.

    Attributes:
        low: The range's lower end.
        high: Its upper end, which belongs to it only for the last one.
        count: Number of decided photos.
        said: Mean probability that the model gave; 0 where there are none.
        right: How many of them the model was right about.
    """

    low: float
    high: float
    count: int = 0
    said: float = 0.0
    right: int = 0

    @property
    def share(self) -> float:
        """How often the model was right; 0 where there are no photos."""
        return self.right / self.count if self.count else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 90 % certainty (Wilson 1927)."""
        if not self.count:
            return 0.0, 1.0
        n, share = self.count, self.share
        middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z / (1 + _Z**2 / n) * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
        return max(0.0, middle - half), min(1.0, middle + half)

    @property
    def is_enough(self) -> bool:
        """Whether there are enough photos to say something."""
        return self.count >= FEWEST_IN_BIN

    @property
    def stance(self) -> int:
        """1 where the model was right more often than it said, −1 where less often, 0 where it may well be honest."""
        low, high = self.interval
        return 0 if not self.is_enough or low <= self.said <= high else 1 if self.said < low else -1


@dataclass(frozen=True, slots=True)
class OwnCalibration:
    """A model's suggestions held against the person's decisions.

    Attributes:
        bins: In the order of `EDGES`.
        confident: Decided photos about which the model was confident.
        confident_right: Those of them with the right first candidate.
        nothing: Decided photos in which the model saw no landmark; they are in no bin.
        nothing_right: Those of them that the person said show none.
        at_once: Photos that were accepted together with all confident ones; few people look at each.
    """

    bins: tuple[OwnBin, ...]
    confident: int = 0
    confident_right: int = 0
    nothing: int = 0
    nothing_right: int = 0
    at_once: int = 0

    @property
    def count(self) -> int:
        """All decided photos for which the model suggested a landmark."""
        return sum(entry.count for entry in self.bins)

    @property
    def right(self) -> int:
        """Those with the right first candidate."""
        return sum(entry.right for entry in self.bins)

    @property
    def is_enough(self) -> bool:
        """Whether there are enough decisions for a chart."""
        return self.count >= FEWEST

    @property
    def error(self) -> float:
        """Expected calibration error: the mean gap between what was said and what was so, weighted by photos."""
        gaps = math.fsum(entry.count * abs(entry.share - entry.said) for entry in self.bins)
        return gaps / self.count if self.count else 0.0


def is_right(decision: Decision, first: str) -> bool | None:
    """Whether a first candidate (key) is right by a decision; None where the person did not say."""
    if first in decision.rejected:
        return False
    if decision.kind is DecisionKind.ACCEPTED:
        return decision.landmark == first
    return False if decision.kind is DecisionKind.NO_LANDMARK else None


def own_calibration(pairs: Iterable[tuple[Decision, Ranking]], at_once: int = 0) -> OwnCalibration:
    """Holds a model's own rankings against the decisions about the same photos.

    Args:
        pairs: Of each decided photo.
        at_once: See `OwnCalibration`.
    """
    counts, rights = [0] * (len(EDGES) - 1), [0] * (len(EDGES) - 1)
    sums = [0.0] * (len(EDGES) - 1)
    confident = confident_right = nothing = nothing_right = 0
    for decision, ranking in pairs:
        if ranking.verdict is Verdict.NO_LANDMARK:
            if decision.kind in (DecisionKind.ACCEPTED, DecisionKind.NO_LANDMARK):
                nothing += 1
                nothing_right += decision.kind is DecisionKind.NO_LANDMARK
            continue
        if ranking.verdict is None or not ranking.landmarks:
            continue
        right = is_right(decision, landmark_key(ranking.landmarks[0]))
        if right is None:
            continue
        probability = min(max(ranking.probabilities[0], 0.0), 1.0)
        number = next(index for index, high in enumerate(EDGES[1:]) if probability < high or high == 1.0)
        counts[number] += 1
        rights[number] += right
        sums[number] += probability
        if ranking.verdict is Verdict.CONFIDENT:
            confident += 1
            confident_right += right
    bins = tuple(
        OwnBin(low, high, count, total / count if count else 0.0, right)
        for low, high, count, total, right in zip(EDGES[:-1], EDGES[1:], counts, sums, rights, strict=True)
    )
    return OwnCalibration(bins, confident, confident_right, nothing, nothing_right, at_once)
