"""What the inference worker does in its thread: loads the model when it is needed, and keeps the hands busy."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from landmark_gui.workers import explaining, model_loading
from landmark_gui.workers.engine import Engine, Hands
from landmark_gui.workers.explaining import Answer, Aside, Explaining
from landmark_gui.workers.inference_events import InferenceSummary
from landmark_gui.workers.lost_folders import lost_folder, lost_folder_failures
from landmark_gui.workers.meter import Meter
from landmark_gui.workers.model_loading import Choice, Loaded
from landmark_gui.workers.photo_queue import PhotoQueue
from landmark_gui.workers.worker import Failure
from training.processors import cpu_cores, fair_share

_MOST_HANDS = 4
# A photo that becomes visible, and the end after a cancel, wait for the batches in hand.
_CPU_BATCH, _GPU_BATCH = 8, 32


@dataclass(slots=True)
class _Run:
    """One run, from ``started`` to ``finished``."""

    choice: Choice
    model: Loaded | None = None
    asked: set[Path] = field(default_factory=set)
    meter: Meter = field(default_factory=Meter)
    done: int = 0
    failed: int = 0
    left_out: int = 0
    lost: Counter[Path] = field(default_factory=Counter)
    cancelled: bool = False
    error: str = ""

    @property
    def reached(self) -> int:
        return self.done + self.failed + self.left_out + self.lost.total()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a batch; its suggestions are in the outbox already."""

    done: int
    failed: int
    lost: Counter[Path]


class InferenceEngine(Engine):
    """Loads the model in one hand, then gives every free hand a batch until no photo waits.

    Each hand decodes its own batch and, on a CPU, runs the network on it with its share of the cores. A batch is taken
    from the queue only when a hand is free, so that visible photos wait for nothing but the batches in hand.
    """

    name = "inference"

    def __init__(self) -> None:
        self._most = min(cpu_cores(), _MOST_HANDS)
        self._hands = Hands(self._most, self.name, finish=True)
        # One photo is explained at a time, beside a run: the person looks at it now.
        self._explaining_hand = Hands(1, "explain", finish=True)
        super().__init__(self._hands, self._explaining_hand)
        self._explaining = Explaining()
        self._asides: dict[Aside, tuple[Any, ...]] = {}
        self._is_explaining = False
        self._choice = Choice()
        self._loaded: Loaded | None = None
        self._is_loading = False
        self._current: _Run | None = None
        self._queue = PhotoQueue[Path]()
        self._in_hand = 0
        self._later: list[Sequence[Path]] = []
        self._gives_way = False

    # --- commands -----------------------------------------------------------------------------------------------------

    def configure(self, choice: Choice) -> None:
        """Chooses for the next run."""
        self._choice = choice

    def start(self, paths: Sequence[Path]) -> None:
        """Begins a run, or adds to the one that is on; after `cancel`, begins one when that has ended."""
        run = self._current
        if run is not None and (run.cancelled or run.error):
            self._later.append(paths)
            return
        is_new = run is None
        if run is None:
            run = self._current = _Run(self._choice)
            self.busy = True
        fresh = [path for path in dict.fromkeys(paths) if path not in run.asked]
        run.asked.update(fresh)
        self._queue.add(fresh)
        if is_new:
            self.outbox.send("started", len(run.asked))
        self._go_on()

    def prioritise(self, paths: Sequence[Path]) -> None:
        """See `InferenceWorker.prioritise`."""
        self._queue.prioritise(paths)

    def give_way(self, yes: bool) -> None:
        """See `InferenceWorker.give_way`."""
        self._gives_way = yes
        self._go_on()

    def cancel(self) -> None:
        """Ends the run after the batches in hand."""
        self._later.clear()
        if self._current is not None:
            self._current.cancelled = True
            self._go_on()

    def ask_aside(self, kind: Aside, question: tuple[Any, ...] | None) -> None:
        """Asks about one photo, beside a run; what waits of the same kind is dropped. None: nothing more."""
        self._asides.pop(kind, None)
        self._explaining.give_up(kind)
        if question is not None:
            self._asides[kind] = question
        self._asides_on()

    # --- questions about one photo ------------------------------------------------------------------------------------

    def _asides_on(self) -> None:
        if self._asides and not self._is_explaining:
            if self._loaded is None or self._loaded.choice != self._choice:
                self._load(self._choice)
            else:
                kind = min(self._asides)  # what is quick first
                question = self._asides.pop(kind)
                self._is_explaining = True
                work = partial(self._explaining.answer, kind, self._loaded, question)
                self.delegate(self._explaining_hand, work, self._answered, partial(self._aside_failed, kind, question))
        self._set_busy()

    def _answered(self, answer: Answer) -> None:
        self._is_explaining = False
        # Where another photo is asked about by now, this one is of no use any more.
        if answer.kind not in self._asides and not answer.given_up:
            self.outbox.send(answer.kind.signal, answer)
        self._asides_on()

    def _aside_failed(self, kind: Aside, question: tuple[Any, ...], error: Exception) -> None:
        self._answered(explaining.failed(kind, question, explaining.reason(error)))

    def _set_busy(self) -> None:
        self.busy = self._current is not None or self._is_explaining or bool(self._asides)

    # --- the run ------------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        run = self._current
        if run is None:
            return
        if run.cancelled or run.error:
            run.left_out += self._queue.clear()
        elif run.asked:
            self.outbox.latest("progress", run.meter.progress(run.reached, len(run.asked)))
        if not self._queue:
            if not self._in_hand:
                self._finish(run)
        elif run.model is None:
            self._load(run.choice)
        else:
            while self._queue and self._in_hand < self._allowed:
                self._hand_out(run.model, run.choice.top_k)

    @property
    def _allowed(self) -> int:
        return max(1, self._most - 1) if self._gives_way else self._most

    def _load(self, choice: Choice) -> None:
        if self._is_loading:
            return
        self._is_loading = True
        on_loading = partial(self.outbox.send, "model_loading")
        work = partial(model_loading.load, choice, self._loaded, self._most, on_loading)
        self.delegate(self._hands, work, self._model_came, partial(self._model_failed, choice))

    def _model_came(self, loaded: Loaded) -> None:
        self._is_loading = False
        is_new = self._loaded is None or self._loaded.predictor is not loaded.predictor
        self._loaded = loaded
        if is_new:
            self._explaining.forget()
            self.outbox.send("model_ready", loaded.about)
        run = self._current
        # It may have been loaded for a run that was cancelled meanwhile.
        if run is not None and run.choice == loaded.choice:
            run.model = loaded
            self.outbox.send("answering", loaded.about.identity)
            run.meter.restart()
        self._go_on()
        self._asides_on()

    def _model_failed(self, choice: Choice, error: Exception) -> None:
        self._is_loading = False
        self._loaded = None
        run = self._current
        if run is not None and run.choice == choice and not run.cancelled:
            is_known = isinstance(error, model_loading.ModelError)
            run.error = str(error) if is_known else model_loading.failure(error)
            self.outbox.send("model_failed", run.error)
        asides, self._asides = self._asides, {}
        for kind, question in asides.items():
            self.outbox.send(kind.signal, explaining.failed(kind, question, str(error)))
        self._set_busy()
        self._go_on()

    def _hand_out(self, model: Loaded, top_k: int) -> None:
        most = _CPU_BATCH if model.predictor.device.type == "cpu" else _GPU_BATCH
        batch = self._queue.take(fair_share(len(self._queue), self._allowed, most))
        self._in_hand += 1
        work = partial(self._suggest, model, batch, top_k)
        self.delegate(self._hands, work, self._batch_done, partial(self._batch_failed, len(batch)))

    def _suggest(self, model: Loaded, batch: Sequence[Path], top_k: int) -> _Outcome:
        """Runs in a hand. What it finds goes to the outbox at once, so that stopping the worker does not lose it."""
        own_thread = 1 if model.predictor.device.type == "cpu" else None
        suggestions = list(model.predictor.predict(batch, top_k, workers=own_thread))
        readable = [suggestion for suggestion in suggestions if suggestion.error is None]
        failures, lost = [], Counter[Path]()
        for suggestion in suggestions:
            if suggestion.error is not None:
                folder = lost_folder(suggestion.path)
                if folder is None:
                    failures.append(Failure(suggestion.path, suggestion.error))
                else:
                    lost[folder] += 1
        self.outbox.gather("results", readable)
        self.outbox.gather("failed", failures)
        return _Outcome(len(readable), len(failures), lost)

    def _batch_done(self, outcome: _Outcome) -> None:
        self._in_hand -= 1
        run = self._current
        assert run is not None
        run.done += outcome.done
        run.failed += outcome.failed
        run.lost += outcome.lost
        for folder in outcome.lost:
            run.lost[folder] += self._queue.drop_if(partial(_is_below, folder))
        self._go_on()

    def _batch_failed(self, photos: int, error: Exception) -> None:
        self._in_hand -= 1
        run = self._current
        assert run is not None
        run.left_out += photos
        if not run.error:
            run.error = model_loading.failure(error)
            # A device that failed once may be in a state that only loading anew puts right.
            self._loaded = None
            self.outbox.send("model_failed", run.error)
        self._go_on()

    def _finish(self, run: _Run) -> None:
        self.outbox.gather("failed", lost_folder_failures(run.lost))
        left_out = run.left_out + run.lost.total()
        self.outbox.send(
            "finished",
            InferenceSummary(
                len(run.asked), run.done, run.failed, left_out, run.cancelled, run.meter.seconds, run.error
            ),
        )
        self._current = None
        self._set_busy()
        later, self._later = self._later, []
        for paths in later:
            self.start(paths)


def _is_below(folder: Path, path: Path) -> bool:
    return path.is_relative_to(folder)
