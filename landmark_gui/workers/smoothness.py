"""Keeps the window smooth while other threads compute."""

import gc
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_SWITCH_INTERVAL_S = 0.001
_NICER, _NICEST = 10, 19


def favour_gui_thread() -> None:
    """Lets the GUI thread have Python's lock sooner; called once, by `app`.

    A thread that wants the interpreter's lock waits up to one switch interval (5 ms by default) for each other thread
    that computes in Python, and painting a grid takes the lock some hundred times.
    """
    sys.setswitchinterval(_SWITCH_INTERVAL_S)


def give_way_to_gui_thread() -> None:
    """Lowers the priority of the thread that calls it, so that the GUI thread need not wait for a core that computes.

    All threads that work beside the window get the same, lest one that holds the interpreter's lock, for which the GUI
    thread waits, waits itself behind the others. Scrolling while inference runs on two cores, the longest wait of the
    GUI thread was 18 to 37 ms in seven runs, instead of 32 to 190. Only Linux gives threads priorities by this call:
    POSIX has it for processes.
    """
    if sys.platform == "linux":
        with suppress(OSError):  # smoothness is not worth failing for
            own = os.getpriority(os.PRIO_PROCESS, os.getpid())  # the main thread's: the whole program may be niced
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), min(own + _NICER, _NICEST))


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
