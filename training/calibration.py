"""Probabilities that mean what they say, and the thresholds of the verdicts, from held-back photos."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.model_file import Rejection

_TEMPERATURE_SPREAD = 0.5
"""Standard deviation of the logarithm of temperatures that networks are found to need."""


def probabilities(logits: Tensor, temperature: float) -> Tensor:
    """Probabilities (N, K) from logits (V, N, K): softmax of each view at this temperature, averaged."""
    return torch.softmax(logits / temperature, dim=2).mean(0)


def fit_temperature(logits: Tensor, labels: Tensor) -> float:
    """The temperature with the least negative log-likelihood (Guo et al. 2017), found on a fine grid.

    A mild prior (log-normal around 1) speaks where there are few photos: a handful that is all right would be
    likeliest at temperature 0, and every later photo would then get a probability of 100 %.

    Args:
        logits: (V, N, K), all views.
        labels: (N,) right outputs.
    """
    if len(labels) == 0:
        return 1.0
    grid = torch.logspace(-1.3, 1.0, 231)
    losses = [
        len(labels) * float(negative_log_likelihood(probabilities(logits, float(t)), labels))
        + 0.5 * (math.log(float(t)) / _TEMPERATURE_SPREAD) ** 2
        for t in grid
    ]
    return float(grid[int(np.argmin(losses))])


def negative_log_likelihood(probability: Tensor, labels: Tensor) -> Tensor:
    """Mean −log P(right class)."""
    return -probability[torch.arange(len(labels)), labels].clamp(min=1e-12).log().mean()


def expected_calibration_error(confidence: np.ndarray, correct: np.ndarray, bins: int = 15) -> float:
    """Mean gap between confidence and accuracy over equal-width bins, weighted by their photos (Naeini et al. 2015)."""
    if len(confidence) == 0:
        return 0.0
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        np.count_nonzero(which == b) * abs(confidence[which == b].mean() - correct[which == b].mean())
        for b in range(bins)
        if np.any(which == b)
    ]
    return float(sum(gaps) / len(confidence))


def area_under_roc(positive: np.ndarray, negative: np.ndarray) -> float:
    """Probability that a positive scores above a negative (ties count half)."""
    scores = np.concatenate((positive, negative))
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    mean_rank = np.cumsum(counts) - (counts - 1) / 2.0
    rank_sum = mean_rank[inverse][: len(positive)].sum()
    return float((rank_sum - len(positive) * (len(positive) + 1) / 2.0) / (len(positive) * len(negative)))


@dataclass(frozen=True)
class Scores:
    """What verdicts are made from, for N photos.

    Attributes:
        landmarks: (N, K) probabilities of the landmarks.
        landmark_score: (N,) 1 − P(background), or the energy.
    """

    landmarks: np.ndarray
    landmark_score: np.ndarray


def score(logits: Tensor, temperature: float, method: str) -> Scores:
    """Scores of photos from logits (V, N, outputs)."""
    probability = probabilities(logits, temperature)
    if method == "background":
        return Scores(probability[:, :-1].numpy(), 1.0 - probability[:, -1].numpy())
    energy = torch.logsumexp(logits, dim=2).mean(0).numpy()
    return Scores(probability.numpy(), energy)


def choose_rejection(
    method: str, positive: Scores, labels: np.ndarray, negative: Scores | None, *, error_rate: float = 0.02
) -> Rejection:
    """Thresholds of the three verdicts, from held-back photos.

    With negatives, the threshold balances landmarks kept against ordinary photos rejected; without, it keeps 97 %
    of the landmarks. Floor and margin are the mildest that leave at most `error_rate` wrong among the confident.

    Args:
        method: See `Rejection`.
        positive: Scores of photos of landmarks.
        labels: (N,) their right landmarks.
        negative: Scores of photos without landmark, or None.
        error_rate: Largest share of mistakes among confident photos.
    """
    if len(labels) == 0:
        return Rejection(method=method)
    if negative is not None and len(negative.landmark_score):
        threshold = _balanced_threshold(positive.landmark_score, negative.landmark_score)
    else:
        threshold = float(np.quantile(positive.landmark_score, 0.03))
    kept = positive.landmark_score >= threshold
    ordered = np.sort(positive.landmarks, axis=1)
    best, lead = ordered[:, -1], ordered[:, -1] - ordered[:, -2]
    right = positive.landmarks.argmax(1) == labels
    margin = 0.2
    for floor in np.arange(0.4, 0.96, 0.02):
        confident = kept & (best >= floor) & (lead >= margin)
        # One mistake is granted to small validation sets: its share says little there.
        if np.count_nonzero(confident & ~right) <= max(1.0, error_rate * np.count_nonzero(confident)):
            return Rejection(method, threshold, round(float(floor), 3), margin)
    return Rejection(method, threshold, 0.95, margin)


def _balanced_threshold(positive: np.ndarray, negative: np.ndarray) -> float:
    """Middle of the best plateau of (kept + rejected), so that a few photos more or less do not move it."""
    values = np.unique(np.concatenate((positive, negative)))
    middles = (values[1:] + values[:-1]) / 2.0 if len(values) > 1 else values
    balance = np.array([(positive >= t).mean() + (negative < t).mean() for t in middles])
    best = middles[balance >= balance.max() - 0.002]
    return float(np.median(best))
