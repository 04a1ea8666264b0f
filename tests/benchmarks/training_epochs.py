"""Training epochs of both reference pipelines: our way against the reference's, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any


def enlarged(data: Path, folder: Path, longest_side: int) -> Path:
    """A copy of labelled photos with this longest side in pixels, as JPEG files.

    The reference's own photos mostly have 800 pixels and less than 200 kB; what decoding them in every epoch costs
    shows with photos of that size only.
    """
    from PIL import Image

    from training.data import open_data_set

    opened = open_data_set(data, report=lambda _event: None)
    for photo in (*opened.train, *opened.validation, *opened.test):
        copy = (folder / photo.path.relative_to(data.resolve())).with_suffix(".jpg")
        copy.parent.mkdir(parents=True, exist_ok=True)
        with Image.open(photo.path) as picture:
            scale = longest_side / max(picture.size)
            size = (round(picture.width * scale), round(picture.height * scale))
            picture.convert("RGB").resize(size, Image.Resampling.BICUBIC).save(copy, quality=90)
    return folder


def measure(data: Path, pipeline: str, epochs: int, rounds: int = 1) -> dict[str, Any]:
    """Median seconds of an epoch both ways, one process after the other, and the median ratio.

    Args:
        data: Folder of labelled photos.
        pipeline: ``scratch`` or ``transfer``.
        epochs: Epochs of each in a round; the first one of each warms up and is left out.
        rounds: How often both ways take turns: machines are faster at some times than at others.
    """
    command = [sys.executable, "-m", "tests.benchmarks.training_epochs", str(data), pipeline, str(epochs)]
    found = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            ours = _ours(data, pipeline, epochs, Path(folder))
        theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        found.append((median(ours[1:]), median(theirs[1:])))
    ratios = [theirs / ours for ours, theirs in found]
    return {
        "pipeline": pipeline,
        "ours_epoch_s": round(median(ours for ours, _ in found), 2),
        "reference_epoch_s": round(median(theirs for _, theirs in found), 2),
        "ratio": round(median(ratios), 2),
        "ratios": [round(ratio, 2) for ratio in ratios],
    }


def cached_features(data: Path, epochs: int) -> dict[str, Any]:
    """The reference's transfer with VGG19 of random weights: seconds and losses with and without cached features.

    Seconds are of the whole command, from nothing cached; ``again`` is the same once more with the features there.
    Training seconds are those of the epochs, without loading, features, evaluation and writing the model.

    Args:
        data: Folder of labelled photos.
        epochs: Epochs of each run.
    """
    seconds: dict[str, float] = {}
    training: dict[str, float] = {}
    losses: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        runs = {"cached": ("a", ()), "again": ("a", ()), "every epoch": ("b", ("--no-feature-cache",))}
        for name, (cache, more) in runs.items():
            started = time.perf_counter()
            values = _epochs(data, "transfer", epochs, Path(folder), ("--cache", str(Path(folder) / cache), *more))
            seconds[name] = round(time.perf_counter() - started, 1)
            training[name] = round(sum(value["seconds"] for value in values), 1)
            losses[name] = [round(value["train_loss"], 4) for value in values]
    return {
        "epochs": epochs,
        "seconds": seconds,
        "training_seconds": training,
        "ratio_of_training": round(training["every epoch"] / training["again"], 2),
        "ratio_from_nothing": round(seconds["every epoch"] / seconds["cached"], 2),
        "train_losses": losses,
    }


def _ours(data: Path, pipeline: str, epochs: int, folder: Path) -> list[float]:
    return [values["seconds"] for values in _epochs(data, pipeline, epochs, folder, ())]


def _epochs(data: Path, pipeline: str, epochs: int, folder: Path, more: Sequence[str]) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "training", pipeline, str(data), "--recipe", "reference", "--epochs", str(epochs)]
    command += ["--out", str(folder / "model.landmarks"), "--progress", "json", *more]
    command += ["--init", "default"] if pipeline == "scratch" else ["--weights", "random"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    events = [json.loads(line) for line in lines if '"epoch"' in line]
    return [event["values"] for event in events if event.get("name") == "epoch"]


def _reference_way(data: Path, pipeline: str, epochs: int) -> list[float]:
    from tests.benchmarks.reference_way import epoch_seconds
    from training.data import open_data_set
    from training.devices import choose
    from training.networks import reference_cnn, reference_vgg19

    opened = open_data_set(data, report=lambda _event: None, splits=("train",))
    network = (reference_cnn if pipeline == "scratch" else reference_vgg19)(len(opened.classes))
    if pipeline == "transfer":
        network.backbone.requires_grad_(False)
    return epoch_seconds(network, opened.train, opened.validation, epochs, choose())


if __name__ == "__main__":
    print(json.dumps(_reference_way(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
