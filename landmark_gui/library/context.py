"""What the other photos of a folder say about one: those of the same burst and minute, of the folder, and of the trip.

Every photo has a *belief*: the share of each landmark in what it probably shows, by the person's decision where there
is one, else by the model and the camera's position. A photo's own belief never comes back to it through others, as
beliefs are made without context.
"""

import math
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from landmark_gui.gazetteer import Landmark
from landmark_gui.inference.evidence import EvidenceKind, Pull
from landmark_gui.inference.gps_prior import distance_m
from landmark_gui.library.photos import Photo, seconds_of

PlaceOf = Callable[[str], Landmark | None]
"""From a landmark's key to its entry in the gazetteer; None where it has none."""

Position = tuple[float, float]
"""Latitude and longitude in degrees."""

BURST_SECONDS = 3.0
MINUTE_SECONDS = 60.0

# For each relation: the chance that another photo of it shows the same, and the number of photos in which half of
# that is believed. One photo of a burst says much, one photo of a folder hardly anything.
_SAME: Mapping[EvidenceKind, tuple[float, float]] = {
    EvidenceKind.BURST: (0.9, 0.15),
    EvidenceKind.MINUTE: (0.6, 0.5),
    EvidenceKind.FOLDER: (0.2, 3.0),
}
_ALIKE: Mapping[EvidenceKind, float] = {EvidenceKind.BURST: 1.0, EvidenceKind.MINUTE: 0.7}
"""How far a model's mistakes are the same in photos of one relation. With a second view of each of 705 test photos (a
part of it, turned and brightened a little) as neighbour, as many of the confident answers are right as without it."""
_LEAST = 0.02  # shares below are as good as none, and their ratios say nothing
_USUAL, _USUAL_REST = 0.05, 0.5  # how often a photo shows any one landmark, and none at all

_TRIP_SECONDS = 3 * 24 * 3600.0
_TRIP_PHOTOS = 3  # on each side, so that one that is wrong itself changes nothing
_TRIP_LOOK = 60  # photos looked at on each side to find them
_FASTEST_KMH = 900.0
_SHORTEST_JUMP_M = 300_000.0
_IMPOSSIBLE = 0.1  # clocks and positions are wrong now and then
_BELIEVED = 0.8


@dataclass(frozen=True, slots=True)
class Belief:
    """What a photo probably shows.

    Attributes:
        shares: By landmark key, together at most 1.
        rest: The share of "no landmark, or one of the others".
        told: Whether a person said so, and not a model.
    """

    shares: Mapping[str, float]
    rest: float
    told: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    """Where the camera was at some time, or the landmark that it looked at.

    Attributes:
        seconds: See `seconds_of`.
        position: Latitude and longitude in degrees.
        measured: Whether it is the camera's own position.
    """

    seconds: float
    position: tuple[float, float]
    measured: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """What the photos of one relation say.

    Attributes:
        kind: ``burst``, ``minute`` or ``folder``.
        photos: How many they are.
        shares: Mean share of each landmark among them.
        rest: Mean share of the rest.
        told: Whether persons said so.
    """

    kind: EvidenceKind
    photos: int
    shares: Mapping[str, float]
    rest: float
    told: bool = False

    def pull(self, keys: Sequence[str], own: Sequence[float]) -> Pull:
        """What that says about candidates.

        Args:
            keys: Of the candidates.
            own: Their probabilities by the photo alone.
        """
        same, half = _SAME[self.kind]
        chance = same * self.photos / (self.photos + half)
        alike = 0.0 if self.told else _ALIKE.get(self.kind, 0.0)
        looks = same * self.photos / (self.photos + 1.0)

        def weight(share: float, usual: float, before: float) -> float:
            alone = math.log(1.0 - chance + chance * share / usual)
            drawn = looks * math.log(max(share, _LEAST) / max(before, _LEAST))
            return (1.0 - alike) * alone + alike * drawn

        weights = tuple(weight(self.shares.get(key, 0.0), _USUAL, p) for key, p in zip(keys, own, strict=True))
        return Pull(self.kind, weights, weight(self.rest, _USUAL_REST, 1.0 - math.fsum(own)))


@dataclass(slots=True)
class _Entry:
    belief: Belief | None
    seconds: float | None
    camera: str
    fix: Fix | None
    content: bytes


@dataclass(slots=True)
class FolderContext:
    """What is known about the photos of one folder; photos may come, change and go at any time.

    Attributes:
        burst_seconds: Photos of one camera within so many seconds of each other are a burst.
    """

    burst_seconds: float = BURST_SECONDS
    _entries: dict[str, _Entry] = field(default_factory=dict)
    _copies: defaultdict[bytes, set[str]] = field(default_factory=lambda: defaultdict(set))
    _shares: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _rest: float = 0.0
    _believed: int = 0
    _timed: list[tuple[float, str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def paths(self) -> KeysView[str]:
        """Paths of the photos."""
        return self._entries.keys()

    def set(self, photo: Photo, belief: Belief | None, fix: Fix | None) -> None:
        """Takes in what a photo shows now and where it was taken; None where that is not known."""
        self.remove(photo.path)
        if belief is None and fix is None:
            return
        seconds = seconds_of(photo)
        self._entries[photo.path] = _Entry(belief, seconds, photo.camera, fix, photo.content)
        if photo.content:
            self._copies[photo.content].add(photo.path)
        if belief is not None:
            for key, share in belief.shares.items():
                self._shares[key] += share
            self._rest += belief.rest
            self._believed += 1
        if seconds is not None:
            insort(self._timed, (seconds, photo.path))

    def remove(self, path: str) -> None:
        """Forgets a photo."""
        entry = self._entries.pop(path, None)
        if entry is None:
            return
        if entry.content:
            self._copies[entry.content].discard(path)
            if not self._copies[entry.content]:
                del self._copies[entry.content]
        if entry.belief is not None:
            for key, share in entry.belief.shares.items():
                self._shares[key] -= share
            self._rest -= entry.belief.rest
            self._believed -= 1
        if entry.seconds is not None:
            del self._timed[bisect_left(self._timed, (entry.seconds, path))]

    def near(self, photo: Photo) -> list[str]:
        """Paths of the photos within a minute of this one, without itself."""
        seconds = seconds_of(photo)
        if seconds is None:
            return []
        reach = max(MINUTE_SECONDS, self.burst_seconds)
        first = bisect_left(self._timed, (seconds - reach, ""))
        last = bisect_left(self._timed, (math.nextafter(seconds + reach, math.inf), ""))
        return [path for _, path in self._timed[first:last] if path != photo.path]

    def relations(self, photo: Photo) -> list[Relation]:
        """What the photos around this one say; each of them speaks in its closest relation only."""
        burst: list[Belief] = []
        minute: list[Belief] = []
        seconds = seconds_of(photo) or 0.0
        itself = {photo.path} | (self._copies.get(photo.content, set()) if photo.content else set())
        seen: set[bytes] = set()
        apart = [belief for path in itself if (belief := self._belief(path)) is not None]
        for path in self.near(photo):
            entry = self._entries[path]
            if entry.belief is None:
                continue
            if path not in itself:
                apart.append(entry.belief)
            elif not entry.belief.told:  # a model sees nothing else in a copy; a person who named it knew more
                continue
            if entry.content in seen:  # a copy of a neighbour
                continue
            seen |= {entry.content} - {b""}
            apart_s = abs((entry.seconds or 0.0) - seconds)
            in_burst = entry.camera == photo.camera and apart_s <= self.burst_seconds
            (burst if in_burst else minute).append(entry.belief)
        others = self._believed - len(apart)
        found = [_relation(EvidenceKind.BURST, burst), _relation(EvidenceKind.MINUTE, minute)]
        if others > 0:
            shares = dict(self._shares)
            for belief in apart:
                for key, share in belief.shares.items():
                    shares[key] -= share
            rest = self._rest - math.fsum(belief.rest for belief in apart)
            means = {key: share / others for key, share in shares.items() if share > 1e-9}
            found.append(Relation(EvidenceKind.FOLDER, others, means, max(0.0, rest / others)))
        return [relation for relation in found if relation.photos]

    def _belief(self, path: str) -> Belief | None:
        entry = self._entries.get(path)
        return entry.belief if entry is not None else None

    def journey(self, photo: Photo) -> "Journey":
        """Where the photos before and after this one were taken."""
        seconds = seconds_of(photo)
        if seconds is None:
            return Journey((), ())
        here = bisect_left(self._timed, (seconds, photo.path))
        after = here + (here < len(self._timed) and self._timed[here][1] == photo.path)
        return Journey(
            self._nearest(seconds, reversed(self._timed[max(0, here - _TRIP_LOOK) : here])),
            self._nearest(seconds, iter(self._timed[after : after + _TRIP_LOOK])),
        )

    def _nearest(self, seconds: float, timed: Iterable[tuple[float, str]]) -> tuple[tuple[float, Position], ...]:
        found: list[tuple[float, Position]] = []
        for other_seconds, path in timed:
            apart = abs(other_seconds - seconds)
            if apart > _TRIP_SECONDS or len(found) == _TRIP_PHOTOS:
                break
            fix = self._entries[path].fix
            if fix is not None:
                found.append((apart, fix.position))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Journey:
    """The nearest known positions before a photo and after it, each with the seconds between.

    Attributes:
        before: The nearest one first.
        after: The nearest one first.
    """

    before: Sequence[tuple[float, Position]]
    after: Sequence[tuple[float, Position]]

    def jump(self, position: Position) -> tuple[float, float]:
        """How far a position is from where the photos before and after were taken, if nobody travels that fast.

        Returns:
            The weight in log-odds, 0 where the journey is possible, and the distance in metres, the shorter one of
            before and after.
        """
        known = [_speed_and_distance(position, side) for side in (self.before, self.after) if side]
        if not known:
            return 0.0, 0.0
        speed, distance = min(side[0] for side in known), min(side[1] for side in known)
        if distance < _SHORTEST_JUMP_M:
            return 0.0, distance
        possible = 1.0 / (1.0 + (speed / _FASTEST_KMH) ** 6)
        weight = math.log(_IMPOSSIBLE + (1.0 - _IMPOSSIBLE) * possible)
        # At the beginning and the end of a folder nothing says which of the two is the one that does not fit.
        return (weight if len(known) == 2 else weight / 2), distance


def _speed_and_distance(position: Position, side: Sequence[tuple[float, Position]]) -> tuple[float, float]:
    """The middle speed in km/h and distance in metres to the positions on one side."""
    distances = [distance_m(position, other) for _, other in side]
    speeds = [away / 1000.0 / max(apart / 3600.0, 1 / 60) for away, (apart, _) in zip(distances, side, strict=True)]
    return median(speeds), median(distances)


def _relation(kind: EvidenceKind, beliefs: Sequence[Belief]) -> Relation:
    """What these photos say: those alone about which a person did, if there are any."""
    told = [belief for belief in beliefs if belief.told]
    counted = told or beliefs
    shares: defaultdict[str, float] = defaultdict(float)
    for belief in counted:
        for key, share in belief.shares.items():
            shares[key] += share
    number = len(counted)
    means = {key: share / number for key, share in shares.items()}
    rest = math.fsum(belief.rest for belief in counted) / number if number else 0.0
    return Relation(kind, number, means, rest, bool(told))


def fix_of(photo: Photo, belief: Belief | None, place_of: PlaceOf, *, gps: bool = True) -> Fix | None:
    """Where a photo was taken: by its own position if `gps`, else by the landmark that it is believed to show."""
    seconds = seconds_of(photo)
    if seconds is None:
        return None
    if gps and photo.camera_gps is not None:
        return Fix(seconds, photo.camera_gps, measured=True)
    if belief is None or not belief.shares:
        return None
    key, share = max(belief.shares.items(), key=lambda entry: entry[1])
    place = place_of(key) if share >= _BELIEVED else None
    position = place.position if place is not None else None
    return None if position is None else Fix(seconds, position, measured=False)
