"""The map's numbers: projection, outlines, clusters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landmark_gui.models import world_map
from landmark_gui.models.world_map import Spot


def test_the_projection_is_mercators():
    assert world_map.project(0, -180)[0] == 0
    assert world_map.project(0, 180)[0] == 1
    assert world_map.project(0, 0)[1] == pytest.approx(world_map.HEIGHT / 2)
    # At 60 degrees a degree of latitude is drawn twice as long as at the equator.
    near = world_map.project(0, 0)[1] - world_map.project(0.1, 0)[1]
    far = world_map.project(60, 0)[1] - world_map.project(60.1, 0)[1]
    assert far / near == pytest.approx(2, abs=0.02)


def inside(ring, x, y):
    crossings = 0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("place", "on_land"),
    [((48.2, 16.4), True), ((-25.3, 131.0), True), ((40.7, -100.0), True), ((30.0, -40.0), False), ((0, -150), False)],
)
def test_outlines_tell_land_from_sea(place, on_land):
    x, y = world_map.project(*place)
    assert any(inside(ring, x, y) for country in world_map.outlines() for ring in country) == on_land


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.booleans()), max_size=60), st.floats(0.01, 0.5))
def test_clusters_hold_every_photo_once(places, size):
    spots = [Spot(number, x, y, accepted) for number, (x, y, accepted) in enumerate(places)]
    found = world_map.clusters(spots, size)
    assert sorted(id for cluster in found for id in cluster.ids) == list(range(len(places)))  # noqa: A001
    assert sum(cluster.accepted for cluster in found) == sum(accepted for *_, accepted in places)


def test_near_photos_share_a_dot_and_far_ones_do_not():
    spots = [Spot(0, 0.501, 0.3, True), Spot(1, 0.499, 0.3, False), Spot(2, 0.9, 0.3, True)]
    assert sorted(len(cluster.ids) for cluster in world_map.clusters(spots, 0.05)) == [1, 2]


@pytest.mark.parametrize("place", [(0.0, 0.0), (48.8584, 2.2945), (-33.8568, 151.2153), (64.1, -21.9), (-82.0, -179.9)])
def test_unprojecting_is_the_inverse_of_projecting(place):
    assert world_map.unproject(*world_map.project(*place)) == pytest.approx(place)
