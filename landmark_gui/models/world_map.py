"""Outlines of all countries and the projection in which they are drawn. Plain Python."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from landmark_gui import resources

MOST_LATITUDE = 83.0
"""Beyond it Mercator's map has nothing that people photograph, and no end."""
Ring = list[tuple[float, float]]


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Mercator's projection: the world's width is 1, x grows eastwards from 0, y southwards from the northern edge."""
    clamped = math.radians(max(-MOST_LATITUDE, min(MOST_LATITUDE, latitude)))
    return (longitude + 180) / 360, (_TOP - math.log(math.tan(math.pi / 4 + clamped / 2))) / (2 * math.pi)


def unproject(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude of a place on the map, the inverse of `project`."""
    latitude = 2 * math.atan(math.exp(_TOP - 2 * math.pi * y)) - math.pi / 2
    return math.degrees(latitude), x * 360 - 180


_TOP = math.log(math.tan(math.pi / 4 + math.radians(MOST_LATITUDE) / 2))
HEIGHT = _TOP / math.pi
"""Height of the projected world, whose width is 1."""


def outlines(path: Path | None = None) -> list[list[Ring]]:
    """The projected rings of every country.

    Args:
        path: Another file than the app's own.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is no such file.
    """
    content = json.loads((path or resources.path("map/countries.json")).read_text(encoding="utf-8"))
    return [[_ring(numbers) for numbers in country] for country in content["countries"]]


def _ring(numbers: list[int]) -> Ring:
    longitude, latitude = numbers[0], numbers[1]
    ring = [project(latitude / 100, longitude / 100)]
    for east, north in zip(numbers[2::2], numbers[3::2], strict=True):
        longitude, latitude = longitude + east, latitude + north
        ring.append(project(latitude / 100, longitude / 100))
    return ring


@dataclass(frozen=True, slots=True)
class Spot:
    """A photo on the map.

    Attributes:
        id: Of the photo.
        x: Projected, see `project`.
        y: Projected.
        accepted: Whether it stands where its accepted landmark does; else where its camera did.
    """

    id: int
    x: float
    y: float
    accepted: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """Photos so close together that one dot stands for them.

    Attributes:
        ids: Of the photos.
        x: Mean place.
        y: Mean place.
        accepted: How many of them stand at their accepted landmark.
    """

    ids: tuple[int, ...]
    x: float
    y: float
    accepted: int


def clusters(spots: Iterable[Spot], size: float) -> list[Cluster]:
    """Puts spots together by squares of that size, and neighbouring squares where their means are close.

    Args:
        spots: Photos on the map.
        size: Side of the squares, in widths of the world.
    """
    squares: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        squares.setdefault((math.floor(spot.x / size), math.floor(spot.y / size)), []).append(spot)
    merged: list[list[Spot]] = []
    places: list[tuple[float, float]] = []
    for square in sorted(squares, key=lambda key: -len(squares[key])):
        group = squares[square]
        x, y = _mean(group)
        near = next(
            (number for number, place in enumerate(places) if math.hypot(place[0] - x, place[1] - y) < size * 0.7), None
        )
        if near is None:
            merged.append(list(group))
            places.append((x, y))
        else:
            merged[near] += group
            places[near] = _mean(merged[near])
    return [
        Cluster(tuple(spot.id for spot in group), *place, sum(spot.accepted for spot in group))
        for group, place in zip(merged, places, strict=True)
    ]


def _mean(group: list[Spot]) -> tuple[float, float]:
    return sum(spot.x for spot in group) / len(group), sum(spot.y for spot in group) / len(group)
