"""Photos of a data set that are left out because somebody said that their label is wrong. The files stay in place."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from training.manifest import is_writable
from training.paths import cache_folder
from training.scan import DataError

FILE_NAME = ".landmark-excluded.json"
FORMAT = 1


def exclusions_path(root: Path) -> Path:
    """Where they are kept: beside the data, or among the user's caches where that is read-only."""
    if is_writable(root):
        return root / FILE_NAME
    key = hashlib.sha256(os.fsencode(os.path.abspath(root))).hexdigest()[:16]
    return cache_folder() / "splits" / f"{key}.excluded.json"


def read_exclusions(root: Path) -> frozenset[str]:
    """The photos left out, as paths relative to the data set with ``/``.

    Raises:
        DataError: The file is damaged or of a newer version.
    """
    path = next((place for place in (exclusions_path(root), root / FILE_NAME) if place.is_file()), None)
    if path is None:
        return frozenset()
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] > FORMAT:
            raise DataError(f"{path} was written by a newer version of this program: update the program.")
        return frozenset(map(str, content["photos"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(
            f"The list of photos left out, {path}, cannot be read ({error}): delete it, and mark the photos again."
        ) from error


def change_exclusions(root: Path, photos: Iterable[Path], *, back: bool = False) -> frozenset[str]:
    """Leaves photos out from now on, or takes them in again.

    Args:
        root: Folder of the data set.
        photos: Its photos; absolute, or relative to the current folder.
        back: Take them in again.

    Returns:
        All that are left out now.

    Raises:
        DataError: A photo is not of this data set, or the list cannot be written.
    """
    root = Path(os.path.abspath(root))
    if not root.is_dir():
        raise DataError(f"There is no folder {root}.")
    names = set()
    for photo in photos:
        path = Path(os.path.abspath(photo))
        if not path.is_relative_to(root) or (not back and not path.is_file()):
            raise DataError(f"{path} is no photo of the data set {root}.")
        names.add(path.relative_to(root).as_posix())
    before = read_exclusions(root)
    after = before - names if back else before | names
    if after == before:
        return after
    path = exclusions_path(root)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_text(json.dumps({"format": FORMAT, "photos": sorted(after)}, indent=1), "utf-8")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise DataError(f"The list of photos left out cannot be kept in {path}: {error.strerror or error}.") from error
    return after
