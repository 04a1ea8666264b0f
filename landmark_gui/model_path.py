"""Where models lie and what they are called, found without loading torch."""

import os
from pathlib import Path

from landmark_gui import paths, resources

SUFFIX = ".landmarks"
DEFAULT_NAME = "default"


def default_model() -> Path | None:
    """The model that ships with the app; None in a copy that lacks it."""
    try:
        return resources.path(f"models/{DEFAULT_NAME}{SUFFIX}")
    except FileNotFoundError:
        return None


def installed() -> list[Path]:
    """The files of the models that were imported or trained, in the order of their names."""
    folder = paths.models_folder()
    found = [path for path in folder.glob(f"*{SUFFIX}") if path.is_file() and not path.name.startswith(".")]
    return sorted(found, key=lambda path: path.stem.casefold())


def by_name(name: str) -> Path | None:
    """The model of that name, whatever its case: many file systems do not tell Eiffel from eiffel."""
    if name.casefold() == DEFAULT_NAME:
        return default_model()
    return next((path for path in installed() if path.stem.casefold() == name.casefold()), None)


def is_file_name(choice: str) -> bool:
    """Whether a choice means a file rather than a model's name: it has a folder or our suffix."""
    return choice.endswith(SUFFIX) or Path(choice).name != choice


def model_path(choice: str) -> Path | None:
    """The file of a model.

    Args:
        choice: A model's name, or a file; empty: the model that ships with the app. A model of a name goes before a
            file that is called so.

    Returns:
        None where there is none.
    """
    path = None if is_file_name(choice) else by_name(choice or DEFAULT_NAME)
    if path is None and choice and Path(choice).is_file():
        path = Path(os.path.abspath(choice))
    return path
