"""Tells a folder that is gone (unplugged, moved, deleted) from photos that are."""

import os
from pathlib import Path

from landmark_gui.workers.worker import Failure


def lost_folder(path: Path) -> Path | None:
    """The highest folder above a photo that is no longer there; None where its folder is there. Asks the disk."""
    lost = None
    for folder in path.parents:
        if os.path.isdir(folder):
            break
        lost = folder
    return lost


def lost_folder_failure(folder: Path, photos: int) -> Failure:
    """What to tell the person about it.

    Args:
        folder: What `lost_folder` gave.
        photos: How many photos in it are left out.
    """
    number = "1 photo in it is" if photos == 1 else f"{photos} photos in it are"
    return Failure(folder, f"This folder is gone (unplugged, moved or deleted): {number} left out.")
