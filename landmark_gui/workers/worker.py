"""The base of all workers: commands in, signals out, and a thread that always ends."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject


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


class Worker(QObject):
    """A facade in the GUI thread for work in a QThread of its own.

    The thread starts with the first command. The destruction of the object or of its parent stops it too.
    """

    @property
    def is_busy(self) -> bool:
        """Whether there is work that is not finished."""
        raise NotImplementedError

    def stop(self) -> bool:
        """Ends the work and the thread for good.

        Results that are there already are delivered before this returns; no signal comes afterwards, and later
        commands do nothing. May be called more than once.

        Returns:
            Whether the QThread has ended; it does within a second, whatever the disk or the network have in hand.
        """
        raise NotImplementedError
