"""Loads a model in a hand of the inference worker; the only place among the workers that imports torch."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from landmark_gui.workers import torch_libraries
from landmark_gui.workers.inference_events import LoadedModel
from landmark_gui.workers.smoothness import without_garbage_collection

if TYPE_CHECKING:
    from landmark_gui.inference.predictor import Predictor


class ModelError(Exception):
    """The model cannot be used; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which model to use, on which device, with how many candidates per photo; None: what the settings say."""

    model: str | None = None
    device: str | None = None
    top_k: int = 5


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model that is ready.

    Attributes:
        choice: What it was loaded for.
        predictor: The model.
        about: What to tell of it.
        source: The file's path, size and time, the device's name, and what was taught: what must be the same to use it
            again.
    """

    choice: Choice
    predictor: "Predictor"
    about: LoadedModel
    source: tuple[Path, int, int, str, str]


def load(choice: Choice, before: Loaded | None, hands: int, on_loading: Callable[[str], None]) -> Loaded:
    """The model of that choice.

    Args:
        choice: Which one.
        before: The one in memory, which is given back where it is the same.
        hands: How many threads will use it at the same time; they share the processor's cores.
        on_loading: Called with the model's name where it really has to be loaded.

    Raises:
        ModelError: It cannot be used.
    """
    from landmark_gui import settings  # noqa: PLC0415

    try:
        chosen = settings.load()
    except settings.SettingsError as error:
        raise ModelError(str(error)) from error
    device = choice.device or chosen.text("device")
    if "torch" in sys.modules:
        return _load(choice, device, before, hands, on_loading)
    on_loading(Path(choice.model or chosen.text("model") or "default").stem)
    with without_garbage_collection():
        try:
            torch_libraries.preload()
            from landmark_gui.inference.predictor import Predictor  # noqa: F401, PLC0415
        except (ImportError, OSError) as error:
            raise ModelError(
                f"PyTorch, which the model needs, could not be loaded ({error}); install Landmark Tagger again."
            ) from error
        return _load(choice, device, before, hands, _ignore)


def _load(choice: Choice, device: str, before: Loaded | None, hands: int, on_loading: Callable[[str], None]) -> Loaded:
    from landmark_gui import settings, taught  # noqa: PLC0415
    from landmark_gui.gazetteer import GazetteerError  # noqa: PLC0415
    from landmark_gui.inference import model_store  # noqa: PLC0415
    from landmark_gui.inference.devices import DeviceError  # noqa: PLC0415
    from landmark_gui.inference.predictor import Predictor  # noqa: PLC0415
    from landmark_gui.library.content import model_id  # noqa: PLC0415
    from training.model_file import ModelFileError  # noqa: PLC0415

    try:
        path = model_store.find(choice.model)
        status = path.stat()
        source = (path, status.st_size, status.st_mtime_ns, device, taught.fingerprint())
        if before is not None and before.source == source:
            return replace(before, choice=choice)
        on_loading(path.stem)
        predictor = Predictor(path, device, workers=hands)
        about = LoadedModel(
            predictor.name, path, str(predictor.device), len(predictor.info.classes), taught.identity(model_id(path))
        )
        return Loaded(choice, predictor, about, source)
    except (model_store.NoModelError, ModelFileError, DeviceError, settings.SettingsError, GazetteerError) as error:
        raise ModelError(str(error)) from error
    except MemoryError as error:
        raise ModelError("There is not enough free memory to load the model; choose a smaller one.") from error
    except Exception as error:
        raise ModelError(f"The model could not be loaded ({_named(error)}); choose another model or device.") from error


def failure(error: Exception) -> str:
    """What to tell the person about a model that failed while it ran."""
    if isinstance(error, MemoryError) or "out of memory" in str(error).lower():
        return "There is not enough free memory to run the model; close other programs or choose another device."
    return f"The model failed while it ran ({_named(error)}); choose another model or device."


def _named(error: Exception) -> str:
    """An exception in one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def _ignore(_: str) -> None:
    pass
