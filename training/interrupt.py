"""Stopping politely: during training the first Ctrl-C lets the step finish, the second one stops at once."""

from __future__ import annotations

import signal
import sys
from types import FrameType, TracebackType
from typing import Any, Self

from training.control import Control


class Interrupt:
    """While entered, Ctrl-C (and SIGTERM) asks the run to stop instead of killing it.

    Call it after each step to learn whether it was asked. Before the first call nothing is learnt that could be lost,
    and what decoding and frozen features have put on disk stays there: Ctrl-C then stops at once.
    """

    def __init__(self, control: Control | None = None) -> None:
        """Makes it.

        Args:
            control: What steers this process from outside, if anything does.
        """
        self._asked = self._training = False
        self._control = control
        self._earlier: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._earlier[number] = signal.signal(number, self._ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._earlier.items():
            signal.signal(number, handler)

    def __call__(self) -> bool:
        """Whether somebody asked to stop; where the run is paused, returns when it may go on."""
        self._training = True
        if self._control is not None:
            self._control.hold()
        return self._asked or self.content()

    def content(self) -> bool:
        """Whether somebody asked to finish this run with what it has learnt."""
        return self._control is not None and self._control.content and not self._asked

    def next_run(self) -> None:
        """Begins a further run, which was not asked to finish early."""
        if self._control is not None:
            self._control.next_run()

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked or not self._training:
            raise KeyboardInterrupt
        self._asked = True
        print("stopping after this step; press Ctrl-C again to stop at once", file=sys.stderr, flush=True)
