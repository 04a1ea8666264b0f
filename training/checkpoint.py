"""What a run tells and keeps while it goes on: progress, history, and a checkpoint to resume from."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor

from training.devices import memory_in_use
from training.events import Progress, Reporter, Result, Started
from training.loop import FitHooks, FitState, LoopSettings, Processes, TrainingError
from training.model_file import ModelInfo

_QUICK_S, _LARGEST_SHARE = 1.0, 0.1
"""Checkpoints that take longer than this are written less often, so that no more than such a share of the time goes
into them: VGG19's, with its optimizer more than a gigabyte, took as long as several epochs on cached features."""


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


def remove_leftovers(out: Path) -> None:
    """Removes what runs that were killed while they wrote this model's checkpoint have left of it."""
    path = checkpoint_path(out)
    prefix = _temporary(path, "").name
    with suppress(OSError):
        for entry in list(path.parent.iterdir()):
            process = entry.name.removeprefix(prefix)
            if entry.name.startswith(prefix) and re.fullmatch(r"[0-9]{1,9}", process) and not _runs(int(process)):
                with suppress(OSError):
                    entry.unlink()


def _temporary(path: Path, process: int | str) -> Path:
    return path.with_name(f".{path.name}.{process}")


def _runs(process: int) -> bool:
    """Whether another process of this number runs."""
    if process == os.getpid():
        return False
    if sys.platform == "win32":  # where `os.kill` would end it, and no file that is being written can be removed
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is somebody else's
        return True
    return True


class EpochLog:
    """Reports one stage of training and writes its checkpoint after each epoch (after some, where that takes long).

    Attributes:
        stage: ``scratch``, ``head``, ``transfer`` or ``finetune``.
        state: Where the stage starts: anew, or from the checkpoint if the person asked to resume.
    """

    def __init__(
        self,
        options: LogOptions,
        stage: str,
        loop: LoopSettings,
        save_to: Path | None,
        info: ModelInfo | None = None,
    ) -> None:
        self.stage, self.loop, self._options = stage, loop, options
        self._key = _run_key(loop, info)
        self._path = checkpoint_path(save_to) if save_to is not None and options.processes.rank == 0 else None
        if self._path is not None and save_to is not None:
            remove_leftovers(save_to)
        self.state = FitState()
        self._last_report = 0.0
        self._next_write = 0.0
        self._written_epoch = 0
        resume_from = checkpoint_path(save_to) if save_to is not None else None
        if options.resume and resume_from is not None and resume_from.is_file():
            self.state = self._read(resume_from)
            self._written_epoch = self.state.epoch
        if self.state.history:
            options.stop()  # from the first question on, who stops the run keeps the best so far: there is one already
        epochs = "1 epoch" if loop.epochs == 1 else f"{loop.epochs} epochs"
        options.report(Started(loop.epochs, f"training ({stage}), {epochs}"))
        if self.state.history:
            told = {"stage": stage, "epoch": self.state.epoch, "epochs": loop.epochs, "history": self.state.history}
            options.report(Result("continued", told))

    @property
    def hooks(self) -> FitHooks:
        """What the training loop calls."""
        return FitHooks(on_batch=self._batch, on_epoch=self._epoch, stop=self._stop)

    @property
    def stopped(self) -> bool:
        """Whether the run ended before its last epoch, by this process or by one that it trains with."""
        return self.state.epoch < self.loop.epochs

    @property
    def seconds(self) -> float:
        """Seconds spent on training steps."""
        return sum(values["seconds"] for values in self.state.history)

    def _stop(self) -> bool:
        """Whether to stop now; not before an epoch that would be lost is written, which is at the end of the next."""
        is_kept = self._path is None or self._written_epoch == self.state.epoch
        return is_kept and self._options.stop()

    def _batch(self, epoch: int, batch: int, batches: int, loss: Tensor) -> None:
        now = time.monotonic()
        if now - self._last_report > 0.2 or batch == batches:
            self._last_report = now
            total = self.loop.epochs * batches
            values = {
                "stage": self.stage, "epoch": epoch + 1, "epochs": self.loop.epochs, "batch": batch,
                "batches": batches, "batch_size": self.loop.batch_size, "loss": float(loss),
                "memory": memory_in_use(loss.device),
            }  # fmt: skip
            self._options.report(Progress(epoch * batches + batch, total, values=values))

    def _epoch(self, state: FitState) -> None:
        self.state = state
        self._options.report(Result("epoch", {"stage": self.stage, "epochs": self.loop.epochs, **state.history[-1]}))
        started = time.monotonic()
        # Processes that train together stop together: none may want to go on to the end of an epoch alone.
        is_due = (
            started >= self._next_write
            or state.epoch == self.loop.epochs
            or self._options.processes.count > 1
            or self._options.stop()
        )
        if self._path is not None and is_due:
            self._write(self._path)
            self._written_epoch = state.epoch
            took = time.monotonic() - started
            self._next_write = time.monotonic() + (took / _LARGEST_SHARE if took > _QUICK_S else 0.0)

    def _write(self, path: Path) -> None:
        values = {entry.name: getattr(self.state, entry.name) for entry in fields(self.state)}
        temporary = _temporary(path, os.getpid())
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            torch.save({"stage": self.stage, "run": self._key, **values}, temporary)
            temporary.replace(path)
        except (OSError, RuntimeError) as error:  # torch reports a full disk as RuntimeError
            raise TrainingError(
                f"the checkpoint {path} could not be written ({error}): free some space, or choose another --out"
            ) from error
        finally:
            with suppress(OSError):
                temporary.unlink()

    def _read(self, path: Path) -> FitState:
        try:
            values: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
            stage, run = values.pop("stage"), values.pop("run")
            state = FitState(**values)
        except Exception as error:  # damaged files raise a dozen kinds
            raise TrainingError(f"the checkpoint {path} is damaged: delete it, or train without --resume") from error
        if stage != self.stage:
            return FitState()
        if run != self._key:
            raise TrainingError(
                f"the checkpoint {path} was made with other settings or photos: give the same ones, or train without "
                "--resume"
            )
        return state


def _run_key(loop: LoopSettings, info: ModelInfo | None) -> str:
    """What must be equal for a run to go on as if it had not been interrupted."""
    model = (
        None
        if info is None
        else [info.arch, info.arch_arguments, info.classes, info.preprocessing.to_json(), info.data]
    )
    return json.dumps([asdict(loop), model], sort_keys=True)
