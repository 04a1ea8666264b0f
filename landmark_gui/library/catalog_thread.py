"""The thread that owns the catalog, so that no other one waits for the disk."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from landmark_gui.library.catalog import Catalog

Result = TypeVar("Result")


class CatalogThread:
    """Runs what it is given in one thread with one catalog, strictly in order.

    For decisions, undo and small questions of a window. Work on whole folders (`Catalog.recall`) belongs in the
    worker's own thread with a `Catalog` of its own, so that decisions never queue behind it.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Starts the thread, which opens the catalog.

        Args:
            path: Of the database; None: the person's own.
        """
        raise NotImplementedError

    def call(self, work: Callable[[Catalog], Result]) -> "Future[Result]":
        """Runs ``work`` in the thread after all that was given before.

        Returns:
            The outcome; its callbacks run in the catalog's thread, so a window must pass them on by a signal.
        """
        raise NotImplementedError

    def close(self, timeout_s: float = 5.0) -> bool:
        """Waits until all that was given is done and closes the catalog.

        Returns:
            Whether it was done in time.
        """
        raise NotImplementedError
