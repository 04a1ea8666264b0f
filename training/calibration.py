"""Probabilities that mean what they say, and the thresholds of the verdicts, from held-back photos."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.model_file import ModelInfo, Rejection
from training.transforms import SURE_AT_A_GLANCE, is_settled, sure_of_first_view
from training.turning import may_lie, turn

ERROR_RATE = 0.02
"""Largest share of mistakes that photos called `confident` may have, unless the person wants another."""

_TEMPERATURE_SPREAD = 0.5
"""Standard deviation of the logarithm of temperatures that networks are found to need."""

_ONE_SIDED_80 = 0.354
"""Half the 60 % quantile of χ² with one degree of freedom: how far a log-likelihood falls at a one-sided 80 % bound."""

_TEMPERATURES = torch.logspace(-1.3, 1.0, 231)
_FLOORS = np.round(np.arange(0.4, 0.995, 0.01), 2)
_MARGINS = (0.2, 0.3, 0.4, 0.5, 0.6)


def probabilities(logits: Tensor, temperature: float) -> Tensor:
    """Probabilities (N, K) from logits (V, N, K): softmax of each view at this temperature, averaged."""
    return torch.softmax(logits / temperature, dim=2).mean(0)


def pooled(logits: Tensor, info: ModelInfo, temperature: float) -> Tensor:
    """Logits (V, N, K) whose softmax is averaged in `probabilities`: of each view, or (1, N, K) what the app takes.

    That is a glance or the first view alone where that is sure, turned ones where they tell more, and else the mean.

    Args:
        logits: (V, N, K) of the model's views, after which those of further looks may follow, see
            `ModelInfo.looks`.
        info: The model's description.
        temperature: What a look is sure at.
    """
    if info.pooling != "logits":
        return logits
    views, further = logits[: len(info.views)], logits[len(info.views) :]
    glance, turned = further[: int(info.glances)], further[int(info.glances) :]
    landmarks = len(info.classes)
    mean = views.mean(0)
    if len(turned):
        unsure = may_lie(mean, temperature, landmarks)[0][:, None]
        mean = torch.where(unsure, turn(mean, turned, temperature, landmarks)[0], mean)
    settled = is_settled(views[0], temperature, landmarks, sure_of_first_view(info.glances))
    mean = torch.where(settled[:, None], views[0], mean)
    for small in glance:
        settled = is_settled(small, temperature, landmarks, SURE_AT_A_GLANCE)
        mean = torch.where(settled[:, None], small, mean)
    return mean[None]


def fit_temperature(logits: Tensor | Callable[[float], Tensor], labels: Tensor) -> float:
    """The temperature with the least negative log-likelihood (Guo et al. 2017), found on a fine grid.

    A mild prior (log-normal around 1) speaks where there are few photos: a handful that is all right would be
    likeliest at temperature 0, and every later photo would then get a probability of 100 %.

    Args:
        logits: (V, N, K), all views; or, where the temperature decides which looks count, these at a temperature.
        labels: (N,) right outputs.
    """
    if len(labels) == 0:
        return 1.0
    return float(_TEMPERATURES[int(np.argmin(_temperature_losses(logits, labels)))])


def cautious_temperature(logits: Tensor | Callable[[float], Tensor], labels: Tensor) -> float:
    """The highest temperature that the photos do not speak against: a one-sided 80 % bound by profile likelihood.

    With few photos the best temperature is uncertain; probabilities at this one seldom promise too much.

    Args:
        logits: As in `fit_temperature`.
        labels: (N,) right outputs.
    """
    losses = _temperature_losses(logits, labels)
    return float(_TEMPERATURES[np.flatnonzero(losses <= losses.min() + _ONE_SIDED_80)[-1]])


def _temperature_losses(logits: Tensor | Callable[[float], Tensor], labels: Tensor) -> np.ndarray:
    """−log posterior of each of the temperatures, but for a constant."""

    def loss(temperature: float) -> float:
        prior = 0.5 * (math.log(temperature) / _TEMPERATURE_SPREAD) ** 2
        if len(labels) == 0:
            return prior
        seen = logits(temperature) if callable(logits) else logits
        return prior + len(labels) * float(negative_log_likelihood(probabilities(seen, temperature), labels))

    return np.array([loss(temperature) for temperature in _TEMPERATURES.tolist()])


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

    def __len__(self) -> int:
        """Number of photos."""
        return len(self.landmark_score)


def score(logits: Tensor, temperature: float, method: str) -> Scores:
    """Scores of photos from logits (V, N, outputs)."""
    probability = probabilities(logits, temperature)
    if method == "background":
        return Scores(probability[:, :-1].numpy(), 1.0 - probability[:, -1].numpy())
    energy = torch.logsumexp(logits, dim=2).mean(0).numpy()
    return Scores(probability.numpy(), energy)


def choose_rejection(
    method: str,
    positive: Scores,
    labels: np.ndarray,
    negative: Scores | None,
    *,
    cautious: Scores | None = None,
    doubtful: Scores | None = None,
    looks: Scores | None = None,
    error_rate: float = ERROR_RATE,
) -> Rejection:
    """Thresholds of the three verdicts, from held-back photos.

    With negatives, the threshold balances landmarks kept against ordinary photos rejected; without, it keeps 97 %
    of the landmarks. Floor and margin make as many photos confident as they can while at most `error_rate` of those
    are wrong. A hundred held-back photos cannot prove two mistakes in a hundred by counting (for that, 149 must all
    be right): what counts are the mistakes to be expected by the photos' probabilities, and besides that the ones
    that were made.

    Args:
        method: See `Rejection`.
        positive: Scores of photos of landmarks.
        labels: (N,) their right landmarks.
        negative: Scores of photos without landmark, or None.
        cautious: The same photos as `positive` at `cautious_temperature`, whose probabilities say how many mistakes
            to expect; None takes `positive`.
        doubtful: Scores of more looks at photos without landmark, of which no more than `error_rate` may be confident,
            or None.
        looks: Scores of as many looks at the photos of landmarks, or None; with `doubtful`, the threshold is chosen by
            these: a few hundred values instead of some dozens, which leave it to chance.
        error_rate: Largest share of mistakes among confident photos.
    """
    if len(labels) == 0:
        return Rejection(method=method)
    if negative is not None and len(negative):
        kept, rejected = (looks, doubtful) if looks is not None and doubtful is not None else (positive, negative)
        threshold = _balanced_threshold(kept.landmark_score, rejected.landmark_score)
    else:
        threshold = float(np.quantile(positive.landmark_score, 0.03))
    wrong = positive.landmarks.argmax(1) != labels
    doubt = 1.0 - (cautious or positive).landmarks.max(1)
    found: dict[tuple[float, float], int] = {}
    for margin in _MARGINS:
        for floor in _FLOORS.tolist():
            rejection = Rejection(method, threshold, floor, margin)
            sure = confident(positive, rejection)
            count = int(sure.sum())
            # One mistake is granted to small validation sets: its share says little there.
            made, expected = float(wrong[sure].sum()), float(doubt[sure].sum())
            if made > max(1.0, error_rate * count) or expected > error_rate * count:
                continue
            if doubtful is not None and confident(doubtful, rejection).sum() > max(1.0, error_rate * len(doubtful)):
                continue
            found[floor, margin] = count
    if not found:
        return Rejection(method, threshold, float(_FLOORS[-1]), _MARGINS[0])
    most = max(found.values())
    margin = next(margin for margin in _MARGINS for floor in _FLOORS.tolist() if found.get((floor, margin)) == most)
    floors = [floor for (floor, other), count in found.items() if count == most and other == margin]
    return Rejection(method, threshold, floors[len(floors) // 2], margin)


def confident(scores: Scores, rejection: Rejection) -> np.ndarray:
    """(N,) which photos get the verdict `confident`."""
    ordered = np.sort(scores.landmarks, axis=1)
    best = ordered[:, -1]
    lead = best - (ordered[:, -2] if ordered.shape[1] > 1 else 0.0)
    sure: np.ndarray = (
        (scores.landmark_score >= rejection.threshold) & (best >= rejection.floor) & (lead >= rejection.margin)
    )
    return sure


def _balanced_threshold(positive: np.ndarray, negative: np.ndarray) -> float:
    """Middle of the best plateau of (kept + rejected), so that a few photos more or less do not move it."""
    values = np.unique(np.concatenate((positive, negative)))
    middles = (values[1:] + values[:-1]) / 2.0 if len(values) > 1 else values
    balance = np.array([(positive >= t).mean() + (negative < t).mean() for t in middles])
    best = middles[balance >= balance.max() - 0.002]
    return float(np.median(best))
