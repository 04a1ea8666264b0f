"""Runs the command line of training for tests: in this process, or in one of its own as people do."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import torch
from data_factory import make_data_set, make_negatives, train_model

from training.__main__ import main

REPOSITORY = Path(__file__).parents[1]
SMALL = ("--size", "48", "--widths", "8,16,32", "--depths", "1,1,1", "--lr", "0.01", "--batch-size", "16")
"""A network that learns the shapes of `data_factory` in a dozen epochs."""

ENVIRONMENT = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(REPOSITORY)}


def make_home(base: Path) -> Path:
    """A folder in `base`, made once: data sets, ordinary photos (``none``), a model of both and a ``cache``.

    ``data`` has three landmarks, ``tiny`` two with few photos and none to test, for runs whose result does not matter.
    """
    folder = base / "training_home"
    if not folder.exists():
        make_data_set(folder / "data", classes=3, train=20, test=8)
        make_data_set(folder / "tiny", classes=2, train=8, test=0)
        make_negatives(folder / "none", 40)
        train_model(folder / "data", folder / "m.landmarks", negatives=folder / "none", cache=folder / "cache")
    return folder


def make_weights(base: Path) -> Path:
    """A file such as torchvision publishes for MobileNetV3, with random weights, made once."""
    from torchvision import models

    path = base / "mobilenet_v3_small.pth"
    if not path.exists():
        torch.manual_seed(0)
        torch.save(models.mobilenet_v3_small(weights=None).state_dict(), path)
    return path


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """As if the disk were full: within, no file may grow beyond `size` bytes."""
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def copy_of(data: Path, to: Path) -> Path:
    """A copy of a data set, without its manifest."""
    return shutil.copytree(data, to, ignore=shutil.ignore_patterns(".*"))


def epochs_in(output: str) -> list[int]:
    """The epochs of which ``--progress json`` told."""
    events = [json.loads(line) for line in output.splitlines()]
    return [event["values"]["epoch"] for event in events if event.get("name") == "epoch"]


class Cli:
    """Runs commands in this process.

    Attributes:
        cache: Folder for decoded pictures and features.
    """

    def __init__(self, capsys: pytest.CaptureFixture[str], cache: Path) -> None:
        self._capsys, self.cache = capsys, cache

    def __call__(self, command: str, *arguments: object, cache: Path | None = None) -> tuple[int, str, str]:
        """Runs a command: (exit code, stdout, stderr)."""
        self._capsys.readouterr()
        more = ("--cache", cache or self.cache, "--workers", 1)
        more += () if "--device" in arguments else ("--device", "cpu")
        try:
            code = main([command, *map(str, arguments), *map(str, more)])
        except SystemExit as stop:  # argparse, for mistakes in the usage
            code = int(stop.code or 0)
        out, err = self._capsys.readouterr()
        return code, out, err

    def done(self, command: str, *arguments: object, **more: Path) -> str:
        """Runs a command that must succeed, and gives its stdout."""
        code, out, err = self(command, *arguments, **more)
        assert code == 0, err
        return out

    def refused(self, command: str, *arguments: object, **more: Path) -> str:
        """Runs a command that must fail with exit code 2 and one sentence, and gives the sentence."""
        code, out, err = self(command, *arguments, "--progress", "none", **more)
        assert code == 2, (out, err)
        assert out == ""
        assert "Traceback" not in err
        *before, sentence = err.splitlines()
        if " error: argument " in sentence:
            return sentence
        assert sentence.startswith("landmark-train: ")
        assert all(": " in line for line in before), before  # photos that were left out
        return sentence.removeprefix("landmark-train: ")
