"""The base of all workers: commands in, signals out, and a thread that always ends."""

import atexit
import time
import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal

from landmark_gui.workers.engine import Engine
from landmark_gui.workers.outbox import Message

_PACE_MS = 50  # 20 deliveries a second
_LONGEST_DELIVERY_S = 0.008
STOP_SECONDS = 0.9
"""How long the end of work waits for what cannot be interrupted."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One photo or folder that could not be used.

    Attributes:
        path: The photo or folder.
        reason: Why, in one sentence for the person.
    """

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is.

    Attributes:
        done: Items that are done, including those that failed.
        total: All items.
        per_second: Rate of the last seconds; 0 where nothing is known yet.
        seconds_left: Estimate of the time left; None where nothing is known yet.
    """

    done: int
    total: int
    per_second: float
    seconds_left: float | None


class _Thread(QThread):
    """Runs an engine. Knows nothing of the worker, so that it may outlive it for a moment."""

    ready = Signal()

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self.setObjectName(engine.name)

    def run(self) -> None:
        """See Qt."""
        self._engine.run()


class _Ending:
    """Ends what is left when a worker is gone; does nothing where all has ended."""

    def __init__(self, engine: Engine, thread: QThread) -> None:
        self._engine, self._thread = engine, thread

    def __call__(self, *_: object) -> None:
        atexit.unregister(self)
        self._engine.outbox.close()
        self._engine.end()
        if shiboken6.isValid(self._thread):
            self._thread.wait()
        self._engine.join_hands(time.monotonic() + STOP_SECONDS)


class Worker(QObject):
    """A facade in the GUI thread for work in a QThread of its own.

    The thread starts with the first command. The destruction of the object or of its parent stops it too.
    """

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        """Makes the worker.

        Args:
            engine: What it does; its outbox names this worker's signals.
            parent: The worker stops when it is destroyed.
        """
        super().__init__(parent)
        self._engine = engine
        # Without a parent, and without being one: nobody but `_end` decides when it goes.
        self._thread = _Thread(engine)
        self._thread.ready.connect(self._on_ready, Qt.ConnectionType.QueuedConnection)
        engine.outbox.connect(self._thread.ready.emit)
        self._pace = QTimer(self, singleShot=True)
        self._pace.timeout.connect(self._deliver)
        self._stopped = False
        # Three ways to an end without `stop`: the parent is destroyed, nobody holds the worker, the program ends (for
        # which `finalize` would come too late, after PySide has destroyed the thread's object).
        self._end = _Ending(engine, self._thread)
        self.destroyed.connect(self._end)
        self._finalizer = weakref.finalize(self, self._end)
        self._finalizer.atexit = False
        atexit.register(self._end)

    @property
    def is_busy(self) -> bool:
        """Whether there is work that is not finished, or a result that was not delivered."""
        return not self._stopped and (self._engine.has_work or len(self._engine.outbox) > 0)

    def stop(self) -> bool:
        """Ends the work and the thread for good.

        Results that are there already are delivered before this returns; no signal comes afterwards, and later
        commands do nothing. May be called more than once.

        Returns:
            Whether all has ended. False: the QThread has, but a disk, a decoder or the network has not let go of a
            plain thread yet; it ends by itself.
        """
        return stop_all([self])

    def _command(self, command: Callable[..., None], *arguments: object) -> None:
        """Sends a command, a method of the engine, to the thread."""
        if self._stopped:
            return
        self._engine.command(command, *arguments)
        if not self._thread.isRunning():
            self._engine.prepare(self._thread)
            self._thread.start()

    def _on_ready(self) -> None:
        if not self._pace.isActive():
            self._deliver()

    def _deliver(self) -> None:
        """Emits what waits, but for no longer than a frame lasts."""
        until = time.perf_counter() + _LONGEST_DELIVERY_S
        delivered = False
        while not self._stopped and (message := self._engine.outbox.take()) is not None:
            delivered = True
            self._emit(message)
            if time.perf_counter() > until:
                break
        if delivered and not self._stopped:
            self._pace.start(_PACE_MS)

    def _emit(self, message: Message) -> None:
        """Emits one signal; workers that keep results override it."""
        getattr(self, message.signal).emit(*message.arguments)

    def _deliver_all(self) -> None:
        while (message := self._engine.outbox.take()) is not None:
            self._emit(message)
        self._stopped = True
        self._pace.stop()
        self._engine.outbox.close()
        self._finalizer.detach()
        atexit.unregister(self._end)


def stop_all(workers: Iterable[Worker], seconds: float | None = None) -> bool:
    """Stops several workers at the same time; see `Worker.stop`.

    Args:
        workers: They need not have been started.
        seconds: The longest that this may take for all of them together; None: `STOP_SECONDS`.

    Returns:
        Whether all has ended, also the plain threads.
    """
    running = [worker for worker in workers if not worker._stopped]
    deadline = time.monotonic() + (STOP_SECONDS if seconds is None else seconds)
    for worker in running:
        worker._engine.end()
    ended = True
    for worker in running:
        worker._thread.wait()  # it only ever waits for messages, and has just got its last one
        ended = worker._engine.join_hands(deadline) and ended
    for worker in running:
        worker._deliver_all()
    return ended
