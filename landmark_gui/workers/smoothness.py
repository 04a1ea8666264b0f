"""Keeps the window smooth while other threads compute."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SWITCH_INTERVAL_S = 0.001


def favour_gui_thread() -> None:
    """Lets the GUI thread have Python's lock sooner; called once, by `app`.

    A thread that wants the interpreter's lock waits up to one switch interval (5 ms by default) for each other thread
    that computes in Python, and painting a grid takes the lock some hundred times.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL_S)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """For work that makes very many objects that stay, such as importing torch.

    A full collection looks at every object while it holds Python's lock: with torch's million of them, the window was
    measured to stand still for 110 ms, several times while torch is imported and now and then for ever after. What was
    made within is exempt from all later ones, too.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        exempt_from_collection()
        if was_enabled:
            gc.enable()


def exempt_from_collection() -> None:
    """Takes all objects that are there now for such as stay; later collections need not look at them.

    Good to call when a large folder has just been listed. Takes no time.
    """
    gc.freeze()
