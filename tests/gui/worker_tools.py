"""What tests of workers share: a record of every signal, and a check that no thread is left."""

import threading
import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, Signal

from landmark_gui.workers.worker import Worker

WAIT_MS = 30_000
"""Long, because test machines are busy; nothing waits longer than it needs to."""


class Record:
    """Every signal of a worker, in order, with its arguments and the thread it came in."""

    def __init__(self, worker: Worker) -> None:
        self.entries: list[tuple[str, tuple]] = []
        self.times: list[float] = []
        self.threads: set[QThread] = set()
        own = {
            name
            for kind in type(worker).__mro__[:-1]
            for name, value in vars(kind).items()
            if isinstance(value, Signal)
        }
        for name in own - set(dir(QObject)):
            getattr(worker, name).connect(self._recorder(name))

    def _recorder(self, name: str) -> Callable:
        def record(*arguments) -> None:
            self.entries.append((name, arguments))
            self.times.append(time.perf_counter())
            self.threads.add(threading.get_ident())

        return record

    def names(self) -> list[str]:
        return [name for name, _ in self.entries]

    def values(self, signal: str) -> list:
        """The only argument of each of these signals."""
        return [arguments[0] for name, arguments in self.entries if name == signal]

    def items(self, signal: str) -> list:
        """What came in the lists of these signals."""
        return [item for items in self.values(signal) for item in items]


def wait(qtbot, condition: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)


def wait_idle(qtbot, worker: Worker) -> None:
    wait(qtbot, lambda: not worker.is_busy)


def thread_of(worker: Worker) -> QThread:
    return worker._thread


def has_ended(thread: QThread) -> bool:
    return not shiboken6.isValid(thread) or not thread.isRunning()


def plain_threads(name: str) -> list[threading.Thread]:
    """Threads of a worker's hands."""
    return [thread for thread in threading.enumerate() if thread.name.startswith(f"{name}-")]


def deliver_deletions() -> None:
    """Lets Qt delete what `deleteLater` was called for."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
