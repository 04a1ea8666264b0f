"""The file of the model in use, found without loading torch."""

from pathlib import Path

from landmark_gui import paths, resources

_MODEL_SUFFIX = ".landmarks"


def model_path(name: str) -> Path | None:
    """The file of a model.

    Args:
        name: Name or file, as in the setting ``model``; empty: the model that ships with the program.

    Returns:
        None where there is none.
    """
    candidates = [paths.models_folder() / f"{name}{_MODEL_SUFFIX}", Path(name)] if name and name != "default" else []
    for path in candidates:
        if path.is_file():
            return path
    try:
        return None if candidates else resources.path(f"models/default{_MODEL_SUFFIX}")
    except FileNotFoundError:
        return None
