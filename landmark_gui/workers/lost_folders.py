"""Tells a folder that is gone (unplugged, moved, deleted) from photos that are."""

import os
from collections import Counter
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


def lost_folder_failures(lost: Counter[Path]) -> list[Failure]:
    """What to tell the person about them.

    Args:
        lost: What `lost_folder` gave, with the number of photos in it that are left out. A folder in another one
            counts as that one: both may have been seen while a folder was being deleted.
    """
    merged = Counter[Path]()
    for folder, photos in lost.items():
        highest = next((parent for parent in reversed(folder.parents) if parent in lost), folder)
        merged[highest] += photos
    return [_failure(folder, photos) for folder, photos in merged.items()]


def _failure(folder: Path, photos: int) -> Failure:
    if photos == 1:
        return Failure(folder, "This folder is gone (unplugged, moved or deleted): 1 photo in it is left out.")
    return Failure(folder, f"This folder is gone (unplugged, moved or deleted): {photos} photos in it are left out.")
