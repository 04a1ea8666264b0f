"""What a worker does in its own thread: one message after the other, so that its state needs no locks.

The thread only ever decides and waits. What can take long and cannot be interrupted (reading from a disk that may be
gone, decoding, a network's pass over a batch, importing torch) is given to `Hands`, plain threads whose outcome comes
back as a message. That is why a worker's thread always ends at once: a QThread that is destroyed while it runs takes
the whole program with it, whereas a hand that is left behind finishes what it has and is gone, touching nothing of Qt.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from landmark_gui.workers.outbox import Outbox
from landmark_gui.workers.smoothness import give_way_to_gui_thread

if TYPE_CHECKING:
    from PySide6.QtCore import QThread

Result = TypeVar("Result")
Message = Callable[[], None]

_LINGER_S = 0.5

_log = logging.getLogger(__name__)


class Hands:
    """A few plain threads, started when they are needed; those without work for a moment end.

    Args:
        count: Most threads.
        name: For debuggers.
        finish: Whether the program's end waits until what they have in hand is done: for writing and for torch, which
            must not be torn down under a running thread; not for reading from a disk that may never answer.
        give_way: Whether the GUI thread and other programs go first; not for what the person sits and waits for.
    """

    def __init__(self, count: int, name: str, *, finish: bool = False, give_way: bool = True) -> None:
        self._count, self._name, self._finish, self._give_way = count, name, finish, give_way
        self._changed = threading.Condition()
        self._work: deque[Message] = deque()
        self._threads: set[threading.Thread] = set()
        self._idle = 0
        self._closed = False

    @property
    def _is_over(self) -> bool:
        # At the program's end the main thread is gone before anybody can close anything.
        return self._closed or not threading.main_thread().is_alive()

    def submit(self, work: Message) -> None:
        """Has one of the threads do this, as soon as one is free; nothing where they were closed."""
        with self._changed:
            if self._is_over:
                return
            self._work.append(work)
            if len(self._work) <= self._idle:
                self._changed.notify()
            elif len(self._threads) < self._count:
                thread = threading.Thread(target=self._run, name=f"{self._name}-hand", daemon=not self._finish)
                self._threads.add(thread)
                thread.start()

    def _run(self) -> None:
        if self._give_way:
            give_way_to_gui_thread()
        while (work := self._next()) is not None:
            work()
            # What it was called with must not live on until the next work comes.
            del work

    def _next(self) -> Message | None:
        """The next work; None where this thread is to end."""
        with self._changed:
            self._idle += 1
            self._changed.wait_for(lambda: self._work or self._closed, _LINGER_S)
            self._idle -= 1
            if self._work and not self._is_over:
                return self._work.popleft()
            self._threads.discard(threading.current_thread())
            return None

    def close(self) -> None:
        """Lets the threads end after what they have in hand; what waits is dropped."""
        with self._changed:
            self._closed = True
            self._work.clear()
            self._changed.notify_all()

    def join(self, deadline: float) -> bool:
        """Waits for the end of the threads after `close`.

        Args:
            deadline: As `time.monotonic` tells it.

        Returns:
            Whether they have all ended.
        """
        with self._changed:
            threads = list(self._threads)
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)


class Engine:
    """Base of what workers do. Methods that are messages run in the worker's thread only.

    Attributes:
        outbox: Where what was found goes out; may be used from any thread.
        stopping: Set when the worker is to end; long work asks it between two steps.
        busy: Whether there is work in hand.
    """

    name = "worker"

    def __init__(self, *hands: Hands) -> None:
        self.outbox = Outbox()
        self.stopping = threading.Event()
        self.busy = False
        self._all_hands = hands
        self._inbox: SimpleQueue[Message] = SimpleQueue()
        self._commands = 0  # counted in the GUI thread
        self._commands_done = 0  # counted in the worker's thread

    @property
    def has_work(self) -> bool:
        """Whether there is work in hand, or a command that was not looked at yet."""
        return self._commands != self._commands_done or self.busy

    def command(self, command: Callable[..., None], *arguments: object) -> None:
        """Sends a command; called in the GUI thread, never waits."""
        self._commands += 1
        self.post(self._obey, partial(command, *arguments))

    def _obey(self, command: Message) -> None:
        try:
            command()
        finally:
            self._commands_done += 1

    def post(self, message: Callable[..., None], *arguments: object) -> None:
        """Has the worker's thread do this after all that was posted before; from any thread, never waits."""
        self._inbox.put(partial(message, *arguments))

    def delegate(
        self,
        hands: Hands,
        work: Callable[[], Result],
        then: Callable[[Result], None],
        otherwise: Callable[[Exception], None],
    ) -> None:
        """Has a hand do something.

        Args:
            hands: Whose.
            work: Called in the hand's thread.
            then: Called in the worker's thread with what `work` gave.
            otherwise: Called in the worker's thread with what `work` raised.
        """

        def run() -> None:
            try:
                result = work()
            except Exception as error:  # whatever it is, the worker must hear of it
                _log.debug("%s: work failed", self.name, exc_info=True)
                # The traceback would keep the frames, and the pictures in them, alive.
                self.post(otherwise, error.with_traceback(None))
            else:
                self.post(then, result)

        hands.submit(run)

    def prepare(self, thread: QThread) -> None:
        """Makes what of Qt `run` will need, in the GUI thread before the thread starts."""

    def run(self) -> None:
        """The worker's thread: handles messages until `end`."""
        give_way_to_gui_thread()
        while not self.stopping.is_set():
            self._handle(self._inbox.get())

    def _handle(self, message: Message) -> None:
        try:
            message()
        except Exception:  # one message that fails must not leave the window without a worker
            _log.exception("%s: a message failed", self.name)

    def end(self) -> None:
        """Ends the thread and the hands after what they have in hand; from any thread, does not wait."""
        self.stopping.set()
        self.post(_nothing)
        for hands in self._all_hands:
            hands.close()

    def join_hands(self, deadline: float) -> bool:
        """See `Hands.join`."""
        ended = [hands.join(deadline) for hands in self._all_hands]  # all of them, also behind one that has not
        return all(ended)


def _nothing() -> None:
    pass
