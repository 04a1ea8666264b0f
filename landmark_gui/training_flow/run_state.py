"""What is known of a running process from the events that it has sent."""

import math
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from landmark_gui.training_flow.events import Event

LOG_LINES = 2000
_RATE_WINDOW_S = 30.0
_CURVES = ("train_loss", "val_loss", "train_top1", "val_top1")


@dataclass(frozen=True, slots=True)
class Epoch:
    """One finished epoch.

    Attributes:
        number: From 1.
        train_loss: Mean loss of the training batches.
        val_loss: Loss on the validation photos.
        train_top1: Share of right answers in the training batches, as they were shown; None where not told.
        val_top1: Share of right answers on the validation photos.
        lr: Learning rate at its end.
        seconds: How long it took.
    """

    number: int
    train_loss: float
    val_loss: float
    train_top1: float | None
    val_top1: float | None
    lr: float
    seconds: float


@dataclass
class Run:
    """One training of one network: of the reference's two initialisations, each is one.

    Attributes:
        name: ``normal`` or ``default`` initialisation; empty where there is only one run.
        stage: ``scratch``, ``head``, ``transfer`` or ``finetune``.
        wanted: Epochs in all.
        epochs: Those that are done.
    """

    name: str
    stage: str
    wanted: int
    epochs: list[Epoch] = field(default_factory=list)

    @property
    def best(self) -> Epoch | None:
        """The epoch with the lowest validation loss."""
        known = [epoch for epoch in self.epochs if math.isfinite(epoch.val_loss)]
        return min(known, key=lambda epoch: epoch.val_loss, default=None)


class RunState:
    """Takes events in and knows what they mean.

    Attributes:
        stage: What is being done, in the process's words.
        done: Steps of the stage done.
        total: Steps of the stage; None where nobody knows.
        runs: Trainings, the current one last.
        number: Which of how many runs this is, (1, 1) where there is one.
        live: Figures of this moment: ``epoch``, ``epochs``, ``batch``, ``loss``, ``memory``, …
        log: Lines for people, newest last; only so many are kept.
        lines_told: How many there were in all.
        failures: Items left out, with the reason.
        losses: Of the sanity check, step by step.
        paused: Whether the process holds.
        results: Other results by name, the last one of each.
        summary: At the end; None before.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.stage, self.done, self.total = "", 0, None  # type: tuple[str, int, int | None]
        self.runs: list[Run] = []
        self.number = (1, 1)
        self._run_name = ""
        self.live: Mapping[str, Any] = {}
        self.log: deque[str] = deque(maxlen=LOG_LINES)
        self.lines_told = 0
        self.failures: list[tuple[str, str]] = []
        self.losses: list[float] = []
        self.paused = False
        self.results: dict[str, Mapping[str, Any]] = {}
        self.collected: list[tuple[str, Mapping[str, Any]]] = []
        self.summary: Mapping[str, Any] | None = None
        self._points: deque[tuple[float, int]] = deque()

    @property
    def run(self) -> Run | None:
        """The training under way, or the last one."""
        return self.runs[-1] if self.runs else None

    @property
    def per_second(self) -> float:
        """Steps a second over the last half minute; 0 where nothing is known yet."""
        if len(self._points) < 2:
            return 0.0
        (since, before), (now, done) = self._points[0], self._points[-1]
        return (done - before) / (now - since) if now > since and done > before else 0.0

    @property
    def photos_per_second(self) -> float:
        """Training photos a second; 0 where nothing is known yet."""
        size = self.live.get("batch_size", 0)
        return self.per_second * size if isinstance(size, int) and self.live else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Until the end of the stage, and of further runs of the same length; None where nothing is known yet."""
        rate = self.per_second
        if not rate or self.total is None or self.paused:
            return None
        further = self.number[1] - self.number[0]
        return (self.total - self.done + further * self.total) / rate

    def take(self, event: Event) -> None:
        """Takes one event in."""
        match event.kind:
            case "started":
                self.stage, self.done, self.total = event.message, 0, event.total
                self._points.clear()
                self.live = {}
                self.tell(event.message)
            case "progress":
                self._progress(event)
            case "result":
                self._result(event)
            case "failed":
                self.failures.append((event.name, event.message))
                self.tell(f"{event.name}: {event.message}")
            case "finished":
                self.summary = event.values

    def _progress(self, event: Event) -> None:
        self.done, self.total = event.done, event.total if event.total is not None else self.total
        now = self._clock()
        self._points.append((now, event.done))
        while len(self._points) > 2 and now - self._points[1][0] >= _RATE_WINDOW_S:
            self._points.popleft()
        if event.message:
            self.tell(event.message)
        if event.values:
            if isinstance(event.values.get("step"), int) and isinstance(event.values.get("loss"), int | float):
                self.losses.append(float(event.values["loss"]))
            else:
                self.live = event.values

    def _result(self, event: Event) -> None:
        values = event.values
        match event.name:
            case "paused":
                self.paused = True
                self.tell("paused")
            case "resumed":
                self.paused = False
                self._points.clear()  # the rest was no work
                self.tell("resumed")
            case "run":
                self._run_name = str(values.get("name", ""))
                self.number = (_whole(values.get("number"), 1), _whole(values.get("of"), 1))
            case "epoch":
                self._add_epochs(values, [values])
                epoch = self.runs[-1].epochs[-1:] if self.runs else []
                for entry in epoch:
                    self.tell(_epoch_line(entry, self.runs[-1].wanted))
            case "continued":
                history = values.get("history")
                self._add_epochs(values, history if isinstance(history, list) else [])
                self.tell(f"goes on after epoch {values.get('epoch', len(self.runs[-1].epochs))}")
            case _:
                self.results[event.name] = values
                self.collected.append((event.name, values))

    def _add_epochs(self, about: Mapping[str, Any], history: list[Any]) -> None:
        stage, wanted = str(about.get("stage", "")), _whole(about.get("epochs"), 0)
        run = self.run
        if run is None or (run.name, run.stage) != (self._run_name, stage):
            run = Run(self._run_name, stage, wanted)
            self.runs.append(run)
        run.wanted = wanted
        run.epochs += [epoch for values in history if isinstance(values, dict) and (epoch := _epoch(values))]

    def tell(self, line: str) -> None:
        """Adds a line to the log."""
        if line:
            self.log.append(line)
            self.lines_told += 1

    def lines_after(self, told: int) -> list[str]:
        """The lines of the log that came after so many, as far as they are kept."""
        new = self.lines_told - told
        return list(self.log)[-new:] if new > 0 else []


def _epoch(values: Mapping[str, Any]) -> Epoch | None:
    numbers = {name: _number(values.get(name)) for name in (*_CURVES, "lr", "seconds")}
    number = values.get("epoch")
    if not isinstance(number, int):
        return None
    return Epoch(
        number,
        _or_nan(numbers["train_loss"]),
        _or_nan(numbers["val_loss"]),
        numbers["train_top1"],
        numbers["val_top1"],
        numbers["lr"] or 0.0,
        numbers["seconds"] or 0.0,
    )


def _epoch_line(epoch: Epoch, wanted: int) -> str:
    right = "" if epoch.val_top1 is None else f"  right {epoch.val_top1:.1%}"
    return (
        f"epoch {epoch.number}/{wanted}  loss {epoch.train_loss:.3f}, validation {epoch.val_loss:.3f}{right}"
        f"  {epoch.seconds:.1f} s"
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise
