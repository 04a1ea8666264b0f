"""A photo's ranking after all evidence, and the evidence: on top of what the model said, which is never changed."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from landmark_gui.gazetteer import Landmark
from landmark_gui.inference import gps_prior
from landmark_gui.inference.evidence import (
    Evidence,
    EvidenceKind,
    Pull,
    Stance,
    log_odds,
    posterior,
    stance_of,
    verdict_after,
)
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.context import Belief, FolderContext, Journey, PlaceOf, fix_of
from landmark_gui.library.decisions import DecisionKind, landmark_key
from landmark_gui.library.photos import Photo, Ranking

CANDIDATES = 8
"""Evidence can lift a candidate that the picture alone puts far behind: so many are weighed, however few are shown."""

_PERSON_IS_RIGHT = 0.98
_UNLIKELY_ANY = 0.1  # of what a model says about a photo in which it sees no landmark
_WORTH_TELLING = 0.1  # log-odds
_JUMPING_POSITION = 0.25  # how much a camera's position counts that jumps


@dataclass(frozen=True, slots=True)
class Sources:
    """Which evidence counts beside the picture.

    Attributes:
        gps: The camera's position.
        context: Other photos of the same burst, minute, folder and trip.
    """

    gps: bool = True
    context: bool = True

    @property
    def any(self) -> bool:
        """Whether there is anything but the picture."""
        return self.gps or self.context


@dataclass(frozen=True, slots=True)
class Weighed:
    """What holds after the evidence.

    Attributes:
        ranking: The model's ranking with the probabilities, order and verdict after the evidence.
        evidence: What was weighed, the picture first; about the best candidate, and where the evidence contradicts
            the model's own best candidate, about that too.
    """

    ranking: Ranking
    evidence: tuple[Evidence, ...]

    @property
    def contradiction(self) -> Evidence | None:
        """The first piece of evidence that contradicts what the picture seems to show."""
        return next((piece for piece in self.evidence if piece.stance is Stance.CONTRADICTS), None)


class Weigher:
    """Weighs photos among the others of their folders. For one thread.

    Attributes:
        sources: Which evidence counts.
        burst_seconds: See `FolderContext`.
    """

    def __init__(self, place_of: PlaceOf, sources: Sources | None = None, burst_seconds: float = 3.0) -> None:
        """Knows no photos yet.

        Args:
            place_of: Finds landmarks by key.
            sources: Which evidence counts; None: all.
            burst_seconds: See `FolderContext`.
        """
        self.sources = sources or Sources()
        self._place_of = place_of
        self.burst_seconds = burst_seconds
        self._folders: dict[str, FolderContext] = {}

    def learn(self, photo: Photo) -> None:
        """Takes in what is known about a photo now; it counts for the others from now on."""
        if not self.sources.context:
            return
        belief = self._belief(photo)
        self._context(photo).set(photo, belief, fix_of(photo, belief, self._place_of, gps=self.sources.gps))

    def forget(self, path: str) -> None:
        """Forgets a photo that is gone."""
        folder = self._folders.get(os.path.dirname(path))
        if folder is not None:
            folder.remove(path)

    def forget_folder(self, folder: str) -> None:
        """Forgets all photos of a folder, to save memory; learn all of them again before any of them is weighed."""
        self._folders.pop(folder, None)

    def known_in(self, folder: str) -> FolderContext | None:
        """What is known about the photos of a folder; None where there is nothing."""
        return self._folders.get(folder)

    def near(self, photo: Photo) -> list[str]:
        """Paths of the photos for which this one counts most: those of the same minute."""
        return self._context(photo).near(photo) if self.sources.context else []

    def weigh(self, photo: Photo) -> Weighed | None:
        """What holds about a photo; None where the model said nothing, or no evidence counts."""
        ranking = photo.ranking
        if ranking is None or ranking.verdict is None or not ranking.landmarks or not self.sources.any:
            return None
        keys = [landmark_key(candidate) for candidate in ranking.landmarks]
        places = [self._place_of(key) for key in keys]
        pulls, about = self._pulls(photo, keys, places)
        if not pulls:
            return None
        names = [candidate.name for candidate in ranking.landmarks]
        after = posterior(_prior(ranking), pulls)
        order = sorted(range(len(keys)), key=lambda number: -after[number])
        open_ones = [number for number in order if keys[number] not in photo.decision.rejected]
        if not open_ones:
            return None
        best, own_best = open_ones[0], min(open_ones)
        told = [about(number, pull) for number in dict.fromkeys((best, own_best)) for pull in pulls]
        pieces = [piece for piece in told if piece is not None and abs(piece.weight) >= _WORTH_TELLING]
        # What is said about the model's own best candidate counts where it is why another one is best now.
        kept = [piece for piece in pieces if piece.landmark == keys[best] or piece.stance is Stance.CONTRADICTS]
        of_best = [piece for piece in kept if piece.landmark == keys[best]]
        verdict = verdict_after(
            ranking.verdict,
            [after[number] for number in open_ones],
            same_best=best == own_best,
            support=any(piece.stance is Stance.AGREES for piece in of_best),
            # A position that does not fit the other photos' is doubtful itself, and says nothing against the landmark.
            contradiction=any(
                piece.stance is Stance.CONTRADICTS and piece.kind is not EvidenceKind.POSITION for piece in of_best
            ),
        )
        weighed = ranking._replace(
            verdict=verdict,
            landmarks=tuple(ranking.landmarks[number] for number in order),
            probabilities=tuple(after[number] for number in order),
        )
        picture = _picture(keys[best], names[best], ranking.probabilities[best])
        return Weighed(weighed, (picture, *kept))

    def _pulls(
        self, photo: Photo, keys: list[str], places: list[Landmark | None]
    ) -> "tuple[list[Pull], Callable[[int, Pull], Evidence | None]]":
        """What each source says, and how to put that into words for one candidate."""
        pulls: list[Pull] = []
        ranking = photo.ranking
        assert ranking is not None
        own = _prior(ranking)
        context = self._context(photo) if self.sources.context else None
        relations = context.relations(photo) if context is not None else []
        journey = context.journey(photo) if context is not None else None
        trust, position_jump = 1.0, 0.0
        if self.sources.gps and photo.camera_gps is not None:
            if journey is not None:
                jump, position_jump = journey.jump(photo.camera_gps)
                if stance_of(jump) is Stance.CONTRADICTS:
                    trust = _JUMPING_POSITION
            weights = tuple(_gps_weight(photo.camera_gps, place, trust) for place in places)
            pulls.append(Pull(EvidenceKind.GPS, weights))
        pulls += [relation.pull(keys, own) for relation in relations]
        jumps = [self._jump(photo, place, journey) for place in places]
        if any(jump[0] for jump in jumps):
            pulls.append(Pull(EvidenceKind.TRIP, tuple(jump[0] for jump in jumps)))
        by_kind = {relation.kind: relation for relation in relations}

        def about(number: int, pull: Pull) -> Evidence | None:
            key, place, name = keys[number], places[number], ranking.landmarks[number].name
            if pull.kind is EvidenceKind.GPS:
                if place is None or place.position is None or photo.camera_gps is None:
                    return None
                piece = gps_prior.evidence(photo.camera_gps, place, key, trust)
                if trust < 1.0:
                    away = gps_prior.distance_text(position_jump)
                    text = f"The camera's position jumps {away} from the photos around it and counts little."
                    return replace(
                        piece,
                        kind=EvidenceKind.POSITION,
                        text=text,
                        stance=Stance.CONTRADICTS,
                        distance_m=position_jump,
                    )
                return piece
            if pull.kind is EvidenceKind.TRIP:
                return _trip(key, name, *jumps[number])
            relation = by_kind[pull.kind]
            share = relation.shares.get(key, 0.0)
            # What others look like is said of all candidates and of none of them; how far that lifts this one is told.
            weight = log_odds(posterior(own, [pull])[number]) - log_odds(own[number])
            return _others(pull.kind, key, name, weight, relation.photos, share)

        return pulls, about

    def _jump(self, photo: Photo, place: Landmark | None, journey: Journey | None) -> tuple[float, float]:
        # A photo with a position of its own is where that says, and need not be guessed from the others.
        if (
            journey is None
            or place is None
            or place.position is None
            or (self.sources.gps and photo.camera_gps is not None)
        ):
            return 0.0, 0.0
        return journey.jump(place.position)

    def _belief(self, photo: Photo) -> Belief | None:
        decision = photo.decision
        if decision.kind is DecisionKind.ACCEPTED:
            return Belief({decision.landmark: _PERSON_IS_RIGHT}, 1.0 - _PERSON_IS_RIGHT, told=True)
        if decision.kind is DecisionKind.NO_LANDMARK:
            return Belief({}, 1.0, told=True)
        if photo.landmark_in_file:
            return Belief({photo.landmark_in_file: _PERSON_IS_RIGHT}, 1.0 - _PERSON_IS_RIGHT, told=True)
        ranking = photo.ranking
        if ranking is None or ranking.verdict is None:
            return None
        probabilities = ranking.probabilities
        keys = [landmark_key(candidate) for candidate in ranking.landmarks]
        if self.sources.gps and photo.camera_gps is not None:
            weights = tuple(_gps_weight(photo.camera_gps, self._place_of(key), 1.0) for key in keys)
            probabilities = posterior(probabilities, [Pull(EvidenceKind.GPS, weights)])
        scale = _UNLIKELY_ANY if ranking.verdict is Verdict.NO_LANDMARK else 1.0
        shares = {
            key: scale * probability
            for key, probability in zip(keys, probabilities, strict=True)
            if key not in decision.rejected
        }
        return Belief(shares, max(0.0, 1.0 - sum(shares.values())))

    def _context(self, photo: Photo) -> FolderContext:
        folder = os.path.dirname(photo.path)
        context = self._folders.get(folder)
        if context is None:
            context = self._folders[folder] = FolderContext(self.burst_seconds)
        return context


def weigh_all(
    photos: Iterable[Photo], place_of: PlaceOf, sources: Sources | None = None, burst_seconds: float = 3.0
) -> list[Weighed | None]:
    """What holds about each of these photos among all of them, in their order."""
    known = list(photos)
    weigher = Weigher(place_of, sources, burst_seconds)
    for photo in known:
        weigher.learn(photo)
    return [weigher.weigh(photo) for photo in known]


def _prior(ranking: Ranking) -> tuple[float, ...]:
    """The model's probabilities of landmarks, also where it does not say how likely "no landmark" is."""
    probabilities = ranking.probabilities
    if ranking.verdict is Verdict.NO_LANDMARK and sum(probabilities) > 1.0 - _UNLIKELY_ANY:
        return tuple(_UNLIKELY_ANY * probability for probability in probabilities)
    return probabilities


def _gps_weight(camera: tuple[float, float], place: Landmark | None, trust: float) -> float:
    return 0.0 if place is None else trust * gps_prior.weight(camera, place)


def _picture(key: str, name: str, probability: float) -> Evidence:
    text = f"The picture alone says {probability:.0%} {name}."
    return Evidence(EvidenceKind.PICTURE, key, name, text, log_odds(probability), Stance.NEUTRAL, share=probability)


def _others(kind: EvidenceKind, key: str, name: str, weight: float, photos: int, share: float) -> Evidence:
    where = {
        EvidenceKind.BURST: "the burst",
        EvidenceKind.MINUTE: "the same minute",
        EvidenceKind.FOLDER: "the folder",
    }[kind]
    if photos == 1:
        text = f"The other photo of {where} shows {name} with {share:.0%}."
    else:
        text = f"The {photos} other photos of {where} show {name} with {share:.0%} on average."
    return Evidence(kind, key, name, text, weight, stance_of(weight), photos=photos, share=share)


def _trip(key: str, name: str, weight: float, distance: float) -> Evidence | None:
    if not weight:
        return None
    away = gps_prior.distance_text(distance)
    text = f"{name} is {away} from where the photos before and after were taken; nobody travels that fast."
    return Evidence(EvidenceKind.TRIP, key, name, text, weight, stance_of(weight), distance_m=distance)
