"""Where cached work is kept."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_dir


def cache_folder() -> Path:
    """``$LANDMARK_GUI_HOME/cache``, or the platform's cache folder of the app."""
    home = os.environ.get("LANDMARK_GUI_HOME")
    return Path(home).expanduser().absolute() / "cache" if home else Path(user_cache_dir("landmark-tagger"))
