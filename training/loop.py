"""What the training loop takes and gives: settings, photos, hooks, the state that it reached, its errors."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from torch import Tensor

from training.transforms import Augmentation


class TrainingError(Exception):
    """Training cannot go on; the message is one sentence that says what to do."""


class StoppedError(TrainingError):
    """The person stopped the run before there was anything to keep."""


@dataclass(frozen=True)
class LoopSettings:
    """How to train.

    Attributes:
        epochs: Passes over the training photos.
        batch_size: Photos per step, over all processes together.
        lr: Peak learning rate.
        weight_decay: Decay of matrices and kernels; vectors are left alone.
        optimizer: ``adam``, ``adamw`` or ``sgd`` (Nesterov momentum 0.9).
        schedule: ``constant``, or ``cosine`` after a linear warm-up.
        warmup_epochs: Length of the warm-up.
        label_smoothing: Share of the target spread over all classes.
        mix_probability: Share of batches that are mixed (mixup or CutMix).
        mixup: Beta parameter of mixup; 0 turns it off.
        cutmix: Beta parameter of CutMix; 0 turns it off.
        ema: Decay of the averaged weights; 0 trains without averaging.
        augmentation: Changes of the pictures; None feeds them as they are.
        sizes: (share of the epochs, input size) in order: small pictures first make early epochs cheap.
        auxiliary: Weight of the loss on `TrainSet.auxiliary`.
        clip: Largest norm of the gradient; 0 leaves it.
        seed: Source of all randomness.
        keep: ``best`` keeps the weights with the lowest validation loss, ``last`` those of the last epoch.
    """

    epochs: int = 15
    batch_size: int = 32
    lr: float = 1e-3
    weight_decay: float = 0.0
    optimizer: Literal["adam", "adamw", "sgd"] = "adam"
    schedule: Literal["constant", "cosine"] = "constant"
    warmup_epochs: float = 0.0
    label_smoothing: float = 0.0
    mix_probability: float = 0.0
    mixup: float = 0.2
    cutmix: float = 1.0
    ema: float = 0.0
    augmentation: Augmentation | None = None
    sizes: tuple[tuple[float, int], ...] = ()
    auxiliary: float = 0.0
    clip: float = 0.0
    seed: int = 42
    keep: Literal["best", "last"] = "best"


@dataclass(frozen=True)
class TrainSet:
    """What is learnt from; several views of each photo take turns, one an epoch.

    Attributes:
        inputs: (V, N, S, S, 3) ``uint8`` pictures, or (V, N, F) ``float32`` features.
        targets: (V or 1, N, K) ``float32`` probabilities.
        auxiliary: (V, N, C, A) a teacher's features to match, of the C = side × side parts of each picture row by
            row (`networks.feature_cells`) or of the whole (C = 1); or None.
    """

    inputs: np.ndarray
    targets: Tensor
    auxiliary: np.ndarray | None = None

    @property
    def count(self) -> int:
        """Number of photos, N."""
        return int(self.inputs.shape[1])

    @property
    def cell_side(self) -> int:
        """Into how many parts `auxiliary` divides a picture's side; 1 for the whole picture."""
        return 1 if self.auxiliary is None else math.isqrt(self.auxiliary.shape[2])

    @property
    def are_features(self) -> bool:
        """Whether the inputs are features instead of pictures."""
        return self.inputs.ndim == 3


@dataclass
class FitState:
    """What a run has reached: enough to stop and go on.

    `network`, `averaged` and `optimizer` are the live tensors of the run: write them out in `FitHooks.on_epoch`.
    """

    epoch: int = 0
    best_loss: float = math.inf
    best_epoch: int = -1
    best_weights: dict[str, Tensor] = field(default_factory=dict)
    history: list[dict[str, float]] = field(default_factory=list)
    network: dict[str, Tensor] = field(default_factory=dict)
    averaged: dict[str, Tensor] = field(default_factory=dict)
    optimizer: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class FitHooks:
    """What the caller hears and says during training.

    Attributes:
        on_batch: Called with (epoch, batch, batches, loss) after each step; the loss is still on the device.
        on_epoch: Called with the state after each whole epoch: to report, to write a checkpoint.
        stop: Asked after each step; True ends training there, keeping the best so far.
        epoch_view: Picks the rows' views for an epoch: (epoch) to (N,) indices into the views; None takes turns.
    """

    on_batch: Callable[[int, int, int, Tensor], None] = lambda _epoch, _batch, _batches, _loss: None
    on_epoch: Callable[[FitState], None] = lambda _state: None
    stop: Callable[[], bool] = lambda: False
    epoch_view: Callable[[int], np.ndarray] | None = None


@dataclass(frozen=True)
class Processes:
    """Data-parallel training: which process of how many (torchrun's RANK and WORLD_SIZE)."""

    rank: int = 0
    count: int = 1
