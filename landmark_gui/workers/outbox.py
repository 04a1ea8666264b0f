"""What a worker's threads have found, on its way to the GUI thread: joined into few large signals."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MOST_ITEMS = 500
"""Most items in one signal: what a slot does with each of them must not add up to a pause that can be felt."""


@dataclass(slots=True)
class Message:
    """One signal to be emitted: its name and its arguments."""

    signal: str
    arguments: tuple[object, ...]


class Outbox:
    """Messages in the order in which they are to be emitted; for any number of threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._messages: deque[Message] = deque()
        # Messages that further items may be joined to: those behind the last one that was `send`.
        self._lists: dict[str, list[object]] = {}
        self._latest: dict[str, Message] = {}
        self._notify: Callable[[], object] | None = None
        self._notified = False
        self._closed = False

    def connect(self, notify: Callable[[], object]) -> None:
        """Has this called, in any thread, when there is something to `take` again after `take` found nothing."""
        self._notify = notify

    def send(self, signal: str, *arguments: object) -> None:
        """A signal on its own; what comes later stays behind it."""
        with self._lock:
            if self._closed:
                return
            self._messages.append(Message(signal, arguments))
            self._lists.clear()
            self._latest.clear()
        self._wake()

    def gather(self, signal: str, items: Sequence[object]) -> None:
        """Items for a signal that takes a list; joined with those that wait already."""
        if not items:
            return
        with self._lock:
            if self._closed:
                return
            waiting = self._lists.get(signal)
            if waiting is None or len(waiting) + len(items) > MOST_ITEMS:
                waiting = self._lists[signal] = []
                self._messages.append(Message(signal, (waiting,)))
            waiting.extend(items)
        self._wake()

    def latest(self, signal: str, *arguments: object) -> None:
        """A signal that tells the state of things: only the last one of those that wait is emitted."""
        with self._lock:
            if self._closed:
                return
            waiting = self._latest.get(signal)
            if waiting is None:
                waiting = self._latest[signal] = Message(signal, arguments)
                self._messages.append(waiting)
            waiting.arguments = arguments
        self._wake()

    def take(self) -> Message | None:
        """The next message; None where there is none, until the next notification."""
        with self._lock:
            if not self._messages:
                self._notified = False
                return None
            message = self._messages.popleft()
            if self._latest.get(message.signal) is message:
                del self._latest[message.signal]
            waiting = self._lists.get(message.signal)
            if waiting is not None and message.arguments and waiting is message.arguments[0]:
                del self._lists[message.signal]
            return message

    def __len__(self) -> int:
        return len(self._messages)

    def close(self) -> None:
        """Drops what waits and what still comes."""
        with self._lock:
            self._closed, self._notify = True, None
            self._messages.clear()

    def _wake(self) -> None:
        with self._lock:
            if self._notified or self._closed:
                return
            self._notified, notify = True, self._notify
        if notify is not None:
            notify()
