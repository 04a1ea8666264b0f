"""Evidence: what pulls do to probabilities, verdicts after them, what counts as agreeing."""

import math

import pytest

from landmark_gui.inference.evidence import (
    AGREES_FROM,
    CONTRADICTS_FROM,
    EvidenceKind,
    Pull,
    Stance,
    log_odds,
    posterior,
    stance_of,
    verdict_after,
)
from landmark_gui.inference.suggestion import Verdict


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
        (Verdict.CONFIDENT, (0.5, 0.3), {"same_best": True}, Verdict.CONFIDENT),
        (Verdict.CONFIDENT, (0.49, 0.3), {"same_best": True}, Verdict.AMBIGUOUS),
        (Verdict.AMBIGUOUS, (0.9, 0.4), {"same_best": True, "support": True}, Verdict.CONFIDENT),
        (Verdict.AMBIGUOUS, (0.89, 0.01), {"same_best": True, "support": True}, Verdict.AMBIGUOUS),
        (Verdict.AMBIGUOUS, (0.95, 0.46), {"same_best": True, "support": True}, Verdict.AMBIGUOUS),
        (Verdict.AMBIGUOUS, (0.95,), {"same_best": True, "support": True}, Verdict.CONFIDENT),
        (Verdict.AMBIGUOUS, (0.97, 0.01), {"support": True, "contradiction": True}, Verdict.AMBIGUOUS),
        (Verdict.NO_LANDMARK, (0.97, 0.01), {"support": True, "contradiction": True}, Verdict.NO_LANDMARK),
        (Verdict.CONFIDENT, (), {}, Verdict.CONFIDENT),
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
    given = {"same_best": False, "support": False, "contradiction": False, **options}
    assert verdict_after(before, after, **given) is expected


def test_stances_and_log_odds():
    stances = {
        Stance.AGREES: (2.0, AGREES_FROM), Stance.NEUTRAL: (0.99, 0.0, -1.49),
        Stance.CONTRADICTS: (CONTRADICTS_FROM, -2.0),
    }  # fmt: skip
    for stance, weights in stances.items():
        assert {stance_of(weight) for weight in weights} == {stance}
    assert log_odds(0.5) == 0
    assert log_odds(0.9) == pytest.approx(math.log(9))
    assert log_odds(0.0) == log_odds(1e-9) == pytest.approx(-math.log(999_999))
    assert math.isfinite(log_odds(1.0))
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))


def test_probabilities_after_the_evidence_are_bayes_rule():
    after = posterior((0.6, 0.3), [Pull(EvidenceKind.GPS, (math.log(2), math.log(0.5)), math.log(3))])
    weights = 0.6 * 2, 0.3 * 0.5, 0.1 * 3
    assert after == pytest.approx([weight / sum(weights) for weight in weights[:2]])


def test_more_than_all_is_left_to_none_of_them_as_nothing():
    pull = Pull(EvidenceKind.GPS, (0.0, 0.0), 50.0)
    assert posterior((0.7, 0.3000001), [pull]) == pytest.approx((0.7, 0.3), abs=1e-6)


def test_where_nothing_is_possible_any_more_the_model_stands():
    impossible = Pull(EvidenceKind.GPS, (-2000.0, -2000.0), -2000.0)
    assert posterior((0.7, 0.2), [impossible]) == (0.7, 0.2)
