"""Whether there is a screen to open a window on; Qt itself would end the process without a word of help."""

import ctypes
import os
import re
import socket
import sys

from landmark_gui.commands.console import CommandError

_LOCAL_DISPLAY = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")


def need_screen(instead: str, does: str = "suggests landmarks") -> None:
    """Does nothing where there is a screen.

    Args:
        instead: The command that does the same without one.
        does: What it does.

    Raises:
        CommandError: There is none, or Qt could not use it.
    """
    others = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")
    if not sys.platform.startswith("linux") or any(os.environ.get(name) for name in others):
        return
    display = os.environ.get("DISPLAY", "")
    if not display:
        raise CommandError(f"There is no screen to show the window on; '{instead}' {does} without one.")
    if not _answers(display):
        raise CommandError(f"The display {display} (in $DISPLAY) does not answer; '{instead}' {does} without a screen.")
    if not _has_library("libxcb-cursor.so.0"):
        raise CommandError(
            "Qt needs libraries of the window system that are not installed; on Debian or Ubuntu: "
            f"sudo apt install libegl1 libxcb-cursor0 libxkbcommon-x11-0. '{instead}' {does} without a window."
        )


def _answers(display: str) -> bool:
    """Whether an X server of this machine can be connected to; displays of other machines are not asked."""
    local = _LOCAL_DISPLAY.fullmatch(display)
    if local is None:
        return True
    path = f"/tmp/.X11-unix/X{local[1]}"
    for address in (path, "\0" + path):
        with socket.socket(socket.AF_UNIX) as server:
            server.settimeout(1.0)
            try:
                server.connect(address)
            except OSError:
                continue
            return True
    return False


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
