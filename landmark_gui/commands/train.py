"""``landmark-gui train``: the training wizard's place."""

import argparse
import sys

from landmark_gui.commands.console import ExitCode

_TEXT = """\
The training wizard is not part of this version. Models are trained on the command line:

  landmark-train --help             all commands
  landmark-train prepare PHOTOS     splits a folder of labelled photos (PHOTOS/Name/*.jpg or PHOTOS/train/NN.Name/*.jpg)
  landmark-train scratch PHOTOS --out my.landmarks
  landmark-train transfer PHOTOS --backbone mobilenet_v2 --out my.landmarks
  landmark-gui models import my.landmarks
  landmark-gui models use my
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command."""
    parser = subparsers.add_parser(
        "train", help="how to train a model of your own", description="Says how to train a model.", allow_abbrev=False
    )
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Prints how to train."""
    sys.stdout.write(_TEXT)
    return ExitCode.DONE
