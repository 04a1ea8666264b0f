"""Teaching landmarks for windows: plain values, and functions that load torch and read photos, for another thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from landmark_gui import taught
from landmark_gui.taught import TaughtLandmark
from landmark_gui.workers import model_loading
from landmark_gui.workers.model_loading import Choice


class TeachingError(Exception):
    """Nothing was taught or forgotten; the message is one sentence for the person."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants to be taught.

    Attributes:
        name: Of the landmark.
        photos: Which show it.
        latitude: Degrees north, or None.
        longitude: Degrees east, or None.
        city: City; may be empty.
        country: Country; may be empty.
        model: Name or file of the model that looks at them; empty: the one in use.
        device: See `landmark_gui.inference.devices.choose`.
    """

    name: str
    photos: Sequence[Path]
    latitude: float | None = None
    longitude: float | None = None
    city: str = ""
    country: str = ""
    model: str = ""
    device: str = "auto"


@dataclass(frozen=True, slots=True)
class Taught:
    """What became of it; see `landmark_gui.inference.teaching.Taught`."""

    landmark: TaughtLandmark
    added: int
    is_new: bool
    warnings: tuple[str, ...]


def teach(wish: Wish, stop: Callable[[], bool]) -> Taught | None:
    """Teaches a landmark; takes a few seconds.

    Args:
        wish: What is wanted.
        stop: True gives up, and nothing is taught.

    Returns:
        What became of it; None if `stop` said so.

    Raises:
        TeachingError: The name, the place, the photos or the model are not possible, or it cannot be kept.
    """
    try:
        loaded = model_loading.load(Choice(wish.model or None, wish.device), None, 1, lambda _: None)
        from landmark_gui.inference import teaching  # noqa: PLC0415 - loads torch

        place = teaching.Place(wish.latitude, wish.longitude, wish.city, wish.country)
        found = teaching.teach(loaded.predictor, wish.name, wish.photos, place, stop)
    except (taught.TaughtError, model_loading.ModelError) as error:
        raise TeachingError(str(error)) from error
    except MemoryError as error:
        raise TeachingError("There is not enough free memory to look at the photos; close other programs.") from error
    return None if found is None else Taught(found.landmark, found.added, found.is_new, found.warnings)


def unknown_places(
    photos: Sequence[Path], model: str, device: str, progress: Callable[[int, int], None], stop: Callable[[], bool]
) -> list[list[Path]] | None:
    """Groups of photos that look alike; see `landmark_gui.inference.teaching.unknown_places`.

    Raises:
        TeachingError: The model cannot be used for it.
    """
    try:
        loaded = model_loading.load(Choice(model or None, device), None, 1, lambda _: None)
        from landmark_gui.inference import teaching  # noqa: PLC0415 - loads torch

        return teaching.unknown_places(loaded.predictor, photos, progress, stop)
    except (taught.TaughtError, model_loading.ModelError) as error:
        raise TeachingError(str(error)) from error
    except MemoryError as error:
        raise TeachingError("There is not enough free memory to look at the photos; close other programs.") from error


def known() -> tuple[TaughtLandmark, ...]:
    """All taught landmarks.

    Raises:
        TeachingError: The list cannot be read.
    """
    try:
        return taught.load()
    except taught.TaughtError as error:
        raise TeachingError(str(error)) from error


def forget(names: Sequence[str]) -> tuple[TaughtLandmark, ...]:
    """Removes taught landmarks, by id; returns those that are left.

    Raises:
        TeachingError: The list cannot be read or written.
    """
    try:
        return taught.remove(names)
    except taught.TaughtError as error:
        raise TeachingError(str(error)) from error
