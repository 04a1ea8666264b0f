"""What is done with model files, for threads of Qt's pool: it reads the disk, and it loads torch.

As everywhere among the workers, torch is loaded only within the running function.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from landmark_gui.workers import torch_libraries
from landmark_gui.workers.smoothness import without_garbage_collection

if TYPE_CHECKING:
    from landmark_gui.inference.model_store import ModelEntry


class ModelFilesError(Exception):
    """It could not be done; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class WorseThan:
    """That a model is right less often than the one in use, on the same photos."""

    top1: float
    top1_in_use: float
    in_use: str


@dataclass(frozen=True)
class ModelFacts:
    """One model at hand, as the window shows it.

    Attributes:
        name: By which it is chosen.
        path: The file.
        error: Why it cannot be used; empty where it can.
        arch: Its network.
        classes: The landmarks that it knows.
        figures: ``top1``, ``top3``, … as measured when it was made.
        created: ISO 8601.
        notes: The person's.
        bytes: Size of the file.
        default: Whether it ships with the app.
        in_use: Whether it suggests now.
        settings: How it was trained.
        worse: Set where it is known to be worse than the one in use.
    """

    name: str
    path: Path
    error: str = ""
    arch: str = ""
    classes: tuple[str, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)
    created: str = ""
    notes: str = ""
    bytes: int = 0
    default: bool = False
    in_use: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)
    worse: WorseThan | None = None


def models() -> list[ModelFacts]:
    """All models at hand.

    Raises:
        ModelFilesError: The settings cannot be read.
    """
    with _store() as store:
        return [_facts(entry, store) for entry in store.entries()]


def save_trained(
    source: Path, name: str, notes: str, compared: Mapping[str, object] | None, photos: Path | None = None
) -> ModelFacts:
    """Takes in a model that was just trained; see `model_store.save_trained`.

    Args:
        source: The model file.
        name: Of the model.
        notes: The person's.
        compared: See there.
        photos: Where the training photos lie, to be kept in mind.

    Raises:
        ModelFilesError: It could not be.
    """
    with _store() as store:
        facts = _facts(store.save_trained(source, name, notes, compared), store)
        if photos is not None:
            remember_training_photos(facts.path, photos)
        return facts


def remember_training_photos(model: Path, folder: Path) -> str:
    """Keeps in mind where a model's training photos lie; returns what is wrong with that, empty for nothing."""
    with _store():
        from landmark_gui.inference import training_photos  # noqa: PLC0415

        return training_photos.remember_for(model, folder)


def import_file(source: Path) -> ModelFacts:
    """Takes in a model file, or the reference project's weights.

    Raises:
        ModelFilesError: It could not be.
    """
    with _store() as store:
        return _facts(store.import_file(source), store)


def rename(name: str, new: str) -> ModelFacts:
    """Gives a model another name.

    Raises:
        ModelFilesError: It could not be.
    """
    with _store() as store:
        return _facts(store.rename(name, new), store)


def delete(name: str) -> None:
    """Removes a model.

    Raises:
        ModelFilesError: It could not be.
    """
    with _store() as store:
        store.delete(name)


def export(name: str, target: Path) -> Path:
    """Copies a model to a file; returns it.

    Raises:
        ModelFilesError: It could not be.
    """
    with _store() as store:
        return Path(store.export(name, target))


def check_usable(name: str) -> ModelFacts:
    """Loads a model once, to see that it works, before it is put in use.

    Raises:
        ModelFilesError: It does not.
    """
    with _store() as store:
        return _facts(store.usable(name), store)


def model_id(path: Path) -> str:
    """See `landmark_gui.library.content.model_id`; empty where the file cannot be read."""
    from landmark_gui.library import content  # noqa: PLC0415

    try:
        return content.model_id(path)
    except OSError:
        return ""


def _facts(entry: "ModelEntry", store: Any) -> ModelFacts:
    info = entry.info
    if info is None:
        return ModelFacts(entry.name, entry.path, entry.error or "", default=entry.default, in_use=entry.in_use)
    worse = None if entry.in_use else store.worse_than_in_use(entry.name)
    return ModelFacts(
        entry.name,
        entry.path,
        arch=info.arch,
        classes=info.classes,
        figures=info.metrics,
        created=info.created,
        notes=info.notes,
        bytes=entry.path.stat().st_size,
        default=entry.default,
        in_use=entry.in_use,
        settings=info.settings,
        worse=None if worse is None else WorseThan(worse.top1, worse.top1_in_use, worse.in_use),
    )


@contextmanager
def _store() -> Iterator[Any]:
    """The model store, with its errors as one kind."""
    if "torch" in sys.modules:
        from landmark_gui.inference import model_store  # noqa: PLC0415
    else:
        with without_garbage_collection():
            torch_libraries.preload()
            from landmark_gui.inference import model_store  # noqa: PLC0415
    from landmark_gui.settings import SettingsError  # noqa: PLC0415
    from training.model_file import ModelFileError  # noqa: PLC0415

    try:
        yield model_store
    except (model_store.ModelStoreError, ModelFileError, SettingsError) as error:
        raise ModelFilesError(str(error)) from error
    except OSError as error:
        raise ModelFilesError(f"{error.filename or 'The models'}: {error.strerror or error}.") from error
