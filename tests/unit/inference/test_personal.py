"""Taught landmarks in plain numbers: points in a space of features, drawn as a model's features lie."""

import numpy as np
import pytest

from landmark_gui.inference.personal import Gate, Known, Personal
from landmark_gui.inference.second_opinion import Base
from landmark_gui.inference.suggestion import Candidate
from training.kept_features import KeptFeatures

LANDMARKS, WIDTH = 8, 40


class Features:
    """Features of landmarks, ordinary photos, and a head that knows the first `LANDMARKS` of them."""

    def __init__(self, seed: int = 0) -> None:
        self.rng = np.random.default_rng(seed)
        self.centres = self.rng.normal(0, 1.0, (LANDMARKS + 4, WIDTH)) + 3
        self.ordinary_centre = np.full(WIDTH, 3.0)

    def of(self, landmark: int, count: int) -> np.ndarray:
        noise = self.rng.normal(0, 0.7, (count, WIDTH))
        return (self.centres[landmark] + noise).clip(0).astype(np.float32)

    def ordinary(self, count: int) -> np.ndarray:
        return (self.ordinary_centre + self.rng.normal(0, 1.2, (count, WIDTH))).clip(0).astype(np.float32)

    def logits(self, features: np.ndarray) -> np.ndarray:
        known = features @ (self.centres[:LANDMARKS] - 3).T - ((self.centres[:LANDMARKS] - 3) ** 2).sum(1) / 2
        known = known - 3 * (self.centres[:LANDMARKS] - 3).sum(1)
        return np.column_stack((known, np.full(len(features), 2.0)))

    def base(self, features: np.ndarray) -> Base:
        return Base.of(self.logits(features)[None], 4.0, LANDMARKS)

    def kept(self, train: int = 20, test: int = 15) -> KeptFeatures:
        parts = [(self.of(k, train), k) for k in range(LANDMARKS)] + [(self.ordinary(100), LANDMARKS)]
        held = [(self.of(k, test), k) for k in range(LANDMARKS)] + [(self.ordinary(60), LANDMARKS)]
        vectors = [np.concatenate([part for part, _ in which]) for which in (parts, held)]
        labels = [np.concatenate([[k] * len(part) for part, k in which]) for which in (parts, held)]
        return KeptFeatures(vectors[0], labels[0], vectors[1], labels[1])


@pytest.fixture(scope="module")
def measured() -> tuple[Features, Known]:
    features = Features()
    return features, Known.measure(features.kept(), LANDMARKS, features.base)


@pytest.fixture
def world(measured) -> tuple[Features, Known]:
    """The same photos for a test whichever others ran before it."""
    features, known = measured
    features.rng = np.random.default_rng(1)
    return features, known


def teach(world, landmark: int, shots: int) -> Personal:
    features, known = world
    examples = features.of(landmark, shots)
    return Personal(known, [(Candidate("x", "X", 0.0), known.pupil(examples, features.base(examples)))])


@pytest.mark.parametrize("shots", [1, 3, 6, 40])
def test_its_other_photos_are_recognised(world, shots):
    features, _ = world
    personal = teach(world, LANDMARKS, shots)
    photos = features.of(LANDMARKS, 50)
    assert (personal.answer(photos, features.base(photos)).taught[:, 0] > 0.5).mean() > (0.6 if shots == 1 else 0.9)


def test_landmarks_known_before_keep_their_photos(world):
    features, _ = world
    personal = teach(world, LANDMARKS, 3)
    for landmark in range(LANDMARKS):
        photos = features.of(landmark, 50)
        assert (personal.answer(photos, features.base(photos)).taught[:, 0] > 0.5).mean() <= 0.04


def test_ordinary_photos_and_landmarks_that_nobody_taught_are_not_taken(world):
    features, _ = world
    personal = teach(world, LANDMARKS, 3)
    for photos in (features.ordinary(200), features.of(LANDMARKS + 1, 50)):
        assert (personal.answer(photos, features.base(photos)).taught[:, 0] > 0.6).mean() <= 0.04


def test_a_known_landmark_under_another_name_takes_no_photo_from_itself(world):
    features, _ = world
    personal = teach(world, 2, 5)
    photos = features.of(2, 60)
    assert (personal.answer(photos, features.base(photos)).taught[:, 0] > 0.5).mean() < 0.25


def test_the_photo_that_shows_something_else_is_found(world):
    features, known = world

    def unlike(photos: np.ndarray) -> list[int]:
        return known.unlike_the_others(known.pupil(photos, features.base(photos)))

    with_another = [np.concatenate((features.of(LANDMARKS, 4), features.of(LANDMARKS + 2, 1))) for _ in range(40)]
    assert sum(4 in unlike(photos) for photos in with_another) >= 38
    of_one = [unlike(features.of(LANDMARKS, 5)) for _ in range(40)]
    assert sum(map(len, of_one)) < 0.25 * 5 * len(of_one), "one in five lies so far out among photos of one landmark"


def test_photos_of_different_things_are_all_found_unlike_each_other(world):
    features, known = world
    for photos in (features.ordinary(5), np.concatenate([features.of(n, 1) for n in range(5)])):
        assert len(known.unlike_the_others(known.pupil(photos, features.base(photos)))) > 2


def test_shares_are_probabilities(world):
    features, _ = world
    personal = teach(world, LANDMARKS, 3)
    for photos in (features.of(LANDMARKS, 20), features.of(0, 20), features.ordinary(20)):
        found = personal.answer(photos, features.base(photos))
        assert found.known.shape == (20, LANDMARKS)
        assert found.taught.sum(1) + found.known.sum(1) + found.background == pytest.approx(1.0)
        for part in (found.taught, found.known, found.background):
            assert ((part >= 0) & (part <= 1)).all()


def test_what_a_careless_model_errs_in_is_set_right_by_likeness():
    """The model takes every photo of one landmark for another: their likeness to what was learnt tells them apart."""
    features = Features()

    def careless(photos: np.ndarray) -> Base:
        base = features.base(photos)
        return Base(
            np.column_stack((base.probabilities, base.probabilities[:, :2].sum(1)))[:, [8, 8, *range(2, 8)]]
            / np.array([1.9, 2.1, *[1] * 6]),
            base.background,
        )

    known = Known.measure(features.kept(), LANDMARKS, careless)
    examples = features.of(LANDMARKS, 4)
    personal = Personal(known, [(Candidate("x", "X", 0.0), known.pupil(examples, careless(examples)))])
    photos = features.of(1, 50)
    assert (careless(photos).probabilities.argmax(1) == 1).mean() == 0
    assert (personal.answer(photos, careless(photos)).known.argmax(1) == 1).mean() > 0.8


def test_a_gate_learns_what_separates():
    rng = np.random.default_rng(0)
    shows = rng.random(400) < 0.1
    signals = np.column_stack((rng.normal(0, 1, 400) + 3 * shows, rng.normal(0, 1, 400)))
    gate = Gate.learn(signals, shows)
    assert gate.weights[0] > 1
    assert abs(gate.weights[1]) < 1
    assert (gate(signals) > 0)[shows].mean() > 0.85
