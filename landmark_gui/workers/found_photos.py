"""The photos that a scan has found, in little memory: a million of them are known before the first one is read."""

import os
from array import array
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FoundPhoto:
    """A photo on the disk.

    Attributes:
        path: Absolute path.
        size: Bytes.
        mtime_ns: Time of the last change, nanoseconds since 1970.
    """

    path: Path
    size: int
    mtime_ns: int


class FoundPhotos:
    """Photos by number, in the order in which they were found."""

    def __init__(self) -> None:
        self._folders: list[str] = []  # with closing separators
        self._folder = array("l")  # of each photo
        self._runs: dict[str, list[range]] = {}  # the photos of each folder
        self._names: list[bytes] = []  # as bytes, since a text takes twice as much
        self._sizes = array("q")
        # Times that do not fit (beyond the year 2262, which some file systems can hold) are rare.
        self._times = array("q")
        self._far: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._names)

    def __getitem__(self, number: int) -> FoundPhoto:
        time = self._far.get(number, self._times[number]) if self._far else self._times[number]
        return FoundPhoto(Path(self.path(number)), self._sizes[number], time)

    def path(self, number: int) -> str:
        """The path of one photo."""
        return self._folders[self._folder[number]] + os.fsdecode(self._names[number])

    def number_of(self, path: Path) -> int | None:
        """The number of the photo at a path; None where none was found there."""
        folder, name = _cut(str(path))
        for run in self._runs.get(folder, ()):
            with suppress(ValueError):
                return self._names.index(name, run.start, run.stop)
        return None

    def add(self, photos: list[FoundPhoto]) -> None:
        """Adds photos, each of which comes once; quick where those of a folder follow each other."""
        for photo in photos:
            number = len(self)
            folder, name = _cut(str(photo.path))
            runs = self._runs.setdefault(folder, [])
            if runs and runs[-1].stop == number:
                runs[-1] = range(runs[-1].start, number + 1)
            else:
                runs.append(range(number, number + 1))
                self._folders.append(folder)
            self._folder.append(len(self._folders) - 1)
            self._names.append(name)
            fits = -(2**63) <= photo.mtime_ns < 2**63
            if not fits:
                self._far[number] = photo.mtime_ns
            self._times.append(photo.mtime_ns if fits else 0)
            self._sizes.append(photo.size)


def _cut(path: str) -> tuple[str, bytes]:
    """Folder, with its closing separator, and name."""
    end = path.rfind(os.sep) + 1
    return path[:end], os.fsencode(path[end:])
