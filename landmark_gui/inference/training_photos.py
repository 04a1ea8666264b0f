"""The photos that a model was trained with, where they are on this machine, and those most like a given photo.

A model file does not say where its training photos lie: that is a matter of one computer. It is remembered here, by the
fingerprint of the data, when a model is trained in the app or the person names the folder.
"""

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from landmark_gui import paths, whole_file
from landmark_gui.inference.feature_cache import FeatureCache
from landmark_gui.inference.predictor import Predictor
from landmark_gui.library.content import content_id
from landmark_gui.photo_names import is_photo
from training.model_file import ModelFileError, ModelInfo, read_info

MOST_LOOKED_AT = 400
"""Training photos of one landmark that are compared."""
_LEAST_FOUND = 0.5  # of the landmarks must have a folder


class TrainingPhotosError(Exception):
    """A folder does not hold a model's training photos; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Near:
    """A training photo that is like a given one.

    Attributes:
        path: The training photo.
        similarity: Cosine of their features about the mean, −1…1.
    """

    path: Path
    similarity: float


def remembered(info: ModelInfo) -> Path | None:
    """The folder of a model's training photos; None where none is known, or it is not there now."""
    folder = _load().get(_key(info), "")
    return Path(folder) if folder and os.path.isdir(folder) else None


def remember(info: ModelInfo, folder: Path) -> None:
    """Keeps in mind where a model's training photos lie.

    Raises:
        TrainingPhotosError: They do not lie there, or the model does not say what it was trained with.
    """
    if not _key(info):
        raise TrainingPhotosError("This model does not say what it was trained with.")
    folder = folder.absolute()
    found = len(class_folders(folder, info))
    if found < _LEAST_FOUND * len(info.classes):
        raise TrainingPhotosError(
            f"{folder}: only {found} of the model's {len(info.classes)} landmarks have a folder of photos here; choose "
            "the folder that holds 'train', or one folder for each landmark."
        )
    known = _load() | {_key(info): str(folder)}
    try:
        whole_file.write(_file(), json.dumps(known, ensure_ascii=True).encode())
    except OSError as error:
        raise TrainingPhotosError(f"{_file()}: {error.strerror or error}.") from error


def remember_for(model: Path, folder: Path) -> str:
    """As `remember`, for a model file; returns what is wrong, empty for nothing."""
    try:
        remember(read_info(model), folder)
    except (TrainingPhotosError, ModelFileError) as error:
        return str(error)
    return ""


def class_folders(folder: Path, info: ModelInfo) -> dict[int, Path]:
    """The folder of each landmark, by its number in the model: in ``train``, or directly."""
    numbers = {_plain(name): number for number, name in enumerate(info.classes)}
    for root in (folder / "train", folder):
        found = {}
        with suppress(OSError), os.scandir(root) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                number = numbers.get(_plain(entry.name))
                if number is not None and entry.is_dir():
                    found[number] = Path(entry.path)
        if found:
            return found
    return {}


def of_landmark(folder: Path, info: ModelInfo, landmark: int) -> list[Path]:
    """The training photos of a landmark, at most `MOST_LOOKED_AT`.

    Args:
        folder: Where the training photos lie.
        info: The model.
        landmark: The landmark's number in it.
    """
    place = class_folders(folder, info).get(landmark)
    if place is None:
        return []
    with suppress(OSError), os.scandir(place) as entries:
        names = sorted(entry.name for entry in entries if entry.is_file() and is_photo(entry.name))
        return [place / name for name in names[:MOST_LOOKED_AT]]
    return []


def nearest(
    predictor: Predictor,
    cache: FeatureCache,
    photo: Path,
    others: Iterable[Path],
    count: int = 5,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Near] | None:
    """Those of some photos that are most like a photo, most similar first.

    Their features are made the first time, which takes some seconds for each hundred, and kept.

    Args:
        predictor: The model.
        cache: Of its backbone.
        photo: The photo.
        others: With which it is compared; a copy of the photo itself is left out.
        count: Most photos.
        stopped: Asked now and then; True gives up, but what was made is kept.

    Returns:
        None where `stopped` said so.

    Raises:
        landmark_gui.inference.images.PhotoError: The photo cannot be read.
    """
    own = next(iter(cache.features(predictor, {_content(photo): photo}).values()), None)
    if own is None:
        predictor.square(photo)  # which says what is wrong with it
        return []
    contents: dict[bytes, Path] = {}
    for path in others:
        if stopped():
            return None
        with suppress(OSError):
            contents.setdefault(content_id(path), path)
    contents.pop(_content(photo), None)
    found = cache.features(predictor, contents, stopped=stopped)
    if stopped():
        return None
    if not found:
        return []
    rows = np.stack([*found.values(), own])
    # What all photos have in common tells nothing; what varies little must not count as much as what varies a lot.
    deviation = rows.std(0)
    standard = (rows - rows.mean(0)) / (deviation + 0.1 * deviation.mean() + 1e-9)
    standard /= np.linalg.norm(standard, axis=1, keepdims=True) + 1e-9
    similar = standard[:-1] @ standard[-1]
    ranked = np.argsort(-similar, kind="stable")[:count]
    keys = list(found)
    return [Near(contents[keys[row]], float(similar[row])) for row in ranked]


def _content(path: Path) -> bytes:
    try:
        return content_id(path)
    except OSError:
        return bytes(16)


def _plain(name: str) -> str:
    """A class's or folder's name as it compares, without number, underscores and case."""
    bare = re.sub(r"^\d+\.", "", unicodedata.normalize("NFC", name))
    return " ".join(bare.replace("_", " ").split()).casefold()


def _key(info: ModelInfo) -> str:
    fingerprint = info.data.get("fingerprint")
    return fingerprint if isinstance(fingerprint, str) else ""


def _file() -> Path:
    return paths.data_folder() / "training_photos.json"


def _load() -> dict[str, str]:
    with suppress(OSError, ValueError):
        known = json.loads(_file().read_text(encoding="utf-8"))
        if isinstance(known, dict):
            return {key: value for key, value in known.items() if isinstance(key, str) and isinstance(value, str)}
    return {}
