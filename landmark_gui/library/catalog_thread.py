"""The thread that owns the catalog, so that no other one waits for the disk."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
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
        self._path = path
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="catalog")
        self._catalog: Catalog | None = None
        self._closing: Future[None] | None = None
        self._lock = threading.Lock()
        self._executor.submit(self._open)

    def call(self, work: Callable[[Catalog], Result]) -> "Future[Result]":
        """Runs ``work`` in the thread after all that was given before.

        Returns:
            The outcome; its callbacks run in the catalog's thread, so a window must pass them on by a signal.

        Raises:
            RuntimeError: `close` was called.
        """
        with self._lock:
            if self._closing is not None:
                raise RuntimeError("the catalog is closed")
            return self._executor.submit(lambda: work(self._open()))

    def close(self, timeout_s: float = 5.0) -> bool:
        """Waits until all that was given is done and closes the catalog.

        Returns:
            Whether it was done in time; where not, it goes on until it is.
        """
        with self._lock:
            if self._closing is None:
                self._closing = self._executor.submit(self._close)
                self._executor.shutdown(wait=False)
        return not wait_for([self._closing], timeout_s).not_done

    def _open(self) -> Catalog:
        if self._catalog is None:
            self._catalog = Catalog(self._path)
        return self._catalog

    def _close(self) -> None:
        if self._catalog is not None:
            self._catalog.close()
