"""How long a training would take on this computer and how much disk it needs, from a few measured batches."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training import backbones, networks
from training.data import DataSet, Photo, folder_photos, open_data_set
from training.devices import memory_in_use
from training.engine import fit, predict_logits
from training.events import Finished, Progress, Started, discard
from training.loop import FitHooks, LoopSettings, TrainSet
from training.material import shrink_validation, split_negatives
from training.networks import Classifier, FeatureHead
from training.pipelines import Options, scaled
from training.recipes import SCRATCH, TRANSFER, Recipe, override
from training.squares import load_squares
from training.transforms import Preprocessing

TRIAL_PHOTOS = 32
TRIAL_STEPS = 3
_FLOAT = 4


@dataclass(frozen=True)
class _Counts:
    """Photos of each kind; ordinary ones among them."""

    train: int
    validation: int
    test: int
    classes: int


def estimate(options: Options, pipeline: str, *, runs: int = 1) -> dict[str, Any]:
    """Measures a few batches of a training and reckons what all of it takes, as if nothing were cached.

    Args:
        options: The training, as for the pipelines; nothing is written to ``out``.
        pipeline: ``scratch`` or ``transfer``.
        runs: How often it is trained; 2 with both initialisations.

    Returns:
        ``seconds`` in all and by part (``reading``, ``features``, ``training``, ``validating``, ``measuring``),
        ``disk`` in bytes by part (``cache``, ``model``, ``download``), ``free`` bytes where the cache lies, ``photos``
        by kind, and ``memory`` in bytes while it was measured.

    Raises:
        DataError: The data cannot be used.
        NetworkError: The network cannot be built.
    """
    options.report(Started(4, "measuring a few batches"))
    data = open_data_set(options.data, report=discard, seed=options.seed, workers=options.workers)
    recipe = (SCRATCH if pipeline == "scratch" else TRANSFER)[options.recipe]
    counts = _count(data, options, recipe)
    sample = data.train[:: max(1, len(data.train) // TRIAL_PHOTOS)][:TRIAL_PHOTOS]
    square = max(recipe.cache_size, options.size or recipe.size)
    reading, squares = _reading(sample, square, options)
    options.report(Progress(1, 4))
    parts = {"reading": reading * (counts.train + counts.validation + counts.test)}
    measured = _scratch if pipeline == "scratch" else _transfer
    more, disk = measured(options, recipe, counts, squares)
    for name, seconds in more.items():
        parts[name] = runs * seconds
    per_photo = square * square * 3
    disk["cache"] = disk.get("cache", 0) + per_photo * (counts.train + counts.validation) + counts.test * per_photo
    options.report(Progress(4, 4))
    summary = {
        "seconds": sum(parts.values()),
        "parts": parts,
        "disk": {**disk, "model": runs * disk["model"]},
        "free": shutil.disk_usage(_existing(options.cache)).free,
        "photos": {"train": counts.train, "validation": counts.validation, "test": counts.test},
        "memory": memory_in_use(options.device),
        "device": str(options.device),
    }
    options.report(Finished(summary))
    return summary


def _count(data: DataSet, options: Options, recipe: Recipe) -> _Counts:
    train, validation = data.train, data.validation
    if recipe.hold_out > 0:
        train, validation = shrink_validation(train, validation, recipe.hold_out)
    learnt, held, test, classes = len(train), len(validation), len(data.test), len(data.classes)
    if options.negatives is not None:
        negatives = split_negatives(folder_photos(options.negatives, report=discard))
        learnt, held, test = learnt + len(negatives.train), held + len(negatives.validation), test + len(negatives.test)
        classes += bool(negatives.train)
    return _Counts(learnt, held, test, classes)


def _reading(sample: Sequence[Photo], square: int, options: Options) -> tuple[float, np.ndarray]:
    """Seconds to decode one photo, and the sample's pictures."""
    with tempfile.TemporaryDirectory() as cache:
        started = time.perf_counter()
        squares = load_squares(sample, square, cache=Path(cache), report=discard, workers=options.workers)
        seconds = (time.perf_counter() - started) / len(sample)
        return seconds, np.array(squares)


Measured = tuple[dict[str, float], dict[str, int]]


def _scratch(options: Options, recipe: Recipe, counts: _Counts, squares: np.ndarray) -> Measured:
    loop = override(recipe.loop, seed=options.seed, **options.changes)
    size = options.size or recipe.size
    loop = override(loop, sizes=tuple((share, scaled(side, size / recipe.size)) for share, side in loop.sizes))
    arguments = dict(recipe.arch_arguments or {}) | (options.arch_arguments or {})
    network = networks.build(recipe.arch, arguments, counts.classes)
    plain = Preprocessing(size)
    steps = max(1, counts.train // loop.batch_size)
    shares = dict.fromkeys([side for _, side in loop.sizes] or [size], 0.0)
    for share, side in loop.sizes or ((1.0, size),):
        shares[side] += share
    training = 0.0
    for number, (side, share) in enumerate(shares.items(), 1):
        sized = replace(loop, sizes=((1.0, side),))
        seconds = _step_seconds(network, _pictures(squares, loop, counts.classes), plain, sized, options)
        training += seconds * steps * loop.epochs * share
        options.report(Progress(1, 4, values={"size": side, "seconds_per_step": seconds, "number": number}))
    looking = _looking_seconds(network, squares, plain, options)
    options.report(Progress(3, 4))
    views = len(recipe.views)
    return {
        "training": training,
        "validating": looking * counts.validation * (loop.epochs + views),
        "measuring": looking * counts.test * views,
    }, _disk(network, loop)


def _transfer(options: Options, recipe: Recipe, counts: _Counts, squares: np.ndarray) -> Measured:
    loop = override(recipe.loop, seed=options.seed, **options.changes)
    if options.recipe == "reference":
        network = networks.reference_vgg19(counts.classes)
        plain, views, width = Preprocessing(options.size or recipe.size), 2, 25088
        arch = "vgg19"
    else:
        arch = options.backbone
        size = options.size or backbones.published_preprocessing(arch).size
        plain, views = Preprocessing(size), 2 + recipe.random_views
        backbone = networks.backbone_without_head(arch)
        width = networks.feature_count(backbone, size)
        network = Classifier(backbone, FeatureHead(width, counts.classes))
    backbone = network.backbone.requires_grad_(False).to(options.device)
    few = squares[:8]
    backbones.extract(backbone, few[:2], plain, options.device)
    started = time.perf_counter()
    backbones.extract(backbone, few, plain, options.device)
    looking = (time.perf_counter() - started) / len(few)
    options.report(Progress(2, 4))
    rows = np.random.default_rng(0).normal(size=(1, (TRIAL_STEPS + 1) * loop.batch_size, width)).astype(np.float32)
    features = TrainSet(rows, _targets(rows.shape[1], counts.classes))
    seconds = _step_seconds(Classifier(nn.Identity(), network.head), features, plain, loop, options)
    steps = max(1, counts.train // loop.batch_size)
    parts = {
        "features": looking * (counts.train * views + counts.validation * len(recipe.views)),
        "training": seconds * steps * loop.epochs,
        "measuring": looking * counts.test * len(recipe.views),
    }
    if not options.use_feature_cache:
        parts["features"] = 0.0
        parts["training"] += looking * (counts.train + counts.validation) * loop.epochs
    disk = _disk(network, loop, trained=network.head)
    disk["cache"] = _FLOAT * width * (counts.train * views + (counts.validation + counts.test) * len(recipe.views))
    if options.finetune and recipe.finetune is not None:
        tuned = override(recipe.finetune, **options.finetune_changes)
        networks.unfreeze_last_stages(backbone, options.finetune)
        seconds = _step_seconds(network, _pictures(squares, tuned, counts.classes), plain, tuned, options)
        parts["training"] += seconds * max(1, counts.train // tuned.batch_size) * tuned.epochs
        parts["validating"] = looking * counts.validation * (tuned.epochs + len(recipe.finetune_views))
        parts["measuring"] = looking * counts.test * len(recipe.finetune_views)
        disk["model"] = 2 * sum(parameter.numel() for parameter in network.parameters())
    if options.weights is None:
        from training.backbone_list import weights_are_here, weights_bytes  # noqa: PLC0415

        if not arch.startswith("timm:") and not weights_are_here(arch):
            disk["download"] = weights_bytes(arch)
    options.report(Progress(3, 4))
    return parts, disk


def _pictures(squares: np.ndarray, loop: LoopSettings, classes: int) -> TrainSet:
    wanted = (TRIAL_STEPS + 1) * loop.batch_size
    rows = np.resize(np.arange(len(squares)), min(wanted, max(2 * loop.batch_size, 512)))
    return TrainSet(squares[rows][None], _targets(len(rows), classes))


def _targets(count: int, classes: int) -> Tensor:
    return torch.eye(classes)[torch.arange(count) % classes][None]


def _step_seconds(
    network: Classifier, train: TrainSet, preprocessing: Preprocessing, loop: LoopSettings, options: Options
) -> float:
    """Seconds of one training step: the quickest of a few after the first, which prepares much."""
    times: list[float] = []

    def note(*_: object) -> None:
        _wait_for(options.device)
        times.append(time.perf_counter())

    once = replace(loop, epochs=1, schedule="constant", keep="last")
    nothing: Callable[[Classifier], dict[str, float]] = lambda _: {"val_loss": 0.0}  # noqa: E731
    fit(network, train, nothing, preprocessing, once, device=options.device, hooks=FitHooks(on_batch=note))
    return float(min(np.diff(times))) if len(times) > 1 else 0.0


def _looking_seconds(network: Classifier, squares: np.ndarray, preprocessing: Preprocessing, options: Options) -> float:
    predict_logits(network, squares[:4], preprocessing, options.device)
    started = time.perf_counter()
    predict_logits(network, squares, preprocessing, options.device)
    return (time.perf_counter() - started) / len(squares)


def _disk(network: Classifier, loop: LoopSettings, trained: nn.Module | None = None) -> dict[str, int]:
    """Bytes of the model file, and of the checkpoint that lies beside it while it is trained."""
    learnt = sum(parameter.numel() for parameter in (trained or network).parameters())
    everything = sum(parameter.numel() for parameter in network.parameters())
    states = 3 + 2 * (loop.optimizer != "sgd")  # weights, average, best ones, and the optimizer's two moments
    return {"model": 2 * everything, "checkpoint": _FLOAT * (everything * 3 + learnt * (states - 3))}


def _wait_for(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())
