"""Probabilities, energy and verdicts from logits, against torch and by cases."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.inference.verdict import decide, energy, softmax

logits = arrays(np.float32, st.tuples(st.integers(1, 3), st.integers(2, 30)), elements=st.floats(-500, 500, width=32))


@settings(deadline=None)
@given(logits, st.floats(0.05, 20))
def test_softmax_agrees_with_torch(values, temperature):
    expected = torch.softmax(torch.from_numpy(values).double() / temperature, dim=-1)
    assert softmax(values, temperature) == pytest.approx(expected.numpy(), abs=1e-9)


@settings(deadline=None)
@given(logits)
def test_energy_agrees_with_torch(values):
    assert energy(values) == pytest.approx(torch.logsumexp(torch.from_numpy(values).double(), -1).numpy(), abs=1e-6)


def test_log_probabilities_may_stand_for_logits():
    values = np.array([[1.0, 2.0, -3.0]])
    assert softmax(np.log(softmax(values))) == pytest.approx(softmax(values))


@pytest.mark.parametrize(
    ("probabilities", "score", "verdict"),
    [
        ([0.8, 0.1, 0.1], 0.9, Verdict.CONFIDENT),
        ([0.1, 0.8, 0.1], 0.5, Verdict.CONFIDENT),
        ([0.8, 0.1, 0.1], 0.49, Verdict.NO_LANDMARK),
        ([0.59, 0.1], 0.9, Verdict.AMBIGUOUS),
        ([0.5, 0.35], 0.9, Verdict.AMBIGUOUS),
        ([0.6, 0.25], 0.9, Verdict.CONFIDENT),
        ([0.62, 0.45], 0.9, Verdict.AMBIGUOUS),
        ([0.9], 0.9, Verdict.CONFIDENT),
    ],
)
def test_decide(probabilities, score, verdict):
    assert decide(probabilities, score, threshold=0.5, floor=0.6, margin=0.2) is verdict


def test_no_threshold_rejects_nothing():
    assert decide([0.01, 0.01], -math.inf, -math.inf, 0.6, 0.2) is Verdict.AMBIGUOUS
