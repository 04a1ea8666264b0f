"""What a run tells and keeps while it goes on: progress, history, and a checkpoint to resume from."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Protocol

import torch

from training.engine import FitHooks, FitState, LoopSettings, Processes, TrainingError
from training.events import Progress, Reporter, Result, Started


class LogOptions(Protocol):
    """The part of the pipelines' options that a log needs."""

    @property
    def report(self) -> Reporter: ...  # noqa: D102
    @property
    def resume(self) -> bool: ...  # noqa: D102
    @property
    def processes(self) -> Processes: ...  # noqa: D102
    def stop(self) -> bool: ...  # noqa: D102


def checkpoint_path(out: Path) -> Path:
    """Where the checkpoint of a model in the making lies."""
    return out.with_name(out.name + ".checkpoint")


class EpochLog:
    """Reports one stage of training and writes its checkpoint after each epoch.

    Attributes:
        stage: ``scratch``, ``head``, ``transfer`` or ``finetune``.
        state: Where the stage starts: anew, or from the checkpoint if the person asked to resume.
        stopped: Whether the person stopped the run.
    """

    def __init__(self, options: LogOptions, stage: str, loop: LoopSettings, save_to: Path | None) -> None:
        self.stage, self.loop, self._options = stage, loop, options
        self._path = checkpoint_path(save_to) if save_to is not None and options.processes.rank == 0 else None
        self.state = FitState()
        self.stopped = False
        self._last_report = 0.0
        resume_from = checkpoint_path(save_to) if save_to is not None else None
        if options.resume and resume_from is not None and resume_from.is_file():
            self.state = self._read(resume_from)
        options.report(Started(loop.epochs, f"training ({stage}), {loop.epochs} epochs"))

    @property
    def hooks(self) -> FitHooks:
        """What the training loop calls."""
        return FitHooks(on_batch=self._batch, on_epoch=self._epoch, stop=self._stop)

    @property
    def seconds(self) -> float:
        """Seconds spent on training steps."""
        return sum(values["seconds"] for values in self.state.history)

    def _batch(self, epoch: int, batch: int, batches: int) -> None:
        now = time.monotonic()
        if now - self._last_report > 0.2 or batch == batches:
            self._last_report = now
            total = self.loop.epochs * batches
            self._options.report(Progress(epoch * batches + batch, total))

    def _epoch(self, state: FitState) -> None:
        self.state = state
        self._options.report(Result("epoch", {"stage": self.stage, "epochs": self.loop.epochs, **state.history[-1]}))
        if self._path is not None:
            self._write(self._path)

    def _stop(self) -> bool:
        self.stopped = self.stopped or self._options.stop()
        return self.stopped

    def _write(self, path: Path) -> None:
        values = {entry.name: getattr(self.state, entry.name) for entry in fields(self.state)}
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            torch.save({"stage": self.stage, "loop": _loop_key(self.loop), **values}, temporary)
            temporary.replace(path)
        except (OSError, RuntimeError) as error:  # torch reports a full disk as RuntimeError
            temporary.unlink(missing_ok=True)
            raise TrainingError(
                f"the checkpoint {path} could not be written ({error}): free some space, or choose another --out"
            ) from error

    def _read(self, path: Path) -> FitState:
        try:
            values: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
            stage, loop = values.pop("stage"), values.pop("loop")
        except Exception as error:  # damaged files raise a dozen kinds
            raise TrainingError(f"the checkpoint {path} is damaged: delete it, or train without --resume") from error
        if stage != self.stage:
            return FitState()
        if loop != _loop_key(self.loop):
            raise TrainingError(
                f"the checkpoint {path} was made with other settings: give the same ones, or train without --resume"
            )
        return FitState(**values)


def _loop_key(loop: LoopSettings) -> str:
    return json.dumps(asdict(loop), sort_keys=True)
