"""The exact command lines of the training process: the wizard does nothing that these lines do not do by hand."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from landmark_gui.training_flow.choices import REFERENCE, DataChoice, Pipeline, PipelineChoice
from landmark_gui.training_flow.parameters import option

STEERED = ("--progress", "json", "--control")
"""Events as JSON lines on stdout; pause, finish and cancel by lines on stdin, whose end ends the process."""

PAUSE, RESUME, FINISH, CANCEL = "pause", "resume", "finish", "cancel"
"""The lines on stdin."""


def python_line(arguments: Sequence[str]) -> list[str]:
    """Program and arguments that run ``python -m training`` with these arguments."""
    return [sys.executable, "-m", "training", *arguments]


def recipes() -> list[str]:
    """All recipes with every hyperparameter."""
    return ["recipes", *STEERED]


def backbones(device: str = "auto", *, measure: bool = False) -> list[str]:
    """Backbones with size, whether their weights are here, and their speed, perhaps measured where it is not known."""
    return ["backbones", *(["--measure"] if measure else []), "--device", device, *STEERED]


def download(choice: DataChoice) -> list[str]:
    """Fetches the data set; again, it goes on where it was."""
    return ["download", "--url", choice.url, "--dest", choice.folder, *STEERED]


def prepare(data: str, out: Path) -> list[str]:
    """Looks the data set over."""
    return ["prepare", data, "--out", str(out), "--contact-sheets", *STEERED]


def check(data: str, choice: PipelineChoice, out: Path, device: str = "auto") -> list[str]:
    """The sanity check: can the network memorise one batch?"""
    line = ["overfit", data, "--out", str(out), "--recipe", choice.recipe, "--device", device]
    if choice.pipeline is Pipeline.TRANSFER:
        line += ["--backbone", choice.backbone_in_use, *_weights(choice), "--lr", "0.01"]
    return [*line, *STEERED]


def estimate(data: DataChoice, folder: str, choice: PipelineChoice, out: Path, device: str = "auto") -> list[str]:
    """Measures a few batches of the training."""
    return ["estimate", *_training(data, folder, choice, out, device), *STEERED]


def train(
    data: DataChoice, folder: str, choice: PipelineChoice, out: Path, device: str = "auto", *, resume: bool = False
) -> list[str]:
    """The training itself.

    Args:
        data: Whose photos without landmark are taken.
        folder: The data set.
        choice: The way to train.
        out: Model file to write.
        device: Where to compute.
        resume: Go on from the last epoch that is on disk.
    """
    return [*_training(data, folder, choice, out, device), *(["--resume"] if resume else []), *STEERED]


def _training(data: DataChoice, folder: str, choice: PipelineChoice, out: Path, device: str) -> list[str]:
    line = [choice.pipeline.value, folder, "--out", str(out), "--recipe", choice.recipe]
    if choice.pipeline is Pipeline.TRANSFER:
        if choice.recipe != REFERENCE:
            line += ["--backbone", choice.backbone_in_use]
        line += _weights(choice)
    for name in sorted(choice.values):
        line += option(name, choice.values[name])
    if data.negatives:
        line += ["--negatives", data.negatives]
    return [*line, "--device", device]


def _weights(choice: PipelineChoice) -> list[str]:
    return ["--weights", choice.weights] if choice.weights else []


def evaluate(model: Path, data: str, split: str, plots: Path, device: str = "auto") -> list[str]:
    """Measures any model on the same photos; ``plots`` gets ``evaluation.json``."""
    return ["evaluate", str(model), data, "--split", split, "--plots", str(plots), "--device", device, *STEERED]


def exclude(data: str, photos: Iterable[str], *, back: bool = False) -> list[str]:
    """Leaves photos out of a data set from now on, or takes them in again."""
    # All that is no option in one piece: argparse would take the photos for none if an option stood between.
    return ["exclude", *(["--back"] if back else []), *STEERED, "--", data, *photos]
