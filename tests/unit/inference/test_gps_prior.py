"""Positions against landmarks: smooth, by kind, bounded."""

import itertools
import math

import pytest

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.inference import gps_prior
from landmark_gui.inference.evidence import (
    EvidenceKind,
    Pull,
    Stance,
    log_odds,
    posterior,
    stance_of,
    verdict_after,
)
from landmark_gui.inference.suggestion import Verdict

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
    ("metres", "text"), [(4, "0 m"), (323, "320 m"), (4230, "4.2 km"), (42_300, "42 km"), (9_312_000, "9,300 km")]
)
def test_distances_for_people(metres, text):
    assert gps_prior.distance_text(metres) == text


def test_positions_across_the_date_line_are_near():
    assert gps_prior.distance_m((0, 179.99), (0, -179.99)) == pytest.approx(2224, rel=0.01)


def test_without_evidence_nothing_changes():
    assert posterior((0.7, 0.2), []) == (0.7, 0.2)
    assert posterior((0.7, 0.2), [Pull(EvidenceKind.GPS, (0.0, 0.0))]) == pytest.approx((0.7, 0.2))


def test_what_speaks_against_all_candidates_speaks_for_none_of_them():
    after = posterior((0.6, 0.3), [Pull(EvidenceKind.GPS, (-2.3, -2.3))])
    assert after[0] / after[1] == pytest.approx(2)
    assert sum(after) < 0.5


def test_pulls_add_up():
    pull = Pull(EvidenceKind.GPS, (1.0, -1.0), 0.5)
    twice = Pull(EvidenceKind.BURST, (2.0, -2.0), 1.0)
    assert posterior((0.3, 0.6), [pull, pull]) == pytest.approx(posterior((0.3, 0.6), [twice]))


@pytest.mark.parametrize(
    ("before", "after", "options", "expected"),
    [
        (Verdict.CONFIDENT, (0.97, 0.01), {"same_best": True}, Verdict.CONFIDENT),
        (Verdict.CONFIDENT, (0.97, 0.01), {"same_best": True, "contradiction": True}, Verdict.AMBIGUOUS),
        (Verdict.CONFIDENT, (0.97, 0.01), {"same_best": False}, Verdict.AMBIGUOUS),
        (Verdict.CONFIDENT, (0.4, 0.3), {"same_best": True}, Verdict.AMBIGUOUS),
        (Verdict.AMBIGUOUS, (0.97, 0.01), {"same_best": True}, Verdict.AMBIGUOUS),
        (Verdict.AMBIGUOUS, (0.97, 0.01), {"same_best": False, "support": True}, Verdict.CONFIDENT),
        (Verdict.AMBIGUOUS, (0.7, 0.2), {"same_best": True, "support": True}, Verdict.AMBIGUOUS),
        (Verdict.NO_LANDMARK, (0.97, 0.01), {"same_best": True}, Verdict.NO_LANDMARK),
        (Verdict.NO_LANDMARK, (0.7, 0.2), {"same_best": True, "support": True}, Verdict.NO_LANDMARK),
        (Verdict.NO_LANDMARK, (0.97, 0.01), {"same_best": True, "support": True}, Verdict.AMBIGUOUS),
        (None, (), {"same_best": True}, None),
    ],
)
def test_verdicts_after_the_evidence(before, after, options, expected):
    given = {"support": False, "contradiction": False, **options}
    assert verdict_after(before, after, **given) is expected


def test_stances_and_log_odds():
    assert [stance_of(weight) for weight in (2.0, 0.5, -1.0, -2.0)] == [
        Stance.AGREES,
        Stance.NEUTRAL,
        Stance.NEUTRAL,
        Stance.CONTRADICTS,
    ]
    assert log_odds(0.5) == 0
    assert math.isfinite(log_odds(1.0))
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))
