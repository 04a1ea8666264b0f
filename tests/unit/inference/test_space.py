"""Where photos are compared: directions, likeness, and features that carry nothing."""

import numpy as np
import pytest

from landmark_gui.inference.space import Space, _directions

LANDMARKS, WIDTH = 6, 30


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, np.ndarray]:
    """Features of 20 photos of each landmark and of 40 ordinary ones, and their labels."""
    rng = np.random.default_rng(0)
    labels = np.concatenate((np.repeat(np.arange(LANDMARKS), 20), np.full(40, LANDMARKS)))
    centres = rng.normal(0, 1.0, (LANDMARKS, WIDTH)) + 3
    noise = rng.normal(0, 0.5, (len(labels), WIDTH))
    return np.where(labels[:, None] < LANDMARKS, centres[labels % LANDMARKS], 3.0) + noise, labels


def test_photos_are_most_alike_to_the_mean_of_their_own_landmark(drawn):
    features, labels = drawn
    space = Space.measure(features, labels, LANDMARKS)
    points = space.place(features)
    means = np.stack([points[labels == k].mean(0) for k in range(LANDMARKS)])
    known = labels < LANDMARKS
    assert (space.likeness(points, means, 20).argmax(1) == labels)[known].mean() > 0.97
    assert (space.likeness(points, means, 20).max(1) < 0)[~known].mean() > 0.8


def test_likeness_is_the_logarithm_of_a_ratio_of_densities(drawn):
    """Against the two Gaussian densities themselves, direction by direction."""
    features, labels = drawn
    space = Space.measure(features, labels, LANDMARKS)
    point, mean, count = space.place(features)[3], space.place(features)[labels == 1].mean(0), 5
    posterior = space.between / (count * space.between + 1)
    expected, variance = mean * count * posterior, 1 + posterior

    def log_density(value, centre, spread):
        return -0.5 * ((value - centre) ** 2 / spread + np.log(2 * np.pi * spread))

    ratio = log_density(point, expected, variance) - log_density(point, 0.0, 1 + space.between)
    assert space.likeness(point[None], mean[None], count)[0, 0] == pytest.approx(ratio.mean())
    assert space.likeness(point[None], mean[None], [count])[0, 0] == pytest.approx(ratio.mean())


def test_likeness_to_several_landmarks_is_that_to_each(drawn):
    features, labels = drawn
    space = Space.measure(features, labels, LANDMARKS)
    points = space.place(features)
    landmarks = [points[labels == 0][:3], points[labels == 1][:7]]
    together = space.likeness_to(points, landmarks)
    for (like, nearest), photos in zip(together, landmarks, strict=True):
        np.testing.assert_allclose(like, space.likeness(points, photos.mean(0)[None], len(photos))[:, 0])
        np.testing.assert_allclose(nearest, space.likeness(points, photos, 1).max(1))
    assert space.likeness_to(points, []) == []


def test_features_that_never_differ_are_survived(drawn):
    features, labels = drawn
    still = features.copy()
    still[:, :20] = 1.0
    space = Space.measure(still, labels, LANDMARKS)
    assert np.isfinite(space.place(still)).all()
    assert np.isfinite(space.place(np.zeros((1, WIDTH)))).all()


@pytest.mark.parametrize("shape", [(400, 60), (60, 60), (40, 20_000)])
def test_directions_are_those_of_a_singular_value_decomposition(shape):
    """The last shape is VGG19's: products of all its features would take gigabytes."""
    rows = np.random.default_rng(0).normal(size=shape)
    sizes, directions = _directions(rows)
    np.testing.assert_allclose(sizes, np.linalg.svd(rows, compute_uv=False), rtol=1e-9)
    np.testing.assert_allclose(np.linalg.norm(rows @ directions.T, axis=0), sizes, rtol=1e-9)
    np.testing.assert_allclose(directions @ directions.T, np.eye(len(sizes)), atol=1e-9)
