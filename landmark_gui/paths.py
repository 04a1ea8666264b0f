"""Where the person's own data lies: catalog, journal, models and settings."""

import os
from pathlib import Path

HOME_VARIABLE = "LANDMARK_GUI_HOME"
_APP = "landmark-tagger"


def data_folder() -> Path:
    """The user data folder: ``$LANDMARK_GUI_HOME`` if set, else the platform's standard one; it may not exist yet."""
    if home := os.environ.get(HOME_VARIABLE):
        return Path(home).expanduser().absolute()
    import platformdirs  # noqa: PLC0415 - not needed where the variable is set

    return platformdirs.user_data_path(_APP, appauthor=False)


def settings_file() -> Path:
    """The settings, a JSON file: in ``$LANDMARK_GUI_HOME`` if set, else in the platform's configuration folder."""
    if os.environ.get(HOME_VARIABLE):
        return data_folder() / "settings.json"
    import platformdirs  # noqa: PLC0415

    return platformdirs.user_config_path(_APP, appauthor=False) / "settings.json"


def models_folder() -> Path:
    """The folder of imported and trained models; it may not exist yet."""
    return data_folder() / "models"
