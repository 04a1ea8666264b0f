"""Every number and choice that a training can be given: range, sentence and command line option, said once.

The command line is made from this table, and so is every form that lets people choose (``recipes --json``). Defaults
are those of the recipes. Importing this module does not load torch.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal["whole", "number", "choice", "switch"]


@dataclass(frozen=True)
class Hyperparameter:
    """One thing that can be chosen.

    Attributes:
        name: As in the settings of a model file.
        kind: ``whole`` number, ``number``, ``choice`` or ``switch``.
        text: What it is and what it does, in one plain sentence.
        group: ``training``, ``regularisation``, ``pictures`` or ``network``.
        least: Smallest value allowed; None for choices.
        most: Largest value that makes sense; None for no limit.
        choices: Allowed values of a choice.
        open_below: Whether `least` itself is not allowed.
    """

    name: str
    kind: Kind
    text: str
    group: str
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()
    open_below: bool = False

    @property
    def flag(self) -> str:
        """The option of the command line."""
        return "--" + self.name.replace("_", "-")

    def parse(self, text: str) -> Any:
        """The value of an option's text.

        Raises:
            argparse.ArgumentTypeError: It is outside the range.
            ValueError: It is no number.
        """
        value = int(text) if self.kind == "whole" else float(text)
        least, most = self.least, self.most
        if least is not None and not (value > least if self.open_below else value >= least):
            bound = "greater than" if self.open_below else "at least"
            raise argparse.ArgumentTypeError(f"must be {bound} {least:g}")
        if not math.isfinite(value) or (most is not None and value > most):
            raise argparse.ArgumentTypeError(f"must be at most {most:g}" if most is not None else "must be a number")
        return value

    def add_to(self, parser: argparse.ArgumentParser) -> None:
        """Adds the option to a command."""
        if self.kind == "switch":
            parser.add_argument(self.flag, action="store_true", help=self.text)
        elif self.kind == "choice":
            parser.add_argument(self.flag, choices=self.choices, default=None, help=self.text)
        else:
            parse = self.parse

            def number(text: str) -> Any:  # argparse names it where the text is none
                return parse(text)

            parser.add_argument(self.flag, type=number, default=None, help=self.text)


LOOP = (
    Hyperparameter("epochs", "whole", "How many times the network sees all training photos.", "training", 1, 1000),
    Hyperparameter(
        "lr", "number", "Learning rate: how large a step each batch makes; too large diverges, too small never gets "
        "there.", "training", 0, None, open_below=True,
    ),
    Hyperparameter(
        "batch_size", "whole", "Photos from which one step is computed; larger batches are smoother and need more "
        "memory.", "training", 2, 4096,
    ),
    Hyperparameter("optimizer", "choice", "The rule that turns gradients into steps.", "training",
                   choices=("adam", "adamw", "sgd")),
    Hyperparameter(
        "schedule", "choice", "Whether the learning rate stays as it is or falls to zero along a cosine.", "training",
        choices=("constant", "cosine"),
    ),
    Hyperparameter(
        "warmup_epochs", "number", "Epochs in which the learning rate rises from zero, with the cosine schedule.",
        "training", 0, 100,
    ),
    Hyperparameter(
        "keep", "choice", "Which weights become the model: those with the lowest validation loss, or the last ones.",
        "training", choices=("best", "last"),
    ),
    Hyperparameter(
        "weight_decay", "number", "Pulls all weights towards zero a little, so that none becomes extreme.",
        "regularisation", 0, 10,
    ),
    Hyperparameter(
        "label_smoothing", "number", "Share of certainty taken from the right answer, so that the network is never too "
        "sure.", "regularisation", 0, 0.9,
    ),
    Hyperparameter(
        "mix_probability", "number", "Share of batches in which pictures are blended with each other.",
        "regularisation", 0, 1,
    ),
    Hyperparameter("mixup", "number", "How strongly two pictures are blended; 0 turns it off.", "regularisation", 0,
                   10),
    Hyperparameter(
        "cutmix", "number", "How large a piece of another picture is pasted in; 0 turns it off.", "regularisation",
        0, 10,
    ),
    Hyperparameter(
        "ema", "number", "How slowly the averaged weights, which become the model, follow the trained ones; 0 does not "
        "average.", "regularisation", 0, 0.9999,
    ),
    Hyperparameter(
        "clip", "number", "Longest step that a batch may ask for; 0 allows any.", "regularisation", 0, 1000,
    ),
)  # fmt: skip
"""Fields of `engine.LoopSettings`."""

AUGMENTATION = (
    Hyperparameter("flip", "number", "Probability that a picture is mirrored.", "pictures", 0, 1),
    Hyperparameter(
        "crop_area", "number", "Smallest share of a picture that a random crop keeps; 1 keeps all of it.", "pictures",
        0, 1, open_below=True,
    ),
    Hyperparameter("crop_aspect", "number", "How far a crop may be stretched, as a factor.", "pictures", 1, 4),
    Hyperparameter("rotate", "number", "Largest random rotation, in degrees.", "pictures", 0, 180),
    Hyperparameter("colour", "number", "Strength of random changes of brightness, contrast and colour.", "pictures",
                   0, 1),
    Hyperparameter("grey", "number", "Probability that a picture loses its colours.", "pictures", 0, 1),
    Hyperparameter("erase", "number", "Probability that a random rectangle of a picture is erased.", "pictures", 0, 1),
)  # fmt: skip
"""Fields of `transforms.Augmentation`."""

SIZE = Hyperparameter(
    "size", "whole", "Side of the square into which every photo is scaled, in pixels.", "pictures", 32, 1024
)
SEED = Hyperparameter("seed", "whole", "Where all randomness comes from: the same seed gives the same model.",
                      "training", 0, 2**32 - 1)  # fmt: skip
INIT = Hyperparameter(
    "init",
    "choice",
    "How the linear layers begin: PyTorch's default, normally distributed, or both one after the other as the "
    "reference does.",
    "network",
    choices=("default", "normal", "both"),
)
PADDING = Hyperparameter(
    "padding",
    "choice",
    "How convolutions treat the picture's edge; auto finds out how the weights were trained.",
    "network",
    choices=("auto", "symmetric", "tensorflow"),
)
FINETUNE = (
    Hyperparameter(
        "finetune", "whole", "Last stages of the backbone that are trained too, after the head; 0 leaves it frozen, "
        "-1 trains all.", "network", -1, 20,
    ),
    Hyperparameter("finetune_epochs", "whole", "Epochs in which the unfrozen stages are trained.", "network", 1, 1000),
    Hyperparameter("finetune_lr", "number", "Learning rate for the unfrozen stages.", "network", 0, None,
                   open_below=True),
)  # fmt: skip
NO_FEATURE_CACHE = Hyperparameter(
    "no_feature_cache",
    "switch",
    "Runs the frozen backbone anew in every epoch, as the reference does, for comparing times.",
    "network",
)


def recipe_table() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Of each pipeline and recipe, all that can be chosen with its default: what ``recipes --json`` prints."""
    return {
        pipeline: {recipe: _rows(pipeline, recipe) for recipe in ("reference", "strong")}
        for pipeline in ("scratch", "transfer")
    }


def _rows(pipeline: str, name: str) -> list[dict[str, Any]]:
    from training.recipes import SCRATCH, TRANSFER  # noqa: PLC0415 - loads torch

    recipe = (SCRATCH if pipeline == "scratch" else TRANSFER)[name]
    rows = [_row(entry, getattr(recipe.loop, entry.name)) for entry in LOOP]
    if recipe.loop.augmentation is not None:
        rows += [_row(entry, getattr(recipe.loop.augmentation, entry.name)) for entry in AUGMENTATION]
    fixed_size = (pipeline, name) == ("scratch", "reference")  # its linear layers fit no other
    rows += [] if fixed_size else [_row(SIZE, recipe.size or None)]
    rows.append(_row(SEED, recipe.loop.seed))
    if pipeline == "scratch" and name == "reference":
        rows.append(_row(INIT, "both"))
    elif pipeline == "transfer" and name == "reference":
        rows.append(_row(NO_FEATURE_CACHE, False))
    elif pipeline == "transfer" and recipe.finetune is not None:
        defaults = (0, recipe.finetune.epochs, recipe.finetune.lr)
        rows += [_row(PADDING, "auto"), *map(_row, FINETUNE, defaults)]
    return rows


def _row(entry: Hyperparameter, default: Any) -> dict[str, Any]:
    """A row as plain values; a default of None means what the backbone wants."""
    return {**asdict(entry), "choices": list(entry.choices), "flag": entry.flag, "default": default}
