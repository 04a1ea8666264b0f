"""Questions to the catalog whose answers come back into the GUI thread."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from landmark_gui.library.catalog import Catalog
from landmark_gui.library.catalog_thread import CatalogThread

Result = TypeVar("Result")


class CatalogCalls(QObject):
    """Runs work in the catalog's thread, and what follows in the GUI thread, in the order of the calls.

    Signals:
        problem_changed: What is wrong with the catalog, one sentence; empty where all is well again.
    """

    problem_changed = Signal(str)
    _answered = Signal(object)

    def __init__(self, thread: CatalogThread, parent: QObject | None = None) -> None:
        """Makes it.

        Args:
            thread: Owns the catalog; closed by `close`.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._thread = thread
        self._problem = ""
        self._open = True
        self._answered.connect(self._run)

    def ask(self, work: Callable[[Catalog], Result], then: Callable[[Result], object] | None = None) -> None:
        """Does something with the catalog.

        Args:
            work: Called in the catalog's thread.
            then: Called in the GUI thread with the outcome; not after `close`.
        """
        if not self._open:
            return

        def with_problem(catalog: Catalog) -> tuple[Result, str]:
            return work(catalog), catalog.problem

        self._thread.call(with_problem).add_done_callback(lambda future: self._answered.emit((future, then)))

    def close(self) -> bool:
        """Waits until all that was asked is on disk; returns whether it is."""
        self._open = False
        done = self._thread.close()
        self._answered.disconnect(self._run)
        return done

    def _run(self, answer: "tuple[Future[tuple[Result, str]], Callable[[Result], object] | None]") -> None:
        future, then = answer
        result, problem = future.result()  # raises here, in the GUI thread, what went wrong in the work
        if problem != self._problem:
            self._problem = problem
            self.problem_changed.emit(problem)
        if then is not None and self._open:
            then(result)
