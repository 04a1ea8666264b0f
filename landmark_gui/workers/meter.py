"""How fast the work goes, and how long it will take."""

import time
from collections import deque
from collections.abc import Callable

from landmark_gui.workers.worker import Progress

_WINDOW_S = 10.0
_EVERY_S = 0.25


class Meter:
    """Measures the rate over the last seconds, so that a slow beginning is soon forgotten.

    Args:
        clock: Seconds; for tests.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start = clock()
        self._points: deque[tuple[float, int]] = deque([(self._start, 0)])

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return self._clock() - self._start

    def restart(self, done: int = 0) -> None:
        """Begins to measure the rate anew, when loading is over; `seconds` goes on."""
        self._points = deque([(self._clock(), done)])

    def progress(self, done: int, total: int) -> Progress:
        """How far the work is, given what is done now."""
        now = self._clock()
        if now - self._points[-1][0] >= _EVERY_S:
            self._points.append((now, done))
        while len(self._points) > 2 and now - self._points[1][0] >= _WINDOW_S:
            self._points.popleft()
        since, before = self._points[0]
        rate = (done - before) / (now - since) if done > before and now > since else 0.0
        return Progress(done, total, rate, (total - done) / rate if rate else None)
