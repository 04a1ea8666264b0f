"""The backbones worth offering: how large and how good they are, whether their weights are here, how fast they run."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import torch

from training import backbones, efficientnet_lite, networks
from training.events import Reporter, Result

OFFERED = (
    "mobilenet_v3_small",
    "efficientnet_lite0",
    "mobilenet_v2",
    "mobilenet_v3_large",
    "efficientnet_b0",
    "efficientnet_lite2",
    "resnet18",
    "resnet50",
    "convnext_tiny",
    "vit_b_16",
    "vgg19",
)
"""From the fastest on; any other name of torchvision, and ``timm:NAME``, works as well."""

TRIAL_PHOTOS = 8


@dataclass(frozen=True)
class Backbone:
    """One published backbone.

    Attributes:
        name: For ``--backbone``.
        parameters: Number of its weights, with the classifier that is taken off.
        megabytes: Size of the published weights' file.
        size: Side in pixels of the pictures that it was made for.
        imagenet_top1: Accuracy of the published weights on ImageNet, a share of 1.
        weights: Name of the published weights.
        package: Python package that brings them; None where they are downloaded.
        here: Whether they have been installed or downloaded already.
        photos_per_second: Speed on this computer; None where it has not been measured.
    """

    name: str
    parameters: int
    megabytes: float
    size: int
    imagenet_top1: float
    weights: str
    package: str | None
    here: bool
    photos_per_second: float | None


def offered_backbones(device: torch.device, *, cache: Path, report: Reporter, measure: bool = False) -> list[Backbone]:
    """All backbones of the list; nothing is downloaded.

    Args:
        device: Where they would run.
        cache: Folder that keeps the speeds measured.
        report: Hears of each backbone as soon as it is known, and again when its speed is.
        measure: Measure the speeds that are not known yet, with random weights: that takes some seconds each.
    """
    speeds_file = cache / "speeds.json"
    speeds = _read_speeds(speeds_file)
    found = {name: _describe(name, speeds.get(_key(name, device))) for name in OFFERED}
    for backbone in found.values():
        report(Result("backbone", asdict(backbone)))
    for name in OFFERED if measure else ():
        if found[name].photos_per_second is None:
            speeds[_key(name, device)] = speed = round(photos_per_second(name, found[name].size, device), 2)
            found[name] = _describe(name, speed)
            report(Result("backbone", asdict(found[name])))
            _write_speeds(speeds_file, speeds)
    return list(found.values())


def photos_per_second(arch: str, size: int, device: torch.device) -> float:
    """How many photos a backbone turns into features in a second, from two batches after one to warm up."""
    backbone = networks.backbone_without_head(arch).to(device)
    squares = np.random.default_rng(0).integers(0, 256, (TRIAL_PHOTOS, size, size, 3), dtype=np.uint8)
    preprocessing = backbones.published_preprocessing(arch)
    backbones.extract(backbone, squares[:2], preprocessing, device)
    best = float("inf")
    for _ in range(2):
        started = time.perf_counter()
        backbones.extract(backbone, squares, preprocessing, device)
        best = min(best, time.perf_counter() - started)
    return TRIAL_PHOTOS / best


def weights_are_here(arch: str) -> bool:
    """Whether the published weights of a backbone lie in torch hub's folder, or their package is installed."""
    if arch in efficientnet_lite.VARIANTS:
        return efficientnet_lite.weights_file(arch) is not None
    from torchvision import models  # noqa: PLC0415

    url = str(models.get_weight(backbones.published_weights(arch)).url)
    return (Path(torch.hub.get_dir()) / "checkpoints" / Path(urlsplit(url).path).name).is_file()


def weights_bytes(arch: str) -> int:
    """Size in bytes of what has to be downloaded for the published weights."""
    if arch in efficientnet_lite.VARIANTS:  # that is done by installing
        return 0
    from torchvision import models  # noqa: PLC0415

    return int(1e6 * float(models.get_weight(backbones.published_weights(arch)).meta["_file_size"]))


def _describe(name: str, speed: float | None) -> Backbone:
    variant = efficientnet_lite.VARIANTS.get(name)
    if variant is not None:
        facts = variant.parameters, variant.megabytes, variant.size, variant.imagenet_top1
        return Backbone(name, *facts, variant.package, variant.package, weights_are_here(name), speed)
    from torchvision import models  # noqa: PLC0415

    weights = backbones.published_weights(name)
    meta = models.get_weight(weights).meta
    accuracy = next(iter(meta["_metrics"].values()))["acc@1"] / 100
    return Backbone(
        name,
        int(meta["num_params"]),
        float(meta["_file_size"]),
        backbones.published_preprocessing(name).size,
        round(float(accuracy), 5),
        weights,
        None,
        weights_are_here(name),
        speed,
    )


def _key(name: str, device: torch.device) -> str:
    where = torch.cuda.get_device_name(device) if device.type == "cuda" else f"{device.type} {torch.get_num_threads()}"
    return f"{name} on {where}"


def _read_speeds(path: Path) -> dict[str, float]:
    with suppress(OSError, ValueError):
        content = json.loads(path.read_text("utf-8"))
        if isinstance(content, dict):
            return {str(name): float(value) for name, value in content.items() if isinstance(value, int | float)}
    return {}


def _write_speeds(path: Path, speeds: dict[str, float]) -> None:
    with suppress(OSError):  # they are measured again
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        part.write_text(json.dumps(speeds, indent=1), "utf-8")
        part.replace(path)
