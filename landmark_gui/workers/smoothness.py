"""Keeps the window smooth while other threads compute."""

import sys

_SWITCH_INTERVAL_S = 0.001


def favour_gui_thread() -> None:
    """Lets the GUI thread have Python's lock sooner; called once, by `app`.

    A thread that wants the interpreter's lock waits up to one switch interval (5 ms by default) for each other thread
    that computes in Python, and painting a grid takes the lock some hundred times.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
