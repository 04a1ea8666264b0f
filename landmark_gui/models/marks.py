"""What a photo's mark and words say: from the facts of a photo to one of a few states."""

from enum import StrEnum

from landmark_gui.gazetteer import Landmark
from landmark_gui.inference import gps_prior
from landmark_gui.inference.evidence import Stance
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import DecisionKind
from landmark_gui.library.photos import Photo


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


def place_check(camera: tuple[float, float] | None, landmark: Landmark | None) -> PlaceCheck:
    """Whether the camera's position agrees with a landmark or contradicts it; between the two it says nothing."""
    if camera is None or landmark is None:
        return PlaceCheck.UNKNOWN
    return _CHECKS[gps_prior.stance(camera, landmark)]


_CHECKS = {
    Stance.AGREES: PlaceCheck.AGREES,
    Stance.CONTRADICTS: PlaceCheck.CONTRADICTS,
    Stance.NEUTRAL: PlaceCheck.UNKNOWN,
}
