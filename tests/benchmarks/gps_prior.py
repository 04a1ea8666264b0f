"""What the camera's position does to suggestions: true, absent and wrong positions on photos of known landmarks.

Run as ``python -m tests.benchmarks gps-prior DATA [--model FILE] [--gain G --wrong W]``. DATA has ``test/NN.Name``
folders. The model looks at each photo once; the positions are simulated, several draws for each photo:

``true``: within the landmark's extent and half its kind's reach beyond, in any direction.
``wrong elsewhere``: another landmark of the gazetteer, at least 200 km away.
``wrong class``: another landmark *that the model knows*, at least 200 km away: the worst case.
``wrong anywhere``: any point of the globe at least 200 km away.
"""

import argparse
import json
import math
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from landmark_gui.gazetteer import Gazetteer, Landmark
from landmark_gui.inference import gps_prior, model_store
from landmark_gui.inference.predictor import Predictor
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import landmark_key
from landmark_gui.library.photos import CandidatePool, Photo, Ranking
from landmark_gui.library.weighing import CANDIDATES, Sources, Weigher

FAR_M = 200_000.0
Position = tuple[float, float]


@dataclass(frozen=True)
class Case:
    """A photo that was looked at."""

    truth: Landmark
    ranking: Ranking


def look(data: Path, model: Path, gazetteer: Gazetteer) -> tuple[list[Case], list[Landmark]]:
    """The model's rankings of all test photos, and the landmarks that it knows."""
    predictor = Predictor(model, "cpu")
    known = [gazetteer.find(name.replace("_", " ")) for name in predictor.info.classes]
    cases, pool = [], CandidatePool()
    for folder in sorted(path for path in (data / "test").iterdir() if path.is_dir()):
        truth = gazetteer.find(folder.name)
        if truth is None or truth not in known:
            continue
        for suggestion in predictor.predict(sorted(folder.iterdir()), CANDIDATES):
            if suggestion.error is None:
                cases.append(Case(truth, Ranking.of(suggestion, "benchmark", pool)))
    return cases, [landmark for landmark in known if landmark is not None]


def moved(start: Position, metres: float, bearing: float) -> Position:
    """A position so far from another one, along a great circle."""
    angle = metres / 6_371_000.0
    latitude, longitude = map(math.radians, start)
    new_latitude = math.asin(
        math.sin(latitude) * math.cos(angle) + math.cos(latitude) * math.sin(angle) * math.cos(bearing)
    )
    new_longitude = longitude + math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(latitude),
        math.cos(angle) - math.sin(latitude) * math.sin(new_latitude),
    )
    return math.degrees(new_latitude), (math.degrees(new_longitude) + 540.0) % 360.0 - 180.0


def true_position(truth: Landmark, rng: random.Random) -> Position:
    """Where a camera that sees the landmark may stand."""
    reach = truth.extent_m + 0.5 * gps_prior.REACH_M.get(truth.kind, gps_prior.DEFAULT_REACH_M)
    return moved((truth.latitude, truth.longitude), reach * math.sqrt(rng.random()), rng.uniform(0, 2 * math.pi))


def far_landmark(truth: Landmark, among: Sequence[Landmark], rng: random.Random) -> Position:
    """The position of another landmark, far away."""
    while True:
        other = rng.choice(among)
        if gps_prior.distance_m((other.latitude, other.longitude), (truth.latitude, truth.longitude)) >= (
            FAR_M + truth.extent_m
        ):
            return other.latitude, other.longitude


def anywhere(truth: Landmark, rng: random.Random) -> Position:
    """A point of the globe, far away."""
    while True:
        point = math.degrees(math.asin(rng.uniform(-1, 1))), rng.uniform(-180, 180)
        if gps_prior.distance_m(point, (truth.latitude, truth.longitude)) >= FAR_M + truth.extent_m:
            return point


def figures(
    cases: Sequence[Case], gazetteer: Gazetteer, position: Callable[[Landmark], Position | None], draws: int
) -> dict[str, float]:
    """Shares over all photos and draws."""
    weigher = Weigher(gazetteer.find, Sources(gps=True, context=False))
    total = right = top3 = flagged = confident = confident_right = 0
    for case in cases:
        for _ in range(draws):
            photo = Photo("/benchmark/photo.jpg", ranking=case.ranking, camera_gps=position(case.truth))
            found = weigher.weigh(photo)
            ranking = case.ranking if found is None else found.ranking
            keys = [landmark_key(candidate) for candidate in ranking.landmarks[:3]]
            total += 1
            right += keys[0] == case.truth.id
            top3 += case.truth.id in keys
            flagged += found is not None and found.contradiction is not None
            if ranking.verdict is Verdict.CONFIDENT:
                confident += 1
                confident_right += keys[0] == case.truth.id
    return {
        "top1": round(right / total, 4),
        "top3": round(top3 / total, 4),
        "contradiction_flagged": round(flagged / total, 4),
        "confident": round(confident / total, 4),
        "confident_right": round(confident_right / max(1, confident), 4),
    }


def main() -> int:
    """Prints one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", help="default: the one in use")
    parser.add_argument("--draws", type=int, default=5)
    options = parser.parse_args()
    gazetteer, rng = Gazetteer.load(), random.Random(0)
    cases, known = look(options.data, model_store.find(options.model), gazetteer)
    everywhere = list(gazetteer)
    kinds: dict[str, Callable[[Landmark], Position | None]] = {
        "absent": lambda truth: None,
        "true": lambda truth: true_position(truth, rng),
        "wrong elsewhere": lambda truth: far_landmark(truth, everywhere, rng),
        "wrong class": lambda truth: far_landmark(truth, known, rng),
        "wrong anywhere": lambda truth: anywhere(truth, rng),
    }
    outcome = {name: figures(cases, gazetteer, position, options.draws) for name, position in kinds.items()}
    print(json.dumps({"photos": len(cases), **outcome}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
