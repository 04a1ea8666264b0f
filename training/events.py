"""Progress events: the one small vocabulary in which long work tells how far it is.

A function that runs long takes a `Reporter`, any callable that accepts an event, and knows nothing of bars, JSON or
windows. It sends `Started`, then any number of `Progress`, `Result`, `Failed` and further `Started` (the next stage),
and at the end `Finished`.

`make_reporter` gives the three that the command line offers (``--progress bar|json|none``). Importing this module
loads neither torch nor rich.
"""

import dataclasses
import json
import math
import os
import re
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self, TextIO, TypeAlias

from training.printing import printable

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

PLAIN_INTERVAL = 10.0
"""Seconds between two progress lines where stderr is not a terminal (a log file, a CI job)."""

SHARE_KEYS = re.compile(r"(^|_)(top_?\d+|acc|accuracy)$")
"""Names of result values that are shares of 1 and are shown to people in per cent."""


@dataclass(frozen=True, slots=True)
class Started:
    """A stage of work begins; it replaces the stage before it.

    Attributes:
        total: Number of steps (images, batches, bytes) of this stage, or None where nobody can know.
        message: What is being done, e.g. ``Downloading landmark_images.zip``.
    """

    total: int | None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """So many steps of the stage are done.

    Attributes:
        done: Steps done so far, counted from the beginning of the stage.
        total: Steps in all, or None where nobody can know.
        message: Something worth a line of its own (``connection lost, trying again in 2 s``); empty in routine steps.
        values: Figures of this moment for who draws them (a loss, the memory in use), as JSON can hold them; programs
            get them, people are spared a line each.
    """

    done: int
    total: int | None
    message: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """A part of the result stands, e.g. one finished epoch.

    Attributes:
        name: What the values belong to, e.g. ``epoch``. Where `values` has an entry of this name (and one of its
            plural), people read them as a counter: ``Result("epoch", {"epoch": 3, "epochs": 15, …})`` → ``epoch 3/15``.
        values: Values that JSON can hold. Shares of 1 named ``…top1`` or ``…accuracy`` are shown in per cent.
    """

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failed:
    """One item could not be done and the work goes on without it.

    Attributes:
        item: The item, usually the path of a file.
        reason: Why, in words for the person who has to act on it.
    """

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finished:
    """All of the work is done.

    Attributes:
        summary: What came out, as values that JSON can hold.
    """

    summary: Mapping[str, Any] = field(default_factory=dict)


Event: TypeAlias = Started | Progress | Result | Failed | Finished
Reporter: TypeAlias = Callable[[Event], None]
ReporterKind: TypeAlias = Literal["bar", "json", "none"]


def discard(event: Event) -> None:
    """Be the `Reporter` of a caller who does not want to know."""


def ticker(report: Reporter, total: int | None, interval: float = 0.2) -> Callable[[int], None]:
    """Make a function that reports how many steps are done, but not more often than anybody can see.

    Args:
        report: Takes the `Progress` events.
        total: Number of steps, or None where nobody can know. The last step is always reported.
        interval: Seconds between two events.

    Returns:
        A function of the number of steps done, to be called after each step.
    """
    last = -math.inf

    def tick(done: int) -> None:
        nonlocal last
        if (now := time.monotonic()) - last >= interval or done == total:
            last = now
            report(Progress(done, total))

    return tick


class ClosableReporter(ABC):
    """A `Reporter` that holds the terminal until it is closed; use it in a ``with`` statement."""

    @abstractmethod
    def __call__(self, event: Event) -> None:
        """Take one event."""

    def close(self) -> None:
        """Give the terminal back. May be called more than once."""
        return

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def make_reporter(kind: ReporterKind) -> ClosableReporter:
    """Make the reporter that the command line's ``--progress`` names.

    Args:
        kind: ``bar`` draws a progress bar on stderr, or writes a line now and then where stderr is not a terminal;
            ``json`` writes one JSON object per event on stdout; ``none`` only writes a line on stderr per `Failed`.

    Returns:
        The reporter, to be used in a ``with`` statement or closed by hand.

    Raises:
        ValueError: There is no such kind.
    """
    match kind:
        case "bar":
            drawable = sys.stderr.isatty() and os.environ.get("TERM") not in {"dumb", "unknown"}
            return _BarReporter(sys.stderr) if drawable else _LineReporter(sys.stderr)
        case "json":
            return _JsonReporter(sys.stdout)
        case "none":
            return _FailureReporter(sys.stderr)
        case _:
            raise ValueError(f"No progress display named {kind!r}: choose bar, json or none.")


def to_json(event: Event) -> str:
    """Write an event as one line of JSON, e.g. ``{"event": "progress", "done": 3, "total": 10, "message": ""}``.

    JSON knows no NaN and no infinity; both become null.

    Raises:
        TypeError: The event holds a value that JSON cannot hold.
    """
    content = {entry.name: _jsonable(getattr(event, entry.name)) for entry in dataclasses.fields(event)}
    if isinstance(event, Progress) and not event.values:
        del content["values"]
    return json.dumps({"event": type(event).__name__.lower(), **content}, allow_nan=False)


def _jsonable(value: Any) -> Any:
    match value:
        case float():
            return value if math.isfinite(value) else None
        case Mapping():
            return {str(key): _jsonable(entry) for key, entry in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_jsonable(entry) for entry in value]
        case PurePath():
            return str(value)
        case _ if callable(getattr(value, "tolist", None)):  # numpy and torch scalars and arrays
            return _jsonable(value.tolist())
        case _:
            return value


class _JsonReporter(ClosableReporter):
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __call__(self, event: Event) -> None:
        self._stream.write(to_json(event) + "\n")  # one write: lines of several threads do not mix
        self._stream.flush()


class _FailureReporter(ClosableReporter):
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __call__(self, event: Event) -> None:
        if isinstance(event, Failed):
            self._stream.write(_line(event) + "\n")
            self._stream.flush()


class _LineReporter(ClosableReporter):
    """Plain lines for logs: every stage, message, result and failure, and the progress once in `PLAIN_INTERVAL`."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._stage = ""
        self._message = ""
        self._origin: tuple[float, int] | None = None  # when the stage's first progress came, and how far it was
        self._last_line = 0.0

    def __call__(self, event: Event) -> None:
        match event:
            case Started():
                self._stage, self._message, self._origin = printable(event.message), "", None
                self._last_line = self._clock()
            case Progress():
                self._tick(event)
                if event.message == self._message:
                    return
                self._message = event.message
        if line := _line(event):
            self._write(line)

    def _tick(self, event: Progress) -> None:
        now = self._clock()
        if self._origin is None:
            self._origin = (now, event.done)
        if now - self._last_line < PLAIN_INTERVAL:
            return
        self._last_line = now
        seconds, steps = now - self._origin[0], event.done - self._origin[1]
        rate = steps / seconds if seconds > 0 else 0.0
        parts = [_count(event.done, event.total), f"{_amount(rate)}/s" if rate > 0 else ""]
        if event.total and rate > 0:
            parts.insert(0, f"{event.done / event.total:.0%}")
            parts.append(f"{_duration((event.total - event.done) / rate)} left")
        self._write(f"{self._stage}: {'  '.join(filter(None, parts))}".removeprefix(": "))

    def _write(self, line: str) -> None:
        self._stream.write(line + "\n")
        self._stream.flush()


class _BarReporter(ClosableReporter):
    """One bar on a terminal, of the current stage, with lines scrolling above it."""

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console  # noqa: PLC0415 - commands that draw no bar need not load rich

        self._console = Console(file=stream, force_terminal=True)
        self._display: RichProgress | None = None
        self._task: TaskID | None = None
        self._message = ""

    def __call__(self, event: Event) -> None:
        match event:
            case Started():
                self._start(event)
                return
            case Progress():
                if self._display is not None and self._task is not None:
                    self._display.update(self._task, completed=event.done, total=event.total)
                if event.message == self._message:
                    return
                self._message = event.message
            case Finished():
                self.close()
        if line := _line(event):
            from rich.text import Text  # noqa: PLC0415

            self._console.print(Text(line), soft_wrap=True)  # Text: brackets in file names are no markup

    def _start(self, event: Started) -> None:
        if self._display is None:
            self._display = _rich_display(self._console)
            self._display.start()
        elif self._task is not None:
            self._display.remove_task(self._task)
        self._task = self._display.add_task(printable(event.message) or "Working", total=event.total)
        self._message = ""

    def close(self) -> None:
        if self._display is not None:
            self._display.stop()
        self._display = self._task = None


def _rich_display(console: Any) -> "RichProgress":
    """Build rich's display: what is done, bar, per cent, count, rate, time left."""
    from rich import progress  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    class Count(progress.ProgressColumn):
        def render(self, task: progress.Task) -> Text:
            return Text(_count(int(task.completed), None if task.total is None else int(task.total)))

    class Rate(progress.ProgressColumn):
        def render(self, task: progress.Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{_amount(speed)}/s" if speed else "")

    return progress.Progress(
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.TaskProgressColumn(),
        Count(),
        Rate(),
        progress.TimeRemainingColumn(elapsed_when_finished=True),
        console=console,
        redirect_stdout=sys.stdout.isatty(),  # results that go into a file or a pipe must stay on stdout
    )


def _line(event: Event) -> str:
    """Say an event in one line for people; empty where there is nothing to say."""
    match event:
        case Failed():
            line = f"{event.item}: {event.reason}"
        case Result():
            line = _values_line(event.name, event.values)
        case Finished():
            line = _values_line("finished", event.summary)
            line = line if line != "finished" else ""  # a summary of lists says nothing in a line
        case _:
            line = event.message
    return printable(line)


def _values_line(name: str, values: Mapping[str, Any]) -> str:
    rest = dict(values)
    head = name
    if name in rest:
        head += f" {rest.pop(name)}"
        if f"{name}s" in rest:
            head += f"/{rest.pop(f'{name}s')}"
    shown = {
        key: _value(key, _jsonable(value) if not isinstance(value, float) else value) for key, value in rest.items()
    }
    return "  ".join([head, *(f"{key} {text}" for key, text in shown.items() if text)])


def _value(key: str, value: Any) -> str:
    """Format one value of a result; empty for what does not fit in a line (lists, mappings)."""
    match value:
        case float() if SHARE_KEYS.search(key):
            return f"{100 * value:.1f} %"
        case float():
            return f"{value:.2f}" if value == 0 or 0.1 <= abs(value) < 1e6 else f"{value:.3g}"
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case str():
            return value
        case _:
            return ""


def _count(done: int, total: int | None) -> str:
    return _amount(done) if total is None else f"{_amount(done)}/{_amount(total)}"


def _amount(value: float) -> str:
    """Format a number of steps or bytes, or of them per second, in at most six characters."""
    if value < 10:
        return f"{value:.2g}"
    for unit in ("", "k", "M", "G"):
        limit = 100_000 if unit == "" else 1000
        if value < limit:
            return f"{value:.0f}" if unit == "" else f"{value:.1f}{unit}"
        value /= 1000
    return f"{value:.1f}T"


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
