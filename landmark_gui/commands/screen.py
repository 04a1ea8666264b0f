"""Whether there is a screen to open a window on; Qt itself would end the process without a word of help."""

import os
import sys

from landmark_gui.commands.console import CommandError


def need_screen(instead: str, does: str = "suggests landmarks") -> None:
    """Does nothing where there is a screen.

    Args:
        instead: The command that does the same without one.
        does: What it does.

    Raises:
        CommandError: There is none.
    """
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens):
        raise CommandError(f"There is no screen to show the window on; '{instead}' {does} without one.")
