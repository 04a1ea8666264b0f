"""From a network's logits to calibrated probabilities, a landmark score and a verdict. Plain numpy, no torch."""

import numpy as np
import numpy.typing as npt

from landmark_gui.inference.suggestion import Verdict

Floats = npt.NDArray[np.float64]


def softmax(logits: npt.ArrayLike, temperature: float = 1.0) -> Floats:
    """Probabilities (…, K) from logits (…, K), softened by the temperature (Guo et al. 2017).

    Log-probabilities may stand for logits: a softmax does not see a constant added to all of them.
    """
    scaled = np.asarray(logits, np.float64) / temperature
    scaled = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    result: Floats = scaled / scaled.sum(axis=-1, keepdims=True)
    return result


def energy(logits: npt.ArrayLike) -> Floats:
    """Log-sum-exp of the logits (…, K), which is high for photos like the training's (Liu et al. 2020)."""
    values = np.asarray(logits, np.float64)
    top = values.max(axis=-1, keepdims=True)
    result: Floats = np.log(np.exp(values - top).sum(axis=-1)) + top[..., 0]
    return result


def decide(probabilities: npt.ArrayLike, score: float, threshold: float, floor: float, margin: float) -> Verdict:
    """The verdict on one photo.

    Args:
        probabilities: (K,) of the landmarks, without the background.
        score: Landmark score, higher for photos of landmarks.
        threshold: Least score of a photo of a landmark.
        floor: Least probability of the best candidate of a ``confident`` photo.
        margin: Least lead over the second candidate of a ``confident`` photo.
    """
    if score < threshold:
        return Verdict.NO_LANDMARK
    ranked = np.sort(np.asarray(probabilities, np.float64))[::-1]
    best, second = float(ranked[0]), float(ranked[1]) if len(ranked) > 1 else 0.0
    return Verdict.CONFIDENT if best >= floor and best - second >= margin else Verdict.AMBIGUOUS
