"""The frozen program: ``landmark-gui``, and the interpreter that the program starts itself with.

A program frozen by PyInstaller has no ``python`` beside it, but the app runs ``sys.executable -m training …`` to train
and ``sys.executable -P -c CODE …`` to serve other starts. Both come here.
"""

import multiprocessing
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """Runs what the arguments ask for, and returns the exit code."""
    if arguments[:2] == ["-m", "training"]:
        from training.__main__ import main as train  # noqa: PLC0415 - loads nothing of the app

        return train(arguments[2:])
    if arguments[:2] == ["-P", "-c"]:
        # As an interpreter does, but for the first word: by that, entries in photo managers find this program again.
        sys.argv = [sys.executable, *arguments[3:]]
        exec(compile(arguments[2], "<string>", "exec"), {"__name__": "__main__"})
        return 0
    from landmark_gui.cli import main as landmark_gui  # noqa: PLC0415

    return landmark_gui(arguments)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main(sys.argv[1:]))
