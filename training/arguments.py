"""The options of the training command line, by command."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from training import hyperparameters
from training.events import ClosableReporter

Run = Callable[[argparse.Namespace, ClosableReporter], int]


def make_parser(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """The parser; ``options.run`` is what the command given is to do.

    Args:
        runs: Of every command, what it does.
    """
    parser = argparse.ArgumentParser(
        prog="landmark-train", description="Train and measure models that recognise landmarks in photos."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--device", default="auto", help="auto, cpu, cuda, cuda:N or mps (default: auto)")
    common.add_argument("--seed", type=_seed, default=42, help="source of all randomness (default: 42)")
    common.add_argument("--progress", choices=("bar", "json", "none"), default="bar", help="how to tell progress")
    common.add_argument("--workers", type=_at_least(0), default=0, help="decoding workers (default: chosen)")
    common.add_argument("--cache", type=Path, default=None, help="folder for decoded pictures and features")
    common.add_argument(
        "--control", action="store_true", help="obey lines on stdin: pause, resume, finish, cancel; end when it ends"
    )
    _add_data_commands(commands, common)
    _add_training_commands(commands, common)
    _add_use_commands(commands, common)
    _add_choice_commands(commands, common)
    for name, command in commands.choices.items():
        command.set_defaults(run=runs[name])
    return parser


def parse(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace:
    """Parses a command's arguments, options and files in any order: argparse alone wants all files in one place."""
    commands = next(entry for entry in parser._actions if isinstance(entry, argparse._SubParsersAction))
    if not arguments or arguments[0] not in commands.choices:
        return parser.parse_args(arguments)  # --help, or a mistake
    command: argparse.ArgumentParser = commands.choices[arguments[0]]
    try:
        return command.parse_intermixed_args(arguments[1:], argparse.Namespace(command=arguments[0]))
    except TypeError:  # a command with actions of its own
        return parser.parse_args(arguments)


def _add_data_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    download = commands.add_parser("download", parents=[common], help="fetch the 50-landmark data set")
    download.add_argument("--url", default=None, help="where from (default: the reference's data set)")
    download.add_argument("--dest", type=Path, default=Path("data"), help="folder to put it in")
    prepare = commands.add_parser("prepare", parents=[common], help="split, statistics, histograms, problems")
    prepare.add_argument("data", type=Path, metavar="DATA")
    prepare.add_argument("--out", type=Path, default=None, help="folder for the pictures (default: DATA-prepared)")
    prepare.add_argument("--size", type=_at_least(8), default=128, help="side of the decoded pictures, in pixels")
    prepare.add_argument("--again", action="store_true", help="make the split anew")
    prepare.add_argument("--contact-sheets", action="store_true", help="also a contact sheet of each class")


def _add_training_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    training = argparse.ArgumentParser(add_help=False, parents=[common])
    training.add_argument("data", type=Path, metavar="DATA")
    training.add_argument("--out", type=Path, required=True, help="model file to write")
    training.add_argument("--recipe", choices=("reference", "strong"), default="strong")
    training.add_argument("--negatives", type=Path, default=None, help="folder of photos without landmark")
    training.add_argument("--resume", action="store_true", help="go on from the last finished epoch")
    for entry in (*hyperparameters.LOOP, *hyperparameters.AUGMENTATION, hyperparameters.SIZE):
        entry.add_to(training)
    training.add_argument("--error-rate", type=_share, default=0.02, help="most mistakes among confident photos")

    overfit = commands.add_parser("overfit", parents=[common], help="can the network memorise one batch?")
    overfit.add_argument("data", type=Path, metavar="DATA")
    overfit.add_argument("--out", type=Path, default=Path("overfit.png"), help="loss curve to write")
    overfit.add_argument("--recipe", choices=("reference", "strong"), default="reference")
    overfit.add_argument("--backbone", default=None, help="a new head on this frozen backbone instead of a whole CNN")
    overfit.add_argument(
        "--weights", default=None, help="its local weights file, or 'random' (default: published ones)"
    )
    overfit.add_argument("--steps", type=_at_least(1), default=60)
    overfit.add_argument("--batch-size", type=_at_least(2), default=32)
    overfit.add_argument("--lr", type=_positive, default=1e-3)

    scratch = commands.add_parser("scratch", parents=[training], help="a CNN from scratch")
    _add_scratch_options(scratch)
    transfer = commands.add_parser("transfer", parents=[training], help="a new head on a pretrained backbone")
    _add_transfer_options(transfer)
    estimate = commands.add_parser("estimate", help="time and disk that a training would need here, measured")
    pipelines = estimate.add_subparsers(dest="pipeline", required=True, metavar="PIPELINE")
    _add_scratch_options(pipelines.add_parser("scratch", parents=[training], help="a CNN from scratch"))
    _add_transfer_options(pipelines.add_parser("transfer", parents=[training], help="a new head on a backbone"))


def _add_scratch_options(scratch: argparse.ArgumentParser) -> None:
    hyperparameters.INIT.add_to(scratch)
    scratch.add_argument("--teacher", type=Path, action="append", default=[], help="model file to learn from; repeat")
    scratch.add_argument("--start", type=Path, default=None, help="model file of the same network to train further")
    scratch.add_argument("--views", type=_at_least(1), default=None, help="augmented views the teacher looks at")
    scratch.add_argument("--widths", type=_numbers, default=None, help="channels of each stage, e.g. 32,64,128,256")
    scratch.add_argument("--depths", type=_numbers, default=None, help="blocks of each stage, e.g. 2,2,2,2")
    scratch.add_argument(
        "--weight-bits", type=int, choices=(8, 16), default=16, help="bits of each weight in the model file"
    )


def _add_transfer_options(transfer: argparse.ArgumentParser) -> None:
    transfer.add_argument(
        "--backbone", default=None, help="efficientnet_lite0, a torchvision model, timm:NAME (default: by recipe)"
    )
    transfer.add_argument("--weights", default=None, help="local weights file, or 'random' (default: published ones)")
    hyperparameters.PADDING.add_to(transfer)
    transfer.add_argument("--mean", type=_triple, default=None, help="channel means the backbone wants, e.g. .5,.5,.5")
    transfer.add_argument("--std", type=_positive_triple, default=None, help="standard deviations the backbone wants")
    transfer.add_argument("--finetune", type=_stages, default=0, metavar="N", help="unfreeze the last N stages, or all")
    for entry in hyperparameters.FINETUNE[1:]:
        entry.add_to(transfer)
    hyperparameters.NO_FEATURE_CACHE.add_to(transfer)


def _add_use_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    for name, what in (
        ("combine", "several models in one, which answer together"),
        ("average", "one model with the mean weights of several, of which one was trained on from the other"),
    ):
        several = commands.add_parser(name, parents=[common], help=what)
        several.add_argument("data", type=Path, metavar="DATA")
        several.add_argument("models", type=Path, nargs="+", metavar="MODEL")
        several.add_argument("--out", type=Path, required=True, help="model file to write")
        several.add_argument("--negatives", type=Path, default=None, help="folder of photos without landmark")
    calibrate = commands.add_parser("calibrate", parents=[common], help="choose a model's verdicts anew")
    calibrate.add_argument("model", type=Path, metavar="MODEL")
    calibrate.add_argument("data", type=Path, metavar="DATA")
    calibrate.add_argument("--out", type=Path, required=True, help="model file to write")
    calibrate.add_argument("--negatives", type=Path, default=None, help="folder of photos without landmark")
    calibrate.add_argument(
        "--looks",
        type=_looks,
        default=(),
        help="ways of looking at a photo whose answers are averaged, fewer being faster: plain,mirror,zoom",
    )
    calibrate.add_argument("--error-rate", type=_share, default=0.02, help="most mistakes among confident photos")
    features = commands.add_parser("features", parents=[common], help="add features of its photos to a model file")
    features.add_argument("model", type=Path, metavar="MODEL")
    features.add_argument("data", type=Path, metavar="DATA")
    features.add_argument("--out", type=Path, required=True, help="model file to write")
    features.add_argument("--negatives", type=Path, default=None, help="folder of photos without landmark")
    evaluate = commands.add_parser("evaluate", parents=[common], help="measure a model on held-back photos")
    evaluate.add_argument("model", type=Path, metavar="MODEL")
    evaluate.add_argument("data", type=Path, metavar="DATA")
    evaluate.add_argument("--split", choices=("train", "validation", "test"), default="test")
    evaluate.add_argument("--negatives", type=Path, default=None, help="folder of photos without landmark")
    evaluate.add_argument("--json", action="store_true", help="print one JSON object")
    evaluate.add_argument("--plots", type=Path, default=None, help="folder for the plots and evaluation.json")
    predict = commands.add_parser("predict", parents=[common], help="landmarks in pictures")
    predict.add_argument("model", type=Path, metavar="MODEL")
    predict.add_argument("images", type=Path, nargs="+", metavar="IMAGE")
    predict.add_argument("-k", type=_at_least(1), default=5, help="how many landmarks for each picture")


def _add_choice_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    recipes = commands.add_parser("recipes", parents=[common], help="the recipes with every hyperparameter")
    recipes.add_argument("--json", action="store_true", help="print one JSON object")
    backbones = commands.add_parser("backbones", parents=[common], help="backbones, their weights, their speed here")
    backbones.add_argument("--json", action="store_true", help="print one JSON array")
    backbones.add_argument("--measure", action="store_true", help="measure the speed of those not measured before")
    exclude = commands.add_parser("exclude", parents=[common], help="leave photos out: their label is wrong")
    exclude.add_argument("data", type=Path, metavar="DATA")
    exclude.add_argument("photos", type=Path, nargs="*", metavar="PHOTO", help="none: list those left out")
    exclude.add_argument("--back", action="store_true", help="take these photos in again")


def _at_least(least: int) -> Any:
    def parse(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(f"must be at least {least}")
        return value

    parse.__name__ = "number"
    return parse


def _positive(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError("must be greater than 0")
    return value


def _share(text: str) -> float:
    value = float(text)
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError("must be between 0 and 1, such as 0.02 for two in a hundred")
    return value


def _seed(text: str) -> int:
    value = int(text)
    if not 0 <= value < 2**32:
        raise argparse.ArgumentTypeError("must be between 0 and 4294967295")
    return value


def _numbers(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError("give whole numbers with commas between them") from error


def _looks(text: str) -> tuple[str, ...]:
    from training.transforms import VIEWS  # noqa: PLC0415 - loads torch

    names = tuple(text.split(","))
    if len(set(names)) < len(names) or not set(names) <= set(VIEWS):
        raise argparse.ArgumentTypeError(f"give one or more of {', '.join(VIEWS)}, with commas between them")
    return names


def _triple(text: str) -> tuple[float, float, float]:
    try:
        red, green, blue = (float(part) for part in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError("give three numbers with commas, for red, green and blue") from error
    return red, green, blue


def _positive_triple(text: str) -> tuple[float, float, float]:
    values = _triple(text)
    if not all(0 < value < float("inf") for value in values):
        raise argparse.ArgumentTypeError("must be greater than 0")
    return values


def _stages(text: str) -> int:
    try:
        return -1 if text == "all" else int(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("give a number of stages, or all") from error
