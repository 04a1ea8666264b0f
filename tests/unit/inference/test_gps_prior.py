"""Positions against landmarks: smooth, by kind, bounded."""

import dataclasses
import itertools
import math

import pytest

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.inference import gps_prior
from landmark_gui.inference.evidence import EvidenceKind, Pull, Stance, posterior

GAZETTEER = Gazetteer.load()
TOWER = GAZETTEER.by_id("eiffel-tower")
PARIS, AGRA = (48.8584, 2.2945), (27.175, 78.042)


def north_of(landmark, metres):
    return landmark.latitude + metres / 111_195, landmark.longitude


def test_the_weight_falls_with_the_distance_and_never_jumps():
    distances = [0, 100, 300, 1000, 3000, 10_000, 30_000, 100_000, 1_000_000, 10_000_000]
    weights = [gps_prior.weight(north_of(TOWER, metres), TOWER) for metres in distances]
    assert weights == sorted(weights, reverse=True)
    fine = [gps_prior.weight(north_of(TOWER, metres), TOWER) for metres in range(0, 60_000, 200)]
    assert max(abs(one - other) for one, other in itertools.pairwise(fine)) < 0.1


def test_no_position_can_force_an_answer():
    near, far = gps_prior.weight(PARIS, TOWER), gps_prior.weight(AGRA, TOWER)
    assert far == pytest.approx(math.log(0.1), abs=1e-3)
    # A photo that clearly shows one landmark stays with it, wherever the camera says it stood.
    sure = posterior((0.995, 0.005), [Pull(EvidenceKind.GPS, (far, near))])
    assert sure[0] > sure[1]
    unsure = posterior((0.5, 0.45), [Pull(EvidenceKind.GPS, (far, near))])
    assert unsure[1] > 0.9


def test_a_bridge_is_no_mountain():
    mountain = next(landmark for landmark in GAZETTEER if landmark.kind == "mountain" and landmark.extent_m < 5000)
    bridge = next(landmark for landmark in GAZETTEER if landmark.kind == "bridge" and landmark.extent_m < 2000)
    assert gps_prior.stance(north_of(mountain, 25_000), mountain) is Stance.AGREES
    assert gps_prior.stance(north_of(bridge, 25_000), bridge) is Stance.CONTRADICTS
    assert gps_prior.stance(north_of(mountain, 150_000), mountain) is Stance.CONTRADICTS


def test_inside_a_large_landmark_every_place_is_as_good():
    park = GAZETTEER.find("Grand Canyon")
    assert gps_prior.weight(north_of(park, 0.9 * park.extent_m), park) == gps_prior.weight(north_of(park, 0), park)


def test_evidence_says_what_it_means():
    agrees = gps_prior.evidence(PARIS, TOWER, TOWER.id)
    assert (agrees.kind, agrees.stance, agrees.landmark) == (EvidenceKind.GPS, Stance.AGREES, "eiffel-tower")
    assert agrees.weight > 1
    against = gps_prior.evidence(AGRA, TOWER, TOWER.id)
    assert against.stance is Stance.CONTRADICTS
    assert "6,800 km" in against.text
    assert against.distance_m == pytest.approx(6_760_000, rel=0.01)


@pytest.mark.parametrize(
    ("metres", "text"),
    [
        (4, "0 m"), (323, "320 m"), (990, "990 m"), (1000, "1.0 km"), (4230, "4.2 km"), (9900, "9.9 km"),
        (10_000, "10 km"), (42_300, "42 km"), (999_000, "999 km"), (1_049_000, "1,000 km"), (9_312_000, "9,300 km"),
    ],
)  # fmt: skip
def test_distances_for_people(metres, text):
    assert gps_prior.distance_text(metres) == text


def test_positions_across_the_date_line_are_near():
    assert gps_prior.distance_m((0, 179.99), (0, -179.99)) == pytest.approx(2224, rel=0.01)


def test_the_bounds_are_those_that_are_stated():
    assert gps_prior.weight(PARIS, TOWER) == pytest.approx(math.log(7.3), abs=0.01)
    assert gps_prior.nearness(PARIS, TOWER) == 1
    half = math.sqrt(2 ** (2 / 3) - 1)  # about three quarters
    reach = gps_prior.REACH_M[TOWER.kind]
    assert gps_prior.nearness(north_of(TOWER, TOWER.extent_m + half * reach), TOWER) == pytest.approx(0.5, abs=1e-3)
    other = next(landmark for landmark in GAZETTEER if landmark.kind not in gps_prior.REACH_M and landmark.position)
    away = other.extent_m + half * gps_prior.DEFAULT_REACH_M
    assert gps_prior.nearness(north_of(other, away), other) == pytest.approx(0.5, abs=1e-3)


def test_less_trust_less_weight():
    whole, half = (gps_prior.evidence(AGRA, TOWER, TOWER.id, trust) for trust in (1.0, 0.5))
    assert half.weight == pytest.approx(whole.weight / 2)
    assert (whole.stance, half.stance) == (Stance.CONTRADICTS, Stance.NEUTRAL)
    assert whole.text.endswith(": one of the two must be wrong.")
    assert half.text == whole.text.replace(": one of the two must be wrong.", ".")


def test_a_landmark_without_a_place_says_nothing():
    nowhere = dataclasses.replace(TOWER, latitude=None, longitude=None)
    assert gps_prior.weight(PARIS, nowhere) == 0
    assert gps_prior.stance(PARIS, nowhere) is Stance.NEUTRAL
    with pytest.raises(ValueError, match="place of eiffel-tower is not known"):
        gps_prior.evidence(PARIS, nowhere, nowhere.id)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [((0, 0), (0, 90), 0.25), ((90, 0), (-90, 50), 0.5), ((0, 0), (0, 180), 0.5), ((60, 10), (60, 10), 0)],
)
def test_distances_along_the_globe(one, other, share):
    assert gps_prior.distance_m(one, other) == pytest.approx(share * 40_030_174, rel=1e-6)
    assert gps_prior.distance_m(other, one) == pytest.approx(gps_prior.distance_m(one, other))


def test_a_degree_of_longitude_is_half_as_long_at_sixty_degrees():
    assert gps_prior.distance_m((60, 10), (60, 11)) == pytest.approx(
        gps_prior.distance_m((0, 10), (0, 11)) / 2, rel=1e-3
    )
