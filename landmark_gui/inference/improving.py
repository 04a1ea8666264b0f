"""Improving a model by the person's decisions: from the catalog to a new model file that is put in use, or not.

See `training.refit` for how it learns and what it must pass. No decision is ever changed, and the model that was
improved stays where it is: taking back is using that one again.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from landmark_gui.inference import model_store
from landmark_gui.inference.devices import DeviceError
from landmark_gui.inference.feature_cache import FeatureCache
from landmark_gui.inference.model_store import ModelStoreError
from landmark_gui.inference.predictor import Predictor
from landmark_gui.library.catalog import Lesson
from landmark_gui.library.content import model_id
from landmark_gui.library.decisions import DecisionKind, landmark_key
from landmark_gui.settings import SettingsError
from training import model_file, refit
from training.model_file import ModelFileError, ModelInfo
from training.new_head import UNKNOWN, Decided
from training.refit import Refit, RefitError

HELD_OUT = 5
"""One in so many decisions is held out."""
_LEAST_HELD_OUT, _MOST_HELD_OUT = 0.12, 0.35


class ImproveError(Exception):
    """The model cannot be improved; the message is one sentence for the person."""


SENTENCES = (ImproveError, ModelStoreError, ModelFileError, DeviceError, SettingsError)
"""What `improve` raises; their messages are sentences for the person."""


@dataclass(frozen=True, slots=True)
class Improvement:
    """What came of it.

    Attributes:
        parent: Name of the model that was to be improved.
        name: Name of the new model; empty where it was refused, and there is none.
        figures: As `training.refit.report` gives them.
        unknown: Decisions about landmarks that the model does not know, which it cannot learn so.
        gone: Decided photos that are no longer there, or cannot be read.
    """

    parent: str
    name: str
    figures: dict[str, Any]
    unknown: int
    gone: int

    @property
    def is_better(self) -> bool:
        """Whether there is a new model."""
        return bool(self.name)


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is: photos looked at, of all."""

    done: int
    total: int


def improve(
    lessons: Sequence[Lesson],
    choice: str | None = None,
    *,
    device: str = "auto",
    use: bool = True,
    progress: Callable[[Step], object] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Improvement | None:
    """Learns from decisions; writes a new model file and puts it in use where that is better. Up to a minute.

    Args:
        lessons: See `landmark_gui.library.catalog.Catalog.lessons`.
        choice: The model's name or file; None: the one in use.
        device: See `landmark_gui.inference.devices.choose`.
        use: Puts the new model in use, where there is one.
        progress: Called while photos are looked at.
        stopped: Asked between photos; True gives up.

    Returns:
        What came of it; None where `stopped` said so.

    Raises:
        ImproveError: The model cannot be improved, or there are too few decisions.
        landmark_gui.inference.model_store.NoModelError: There is no such model.
        landmark_gui.inference.model_store.ModelStoreError: The new model cannot be stored.
        training.model_file.ModelFileError: The model is damaged.
        landmark_gui.inference.devices.DeviceError: No such device.
        landmark_gui.settings.SettingsError: The settings cannot be read or written.
    """
    path = model_store.find(choice)
    kept = model_file.read_kept(path)
    if kept is None:
        raise ImproveError(
            f"The model {path.stem} keeps no features of the photos that it was trained with, without which it would "
            "forget them: it cannot be improved. Models that this version trains can."
        )
    predictor = Predictor(path, device)
    useful, unknown = _useful(lessons, predictor)
    if len(useful) < refit.FEWEST_DECISIONS:
        raise ImproveError(_too_few(len(useful), unknown))
    cache = FeatureCache(model_file.backbone_id(path), kept.train_features.shape[1])
    total = len(useful)
    features = cache.features(
        predictor,
        {lesson.content: Path(lesson.path) for lesson in useful},
        lambda done: progress(Step(done, total)),
        stopped,
    )
    if stopped():
        return None
    there = [lesson for lesson in useful if lesson.content in features]
    try:
        decided = _decided(there, predictor, features)
        head = predictor.network.head.cpu()
        result = refit.refit(predictor.info, head, kept, decided, held_out(there))
    except RefitError as error:
        gone = total - len(there)
        more = f" {gone} decided photos are no longer there or cannot be read." if gone else ""
        raise ImproveError(f"{error}{more}") from error
    figures = refit.report(result)
    name = ""
    if result.is_better:
        name = model_store.save_improved(path, result.head, described(path, result, figures)).name
        if use:
            model_store.use(name)
    return Improvement(path.stem, name, figures, unknown, total - len(there))


def held_out(lessons: Sequence[Lesson]) -> np.ndarray:
    """(N,) which decisions are held out: about a fifth, always the same ones.

    Photos of one hour are all on one side, as pictures of one walk look alike; where the photos are of a few hours only
    or have no time, each is for itself.
    """
    for length in (13, 16, 0):  # hours, minutes, single photos
        keys = [
            lesson.taken[:length].encode() if lesson.taken and length else lesson.content.hex().encode()
            for lesson in lessons
        ]
        chosen = np.array([hashlib.sha256(key).digest()[0] % HELD_OUT == 0 for key in keys], bool)
        if _LEAST_HELD_OUT <= chosen.mean() <= _MOST_HELD_OUT and chosen.sum() >= refit.FEWEST_HELD_OUT:
            return chosen
    order = sorted(range(len(lessons)), key=lambda row: hashlib.sha256(lessons[row].content).digest())
    chosen = np.zeros(len(lessons), bool)
    chosen[order[: round(len(lessons) / HELD_OUT)]] = True
    return chosen


def _useful(lessons: Sequence[Lesson], predictor: Predictor) -> tuple[list[Lesson], int]:
    """The lessons that speak of landmarks that the model knows, or of none; and how many others there are."""
    known = set(_keys(predictor))
    useful, unknown = [], 0
    for lesson in lessons:
        decision = lesson.decision
        if (
            decision.kind is DecisionKind.NO_LANDMARK
            or (decision.kind is DecisionKind.ACCEPTED and decision.landmark in known)
            or decision.rejected & known
        ):
            useful.append(lesson)
        else:
            unknown += 1
    return useful, unknown


def _keys(predictor: Predictor) -> list[str]:
    """The key of each class, in the model's order."""
    classes = len(predictor.info.classes)
    return [landmark_key(candidate) for candidate in predictor.landmarks[:classes]]


def _decided(lessons: Sequence[Lesson], predictor: Predictor, features: dict[bytes, Any]) -> Decided:
    keys = {key: number for number, key in enumerate(_keys(predictor))}
    outputs = np.full(len(lessons), UNKNOWN, np.int64)
    wrong = np.zeros((len(lessons), len(keys)), bool)
    for row, lesson in enumerate(lessons):
        decision = lesson.decision
        if decision.kind is DecisionKind.ACCEPTED:
            outputs[row] = keys.get(decision.landmark, UNKNOWN)
        elif decision.kind is DecisionKind.NO_LANDMARK:
            outputs[row] = len(keys)
        for key in decision.rejected:
            if key in keys:
                wrong[row, keys[key]] = True
    rows = [features[lesson.content] for lesson in lessons]
    width = rows[0].shape[0] if rows else 0
    return Decided(np.stack(rows) if rows else np.empty((0, width), np.float32), outputs, wrong)


def described(parent: Path, result: Refit, figures: dict[str, Any]) -> ModelInfo:
    """The new model's description: what it was made from, and how it does."""
    held = max(1, result.held_out)
    compared = {
        "id": model_id(parent),
        "name": parent.stem,
        "n": result.held_out,
        "top1": result.after.agreed / held,
        "top1_in_use": result.before.agreed / held,
    }
    shown = {
        key: value for key, value in figures.items() if key not in ("test_before", "test_after", "refusals", "reasons")
    }
    return replace(
        result.info,
        name="",
        metrics={**result.info.metrics, **result.after.test},
        settings={**result.info.settings, "improved": {"from": parent.stem, **shown}, "compared": compared},
        created=datetime.now(UTC).replace(microsecond=0).isoformat(),
    )


def _too_few(count: int, unknown: int) -> str:
    text = (
        f"There are too few decisions to learn from: {count} of at least {refit.FEWEST_DECISIONS}; review more photos "
        "first."
    )
    if unknown:
        text += f" {unknown} more are about landmarks that the model does not know: teach it those."
    return text
