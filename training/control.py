"""Being steered while at work: the lines on standard input by which a window pauses, finishes or cancels a command.

``--control`` turns it on. The lines are ``pause``, ``resume``, ``cancel`` (as Ctrl-C: training finishes its step and
keeps the best so far; a second one stops at once) and ``finish`` (training ends as if this had been its last epoch).
When standard input ends, whoever steered is gone: the process ends at once, so that nobody's computer computes for
nobody. What is on disk stays whole, as after any kill, and a training goes on from there with ``--resume``.
"""

import _thread
import os
import signal
import sys
import threading
from collections.abc import Callable

from training.events import ClosableReporter, Event, Result

NICENESS = 5
"""By how much a steered process steps back behind the window on the same computer (POSIX)."""

ABANDONED = 4
"""Exit code of a process whose standard input has ended."""


class Control:
    """Hears the lines in a thread of its own and holds the work while it is paused.

    Attributes:
        content: Whether the person asked to finish with what has been learnt.
    """

    def __init__(self, abandon: Callable[[], object] = lambda: os._exit(ABANDONED)) -> None:
        """Makes it; nothing is heard before `listen`.

        Args:
            abandon: Called in the listening thread when standard input has ended.
        """
        self.content = False
        self._abandon = abandon
        self._going = threading.Event()
        self._going.set()
        self._report: Callable[[Event], object] = lambda _: None

    def listen(self, descriptor: int) -> None:
        """Begins to hear the lines of a file descriptor."""
        threading.Thread(target=self._hear, args=(descriptor,), daemon=True, name="control").start()

    def hold(self) -> None:
        """Returns at once, or when the work may go on."""
        if self._going.is_set():
            return
        self._report(Result("paused"))
        while not self._going.wait(0.1):  # in short waits, which Ctrl-C and cancelling interrupt
            pass
        self._report(Result("resumed"))

    def next_run(self) -> None:
        """Forgets that the last run was to be finished early."""
        self.content = False

    def _hear(self, descriptor: int) -> None:
        # Not sys.stdin: a thread that waits in it would hold its lock when the interpreter ends.
        pending = b""
        while True:
            try:
                heard = os.read(descriptor, 256)
            except OSError:
                heard = b""
            if not heard:
                self._abandon()
                return
            *lines, pending = (pending + heard).split(b"\n")
            for line in lines:
                self._obey(line.strip().decode("ascii", "replace"))

    def _obey(self, command: str) -> None:
        match command:
            case "pause":
                self._going.clear()
            case "resume":
                self._going.set()
            case "finish":
                self.content = True
                self._going.set()
            case "cancel":
                self._going.set()
                _thread.interrupt_main(signal.SIGINT)
            case "":
                pass
            case _:
                print(f"unknown command on standard input: {command}", file=sys.stderr, flush=True)


class HeldReporter(ClosableReporter):
    """Passes events on, and holds the work at each of them while it is paused: long work reports all the time."""

    def __init__(self, report: ClosableReporter, control: Control) -> None:
        self._inner, self._control = report, control
        control._report = report

    def __call__(self, event: Event) -> None:
        """Passes an event on."""
        self._inner(event)
        if threading.current_thread() is threading.main_thread():
            self._control.hold()

    def close(self) -> None:
        """Closes the reporter behind it."""
        self._inner.close()


def step_back() -> None:
    """Leaves the processor to windows that want it."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
