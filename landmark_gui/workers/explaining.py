"""Answers questions about one photo in a hand of the inference worker: where the model sees what, and what it is like.

Pictures come as small images that the window colours as it likes.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from landmark_gui import taught
from landmark_gui.library.decisions import landmark_key
from landmark_gui.workers import picture
from landmark_gui.workers.model_loading import Loaded, failure

if TYPE_CHECKING:
    from landmark_gui.inference.explain import Explainer
    from landmark_gui.inference.feature_cache import FeatureCache

_MOST_NEAR = 5
_THUMBNAIL = 160  # pixels of the longer side


class Aside(IntEnum):
    """Kinds of questions, the quick ones first."""

    EXPLAIN = 1
    NEAREST = 2

    @property
    def signal(self) -> str:
        """The worker's signal with the answer."""
        return "explained" if self is Aside.EXPLAIN else "nearest"


@dataclass(frozen=True, slots=True)
class Explained:
    """What the model sees in a photo, and where.

    Attributes:
        path: The photo.
        model: Id of the model, see `landmark_gui.library.content.model_id`.
        maps: By the landmark's key: a small picture over the whole upright photo, of 256 levels (`Format_Indexed8`),
            from nothing to the most that any place says for the landmark that the model puts first.
        has_places: Whether the model's features have places; without them there are no maps.
        problem: Why nothing can be told about this photo; empty where it can.
    """

    path: Path
    model: str = ""
    maps: Mapping[str, QImage] = field(default_factory=dict)
    has_places: bool = True
    problem: str = ""
    kind: Aside = Aside.EXPLAIN
    given_up: bool = False


@dataclass(frozen=True, slots=True)
class NearPhoto:
    """A training photo that is like the one asked about."""

    path: Path
    similarity: float
    thumbnail: QImage


@dataclass(frozen=True, slots=True)
class Nearest:
    """The training photos of a landmark that are most like a photo.

    Attributes:
        path: The photo.
        landmark: The landmark's key.
        photos: Most similar first.
        is_here: Whether the model's training photos are on this machine.
        problem: Why nothing can be told; empty where it can.
        given_up: Whether nobody wants it any more.
    """

    path: Path
    landmark: str
    photos: tuple[NearPhoto, ...] = ()
    is_here: bool = True
    problem: str = ""
    kind: Aside = Aside.NEAREST
    given_up: bool = False


Answer = Explained | Nearest


class Explaining:
    """Answers one question at a time with the model that is loaded."""

    def __init__(self) -> None:
        self._explainer: Explainer | None = None
        self._cache: tuple[Path, FeatureCache] | None = None
        self._unwanted = threading.Event()

    def forget(self) -> None:
        """Lets the model go that was explained last; it may be a large one."""
        self._explainer = self._cache = None

    def give_up(self, kind: Aside) -> None:
        """Has a long answer end early, as nobody wants it any more; from any thread."""
        if kind is Aside.NEAREST:
            self._unwanted.set()

    def answer(self, kind: Aside, loaded: Loaded, question: tuple[Any, ...]) -> Answer:
        """Answers in the hand.

        Raises:
            landmark_gui.inference.images.PhotoError: The photo cannot be read.
        """
        return self._explain(loaded, *question) if kind is Aside.EXPLAIN else self._nearest(loaded, *question)

    def _explain(self, loaded: Loaded, path: Path) -> Explained:
        from landmark_gui.inference.explain import Explainer, Method  # noqa: PLC0415 - loads torch

        explainer = self._explainer
        if explainer is None or explainer.predictor is not loaded.predictor:
            explainer = self._explainer = Explainer(loaded.predictor)
        explanation = explainer.explain(path)
        maps = {}
        for number, heat in explanation.maps.items():
            levels = (heat.values.clip(0.0, 1.0) * 255).round().astype("uint8")
            height, width = levels.shape
            image = QImage(levels.tobytes(), width, height, width, QImage.Format.Format_Indexed8)
            # A copy, as Qt does not keep Python's bytes alive.
            maps[landmark_key(loaded.predictor.landmarks[number])] = image.copy()
        return Explained(path, loaded.about.identity, maps, explanation.method is not Method.NONE)

    def _nearest(self, loaded: Loaded, path: Path, landmark: str) -> Nearest:
        from landmark_gui.inference import training_photos  # noqa: PLC0415

        self._unwanted.clear()
        predictor = loaded.predictor
        keys = [landmark_key(candidate) for candidate in predictor.landmarks]
        if landmark in keys:
            folder = training_photos.remembered(predictor.info)
            if folder is None:
                return Nearest(path, landmark, is_here=False)
            others = training_photos.of_landmark(folder, predictor.info, keys.index(landmark))
        else:
            others = taught.examples_of(landmark)
        found = training_photos.nearest(
            predictor, self._features(loaded), path, others, _MOST_NEAR, self._unwanted.is_set
        )
        if found is None:
            return Nearest(path, landmark, given_up=True)
        return Nearest(path, landmark, tuple(_near(entry.path, entry.similarity) for entry in found))

    def _features(self, loaded: Loaded) -> "FeatureCache":
        from landmark_gui.inference import feature_cache  # noqa: PLC0415

        path = loaded.about.path
        if self._cache is None or self._cache[0] != path:
            self._cache = path, feature_cache.for_model(path, loaded.predictor)
        return self._cache[1]


def _near(path: Path, similarity: float) -> NearPhoto:
    try:
        thumbnail = picture.to_qimage(picture.decode(path, _THUMBNAIL))
    except Exception:  # it went away this moment; its name still tells something
        thumbnail = QImage()
    return NearPhoto(path, similarity, thumbnail)


def failed(kind: Aside, question: tuple[Any, ...], problem: str) -> Answer:
    """The answer to a question that could not be answered."""
    path = question[0]
    return Explained(path, problem=problem) if kind is Aside.EXPLAIN else Nearest(path, question[1], problem=problem)


def reason(error: Exception) -> str:
    """What to tell the person about an exception from `Explaining.answer`."""
    from landmark_gui.inference.images import PhotoError  # noqa: PLC0415

    return error.reason if isinstance(error, PhotoError) else failure(error)
