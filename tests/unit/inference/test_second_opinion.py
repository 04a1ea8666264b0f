"""How far a model and likeness are believed: learnt from photos held back."""

import numpy as np
import pytest

from landmark_gui.inference.second_opinion import Base, LearntFrom, Likeness, SecondOpinion
from landmark_gui.inference.space import Space

LANDMARKS = 5


def some(seed: int, *, model: float, likeness: float, count: int = 400, background: bool = True):
    """What a model and likeness say about photos, each of them right to a degree, and the model calibrated."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, LANDMARKS + background, count)
    shown = np.eye(LANDMARKS + 1)[labels]
    logits = rng.normal(0, 1, (count, LANDMARKS + background)) + model * shown[:, : LANDMARKS + background]
    base = Base.of(logits[None], 1 / model, LANDMARKS)
    like = [0.1 * (rng.normal(0, 1, (count, LANDMARKS)) + likeness * shown[:, :LANDMARKS]) for _ in range(2)]
    return base, Likeness(*like), labels


def loss(base: Base, labels: np.ndarray) -> float:
    outputs = np.column_stack((base.probabilities, base.background))
    return float(-np.log(np.maximum(outputs[np.arange(len(labels)), labels], 1e-9)).mean())


def right(base: Base, labels: np.ndarray) -> float:
    known = labels < LANDMARKS
    return float((base.probabilities.argmax(1) == labels)[known].mean())


@pytest.mark.parametrize("background", [True, False])
def test_both_together_are_right_more_often_and_better_calibrated(background):
    base, likeness, labels = some(0, model=2.5, likeness=2.5, background=background)
    opinion = SecondOpinion.learn(base, likeness, labels)
    base, likeness, labels = some(1, model=2.5, likeness=2.5, background=background)
    both = opinion(base, likeness)
    assert right(both, labels) > right(base, labels) + 0.04
    assert loss(both, labels) < loss(base, labels) - 0.05
    assert both.probabilities.sum(1) + both.background == pytest.approx(1.0)
    assert bool(both.background.any()) == background


def test_likeness_that_says_nothing_changes_next_to_nothing():
    base, likeness, labels = some(0, model=3.0, likeness=0.0)
    opinion = SecondOpinion.learn(base, likeness, labels)
    base, likeness, labels = some(1, model=3.0, likeness=0.0)
    both = opinion(base, likeness)
    assert right(both, labels) == pytest.approx(right(base, labels), abs=0.02)
    assert loss(both, labels) == pytest.approx(loss(base, labels), abs=0.03)


def test_a_model_that_knows_all_is_believed():
    base, likeness, labels = some(0, model=30.0, likeness=0.5, count=60)
    both = SecondOpinion.learn(base, likeness, labels)(base, likeness)
    assert right(both, labels) == 1.0


def test_three_photos_held_back_do_not_overturn_the_model():
    base, likeness, labels = some(0, model=2.0, likeness=2.0, count=3)
    opinion = SecondOpinion.learn(base, likeness, labels)
    assert np.isfinite(opinion.weights).all()
    assert opinion.weights[0] > 0.5


def test_without_ordinary_photos_held_back_they_are_told_as_before():
    """Nothing says how far "no landmark" may be believed: that it never was so is no reason to call all landmarks."""
    base, likeness, labels = some(0, model=2.5, likeness=2.0)
    of_landmarks = np.flatnonzero(labels < LANDMARKS)
    held = Likeness(likeness.mean[of_landmarks], likeness.nearest[of_landmarks])
    opinion = SecondOpinion.learn(base.rows(of_landmarks), held, labels[of_landmarks])
    assert opinion.weights[1] == pytest.approx(0.0, abs=1e-3)
    ordinary = labels == LANDMARKS
    told = (base.background > 0.5)[ordinary].mean()
    assert (opinion(base, likeness).background > 0.5)[ordinary].mean() > told - 0.3


def test_a_model_without_background_learns_nothing_from_ordinary_photos():
    base, likeness, labels = some(0, model=2.0, likeness=2.0, background=False)
    alone = SecondOpinion.learn(base, likeness, labels)
    more = [np.concatenate((part, part[:50])) for part in (base.probabilities, likeness.mean, likeness.nearest)]
    ordinary = np.concatenate((labels, np.full(50, LANDMARKS)))
    beside = SecondOpinion.learn(Base(more[0], np.zeros(len(ordinary))), Likeness(more[1], more[2]), ordinary)
    np.testing.assert_allclose(beside.weights, alone.weights, rtol=0.1)


def test_no_photo_and_one_photo():
    base, likeness, labels = some(0, model=2.0, likeness=2.0)
    opinion = SecondOpinion.learn(base, likeness, labels)
    for count in (0, 1):
        rows = np.arange(count)
        both = opinion(base.rows(rows), Likeness(likeness.mean[rows], likeness.nearest[rows]))
        assert both.probabilities.shape == (count, LANDMARKS)
        np.testing.assert_allclose(both.probabilities, opinion(base, likeness).probabilities[rows])


def test_likeness_to_photos_learnt_from_in_any_order():
    rng = np.random.default_rng(0)
    labels = rng.permutation(np.repeat(np.arange(4), [5, 9, 1, 12]))  # 3 stands for ordinary photos
    features = rng.normal(0, 0.3, (len(labels), 20)) + rng.normal(0, 1, (4, 20))[labels] + 3
    space = Space.measure(features, labels, 3)
    learnt_from = LearntFrom.of(space, features, labels, 3)
    points = space.place(features)
    found = learnt_from.likeness(points)
    for landmark in range(3):
        own = points[labels == landmark]
        np.testing.assert_allclose(found.nearest[:, landmark], space.likeness(points, own, 1).max(1))
        mean = space.likeness(points, own.mean(0)[None], len(own))[:, 0]
        np.testing.assert_allclose(found.mean[:, landmark], mean)
    hidden = found.without(1)
    np.testing.assert_array_equal(hidden.mean, found.mean[:, [0, 2]])
    np.testing.assert_array_equal(hidden.nearest, found.nearest[:, [0, 2]])
