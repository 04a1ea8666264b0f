"""Finds the photos of a folder and looks at each once: its digest, whether it decodes, and what it looks like."""

import base64
import binascii
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from training.events import Failed, Progress, Reporter, Started
from training.pictures import IMAGE_SUFFIXES, PictureError, in_parallel, read_picture

THUMBNAIL_SIDE = 16
IGNORED_FOLDERS = frozenset({"__MACOSX", "@eaDir"})


class DataError(Exception):
    """A data set that cannot be used. The message is one sentence that names the file or folder and what to do."""


@dataclass(frozen=True)
class Look:
    """What one look at a readable photo gave.

    Attributes:
        digest: SHA-256 of the file's bytes, in hexadecimal.
        size: Size in bytes of the file when it was looked at.
        mtime_ns: Its modification time then, in nanoseconds; a file with the same size and time is not read again.
        thumbnail: The photo squashed to 16×16 grey pixels, row by row: finds copies that differ in bytes.
    """

    digest: str
    size: int
    mtime_ns: int
    thumbnail: bytes

    def to_json(self) -> dict[str, Any]:
        """Plain values for the manifest."""
        thumbnail = base64.b64encode(self.thumbnail).decode("ascii")
        return {"sha256": self.digest, "bytes": self.size, "mtime_ns": self.mtime_ns, "thumbnail": thumbnail}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Look":
        """Read what `to_json` wrote.

        Raises:
            ValueError: A value is missing or of the wrong kind.
        """
        try:
            digest, thumbnail = str(values["sha256"]), base64.b64decode(values["thumbnail"], validate=True)
            look = cls(digest, int(values["bytes"]), int(values["mtime_ns"]), thumbnail)
        except (KeyError, TypeError, binascii.Error) as error:
            raise ValueError(f"incomplete entry: {error}") from error
        if not re.fullmatch(r"[0-9a-f]{64}", digest) or len(thumbnail) != THUMBNAIL_SIDE**2:
            raise ValueError("an entry's digest or thumbnail has the wrong length")
        return look


def folder_names(folder: Path) -> list[str]:
    """Names of the visible folders in a folder, numeric prefixes in the order of numbers.

    Raises:
        DataError: The folder cannot be listed.
    """
    return sorted((entry.name for entry in _entries(folder) if entry.is_dir()), key=_numeric_order)


def image_files(folder: Path) -> list[Path]:
    """Files of a folder and of all folders in it whose names promise an image, sorted; hidden ones are left out.

    Raises:
        DataError: A folder cannot be listed.
    """
    found: list[Path] = []
    entered: set[str] = set()
    todo = [folder]
    while todo:
        current = todo.pop()
        real = os.path.realpath(current)  # folders may be linked in, even in a circle
        if real in entered:
            continue
        entered.add(real)
        for entry in _entries(current):
            if entry.is_dir():
                todo.append(Path(entry.path))
            elif Path(entry.name).suffix.lower() in IMAGE_SUFFIXES:
                found.append(Path(entry.path))
    return sorted(found)


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".") and entry.name not in IGNORED_FOLDERS]
    except OSError as error:
        raise DataError(f"The folder {folder} cannot be listed: {error.strerror}.") from error


def _numeric_order(name: str) -> tuple[int, int, str]:
    number = re.match(r"\d+(?=\.)", name)
    return (0, int(number[0]), name) if number else (1, 0, name)


def look_at(path: Path) -> Look:
    """Read a photo once: digest, complete decoding, thumbnail.

    Raises:
        PictureError: It gives no picture.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # reading a pipe or a device might never end
            raise PictureError("not a regular file")
        content = path.read_bytes()
    except PermissionError as error:
        raise PictureError("no permission to read the file") from error
    except OSError as error:
        raise PictureError(f"cannot be read ({error.strerror})") from error
    # A JPEG decoded small still has all of its data read, so what is cut off is found, in less time.
    picture = read_picture(content, at_least=4 * THUMBNAIL_SIDE, grey=True)
    thumbnail = picture.resize((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.BOX).tobytes()
    return Look(hashlib.sha256(content).hexdigest(), status.st_size, status.st_mtime_ns, thumbnail)


def look_at_all(
    paths: Sequence[Path], known: Mapping[Path, Look], looks: dict[Path, Look], *, report: Reporter, workers: int = 0
) -> list[tuple[Path, str]]:
    """Look at many photos; those that have not changed since they were last looked at are not read again.

    Args:
        paths: The photos.
        known: Earlier looks.
        looks: Receives the look of every readable photo as soon as it is there, so that an interruption loses
            nothing.
        report: Hears of the progress and of every unreadable file.
        workers: Number of threads; 0 is one per processor.

    Returns:
        Unreadable files with the reason.
    """
    new = []
    for path in paths:
        if (look := known.get(path)) is not None and _unchanged(path, look):
            looks[path] = look
        else:
            new.append(path)
    unreadable: list[tuple[Path, str]] = []
    if not new:
        return unreadable
    report(Started(len(new), "Checking photos"))
    step = max(1, len(new) // 200)
    for done, (path, answer) in enumerate(in_parallel(_look_or_reason, new, workers), 1):
        if isinstance(answer, Look):
            looks[path] = answer
        else:
            unreadable.append((path, answer))
            report(Failed(str(path), answer))
        if done % step == 0 or done == len(new):
            report(Progress(done, len(new)))
    return unreadable


def _unchanged(path: Path, look: Look) -> bool:
    try:
        status = path.stat()
    except OSError:
        return False
    return (status.st_size, status.st_mtime_ns) == (look.size, look.mtime_ns)


def _look_or_reason(path: Path) -> Look | str:
    try:
        return look_at(path)
    except PictureError as error:
        return str(error)


def thumbnails(looks: Iterable[Look]) -> np.ndarray:
    """The thumbnails of several looks as one array (N, 16, 16) ``uint8``."""
    content = b"".join(look.thumbnail for look in looks)
    return np.frombuffer(content, dtype=np.uint8).reshape(-1, THUMBNAIL_SIDE, THUMBNAIL_SIDE)
