"""The sanity check before any training: can the network memorise one batch?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training import backbones, networks
from training.data import open_data_set
from training.events import Finished, Progress, Reporter, Started
from training.networks import FeatureHead
from training.recipes import SCRATCH
from training.squares import load_squares
from training.statistics import channel_statistics
from training.transforms import Preprocessing, to_batch


def memorise_one_batch(
    root: Path,
    curve: Path,
    *,
    recipe: str,
    backbone: str | None = None,
    weights: str | None = None,
    steps: int,
    batch_size: int,
    lr: float,
    seed: int,
    device: torch.device,
    cache: Path,
    report: Reporter,
    workers: int = 0,
) -> dict[str, Any]:
    """Trains on one batch of photos until it is known by heart, and draws the loss curve.

    Args:
        root: The data set.
        curve: PNG to write.
        recipe: Whose network.
        backbone: A frozen backbone on which only a new head learns, instead of the recipe's whole network.
        weights: The backbone's local weights; None for published ones, ``random`` for none.
        steps: Training steps.
        batch_size: Photos in the batch, taken evenly from the training photos.
        lr: Learning rate.
        seed: Source of randomness.
        device: Where to train.
        cache: Folder for decoded pictures.
        report: Hears about progress.
        workers: Decoding workers.

    Returns:
        First and last loss, accuracy on the batch, and whether it was memorised (all right, loss down to a tenth).

    Raises:
        DataError: The data cannot be used.
        WeightsError: The backbone's weights cannot be had or do not fit.
    """
    from training.plots import single_batch_curve  # noqa: PLC0415

    data = open_data_set(root, report=report, seed=seed, splits=("train",), workers=workers)
    stride = max(1, len(data.train) // batch_size)
    photos = data.train[::stride][:batch_size]
    chosen = SCRATCH[recipe]
    size = chosen.size if backbone is None else backbones.published_preprocessing(backbone).size
    squares = load_squares(photos, size, cache=cache, report=report, workers=workers)
    labels = torch.tensor([photo.label for photo in photos], device=device)
    torch.manual_seed(seed)
    network: nn.Module
    if backbone is None:
        batch = to_batch(squares, Preprocessing(size, *channel_statistics(squares)), device)
        network = networks.build(chosen.arch, dict(chosen.arch_arguments or {}), len(data.classes))
    else:
        batch = _features(backbone, weights, np.asarray(squares), device)
        head = FeatureHead(batch.shape[1], len(data.classes), dropout=0.0)
        head.standardise(batch.cpu())
        network = head
    network.to(device)
    optimizer = torch.optim.Adam(network.parameters(), lr=lr)
    losses: list[float] = []
    report(Started(steps, "memorising one batch"))
    network.train()
    for step in range(steps):
        loss = F.cross_entropy(network(batch), labels)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        losses.append(float(loss.detach()))
        report(Progress(step + 1, steps, values={"step": step + 1, "loss": losses[-1]}))
    with torch.inference_mode():
        right = float((network(batch).argmax(1) == labels).float().mean())
    single_batch_curve(losses, curve)
    summary = {
        "photos": len(photos),
        "first_loss": losses[0],
        "last_loss": losses[-1],
        "accuracy": right,
        "memorised": right == 1.0 and losses[-1] < 0.1 * losses[0],
        "curve": str(curve),
        "losses": losses,
    }
    report(Finished(summary))
    return summary


def _features(arch: str, weights: str | None, squares: np.ndarray, device: torch.device) -> Tensor:
    """What the frozen backbone makes of the batch, (N, F)."""
    backbone = networks.backbone_without_head(arch)
    if weights is None:
        backbones.load_published_weights(backbone, arch, backbones.published_weights(arch))
    elif weights != "random":
        backbones.load_local_weights(backbone, arch, Path(weights))
    preprocessing = backbones.published_preprocessing(arch)
    return torch.from_numpy(backbones.extract(backbone.to(device), squares, preprocessing, device)).to(device)
