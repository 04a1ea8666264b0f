"""Options that several commands share."""

import argparse


def add_files(parser: argparse.ArgumentParser, text: str) -> None:
    """FILES, which may stand before, between and after options, and which ``--`` separates from them."""
    parser.add_argument("files", nargs="*", metavar="FILE|FOLDER", help=text)


def add_model(parser: argparse.ArgumentParser) -> None:
    """``--model`` and ``--device``, for every command that infers."""
    parser.add_argument("--model", metavar="FILE|NAME", help="model to use (default: the one in use)")
    parser.add_argument(
        "--device", metavar="DEVICE", help="auto, cpu, cuda, cuda:N or mps (default: as in the settings, else auto)"
    )


def positive_int(text: str) -> int:
    """An option's value that must be a positive whole number.

    Raises:
        argparse.ArgumentTypeError: It is not.
    """
    try:
        value = int(text)
    except ValueError:
        value = 0
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a positive whole number")
    return value


def probability(text: str) -> float:
    """An option's value that must be a probability.

    Raises:
        argparse.ArgumentTypeError: It is not.
    """
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value
