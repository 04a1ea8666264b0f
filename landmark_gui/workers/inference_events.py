"""What the inference worker tells."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """The model that suggestions come from.

    Attributes:
        name: Its name.
        path: The model file.
        device: Where it runs: ``cpu``, ``cuda``, ``cuda:0``, ``mps``.
        classes: How many landmarks it knows.
        identity: See `landmark_gui.taught.identity`; the catalog keeps suggestions under it.
    """

    name: str
    path: Path
    device: str
    classes: int
    identity: str


@dataclass(frozen=True, slots=True)
class InferenceSummary:
    """What a run came to.

    Attributes:
        total: Photos asked for.
        done: Photos with a suggestion.
        failed: Photos that could not be read.
        left_out: Photos that were not reached: cancelled, their folder gone, or the model failed. Start again with
            these to go on.
        cancelled: Whether it was cancelled.
        seconds: How long it took, with loading the model.
        error: Why all of the run failed, in one sentence; empty where it did not.
    """

    total: int
    done: int
    failed: int
    left_out: int
    cancelled: bool
    seconds: float
    error: str
