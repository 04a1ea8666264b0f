"""Groups of photos that look alike: what belongs together comes together, all else stays alone."""

import numpy as np
import pytest
from test_personal import LANDMARKS, Features

from landmark_gui.inference.alike import groups, pair_likeness, threshold
from landmark_gui.inference.personal import Known


@pytest.fixture(scope="module")
def world() -> tuple[Features, Known]:
    features = Features(seed=3)
    return features, Known.measure(features.kept(), LANDMARKS, features.base)


def test_likeness_of_all_pairs_is_that_of_each_pair(world):
    features, known = world
    points = known.space.place(features.ordinary(5))
    both = pair_likeness(known.space, points)
    assert both == pytest.approx(both.T)
    one = known.space.likeness(points[1:2], points[3:4], 1).item()
    other = known.space.likeness(points[3:4], points[1:2], 1).item()
    assert both[1, 3] == pytest.approx((one + other) / 2)


def test_places_are_found_among_ordinary_photos(world):
    features, known = world
    photos = np.concatenate((features.of(LANDMARKS, 7), features.ordinary(40), features.of(LANDMARKS + 1, 5)))
    found = groups(known, photos)
    assert [set(group) for group in found[:2]] == [set(range(7)), set(range(47, 52))]
    assert sum(len(group) for group in found[2:]) <= 6


@pytest.mark.parametrize("count", [0, 1, 2])
def test_too_few_photos_make_no_group(world, count):
    features, known = world
    assert groups(known, features.of(LANDMARKS, count)) == []


def test_copies_of_one_photo(world):
    features, known = world
    assert groups(known, np.repeat(features.of(LANDMARKS, 1), 4, axis=0)) == [[0, 1, 2, 3]]


def test_few_pairs_of_different_things_reach_the_threshold(world):
    features, known = world
    likeness = pair_likeness(known.space, known.space.place(features.ordinary(60)))
    pairs = likeness[np.triu_indices(60, 1)]
    assert (pairs > threshold(known)).mean() < 0.03
