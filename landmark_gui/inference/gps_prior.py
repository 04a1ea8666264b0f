"""What the position in a photo's headers says about landmarks: near ones become likelier, far ones less likely.

The likelihood of a position falls smoothly with the distance from the landmark's edge: a photo of a bridge is taken
within some kilometres of it, one of a mountain from far away. A background rate stands for wrong positions (a camera
that had no fix, a photo whose position was set by hand), so that no position alone can force an answer.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType

from landmark_gui.gazetteer import Landmark
from landmark_gui.inference.evidence import Evidence, EvidenceKind, Stance, stance_of

_EARTH_RADIUS_M = 6_371_000.0

REACH_M: Mapping[str, float] = MappingProxyType(
    {
        "mountain": 25_000.0,
        "canyon": 8_000.0,
        "coast": 8_000.0,
        "desert": 8_000.0,
        "island": 8_000.0,
        "lake": 8_000.0,
        "park": 8_000.0,
        "reef": 8_000.0,
        "wall": 5_000.0,
        "tower": 10_000.0,
        "bridge": 6_000.0,
        "castle": 6_000.0,
        "district": 5_000.0,
        "waterfall": 5_000.0,
    }
)
"""How far beyond its edge a landmark of that kind is still photographed from as a matter of course, in metres."""
DEFAULT_REACH_M = 4_000.0
"""For all other kinds."""

# Ratio of the densities of positions at the landmark and anywhere, and share of positions that are wrong. Both bound
# what a position can do to the odds of two candidates: at most their quotient.
_GAIN = 8.0
_WRONG = 0.1
_STEEPNESS = 1.5


def distance_m(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Great-circle distance of two positions (latitude, longitude in degrees), in metres."""
    latitude, longitude = math.radians(first[0]), math.radians(first[1])
    other_latitude, other_longitude = math.radians(second[0]), math.radians(second[1])
    chord = (
        math.sin((other_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(other_latitude) * math.sin((other_longitude - longitude) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


def nearness(camera: tuple[float, float], landmark: Landmark) -> float:
    """From 1 (within the landmark's extent) down to 0, smooth: ½ at about three quarters of its kind's reach.

    Raises:
        ValueError: The landmark's place is not known.
    """
    beyond = max(0.0, _away(camera, landmark) - landmark.extent_m)
    reach = REACH_M.get(landmark.kind, DEFAULT_REACH_M)
    return float((1.0 + (beyond / reach) ** 2) ** -_STEEPNESS)


def weight(camera: tuple[float, float], landmark: Landmark) -> float:
    """Log-odds by which a camera's position speaks for a landmark, from ln 0.1 to ln 7.3; 0 for one without place."""
    if landmark.position is None:
        return 0.0
    return math.log(_WRONG + (1.0 - _WRONG) * _GAIN * nearness(camera, landmark))


def _away(camera: tuple[float, float], landmark: Landmark) -> float:
    if landmark.position is None:
        raise ValueError(f"the place of {landmark.id} is not known")
    return distance_m(camera, landmark.position)


def stance(camera: tuple[float, float], landmark: Landmark) -> Stance:
    """Whether a camera's position agrees with a landmark, contradicts it, or neither."""
    return stance_of(weight(camera, landmark))


def evidence(camera: tuple[float, float], landmark: Landmark, key: str, trust: float = 1.0) -> Evidence:
    """The evidence that a camera's position gives about a landmark.

    Args:
        camera: Latitude and longitude in degrees.
        landmark: Whose place it is about.
        key: Of that landmark.
        trust: How much the position counts, 0–1.
    """
    away = _away(camera, landmark)
    value = trust * weight(camera, landmark)
    found = stance_of(value)
    text = f"The camera stood {distance_text(away)} from {landmark.name}"
    text += ": one of the two must be wrong." if found is Stance.CONTRADICTS else "."
    return Evidence(EvidenceKind.GPS, key, landmark.name, text, value, found, distance_m=away)


def distance_text(metres: float) -> str:
    """A distance for people: ``320 m``, ``4.2 km``, ``9,300 km``."""
    if metres < 1000:
        return f"{round(metres, -1):.0f} m"
    kilometres = metres / 1000
    if kilometres < 10:
        return f"{kilometres:.1f} km"
    return f"{kilometres:,.0f} km" if kilometres < 1000 else f"{round(kilometres, -2):,.0f} km"
