"""A new head for a frozen backbone, learnt from decided photos and from features that the model file keeps.

So that nothing is forgotten, the answers for kept photos are to stay (learning without forgetting, Li and Hoiem 2016).
The weights are held near the old ones (L2-SP, Li, Grandvalet and Davoine 2018) as much as cross-validation on the
decisions says. A photo of which is only known what it does not show is learnt by complementary labels (Kim et al.
2019): −log of the probability of everything else.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training import weights
from training.kept_features import KeptFeatures
from training.model_file import ModelInfo
from training.networks import FeatureHead, only_linear

UNKNOWN = -1
"""Stands for an output that is not known."""

_STEPS = 60
_DECAYS = (1.0, 0.3, 0.1, 0.03, 0.01)
_FOLDS = 4
_HOLD = 0.3  # how much it costs to change the answers for photos that the model was trained with
_NEAR = 0.05  # a loss so near the least one is as good


@dataclass(frozen=True)
class Decided:
    """Decided photos.

    Attributes:
        features: (N, F) ``float32``, the mean of the model's views.
        outputs: (N,) ``int64``: what they show; the number of landmarks for none, −1 where that is not known.
        wrong: (N, landmarks) ``bool``: what they do not show.
    """

    features: np.ndarray
    outputs: np.ndarray
    wrong: np.ndarray

    def __len__(self) -> int:
        """Number of photos."""
        return len(self.outputs)

    def part(self, rows: np.ndarray) -> Decided:
        """These rows."""
        return Decided(self.features[rows], self.outputs[rows], self.wrong[rows])


@dataclass(frozen=True)
class _Lessons:
    """Photos to learn from, as tensors.

    Attributes:
        features: (N, F).
        base: (N, outputs), the old head's logits.
        targets: (N,) outputs; 0 where not known.
        known: (N,) whether they are.
        avoided: (N, outputs), what the photos do not show; counts where the output is not known.
    """

    features: Tensor
    base: Tensor
    targets: Tensor
    known: Tensor
    avoided: Tensor

    def part(self, rows: Tensor) -> _Lessons:
        """These rows."""
        tensors = (self.features, self.base, self.targets, self.known, self.avoided)
        return _Lessons(*(tensor[rows] for tensor in tensors))

    def losses(self, logits: Tensor, temperature: float) -> Tensor:
        """(N,) of these answers."""
        logs = F.log_softmax(logits / temperature, dim=1)
        right = -logs[torch.arange(len(logs)), self.targets]
        share = (logs.exp() * self.avoided).sum(1).clamp(max=1.0 - 1e-6)
        return torch.where(self.known, right, -torch.log1p(-share))


def _lessons(info: ModelInfo, head: nn.Module, features: np.ndarray, labels: np.ndarray, wrong: np.ndarray) -> _Lessons:
    if not info.has_background:  # "nothing" is no output: there is nothing to be learnt of it
        labels = np.where(labels == len(info.classes), UNKNOWN, labels)
    avoided = np.zeros((len(labels), info.outputs), bool)
    avoided[:, : len(info.classes)] = wrong
    vectors = torch.from_numpy(np.ascontiguousarray(features, np.float32))
    known = torch.from_numpy(labels >= 0)
    targets = torch.from_numpy(np.maximum(labels, 0))
    return _Lessons(vectors, logits_of(head, features), targets, known, torch.from_numpy(avoided))


def fitted(info: ModelInfo, head: nn.Module, kept: KeptFeatures, learnt: Decided) -> nn.Module:
    """The new head: the old logits plus a small linear correction of standardised features."""
    nowhere = np.zeros((len(kept.train_labels), len(info.classes)), bool)
    replayed = _lessons(info, head, kept.train_features, kept.train_labels, nowhere)
    decided = _lessons(info, head, learnt.features, learnt.outputs, learnt.wrong)
    features = torch.cat((replayed.features, decided.features))
    mean, std = features.mean(0), features.std(0)
    std = std + 0.1 * std.mean().clamp(min=1e-6)
    standard = [replace(part, features=(part.features - mean) / std) for part in (replayed, decided)]
    decay = _chosen_decay(info, standard[0], standard[1])
    found = _correction(info, standard[0], standard[1], decay)
    weight = found[:, :-1] / std
    return as_stored(moved(head, weight, found[:, -1] - weight @ mean), info.weight_bits)


def _chosen_decay(info: ModelInfo, replayed: _Lessons, decided: _Lessons) -> float:
    """How near the new head stays to the old one: as near as decisions that are not learnt from say, in four folds."""
    fold = torch.arange(len(decided.targets)) % _FOLDS
    losses = []
    for decay in _DECAYS:
        total = 0.0
        for number in range(_FOLDS):
            found = _correction(info, replayed, decided.part(fold != number), decay)
            rest = decided.part(fold == number)
            logits = rest.base + rest.features @ found[:, :-1].T + found[:, -1]
            total += float(rest.losses(logits, info.temperature).sum())
        losses.append(total)
    enough = min(losses) * (1.0 + _NEAR)
    return next(decay for decay, loss in zip(_DECAYS, losses, strict=True) if loss <= enough)


def _correction(info: ModelInfo, replayed: _Lessons, decided: _Lessons, decay: float) -> Tensor:
    """(outputs, F + 1): weights and biases to add, for standardised features."""
    change = torch.zeros(info.outputs, replayed.features.shape[1] + 1, requires_grad=True)
    optimiser = torch.optim.LBFGS([change], max_iter=_STEPS, line_search_fn="strong_wolfe")
    count = len(replayed.targets) + len(decided.targets)

    def closure() -> Tensor:
        optimiser.zero_grad()
        value = 0.5 * decay * change.square().sum()
        for part in (replayed, decided):
            moved = part.features @ change[:, :-1].T + change[:, -1]
            value = value + part.losses(part.base + moved, info.temperature).sum() / count
            if part is replayed:  # a trained network is so sure of these that their losses alone hold nothing
                value = value + 0.5 * _HOLD * moved.square().sum() / (count * info.temperature**2)
        value.backward()  # type: ignore[no-untyped-call]
        return value

    with torch.enable_grad():
        optimiser.step(closure)  # type: ignore[no-untyped-call]
    return change.detach()


def moved(head: nn.Module, weight: Tensor, bias: Tensor) -> nn.Module:
    """A copy of a head of one linear layer with a linear function of its input added.

    Args:
        head: It.
        weight: (K, F).
        bias: (K).
    """
    moved = copy.deepcopy(head)
    linear = only_linear(moved)
    assert linear is not None
    with torch.no_grad():
        standard = next((part for part in moved.modules() if isinstance(part, FeatureHead)), None)
        if standard is not None:  # its linear layer sees standardised features
            bias = bias + weight @ standard.mean
            weight = weight * standard.std
        linear.weight.add_(weight)
        linear.bias.add_(bias)
    return moved.eval()


def as_stored(head: nn.Module, bits: int) -> nn.Module:
    """The head with the weights that a model file will hold."""
    head.load_state_dict(weights.expand(weights.compact(head.state_dict(), bits)))
    return head


@torch.inference_mode()
def logits_of(head: nn.Module, features: np.ndarray) -> Tensor:
    """(N, K)."""
    logits: Tensor = head(torch.from_numpy(np.ascontiguousarray(features, np.float32))).float()
    return logits.clone()
