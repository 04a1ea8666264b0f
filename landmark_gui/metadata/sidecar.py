"""XMP sidecars: which file belongs to a photo, under both naming conventions.

``photo.jpg.xmp`` (darktable, digiKam) and ``photo.xmp`` (Adobe).
"""

import os
from pathlib import Path

from landmark_gui import photo_names
from landmark_gui.metadata.errors import DamagedError, RefusedError
from landmark_gui.metadata.source import open_regular

MAX_SIZE = 32 * 1024 * 1024

RAW_SUFFIXES = photo_names.RAW_SUFFIXES | {".ari", ".bay"}
"""Of all RAW files that share sidecars with others of their name; we decode all but the last two."""


def appended(path: Path) -> Path:
    """``photo.jpg.xmp``."""
    return path.with_name(path.name + ".xmp")


def replaced(path: Path) -> Path:
    """``photo.xmp``."""
    return path.with_name(path.stem + ".xmp")


def existing(path: Path) -> list[Path]:
    """The sidecars that belong to this photo, the one with the full name first; those of its target for a link."""
    path = path.resolve()
    found = [found] if (found := _present(appended(path))) else []
    other = _present(replaced(path)) if path.suffix else None
    if other and other not in found and not _belongs_to_raw(path):
        found.append(other)
    return found


def read(path: Path) -> bytes:
    """The content of a sidecar.

    Raises:
        DamagedError: it is too large to be one.
        OSError: it cannot be read.
    """
    with open_regular(path) as file:
        if os.fstat(file.fileno()).st_size > MAX_SIZE:
            raise DamagedError("The XMP is larger than 32 MB.")
        return file.read()


def _present(path: Path) -> Path | None:
    """The path as the folder spells it: ``.XMP`` counts too."""
    return next((known for known in (path, path.with_suffix(".XMP")) if os.path.isfile(known)), None)


def _belongs_to_raw(path: Path) -> bool:
    """Whether ``photo.xmp`` is rather that of a RAW file with the same stem."""
    if path.suffix.lower() in RAW_SUFFIXES:
        return False
    forms = (path.with_suffix(form) for suffix in RAW_SUFFIXES for form in (suffix, suffix.upper()))
    return any(os.path.exists(form) for form in forms)


def target(path: Path, *, adobe_names: bool = False, choice: str = "ask") -> tuple[Path, bool]:
    """The sidecar to write, and whether it exists already.

    Args:
        path: the photo.
        adobe_names: create ``photo.xmp`` for RAW files.
        choice: which one where both exist: ``ask`` (refuse), ``appended`` or ``replaced``.

    Raises:
        RefusedError: both exist and the person has not chosen, or its name is taken by something that is no file.
    """
    found = existing(path)
    if len(found) > 1 and choice == "ask":
        names = f"{found[0].name} and {found[1].name}"
        raise RefusedError(f"There are two sidecars, {names}. Choose which one to use.", sidecar=False)
    if found:
        return found[-1 if choice == "replaced" else 0], True
    new = replaced(path) if adobe_names and path.suffix.lower() in RAW_SUFFIXES else appended(path)
    if os.path.lexists(new) and not os.path.isfile(new):  # which may have come a moment ago
        what = "something that is no file (a folder, a broken link or the like)"
        raise RefusedError(f"The sidecar's name, {new.name}, is taken by {what}.", sidecar=False)
    return new, False
