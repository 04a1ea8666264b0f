"""What a model says about one photo. Plain values: importing this loads neither torch nor numpy."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from landmark_gui.inference.evidence import Evidence


class Verdict(StrEnum):
    """How far a suggestion can be trusted."""

    CONFIDENT = "confident"
    AMBIGUOUS = "ambiguous"
    NO_LANDMARK = "no_landmark"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One landmark that the photo may show.

    Attributes:
        landmark: Gazetteer id, or None where the gazetteer does not know it.
        name: Name for people.
        probability: Calibrated probability, 0–1.
        latitude: Degrees north, or None where unknown.
        longitude: Degrees east, or None where unknown.
        city: City, or None where unknown.
        country: Country, or None where unknown.
        hierarchy: Place, root first, e.g. ``("Places", "France", "Paris", "Eiffel Tower")``; empty where unknown.
    """

    landmark: str | None
    name: str
    probability: float
    latitude: float | None = None
    longitude: float | None = None
    city: str | None = None
    country: str | None = None
    hierarchy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The ranked candidates for one photo from one model, or why there are none.

    Attributes:
        path: The photo.
        verdict: How far to trust it; None where the photo could not be read.
        candidates: Most probable first.
        score: The landmark score that the verdict ``no_landmark`` was drawn from: 1 − P(background), or the energy.
        error: Why the photo could not be read; None where it could.
        evidence: What was weighed beside the picture; empty for what the model says by itself.
    """

    path: Path
    verdict: Verdict | None = None
    candidates: tuple[Candidate, ...] = ()
    score: float | None = None
    error: str | None = None
    evidence: "tuple[Evidence, ...]" = ()

    @property
    def best(self) -> Candidate | None:
        """The candidate that the model believes in; None for unreadable photos and those that show no landmark."""
        return self.candidates[0] if self.candidates and self.verdict is not Verdict.NO_LANDMARK else None


def failure(path: Path, reason: str) -> Suggestion:
    """The suggestion for a photo that could not be read."""
    return Suggestion(path, error=" ".join(reason.split()) or "unknown error")
