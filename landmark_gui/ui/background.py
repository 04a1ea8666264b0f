"""One function in another thread, its outcome back in the GUI thread."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

Result = TypeVar("Result")


class Background(QObject):
    """Runs functions in the pool of Qt's threads; for what takes a moment and belongs to no worker.

    What is under way when the object is deleted runs to its end, and its outcome is dropped.
    """

    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # To a slot of this object: what was emitted for a lambda outlives the object in PySide 6.7.
        self._done.connect(self._answer)

    @Slot(object)
    def _answer(self, call: Callable[[], object]) -> None:
        call()

    def run(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Runs a function.

        Args:
            work: Called in another thread.
            then: Called in the GUI thread with the outcome.
            failed: Called in the GUI thread with the exception, where it raised one.
        """

        def call() -> None:
            answer: Callable[[], object]
            try:
                result = work()
            except Exception as error:  # handed on, whatever it is
                caught = error
                answer = lambda: failed(caught)  # noqa: E731
            else:
                answer = lambda: then(result)  # noqa: E731
            try:
                self._done.emit(answer)
            except RuntimeError:
                return  # the object is gone, and with it whoever wanted to know

        QThreadPool.globalInstance().start(call)
