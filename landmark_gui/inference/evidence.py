"""What else than its pixels speaks for or against what a photo shows, and how it changes the model's probabilities.

Each source of evidence is a *pull*: a logarithm of a likelihood ratio for every candidate, and one for "none of them".
Pulls are added to the logarithms of the model's probabilities, which is Bayes' rule with sources taken as independent;
what they add up to is normalised again. Nothing here changes what the model said: without pulls it stands as it was.

Plain values and functions: importing this loads neither torch nor numpy.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from landmark_gui.inference.suggestion import Verdict

AGREES_FROM = 1.0
"""Least weight, in log-odds, of evidence that is said to agree."""
CONTRADICTS_FROM = -1.5
"""Greatest weight, in log-odds, of evidence that is said to contradict."""

# A verdict that rests on more than the picture is confident only where the odds are as good as 10:1 and no other
# candidate comes near.
_SURE, _SURE_LEAD = 0.9, 0.5
_HALF = 0.5


class EvidenceKind(StrEnum):
    """Where a piece of evidence comes from."""

    PICTURE = "picture"
    GPS = "gps"
    POSITION = "position"  # the camera's position itself does not fit those of other photos
    BURST = "burst"
    MINUTE = "minute"
    FOLDER = "folder"
    TRIP = "trip"


class Stance(StrEnum):
    """What a piece of evidence says about its landmark."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence about one landmark.

    Attributes:
        kind: Where it comes from.
        landmark: Key of the landmark that it is about (see `landmark_gui.library.decisions.landmark_key`).
        name: Name of that landmark.
        text: One English sentence for people.
        weight: Log-odds by which it speaks for the landmark; negative: against it.
        stance: Whether it agrees with the landmark or contradicts it.
        distance_m: The distance that it speaks of, in metres; None where it is not about one.
        photos: The number of photos that it rests on; 0 where it is not about others.
        share: The share, 0–1, that it speaks of: the picture's probability, or what the other photos show.
    """

    kind: EvidenceKind
    landmark: str
    name: str
    text: str
    weight: float
    stance: Stance
    distance_m: float | None = None
    photos: int = 0
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Pull:
    """What one source says about all candidates: logarithms of likelihood ratios, in their order.

    Attributes:
        kind: Where it comes from.
        weights: One for each candidate.
        rest: For a photo that shows none of them.
    """

    kind: EvidenceKind
    weights: tuple[float, ...]
    rest: float = 0.0


def stance_of(weight: float) -> Stance:
    """What a weight in log-odds says."""
    if weight >= AGREES_FROM:
        return Stance.AGREES
    return Stance.CONTRADICTS if weight <= CONTRADICTS_FROM else Stance.NEUTRAL


def posterior(probabilities: Sequence[float], pulls: Sequence[Pull]) -> tuple[float, ...]:
    """The candidates' probabilities after the evidence, in the same order.

    Args:
        probabilities: What the model says; what is left to 1 belongs to "none of them".
        pulls: Each with as many weights as there are probabilities.
    """
    if not pulls:
        return tuple(probabilities)
    rest = max(0.0, 1.0 - math.fsum(probabilities))
    scaled = [
        probability * math.exp(math.fsum(pull.weights[number] for pull in pulls))
        for number, probability in enumerate(probabilities)
    ]
    total = math.fsum(scaled) + rest * math.exp(math.fsum(pull.rest for pull in pulls))
    return tuple(value / total for value in scaled) if total > 0 else tuple(probabilities)


def verdict_after(
    verdict: Verdict | None, probabilities: Sequence[float], *, same_best: bool, support: bool, contradiction: bool
) -> Verdict | None:
    """The verdict after the evidence.

    A contradiction, or another best candidate than the model's, takes confidence away; evidence that agrees can give
    it. Out of "no landmark" evidence makes a question at most: what a photo shows is to be seen in it.

    Args:
        verdict: The model's own.
        probabilities: After the evidence, greatest first.
        same_best: Whether the best candidate is the model's own.
        support: Whether any evidence agrees with the best candidate.
        contradiction: Whether any contradicts it.
    """
    if verdict is None or not probabilities:
        return verdict
    best = probabilities[0]
    lead = best - (probabilities[1] if len(probabilities) > 1 else 0.0)
    is_sure = support and not contradiction and best >= _SURE and lead >= _SURE_LEAD
    if verdict is Verdict.NO_LANDMARK:
        return Verdict.AMBIGUOUS if is_sure else verdict
    if contradiction:
        return Verdict.AMBIGUOUS
    if is_sure:
        return Verdict.CONFIDENT
    keeps = verdict is Verdict.CONFIDENT and same_best and best >= _HALF
    return Verdict.CONFIDENT if keeps else Verdict.AMBIGUOUS


def log_odds(probability: float) -> float:
    """ln(p / (1 − p)), within ±14: nothing is known better than one in a million."""
    limited = min(max(probability, 1e-6), 1.0 - 1e-6)
    return math.log(limited / (1.0 - limited))
