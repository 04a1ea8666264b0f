"""Landmark Tagger: suggests which landmark a photo shows.

Importing this package loads nothing heavy; the functions load what they need when they are called.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

__all__ = ["__version__", "predict_landmarks", "suggest_locations"]

if TYPE_CHECKING:
    __version__: str


def __getattr__(name: str) -> str:
    """The version, looked up when it is asked for: that takes longer than all else in a start that hands over."""
    if name != "__version__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import metadata  # noqa: PLC0415

    try:
        return metadata.version("landmark-tagger")
    except metadata.PackageNotFoundError:  # a source tree that is not installed
        return "0+unknown"


def predict_landmarks(path: str | os.PathLike[str], k: int = 3) -> list[str]:
    """The landmarks that the photo most probably shows, by the model in use.

    Args:
        path: The photo.
        k: Number of landmarks.

    Returns:
        Names, most probable first; fewer than k if the model knows fewer.

    Raises:
        landmark_gui.inference.images.PhotoError: The photo cannot be read.
        landmark_gui.inference.model_store.NoModelError: There is no model.
        training.model_file.ModelFileError: The model is damaged.
        ValueError: k is not positive.
    """
    from landmark_gui.inference.api import predict_names  # noqa: PLC0415 - loads torch

    return predict_names(Path(path), k)


def suggest_locations(path: str | os.PathLike[str], k: int = 3) -> list[str]:
    """Shows the photo with the question which of its most probable landmarks it shows.

    The photo is shown in a matplotlib window, or in the notebook; where there is no screen, the question is printed.

    Args:
        path: The photo.
        k: Number of landmarks.

    Returns:
        Names, most probable first.

    Raises:
        Exception: As `predict_landmarks`.
    """
    from landmark_gui.inference.api import ask, show  # noqa: PLC0415

    names = predict_landmarks(path, k)
    question = ask(names)
    if not show(Path(path), question):
        print(question)
    return names
