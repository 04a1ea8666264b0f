"""Improves the model by the person's decisions in the background: progress, cancelling, and what came of it."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from landmark_gui.library.catalog import Lesson
from landmark_gui.workers import torch_libraries
from landmark_gui.workers.engine import Engine, Hands
from landmark_gui.workers.smoothness import without_garbage_collection
from landmark_gui.workers.worker import Worker


@dataclass(frozen=True, slots=True)
class Improved:
    """What came of it; see `landmark_gui.inference.improving.Improvement`.

    Attributes:
        parent: Name of the model that was to be improved.
        name: Name of the new model; empty where there is none.
        figures: As `training.refit.report` gives them.
        unknown: Decisions about landmarks that the model does not know.
        gone: Decided photos that cannot be read any more.
        problem: Why nothing could be tried; empty where it could.
        cancelled: Whether it was cancelled.
    """

    parent: str = ""
    name: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    unknown: int = 0
    gone: int = 0
    problem: str = ""
    cancelled: bool = False


class _ImproveEngine(Engine):
    """One hand that learns; photos are looked at by the model's own threads."""

    name = "improve"

    def __init__(self) -> None:
        self._hand = Hands(1, self.name, finish=True)
        super().__init__(self._hand)
        self.cancelled = 0
        """Up to which start all are cancelled; set in the GUI thread."""

    def start(self, number: int, lessons: Sequence[Lesson], model: str | None, device: str) -> None:
        """Begins, unless it is under way."""
        if self.busy:
            return
        self.busy = True
        work = partial(self._improve, number, lessons, model, device)
        self.delegate(self._hand, work, self._done, lambda error: self._done(Improved(problem=_reason(error))))

    def _done(self, improved: Improved) -> None:
        self.busy = False
        self.outbox.send("finished", improved)

    def _improve(self, number: int, lessons: Sequence[Lesson], model: str | None, device: str) -> Improved:
        """Runs in the hand."""
        if "torch" not in sys.modules:
            with without_garbage_collection():
                torch_libraries.preload()
                from landmark_gui.inference import improving  # noqa: PLC0415
        from landmark_gui.inference import improving  # noqa: PLC0415

        found = improving.improve(
            lessons,
            model,
            device=device,
            use=False,
            progress=lambda step: self.outbox.latest("progress", step.done, step.total),
            stopped=lambda: self.cancelled >= number or self.stopping.is_set(),
        )
        if found is None:
            return Improved(cancelled=True)
        return Improved(found.parent, found.name, found.figures, found.unknown, found.gone)


def _reason(error: Exception) -> str:
    """What to tell the person."""
    from landmark_gui.inference.improving import SENTENCES  # noqa: PLC0415
    from landmark_gui.workers.model_loading import failure  # noqa: PLC0415

    return str(error) if isinstance(error, SENTENCES) else failure(error)


class ImproveWorker(Worker):
    """Improves the model in use.

    Signals:
        progress (int, int): Photos looked at, of all.
        finished (Improved): Follows each `start` that was not under way.
    """

    progress = Signal(int, int)
    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Makes the worker; its thread starts with the first command."""
        self._improving = _ImproveEngine()
        self._starts = 0
        super().__init__(self._improving, parent)

    def start(self, lessons: Sequence[Lesson], model: str | None, device: str) -> None:
        """Begins; the new model, where there is one, lies beside the others and is not in use yet.

        Args:
            lessons: What the person decided.
            model: Name of the model; None: the one in use.
            device: See `landmark_gui.inference.devices.choose`.
        """
        # A number, and no flag that is taken back later: what is cancelled at once stays so.
        self._starts += 1
        self._command(self._improving.start, self._starts, tuple(lessons), model, device)

    def cancel(self) -> None:
        """Gives up after the photos in hand; `finished` follows."""
        self._improving.cancelled = self._starts
