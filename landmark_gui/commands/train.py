"""``landmark-gui train``: opens the training wizard."""

import argparse


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command."""
    parser = subparsers.add_parser(
        "train",
        help="opens the training wizard",
        description="Opens the window with the training wizard. Without a screen, 'landmark-train' does the same.",
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Opens the window and returns when it is closed.

    Raises:
        CommandError: There is no screen.
    """
    return int(arguments.open_window([], train=True))
