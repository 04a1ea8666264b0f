"""Photos that lie on their side without saying so: the model looks at them turned where it is unsure of them as is.

Cameras note how they were held, but scans, screenshots and photos that other programs have rewritten do not always say
so. Measured on 554 test photos, of which about a dozen lie on their side: the first suggestion of three fine-tuned
MobileNetV2 is right for 96.4 instead of 96.0 %. Small networks from scratch do not look: to them turned photos are so
strange that as many suggestions are lost as won (8 of 15 are right before and after, with the shipped model).
"""

from __future__ import annotations

import torch
from torch import Tensor

from training.transforms import SURE

_UNSURE = 0.5
"""Probability below which no landmark is believed in: only such photos are looked at turned."""

_CLOSE = 0.03
"""How far half precision may move a probability."""

_BETTER = 0.4
"""How much more probable a landmark must be in a turned photo: few photos lie on their side, and two further looks are
two further chances of a mistake."""

_BELIEF = 0.7
"""Share that the turned look then has in the answer; the rest is what was seen before. Such answers are right in half
of all cases (3 of 5, instead of 1 before), so they must not be confident."""

_DOUBT = 0.2
"""Share of the better turned look in all other answers: enough to be among the first three suggestions. Any share from
0.1 to 0.4 puts one test photo more there, and changes next to nothing else."""


def may_lie(logits: Tensor, temperature: float, landmarks: int) -> tuple[Tensor, Tensor]:
    """Which photos are worth a look at them turned (N,), and of which that hangs on a hair (N,).

    Args:
        logits: (N, K), of the photos as they are.
        temperature: The model's.
        landmarks: Number of outputs that stand for a landmark.
    """
    probabilities = torch.softmax(logits / temperature, dim=1)
    best = probabilities[:, :landmarks].amax(1)
    return (best < _UNSURE) & (probabilities.amax(1) < SURE.landmark), (best - _UNSURE).abs() < _CLOSE


def turn(upright: Tensor, turned: Tensor, temperature: float, landmarks: int) -> tuple[Tensor, Tensor, Tensor]:
    """Logits after looks at photos turned to the left and to the right.

    Args:
        upright: (N, K), of the photos as they are.
        turned: (2, N, K), one for each of `transforms.TURNED`.
        temperature: The model's.
        landmarks: Number of outputs that stand for a landmark.

    Returns:
        Logits (N, K), in which the turned look has a share; which turned look (N,) shows a landmark better; and by
        how much (N,) that is ahead of what a photo must reach to count as lying on its side: those above 0 do.
    """
    before, after = torch.softmax(upright / temperature, dim=1), torch.softmax(turned / temperature, dim=2)
    better, side = after[..., :landmarks].amax(2).max(0)
    ahead = better - before[:, :landmarks].amax(1) - _BETTER
    rows = torch.arange(len(upright), device=upright.device)
    lies = (ahead > 0)[:, None]
    blended = torch.lerp(before, after[side, rows], torch.where(lies, _BELIEF, _DOUBT))
    # Of the same size as before, so that the energy keeps its meaning.
    size = torch.logsumexp(torch.where(lies, turned[side, rows], upright) / temperature, dim=1, keepdim=True)
    return temperature * (blended.clamp(min=1e-12).log() + size), side, ahead
