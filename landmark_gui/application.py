"""The Qt application itself, before any window: its names, and how the loop lets signals through."""

import signal
import sys
from collections.abc import Callable

if sys.platform == "win32":
    import torch  # noqa: F401 - loaded after Qt, its libraries fail to start there

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

_NAME = "landmark-tagger"


def make_application() -> QApplication:
    """The Qt application, with the names by which desktops know the program, whatever started it."""
    app = QApplication([_NAME])
    app.setApplicationName(_NAME)
    app.setApplicationDisplayName("")
    app.setDesktopFileName(_NAME)
    return app


def close_on_signal(close: Callable[[], object], parent: QObject) -> None:
    """Calls that where the person presses Ctrl-C or the session ends."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: close())
    # Python runs a signal's handler only when it is at work itself; Qt's loop must let it, now and then.
    ticks = QTimer(parent, interval=250)
    ticks.timeout.connect(lambda: None)
    ticks.start()
