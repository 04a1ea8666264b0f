"""What a photo's mark and words say: from the facts of a photo to one of a few states."""

import math
from enum import StrEnum

from landmark_gui.gazetteer import Landmark
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import DecisionKind
from landmark_gui.library.photos import Photo

_EARTH_RADIUS_M = 6_371_000.0
_NEAR_M = 5_000.0  # bridges and castles are photographed from across the valley
_FAR_M = 50_000.0  # beyond the mountains that can be seen from afar


class Mark(StrEnum):
    """What is marked: verdicts of a model first, then decisions of a person, then facts about the file."""

    CONFIDENT = "confident"
    AMBIGUOUS = "ambiguous"
    NO_LANDMARK = "no_landmark"
    ERROR = "error"
    ACCEPTED = "accepted"
    NOTHING = "nothing"  # a person says that there is no landmark
    SKIPPED = "skipped"
    WRITTEN = "written"
    IN_FILE = "in_file"  # the file's own keywords name a landmark


class PlaceCheck(StrEnum):
    """What the camera's position says about a landmark."""

    UNKNOWN = "unknown"
    AGREES = "agrees"
    CONTRADICTS = "contradicts"


class Likelihood(StrEnum):
    """A calibrated probability in words."""

    VERY_LIKELY = "very_likely"
    LIKELY = "likely"
    UNSURE = "unsure"
    UNLIKELY = "unlikely"


def mark_of(photo: Photo) -> Mark | None:
    """The mark of a photo; None where the model was not asked yet."""
    kind = photo.decision.kind
    if kind is DecisionKind.ACCEPTED:
        return Mark.WRITTEN if photo.is_written else Mark.ACCEPTED
    if kind is DecisionKind.NO_LANDMARK:
        return Mark.NOTHING
    if photo.problem:
        return Mark.ERROR
    if kind is DecisionKind.SKIPPED:
        return Mark.SKIPPED
    if photo.landmark_in_file:
        return Mark.IN_FILE
    return _VERDICTS.get(photo.verdict) if photo.verdict else None


_VERDICTS = {
    Verdict.CONFIDENT: Mark.CONFIDENT,
    Verdict.AMBIGUOUS: Mark.AMBIGUOUS,
    Verdict.NO_LANDMARK: Mark.NO_LANDMARK,
}


def likelihood(probability: float) -> Likelihood:
    """The word for a calibrated probability."""
    if probability >= 0.9:
        return Likelihood.VERY_LIKELY
    if probability >= 0.65:
        return Likelihood.LIKELY
    return Likelihood.UNSURE if probability >= 0.2 else Likelihood.UNLIKELY


def distance_m(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Great-circle distance of two positions (latitude, longitude in degrees), in metres."""
    latitude, longitude = math.radians(first[0]), math.radians(first[1])
    other_latitude, other_longitude = math.radians(second[0]), math.radians(second[1])
    chord = (
        math.sin((other_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(other_latitude) * math.sin((other_longitude - longitude) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


def place_check(camera: tuple[float, float] | None, landmark: Landmark | None) -> PlaceCheck:
    """Whether the camera's position agrees with a landmark or contradicts it; between the two it says nothing."""
    if camera is None or landmark is None:
        return PlaceCheck.UNKNOWN
    away = distance_m(camera, (landmark.latitude, landmark.longitude))
    if away <= landmark.extent_m + _NEAR_M:
        return PlaceCheck.AGREES
    return PlaceCheck.CONTRADICTS if away > landmark.extent_m + _FAR_M else PlaceCheck.UNKNOWN
