"""Suggestions for photos from the model, in the background: visible photos first, cancellable, resumable."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from landmark_gui.workers.explaining import Aside
from landmark_gui.workers.inference_engine import InferenceEngine
from landmark_gui.workers.inference_events import InferenceSummary, LoadedModel
from landmark_gui.workers.model_loading import Choice
from landmark_gui.workers.worker import Worker

__all__ = ["InferenceSummary", "InferenceWorker", "LoadedModel"]


class InferenceWorker(Worker):
    """Runs the model over photos.

    Torch and the model are loaded by the first run, never before, and kept for the next one.

    Signals:
        started (int): A run begins with so many photos.
        model_loading (str): The model of that name is being loaded, which can take some seconds.
        model_ready (LoadedModel): The model is loaded.
        model_failed (str): The model cannot be used, or failed while it ran; one sentence. `finished` follows.
        answering (str): `results` are from now on those of the model with that identity, see `LoadedModel`.
        results (list[Suggestion]): Suggestions, as they come; none of these has an error.
        failed (list[Failure]): Photos that could not be read, and folders that are gone.
        progress (Progress): How far the run is.
        finished (InferenceSummary): Follows each `started`.
        explained (Explained): Where the model sees what in a photo, or why nobody can tell.
        nearest (Nearest): The training photos that are most like a photo.
    """

    started = Signal(int)
    model_loading = Signal(str)
    model_ready = Signal(object)
    model_failed = Signal(str)
    answering = Signal(str)
    results = Signal(object)
    failed = Signal(object)
    progress = Signal(object)
    finished = Signal(object)
    explained = Signal(object)
    nearest = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Makes the worker; its thread starts with the first command."""
        self._inference = InferenceEngine()
        super().__init__(self._inference, parent)

    def configure(self, model: str | None = None, device: str | None = None, *, top_k: int = 5) -> None:
        """Chooses the model and the device for the next run; a run that is on keeps its own.

        Args:
            model: A model's name or file; None: the one in use in the settings.
            device: See `landmark_gui.inference.devices.choose`; None: the one in the settings.
            top_k: Most candidates per photo.
        """
        self._command(self._inference.configure, Choice(model, device, top_k))

    def start(self, paths: Sequence[Path]) -> None:
        """Begins a run over these photos; if one is on, they are added to it, except those that it has already.

        To go on after a cancelled run, start with the photos that have no suggestion yet.
        """
        self._command(self._inference.start, tuple(paths))

    def prioritise(self, paths: Sequence[Path]) -> None:
        """These photos, as far as they are part of the run and not done, come next, the first one first."""
        self._command(self._inference.prioritise, tuple(paths))

    def give_way(self, yes: bool) -> None:
        """Leaves a processor core to more urgent work, such as visible thumbnails, until called with False."""
        self._command(self._inference.give_way, yes)

    def cancel(self) -> None:
        """Ends the run after the batches in hand, whose results still come. A later `start` begins a new run."""
        self._command(self._inference.cancel)

    def explain(self, path: Path | None) -> None:
        """Finds out where the model sees what in this photo, beside a run; `explained` follows.

        What an earlier call asked for is dropped, unless it is in hand; its outcome is not told then.

        Args:
            path: The photo; None: none any more.
        """
        self._command(self._inference.ask_aside, Aside.EXPLAIN, None if path is None else (path,))

    def find_nearest(self, path: Path | None, landmark: str = "") -> None:
        """Looks for the training photos of a landmark that are most like this photo; `nearest` follows.

        Takes some seconds the first time for each landmark. What an earlier call asked for is given up.

        Args:
            path: The photo; None: none any more.
            landmark: The landmark's key.
        """
        self._command(self._inference.ask_aside, Aside.NEAREST, None if path is None else (path, landmark))
