"""What "accept all confident" would accept at a threshold, and what share of it is expected to be wrong."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import DecisionKind
from landmark_gui.library.photos import Photo


@dataclass(frozen=True, slots=True)
class Acceptable:
    """What would be accepted.

    Attributes:
        photos: With a suggestion at or above the threshold, undecided, least probable first.
        expected_mistakes: How many of them are expected to be wrong: the sum of 1 − p.
    """

    photos: tuple[Photo, ...]
    expected_mistakes: float

    @property
    def share(self) -> float:
        """The expected share of mistakes, 0–1, the mean of 1 − p: as right as the model is calibrated."""
        return self.expected_mistakes / len(self.photos) if self.photos else 0.0


def acceptable(photos: Iterable[Photo], threshold: float) -> Acceptable:
    """What "accept all confident" would accept.

    Only photos with the verdict ``confident`` that nobody has decided about, whose file names no other landmark yet.

    Args:
        photos: Among which.
        threshold: Least probability of the best candidate, 0–1.
    """
    found = []
    for photo in photos:
        best = photo.best
        if (
            best is not None
            and best[1] >= threshold
            and photo.verdict is Verdict.CONFIDENT
            and photo.decision.kind is DecisionKind.UNDECIDED
            and photo.landmark_in_file in ("", best[0].landmark)
        ):
            found.append((best[1], photo))
    found.sort(key=lambda entry: entry[0])
    return Acceptable(tuple(photo for _, photo in found), math.fsum(1.0 - probability for probability, _ in found))
