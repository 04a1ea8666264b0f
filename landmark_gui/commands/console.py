"""Exit codes, streams, messages and Ctrl-C: what all commands do alike. Results go to stdout, all else to stderr."""

import io
import os
import signal
import sys
import threading
from enum import IntEnum
from types import FrameType, TracebackType
from typing import Self, TextIO

WIDE = 10_000
"""Columns of a table that no terminal folds: programs read its lines, and people copy paths from it."""


class ExitCode(IntEnum):
    """What a command tells the program that called it."""

    DONE = 0
    CANCELLED = 1
    USAGE = 2
    NO_MODEL = 3
    SOME_FAILED = 4
    WRITE_FAILED = 5


class CommandError(Exception):
    """Ends a command; the message is one sentence for the person.

    Attributes:
        exit_code: What the command returns.
    """

    def __init__(self, message: str, exit_code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def complain(message: str) -> None:
    """Prints a message to stderr."""
    print(f"landmark-gui: {printable(message)}", file=sys.stderr, flush=True)


def sentence(text: str) -> str:
    """A help text as a sentence; `str.capitalize` would make names in it small."""
    return f"{text[0].upper()}{text[1:]}."


def printable(text: str) -> str:
    """Text without characters that a terminal would obey, nor bytes of names that are no text: both are escaped."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in text
    )


def prepare_for_people() -> None:
    """Makes stdout and stderr print something for every character, whatever the terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")


def prepare_for_programs() -> None:
    """Makes stdout UTF-8 with plain line ends on every system; file names keep their bytes."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")


def is_interactive(stream: TextIO) -> bool:
    """Whether the stream is a terminal on which a line can be redrawn."""
    return stream.isatty() and os.environ.get("TERM") not in {"dumb", "unknown"}


def abandon_stdout() -> None:
    """Sends what is still to be written nowhere: its reader has left, and flushing at the exit would fail again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):  # stdout is closed, or no real file
        return


class CtrlC:
    """While this context is entered, Ctrl-C sets `pressed` instead of breaking off in the middle; a second one does.

    Changes nothing outside the main thread, or where the caller had Ctrl-C ignored.

    Attributes:
        pressed: Whether Ctrl-C was pressed.
    """

    def __init__(self) -> None:
        self.pressed = False
        self._before: object = None

    def __enter__(self) -> Self:
        in_main_thread = threading.current_thread() is threading.main_thread()
        if in_main_thread and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self._before = None

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.pressed:
            raise KeyboardInterrupt
        self.pressed = True
