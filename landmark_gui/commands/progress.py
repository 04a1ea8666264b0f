"""Progress on stderr: one redrawn line on a terminal, a line now and then elsewhere."""

import shutil
import time
from collections.abc import Callable
from typing import TextIO

from landmark_gui.commands.console import is_interactive, printable

REDRAW_SECONDS = 0.1
"""Least time between two states of the line on a terminal."""
LINE_SECONDS = 10.0
"""Time between two lines in a log file."""


class ProgressLine:
    """Count, rate and time left of a run over items."""

    def __init__(self, stream: TextIO, *, quiet: bool = False, clock: Callable[[], float] = time.monotonic) -> None:
        """Shows nothing yet.

        Args:
            stream: Usually stderr.
            quiet: Show nothing at all.
            clock: Seconds, for the rate.
        """
        self._stream, self._quiet, self._clock = stream, quiet, clock
        self._interactive = is_interactive(stream)
        self._begin = self._drawn = clock()
        self._total = 0
        self._width = 0  # of the line that stands on the terminal

    def started(self, total: int) -> None:
        """The work begins: the rate counts from here.

        Args:
            total: Number of items; 0: nobody knows.
        """
        self._total, self._begin = total, self._clock()
        self._drawn = self._begin
        if self._interactive:
            self._draw(0)

    def progress(self, done: int) -> None:
        """So many items are done."""
        interval = REDRAW_SECONDS if self._interactive else LINE_SECONDS
        if self._clock() - self._drawn >= interval and (done < self._total or not self._total):
            self._draw(done)

    def clear(self) -> None:
        """Takes the line off the terminal, so that something else can be printed there."""
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0

    @property
    def seconds(self) -> float:
        """Time since `started`."""
        return self._clock() - self._begin

    def _draw(self, done: int) -> None:
        self._drawn = self._clock()
        if self._quiet:
            return
        text = printable(describe(done, self._total, self.seconds))
        if not self._interactive:
            self._stream.write(text + "\n")
        else:
            self.clear()
            text = text[: max(1, shutil.get_terminal_size().columns - 1)]
            self._stream.write(text)
            self._width = len(text)
        self._stream.flush()


def describe(done: int, total: int, seconds: float) -> str:
    """E.g. ``120 of 2000 photos, 31 a second, 1:01 left``, without the time left where the total is not known (0)."""
    text = f"{done} of {total} photos" if total else f"{done} photos"
    if not done or seconds <= 0:
        return text
    rate = done / seconds
    if not total:
        return f"{text}, {rate_text(rate)}"
    return f"{text}, {rate_text(rate)}, {duration_text((total - done) / rate)} left"


def rate_text(rate: float) -> str:
    """A number of items a second; slow ones by the minute."""
    if rate >= 10:
        return f"{rate:.0f} a second"
    return f"{rate:.1f} a second" if rate >= 0.5 else f"{rate * 60:.1f} a minute"


def duration_text(seconds: float) -> str:
    """Hours, minutes and seconds, e.g. ``1:01`` or ``2:03:00``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
