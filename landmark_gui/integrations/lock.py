"""One change of host entries at a time, over all processes of a person."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from landmark_gui.integrations.errors import FailedError

try:
    import fcntl
except ImportError:  # Windows, where each entry is one registry key and replaces itself
    fcntl = None  # type: ignore[assignment]

_PATIENCE_S = 30.0
_PAUSE_S = 0.05


@contextmanager
def changing_alone(home: Path, patience: float = _PATIENCE_S) -> Iterator[None]:
    """Waits until no other process changes host entries, and keeps others waiting in turn.

    The home folder itself is what is locked: a lock file would be one more thing to leave behind. The system frees
    the lock of a process that dies.

    Args:
        home: The person's home folder.
        patience: Longest wait, in seconds.

    Raises:
        FailedError: Another process has been changing them all that time.
    """
    try:
        handle = os.open(home, os.O_RDONLY) if fcntl else None
    except OSError:  # a home that cannot even be opened has nothing in it to protect
        handle = None
    if handle is None:
        yield
        return
    try:
        _wait(handle, home, patience)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, home: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise FailedError(
                    f"{home}: another program has been installing or removing entries for {patience:.0f} seconds; "
                    "try again when it is done."
                ) from error
            time.sleep(_PAUSE_S)
        except OSError:  # file systems without locks, such as some network ones
            return
        else:
            return
