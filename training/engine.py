"""The training loop: one for every pipeline.

Everything a recipe can vary is data (`TrainSet`, `LoopSettings`), so scratch training, frozen features, fine-tuning
and distillation all run through `fit`. All randomness of an epoch follows from (seed, epoch): a run that was
interrupted and resumed gives the same result as one that was not.
"""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from training import networks
from training.devices import autocast, autocast_dtype, send
from training.fused_pooling import fuse_for_training
from training.looked_up import LookedUpPictures
from training.loop import FitHooks, FitState, LoopSettings, Processes, TrainingError, TrainSet
from training.networks import Classifier
from training.transforms import Preprocessing, augment, chance, mix, normalise, to_batch, to_unit_range, view_of
from training.wide_layers import HalfAdam

_WIDE_HEAD = 10_000_000  # parameters
_LEAST_STEPS_TO_FUSE = 100
"""Steps for which loops are compiled, which takes seven seconds once: they save 17 ms a step."""


def fit(
    network: Classifier,
    train: TrainSet,
    validate: Callable[[Classifier], dict[str, float]],
    preprocessing: Preprocessing,
    settings: LoopSettings,
    *,
    device: torch.device,
    hooks: FitHooks | None = None,
    state: FitState | None = None,
    processes: Processes | None = None,
) -> FitState:
    """Trains the parameters of `network` that require gradients.

    Args:
        network: Trained in place; on return it holds the weights that `settings.keep` chose.
        train: Photos and targets.
        validate: Called with the network (or its average) after each epoch; returns at least ``val_loss``.
        preprocessing: The network's own; the input size may be smaller in early epochs.
        settings: How to train.
        device: Where.
        hooks: See `FitHooks`.
        state: A state to go on from; None starts anew.
        processes: This process among those that train together.

    Returns:
        The state reached; `FitState.epoch` < `settings.epochs` when it was stopped.

    Raises:
        TrainingError: The loss is no longer a number, `state` does not fit the network, or there are too few photos
            in a batch for so many processes.
    """
    hooks, processes = hooks or FitHooks(), processes or Processes()
    state = state if state is not None else FitState()
    _check_processes(processes, min(settings.batch_size, train.count), state, device)
    changes = settings.augmentation
    if train.cell_side > 1 and changes is not None and (changes.crop_area < 1.0 or changes.rotate > 0.0):
        raise ValueError("features of a picture's parts belong to the whole picture: neither crop nor rotate it")
    network.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    # float16, all that older GPUs have, would need its gradients scaled to keep small ones from vanishing.
    mixed = (not train.are_features or _is_wide(network.head)) and autocast_dtype(device) != torch.float16
    steps = len(_batch_starts(train.count, settings.batch_size, processes))
    compiles = mixed and settings.epochs * steps >= _LEAST_STEPS_TO_FUSE
    if compiles:
        fuse_for_training(network, device, autocast_dtype(device))
    projection = _projection(network, train, settings, device)
    trained = nn.ModuleDict({"network": network, "projection": projection} if projection else {"network": network})
    optimizer = _optimizer(trained, settings)
    averaged = copy.deepcopy(trained).requires_grad_(False) if settings.ema else None
    if state.network:
        _restore(state, trained, averaged, optimizer)
    average = _Average(averaged, trained, settings.ema) if averaged is not None else None
    # Gradients that are shortened together, or added up over processes, must all be torch's.
    has_own_gradients = compiles and not settings.clip and processes.count == 1
    half_adam = HalfAdam.where_faster(trained, optimizer, device) if has_own_gradients else None
    step_module = _parallel(_Step(network, projection, train), processes)
    evaluated: Classifier = averaged["network"] if averaged is not None else network  # type: ignore[assignment]
    quick = _quick_pictures(train, preprocessing, settings, device) if compiles else None
    for epoch in range(state.epoch, settings.epochs):
        started = time.perf_counter()
        generator = torch.Generator().manual_seed(settings.seed * 1_000_003 + epoch)
        torch.manual_seed(settings.seed * 7919 + epoch * 613 + processes.rank)
        _train_mode(trained)
        total_loss, hits, seen = torch.zeros((), device=device), torch.zeros((), device=device), 0
        for step, batch in enumerate(
            _batches(train, preprocessing, settings, epoch, generator, device, hooks, processes, quick)
        ):
            lr = _learning_rate(settings, epoch * steps + step, steps)
            for group in optimizer.param_groups:
                group["lr"] = lr
            with autocast(device, enabled=mixed):
                loss, right = step_module(*batch, settings.auxiliary)
            _descend(loss, trained, optimizer, half_adam, settings.clip)
            total_loss += loss.detach()
            hits += right
            seen += len(batch[1])
            if average is not None:
                average.update(epoch * steps + step)
            hooks.on_batch(epoch, step + 1, steps, loss.detach())
            if _agreed(hooks.stop(), processes, device):
                return _finish(network, state, settings)
        train_loss = float(total_loss) / steps
        if not math.isfinite(train_loss):
            raise TrainingError(
                f"the loss became {train_loss} in epoch {epoch + 1}: lower the learning rate "
                f"(--lr, now {settings.lr:g})"
            )
        values = validate(evaluated)
        seconds = time.perf_counter() - started
        if not math.isfinite(values["val_loss"]):
            raise TrainingError(
                f"the validation loss became {values['val_loss']} in epoch {epoch + 1}: lower the learning rate "
                f"(--lr, now {settings.lr:g})"
            )
        state.history.append(
            {
                "epoch": epoch + 1,
                "train_loss": train_loss,
                "train_top1": float(hits) / seen,
                **values,
                "lr": lr,
                "seconds": round(seconds, 3),
            }
        )
        state.epoch = epoch + 1
        if values["val_loss"] < state.best_loss or settings.keep == "last":
            state.best_loss, state.best_epoch = values["val_loss"], epoch + 1
            state.best_weights = _snapshot(evaluated)
        state.network, state.optimizer = trained.state_dict(), optimizer.state_dict()
        state.averaged = averaged.state_dict() if averaged is not None else {}
        hooks.on_epoch(state)
        if _agreed(hooks.stop(), processes, device):
            break
    return _finish(network, state, settings)


class _Step(nn.Module):
    """Forward pass, loss and number of right answers in one module: data-parallel training sees one call per step."""

    def __init__(self, network: Classifier, projection: nn.Module | None, train: TrainSet) -> None:
        super().__init__()
        self.network, self.projection, self.on_features = network, projection, train.are_features
        has_parts = projection is not None and train.cell_side > 1 and not train.are_features
        # A list keeps the parts from being registered a second time under other names.
        self.parts = [networks.split_at_pooling(network.backbone)] if has_parts else [None]

    def forward(
        self, inputs: Tensor, targets: Tensor, auxiliary: Tensor | None, weight: float
    ) -> tuple[Tensor, Tensor]:
        feature_map = None
        if self.parts[0] is not None:
            to_map, to_mean = self.parts[0]
            feature_map = to_map(inputs)
            features = to_mean(feature_map)
        else:
            features = inputs if self.on_features else self.network.features(inputs)
        logits = self.network.head(features)
        loss = -(F.log_softmax(logits.float(), dim=1) * targets).sum(1).mean()
        if self.projection is not None and auxiliary is not None:
            loss = loss + weight * self._distance(features, auxiliary.mean(1))
            cells = auxiliary.shape[1]
            if feature_map is not None and cells > 1:
                own = networks.feature_cells(feature_map, math.isqrt(cells)).flatten(0, 1)
                loss = loss + weight * self._distance(own, auxiliary.flatten(0, 1))
        return loss, (logits.detach().argmax(1) == targets.argmax(1)).sum()

    def _distance(self, features: Tensor, wanted: Tensor) -> Tensor:
        """Mean cosine distance of projected features (N, F) from a teacher's (N, A)."""
        assert self.projection is not None
        return 1.0 - F.cosine_similarity(self.projection(features).float(), wanted, dim=1).mean()


def _batches(
    train: TrainSet,
    preprocessing: Preprocessing,
    settings: LoopSettings,
    epoch: int,
    generator: torch.Generator,
    device: torch.device,
    hooks: FitHooks,
    processes: Processes,
    quick: LookedUpPictures | None = None,
) -> Any:
    """Yields (inputs, targets, auxiliary) on the device; each process gets its own slice of every batch.

    Pictures that need not be resized are made by `quick`, if there is one.
    """
    views = len(train.inputs)
    view = hooks.epoch_view(epoch) if hooks.epoch_view else np.full(train.count, epoch % views)
    size = _input_size(settings.sizes, epoch / settings.epochs, preprocessing.size)
    order = torch.randperm(train.count, generator=generator).numpy()
    for start in _batch_starts(train.count, settings.batch_size, processes):
        batch = order[start : start + settings.batch_size]
        batch = batch[: len(batch) - len(batch) % processes.count]  # equal shares keep the processes in step
        rows = np.sort(batch[processes.rank :: processes.count])
        chosen = view[rows]
        targets = send(train.targets[chosen if len(train.targets) > 1 else 0, rows], device)
        targets = targets * (1.0 - settings.label_smoothing) + settings.label_smoothing / targets.shape[1]
        auxiliary = None
        if train.auxiliary is not None:
            auxiliary = send(torch.from_numpy(train.auxiliary[chosen, rows].astype(np.float32)), device)
        if quick is not None and settings.augmentation is not None and train.inputs.shape[2] == size:
            mirrored = chance(len(rows), settings.augmentation.flip, generator)
            yield quick.batch(train.inputs[chosen, rows], mirrored), targets, auxiliary
            continue
        if train.are_features:
            inputs = send(torch.from_numpy(np.asarray(train.inputs[chosen, rows], dtype=np.float32)), device)
        else:
            inputs = to_unit_range(train.inputs[chosen, rows], device)
            changes = settings.augmentation
            if changes is not None and auxiliary is not None and train.cell_side > 1:
                inputs, auxiliary = _mirror(inputs, auxiliary, changes.flip, generator)
                changes = replace(changes, flip=0.0)
            if changes is not None:
                inputs = augment(inputs, changes, size, generator)
        if settings.mix_probability and float(torch.rand(1, generator=generator)) < settings.mix_probability:
            inputs, targets, auxiliary = _mix(inputs, targets, auxiliary, settings, generator)
        yield (inputs if train.are_features else normalise(inputs, preprocessing)), targets, auxiliary


def _quick_pictures(
    train: TrainSet, preprocessing: Preprocessing, settings: LoopSettings, device: torch.device
) -> LookedUpPictures | None:
    """What makes pictures in one pass, where nothing but a mirror stands between them and the network."""
    if train.are_features or train.auxiliary is not None or settings.mix_probability:
        return None
    return LookedUpPictures.where_faster(preprocessing, settings.augmentation, device)


def _batch_starts(count: int, batch_size: int, processes: Processes) -> list[int]:
    """Where batches begin; a last one too small for batch norm (one photo a process) is left out."""
    starts = list(range(0, count, batch_size))
    return starts[:-1] if len(starts) > 1 and count - starts[-1] < 2 * processes.count else starts


def _mirror(inputs: Tensor, cells: Tensor, probability: float, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Mirrors some pictures (N, 3, S, S) and with them their parts' features (N, side², A)."""
    side = math.isqrt(cells.shape[1])
    chosen = (torch.rand(len(inputs), generator=generator) < probability).to(inputs.device)
    turned = cells.view(len(cells), side, side, -1).flip(2).flatten(1, 2)
    inputs = torch.where(chosen.view(-1, 1, 1, 1), inputs.flip(3), inputs)
    return inputs, torch.where(chosen.view(-1, 1, 1), turned, cells)


def _mix(
    inputs: Tensor, targets: Tensor, auxiliary: Tensor | None, settings: LoopSettings, generator: torch.Generator
) -> tuple[Tensor, Tensor, Tensor | None]:
    """Mixes pictures, targets and features; a mixed picture has features of the whole only, not of its parts."""
    classes = targets.shape[1]
    wanted = targets if auxiliary is None else torch.cat((targets, auxiliary.mean(1)), dim=1)
    if inputs.ndim == 2:  # features have no areas to cut
        inputs, wanted = mix(inputs, wanted, generator, mixup=settings.mixup, cutmix=0.0)
    else:
        inputs, wanted = mix(inputs, wanted, generator, mixup=settings.mixup, cutmix=settings.cutmix)
    return inputs, wanted[:, :classes], None if auxiliary is None else wanted[:, None, classes:]


def _input_size(sizes: Sequence[tuple[float, int]], progress: float, default: int) -> int:
    for share, size in sizes:
        if progress < share:
            return size
        progress -= share
    return default


def _learning_rate(settings: LoopSettings, step: int, steps_per_epoch: int) -> float:
    if settings.schedule == "constant":
        return settings.lr
    warmup = settings.warmup_epochs * steps_per_epoch
    total = settings.epochs * steps_per_epoch
    if step < warmup:
        return settings.lr * (step + 1) / warmup
    return settings.lr * 0.5 * (1.0 + math.cos(math.pi * (step - warmup) / max(1.0, total - warmup)))


def _optimizer(module: nn.Module, settings: LoopSettings) -> torch.optim.Optimizer:
    trained = [parameter for parameter in module.parameters() if parameter.requires_grad]
    groups = [
        {"params": [p for p in trained if p.ndim > 1], "weight_decay": settings.weight_decay},
        {"params": [p for p in trained if p.ndim <= 1], "weight_decay": 0.0},
    ]
    groups = [group for group in groups if group["params"]]
    if settings.optimizer == "sgd":
        return torch.optim.SGD(groups, lr=settings.lr, momentum=0.9, nesterov=True, fused=True)
    # The fused update reads each weight once instead of several times: it decides the speed of VGG19's wide head.
    kind = torch.optim.AdamW if settings.optimizer == "adamw" else torch.optim.Adam
    return kind(groups, lr=settings.lr, fused=True)


def _descend(
    loss: Tensor, trained: nn.Module, optimizer: torch.optim.Optimizer, half_adam: HalfAdam | None, clip: float
) -> None:
    """One step against the gradient of the loss, which is shortened to `clip` unless that is 0."""
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    if clip:
        nn.utils.clip_grad_norm_(trained.parameters(), clip)
    optimizer.step()
    if half_adam is not None:
        half_adam.step()


def _projection(network: Classifier, train: TrainSet, settings: LoopSettings, device: torch.device) -> nn.Module | None:
    if train.auxiliary is None or settings.auxiliary == 0:
        return None
    torch.manual_seed(settings.seed)
    last = next(layer for layer in network.head.modules() if isinstance(layer, nn.Linear))
    return nn.Linear(last.in_features, train.auxiliary.shape[-1]).to(device)


def _is_wide(head: nn.Module) -> bool:
    """Whether a head's products take so long that half precision pays: VGG19's, not one layer on its features."""
    return sum(parameter.numel() for parameter in head.parameters()) > _WIDE_HEAD


def _train_mode(module: nn.Module) -> None:
    """Training mode, but frozen layers keep their statistics: a frozen batch norm must not drift."""
    module.train()
    for part in module.modules():
        if isinstance(part, nn.modules.batchnorm._BatchNorm) and not any(
            parameter.requires_grad for parameter in part.parameters()
        ):
            part.eval()


class _Average:
    """Exponential moving average of the weights; the decay grows from 0 so that the start is forgotten.

    What does not change in training is left out: a frozen backbone has a thousand times the weights of its head.
    """

    def __init__(self, averaged: nn.Module, trained: nn.Module, decay: float) -> None:
        names = _changing(trained)
        means, values = averaged.state_dict(), trained.state_dict()
        pairs = [(means[name], value) for name, value in values.items() if name in names]
        self._means = [mean for mean, _ in pairs if mean.dtype.is_floating_point]
        self._values = [value for _, value in pairs if value.dtype.is_floating_point]
        self._counts = [pair for pair in pairs if not pair[0].dtype.is_floating_point]
        self._decay = decay

    @torch.no_grad()
    def update(self, step: int) -> None:
        decay = min(self._decay, (1.0 + step) / (10.0 + step))
        torch._foreach_lerp_(self._means, self._values, 1.0 - decay)
        for mean, value in self._counts:
            mean.copy_(value)


def _changing(module: nn.Module) -> set[str]:
    """Names of the parameters that are trained, and of the statistics beside them (see `_train_mode`)."""
    names = set()
    for prefix, part in module.named_modules():
        own = dict(part.named_parameters(recurse=False))
        changing = [name for name, parameter in own.items() if parameter.requires_grad]
        if changing or not own:
            changing += [name for name, _ in part.named_buffers(recurse=False)]
        names |= {f"{prefix}.{name}" if prefix else name for name in changing}
    return names


def _restore(state: FitState, trained: nn.Module, averaged: nn.Module | None, optimizer: torch.optim.Optimizer) -> None:
    try:
        trained.load_state_dict(state.network)
        optimizer.load_state_dict(state.optimizer)
        if averaged is not None:
            averaged.load_state_dict(state.averaged)
    except (RuntimeError, ValueError, KeyError) as error:
        raise TrainingError("the checkpoint is of another network: train without --resume") from error


def _check_processes(processes: Processes, batch: int, state: FitState, device: torch.device) -> None:
    if batch < 2 * processes.count:  # batch norm needs two photos
        raise TrainingError(
            f"{batch} photos a batch are too few for {processes.count} process(es), which take two each: raise "
            "--batch-size, or start fewer processes"
        )
    if processes.count > 1:
        first_and_last = torch.tensor([-state.epoch, state.epoch], device=device)
        dist.all_reduce(first_and_last, op=dist.ReduceOp.MAX)
        if int(first_and_last.sum()) != 0:
            raise TrainingError(
                "the processes do not see the same checkpoint: put --out where all machines share it, or train "
                "without --resume"
            )


def _parallel(module: nn.Module, processes: Processes) -> nn.Module:
    return DistributedDataParallel(module) if processes.count > 1 else module


def _agreed(stop: bool, processes: Processes, device: torch.device) -> bool:
    """Processes that train together also stop together."""
    if processes.count == 1:
        return stop
    flag = torch.tensor(float(stop), device=device)
    dist.all_reduce(flag, op=dist.ReduceOp.MAX)
    return bool(flag.item())


def _snapshot(network: nn.Module) -> dict[str, Tensor]:
    return {name: tensor.detach().clone() for name, tensor in network.state_dict().items()}


def _finish(network: Classifier, state: FitState, settings: LoopSettings) -> FitState:
    if state.best_weights:
        network.load_state_dict(state.best_weights)
    network.eval()
    fuse_for_training(network, next(network.parameters()).device, torch.float32)
    HalfAdam.end(network)
    return state


@torch.inference_mode()
def predict_logits(
    network: Classifier,
    squares: np.ndarray,
    preprocessing: Preprocessing,
    device: torch.device,
    *,
    views: Sequence[str] = ("plain",),
    batch_size: int = 64,
    mixed: bool = False,
) -> Tensor:
    """Logits (V, N, K) of pictures (N, S, S, 3), one row of logits per view.

    In single precision by default, so that published figures do not depend on the computer; ``mixed`` is for those
    of a network that is still being trained.
    """
    network.eval()
    outputs: list[Tensor] = []
    for start in range(0, len(squares), batch_size):
        batch = to_batch(np.asarray(squares[start : start + batch_size]), preprocessing, device)
        with autocast(device, enabled=mixed):
            rows = [network(view_of(batch, name)).float().cpu() for name in views]
        outputs.append(torch.stack(rows))
    return torch.cat(outputs, dim=1)
