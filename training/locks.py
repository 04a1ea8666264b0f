"""A lock file that processes take in turn; the system frees it when its holder ends, however that ends."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PAUSE_S = 0.01


@contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """Waits until no other process or thread is in here with the same file, and keeps others waiting meanwhile.

    The file stays: removing it could give two processes a lock each. Where the file system has no locks, as some
    network ones, nobody waits.

    Args:
        path: The lock file, made where it is missing.

    Raises:
        OSError: It cannot be made.
    """
    with path.open("ab") as file:
        _wait(file)
        try:
            yield
        finally:
            _leave(file)


def _wait(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        file.seek(0)
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except PermissionError:  # held
                time.sleep(_PAUSE_S)
            except OSError:
                return
            else:
                return
    else:
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError:
            return


def _leave(file: IO[bytes]) -> None:
    if sys.platform == "win32":  # elsewhere closing the file gives the lock back at once
        with suppress(OSError):
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
